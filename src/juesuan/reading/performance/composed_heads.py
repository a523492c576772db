"""Heads of indicators composed of general words (年初目标、全年实际): beside each other they are
those of a target and what came of it; a head of nothing known before them is that of the names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from juesuan.lexicon.performance import money_unit_in, words
from juesuan.reading.performance.piece_words import piece_words

__all__ = ["in_full"]

_MEASURED = ("target", "actual")
_NAMES = frozenset({"level1", "level2", "level3"})
_SURE = frozenset({"weight", "score", "unit", "operator"})
_NAMELESS = frozenset({"", "criterion"})
"""Roles of heads that are that of the names where no other is (考核内容)."""
_LONGEST = 20
_INDICATORS = "indicators"


def in_full(filled: Sequence[tuple[int, str]]) -> Sequence[str]:
    """The texts of a row by the places of its cells, those of heads that are short or composed in
    the words that forms use."""
    texts = words().in_full([text for _, text in filled])
    said = [_role(text) for text in texts]
    if any(said.count(role) != 1 for role in _MEASURED) or any(map(_is_money, texts)):
        return texts
    composed = [_composed(text) for text in texts]
    first = min(said.index(role) for role in _MEASURED)
    unknown = [n for n in range(first) if said[n] in _NAMELESS]
    bare = not _NAMES & set(said) and len(unknown) == 1 and _is_alone(filled, unknown[0])
    called = bare and all(said[first:]) and words().level in texts[unknown[0]]
    sure = called or _SURE & set(said) or _NAMES & set(said)
    if not sure or not (bare or any(composed)):
        return texts
    found = [piece_words().head[c] if c else text for c, text in zip(composed, texts, strict=True)]
    if bare and len(texts[unknown[0]]) <= _LONGEST:
        found[unknown[0]] = piece_words().head["name"]
    return found


@lru_cache(maxsize=1 << 14)
def _is_money(text: str) -> bool:
    """Whether a head is that of an amount: a row of projects and what they cost."""
    said = len(text) <= _LONGEST and not words().head(_INDICATORS, text)
    return said and bool(words().head("money", text) or money_unit_in(text))


def _is_alone(filled: Sequence[tuple[int, str]], place: int) -> bool:
    """Whether a cell takes up a single column: the next stands right beside it."""
    return filled[place][0] + 1 == filled[place + 1][0]


@lru_cache(maxsize=1 << 14)
def _role(text: str) -> str:
    """The role of a head, as it is known or composed; empty for other texts."""
    if len(text) > _LONGEST:
        return ""
    head = words().head(_INDICATORS, text)
    return _composed(text) or (head.role if head else "")


@lru_cache(maxsize=1 << 14)
def _composed(text: str) -> str:
    """The role of a head that general words compose; empty for another text, and for a head that
    is known as it stands."""
    if len(text) > _LONGEST:
        return ""
    found = (role for role, said in piece_words().composed.items() if said.finds_in(text))
    role = next(found, "")
    head = words().head(_INDICATORS, text) if role else None
    return "" if head and head.role == role else role
