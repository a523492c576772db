"""A new book (新账套) for the year after last year's, with what last year determines in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field

from juesuan.facts import YUAN, MoneyUnit, Space
from juesuan.forms import FormSet, form_sets_in_force, load_form_set
from juesuan.ledger.digest import relative
from juesuan.ledger.filling import BookRow, Filling
from juesuan.ledger.schema import called, pages, sheet
from juesuan.messages import Message
from juesuan.starting.codes import own_codes, unknown_codes
from juesuan.starting.copied import copied_rows, copied_units
from juesuan.starting.figures import figure_rows
from juesuan.starting.last_year import LastYear
from juesuan.starting.openings import Opening, openings
from juesuan.starting.words import dated, indicator_rows, project_rows, text_rows

__all__ = ["Beginning", "begin", "form_set_after"]

_COPIED = ("texts", "projects", "indicators", "withheld", "codes")
"""Tables of last year's book that go on as they are."""


class Beginning(Struct, frozen=True, kw_only=True):
    """A new book before it is written. ``came`` counts the rows taken over by table;
    ``open`` is what is still to be given, each with its place in the new book."""

    year: int
    form_set: FormSet
    filling: Filling
    came: Mapping[str, int]
    open: Sequence[Message] = field(default=())


def form_set_after(last: LastYear, year: int) -> str:
    """The form set that last year's region prescribes for a year; last year's own where it
    still holds or nothing newer is known."""
    known = load_form_set(last.form_set) if last.form_set else None
    if known is not None and known.first_year <= year <= known.last_year:
        return last.form_set
    in_force = form_sets_in_force(last.region, year)
    same = [name for name in in_force if name == last.form_set]
    return (same or in_force or [last.form_set])[-1]


def begin(last: LastYear, target: str | Path, form_set: str = "", year: int = 0) -> Beginning:
    """What to write into the new book at ``target`` (the year after last year's, unless
    ``year`` is given). Raises ``FormSetError``."""
    year = year or last.year + 1
    forms = load_form_set(form_set or form_set_after(last, year), year)
    space, own = own_codes(last, year)
    money = last.money if last.book else YUAN
    rows: dict[str, list[BookRow]] = {"codes": own}
    asked: list[Message] = []
    found = openings(last.facts)
    if found is None:
        asked.append(Message("start.no_openings", _sheets("balances")))
    else:
        rows["balances"] = [_opening_row(each, space, money) for each in found]
        asked += _open_openings(found, space, money)
    rows |= _words(last)
    if last.book is None:
        rows["last_year"] = list(figure_rows(last.figures, forms, space, money))
    for key in ("texts", "projects"):
        asked += _dated(key, rows.get(key, ()))
    asked += unknown_codes(last, space)
    units = copied_units(last)
    if last.book is None:
        asked.append(Message("start.unit_kind", {"sheet": pages()["units"].zh}))
    head = {
        "year": str(year),
        "unit": last.unit,
        "money": money.zh,
        "form_set": forms.id,
        "print": forms.money,
    }
    if last.book is not None:
        head["previous"] = relative(last.path, Path(target).parent)
    filled = {key: found for key, found in rows.items() if found}
    return Beginning(
        year=year,
        form_set=forms,
        filling=Filling(head=head, units=units, rows=filled),
        came={key: len(found) for key, found in filled.items()},
        open=tuple(asked),
    )


def _sheets(*keys: str) -> dict[str, object]:
    return {"sheet": "、".join(sheet(key).title for key in keys)}


def _words(last: LastYear) -> dict[str, list[BookRow]]:
    """The author's texts, projects and their indicators."""
    if last.book is not None:
        return {key: list(copied_rows(last.book, key)) for key in _COPIED if key != "codes"}
    assert last.reading is not None
    return {
        "texts": list(text_rows(last.reading)),
        "projects": list(project_rows(last.reading.performance, last.unit)),
        "indicators": list(indicator_rows(last.reading.performance)),
    }


def _opening_row(opening: Opening, space: Space, money: MoneyUnit) -> BookRow:
    return {
        "point": called("points", "opening"),
        "unit": opening.unit,
        "fund": called("fund", opening.fund),
        "function": opening.function,
        "nature": called("nature", opening.nature) if opening.nature else "",
        "carry": called("carry", opening.carry) if opening.carry else "",
        "project": opening.project,
        "amount": Decimal(opening.value) / money.cents,
    }


def _open_openings(found: Sequence[Opening], space: Space, money: MoneyUnit) -> list[Message]:
    """Where an opening balance lacks what last year's forms do not tell, by the row."""
    spec = sheet("balances")
    asked = []
    for row, each in enumerate(found, 2):
        if each.open:
            missing = [spec.column(n).zh for n in ("function", "nature") if not getattr(each, n)]
            details: dict[str, object] = {
                "sheet": spec.title,
                "row": row,
                "columns": missing,
                "fund": called("fund", each.fund),
                "amount": f"{Decimal(each.value) / money.cents:,.2f} {money.zh}",
            }
            asked.append(Message("start.opening_undivided", details))
    return asked


def _dated(key: str, rows: Sequence[BookRow]) -> list[Message]:
    """Where words taken over speak of a year."""
    numbers = [n for n, row in enumerate(rows, 2) if any(dated(str(v)) for v in row.values())]
    return [Message("start.dated", {**_sheets(key), "rows": numbers})] if numbers else []
