"""How many of what is listed meet a condition (90分以上的2个), and the least and the most,
held to the values that the paragraph lists, or the only list of projects prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from re import Match

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Where
from juesuan.checks.speech.derived.derivations import Derived
from juesuan.checks.speech.derived.printed import lists_meant
from juesuan.checks.speech.sentences.amounts import cents_in, decimal_text
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.numbers import numbers_said
from juesuan.checks.speech.sentences.paragraphs import SaidParagraph
from juesuan.checks.subject import Subject
from juesuan.checks.tables.lists import EvaluatedList, lists
from juesuan.facts import YUAN
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["CountedWords", "counted_rows"]

_FEWEST = 2


class CountedWords(RuleSettings, frozen=True):
    """N523: a condition with how many meet it (``met``, or ``met_by`` with the number first,
    ``between`` two bounds), that all meet it, the least and the most; one or several values that
    are listed, words beside figures that are none of these, how many things there are, words of a
    rate and of points, and of any measure; words of other projects or years; words of conditions
    by their meaning. How many of ``all`` moved (``moved``), rose and fell (``pair``), or that all
    did; words of a rise, two and both, words of the columns that tell."""

    met: Pattern
    met_by: Pattern
    between: Pattern
    moved: Pattern
    pair: Pattern
    all_moved: Pattern
    risen: tuple[str, ...]
    two: str
    both: str
    moves: dict[str, str]
    every: Pattern
    extreme: Pattern
    values: Pattern
    no_value: Pattern
    no_behind: Pattern
    number: Pattern
    rates: Pattern
    points: Pattern
    measured: Pattern
    others: Pattern
    least: tuple[str, ...]
    below: tuple[str, ...]
    above: tuple[str, ...]
    without: Pattern
    included: Pattern


class _Values(Struct, frozen=True):
    """The values that a condition is of, as they are printed, and where."""

    values: Sequence[Fraction]
    printed: Sequence[str]
    where: Sequence[Where]


def counted_rows(
    subject: Subject, passage: SaidParagraph, words: CountedWords
) -> Iterator[Derived]:
    """The counts and extremes of a paragraph that the values listed do not have."""
    for pattern, judged, ways in (
        (words.met, _number, ()),
        (words.met_by, _number, ()),
        (words.between, _between, (">=",)),
        (words.every, _every, (">=",)),
        (words.extreme, _extreme, (">=",)),
    ):
        for match in pattern.finditer(passage.words):
            values = _values(subject, passage, match, words)
            meant = _ways(match, words) or ways
            if values is None or not meant:
                continue
            _hold(passage, match)
            if told := judged(match, values, meant, words):
                span, right, kind = told
                yield _told(passage, match.span(span), values, right, kind)


_Judged = tuple[str | int, str, str] | None
"""The words that are wrong (a group of the match), what is right, the kind of the finding."""


def _number(
    match: Match[str], values: _Values, ways: Sequence[str], words: CountedWords
) -> _Judged:
    said = whole_number(match["n"])
    met = [sum(_meets(value, way, match) for value in values.values) for way in ways]
    if said in {None, *met}:
        return None
    right = "／".join(f"{number}{match['unit']}" for number in dict.fromkeys(met))
    return "count", right, "counted" if len(set(met)) == 1 else "either"


def _between(
    match: Match[str], values: _Values, ways: Sequence[str], words: CountedWords
) -> _Judged:
    least, most = sorted((Fraction(match["bound"]), Fraction(match["top"])))
    inside = sum(least < value < most for value in values.values)
    met = {
        inside + sum(value in ends for value in values.values)
        for ends in ({least, most}, {least}, {most}, set[Fraction]())
    }
    if whole_number(match["n"]) in {None, *met}:
        return None
    right = "／".join(f"{number}{match['unit']}" for number in sorted(met))
    return "count", right, "counted" if len(met) == 1 else "either"


def _ways(match: Match[str], words: CountedWords) -> Sequence[str]:
    """What a condition can mean: >=, >, <, <= or none that is sure."""
    said = match.groupdict()
    relation, side = said.get("relation") or "", said.get("side") or ""
    if side in words.above:
        if words.without.search(match[0]):
            return [">"]
        return [">="] if words.included.search(match[0]) else [">=", ">"]
    if side in words.below:
        if words.included.search(match[0]) and not words.without.search(match[0]):
            return ["<="]
        return ["<", "<="]
    if relation in words.below:
        return ["<"]
    if relation in words.above:
        return [">"]
    return [">="] if relation else []


def _meets(value: Fraction, way: str, match: Match[str]) -> bool:
    bound = Fraction(match["bound"])
    return {
        ">=": value >= bound,
        ">": value > bound,
        "<": value < bound,
        "<=": value <= bound,
    }[way]


def _every(match: Match[str], values: _Values, ways: Sequence[str], words: CountedWords) -> _Judged:
    unmet = [v for v in values.values if not any(_meets(v, one, match) for one in ways)]
    if not unmet or len(unmet) == len(values.values):
        return None
    return 0, "、".join(_shown(value) + match["measure"] for value in unmet), "every"


def _extreme(
    match: Match[str], values: _Values, ways: Sequence[str], words: CountedWords
) -> _Judged:
    best = min(values.values) if match["way"] in words.least else max(values.values)
    digits = len(match["bound"].partition(".")[2])
    if abs(best - Fraction(match["bound"])) < Fraction(1, 10**digits):
        return None
    return "told", _shown(best) + match["measure"], "counted"


def _shown(value: Fraction) -> str:
    text = decimal_text(value, 2)
    return text.rstrip("0").rstrip(".")


def _told(
    passage: SaidParagraph,
    span: tuple[int, int],
    values: _Values,
    right: str,
    kind: str,
) -> Derived:
    return Derived(
        operation=kind,
        said=passage.words[slice(*span)],
        where=(passage.where(*span), *values.where),
        shown="、".join(values.printed),
        right=right,
    )


def _hold(passage: SaidParagraph, match: Match[str]) -> None:
    begin, end = match.span()
    held_together(*(f.one for f in passage.figures if begin <= f.start < end))


def _values(
    subject: Subject, passage: SaidParagraph, match: Match[str], words: CountedWords
) -> _Values | None:
    """What a condition is of: the values listed before it, as many as there are said to be; else
    those of the only list of projects, if it has as many."""
    unit = match["measure"]
    begin = passage.since(match.start(), "，。；")
    if words.others.search(passage.words[begin : match.end()]):
        return None
    before = passage.words[: match.start()]
    many = {number for _, number in numbers_said(before, words.number, "n")}
    listed, spans = list[str](), list[tuple[int, int]]()
    for one in words.values.finditer(before):
        lead = passage.words[max(0, one.start() - 8) : one.start()]
        behind = passage.words[one.end() : one.end() + 8]
        if one["measure"] != unit or words.no_value.search(lead):
            continue
        if not words.no_behind.match(behind):
            listed += one["values"].split("、")
            spans.append(one.span())
    if listed:
        if not _is_same(passage, match, spans[0], words):
            return None
        sure = len(listed) >= _FEWEST and (len(listed) in many if many else len(listed) > _FEWEST)
        bare = ["".join(sign for sign in one if sign.isdigit() or sign == ".") for one in listed]
        where = [passage.where(*span) for span in spans]
        printed = [one + unit for one in bare]
        return _Values([*map(Fraction, bare)], printed, where) if sure else None
    return _of_list(subject, match, many, words) or _of_table(subject, passage, match)


def _is_same(
    passage: SaidParagraph, match: Match[str], first: tuple[int, int], words: CountedWords
) -> bool:
    """Whether a condition is of what is listed, as far as it is named (满意度)."""
    begin = passage.since(match.start(), "，。；、：")
    named = words.measured.search(passage.words[begin : match.start("bound")])
    return named is None or named[0] in passage.words[: first[0]]


def _of_list(
    subject: Subject, match: Match[str], many: set[int], words: CountedWords
) -> _Values | None:
    """The rates, or the points, of the only list, where the text speaks of as many projects."""
    printed = subject.once(lists)
    if len(printed) != 1 or len(printed[0].printed.projects) not in many:
        return None
    whole = match[0]
    rates, points = words.rates.search(whole), words.points.search(whole)
    if bool(rates) == bool(points):
        return None
    found = _rates(printed[0]) if rates else printed[0].scores
    values = [Fraction(value) for value in found if value is not None]
    if len(values) != len(found):
        return None
    rows = printed[0].printed.projects
    cells = [row.executed if rates else row.score for row in rows]
    where = [printed[0].where(cell, row) for cell, row in zip(cells, rows, strict=True)]
    return _Values(values, [_shown(value) + match["measure"] for value in values], where)


def _of_table(subject: Subject, passage: SaidParagraph, match: Match[str]) -> _Values | None:
    """The values of the one table that a condition can be of (支出在100万元以上)."""
    unit = match["measure"]
    money = unit.endswith(YUAN.zh)
    begin = passage.since(match.start("bound"), "，。；：")
    measure, before = passage.words[begin : match.end()], passage.words[: match.start()]
    found = list(lists_meant(subject, measure, before, "money" if money else unit))
    if len(found) != 1:
        return None
    rows = [value for value in found[0][1].values if value is not None]
    factor = cents_in(unit) if money else 1
    values = [row.value / factor for row in rows]
    return _Values(values, [row.name + row.text for row in rows], [row.where for row in rows])


def _rates(one: EvaluatedList) -> Sequence[Fraction | None]:
    """How much of its budget each project spent, in percent, to two digits."""
    found: list[Fraction | None] = []
    for row in one.printed.projects:
        full, executed = one.amount(row.full), one.amount(row.executed)
        whole = full or one.amount(row.initial)
        rate = Fraction(executed * 100, whole) if executed is not None and whole else None
        found.append(rate)
    return found
