"""A document with some of its figures put right (更正), to see what else then agrees.

Only what was read is changed, never a file: figures of forms, figures of sentences, cells of
self-evaluations. What cannot be put right so (a name, a missing section) is left alone.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.checks.causes.explaining import explained, shown
from juesuan.checks.deciding.settings import cells_of
from juesuan.checks.model import Finding, Where
from juesuan.checks.speech.changes.directions import direction_word
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.subject import Subject
from juesuan.facts import WAN, YUAN
from juesuan.forms import MONEY, CellKey
from juesuan.keeping import compiled
from juesuan.reading.narrative import Mention, Narrative, Section, Sentence, WordedComparison
from juesuan.reading.performance import Value
from juesuan.text import fold

__all__ = ["Mending", "mended", "mending_of", "union", "with_figure"]

Record = TypeVar("Record")
Wanted = Mapping[tuple[object, str], str]
"""What should stand in sentences, by spot and printed text."""

_UNITS = frozenset({YUAN.zh, WAN.zh})
_FIGURE = compiled(r"([^\d-]*)(-?\d[\d，]*(?:\.\d+)?)(\D*)")


class Mending(Struct, kw_only=True):
    """Figures to put right: of forms by cell (cents, or as counted), of sentences and of
    self-evaluations by place, with the text that should stand there."""

    cells: dict[CellKey, int] = field(default_factory=dict)
    sentences: dict[Where, str] = field(default_factory=dict)
    tables: dict[tuple[Where, str], str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.sentences or self.tables)


def union(mendings: Iterable[Mending]) -> Mending:
    """All of some together."""
    every = Mending()
    for one in mendings:
        every.cells |= one.cells
        every.sentences |= one.sentences
        every.tables |= one.tables
    return every


def mending_of(subject: Subject, finding: Finding) -> Mending:
    """What a finding proposes; nothing where it proposes no figure that can be put in."""
    if not finding.where or not finding.expected:
        return Mending()
    first = finding.where[0]
    if first.form:
        return Mending(cells=_cells(subject, finding))
    if first.project:
        cells = cells_of(finding.code, finding.variant)
        alike = [where for where in finding.where if where.printed == first.printed]
        return Mending(tables={(one, cell): finding.expected for one in alike for cell in cells})
    if _figure_in(finding.expected) is None and first.role:
        return Mending()  # neither a figure nor a comparison
    return Mending(sentences={first: finding.expected})


def _cells(subject: Subject, finding: Finding) -> dict[CellKey, int]:
    """The changes of the cause that a finding on forms tells; all amounts of a form that is in
    another unit than it says."""
    form, times = finding.where[0].form, subject.once(explained).units
    if not finding.where[0].row and form in times and finding.expected in _UNITS:
        return {
            key: int(value * times[form])
            for key, cell in subject.cells.items()
            if key.form == form and cell.unit == MONEY and (value := subject.value(key))
        }
    named = [CellKey(where.form, where.row, where.column) for where in finding.where if where.row]
    for cause in subject.once(explained).causes:
        changes = {change.key: change.expected for change in cause.changes}
        told = cause.determined and cause.kind != "row_missing"
        if told and named and named[0] in changes and changes.keys() <= set(named):
            return changes
    return {}


def mended(subject: Subject, mending: Mending) -> Subject:
    """The document as if its figures were put right."""
    disclosure, reading = subject.disclosure, subject.reading
    if mending.cells:
        forms = (
            replace(form, values=form.values | _of_form(mending.cells, form.form.no))
            for form in disclosure.forms
        )
        disclosure = replace(disclosure, forms=tuple(forms))
    if reading is not None:
        observations = reading.observations
        if mending.cells:
            texts = {key: shown(subject, key, value) for key, value in mending.cells.items()}
            observations = [
                replace(one, value=texts[key].replace(",", ""), text=texts[key])
                if (key := CellKey(one.form, one.row, one.column)) in texts
                else one
                for one in observations
            ]
        reading = replace(
            reading,
            observations=observations,
            narrative=_narrative(reading.narrative, mending.sentences),
            performance=_tables(reading.performance, mending.tables),
        )
    return subject.with_figures(disclosure, reading)


def _of_form(cells: Mapping[CellKey, int], no: str) -> dict[CellKey, int]:
    return {key: value for key, value in cells.items() if key.form == no}


# Sentences.


def _narrative(narrative: Narrative, changes: Mapping[Where, str]) -> Narrative:
    if not changes:
        return narrative
    sentences = [sentence for section in narrative.sections for sentence in section.sentences]
    figures: dict[int, dict[int, str]] = {}
    wanted: Wanted = {(where.spot, where.printed): text for where, text in changes.items()}
    for where, text in changes.items():
        if (meant := _meant(sentences, where)) is not None:
            figures.setdefault(id(meant[0]), {})[meant[1]] = text
    return replace(narrative, sections=[_section(s, figures, wanted) for s in narrative.sections])


def _meant(sentences: Iterable[Sentence], where: Where) -> tuple[Sentence, int] | None:
    """The sentence and the number of the figure that a place names: of several alike on one line
    the one of its item."""
    alike = [
        (sentence, number)
        for sentence in sentences
        if sentence.spot == where.spot or any(m.spot == where.spot for m in sentence.mentions)
        for number, mention in enumerate(sentence.mentions)
        if (mention.spot, mention.text, mention.role) == (where.spot, where.printed, where.role)
    ]
    subjects = [(sentence.mentions[n].subject, (sentence, n)) for sentence, n in alike]
    named = [each for subject, each in subjects if subject == where.item]
    named = named or [each for subject, each in subjects if subject and subject in where.item]
    return next(iter(named or alike), None)


def _section(section: Section, figures: Mapping[int, Mapping[int, str]], wanted: Wanted) -> Section:
    sentences = [
        _sentence(sentence, figures.get(id(sentence), {}), wanted)
        if id(sentence) in figures
        or any((sentence.spot, one.text) in wanted for one in sentence.comparisons)
        else sentence
        for sentence in section.sentences
    ]
    return replace(section, sentences=sentences)


def _sentence(sentence: Sentence, changes: Mapping[int, str], wanted: Wanted) -> Sentence:
    """A sentence with its figures, by their numbers, put right."""
    text, moved, mentions = sentence.text, 0, []
    for number, mention in enumerate(sentence.mentions):
        changed = with_figure(mention, changes[number]) if number in changes else mention
        start = mention.start + moved
        text = text[:start] + changed.text + text[mention.end + moved :]
        moved += len(changed.text) - len(mention.text)
        mentions.append(replace(changed, start=start, end=start + len(changed.text)))
    comparisons = tuple(_comparison(one, sentence, wanted) for one in sentence.comparisons)
    return replace(sentence, text=text, mentions=tuple(mentions), comparisons=comparisons)


def _comparison(one: WordedComparison, sentence: Sentence, wanted: Wanted) -> WordedComparison:
    """A comparison in words, turned where that is proposed; its place in the sentence stays."""
    if right := wanted.get((sentence.spot, one.text)):
        words = claim_words().directions
        ways = {words.same: "equal", words.equal: "equal"}
        for more, less in words.pairs:
            ways |= {more: "increase", less: "decrease"}
        direction = next((way for word, way in ways.items() if word in right), one.direction)
        return replace(one, text=right, direction=direction)
    return one


def with_figure(mention: Mention, right: str) -> Mention:
    """A figure put right; words of direction before it turn the figure's own."""
    figure = _figure_in(right)
    if figure is None:
        return mention
    before, value, unit = figure
    direction = mention.direction
    for sign, name in ((1, "increase"), (-1, "decrease"), (0, "equal")):
        if before == direction_word(sign):
            direction = name
    unit = unit or mention.unit
    text = right[len(before) :]
    return replace(mention, value=value, unit=unit, text=text, direction=direction)


