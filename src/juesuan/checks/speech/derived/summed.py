"""Sums of several named things and of the rest (几项合计、其余), as amounts and as shares of the
whole: what a list, a table or the forms print for the names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec.structs import replace

from juesuan.checks.speech.derived.derivations import OneMarked, Solver, WorkedOut
from juesuan.checks.speech.derived.groups import groups_of_forms, listed_groups, named_in
from juesuan.checks.speech.derived.printed import form_value
from juesuan.checks.speech.printed.listed import PrintedValue
from juesuan.checks.speech.rates.shares import share_comes_out
from juesuan.checks.speech.sentences.amounts import decimal_text
from juesuan.checks.speech.sentences.paragraphs import SaidFigure
from juesuan.text import whole_number

__all__ = ["SUMMED"]

_SEVERAL = 2
_MONEY = "money"
_ALL = 100
"""Percent."""
_FULL_STOP = "。"
_WORD = 2
"""Letters of 其余, 其他."""


def shared(asked: OneMarked) -> Iterator[WorkedOut]:
    """The sum of several things, or of the rest, or its share of the whole. Of several groups of
    values the result is sure only if all that hold the names give the same."""
    share = asked.figure.one
    if not _sums_up(asked) or (share.role == "share" and share_comes_out(asked.subject, share)):
        return
    found = [one for group in _groups(asked) for one in _of_group(asked, group)]
    alike = len({one.value for one in found}) == 1 and all(one.sure for one in found)
    for one in found[: 1 if alike else None]:
        yield replace(one, sure=alike)


def _sums_up(asked: OneMarked) -> bool:
    """Whether the words before a figure tell of several things, or of the rest."""
    span = _span(asked)[1]
    marks = (asked.kind.first, asked.kind.second, *asked.settings.listing)
    return any(mark is not None and mark.search(span) for mark in marks)


def _groups(asked: OneMarked) -> Iterator[Sequence[PrintedValue]]:
    subject, passage = asked.subject, asked.passage
    begin, said = asked.figure.start, asked.before_it
    yield from listed_groups(subject, passage, asked.previous, begin, said, _MONEY)
    yield from groups_of_forms(subject, passage.text.heading)


def _of_group(asked: OneMarked, group: Sequence[PrintedValue]) -> Iterator[WorkedOut]:
    parts, sure = _meant(asked, group)
    if not parts or len(parts) == len(group) or _tells_another(asked, parts):
        return
    value = sum((part.value for part in parts), Fraction(0))
    shown = "＋".join(part.name + part.text for part in parts)
    if asked.figure.unit == _MONEY:
        yield WorkedOut(shown, value, tuple(parts), Fraction(0), sure)
        return
    for whole in _wholes(asked, group):
        share = value * _ALL / whole
        text = f"（{shown}）" if len(parts) > 1 else shown
        unit = asked.subject.disclosure.money
        told = f"{text}÷{decimal_text(whole / unit.cents)}{unit.zh}"
        yield WorkedOut(told, share, tuple(parts), Fraction(0), sure)


def _wholes(asked: OneMarked, group: Sequence[PrintedValue]) -> Iterator[Fraction]:
    """What the share is of: what its words name, as the forms print it, or all of the group."""
    every = sum((one.value for one in group), Fraction(0))
    of = (asked.words.groupdict().get("of") or "") if asked.words else ""
    named = form_value(asked.subject, of, asked.passage.text.heading) if len(of) > 1 else None
    yield from dict.fromkeys(v for v in (every, named.value if named else every) if v > 0)


def _meant(asked: OneMarked, group: Sequence[PrintedValue]) -> tuple[Sequence[PrintedValue], bool]:
    """The values of a group that a figure is said to sum up, none where the words do not tell; and
    whether it is sure that it is these."""
    begin, span = _span(asked)
    several, rest = asked.kind.first, asked.kind.second
    if rest and (match := rest.search(span)):
        start = asked.figure.start - len(span) + match.start()
        before = asked.passage.words[asked.passage.since(start, _FULL_STOP) : start]
        return _rest(asked, group, before, span[match.start() :])
    marks = list(several.finditer(span)) if several else []
    many = _many(asked, span)
    lead = asked.figure.lead
    said = lead if len(named_in(lead, group)) >= _SEVERAL else span
    placed = named_in(said, group)
    if placed:  # the words that sum up names stand behind them: 甲、乙合计
        after = placed[0][0] + len(span) - len(said)
        marks = [mark for mark in marks if mark["at"] or mark.start() > after]
    named = [value for *_, value in placed]
    at = next((m["at"] for m in marks if m["at"]), "")
    if many and at and len(named) != many:
        first = asked.kind.opening is not None and asked.kind.opening.search(at)
        named = list(group[:many] if first else group[-many:])
    elif many and not named:
        earlier = asked.before_it[:begin]
        named = [value for *_, value in named_in(earlier, group)][-many:]
    if len(named) < _SEVERAL:
        return [], False
    if marks:
        return named, many in {None, len(named)}
    entire = len(named) == sum(1 for one in group if one.value)
    return (named, True) if _is_told(asked, named) and not entire else ([], False)


def _tells_another(asked: OneMarked, parts: Sequence[PrintedValue]) -> bool:
    """Whether the amount right before a share is neither what the parts come to nor the last of
    them: it is that of something else."""
    value = sum((part.value for part in parts), Fraction(0))
    begin, end = asked.figure.start - len(_span(asked)[1]), asked.figure.start
    last = [f for f in _amounts(asked) if begin <= f.start < end][-1:]
    return bool(last) and last[0].number.value not in {value, *(part.value for part in parts)}


def _is_told(asked: OneMarked, parts: Sequence[PrintedValue]) -> bool:
    """Whether the sentence tells before a figure what the parts come to."""
    value = sum((part.value for part in parts), Fraction(0))
    amounts = _amounts(asked)
    return any(f.number.value == value and f.start < asked.figure.start for f in amounts)


def _amounts(asked: OneMarked) -> Sequence[SaidFigure]:
    """The amounts of its sentence."""
    return [f for f in asked.passage.in_sentence(asked.figure.sentence) if f.unit == _MONEY]


def _many(asked: OneMarked, said: str) -> int | None:
    """How many things words say there are."""
    several = asked.kind.first
    found = [m["n"] for m in several.finditer(said) if m["n"]] if several else []
    return whole_number(found[0]) if found else None


def _span(asked: OneMarked) -> tuple[int, str]:
    """The words since the share before, where they begin in the sentence; of an amount the words
    since the figure before."""
    said = asked.before_it
    if asked.figure.unit == _MONEY:
        return len(said) - len(asked.figure.lead), asked.figure.lead
    begin = asked.passage.sentences[asked.figure.sentence][0]
    ends = [
        f.end - begin
        for f in asked.passage.in_sentence(asked.figure.sentence)
        if f.unit == "percent" and f.end <= asked.figure.start
    ]
    start = max([*ends, said.rfind("；") + 1])
    return start, said[start:]


def _rest(
    asked: OneMarked, group: Sequence[PrintedValue], before: str, behind: str
) -> tuple[Sequence[PrintedValue], bool]:
    """What is left of a group: the one thing called so (其他支出), the things named behind 其余,
    else all that are not named before. It is sure if they are as many as is said, or the shares
    before leave as much."""
    named = [value for *_, value in named_in(before, group)]
    left = [one for one in group if all(one is not other for other in named)]
    listed = [value for *_, value in named_in(behind, left)]
    if not (asked.kind.first and asked.kind.first.search(behind)):
        if not (asked.kind.beside and asked.kind.beside.match(behind)):
            one = len(listed) == 1 and behind.startswith(listed[0].name)
            return (listed, True) if one else ([], False)
        called = [one for one in group if one.name.startswith(behind[:_WORD])]
        if called:
            return (called, True) if len(called) == 1 else ([], False)
    if not named or not left:
        return [], False
    if listed and not _is_told(asked, left):
        return left, len(listed) == len(left)
    several = asked.kind.first
    many = (
        next((whole_number(m["n"]) for m in several.finditer(behind) if m["n"]), 0)
        if several
        else 0
    )
    if many:
        return left, many == len(left)
    since = asked.figure.start - len(before) - len(behind)
    shares = [
        f.number.value
        for f in asked.passage.figures
        if f.one.role == "share" and since <= f.start < asked.figure.start
    ]
    every = sum((one.value for one in group), Fraction(0))
    right = sum((one.value for one in left), Fraction(0)) * _ALL / every if every else Fraction(0)
    return left, abs(sum(shares) + right - _ALL) < Fraction(1, 10)


SUMMED: dict[str, Solver] = {"shared": shared}
