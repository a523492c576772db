"""How many of what is told, or listed, rose and fell (两项下降, 一升一降, 各项均下降)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from re import Match

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.derived.counting import CountedWords
from juesuan.checks.speech.derived.derivations import Derived
from juesuan.checks.speech.meaning.meant import Key
from juesuan.checks.speech.meaning.topics import topics
from juesuan.checks.speech.printed.listed import (
    ListedTable,
    PrintedValue,
    many_things,
    measured_by,
)
from juesuan.checks.speech.printed.listed_tables import listed_things
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.paragraphs import SaidParagraph
from juesuan.checks.subject import Subject
from juesuan.text import chinese, whole_number

__all__ = ["moved_rows"]


class _Moved(Struct, frozen=True):
    """What rose (1), fell (-1) or stayed (0): its words and place."""

    shown: str
    sign: int
    where: Where
    one: Assertion | None = None


def moved_rows(subject: Subject, passage: SaidParagraph, words: CountedWords) -> Iterator[Derived]:
    """The statements of a paragraph that what moved does not bear out."""
    for match in words.moved.finditer(passage.words):
        moved = _told(passage, match, many_things(match["all"] or "")) or _listed(
            subject, passage, match, words
        )
        number, sign = whole_number(match["n"]), _sign(match["way"], words)
        if moved and number is not None:
            met = sum(one.sign == sign for one in moved)
            right = f"{met}{match['unit']}"
            yield from _wrong(passage, match.span("count"), moved, number == met, right)
    for match in words.pair.finditer(passage.words):
        up, down = _pair(match, words)
        moved = _told(passage, match, {up + down})
        risen = sum(one.sign > 0 for one in moved)
        fallen = sum(one.sign < 0 for one in moved)
        right = _paired(match, risen, fallen, words)
        agree = (up, down) == (risen, fallen)
        if moved:
            yield from _wrong(passage, match.span(), moved, agree, right)
    for match in words.all_moved.finditer(passage.words):
        many = whole_number(match["n"]) if match["n"] else None
        moved = _told(passage, match, {many} if many else set())
        sign = _sign(match["way"], words)
        unmet = [one for one in moved if one.sign != sign]
        if (moved and len(unmet) < len(moved)) or (many and len(moved) == many):
            right = "、".join(one.shown for one in unmet)
            yield from _wrong(passage, match.span(), moved, not unmet, right, "every")


def _sign(way: str, words: CountedWords) -> int:
    return 1 if way in words.risen else -1


def _pair(match: Match[str], words: CountedWords) -> tuple[int, int]:
    """How many rose and how many fell, as it is said."""
    found = {1: 0, -1: 0}
    for number, way in (("a", "up"), ("b", "down")):
        many = whole_number(match[number].replace(words.both, words.two)) or 0
        found[_sign(match[way], words)] += many
    return found[1], found[-1]


def _paired(match: Match[str], risen: int, fallen: int, words: CountedWords) -> str:
    told = ((match["up"], risen), (match["down"], fallen))
    if _sign(match["up"], words) < 0:
        told = ((match["up"], fallen), (match["down"], risen))
    return "".join(_counted(many, words) + way for way, many in told if many)


def _counted(many: int, words: CountedWords) -> str:
    return words.two if many == 2 else chinese(many)


def _told(passage: SaidParagraph, match: Match[str], many: set[int]) -> Sequence[_Moved]:
    """What the paragraph tells before it to have moved since last year: as many as are said, or
    the parts of one whole."""
    signs: dict[Key, dict[int, Assertion]] = {}
    for figure in passage.figures:
        one = figure.one
        since = one.role in {"change", "growth"} and one.base in {"last_year", ""}
        if figure.end <= match.start() and since and one.sign and not one.mention.reason:
            signs.setdefault(one.key, {}).setdefault(one.sign, one)
    same = {
        remark.key: remark
        for remark in passage.text.remarks
        if remark.claim.direction == "equal" and remark.base == "last_year"
        if remark.key not in signs and passage.holds(remark.sentence)
    }
    if same or any(len(both) > 1 for both in signs.values()):
        return []
    found = {key: next(iter(both.items())) for key, both in signs.items()}
    keys = _meant(list(found), many)
    return [
        _Moved(one.name + one.mention.text, sign, one.where, one)
        for key in keys
        for sign, one in [found[key]]
    ]


def _meant(keys: Sequence[Key], many: set[int]) -> Sequence[Key]:
    """Of which of them it is said: all, if they are as many; all but the first, which they are
    parts of; the parts of one topic."""
    if many:
        if len(keys) in many:
            return keys
        return keys[1:] if len(keys) - 1 in many else []
    for topic in topics().values():
        for parts in topic.parts:
            known = [key for key in keys if key[0] in parts]
            if len(known) == len(parts):
                return known
    return []


def _listed(
    subject: Subject, passage: SaidParagraph, match: Match[str], words: CountedWords
) -> Sequence[_Moved]:
    """What the one table lists with last year's amount or the change."""
    tables = [table for table in listed_things(subject) if table.flat]
    many = many_things(match["all"] or "")
    moves = [moves for table in tables if (moves := _moves(table, words))]
    if len(moves) != 1 or (many and len(moves[0]) not in many):
        return []
    return moves[0] if many or match["all"] else []


def _moves(table: ListedTable, words: CountedWords) -> Sequence[_Moved]:
    columns = {
        name: found[0][1].values
        for name, said in words.moves.items()
        if len(found := list(measured_by([table], said, "money"))) == 1
    }
    return [*_of_columns(columns)]


def _of_columns(columns: Mapping[str, Sequence[object]]) -> Iterator[_Moved]:
    changes, now, last = (columns.get(name, ()) for name in ("change", "this", "last"))
    for number, value in enumerate(changes or now):
        before = last[number] if last and not changes else None
        if not isinstance(value, PrintedValue) or not (changes or isinstance(before, PrintedValue)):
            continue
        moved = value.value - (before.value if isinstance(before, PrintedValue) else 0)
        sign = (moved > 0) - (moved < 0)
        yield _Moved(value.name + value.text, sign, value.where)


def _wrong(
    passage: SaidParagraph,
    span: tuple[int, int],
    moved: Sequence[_Moved],
    agree: bool,
    right: str,
    operation: str = "counted",
) -> Iterator[Derived]:
    held_together(*(one.one for one in moved))
    if not agree and right:
        yield Derived(
            operation=operation,
            said=passage.words[slice(*span)],
            where=(passage.where(*span), *(one.where for one in moved)),
            shown="、".join(one.shown for one in moved),
            right=right,
        )
