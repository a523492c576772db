"""Cells that hold two figures under one head (执行率/得分: 91.92%/9.19; 分值/得分: 10/9.5;
分值/执行率: 10/91.92%)."""

from __future__ import annotations

from juesuan.keeping import compiled
from juesuan.reading.performance.model import Value
from juesuan.text import plain

__all__ = ["is_joined", "taken_apart"]

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_RATE_AND_POINTS = compiled(rf"({_NUMBER}%)[/;|]({_NUMBER})\D?")
_WEIGHT_AND_RATE = compiled(rf"({_NUMBER})\D?[/;|]({_NUMBER}%)")
_WEIGHT_AND_POINTS = compiled(rf"({_NUMBER})\D?[/|]({_NUMBER})\D?")


def is_joined(text: str) -> bool:
    """Whether a cell holds two of a weight, a rate and points."""
    folded = plain(text)
    pairs = (_RATE_AND_POINTS, _WEIGHT_AND_RATE, _WEIGHT_AND_POINTS)
    return any(pattern.fullmatch(folded) for pattern in pairs)


def taken_apart(values: dict[str, Value]) -> dict[str, Value]:
    """The values of a row by role, those of a joined cell each under its own: what stands before
    the stroke is the rate, or the weight, where no other cell has it; a rate behind the weight is
    told by its sign."""
    for role in ("score", "rate", "weight"):
        value = values.get(role)
        if not value:
            continue
        text = plain(value.text)
        if role != "score" and (match := _WEIGHT_AND_RATE.fullmatch(text)):
            return values | {
                "weight": Value(match[1], value.spot),
                "rate": Value(match[2], value.spot),
            }
        for first, pattern in (("rate", _RATE_AND_POINTS), ("weight", _WEIGHT_AND_POINTS)):
            other = "score" if role == first else first
            match = pattern.fullmatch(text)
            if match and role in {first, "score"} and not values.get(other):
                said = {first: match[1], "score": match[2]}
                return values | {r: Value(t, value.spot) for r, t in said.items()}
    return values
