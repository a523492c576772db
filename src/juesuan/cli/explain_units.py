"""``juesuan explain`` of a department's cell: the figures of its units that make it up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from juesuan.cli.console import out
from juesuan.consolidating import TracedFigure, trace_units
from juesuan.facts import YUAN, format_amount
from juesuan.forms import CellKey
from juesuan.messages import say
from juesuan.reading import is_book
from juesuan.reporting.words import spot_words

__all__ = ["explain_units"]


def explain_units(department: Path, key: CellKey, units: Sequence[Path], lang: str) -> int:
    """Print where each unit has its part; the exit status: 1 where the sum is another one."""
    found = trace_units(department, units, key)

    def shown(value: int | None) -> str:
        if value is None:
            return say("consolidating.not_printed", lang)
        return format_amount(value, YUAN) if found.money else str(value)

    out.print(f"{key} {found.row} {found.column}", style="bold", markup=False, soft_wrap=True)
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for one in (found.whole, *found.units):
        style = "bold green" if one is found.whole else ""
        table.add_row(one.unit, shown(one.value), _place(one, lang), style=style)
    out.print(table)
    for one in found.units:
        if one.where is not None and is_book(one.path):
            said = {"unit": one.unit, "path": one.path, "cell": _cell(one)}
            out.print(say("consolidating.unit_is_book", lang, **said), markup=False, soft_wrap=True)
    apart = {"count": len(found.units), "difference": shown(abs(found.difference))}
    words = "units_agree" if not found.difference else "units_differ"
    words = "units_lack" if found.difference < 0 else words
    style = "yellow" if found.difference else "green"
    out.print(say(f"consolidating.{words}", lang, **apart), style=style, soft_wrap=True)
    return int(found.difference != 0)


def _cell(one: TracedFigure) -> str:
    assert one.where is not None
    return f"{one.where.form}:{one.where.row}:{one.where.column}"


def _place(one: TracedFigure, lang: str) -> str:
    if one.where is None:
        return ""
    spot = spot_words(one.where.spot, lang) or one.path.name
    return f"{_cell(one)}  {spot}"
