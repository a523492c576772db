"""The contents page (目录): its lines, set as paragraphs or as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import contents_lines, paged
from juesuan.checks.subject.words import passage_words
from juesuan.reading import Document, Grid, Paragraph, Spot
from juesuan.reading.narrative.headings import is_contents_title, split_number

__all__ = ["Entry", "entries"]

_TAG = re.compile(r"</?\w+[^>]*>")


class Entry(Struct, frozen=True):
    """A line of the contents page: its number, title, page (0: none) and the number of the
    part (第二部分) it stands under."""

    number: str
    title: str
    page: int
    part: str
    spot: Spot

    @property
    def printed(self) -> str:
        """The line as it is told."""
        blank = " " if self.number and self.number[-1] not in "、.．）)" else ""
        return f"{self.number}{blank}{self.title}"


def entries(subject: Subject) -> Sequence[Entry]:
    """The lines of the contents page in their order; none where there is no such page."""
    return subject.once(_entries)


_Read = tuple[str, str, int, Spot]
"""Number, title, page and spot of a line."""


def _entries(subject: Subject) -> Sequence[Entry]:
    documents = subject.reading.documents if subject.reading else ()
    lines = [line for document in documents for line in _paragraphs(document)]
    if not lines:
        contents = subject.narrative.contents
        lines = [(entry.number, entry.title, entry.page, entry.spot) for entry in contents]
    if not lines:
        lines = [line for document in documents for line in _table(document)]
    part, listed = "", list[Entry]()
    for number, title, page, spot in lines:
        part = number if number.startswith("第") else part
        listed.append(Entry(number, title, page, "" if number == part else part, spot))
    return listed


def _paragraphs(document: Document) -> Sequence[_Read]:
    """The paragraphs of the contents page as lines; a wrapped one is put together."""
    known = passage_words().contents
    lines: list[_Read] = []
    for part in contents_lines(document):
        for text in filter(None, (line.strip() for line in part.text.split("\n"))):
            title, page = paged(text)
            number = split_number(title)
            if number is None and lines and not lines[-1][2] and len(title) <= known.wrapped:
                above = lines[-1]
                lines[-1] = (above[0], above[1] + title, page, above[3])
                continue
            rest = title[number.end :] if number else known.table_number.sub("", title)
            lines.append((number.text if number else "", rest.strip(), page, part.spot))
    return lines


def _table(document: Document) -> Iterator[_Read]:
    """The rows of a table right below the word 目录: a line and its page."""
    heading = False
    for part in document.parts:
        if isinstance(part, Paragraph):
            heading = is_contents_title(part.text)
            continue
        if heading:
            yield from _rows(part)
            return


def _rows(grid: Grid) -> Iterator[_Read]:
    for row in grid.rows:
        cells = [cell for cell in row if cell and cell.text.strip()]
        if not cells:
            continue
        text = _TAG.sub("", cells[0].text).strip()
        last = _TAG.sub("", cells[-1].text).strip()
        number = split_number(text)
        title = text[number.end :].strip() if number else text
        page = int(last) if last.isdigit() and len(cells) > 1 else 0
        yield number.text if number else "", title, page, cells[0].spot
