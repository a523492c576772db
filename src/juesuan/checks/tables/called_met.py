"""Tables that say of targets whether they were met (是否完成) and give no points: each row with
its target, its value and the word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import compact, shortened
from juesuan.checks.tables.evaluations import evaluations
from juesuan.performance import compare, understand_actual, understand_target
from juesuan.performance.figures import AssessedIndicator
from juesuan.reading import GridText
from juesuan.reading.performance import Indicator, Value
from juesuan.reading.recognise.tables import Table
from juesuan.resources import Pattern

__all__ = ["CalledMet", "CalledRow", "called_rows"]

_HEAD = 4
"""Rows in which the head may stand."""
_LEAST = 2
"""Rows of words that make a column of them."""


class CalledMet(RuleSettings, frozen=True):
    """J215. Words that call a target met (``yes``), and not met (``no``); heads of the columns of
    targets and of values, where a table gives no points."""

    yes: Pattern
    no: Pattern
    target: Pattern
    actual: Pattern


class CalledRow(Struct, frozen=True):
    """A row: its indicator, what it is called, where the two stand; ``title`` is the table's;
    ``sure``: an operator, or the value itself, says what meets the target."""

    title: str
    indicator: AssessedIndicator
    said: str
    where: tuple[Where, Where]
    sure: bool = True


def called_rows(subject: Subject) -> Iterator[CalledRow]:
    """The rows of the tables that no self-evaluation holds, or holds without points where no
    operator says what meets the target."""
    known = {
        (indicator.printed.met.spot, indicator.name)
        for evaluation in subject.once(evaluations).every
        for indicator in evaluation.indicators
        if indicator.weight or indicator.comparison.reason != "no_operator"
    }
    for table in subject.reading.others if subject.reading else ():
        for row in _rows(table, CalledMet.of("J215")):
            if (row.where[0].spot, row.indicator.name) not in known:
                yield row


def _rows(table: Table, words: CalledMet) -> Iterator[CalledRow]:
    for number, row in enumerate(table.rows[:_HEAD]):
        heads = [compact(cell.text) if cell else "" for cell in row]
        below = table.rows[number + 1 :]
        called = [n for n in range(len(heads)) if _calls(below, n, words)]
        others = [n for n in range(len(heads)) if n not in called]
        targets = [n for n in others if words.target.search(heads[n])]
        actuals = [n for n in others if n not in targets and words.actual.search(heads[n])]
        if len(targets) == len(actuals) == len(called) == 1 and targets[0]:
            title = shortened(compact(table.before[-1])) if table.before else ""
            places = (targets[0], actuals[0], called[0])
            yield from filter(None, (_row(title, one, places) for one in below))
            return


def _calls(rows: Sequence[Sequence[GridText | None]], column: int, words: CalledMet) -> bool:
    """Whether a column says of every row whether its target was met."""
    cells = (row[column] for row in rows if column < len(row))
    texts = [compact(cell.text) for cell in cells if cell and cell.text.strip()]
    return len(texts) >= _LEAST and all(words.yes.search(t) or words.no.search(t) for t in texts)


def _row(
    title: str, row: Sequence[GridText | None], places: tuple[int, int, int]
) -> CalledRow | None:
    cells = [row[n] if n < len(row) else None for n in (places[0] - 1, *places)]
    if any(cell is None or not cell.text.strip() for cell in cells):
        return None
    name, target, actual, called = [
        Value(text=cell.text.strip(), spot=cell.spot) for cell in cells if cell
    ]
    goal = understand_target(target.text, name=name.text)
    value = understand_actual(actual.text, name=name.text)
    printed = Indicator(level3=name, target=target, actual=actual, met=called)
    found = compare(goal, value, name.text)
    sure = found.reason != "no_operator"
    if not sure and value.high < goal.low:  # 8处 for 7处: at least, unless fewer is better
        found = compare(replace(goal, operator="="), value, name.text)
    indicator = AssessedIndicator(printed, goal, value, found)
    where = (_at(called, title, name), _at(actual, title, name))
    return CalledRow(title, indicator, compact(called.text), where, sure)


def _at(value: Value, title: str, name: Value) -> Where:
    return Where(spot=value.spot, project=title, item=name.text, printed=value.text)
