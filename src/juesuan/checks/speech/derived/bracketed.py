"""Wholes whose bracket gives their parts (86万元（其中财政拨款70、自筹16）): in cells of tables,
and in paragraphs where the parts have no unit of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from re import Match

from juesuan.checks.model import Where
from juesuan.checks.speech.derived.derivations import Derivations, Derived
from juesuan.checks.speech.sentences.amounts import decimal_text, slipped
from juesuan.checks.speech.sentences.paragraphs import paragraphs
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import passages
from juesuan.text import fold, unspaced

__all__ = ["bracketed"]

_FEWEST = 2
_BRACKETS = frozenset("（(")


@of_the_text
def bracketed(subject: Subject) -> Sequence[Derived]:
    """The parts of a document that do not make the whole before their bracket."""
    words = Derivations.of("N520")
    found: list[Derived] = []
    for passage in passages(subject):
        if passage.cell and not passage.within.form and _BRACKETS & {*passage.text}:
            found += _wrong(unspaced(fold(passage.text)), passage.where, words, cell=True)
    for paragraph in paragraphs(subject):
        place = paragraph.where(0, 0)
        found += _wrong(paragraph.words, place, words, cell=False)
    return found


def _wrong(text: str, place: Where, words: Derivations, *, cell: bool) -> Iterator[Derived]:
    for match in words.bracket.finditer(text):
        unit, whole = match["unit"], _number(match["whole"])
        parts = list(words.part.finditer(match["parts"]))
        units = {part["unit"] for part in parts}
        if len(parts) < _FEWEST or units - {"", unit} or (not cell and units != {""}):
            continue
        if words.open.search(match["parts"]):
            continue
        total = sum((_number(part["number"]) for part in parts), Fraction(0))
        digits = max(len(one.partition(".")[2]) for one in _printed(match, parts))
        rounding = Fraction(len(parts) + 1, 2 * 10**digits) if digits else Fraction(0)
        if abs(total - whole) <= rounding or not _is_slip(whole, total, parts):
            continue
        shown = "＋".join(part["number"] for part in parts)
        said = match["whole"] + unit
        yield Derived(
            operation="bracketed",
            said=said,
            where=(Where(spot=place.spot, section=place.section, printed=match[0]),),
            shown=shown,
            right=decimal_text(total, digits) + unit,
        )


def _printed(match: Match[str], parts: Sequence[Match[str]]) -> Sequence[str]:
    return [match["whole"], *(part["number"] for part in parts)]


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _is_slip(whole: Fraction, total: Fraction, parts: Sequence[Match[str]]) -> bool:
    """Whether the parts are more than the whole, or lack of it what one wrong digit, or two
    digits in each other's place, make: else some may be left out."""
    if total > whole:
        return True
    ways = [(whole, total)]
    ways += [(_number(part["number"]), _number(part["number"]) + whole - total) for part in parts]
    return any(slipped(decimal_text(said), decimal_text(right)) for said, right in ways)
