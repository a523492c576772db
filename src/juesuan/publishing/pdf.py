"""The booklet as a PDF: selectable text, embedded Chinese fonts, bookmarks, tags.

Typst sets the pages from a template that is data; the same booklet gives the same bytes.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import msgspec

from juesuan.narrative import Booklet, Heading, WrittenParagraph
from juesuan.publishing.laid import LaidBlock, LaidTable, cover_lines, heading_text
from juesuan.publishing.look import Look, look_named
from juesuan.publishing.texts import texts

__all__ = ["write_pdf"]

_FEW = 5
"""A last page of fewer lines is avoided."""
_SPACINGS = (0.94, 1.08, 0.9, 1.15, 1.2)
"""What the lines of a run are set apart by, one after another, where its last page in print has
too few."""
_STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
"""Kept for archives (PDF/A-2a) and read aloud (PDF/UA-1). The document's date, which the first
asks for, is the last day of the accounts' year, so that the same booklet gives the same bytes."""


def write_pdf(
    booklet: Booklet,
    blocks: Iterable[LaidBlock],
    path: Path,
    lang: str = "zh",
    look: Look | None = None,
) -> list[int]:
    """Write the booklet; gives the printed page of each heading in order, those above tables
    included. Raises ``OSError`` if the file cannot be written."""
    import pylopdf_fonts_zh_cn  # these are heavy to load, and only this needs them
    import typst

    with tempfile.TemporaryDirectory(prefix="juesuan-") as name:
        folder = Path(name)
        template = resources.files("juesuan") / "data" / "templates" / "booklet.typ"
        source = folder / "booklet.typ"
        source.write_text(template.read_text("utf-8"), encoding="utf-8")
        look = look or look_named()
        data = json.dumps(_data(booklet, blocks, lang, look), ensure_ascii=False)
        (folder / "booklet.json").write_text(data, encoding="utf-8")
        spacings: list[float | None] = []
        while True:
            (folder / "spacings.json").write_text(json.dumps(spacings), encoding="utf-8")
            compiler = typst.Compiler(
                str(source),
                root=str(folder),
                font_paths=[str(Path(pylopdf_fonts_zh_cn.__file__).parent)],
                ignore_system_fonts=not look.machine_fonts,
            )
            placed = json.loads(compiler.query("<told>", field="value", one=True))
            runs = placed["runs"]
            spacings, before = _spaced(runs, spacings), spacings or [None] * len(runs)
            if spacings == before:
                break
        printed = compiler.compile(format="pdf", pdf_standards=list(_STANDARDS))
        assert isinstance(printed, bytes)
        path.write_bytes(printed)
    pages: list[int] = placed["pages"]
    return pages


def _spaced(
    runs: Sequence[Mapping[str, float]], spacings: Sequence[float | None]
) -> list[float | None]:
    """The spacing of each run of text, ``None`` where the template may choose: the next to try
    where its last page has fewer than five lines, though an earlier one has more."""
    found = list(spacings) or [None] * len(runs)
    for number, run in enumerate(runs):
        if run["pages"] > 1 and round(run["last"]) < _FEW:
            tried = found[number]
            left = _SPACINGS[_SPACINGS.index(tried) + 1 :] if tried else _SPACINGS
            found[number] = next(iter(left), tried)
    return found


def _data(booklet: Booklet, blocks: Iterable[LaidBlock], lang: str, look: Look) -> dict[str, Any]:
    return {
        "title": cover_lines(booklet),
        "unit": booklet.unit,
        "year": booklet.year,
        "lang": "zh",
        "cover": list(booklet.cover),
        "words": {"contents": texts(lang)["contents"]},
        "contents_line": look.contents_line(len(list(booklet.contents(2)))),
        "look": msgspec.to_builtins(look),
        "blocks": list(_blocks(blocks, look)),
    }


def _blocks(blocks: Iterable[LaidBlock], look: Look) -> Iterator[dict[str, Any]]:
    """The blocks for the template; a table's title lies a level below the last heading."""
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            level = block.level
            yield _heading(block)
        elif isinstance(block, WrittenParagraph):
            yield {"kind": "paragraph", "text": block.text}
        else:
            level = block.headings[-1].level if block.headings else level
            yield {**_table(block, look), "level": level + 1}


def _heading(heading: Heading) -> dict[str, Any]:
    return {"kind": "heading", "level": heading.level, "text": heading_text(heading)}


def _table(table: LaidTable, look: Look) -> dict[str, Any]:
    fit = table.fit(look)
    return {
        "kind": "table",
        "headings": [_heading(heading) for heading in table.headings],
        "title": table.title,
        "bookmarked": all(not h.text.endswith(table.title) for h in table.headings),
        "number": table.number,
        "department": table.department,
        "unit": table.unit,
        "landscape": table.landscape,
        "paper": fit.paper,
        "size": round(fit.size, 2),
        "apart": round(fit.apart, 3),
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
