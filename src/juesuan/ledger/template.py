"""An empty book as a workbook: explanations, drop-down lists, ready to fill in."""

from __future__ import annotations

import datetime
import io
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from juesuan.classification import code_list
from juesuan.facts import CODED, WAN, YUAN
from juesuan.forms import FormSet
from juesuan.ledger.examples import example_row
from juesuan.ledger.filling import BookRow, Filling
from juesuan.ledger.library import indicator_library
from juesuan.ledger.schema import (
    ColumnSpec,
    SheetSpec,
    choices,
    head_entries,
    pages,
    sheet,
    sheets,
    unit_columns,
)
from juesuan.messages import say
from juesuan.resources import load

__all__ = ["write_template"]

_A4 = 9
_ROWS = 5000
"""Rows of each table that get drop-down lists and formats."""

_FORMATS = {
    "amount": "#,##0.00",
    "count": "#,##0",
    "date": "yyyy-mm-dd",
    "integer": "0",
    "points": "0.00",
}
_WIDTHS = {"amount": 15, "count": 9, "date": 12, "integer": 8, "points": 8, "code": 11}
_WIDTHS |= {"choice": 16}
_WIDTH = 14
"""Width of a column of text; what is longer is wrapped, so that a sheet prints on one page's width
in type that can be read."""
_HEADED = 12
"""Widest that a column is made for its heading alone."""
_LINE = 15
"""Points of a line of text in a cell."""
_LIBRARY_WIDTHS = (12, 12, 20, 30, 10, 10, 10)


def write_template(
    path: str | Path,
    form_set: FormSet,
    year: int,
    lang: str = "zh",
    filling: Filling | None = None,
    every: bool = False,
) -> None:
    """Write an empty book for a form set and year to ``path`` (xlsx), with what ``filling``
    says already in it. Sheets that few units need are hidden unless filled, or ``every``.

    Raises ``OSError`` if the file cannot be written.
    """
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"strings_to_formulas": False})
    workbook.set_properties({"title": pages()["book"].zh, "created": datetime.datetime(year, 1, 1)})
    _Template(workbook, form_set, year, lang, filling or Filling()).write(every)
    workbook.close()
    Path(path).write_bytes(content.getvalue())


