"""The booklet as a PDF: selectable text, embedded Chinese fonts, bookmarks, tags.

Typst sets the pages from a template that is data; the same booklet gives the same bytes.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
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
_NUMBER = re.compile(r"[—–-]?\s*\d+\s*[—–-]?")
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
        data = _data(booklet, blocks, lang, look)
        runs = _runs(data["blocks"])
        fonts = [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]
        written = b""
        tried: list[list[float]] = [[] for _ in runs]
        for _ in range(1 + len(_SPACINGS)):
            data["lines"] = [spacings[-1] if spacings else None for spacings in tried]
            text = json.dumps(data, ensure_ascii=False)
            (folder / "booklet.json").write_text(text, encoding="utf-8")
            compiler = typst.Compiler(
                str(source),
                root=str(folder),
                font_paths=fonts,
                ignore_system_fonts=not look.machine_fonts,
            )
            printed = compiler.compile(format="pdf", pdf_standards=list(_STANDARDS))
            assert isinstance(printed, bytes)
            written = printed
            short = [n for n in _short(written, runs) if len(tried[n]) < len(_SPACINGS)]
            if not short:
                break
            for number in short:
                tried[number].append(_SPACINGS[len(tried[number])])
        path.write_bytes(written)
    return _pages(written, (b for b in booklet.blocks if isinstance(b, Heading)))


def _runs(blocks: Iterable[dict[str, Any]]) -> list[str]:
    """The text of each run between tables and parts, without blanks, as the template has them."""
    found, waiting = [], ""
    for block in blocks:
        table = block["kind"] == "table"
        if waiting and (table or block.get("level") == 1):
            found.append(waiting)
            waiting = ""
        if not table:
            waiting += "".join(block["text"].split())
    return [*found, waiting] if waiting else found


def _short(pdf: bytes, runs: Sequence[str]) -> list[int]:
    """The runs whose last page has fewer than five lines, though an earlier one has more."""
    from juesuan.reading.formats.pdf_library import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        lines = [line for line in page.get_textpage().get_text_range().splitlines() if line.strip()]
        body = ["".join(line.split()) for line in lines if not _NUMBER.fullmatch(line.strip())]
        said = "".join(body)
        if 0 < len(body) < _FEW:
            found += [n for n, run in enumerate(runs) if run != said and run.endswith(said)]
    document.close()
    return found


def _pages(pdf: bytes, headings: Iterable[Heading]) -> list[int]:
    """The printed page of each heading, from the bookmarks, which stand in the same order."""
    from juesuan.reading.formats.pdf_library import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    targets = ((mark.get_title(), mark.get_dest()) for mark in document.get_toc())
    marks = iter([(title, dest.get_index()) for title, dest in targets if dest is not None])
    found: list[int] = []
    for heading in headings:
        text = heading_text(heading)
        found.append(next((page for title, page in marks if title == text), 0))
    document.close()
    return [page - found[0] + 1 for page in found]


def _data(booklet: Booklet, blocks: Iterable[LaidBlock], lang: str, look: Look) -> dict[str, Any]:
    return {
        "title": cover_lines(booklet),
        "unit": booklet.unit,
        "year": booklet.year,
        "lang": "zh",
        "cover": list(booklet.cover),
        "words": {"contents": texts(lang)["contents"]},
        "entries": len(list(booklet.contents(2))),
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
