"""A booklet as PDF, and its reading against pdfplumber's table extraction."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from juesuan.forms import Disclosure, FilledForm
from juesuan.ledger import read_book
from juesuan.publishing import fill_book
from juesuan.reading import read

__all__ = ["read_booklet", "write_booklet"]

EXAMPLE = "examples/qujing-digital-economy-centre-2023"
FONT = "STSong-Light"
TEXT = (
    "本年收入合计3,538.65万元，比上年增加12.30万元，增长0.35%，主要原因是新增项目。"
    "其中：财政拨款收入3,538.65万元，占100.00%；其他收入0万元，占0%。"
    "基本支出405.29万元，占11.45%，完成年初预算的98.20%，决算数小于预算数。"
)
"""A page of the explanation, line after line like this."""


def write_booklet(root: Path, path: Path, copies: int) -> Disclosure:
    """Print the example book's forms as ruled tables; ``copies`` of the text pages between
    them make up the length of a real booklet."""
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("text", fontName=FONT, fontSize=10, leading=16, wordWrap="CJK")
    disclosure = fill_book(read_book(root / EXAMPLE))
    story: list[Any] = []
    for filled in disclosure.forms:
        form = filled.form
        said = {"unit": disclosure.unit, "year": disclosure.year, "money": disclosure.money.zh}
        lines = (form.department_line.format(**said), form.unit_line.format(**said))
        for text in (form.title, form.number, *lines):
            story.append(Paragraph(text, style))
        story += [_table(disclosure, filled), PageBreak()]
    for _ in range(copies):
        story += [Paragraph(TEXT * 4, style), PageBreak()]
    SimpleDocTemplate(str(path), pagesize=landscape(A3)).build(story)
    return disclosure


def _table(disclosure: Disclosure, filled: FilledForm) -> Any:
    from reportlab.platypus import Table, TableStyle

    grid = filled.sheet.grid()
    size = 5 if filled.form.width > 12 else 8
    commands: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, "#000000"),
        ("FONT", (0, 0), (-1, -1), FONT, size),
        *((f"{side}PADDING", (0, 0), (-1, -1), 1) for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")),
    ]
    rows = []
    for r, line in enumerate(grid):
        row = []
        for c, cell in enumerate(line):
            if cell is None:
                row.append("")
                continue
            row.append(disclosure.text(filled, cell.cell) if cell.cell else cell.text)
            if cell.rows > 1 or cell.columns > 1:
                commands.append(("SPAN", (c, r), (c + cell.columns - 1, r + cell.rows - 1)))
        rows.append(row)
    return Table(rows, style=TableStyle(commands), repeatRows=filled.form.header_rows)


def read_booklet(root: str, folder: str, repeat: int) -> dict[str, Any]:
    """Read the booklet in turn: from file to figures, and plain table extraction."""
    import pdfplumber

    path = Path(folder) / "booklet.pdf"
    disclosure = write_booklet(Path(root), path, 12)
    expected = {
        (cell.key.form, cell.key.row, cell.key.column): Decimal(disclosure.plain(filled, cell))
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if cell.key in filled.values
    }
    ours, theirs = [], []
    pages = right = 0
    for _ in range(repeat + 1):  # the first run of each loads libraries and form sets
        began = time.perf_counter()
        reading = read(path)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        with pdfplumber.open(path) as document:
            pages = len(document.pages)
            for page in document.pages:
                page.extract_tables()
        theirs.append(time.perf_counter() - began)
        found = {(o.form, o.row, o.column): Decimal(o.value) for o in reading.observations}
        right = sum(found.get(place) == value for place, value in expected.items())
    return {
        "first": [ours[0], theirs[0]],
        "ours": ours[1:],
        "theirs": theirs[1:],
        "pages": pages,
        "cells": len(expected),
        "right": right,
    }
