"""What is told of listed things otherwise than the list has it."""

from __future__ import annotations

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.sentences.paragraphs import SaidFigure

__all__ = ["ToldOtherwise"]


class ToldOtherwise(Struct, frozen=True, kw_only=True):
    """What a clause ``tells``, of what (``name``) and how (``said``); what the list prints
    (``shown``) and so what is ``right``; the figure, if the clause has one."""

    tells: str
    name: str
    said: str
    shown: str
    right: str
    where: tuple[Where, ...]
    figure: SaidFigure | None = None
