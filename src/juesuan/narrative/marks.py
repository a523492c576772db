"""Numbers found again in a text that a template has put together.

A number prints itself between marks that no text may hold; when the paragraph is done the marks
are taken out, and each number's place is known.
"""

from __future__ import annotations

import re

from juesuan.narrative.model import MarkedFigure

__all__ = ["UNTOLD", "Marks", "told_only", "unmarked"]

_BEGIN, _SAID, _END = "\ue000", "\ue001", "\ue002"
UNTOLD = "\ue003"
"""Printed in the place of a number that what is at hand cannot tell."""

_SENTENCE = re.compile("[^。]*。?")
_MARKED = re.compile(f"{_BEGIN}(\\d+){_SAID}([^{_END}]*){_END}")

Says = tuple[str, int, str, str, str, str]
"""Kind, value, role, quantity, stage and cell, as in a ``MarkedFigure``."""


class Marks:
    """What was said by the numbers printed so far."""

    def __init__(self) -> None:
        self._said: list[Says] = []

    def mark(self, text: str, says: Says) -> str:
        """The text between marks."""
        self._said.append(says)
        return f"{_BEGIN}{len(self._said) - 1}{_SAID}{text}{_END}"

    def figures(self, marked: str) -> tuple[str, tuple[MarkedFigure, ...]]:
        """A paragraph without its marks, and its numbers."""
        found: list[MarkedFigure] = []
        text, position = "", 0
        for match in _MARKED.finditer(marked):
            text += marked[position : match.start()]
            start = len(text)
            text += match[2]
            kind, value, role, quantity, stage, cell = self._said[int(match[1])]
            found.append(
                MarkedFigure(
                    start=start,
                    end=len(text),
                    kind=kind,
                    value=value,
                    role=role,
                    quantity=quantity,
                    stage=stage,
                    cell=cell,
                )
            )
            position = match.end()
        return text + marked[position:], tuple(found)


def told_only(line: str) -> str:
    """A line without the sentences that would have to say what cannot be told.

    >>> told_only("收入5元。车辆\ue003辆。")
    '收入5元。'
    """
    if UNTOLD not in line:
        return line
    return "".join(said for said in _SENTENCE.findall(line) if UNTOLD not in said)


def unmarked(text: str) -> str:
    """A text that people wrote, without the characters that mark numbers."""
    return text.translate(dict.fromkeys(map(ord, (_BEGIN, _SAID, _END, UNTOLD))))
