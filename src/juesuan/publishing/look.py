"""How a booklet looks (版式): paper, margins and type, one file of data for PDF and Word."""

from __future__ import annotations

from functools import cache
from typing import Any

from juesuan.resources import Record, data_names, inherited, load, typed

__all__ = ["DEFAULT_LOOK", "LOOKS", "PAPERS", "Look", "TableLook", "look_named"]

_FOLDER = "looks"
_POINTS_A_MILLIMETRE = 72 / 25.4
_CONTENTS_TITLE, _CLOSER = 60.0, 0.8
"""Points for the word above the contents; how much closer their lines may stand."""
PAPERS = {"a4": (595.3, 841.9), "a3": (841.9, 1190.6)}
"""Points of a paper, its short and its long side."""


class Margins(Record):
    """The empty edges of a page, in millimetres."""

    top: float
    bottom: float
    left: float
    right: float

    def points(self) -> dict[str, float]:
        """The same in points, by side."""
        sides = {"top": self.top, "bottom": self.bottom, "left": self.left, "right": self.right}
        return {side: round(mm * _POINTS_A_MILLIMETRE, 1) for side, mm in sides.items()}


class TextLook(Record):
    """Running text: the type's size and the distance of lines, in points."""

    size: float
    line: float


class ContentsLook(TextLook):
    """The contents (目录); ``title`` is the size of the word above them."""

    title: float


class CoverLook(Record):
    """The cover: sizes in points of the title and of the lines below it."""

    title: float
    lines: float


class HeadingLook(Record):
    """Sizes of headings in points, the highest level first."""

    size: tuple[float, float, float, float]


class TableLook(Record):
    """Tables: sizes in points of the title, of the lines around a table and of its print;
    ``papers`` are tried in order until the print is ``legible``."""

    title: float
    around: float
    largest: float
    legible: float
    smallest: float
    papers: tuple[str, ...]


class Look(Record):
    """A layout (版式) that a booklet can be printed in."""

    title: str
    title_en: str
    machine_fonts: bool
    page: Margins
    table_page: Margins
    text: TextLook
    cover: CoverLook
    contents: ContentsLook
    headings: HeadingLook
    table: TableLook

    def table_room(self, paper: str, across: bool) -> tuple[float, float]:
        """Points across and down between a table page's margins."""
        short, long = PAPERS[paper]
        width, height = (long, short) if across else (short, long)
        edge = self.table_page.points()
        return width - edge["left"] - edge["right"], height - edge["top"] - edge["bottom"]

    def contents_line(self, entries: int) -> float:
        """Points from line to line of the contents: those a little longer than a page stay on
        it."""
        edge, line = self.page.points(), self.contents.line
        room = PAPERS["a4"][1] - edge["top"] - edge["bottom"] - _CONTENTS_TITLE
        closer = entries and entries * line * _CLOSER <= room
        return min(line, room / entries) if closer else line


DEFAULT_LOOK = "official"

LOOKS = tuple(data_names(_FOLDER))
"""The names of all layouts."""


@cache
def look_named(name: str = DEFAULT_LOOK) -> Look:
    """The layout of a name. Raises ``KeyError`` for one that there is not."""
    if name not in LOOKS:
        raise KeyError(name)
    return typed(Look, inherited(name, _read), f"{_FOLDER}/{name}.toml")


def _read(name: str) -> dict[str, Any] | None:
    return load(f"{_FOLDER}/{name}.toml") if name in LOOKS else None
