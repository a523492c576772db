"""Tables of fixed rows: known by their numbers (行次), by their labels, or the only one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from juesuan.forms import Form, Side
from juesuan.lexicon import Lexicon, is_total, same_label
from juesuan.reading.document import GridText
from juesuan.reading.place.heads import head_end, labelled_columns
from juesuan.reading.recognise.numbering import is_numbering
from juesuan.reading.recognise.rows import row_labels
from juesuan.reading.recognise.tables import Table
from juesuan.reading.way import PrintedRow, Way, figure_of, in_order
from juesuan.text import plain, unspaced

_AMOUNT = re.compile(r"[.．]\d\d|,")
"""What a row's number looks like where it may as well be an amount: no label, no row."""
_SEVERAL = 2
"""Rows of amounts below a form's only one that make another table of it."""

__all__ = ["labelled_way", "numbered_way", "single_ways"]


def numbered_way(form: Form, table: Table, words: Lexicon) -> Way:
    """Read rows by their numbers, or by their labels where the number is not printed."""
    way = Way()
    wanted = {side.key: _side_rows(form, side) for side in form.sides}
    seen: set[str] = set()
    for cells in table.rows:
        texts = [cell.text.strip() if cell else "" for cell in cells]
        if is_numbering(texts) or _is_head(form, texts):
            continue
        places: list[tuple[str, int]] = []
        for side in form.sides:
            start = places[-1][1] + 1 if places else 0
            if (found := _row_place(texts, wanted[side.key], seen, start, words)) is not None:
                places.append(found)
        for order, (side, (key, place)) in enumerate(
            zip(_sides_of(form, wanted, places), places, strict=True)
        ):
            seen.add(key)
            end = len(cells)
            if order + 1 < len(places):
                end = _before(texts, places[order + 1][1])
            columns = [c for c in side.body if c in side.columns]
            start = place + 1
            spare = end - start == len(columns) + 1
            if _whole(texts[place]) != key and spare and _no_figure(texts[start]):
                start += 1  # the row's number was left blank, or is another set's
            elif _whole(texts[place]) != key and _numbers_first(texts[start:end]):
                way.doubt([key])  # another set's number, or an amount?
            in_order(way, key, columns, cells, start, end)
    return way


def _numbers_first(texts: Sequence[str]) -> bool:
    """Whether a whole number stands before amounts with decimals."""
    first, rest = texts[:1], texts[1:]
    whole = any(text.isdigit() and int(text) for text in first)
    return whole and any(_AMOUNT.search(text) for text in rest)


def _no_figure(text: str) -> bool:
    return not text or bool(_whole(text) and text.isdigit())


def _is_head(form: Form, texts: Sequence[str]) -> bool:
    """Whether a line is one of the head's: its words are, and it has no figure."""
    words = {plain(span.text) for span in form.header}
    said = [plain(text) for text in texts if text]
    if any(figure_of(text).kind != "text" for text in said):
        return False
    return sum(text in words for text in said) >= 2


def _sides_of(
    form: Form, wanted: dict[str, dict[str, str]], places: Iterable[tuple[str, int]]
) -> list[Side]:
    return [next(s for s in form.sides if key in wanted[s.key]) for key, _ in places]


def _before(texts: Sequence[str], number_place: int) -> int:
    """Where the next side's label begins, given where its row number stands."""
    place = number_place - 1
    return (
        place if place >= 0 and figure_of(texts[place]).kind in {"text", "blank"} else number_place
    )


def _side_rows(form: Form, side: Side) -> dict[str, str]:
    """Row number → plain label of a side (classes by their list are numbered too)."""
    return {key: plain(label) for key, label in row_labels(form, side).items()}


def _row_place(
    texts: Sequence[str], rows: dict[str, str], seen: set[str], start: int, words: Lexicon
) -> tuple[str, int] | None:
    """Which row of a side a line holds from a cell on, and where its row number stands
    (or its label, where no number is printed)."""
    best: tuple[float, str, int] | None = None
    for place, text in enumerate(texts):
        number = _whole(text) if place >= start else ""
        if number not in rows or number in seen:
            continue
        left = next((t for t in reversed(texts[:place]) if t), "")
        label = rows[number]
        said = plain(left)
        if label and said and same_label(said, label, words):
            fit = 3.0
        elif not label and (not texts[place - 1] if place else True):
            fit = 2.0
        else:
            fit = 1.0 if label and not said else 0.0
        if fit < 3 and _AMOUNT.search(text):
            continue
        if fit and (best is None or fit > best[0]):
            best = (fit, number, place)
    if best is not None:
        return best[1], best[2]
    for place, text in enumerate(texts):
        said = plain(text) if place >= start else ""
        key = _labelled_row(said, rows, seen, words)
        if key:
            following = place + 1 < len(texts) and _whole(texts[place + 1]) == key
            return key, place + following
    return None


