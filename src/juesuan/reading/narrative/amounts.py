"""Figures in running text: amounts, percentages, counts and years, exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from juesuan.keeping import compiled
from juesuan.reading.narrative.vocabulary import alternatives, pattern_of, words, words_in
from juesuan.text import fold, unspaced

__all__ = ["Plain", "PrintedFigure", "as_plain", "figures", "placeholders"]

_NUMBER = compiled(r"(?:(?<![\dA-Za-z])-)?(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_BLANK = compiled(r"\s")
_SHARED = frozenset({"money", "percent", "count", "year"})
_FIRST_YEAR = 2000
_PLACEHOLDER_NUMBER = r"[XxＸ_＿*]{2,}|[XxＸ]"


class Plain(Struct, frozen=True):
    """A text without blanks, folded; ``at`` gives each character's place in the original."""

    text: str
    at: tuple[int, ...]
    source: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch's place in the original."""
        return self.at[start], self.at[end - 1] + 1


def as_plain(source: str) -> Plain:
    """A sentence for reading, its original places kept."""
    folded = fold(source)
    if not _BLANK.search(folded):
        return Plain(folded, tuple(range(len(folded))), source)
    kept = [n for n, character in enumerate(folded) if not character.isspace()]
    return Plain("".join(folded[n] for n in kept), tuple(kept), source)


class PrintedFigure(Struct, frozen=True, kw_only=True):
    """A figure as printed in a plain text. ``kind`` as in a mention, or ``time``, ``score``,
    ``ordinal``, or empty without a unit. ``start`` to ``end`` includes the unit.

    ``odd``: blanks or commas within it stand in unusual places. ``cut_short``: 万 for 万元.
    """

    kind: str
    value: Decimal
    unit: str
    start: int
    end: int
    odd: bool = False
    cut_short: bool = False


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    kinds: dict[str, str] = {}
    for kind in ("count", "ordinal", "time", "score", "percent", "money"):
        kinds |= dict.fromkeys(words_in("units", kind), kind)
    short = {fold(k): str(v) for k, v in words("units", "money_cut_short").items()}
    kinds |= dict.fromkeys(short, "money")
    return compiled(alternatives(kinds)), kinds, short


def figures(text: Plain) -> list[PrintedFigure]:
    """All figures of a text in order; numbers of documents, codes and list numbers left out."""
    left_out = [match.span() for match in pattern_of("figures", "left_out").finditer(text.text)]
    found: list[PrintedFigure] = []
    position = 0
    while match := _NUMBER.search(text.text, position):
        position = match.end()
        if year := pattern_of("figures", "year").match(text.text, match.start()):
            position = year.end()
            value = Decimal(year[1])
            found.append(
                PrintedFigure(
                    kind="year", value=value, unit="年", start=year.start(), end=year.end()
                )
            )
            continue
        if any(start <= match.start() < end for start, end in left_out):
            continue
        if _is_list_number(text.text, match) or _is_part_of_word(text.text, match):
            continue
        printed = _printed(text, match)
        if not printed.kind and _is_code(text.text, match):
            continue
        found.append(printed)
        position = max(position, printed.end)
    return _shared_units(text, found)


def _printed(text: Plain, match: re.Match[str]) -> PrintedFigure:
    pattern, kinds, short = _units()
    start, end = match.span()
    odd = _is_odd(text, start, end)
    unit = pattern.match(text.text, end)
    digits = match[0].replace(",", "").replace("，", "")
    value = Decimal(digits)
    if not unit:
        return PrintedFigure(kind="", value=value, unit="", start=start, end=end, odd=odd)
    kind, name = kinds[unit[0]], unit[0]
    if name == "个" and text.text.startswith("月", unit.end()):
        return PrintedFigure(
            kind="time", value=value, unit="个月", start=start, end=unit.end() + 1, odd=odd
        )
    cut = name in short
    return PrintedFigure(
        kind=kind,
        value=value,
        unit=short.get(name, name),
        start=start,
        end=unit.end(),
        odd=odd,
        cut_short=cut,
    )


def _is_odd(text: Plain, start: int, end: int) -> bool:
    """Whether blanks or full-width commas stand in a number other than by thousands."""
    printed = text.source[text.at[start] : text.at[end - 1] + 1]
    body = unspaced(printed)
    if "，" in body and re.search(r"[0-9]，|，[0-9]", body):
        return True
    if body == printed:
        return False
    tidy = re.sub(r"\s*([.,，．])\s*", r"\1", printed)
    return not re.fullmatch(
        r"-?\s*(?:\d+|\d{1,3}(?:[ \u3000\u00a0]\d{3})+)(?:[.．]\d+)?", fold(tidy).replace("，", "")
    )


def _is_list_number(text: str, match: re.Match[str]) -> bool:
    """1. 2、（3） at the start of a clause."""
    before = text[match.start() - 1] if match.start() else "。"
    after = text[match.end() : match.end() + 1]
    if len(match[0]) > 2:
        return False
    if before == "（" and after == "）":
        return True
    return (
        before in "。；：，" and after in {".", "、"} and not text[match.end() + 1 :][:1].isdigit()
    )


def _is_code(text: str, match: re.Match[str]) -> bool:
    """2010301行政运行, 3.2010301行政运行, 图1, 附件2: codes and names, if no unit follows."""
    after = text[match.end() : match.end() + 1]
    coded = re.fullmatch(r"(?:\d{1,2}\.)?2\d{4}(?:\d\d)?", match[0]) is not None
    named = text[: match.start()].endswith(words_in("figures", "numbered"))
    return named or (
        coded and ("\u4e00" <= after <= "\u9fff" or after == "（") and after not in "余多元万亿"
    )


def _is_part_of_word(text: str, match: re.Match[str]) -> bool:
    """A digit in a name (“1+N”, 12345热线, A4, 第3), no figure."""
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end() : match.end() + 1]
    return (
        (before.isascii() and before.isalpha())
        or (after.isascii() and after.isalpha())
        or before in {"第", "+", "/", "“"}
        or after in {"+", "”"}
    )


def _is_year(value: Decimal) -> bool:
    return value == int(value) and _FIRST_YEAR <= value < _FIRST_YEAR + 100


def _shared_units(text: Plain, found: Sequence[PrintedFigure]) -> list[PrintedFigure]:
    """Numbers joined to the next one share its unit: 10.5、20.5万元; 2020至2023年度."""
    done: list[PrintedFigure] = []
    for printed in reversed(found):
        follower = done[-1] if done else None
        if (
            not printed.kind
            and follower is not None
            and follower.kind in _SHARED
            and (follower.kind != "year" or _is_year(printed.value))
            and follower.start == printed.end + 1
            and pattern_of("figures", "together").match(text.text, printed.end)
        ):
            printed = replace(printed, kind=follower.kind, unit=follower.unit)
        done.append(printed)
    return done[::-1]


@cache
def _placeholder() -> re.Pattern[str]:
    units = words_in("units", "money", "percent", "count", "money_cut_short")
    return compiled(f"(?:{_PLACEHOLDER_NUMBER}){alternatives(units)}")


def placeholders(text: Plain) -> Iterable[tuple[int, int]]:
    """Places where a template's XX万元 was never filled in."""
    for match in _placeholder().finditer(text.text):
        yield match.span()