def _figure_in(text: str) -> tuple[str, Decimal, str] | None:
    """The words before a figure, the figure and its unit."""
    found = _FIGURE.fullmatch(fold(text))
    if found is None:
        return None
    before, number, unit = found.groups()
    return text[: len(before)], Decimal(number.replace("，", "")), unit.strip()


# Self-evaluations.


def _tables(record: Record, changes: Mapping[tuple[Where, str], str]) -> Record:
    """A record with the cells of some roles put right."""
    if not changes:
        return record
    wanted: dict[str, dict[tuple[str, object], str]] = {}
    for (where, role), text in changes.items():
        wanted.setdefault(where.printed, {})[role, where.spot] = text
    made: Record = _put(record, "", wanted)
    return made


def _put(one: Any, role: str, wanted: Mapping[str, Mapping[tuple[str, object], str]]) -> Any:
    """A part of a record with what is wanted, by printed text, role and spot."""
    if isinstance(one, Value):
        printed = wanted.get(one.text)
        text = printed.get((role, one.spot)) if printed else None
        return one if text is None else replace(one, text=text)
    if isinstance(one, tuple):
        each = [_put(part, role, wanted) for part in one]
        same = all(map(operator.is_, each, one))
        return one if same else tuple(each)
    if isinstance(one, dict):
        parts = {key: _put(each, f"{role}{key}", wanted) for key, each in one.items()}
        return one if all(parts[key] is each for key, each in one.items()) else parts
    changed = {}
    for name, part in _parts(one.__class__):
        old = getattr(one, name)
        new = _put(old, part, wanted)
        if new is not old and new != old:
            changed[name] = new
    return replace(one, **changed) if changed else one


@cache
def _parts(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a record that may hold cells, each with the role of its cells; a row's
    amounts go by their own names."""
    if not issubclass(kind, Struct):
        return ()
    names = [each for each in kind.__struct_fields__ if each not in {"unread", "path"}]
    return tuple((name, f"{kind.__name__}.{'' if name == 'values' else name}") for name in names)
