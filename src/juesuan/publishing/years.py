"""Several years of one unit side by side (历年对照): a page of tables, years as columns, with a
small chart for each row. What it shows is data (``data/years.toml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from juesuan import __version__
from juesuan.facts import FactStore, MoneyUnit, Region, Space, format_amount
from juesuan.forms import final_stage, parse_selection
from juesuan.publishing.charts.amounts import share
from juesuan.publishing.page import environment
from juesuan.publishing.texts import money_name, texts
from juesuan.resources import load

__all__ = ["YearOfFacts", "YearRow", "YearTable", "write_years", "years_side_by_side"]

_HEIGHT, _BAR, _GAP = 26.0, 9.0, 3.0
"""The small chart of a row: its height, a bar's width, and what stands between two."""


class YearOfFacts(Struct, frozen=True, kw_only=True):
    """A year's facts, the unit they are of, and the unit in which its forms print money."""

    year: int
    unit: str
    money: MoneyUnit
    store: FactStore


class YearRow(Struct, frozen=True, kw_only=True):
    """A row: its label, an amount in cents for each year (``None``: not known), their texts, the
    change from the year before, and the bars of its chart (x, y, width, height). ``part``: it is
    part of the row above."""

    label: str
    amounts: tuple[int | None, ...]
    texts: tuple[str, ...]
    change: str
    bars: tuple[tuple[float, float, float, float], ...]
    part: bool = False


class YearTable(Struct, frozen=True):
    """A table: its key, its title and its rows."""

    key: str
    title: str
    rows: tuple[YearRow, ...]


def years_side_by_side(years: Sequence[YearOfFacts], lang: str = "zh") -> list[YearTable]:
    """The tables that have anything to show; ``years`` are those of one unit, the earliest
    first. Money is printed in the unit of the last year."""
    found = []
    for key, said in load("years.toml").items():
        rows = tuple(
            row for row in _rows(years, said, lang) if any(amount for amount in row.amounts)
        )
        if rows:
            found.append(YearTable(key, said["title"][lang], rows))
    return found


def _rows(years: Sequence[YearOfFacts], said: Mapping[str, Any], lang: str) -> Iterator[YearRow]:
    asked: list[Region | None]
    for row in said.get("rows", ()):
        asked = [_region(row["select"], one.store.space) for one in years]
        yield _row(row[lang], years, asked, part=row.get("part", False))
    if by := said.get("by"):
        codes = {c for one in years for c in one.store.codes(by) if len(c) == 3}
        for code in sorted(codes):
            asked = [
                _region(said["select"], one.store.space).with_(by, {code})
                if code in one.store.space.codes[by]
                else None
                for one in years
            ]
            space = next(
                one.store.space for one in reversed(years) if code in one.store.space.codes[by]
            )
            yield _row(space.label(by, frozenset({code}), lang), years, asked)


def _region(select: str, space: Space) -> Region:
    ((_, region),) = final_stage(parse_selection(select, space), space).terms
    return region


def _row(
    label: str,
    years: Sequence[YearOfFacts],
    asked: Sequence[Region | None],
    *,
    part: bool = False,
) -> YearRow:
    amounts = tuple(
        None if region is None else one.store.evaluate([region])[region]
        for one, region in zip(years, asked, strict=True)
    )
    money = years[-1].money
    return YearRow(
        label=label,
        amounts=amounts,
        texts=tuple("—" if value is None else format_amount(value, money) for value in amounts),
        change=_change(amounts),
        bars=_bars(amounts),
        part=part,
    )


def _change(amounts: Sequence[int | None]) -> str:
    """How the last year differs from the one before, in percent."""
    then, now = amounts[-2], amounts[-1]
    if then is None or now is None or then <= 0:
        return "—"
    return f"{'+' if now > then else ''}{share(now - then, then)}"


def _bars(amounts: Sequence[int | None]) -> tuple[tuple[float, float, float, float], ...]:
    """The bars of a row's chart, the largest as high as it is."""
    most = max((abs(value) for value in amounts if value), default=0)
    found = []
    for number, value in enumerate(amounts):
        high = max(1.0, abs(value) * _HEIGHT / most) if value else 0.0
        found.append((number * (_BAR + _GAP), round(_HEIGHT - high, 1), _BAR, round(high, 1)))
    return tuple(found)


def write_years(years: Sequence[YearOfFacts], path: str | Path, lang: str = "zh") -> None:
    """Write the page of two or more years of one unit. Raises ``OSError``, and ``ValueError`` for
    an unknown language."""
    years = sorted(years, key=lambda one: one.year)
    words = texts(lang)
    page = (
        environment()
        .get_template("years.html")
        .render(
            words=words,
            unit=years[-1].unit,
            years=[one.year for one in years],
            money=money_name(years[-1].money.zh, lang),
            tables=years_side_by_side(years, lang),
            width=len(years) * (_BAR + _GAP),
            height=_HEIGHT,
            version=__version__,
        )
    )
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        file.write(page)
