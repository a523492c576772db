"""Figures that a sentence gives to several items in order (分别)."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from msgspec.structs import replace

from juesuan.reading.narrative.model import Mention
from juesuan.reading.narrative.naming import name_of
from juesuan.reading.narrative.vocabulary import words, words_in
from juesuan.text import fold, pieces, unspaced

__all__ = ["joins", "share_out"]


def joins(between: str) -> bool:
    """Whether words only join two figures: 各下降23.51%、38.28%."""
    return between in words_in("figures", "joins")


def share_out(found: MutableSequence[Mention], line: str) -> None:
    """A和B分别占60%、40%: figures after 分别 go to as many items in order; where there are not
    as many, it is not sure whose they are."""
    for begin, first in enumerate(found):
        lead = line[found[begin - 1].end if begin else 0 : first.start]
        if not any(word in lead for word in words_in("figures", "each")) or first.kind == "year":
            continue
        end = begin + 1
        while end < len(found) and joins(line[found[end - 1].end : found[end].start]):
            end += 1
        run = found[begin:end]
        if len(run) < 2 or any(mention.kind != first.kind for mention in run):
            continue
        named: dict[str, Mention] = {}
        for mention in found[:begin]:
            if mention.kind == "money" and mention.role == "final" and mention.subject:
                named[mention.subject] = mention
        names = list(named)[-len(run) :]
        if first.kind != "percent" or len(names) < len(run):
            named.clear()
        accounts = (first.kind, first.role) == ("money", "final")
        if accounts and (each := _named_each(lead, len(run))):
            for place, name in enumerate(each, begin):
                found[place] = replace(found[place], subject=name, role="final", sure=True)
            continue
        for place, mention in enumerate(run, begin):
            found[place] = (
                replace(mention, subject=(name := names[place - begin]), sure=named[name].sure)
                if named
                else replace(mention, sure=False)
            )


def _named_each(lead: str, many: int) -> Sequence[str]:
    """As many names before 分别 as there are figures: 基本支出、项目支出分别为; none if they are
    not all known."""
    before = lead.partition(next(w for w in words_in("figures", "each") if w in lead))[0]
    clause = pieces(unspaced(fold(before)), words("figures", "clauses"))[-1]
    names = [name_of(word) for word in pieces(clause, words("figures", "names"))]
    known = len(names) == many and all(known and name for name, known in names)
    return [name for name, _ in names] if known else ()
