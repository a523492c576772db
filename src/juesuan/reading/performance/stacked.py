"""Self-evaluation tables pasted as text, one cell a line: put back into rows where their words
tell the cells apart.

Labels say where a value follows, the head says how many cells a row has, figures where it ends.
A table with a line that fits nowhere is left as it stands and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.lexicon.performance import label_key, level_key, words
from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.performance.crossing import is_figure, stage
from juesuan.reading.performance.totals import points

__all__ = ["unstacked_evaluations"]

_Line = Paragraph
_Row = list[_Line | None]
_POINTS = {"weight", "score"}
_GOALS = 2
_LEAST = 3
"""Head words in a row of lines that make a head."""


def unstacked_evaluations(document: Document) -> Document:
    """The document with its self-evaluations of one cell a line as grids."""
    parts: list[Paragraph | Grid] = []
    unread = list(document.unread)
    rest = list(document.parts)
    while rest:
        part = rest.pop(0)
        parts.append(part)
        lines = _lines_under(part, rest)
        if not lines:
            continue
        stack = _Stack(lines)
        if stack.read():
            parts.append(_grid(stack.rows))
            del rest[: stack.place]
        elif stack.heads:
            unread.append(("stacked_table", lines[0].spot, {}))
    if len(parts) == len(document.parts) and len(unread) == len(document.unread):
        return document
    return replace(document, parts=parts, unread=unread)


def _lines_under(part: Paragraph | Grid, rest: Sequence[Paragraph | Grid]) -> list[_Line]:
    """The lines under a title, if the first is the label of a name alone."""
    if not isinstance(part, Paragraph) or not words().title_kind(part.text):
        return []
    lines: list[_Line] = []
    for line in rest:
        if not isinstance(line, Paragraph) or words().title_kind(line.text):
            break
        lines.append(line)
    named = lines and words().field(lines[0].text) in {"name", "department", "main_body"}
    return lines if named else []


class _Stack:
    """Lines of which each is one cell of a table."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.lines = lines
        self.place = 0
        self.rows: list[_Row] = []
        self.heads = 0

    def read(self) -> bool:
        """Put the lines into rows, as far as the table goes; whether that could be done."""
        while self.place < len(self.lines):
            if not (self._total() or self._pairs() or self._head() or self._field()):
                break
        ended = self.place == len(self.lines) or self._after_total
        return ended and self.heads > 0

    _after_total = False

    def _text(self, ahead: int = 0) -> str:
        place = self.place + ahead
        return self.lines[place].text if place < len(self.lines) else ""

    def _take(self, count: int) -> list[_Line]:
        taken = list(self.lines[self.place : self.place + count])
        self.place += count
        return taken

    def _field(self) -> bool:
        """A label and its value; a label after it says that it has none."""
        if not words().field(self._text()):
            return False
        alone = self._is_label(self._text(1)) or not self._text(1)
        self.rows.append([*self._take(1 if alone else 2)])
        return True

    @staticmethod
    def _is_label(text: str) -> bool:
        known = words()
        return bool(known.field(text)) or label_key(text) in known.all_sections | known.total

    def _total(self) -> bool:
        if label_key(self._text()) not in words().total | words().sum_labels or not self.heads:
            return False
        count = 1
        while points(self._text(count)) is not None or self._text(count) in words().grades:
            count += 1
        self.rows.append([*self._take(count)])
        self._after_total = True
        return count > 1

    def _section(self) -> int:
        """How many lines the label of a block takes up."""
        return int(label_key(self._text()) in words().all_sections | words().headings)

    def _pairs(self) -> bool:
        """Stages each with its figure, then as many figures for each source."""
        section, count = self._section(), 0
        while stage(self._text(section + count)) and is_figure(self._text(section + count + 1)):
            count += 2
        if not count:
            return False
        self.rows.append([*self._take(section + count)[section:]])
        self.heads += 1
        while key := words().source(self._text()):
            labels = [self._text(n) for n in range(0, count, 2)]
            figures = [self._text(n) for n in range(1, count, 2)]
            if any(words().source(text) != key for text in labels):
                return False
            if not all(is_figure(text) for text in figures):
                return False
            self.rows.append([*self._take(count)])
        return True

    def _head(self) -> bool:
        """A head and the rows below it."""
        section = self._section()
        for block in ("money", "indicators", "goals"):
            count = section
            while words().head(block, self._text(count)):
                count += 1
            if count - section < (_GOALS if block == "goals" else _LEAST):
                continue
            head = self._take(count)[section:]
            roles = [role.role for line in head if (role := words().head(block, line.text))]
            start = len(self.rows)
            if block == "goals":
                self.rows += [[*head], [*self._take(len(head))]]
                return True
            found = self._money(head) if block == "money" else self._indicators(head, roles)
            self.heads += found
            return found and len(self.rows) > start
        return False

    def _money(self, head: list[_Line]) -> bool:
        """Rows of a source with as many figures as the head has columns."""
        self.rows.append([None, *head])
        while words().source(self._text()):
            count = 1
            while is_figure(self._text(count)):
                count += 1
            if count != len(head) + 1:
                return False
            self.rows.append([*self._take(count)])
        return True

    def _indicators(self, head: list[_Line], roles: list[str]) -> bool:
        """Rows that end with as many points as the head has columns for them."""
        ends = [n for n, role in enumerate(roles) if role in _POINTS]
        if not ends or ends != list(range(ends[0], ends[-1] + 1)):
            return False
        after = roles[ends[-1] + 1 :]
        if len(after) > 1 or (after and after != ["reason"]):
            return False
        self.rows.append([*head])
        cells = [role for role in roles[: ends[0]] if role not in {"level1", "level2"}]
        while row := self._indicator(roles, cells, len(ends), bool(after)):
            self.rows.append(row)
        return label_key(self._text()) in words().total | words().sum_labels or not self._text()

    def _indicator(self, roles: list[str], cells: list[str], ends: int, after: bool) -> _Row:
        """One row, empty where the lines that follow are none."""
        levels = 0
        while levels < 2 and level_key(self._text(levels)) in _listed():
            levels += 1
        size = levels + len(cells)
        figures = [points(self._text(size + n)) is not None for n in range(ends)]
        if not all(figures) or self._is_label(self._text()):
            return []
        taken = self._take(size + ends)
        row = dict(zip([*_levels(taken[:levels]), *cells], taken[:size], strict=True))
        last = [role for role in roles if role in _POINTS]
        row |= dict(zip(last, taken[size:], strict=True))
        if after and not self._begins(len(cells), ends):
            row["reason"] = self._take(1)[0]
        return [row.get(role) for role in roles]

    def _begins(self, cells: int, ends: int) -> bool:
        """Whether a row, or the total, begins at the next line."""
        if label_key(self._text()) in words().total | words().sum_labels or not self._text():
            return True
        for levels in (0, 1, 2):
            listed = all(level_key(self._text(n)) in _listed() for n in range(levels))
            figures = (points(self._text(levels + cells + n)) is not None for n in range(ends))
            if listed and all(figures) and level_key(self._text(levels)) not in _listed():
                return True
        return False


def _listed() -> frozenset[str]:
    return words().level1 | frozenset(words().level2)


def _levels(lines: Sequence[_Line]) -> list[str]:
    if len(lines) == 1:
        known = level_key(lines[0].text) in words().level2
        return ["level2" if known else "level1"]
    return ["level1", "level2"][: len(lines)]


def _grid(rows: Sequence[_Row]) -> Grid:
    def cells() -> Iterator[tuple[GridText | None, ...]]:
        for row in rows:
            yield tuple(GridText(line.text, line.spot) if line else None for line in row)

    spot = next((line.spot for row in rows for line in row if line), Spot())
    return Grid(tuple(cells()), spot)
