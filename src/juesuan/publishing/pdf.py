"""The booklet as a PDF: selectable text, embedded Chinese fonts, bookmarks, tags.

Typst sets the pages from a template that is data; the same booklet gives the same bytes.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from juesuan.narrative import Booklet, Heading, Paragraph
from juesuan.publishing.laid import LaidBlock, LaidTable
from juesuan.publishing.texts import texts

__all__ = ["write_pdf"]

_PAGE = {False: (505.0, 740.0), True: (751.0, 493.0)}
"""Points across and down A4 between the margins of a table's page, upright and across."""


def write_pdf(booklet: Booklet, blocks: Iterable[LaidBlock], path: Path, lang: str = "zh") -> None:
    """Write the booklet. Raises ``OSError`` if the file cannot be written."""
    with tempfile.TemporaryDirectory(prefix="juesuan-") as name:
        folder = Path(name)
        template = resources.files("juesuan") / "data" / "templates" / "booklet.typ"
        source = folder / "booklet.typ"
        source.write_text(template.read_text("utf-8"), encoding="utf-8")
        data = json.dumps(_data(booklet, blocks, lang), ensure_ascii=False)
        (folder / "booklet.json").write_text(data, encoding="utf-8")
        fonts = [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
        compiler = typst.Compiler(
            str(source), root=str(folder), font_paths=fonts, ignore_system_fonts=True
        )
        written = compiler.compile(format="pdf")
        assert isinstance(written, bytes)
        path.write_bytes(written)


def _data(booklet: Booklet, blocks: Iterable[LaidBlock], lang: str) -> dict[str, Any]:
    return {
        "title": booklet.title,
        "unit": booklet.unit,
        "lang": "zh",
        "cover": list(booklet.cover),
        "words": {"contents": texts(lang)["contents"]},
        "blocks": [_block(block) for block in blocks],
    }


def _block(block: LaidBlock) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": f"{block.number}{block.text}"}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text}
    return _table(block)


def _table(table: LaidTable) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": table.title,
        "number": table.number,
        "department": table.department,
        "unit": table.unit,
        "landscape": table.landscape,
        "size": round(table.print_size(*_PAGE[table.landscape]), 2),
        "widths": [round(width, 3) for width in table.widths],
        "head": table.head,
        "cells": [
            {
                "x": cell.column,
                "y": cell.row,
                "rows": cell.rows,
                "columns": cell.columns,
                "align": cell.align,
                "bold": cell.bold,
                "indent": cell.indent,
                "text": cell.text,
            }
            for cell in table.cells
        ],
        "notes": list(table.notes),
        "sentence": table.sentence,
    }
