"""Lines of a document put together to paragraphs: wrapped lines joined, page furniture and
the texts around tables left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from juesuan.keeping import compiled
from juesuan.reading.document import Document, Grid, Paragraph, Spot
from juesuan.reading.narrative.headings import (
    is_contents_title,
    is_heading,
    opens_part,
    split_number,
)
from juesuan.reading.narrative.margins import TextLine, measure
from juesuan.reading.narrative.vocabulary import pattern_of, words_in
from juesuan.text import fold, unspaced

__all__ = ["TextBlock", "blocks"]

_LISTED = compiled(r"\s*[-*•·●◆■➢]\s")
_BULLET = compiled(r"^[\s\u3000]*(?:[-*•·●◆■➢]\s+|#+\s+)?[\s\u3000]*")
_ENDS = "。；！？：…"
_CLOSING = "。；，、：！？）》”…;,)%％"
_DOTTED = compiled(r"[.．·…]{4,}\s*\d{1,3}$")
_WRAPS = 20  # characters of a line that can have been wrapped
_BEFORE = 6  # paragraphs before a table that may be its title lines
_TITLES = 2  # lines of a table's title at most


class TextBlock(Struct, kw_only=True):
    """A paragraph with the places of its lines. ``listed``: it had a bullet; ``full``: its last
    line reached the margin; ``table``: the title lines of the table whose note it is."""

    text: str
    spots: list[tuple[int, Spot]]
    heading: bool = False
    listed: bool = False
    full: bool = False
    near_table: bool = False
    room: float = 0.0
    table: str = ""

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        return self.spots[0][1]

    def spot_at(self, offset: int) -> Spot:
        """The line that the character at an offset stands in."""
        return next(spot for start, spot in reversed(self.spots) if start <= offset)

    def add(self, line: TextLine) -> None:
        """Another line of the same paragraph."""
        self.spots.append((len(self.text), line.spot))
        self.text += line.text
        self.full, self.room = line.full, line.room


def blocks(document: Document) -> tuple[list[TextBlock], list[TextBlock]]:
    """The paragraphs of a document outside its tables and the texts that belong to those; and
    the notes of its tables (表注) that are no part of its text."""
    stream = list(_stream(document))
    measure([item for item in stream if isinstance(item, TextLine)])
    joined: list[TextBlock | Grid] = []
    for item in stream:
        last = joined[-1] if joined else None
        if isinstance(item, Grid):
            joined.append(item)
        elif isinstance(last, TextBlock) and _goes_on(last, item):
            last.add(item)
        else:
            block = TextBlock(
                text=item.text,
                spots=[(0, item.spot)],
                heading=item.heading,
                listed=item.listed,
                full=item.full,
            )
            block.room = item.room
            joined.append(block)
    _mark(joined)
    return _parted(joined)


def _stream(document: Document) -> Iterable[TextLine | Grid]:
    """Lines and tables in order; page numbers and running heads left out."""
    running = _running(document)
    turned = False
    for part in document.parts:
        if isinstance(part, Grid):
            turned = False
            yield part
            continue
        for raw in part.text.split("\n"):
            text = _BULLET.sub("", raw).strip()
            running_head = part.spot.page > 0 and _key(text) in running
            if text and not running_head and not pattern_of("headings", "page").fullmatch(text):
                line = TextLine(
                    text=text, spot=part.spot, heading=part.heading, listed=bool(_LISTED.match(raw))
                )
                line.turned = turned
                yield line
            turned = (
                bool(text)
                and not running_head
                and bool(pattern_of("headings", "page").fullmatch(text))
            )


def _key(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text)


def _running(document: Document) -> set[str]:
    """Texts that open or close at least three pages and a third of all."""
    pages: dict[int, list[Paragraph]] = {}
    for paragraph in document.paragraphs:
        if paragraph.spot.page:
            pages.setdefault(paragraph.spot.page, []).append(paragraph)
    seen = Counter(
        text
        for lines in pages.values()
        for text in {_key(lines[0].text), _key(lines[-1].text)}
        if 2 < len(text) < 40
    )
    return {text for text, n in seen.items() if n >= max(3, len(pages) / 3)}


def _goes_on(last: TextBlock, line: TextLine) -> bool:
    """Whether a line continues the paragraph before it."""
    if line.text[0] in _CLOSING:
        return True
    if is_contents_title(line.text) or _DOTTED.search(last.text):
        return False
    number = split_number(last.text)
    if number and number.end >= len(last.text) and not split_number(line.text):
        return True  # the number stands alone on its line
    if (line.turned or _half_open(last.text)) and _broken(last, line):
        return True
    if not (last.full or _pushed(last, line)) or line.heading or last.heading or line.listed:
        return False
    ended = last.text[-1] in _ENDS
    numbered = split_number(line.text) is not None
    if line.indented and not ended and not numbered and len(line.text) <= 6:
        return True  # the rest of a centred heading
    if line.whole:
        return last.spots[-1][1].page != line.spot.page and not ended and not numbered
    if line.indented or (numbered and ended):
        return False
    return line.indented is False or not ended


def _half_open(text: str) -> bool:
    """Whether a text stops within a bracket that it opened in its last words."""
    tail = text[-12:]
    return tail.rfind("（") > tail.rfind("）")


def _broken(last: TextBlock, line: TextLine) -> bool:
    """Whether a page's end parts a sentence: it stopped short, and no heading did or begins."""
    number = split_number(last.text)
    title = last.text[number.end :] if number else last.text
    if last.heading or line.heading or line.listed or split_number(line.text) or opens_part(title):
        return False
    if last.text[-1] in _ENDS or len(last.text) < _WRAPS:
        return False
    return _half_open(title) or not (number and is_heading(title, False))


