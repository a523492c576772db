"""What sentences say without a figure: 决算数小于预算数, 与上年持平, 无此项支出."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from juesuan.keeping import compiled
from juesuan.reading.narrative.amounts import Plain
from juesuan.reading.narrative.grammar import (
    claim_patterns,
    compared_behind,
    moved_up_to,
    role_stripped,
)
from juesuan.reading.narrative.model import WordedComparison
from juesuan.reading.narrative.vocabulary import alternatives, ends_with, pattern_of, words_in

__all__ = ["comparisons_in", "none_in"]

_PARTING = "，。；："
_CLAUSE = compiled(f"[^{_PARTING}]+")


@cache
def _reasons() -> re.Pattern[str]:
    return compiled(alternatives(words_in("reasons", "words")))


def _clause_before(text: str, start: int) -> str:
    """The last clause that ends before a place, as far as the place."""
    told = text[:start].rstrip(_PARTING)
    return told[max(map(told.rfind, _PARTING)) + 1 :]


def comparisons_in(
    line: Plain, start: int, end: int, subject: Callable[[str], str]
) -> list[WordedComparison]:
    """Comparisons without a figure between two places of a sentence, up to the reason."""
    found = []
    if reason := _reasons().search(line.text, start, end):
        end = reason.start()
    for clause in _CLAUSE.finditer(line.text, start, end):
        before = _clause_before(line.text, start) if clause.start() == start else ""
        leads = clause.end() == end and end < len(line.text) and line.text[end].isdigit()
        told = moved_up_to if leads else compared_behind
        base, behind = told(before, clause[0]) if before else ("", "")
        if leads and not base:
            continue  # the words that lead to a figure
        if base:
            place = line.span(clause.start(), clause.end())
            text = line.source[slice(*place)]
            found.append(
                WordedComparison(
                    subject=subject(""),
                    direction=behind,
                    base=base,
                    text=text,
                    start=place[0],
                    end=place[1],
                )
            )
            continue
        for pattern in claim_patterns():
            match = pattern.search(clause[0])
            if match is None:
                continue
            if clause[0][: match.start()].endswith(words_in("comparison", "negations")):
                break  # 未超过: less or equal, no comparison that could fail
            groups = match.groupdict()
            if groups.get("either"):
                direction = "either"
            elif groups.get("equal"):
                direction = "equal"
            else:
                direction = "increase" if groups.get("more") else "decrease"
            place = line.span(clause.start(), clause.start() + match.end())
            words = role_stripped(clause[0][: match.start()])
            text = line.source[slice(*place)]
            found.append(
                WordedComparison(
                    subject=subject(words),
                    direction=direction,
                    base=match["base"],
                    text=text,
                    start=place[0],
                    end=place[1],
                )
            )
            break
    return found


@cache
def _none() -> re.Pattern[str]:
    return compiled(
        rf"(?<![有并毫])(?:{alternatives(words_in('nothing', 'words'))})(?P<item>[^，。；：]+)"
    )


def none_in(text: str, about: str) -> tuple[str, ...]:
    """Items of which a sentence says that there are none; ``about`` is what 此项 means, unless the
    clause tells of last year (上年无此项支出)."""
    found = []
    for match in _none().finditer(text):
        item = pattern_of("nothing", "lead").sub("", match["item"])
        item = pattern_of("nothing", "reason").split(item)[0]
        if item in words_in("nothing", "same"):
            past = words_in("clause", "last_year")
            clause = text[max(map(text[: match.start()].rfind, _PARTING)) + 1 : match.start()]
            found.append("" if any(word in clause for word in past) else about)
        elif ends_with(item, words_in("nothing", "endings")):
            found.append(item.removesuffix(words_in("nothing", "empty_end")[0]))
    return tuple(dict.fromkeys(item for item in found if item))
