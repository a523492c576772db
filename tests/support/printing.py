"""Prints filled forms as documents of plain grids, to be read back, whole or damaged."""

from pathlib import Path

from juesuan.forms import Disclosure, FilledForm
from juesuan.reading import Document, Grid, GridText, Paragraph, Spot

Lines = list[list[str | None]]


def lines_of(disclosure: Disclosure, filled: FilledForm) -> Lines:
    """The printed table of a form: texts, ``None`` where a merged cell covers."""
    return [
        [
            None if cell is None else disclosure.text(filled, cell.cell) if cell.cell else cell.text
            for cell in line
        ]
        for line in filled.sheet.grid()
    ]


def grid(lines: Lines, first: int = 1) -> Grid:
    """A grid of texts, each knowing its line and field."""
    return Grid(
        tuple(
            tuple(
                None if text is None else GridText(text, Spot(file="a.txt", line=n, field=m))
                for m, text in enumerate(line, 1)
            )
            for n, line in enumerate(lines, first)
        ),
        Spot(file="a.txt", line=first),
    )


def title_of(disclosure: Disclosure, filled: FilledForm) -> list[str]:
    """The lines above a form's table."""
    form, money = filled.form, disclosure.money.zh
    said = {"unit": disclosure.unit, "year": disclosure.year, "money": money}
    lines = [form.title, form.number, form.department_line.format(**said)]
    return [line for line in [*lines, form.unit_line.format(**said)] if line]


def printed(disclosure: Disclosure, **tables: list[Lines]) -> Document:
    """The whole disclosure as a document. ``f05=[lines, …]`` prints a form from other lines,
    several of them as a table continued without a title."""
    document = Document("a.txt", "text")
    document.parts.append(Paragraph(f"{disclosure.year}年度部门决算", Spot(file="a.txt", line=1)))
    for filled in disclosure.forms:
        for text in title_of(disclosure, filled):
            document.parts.append(Paragraph(text, Spot(file="a.txt", line=1)))
        for lines in tables.get(f"f{filled.form.no}", [lines_of(disclosure, filled)]):
            document.parts.append(grid(lines))
        note = filled.form.empty if filled.empty and filled.form.empty else "注：表下的说明。"
        document.parts.append(Paragraph(note, Spot(file="a.txt", line=1)))
    return document


def cells_of(disclosure: Disclosure) -> dict[tuple[str, str, str], str]:
    """Every printed figure, without separators."""
    return {
        (cell.key.form, cell.key.row, cell.key.column): disclosure.plain(filled, cell)
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if cell.key in filled.values
    }


def write_text(disclosure: Disclosure, path: Path) -> Path:
    """The forms as a text file, the cells of a row parted by tabs."""
    printed_lines = [f"{disclosure.year}年度部门决算"]
    for filled in disclosure.forms:
        printed_lines += title_of(disclosure, filled)
        printed_lines += [
            "\t".join(text or "" for text in line) for line in lines_of(disclosure, filled)
        ]
    path.write_text("\n".join(printed_lines) + "\n", encoding="utf-8")
    return path
