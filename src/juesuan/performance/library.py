"""Help with setting targets: indicators that suit a project, and targets that say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from juesuan.ledger.library import KnownIndicator, indicator_library
from juesuan.performance.targets import understand_target
from juesuan.performance.vocabulary import plain
from juesuan.resources import Record, load_typed

__all__ = ["Weakness", "kind_of", "suggested_indicators", "weakness"]

Weakness = Literal["", "no_target", "percent_on_words", "vague", "no_unit"]
"""What is wrong with a target: nothing; there is none; words in percent; words that hold
whatever was done; a bare number of nothing."""


class _Vague(Record):
    words: tuple[str, ...]


class _Written(Record):
    """What ``library.toml`` says."""

    source: str
    words: Mapping[str, tuple[str, ...]]
    vague: _Vague


def _data() -> _Written:
    return load_typed(_Written, "performance/library.toml")


def kind_of(project: str) -> str:
    """The kind of a project by the words in its name; empty for none.

    >>> kind_of("党政储备人才专项经费")
    'talent'
    """
    words = _data().words
    return next((kind for kind, said in words.items() if any(w in project for w in said)), "")


def suggested_indicators(kind: str, level1: str = "") -> tuple[KnownIndicator, ...]:
    """The indicators that projects of a kind use, of all levels or of one (产出指标, 效益指标,
    满意度指标); none for a kind that is not known."""
    return tuple(
        one
        for one in indicator_library()
        if one.kind == kind and (not level1 or one.level1 == level1)
    )


def weakness(target: str, unit: str = "", operator: str = "", name: str = "") -> Weakness:
    """Whether a target can be measured at all.

    >>> weakness("作用明显", "%")
    'percent_on_words'
    """
    said = understand_target(target, operator, unit, name)
    if said.kind == "none":
        return "no_target"
    if "percent_on_words" in said.notes:
        return "percent_on_words"
    if said.kind == "words" and plain(target) in _vague():
        return "vague"
    bare = said.kind == "number" and said.unit.kind == "none"
    return "no_unit" if bare else ""


@cache
def _vague() -> frozenset[str]:
    return frozenset(plain(word) for word in _data().vague.words)
