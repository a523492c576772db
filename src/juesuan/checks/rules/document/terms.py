"""Wrong characters in the fixed terms of the trade (固定用语的错字): D408."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.names_printed import names_beside_codes
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.facts import standard_space
from juesuan.lexicon import lexicon

__all__ = ["RULES", "SETTINGS"]

_BETWEEN = "\n"
_LEAST = 3
"""Signs of the shortest name that is looked for."""
_AROUND = 6
"""Characters shown on either side of a wrong one."""


class Terms(RuleSettings, frozen=True):
    """D408. ``terms``: of six signs and more; ``known``: words that are one sign away from a term
    and right; ``instead``: pairs of signs of which either makes a word; ``dropped``: signs that a
    word can do without; ``confused``: pairs of signs of which one is written for the other in the
    names of codes and of ``bodies``, whose last sign, too, where it ``begins`` no word;
    ``short``: parts of words
    that are none, with the right ones, but in what is ``spared``; ``marks`` do not count."""

    terms: tuple[str, ...]
    known: tuple[str, ...]
    instead: tuple[str, ...]
    dropped: str
    confused: tuple[str, ...]
    bodies: tuple[str, ...]
    begins: tuple[str, ...]
    short: Mapping[str, str]
    spared: tuple[str, ...]
    marks: str


class _Slip(Struct, frozen=True):
    """A term that stands in a text with one sign wrong: where, what is printed, the term."""

    start: int
    printed: str
    right: str

    @property
    def end(self) -> int:
        """Where what is printed ends."""
        return self.start + len(self.printed)


def misspelt_terms(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D408: a term of the trade with one sign changed, lost or doubled, or two turned; each
    wording once, with all its places."""
    if unfilled(subject):
        yield NotChecked("D408", "unfilled_template")
        return
    row = Terms.of("D408")
    told = {entry.name for entry in names_beside_codes(subject)}  # D403, D404
    places: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages(subject):
        if not passage.text.isascii() and passage.text not in told:
            places[compact(passage.text)].append(passage)
    texts = list(places)
    joined = _BETWEEN.join(texts).translate(dict.fromkeys(map(ord, row.marks)))
    names = _names(subject.disclosure.year)
    found: dict[tuple[str, str], list[tuple[Passage, str]]] = defaultdict(list)
    for slip in _told_once(sorted(_found(joined, row, names), key=lambda slip: slip.start)):
        number = joined.count(_BETWEEN, 0, slip.start)
        before = joined[max(0, slip.start - _AROUND) : slip.start].split(_BETWEEN)[-1]
        after = joined[slip.end : slip.end + _AROUND].split(_BETWEEN)[0]
        around = before + slip.printed + after
        found[slip.printed, slip.right] += [(one, around) for one in places[texts[number]]]
    for (printed, right), where in found.items():
        meaning = lexicon(subject.disclosure.year).read(printed)
        if meaning.says and not meaning.leftover:
            continue  # a word of the trade itself: 本年支出小计
        details = {"said": printed, "right": right, "around": where[0][1], "count": len(where)}
        yield Finding(
            code="D408",
            where=tuple(passage.printing(printed) for passage, _ in where),
            details=details,
            expected=right,
        )


def _told_once(slips: Sequence[_Slip]) -> Iterator[_Slip]:
    """Of slips that overlap the one with the shortest term."""
    group: list[_Slip] = []
    for slip in slips:
        if group and slip.start >= max(one.end for one in group):
            yield min(group, key=lambda one: len(one.right))
            group = []
        group.append(slip)
    if group:
        yield min(group, key=lambda one: len(one.right))


def _found(text: str, row: Terms, names: tuple[str, ...]) -> Iterator[_Slip]:
    for wrong, right in row.short.items():
        for start in _places(text, wrong):
            if not any(_covers(text, start, wrong, word) for word in row.spared):
                yield _Slip(start, wrong, right)
    known = frozenset((*row.terms, *row.known))
    for printed, term in dict.fromkeys(_likely(text, row, names)):
        for start in _places(text, printed):
            end = start + len(printed)
            begins = printed[-1] != term[-1] and (
                text.startswith(row.begins, end - 1)
                or (term not in row.bodies and text[end : end + 1].isalpha())
            )
            if not begins and not _is_known(text, start, printed, known):
                yield _Slip(start, printed, term)


def _likely(text: str, row: Terms, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Wrong writings that may stand in a text, for three signs of each do: with their terms."""
    near = _near(row.terms, row.dropped, row.confused, names, row.bodies)
    threes = set(zip(text, text[1:], text[2:], strict=False))
    for three in threes & near.written.keys():
        yield from near.written[three]
    for three in threes:
        before, sign, after = three
        for term, at in near.changed.get((before, after), ()):
            right = term[at]
            if sign == right or any(sign in pair and right in pair for pair in row.instead):
                continue
            if sign != _BETWEEN and (at < 2 or (term[at - 2], before, sign) in threes):
                yield term[:at] + sign + term[at + 1 :], term


class _Near(Struct, frozen=True):
    """Writings one sign from terms: ``written`` those with two signs turned, one lost or doubled,
    by three signs that only they have; ``changed`` where a sign stands between two others."""

    written: Mapping[tuple[str, str, str], Sequence[tuple[str, str]]]
    changed: Mapping[tuple[str, str], Sequence[tuple[str, int]]]


@cache
def _near(
    terms: tuple[str, ...],
    dropped: str,
    confused: tuple[str, ...],
    names: tuple[str, ...],
    bodies: tuple[str, ...],
) -> _Near:
    written: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    changed: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for term in terms:
        for at in range(1, len(term) - 1):
            before, sign, after = term[at - 1], term[at], term[at + 1]
            head, tail = term[:at], term[at + 1 :]
            changed[before, after].append((term, at))
            written[before, sign, sign].append((head + sign + sign + tail, term))
            if sign not in dropped and 1 < at < len(term) - 2:
                written[before, after, (tail + _BETWEEN)[1]].append((head + tail, term))
            if at < len(term) - 2 and sign != after:
                written[before, after, sign].append((head + after + sign + tail[1:], term))
    for name in (*names, *bodies):
        for at, sign in enumerate(name):
            start = min(at, len(name) - _LEAST)
            for other in (pair.replace(sign, "", 1) for pair in confused if sign in pair):
                printed = name[:at] + other + name[at + 1 :]
                three = printed[start], printed[start + 1], printed[start + 2]
                written[three].append((printed, name))
    return _Near(written, changed)


@cache
def _names(year: int) -> tuple[str, ...]:
    """The names of economic classes, of three signs and more, and those of functional ones, of
    four and more."""
    codes = standard_space(year).codes
    least = {"economic": _LEAST, "function": _LEAST + 1}
    listed = ((compact(entry.name), size) for kind, size in least.items() for entry in codes[kind])
    return tuple(dict.fromkeys(name for name, size in listed if len(name) >= size))


def _is_known(text: str, start: int, printed: str, known: frozenset[str]) -> bool:
    """Whether what is printed is a word, or a piece of one that is."""
    return printed in known or any(
        _covers(text, start, printed, word) for word in known if len(word) >= len(printed)
    )


def _covers(text: str, start: int, printed: str, word: str) -> bool:
    """Whether a word stands in a text around what is printed there."""
    return any(text.startswith(word, start - at) for at in _places(word, printed) if at <= start)


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


RULES = {"D408": misspelt_terms}
SETTINGS = {"D408": Terms}