def _labelled_row(said: str, rows: dict[str, str], seen: set[str], words: Lexicon) -> str:
    """The next row not yet seen with a label: the very same, or else the only alike."""
    if not said or figure_of(said).kind != "text":
        return ""
    open_rows = [(k, label) for k, label in rows.items() if label and k not in seen]
    exact = next((k for k, label in open_rows if said == label), "")
    if exact:
        return exact
    alike = [k for k, label in open_rows if same_label(said, label, words)]
    return alike[0] if len(alike) == 1 else ""


def _whole(text: str) -> str:
    """A row's number, some print as 10.00."""
    figure = figure_of(text)
    if figure.is_number and figure.value == int(figure.value):
        return str(int(figure.value))
    return ""


def labelled_way(form: Form, table: Table, words: Lexicon) -> Way:
    """Read rows by their labels; a label printed again is the second row of that name."""
    way = Way()
    rows = {side.key: list(_side_rows(form, side).values()) for side in form.sides}
    used: dict[tuple[str, str], int] = {}
    for cells in table.rows:
        texts = [cell.text.strip() if cell else "" for cell in cells]
        if _is_head(form, texts):
            continue
        places: list[tuple[Side, str, int]] = []
        for number, text in enumerate(texts):
            said = plain(text)
            side = _labelled_side(form, said, rows, [side for side, _, _ in places], words)
            if side is not None and not (number and said == plain(texts[number - 1])):
                places.append((side, said, number))
        for order, (side, said, number) in enumerate(places):
            again = used.get((side.key, said), 0) + 1
            used[side.key, said] = again
            name = next(text.strip() for text in texts if plain(text) == said)
            key = unspaced(name) + (f"#{again}" if again > 1 else "")
            end = places[order + 1][2] if order + 1 < len(places) else len(cells)
            columns = [c for c in side.body if c in side.columns]
            spread = [c for c in cells[number + 1 : end] if c is not None]
            in_order(way, key, columns, spread, 0, len(spread))
    return way


def _labelled_side(
    form: Form,
    said: str,
    rows: dict[str, list[str]],
    taken: Sequence[Side],
    words: Lexicon,
) -> Side | None:
    """The side a printed label belongs to: the first still open that has it."""
    if not said or figure_of(said).kind != "text":
        return None
    free = [side for side in form.sides if side not in taken]
    for side in free:
        if said in rows[side.key]:
            return side
    if any(said in labels for labels in rows.values()):
        return None
    for side in free:
        if any(label and same_label(said, label, words) for label in rows[side.key]):
            return side
    return None


def single_ways(form: Form, table: Table, words: Lexicon) -> Iterator[Way]:
    """Read the one row of figures of a form, with or without a label before them."""
    (side,) = form.sides
    columns = list(side.columns)
    lead = sum(1 for role in side.body if role not in side.columns)
    for number, cells in enumerate(table.rows):
        texts = [cell.text.strip() if cell else "" for cell in cells]
        figures = [t for t in texts if figure_of(t).is_number]
        if is_numbering(texts) or not figures:
            continue
        said = [n for n, t in enumerate(texts) if figure_of(t).kind == "text"]
        named = [n for n in said if is_total(texts[n], words)]
        if len(said) > len(named) + 1 or (said and not named and len(figures) < 2):
            continue
        starts = dict.fromkeys(
            s for s in (lead, len(texts) - len(columns), (said[0] + 2) if said else 0, 0) if s >= 0
        )
        if len(texts) == lead + len(columns) and not any(texts[:lead]):
            starts = {lead: None}  # just the cells it should have
        head = table.rows[:number]
        doubted = ["total"] if _more_rows(table.rows[number + 1 :]) else []
        loose = len(texts) > max(head_end(head), lead + len(columns))
        if len(starts) > 1 and (places := labelled_columns(form, head)):
            way = Way(headed=True, loose=loose)
            at = [columns.index(places[n]) if n in places else -1000 for n in range(len(cells))]
            first = min(places)
            way.place(PrintedRow("total", columns, cells[first:], at[first:]))
            way.doubt(doubted)
            yield way
            if not loose:
                return
        for start in starts:
            way = Way(loose=loose)
            in_order(way, "total", columns, cells, start, len(cells))
            way.doubt(doubted)
            yield way
        return
    yield Way()


def _more_rows(rows: Sequence[Sequence[GridText | None]]) -> bool:
    """Whether several rows of amounts, each with a label, follow a form's only one: it may be
    another table, whose rows are the form's columns."""
    labelled = 0
    for cells in rows:
        kinds = [figure_of(cell.text).kind for cell in cells if cell is not None]
        labelled += "text" in kinds[:2] and "number" in kinds
    return labelled >= _SEVERAL
