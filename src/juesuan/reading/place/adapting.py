"""Forms whose rows are numbered otherwise than the form set says: other years and regions put
rows in or leave some out. The printed numbers (行次) count; the labels tell what each row is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.facts import Selection, Space
from juesuan.forms import Form, Side, parse_selection
from juesuan.forms.formset import listed_classes
from juesuan.forms.model import MONEY, Places, Row, RowSource
from juesuan.lexicon import Lexicon, lexicon, same_label
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["adapt"]

_MOST = 200
_SHARE = 0.6
_RUN = 3


class _Known(Struct, frozen=True, kw_only=True):
    """A row of the form set: its key, label and what it selects."""

    key: str
    label: str
    selection: Selection
    unit: str = MONEY
    above: tuple[str, ...] = ()
    source: str = ""


def adapt(form: Form, table: Table, space: Space) -> Form:
    """The form with its rows numbered as the table prints them; the form itself where they
    agree, or where too little is known to say."""
    sides = [side for side in form.sides if "row_no" in side.body]
    if not form.numbered or _floating(form):
        return form
    places = _number_columns(table, len(sides))
    if len(places) != len(sides):
        return form
    new, moved = {}, dict[str, str]()
    for side, place in zip(sides, places, strict=True):
        printed = _printed(table, place, [p for p in places if p < place])
        known = _known(form, side, space)
        matched = _match(printed, known, lexicon(space.year))
        if matched is None:
            return form
        new[side.key] = replace(side, sources=_sources(side, printed, matched, known))
        moved |= {known[n].key: number for number, n in matched.items()}
    if all(old == number for old, number in moved.items()):
        return form
    closed = [
        ((number,), (column,))
        for side in form.sides
        for old, number in moved.items()
        for column in side.columns
        if (old, column) in form.closed
    ]
    kept = tuple(new.get(side.key, side) for side in form.sides)
    return replace(form, sides=kept, closed=Places(tuple(dict.fromkeys(closed))), zeros=Places())


def _floating(form: Form) -> bool:
    kinds = {source.each for side in form.sides for source in side.sources}
    return bool(kinds & {"function codes", "economic codes"})


def _whole(text: str) -> int:
    figure = read_figure(text)
    if figure.is_number and "," not in text and figure.value == int(figure.value):
        return int(figure.value)
    return 0


def _number_columns(table: Table, wanted: int) -> list[int]:
    """The columns in which numbers count the rows, as many as are wanted, left to right."""
    last: dict[int, int] = {}
    steps: dict[int, int] = {}
    for row in table.rows:
        for place, cell in enumerate(row):
            number = _whole(cell.text.strip()) if cell else 0
            if 0 < number < _MOST:
                steps[place] = steps.get(place, 0) + (number == last.get(place, -1) + 1)
                last[place] = number
    best = sorted(steps, key=lambda place: -steps[place])[:wanted]
    return sorted(place for place in best if steps[place] >= _RUN)


def _printed(table: Table, place: int, before: Sequence[int]) -> list[tuple[str, str]]:
    """The number and label of every row of one side, in printed order."""
    found: dict[str, str] = {}
    left = max(before, default=-1) + 1
    for row in table.rows:
        texts = [cell.text.strip() if cell else "" for cell in row[: place + 1]]
        number = _whole(texts[place]) if place < len(texts) else 0
        if not 0 < number < _MOST or str(number) in found:
            continue
        said = [text for text in texts[left:place] if read_figure(text).kind == "text"]
        if said and plain(said[-1]) in words().around.column_label:
            continue
        if not said and "." in texts[place]:
            continue  # an amount, as far as anybody can tell
        found[str(number)] = said[-1] if said else ""
    return list(found.items())


def _known(form: Form, side: Side, space: Space) -> list[_Known]:
    rows = []
    for source in side.sources:
        if source.row is not None:
            row = source.row
            rows.append(
                _Known(
                    key=row.key,
                    label=row.label,
                    selection=row.selection,
                    unit=row.unit,
                    above=row.above,
                )
            )
        elif source.selection is not None:  # of each class by function
            for number, (code, label) in enumerate(listed_classes(form.classes), source.first or 1):
                here = parse_selection(f"[function={code}]", space)
                chosen = source.selection.times(here, space)
                rows.append(
                    _Known(key=str(number), label=label, selection=chosen, source=source.key)
                )
    return rows


def _match(
    printed: Sequence[tuple[str, str]], known: Sequence[_Known], words: Lexicon
) -> dict[str, int] | None:
    """Printed number → place among the known rows, by labels in order; nothing where too few
    labels are known. Rows without a label are the form's where their number is."""
    labels = [plain(row.label) for row in known]
    found: dict[str, int] = {}
    start, said = 0, 0
    for number, label in printed:
        if not label:
            continue
        said += 1
        here = next((n for n in range(start, len(known)) if labels[n] == plain(label)), None)
        if here is None:
            alike = (n for n in range(start, len(known)) if same_label(label, labels[n], words))
            here = next(alike, None)
        if here is not None:
            found[number], start = here, here + 1
    if not said or len(found) < _SHARE * said:
        return None
    return found


def _sources(
    side: Side,
    printed: Sequence[tuple[str, str]],
    matched: dict[str, int],
    known: Sequence[_Known],
) -> tuple[RowSource, ...]:
    """The rows as printed. Classes numbered one after another stay one list; of some of them, those
    with figures are listed, if every label is known."""
    sources: list[RowSource] = []
    listed: set[str] = set()
    complete = all(number in matched for number, label in printed if label)
    for source in side.sources:
        if source.each == "function classes":
            run = [n for n, place in matched.items() if known[place].source == source.key]
            whole = sum(row.source == source.key for row in known)
            if len(run) == whole and int(run[-1]) - int(run[0]) == whole - 1:
                sources.append(replace(source, key=run[0], first=int(run[0])))
                listed |= set(run)
    for number, label in printed:
        if number in listed:
            continue
        row = (
            known[matched[number]]
            if number in matched
            else _Known(key=number, label=label, selection=Selection(()))
        )
        name = row.label or re.sub(r"\s", "", label)
        new = Row(
            key=number,
            label=name,
            selection=row.selection,
            row_no=number,
            unit=row.unit,
            above=row.above,
        )
        classes = "function" if row.source and complete else ""
        sources.append(RowSource(key=number, row=new, listed=classes))
    return tuple(sorted(sources, key=lambda source: int(source.key)))