def _pushed(last: TextBlock, line: TextLine) -> bool:
    """Whether a line is short only because the figure that the next one begins with did not
    fit: lines without justified edges."""
    figure = pattern_of("figures", "amount").match(line.text)
    if figure is None or last.text[-1] in _ENDS or line.indented:
        return False
    return 0 < last.room < len(figure[0]) / 2 + 1


class _Around(Struct):
    """What has been seen since the last heading: a table (``after``), the beginning of a note to
    it (``note``), and paragraphs that may belong to the next table (``waiting``)."""

    after: bool = False
    note: bool = False
    waiting: list[TextBlock] = field(default_factory=list)


def _mark(joined: Sequence[TextBlock | Grid]) -> None:
    """Mark paragraphs that stand next to a table with no numbered heading between."""
    state = _Around()
    for block in joined:
        if isinstance(block, Grid):
            for near in state.waiting[-_BEFORE:]:
                near.near_table = True
            state = _Around(after=True)
            continue
        number = split_number(block.text)
        if (number and number.level <= 3) or opens_part(block.text):
            state = _Around()
            continue
        noted = _is_note(block.text)
        state.note = noted or (state.note and (number is not None or block.listed))
        block.near_table = state.after or state.note
        if number and not state.note:
            state = _Around()
            block.near_table = False
        state.waiting.append(block)


def _is_note(text: str) -> bool:
    bare = unspaced(fold(text))
    return any(bare.startswith(word) for word in words_in("tables", "notes"))


def _parted(joined: Sequence[TextBlock | Grid]) -> tuple[list[TextBlock], list[TextBlock]]:
    """Part the text from what belongs to tables: titles, lines that are no sentence, and notes.
    A note that tells an amount or rate stays in the text, too, unless it stands in the table."""
    kept: list[TextBlock] = []
    notes: list[TextBlock] = []
    noted, table = False, ""
    for number, block in enumerate(joined):
        if isinstance(block, Grid):
            noted, table = False, _title(joined[:number], block)
            notes += _closing(block, table)
            continue
        if not block.near_table:
            noted = False
        else:
            listed = block.listed or split_number(block.text) is not None
            noted = _is_note(block.text) or (noted and listed)
            block.table = table if noted else ""
            if not _speaks(block.text):
                continue
            if noted and not _tells(block.text):
                notes += [block] if table else []
                continue
        kept.append(block)
    return kept, notes


def _title(before: Sequence[TextBlock | Grid], grid: Grid) -> str:
    """The words of a table's title: those of its first rows that stand alone, and of the lines
    right before it."""
    lines: list[str] = []
    for block in reversed(before[-_BEFORE:]):
        if isinstance(block, Grid) or not block.near_table:
            break
        lines.insert(0, block.text)
    for row in grid.rows:
        cells = [cell for cell in row if cell and cell.text.strip()]
        if len(cells) > 1:
            break
        lines += [cell.text for cell in cells]
    titles = [line.strip() for line in lines if not (_is_note(line) or _speaks(line))]
    return "\n".join(titles[:_TITLES])


def _closing(grid: Grid, table: str) -> list[TextBlock]:
    """The sentences that stand alone in the last rows of a table."""
    found: list[TextBlock] = []
    for row in reversed(grid.rows):
        cells = [cell for cell in row if cell and cell.text.strip()]
        if len(cells) > 1:
            break
        for cell in cells:
            lines: list[str] = []
            for line in cell.text.strip().split("\n"):
                if lines and not split_number(line):
                    lines[-1] += line.strip()
                else:
                    lines.append(line.strip())
            found[:0] = [
                TextBlock(text=line, spots=[(0, cell.spot)], near_table=True, table=table)
                for line in lines
                if line and _speaks(line)
            ]
    return found if len(found) < len(grid.rows) else []


def _tells(text: str) -> bool:
    return pattern_of("tables", "telling").search(fold(text)) is not None


def _speaks(text: str) -> bool:
    return "。" in text or "；" in fold(text) or fold(text.rstrip())[-1] in "：，"
