"""Orders and comparisons in words (由高到低依次为, 最多的是, 增幅大于), held to the figures that
the text, or the forms, print for the names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from re import Match

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.derived.derivations import Derived
from juesuan.checks.speech.meaning.names import facts_meant
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.printed.against_forms import figures_meant, form_places, printed_in_form
from juesuan.checks.speech.sentences.assertions import held_together
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed
from juesuan.resources import Pattern, Record

__all__ = ["OrderWords", "RankWords", "orders"]


class RankWords(Record, frozen=True):
    """N522: words of a rank (its ``n``, or ``first``, ``second``, ``third``, ``last``; the second
    and third follow what is named before them), words of an order in which names are listed
    (``top`` or ``front``: those at its head, ``some``: these in any order), words between the
    names of a list, words of an order by size, of growth and of decreases, what is left out
    (除…外), words of an order from the least, what a sentence ranks that is no amount of the
    forms of this year."""

    rank: Pattern
    listed: Pattern
    between: Pattern
    by_size: Pattern
    grown: Pattern
    down: Pattern
    left_out: Pattern
    rising: Pattern
    other: Pattern


class Measure(Record, frozen=True):
    """What is compared: its words (增幅), and the words beside the figures that tell it."""

    words: tuple[str, ...]
    beside: Pattern
    unit: str = ""


class OrderWords(RuleSettings, frozen=True):
    """N522: words of an order (``up`` from the least), of the first and what follows (the first
    named behind 最高, or before it), what ends its names, words of the most and the least (before
    its name), what a clause may say so that it is of all that is listed, words of
    one more or less than another; what splits names, words that are no part of a name, names that
    other rules compare, words of a whole, words of how large an amount is and of how it moved,
    units of levels (a count after 低于编制 is by how many), amounts held to one another
    (``balanced``, by their ids); a share called the greatest or least
    (``extreme``), words of shares and of sums; ``ranks``: those of ranks."""

    order: Pattern
    after: Pattern
    then: Pattern
    ends: Pattern
    most: Pattern
    of_all: Pattern
    compared: Pattern
    inline: Pattern
    opposite: dict[str, str]
    measures: tuple[Measure, ...]
    names: Pattern
    joined: Pattern
    plain: Pattern
    left: Pattern
    wholes: Pattern
    amounts: Pattern
    moved: Pattern
    extreme: Pattern
    share: Pattern
    summed: Pattern
    least: tuple[str, ...]
    levels: tuple[str, ...]
    balanced: tuple[str, ...]
    more: tuple[str, ...]
    ranks: RankWords


class _Valued(Struct, frozen=True):
    """A name with the value that a figure of the text, or the forms, print for it."""

    name: str
    value: Fraction
    printed: str
    source: SaidFigure | Observed


def orders(subject: Subject, passage: SaidParagraph, words: OrderWords) -> Iterator[Derived]:
    """The orders, extremes and comparisons of a paragraph that its figures, or the forms, do not
    have."""
    for pattern in (words.order, words.after, words.then):
        for match in pattern.finditer(passage.words):
            if found := _order(subject, passage, match, words):
                yield found
    for match in words.most.finditer(passage.words):
        if found := _extreme(passage, match, words):
            yield found
    for match in words.compared.finditer(passage.words):
        if found := _compared(passage, match, words):
            yield found
    for match in words.inline.finditer(passage.words):
        if found := _inline(passage, match, words):
            yield found


def _order(
    subject: Subject, passage: SaidParagraph, match: Match[str], words: OrderWords
) -> Derived | None:
    said = match.groupdict()
    listed = f"{said.get('first') or ''}、{words.ends.regex.split(match['names'])[0]}"
    ways = [_names(listed, marks, words) for marks in (words.names, words.joined)]
    known = (
        _by_text(passage, names, match) or _by_forms(subject, passage, names) for names in ways
    )
    valued = next(filter(None, known), [])
    if len({one.name for one in valued}) < len(valued) or len(valued) < 2:
        return None
    figures = [one.source for one in valued if isinstance(one.source, SaidFigure)]
    if not _is_measured(passage, match.start(), figures, words):
        return None
    for one in valued:
        if isinstance(one.source, SaidFigure):
            held_together(one.source.one)
    up = bool(said.get("up"))
    if all((a.value <= b.value) if up else (a.value >= b.value) for a, b in pairwise(valued)):
        return None
    right = sorted(valued, key=lambda one: one.value, reverse=not up)
    return _told(subject, passage, match.span("names"), valued, right)


def _names(listed: str, marks: Pattern, words: OrderWords) -> Sequence[str]:
    """The names of a list, bare of figures."""
    parts = (words.plain.sub("", part) for part in marks.regex.split(listed))
    return [part for part in parts if part]


def _told(
    subject: Subject,
    passage: SaidParagraph,
    span: tuple[int, int],
    valued: Sequence[_Valued],
    right: Sequence[_Valued],
) -> Derived:
    printed = [one.source for one in valued if isinstance(one.source, Observed)]
    figures = [one.source.one.where for one in valued if isinstance(one.source, SaidFigure)]
    return Derived(
        operation="order",
        said="、".join(one.name for one in valued),
        where=(passage.where(*span), *figures, *form_places(subject, printed)),
        shown="、".join(one.name + one.printed for one in valued),
        right="、".join(one.name for one in right),
    )


def _by_text(passage: SaidParagraph, names: Sequence[str], match: Match[str]) -> Sequence[_Valued]:
    """The names with the figures that the paragraph prints for them, all in one unit."""
    found: list[_Valued] = []
    for name in names:
        figures = [f for f in passage.figures if name in f.clause]
        inside = [f for f in figures if match.start() <= f.start < match.end()]
        if len(inside or figures) != 1:
            return []
        figure = (inside or figures)[0]
        found.append(_Valued(name, figure.number.value, figure.one.text, figure))
    units = {one.source.unit for one in found if isinstance(one.source, SaidFigure)}
    return found if len(units) == 1 else []


def _by_forms(subject: Subject, passage: SaidParagraph, names: Sequence[str]) -> Sequence[_Valued]:
    """The names with what the forms print as their amounts of this year."""
    found: list[_Valued] = []
    for name in names:
        meant = facts_meant(subject, name, passage.text.heading)
        figures = figures_meant(subject, meant) if meant else ()
        if not figures:
            return []
        figure = figures[0]
        printed = printed_in_form(subject, figure)
        found.append(_Valued(name, Fraction(figure.value), printed, figure))
    return found


def _is_measured(
    passage: SaidParagraph, place: int, figures: Sequence[SaidFigure], words: OrderWords
) -> bool:
    """Whether what is said to be the most before a place (救助人数最多) is what the figures tell,
    as far as it is named: not 增幅 of incomes."""
    begin = passage.since(place, "，。；、：（")
    said = passage.words[begin:place]
    if moved := words.moved.search(said):
        return bool(figures) and all(moved[0] in f.clause for f in figures)
    measure = words.plain.sub("", said)
    if len(measure) < 2 or words.amounts.search(measure) or not figures:
        return True
    told = figures[0].clause + figures[0].one.mention.unit
    return any(letter in told for letter in measure[-4:])


def _extreme(passage: SaidParagraph, match: Match[str], words: OrderWords) -> Derived | None:
    """The most or the least of the figures that its sentence lists before."""
    name = words.plain.sub("", match["name"])
    begin = passage.sentences[passage.number_of(match.start())][0]
    before = [f for f in passage.figures if begin <= f.start < match.start()]
    called = [f for f in before if name and name in f.clause]
    if len(called) != 1:
        return None
    listed = [f for f in before if f.unit == called[0].unit and f.one.role == called[0].one.role]
    kind = called[0].clause.rpartition(name)[2]  # 东镇救助85人、培训130人: of the same only
    if len(listed) < 2 or not all(f.clause.endswith(kind) for f in listed):
        return None
    if any(words.wholes.search(f.clause) for f in listed):
        return None
    if not _is_measured(passage, match.start(), listed, words):
        return None
    held_together(*(f.one for f in listed))
    least = match["way"] in words.least
    values = [f.number.value for f in listed]
    best = min(values) if least else max(values)
    if called[0].number.value == best:
        return None
    right = [f for f in listed if f.number.value == best]
    if len(right) != 1:
        return None
    return Derived(
        operation="extreme",
        said=name,
        where=(passage.where(*match.span("name")), *(f.one.where for f in listed)),
        shown="、".join(f.clause + f.one.text for f in listed),
        right=right[0].clause,
    )


def _compared(passage: SaidParagraph, match: Match[str], words: OrderWords) -> Derived | None:
    """One named thing said to be more, or less, than another."""
    if words.left.search(match[0]):
        return None
    of = match["of"] or match["of_other"] or ""
    measure = next((one for one in words.measures if of in one.words), None)
    first = _called(passage, match["one"], match.start(), measure, words)
    second = _called(passage, match["other"], match.start(), measure, words)
    if first is None or second is None or first is second or first.unit != second.unit:
        return None
    return _judged(passage, match, first, second, words)


def _called(
    passage: SaidParagraph, said: str, place: int, measure: Measure | None, words: OrderWords
) -> SaidFigure | None:
    """The one figure before a place that a name is of, and that tells what is compared."""
    name = words.plain.sub("", said)
    if len(name) < 2:
        return None
    number = passage.number_of(place)
    figures = [f for f in passage.figures if f.end <= place and f.sentence in {number - 1, number}]
    if measure is None:
        plain = [f for f in figures if f.one.role in {"final", "other", "completion"}]
        found = [f for f in plain if name in f.clause]
        return found[0] if len(found) == 1 else None
    found = [
        figure
        for n, figure in enumerate(figures)
        if measure.beside.search(figure.clause + figure.behind)
        and (not measure.unit or figure.one.mention.unit == measure.unit)
        and (name in figure.clause or (name in figure.one.mention.subject and n >= 0))
    ]
    return found[0] if len(found) == 1 else None


def _inline(passage: SaidParagraph, match: Match[str], words: OrderWords) -> Derived | None:
    """A figure said to be more, or less, than the one that follows: 6.1%，低于支出增幅7.3%."""
    before = [f for f in passage.figures if f.end == match.start()]
    after = [f for f in passage.figures if f.start == match.end()]
    if not before or not after or words.left.search(match[0]):
        return None
    first, second = before[0], after[0]
    points = {first.one.mention.unit, second.one.mention.unit}
    levels = points <= set(words.levels) or _are_balanced(first, match[0], words)
    if len(points) != 1 or not levels or words.left.search(first.clause):
        return None
    if 2 * min(first.number.value, second.number.value) < max(
        first.number.value, second.number.value
    ):
        return None  # 得分90分，低于全市平均2分: by so many
    following = passage.words[second.end :]
    if following[:1] not in "，。；" or following[:1] == "":
        return None
    return _judged(passage, match, first, second, words)


def _are_balanced(first: SaidFigure, said: str, words: OrderWords) -> bool:
    """Whether a figure is of a side of a balance, and words end in the name of another."""
    others = [id_ for id_ in words.balanced if said.endswith(topics()[id_].names)]
    return first.one.key[0] in words.balanced and bool(others) and first.one.key[0] not in others


def _judged(
    passage: SaidParagraph,
    match: Match[str],
    first: SaidFigure,
    second: SaidFigure,
    words: OrderWords,
) -> Derived | None:
    held_together(first.one, second.one)
    more = first.number.value - second.number.value
    said = match["word"]
    if not more or (more > 0) == (said in words.more):
        return None
    return Derived(
        operation="compared",
        said=said,
        where=(passage.where(*match.span("word")), first.one.where, second.one.where),
        shown=f"{first.clause}{first.one.text}、{second.clause}{second.one.text}",
        right=words.opposite[said],
    )
