"""A booklet (公开册) before it becomes a file: headings, paragraphs and tables in order.

Whoever writes docx, pdf or html walks the blocks; none of them knows of facts or rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct, field

from juesuan.ledger import Asked

__all__ = [
    "Block",
    "Booklet",
    "BookletTable",
    "FormTable",
    "Heading",
    "MarkedFigure",
    "TableCell",
    "WrittenParagraph",
]


class Heading(Struct, frozen=True):
    """A heading. ``level`` is 1 for a part (第一部分), 2 for 一、, 3 for （一）, 4 for 1.;
    ``number`` is what is printed before the text, with its punctuation."""

    level: int
    number: str
    text: str


class MarkedFigure(Struct, frozen=True, kw_only=True):
    """A number in a paragraph: ``text[start:end]`` of it, and what it says.

    ``kind`` is ``money``, ``count`` or ``percent``; ``value`` as printed, in cents, ones or
    hundredths of a percent. ``role`` is ``amount``, ``change``, ``share``, ``growth`` or
    ``completion``; ``quantity`` the template's name of what is said, with a code where there
    are several; ``stage`` one of the facts' stages, or ``last_year``. ``cell`` is a form's cell
    that prints the same figure (``01:30:1``), empty where no form does.
    """

    start: int
    end: int
    kind: str
    value: int
    role: str
    quantity: str
    stage: str = "final"
    cell: str = ""


class WrittenParagraph(Struct, frozen=True):
    """A paragraph of running text and the numbers it says."""

    text: str
    figures: tuple[MarkedFigure, ...] = ()


class FormTable(Struct, frozen=True):
    """The place of a prescribed form (公开…表), by its number in the form set.

    Whoever prints it prints its notes too, and the sentence of a form without figures."""

    no: str


class TableCell(Struct, frozen=True):
    """A cell of a table that is no prescribed form: its text, how many rows and columns it
    covers, how it is aligned, whether it is a head."""

    text: str
    rows: int = 1
    columns: int = 1
    align: Literal["left", "center", "right"] = "left"
    head: bool = False


class BookletTable(Struct, frozen=True, kw_only=True):
    """A table that is no prescribed form, such as a performance table.

    ``number`` is its printed number (公开13表), ``unit_line`` what stands above it on the
    right. A cell that a merged one covers is left out of ``rows``, as in html. ``widths`` are
    the columns' shares of the page; ``landscape`` asks for a page across; ``about``
    tells tables of one title apart (a project's name).
    """

    number: str
    title: str
    rows: tuple[tuple[TableCell, ...], ...]
    widths: tuple[float, ...]
    department_line: str = ""
    unit_line: str = ""
    landscape: bool = False
    notes: tuple[str, ...] = ()
    about: str = ""


Block = Heading | WrittenParagraph | FormTable | BookletTable


class Booklet(Struct, frozen=True, kw_only=True):
    """A whole booklet of one unit and year.

    ``title`` is the cover's; ``cover`` are the lines below it. ``asked`` is what the author
    has still to say; a blank is never filled with made-up words.
    """

    unit: str
    year: int
    title: str
    blocks: tuple[Block, ...]
    cover: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = field(default=())

    def contents(self, deepest: int = 2) -> Iterator[Heading]:
        """The headings of the contents page."""
        for block in self.blocks:
            if isinstance(block, Heading) and block.level <= deepest:
                yield block
