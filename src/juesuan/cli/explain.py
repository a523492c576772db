"""``juesuan explain``: what a cell or a rule means, or where a built figure came from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from juesuan.cli.console import out
from juesuan.cli.errors import UsageError
from juesuan.cli.explain_rule import explain_rule, is_about_rules
from juesuan.facts import YUAN, Space, format_amount
from juesuan.forms import (
    MONEY,
    Cell,
    CellKey,
    Disclosure,
    Explanation,
    FilledForm,
    Identity,
    explain_cell,
    find_cell,
    load_form_set,
    region_words,
)
from juesuan.messages import say

if TYPE_CHECKING:
    from juesuan.publishing import Origin

__all__ = ["run"]


def run(what: str, cell: str, book: Path | None, entries: int, units: list[Path], lang: str) -> int:
    """Explain a rule or a cell of a form set, or with ``cell`` a figure of a built set, or of a
    department's booklet with its ``units``."""
    if cell and units:
        from juesuan.cli.explain_units import explain_units

        return explain_units(Path(what), _key(cell), units, lang)
    if not cell and is_about_rules(what):
        return explain_rule(what, lang)
    if cell:
        return _figure(Path(what), _key(cell), book, entries, lang)
    form_set, _, rest = what.partition(":")
    if not rest:
        raise UsageError("explain.bad_what", what=what)
    return _cell(form_set, _key(rest), lang)


def _key(text: str) -> CellKey:
    parts = text.split(":")
    if len(parts) != 3 or not all(parts):
        raise UsageError("explain.bad_key", key=text)
    return CellKey(*parts)


def _cell(form_set: str, key: CellKey, lang: str) -> int:
    forms = load_form_set(form_set)
    space = Space(forms.first_year)
    found = explain_cell(load_form_set(form_set, space), space, key)
    _heading(found, key, lang)
    if found.closed:
        out.print(say("explain.closed", lang, dash=forms.dash), markup=False)
    elif found.cell is None:
        out.print(say("explain.nothing", lang))
    else:
        _sums(found.cell, space, lang)
        _identities(found.identities, key, lang, {})
    return 0


def _heading(found: Explanation, key: CellKey, lang: str) -> None:
    title = found.form.title if lang == "zh" else f"{found.form.title} ({found.form.title_en})"
    row, column = say("explain.row", lang), say("explain.column", lang)
    where = f"{row} {key.row} {found.label}  {column} {key.column}"
    out.print(f"{key.form} {title}", style="bold", markup=False)
    out.print(where, markup=False)


def _sums(cell: Cell, space: Space, lang: str) -> None:
    out.print(f"\n{say('explain.sums', lang)}", style="cyan")
    for coefficient, region in cell.selection.terms:
        sign = "+" if coefficient > 0 else "−"
        out.print(f"  {sign} {region_words(region, space, lang)}", markup=False)


def _identities(
    identities: tuple[Identity, ...], key: CellKey, lang: str, printed: dict[CellKey, str]
) -> None:
    if not identities:
        out.print(f"\n{say('explain.none', lang)}")
        return
    out.print(f"\n{say('explain.stands_in', lang, count=len(identities))}", style="cyan")
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for identity in identities:
        kind = say(f"kind.{identity.kind}", lang)
        if identity.dimension:
            kind += f"·{say(f'dimension.{identity.dimension}', lang)}"
        table.add_row(kind, _written(identity, key, printed))
    out.print(table)


def _written(identity: Identity, key: CellKey, printed: dict[CellKey, str]) -> Text:
    """An identity with its printed figures, the cell asked about in bold."""
    said = Text()
    for sign in (1, -1):
        if sign < 0:
            said.append(f" {'≥' if identity.kind == 'part' else '='} ")
        for number, other in enumerate(k for c, k in identity.terms if c * sign > 0):
            shown = f"{other} ({printed[other]})" if printed.get(other) else str(other)
            said.append(" + " if number else "").append(shown, "bold" if other == key else "")
    return said


def _figure(folder: Path, key: CellKey, book: Path | None, entries: int, lang: str) -> int:
    from juesuan.publishing import open_built, trace

    built = open_built(folder)
    disclosure = built.disclosure
    cell = find_cell([filled.sheet for filled in disclosure.forms], key)
    filled = disclosure.form(key.form)
    text = disclosure.text(filled, cell)
    title = filled.form.title if lang == "zh" else f"{filled.form.title} ({filled.form.title_en})"
    out.print(f"{key.form} {title}", style="bold", markup=False)
    label = next(
        (
            laid.row.label
            for side in filled.sheet.sides
            for laid in side
            if cell in laid.cells.values()
        ),
        key.row,
    )
    out.print(
        f"{say('explain.row', lang)} {key.row} {label}  {say('explain.column', lang)} {key.column}",
        markup=False,
    )
    shown = f"{text} {disclosure.unit_of(cell)}" if text else say("explain.blank", lang)
    out.print(f"{say('explain.value', lang)} {shown}", style="bold green", markup=False)
    if exact := _exact(disclosure, filled, cell, lang):
        out.print(exact, markup=False)
    _sums(cell, built.space, lang)
    if text:
        _origin(trace(built, cell, book, entries), disclosure, cell, lang)
    identities = tuple(i for i in disclosure.identities if key in {k for _, k in i.terms})
    printed = {c.key: disclosure.text(f, c) for f in disclosure.forms for c in f.sheet.cells}
    _identities(identities, key, lang, printed)
    return 0


def _exact(disclosure: Disclosure, filled: FilledForm, cell: Cell, lang: str) -> str:
    """What a rounded figure is exactly, and that others made it round another way."""
    value, money = filled.values.get(cell.key), disclosure.money
    if value is None or cell.unit != MONEY or disclosure.printed(filled, cell) == value:
        return ""
    exact, plain = format_amount(value, YUAN), format_amount(value, money)
    if plain == disclosure.text(filled, cell):
        return say("explain.exact", lang, value=exact)
    return say("explain.balanced", lang, value=exact, plain=plain, unit=money.zh)


def _origin(origin: Origin, disclosure: Disclosure, cell: Cell, lang: str) -> None:
    out.print(f"\n{say('explain.facts', lang)}", style="cyan")
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for words, value in origin.facts:
        table.add_row(words, value)
    if origin.more_facts:
        table.add_row(say("explain.more", lang, count=origin.more_facts, sum=""), "")
    out.print(table)
    if origin.missing_book:
        out.print(
            f"\n{say('explain.no_book_any_more', lang, path=origin.missing_book)}",
            style="yellow",
            markup=False,
        )
        return
    if origin.changed:
        out.print(f"\n{say('explain.book_changed', lang)}", style="yellow")
    key = "explain.given" if origin.given else "explain.entries"
    out.print(f"\n{say(key, lang)}", style="cyan")
    rows = Table(box=None, padding=(0, 1), show_header=False)
    for position in range(5):
        rows.add_column(justify="right" if position == 3 else "left", overflow="fold")
    for row in origin.rows:
        rows.add_row(*row)
    out.print(rows)
    if origin.more_rows:
        out.print(
            say("explain.more", lang, count=origin.more_rows, sum=origin.more_sum), markup=False
        )
