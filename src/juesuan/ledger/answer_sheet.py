"""The file of what is asked for (待填), written: one row each, one column to fill in."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from msgspec.structs import replace

from juesuan.ledger.answers import COLUMNS, Answer, Answers
from juesuan.ledger.asking import Asked
from juesuan.ledger.schema import sheet
from juesuan.messages import say
from juesuan.resources import load

__all__ = ["answer_rows", "write_answers"]

_WIDTHS = {"table": 10, "entry": 26, "ask": 44, "last": 36, "hint": 36, "text": 50, "key": 8}
_EPOCH = datetime.datetime(2000, 1, 1)


def answer_rows(answers: Answers, asked: Iterable[Asked], lang: str = "zh") -> list[Answer]:
    """The rows of the new file: what is asked for now, then what was answered, in its order;
    of the rest only what holds last year's wording."""
    last, given = answers.last, {each.key: each for each in answers.rows}
    open_now: list[Answer] = []
    for each in asked:
        if each.column and (new := _row(each, lang)).key not in {o.key for o in open_now}:
            old = given.pop(new.key, None)
            text = old.text if old else ""
            open_now.append(replace(new, last=last.get(new.key, ""), text=text))
    kept = [each for each in given.values() if each.text]
    spare = [each for each in given.values() if not each.text and each.last]
    return [*open_now, *kept, *spare]


def _row(asked: Asked, lang: str) -> Answer:
    return Answer(
        table=asked.table,
        row=dict(asked.row),
        column=asked.column,
        entry="，".join(name for name in asked.names if name),
        ask=asked.text(lang),
        hint=asked.hint,
    )


def write_answers(path: str | Path, rows: Sequence[Answer], lang: str = "zh") -> None:
    """Write the file. Raises ``OSError``."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"strings_to_formulas": False})
    name = say("answers.name", lang)
    workbook.set_properties({"title": name, "created": _EPOCH})
    _write(workbook, workbook.add_worksheet(name), rows, lang)
    workbook.close()
    Path(path).write_bytes(content.getvalue())


def _write(workbook: Any, page: Any, rows: Sequence[Answer], lang: str) -> None:
    base = {
        "font_name": load("fonts.toml")["table"],
        "font_size": 11,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
    }
    plain = workbook.add_format({**base, "num_format": "@"})
    head = workbook.add_format({**base, "bold": True, "bg_color": "#F2F2F2", "valign": "vcenter"})
    mine = workbook.add_format({**base, "bg_color": "#FFF9E5", "num_format": "@"})
    due = workbook.add_format({**base, "bold": True, "bg_color": "#FFE08A", "valign": "vcenter"})
    for number, key in enumerate(COLUMNS):
        page.set_column(number, number, _WIDTHS[key], plain, {"hidden": key == "key"})
        page.write_string(0, number, say(f"answers.{key}", lang), due if key == "text" else head)
    for line, row in enumerate(rows, 1):
        for number, (key, text) in enumerate(zip(COLUMNS, _cells(row, lang), strict=True)):
            page.write_string(line, number, text, mine if key == "text" else plain)
    page.freeze_panes(1, 2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _cells(row: Answer, lang: str) -> Iterator[str]:
    spec = sheet(row.table)
    yield spec.title if lang == "zh" else spec.title_en
    yield from (row.entry, row.ask, row.last, row.hint, row.text, row.key)