class _Template:
    def __init__(
        self, workbook: Any, form_set: FormSet, year: int, lang: str, filling: Filling
    ) -> None:
        self.workbook, self.form_set, self.year, self.lang = workbook, form_set, year, lang
        self.filling = filling
        base = {"font_name": load("fonts.toml")["table"], "font_size": 11, "valign": "vcenter"}
        head = {"bold": True, "border": 1, "align": "center", "text_wrap": True}
        wrapped = {**base, "text_wrap": True}
        self.title = workbook.add_format({**base, "bold": True, "font_size": 16})
        self.text = workbook.add_format({**base, "text_wrap": True, "valign": "top"})
        self.must = workbook.add_format({**base, **head, "bg_color": "#DCE6F1"})
        self.may = workbook.add_format({**base, **head, "bg_color": "#F2F2F2"})
        self.cells = {
            kind: workbook.add_format({**wrapped, "num_format": _FORMATS.get(kind, "@")})
            for kind in ("text", "code", "choice", *_FORMATS)
        }
        grey = {**wrapped, "italic": True, "font_color": "#7F7F7F"}
        self.examples = {
            kind: workbook.add_format({**grey, "num_format": _FORMATS.get(kind, "@")})
            for kind in self.cells
        }
        self.lists: dict[str, str] = {}

    def write(self, every: bool) -> None:
        """All sheets, in the order in which they are filled in; those needed come first."""
        tables = sorted(sheets(), key=lambda spec: spec.folded)
        self._guide(tables)
        self._book()
        self._units()
        pages = [(spec, self.workbook.add_worksheet(spec.title)) for spec in tables]
        self._codes()
        self._library()
        self._lists(tables)
        for spec, page in pages:
            self._table(spec, page)
            if spec.folded and not every and spec.key not in self.filling.rows:
                page.hide()
        for page in self.workbook.worksheets():
            page.set_paper(_A4)
            page.set_landscape()
            page.fit_to_pages(1, 0)
            page.set_footer("&C&A  &P / &N")
            page.set_margins(0.4, 0.4, 0.5, 0.5)

    def _guide(self, tables: Sequence[SheetSpec]) -> None:
        page = self.workbook.add_worksheet(say("template.guide", self.lang))
        page.hide_gridlines(2)
        page.set_column(0, 0, 16)
        page.set_column(1, 1, 90)
        name = self.form_set.name if self.lang == "zh" else self.form_set.name_en
        page.write_string(
            0, 0, say("template.heading", self.lang, name=name, year=self.year), self.title
        )
        lines = [
            (spec.title, spec.about if self.lang == "zh" else spec.about_en) for spec in tables
        ]
        steps = [("", say(f"template.step{n}", self.lang)) for n in range(1, 7)]
        told = [*self.filling.told, ("", "")] if self.filling.told else []
        for row, (left, right) in enumerate([*told, *steps, ("", ""), *lines], 2):
            page.write_string(row, 0, left, self.text)
            page.write_string(row, 1, right, self.text)

    def _book(self) -> None:
        page = self.workbook.add_worksheet(pages()["book"].zh)
        page.set_column(0, 0, 16)
        page.set_column(1, 1, 40)
        page.set_column(2, 2, 70)
        given = {"year": str(self.year), "money": YUAN.zh, "form_set": self.form_set.id, "unit": ""}
        given["print"] = self.form_set.money
        written = {**given, **self.filling.head}
        for row, (key, named) in enumerate(head_entries().items()):
            page.write_string(row, 0, named.zh, self.must if key in given else self.may)
            page.write_string(row, 1, written.get(key, ""), self.cells["text"])
            page.write_string(row, 2, say(f"template.{key}", self.lang), self.text)
            if key in {"money", "print"}:
                page.data_validation(
                    row, 1, row, 1, {"validate": "list", "source": [YUAN.zh, WAN.zh]}
                )

    def _units(self) -> None:
        page = self.workbook.add_worksheet(pages()["units"].zh)
        page.set_column(0, 2, 24)
        page.repeat_rows(0)
        for column, named in enumerate(unit_columns().values()):
            page.write_string(0, column, named.zh, self.must)
        kinds = [choice.zh for choice in choices("unit_kind")]
        for row, unit in enumerate(self.filling.units or [("01", "", kinds[0])], 1):
            page.write_row(row, 0, unit, self.cells["text"])
        source = {"validate": "list", "source": kinds}
        page.data_validation(1, 2, 200, 2, source)
        page.write_comment(0, 2, say("template.units", self.lang))

    def _codes(self) -> None:
        """The year's codes for reference: what the code columns may hold."""
        page = self.workbook.add_worksheet(pages()["codes"].zh)
        page.freeze_panes(1, 0)
        page.print_area(0, 0, 0, 3 * len(CODED) - 2)  # to look things up in, not to print
        page.set_column(0, 6, 12)
        for start, kind in enumerate(CODED):
            left = start * 3
            page.set_column(left + 1, left + 1, 44)
            page.write_string(0, left, say(f"dimension.{kind}"), self.must)
            page.write_string(0, left + 1, say("template.code_name"), self.must)
            codes = code_list(kind, self.year)
            for row, code in enumerate(codes, 1):
                page.write_string(row, left, code.code, self.cells["code"])
                page.write_string(row, left + 1, code.name, self.cells["text"])

    def _library(self) -> None:
        """Indicators that projects of a kind usually have, to be copied."""
        page = self.workbook.add_worksheet(pages()["library"].zh)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        columns = ("level1", "level2", "name", "operator", "target", "measure")
        heads = [sheet("projects").column("kind").zh]
        heads += [sheet("indicators").column(key).zh for key in columns]
        for column, (head, width) in enumerate(zip(heads, _LIBRARY_WIDTHS, strict=True)):
            page.set_column(column, column, width, self.cells["text"])
            page.write_string(0, column, head, self.may)
        page.write_comment(0, 0, say("template.library", self.lang), {"x_scale": 2})
        kinds = {choice.id: choice.zh for choice in choices("project_kinds")}
        known = indicator_library()
        for row, one in enumerate(known, 1):
            texts = (one.level1, one.level2, one.name, one.operator, one.typical, one.unit)
            for column, text in enumerate((kinds[one.kind], *texts)):
                if text:
                    page.write_string(row, column, text, self.cells["text"])
        page.autofilter(0, 0, len(known), len(heads) - 1)

    def _lists(self, tables: Sequence[SheetSpec]) -> None:
        page = self.workbook.add_worksheet(pages()["lists"].zh)
        page.hide()
        wanted = dict.fromkeys(c.values for t in tables for c in t.columns if c.type == "choice")
        for column, values in enumerate(wanted):
            labels = [choice.zh for choice in choices(values)]
            page.write_column(0, column, labels)
            letter = xlsxwriter.utility.xl_col_to_name(column)
            self.lists[values] = f"={page.name}!${letter}$1:${letter}${len(labels)}"

    def _table(self, spec: SheetSpec, page: Any) -> None:
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        for number, column in enumerate(spec.columns):
            page.set_column(number, number, _width(column), self.cells[column.type])
            star = "*" if column.required else ""
            page.write_string(0, number, column.zh + star, self.must if star else self.may)
            if column.about:
                page.write_comment(0, number, column.about, {"x_scale": 2})
            self._limit(page, number, column)
        if rows := self.filling.rows.get(spec.key, ()):
            for line, row in enumerate(rows, 1):
                self._row(page, line, spec, row)
        elif shown := example_row(spec, self.year):
            cells = {key: _number(spec, key, text) for key, text in shown.items()}
            self._row(page, 1, spec, cells, self.examples)

    def _row(
        self,
        page: Any,
        line: int,
        spec: SheetSpec,
        row: BookRow,
        styles: Mapping[str, Any] | None = None,
    ) -> None:
        lines = 1
        for number, column in enumerate(spec.columns):
            value, style = row.get(column.key, ""), (styles or self.cells)[column.type]
            if isinstance(value, Decimal):
                page.write_number(line, number, value, style)
            elif value:
                page.write_string(line, number, value, style)
                lines = max(lines, -(-_half_widths(value) // (_width(column) - 1)))
        if lines > 1:  # a wrapped text would stand over the row above it in print
            page.set_row(line, _LINE * lines)

    def _limit(self, page: Any, number: int, column: ColumnSpec) -> None:
        rule: dict[str, Any] | None = None
        if column.type == "choice":
            rule = {"validate": "list", "source": self.lists[column.values]}
        elif column.type == "date":
            first, last = datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
            rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
        elif column.type == "amount":
            rule = {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
        elif column.type == "points":
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        elif column.type in {"count", "integer"}:
            rule = {"validate": "integer", "criteria": ">=", "value": 0}
        if rule:
            rule |= {
                "ignore_blank": True,
                "error_title": column.zh,
                "error_message": column.about[:200],
            }
            page.data_validation(1, number, _ROWS, number, rule)


def _width(column: ColumnSpec) -> int:
    """Characters that a column is wide."""
    return max(_WIDTHS.get(column.type, _WIDTH), min(2 * len(column.zh) + 3, _HEADED))


def _half_widths(text: str) -> int:
    """How many digits a text is as wide as."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _number(spec: SheetSpec, key: str, text: str) -> str | Decimal:
    """An example's text as the cell holds it."""
    return Decimal(text) if spec.column(key).type in {"amount", "count", "integer"} else text
