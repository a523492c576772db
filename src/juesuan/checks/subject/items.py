"""Items (条目): the projects and points that a document tells of, each with its name and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct, field

from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.resources import Pattern, Record, load_typed

__all__ = ["Clause", "Item", "items"]

_LONGEST_NAME = 34
"""Characters that the name of a project has at most."""
_LEAST_NAME = 3
"""And at least."""
_LONGEST_HEAD = 16
"""Characters of a heading within a project at most."""
_ENDS = re.compile(r"[：:。；;，,（(—|\n]")
_CLAUSES = re.compile(r"[。；;！\n]|[，,](?!\d{3}(?!\d))")
_INNER = re.compile(r"^([\u4e00-\u9fff]{2,4})[：:]")
_CELLS = re.compile(r"[|｜‖\t]+")
_BLANKS = re.compile(r"\u3000+| {2,}")
_AMOUNT = re.compile(r"\d")
_YEAR = re.compile(r"^20\d\d\D")
_MONEY = re.compile(r"^\d[\d,，.]*$")
_FEWEST_CELLS = 3
_LEAST_TEXT = 6
"""Characters of a cell that tells what was done."""


class ItemWords(Record, frozen=True, kw_only=True):
    """How items are told apart: see ``data/items.toml``. ``quoted`` has the name as a group."""

    number: Pattern
    project: Pattern
    quoted: Pattern
    label: Pattern
    inner: Pattern
    listing: Pattern
    title: Pattern
    project_said: Pattern


class Clause(Struct, frozen=True):
    """A clause of an item's texts: the passage it stands in, the line it is of (from 0), the
    heading of that line (效益, 存在问题), empty where it has none."""

    text: str
    passage: Passage
    line: int
    label: str


class Item(Struct, kw_only=True):
    """What a document tells under one name: a project, a point of a list, a row of a table; the
    document's first lines are the ``title`` above. ``project``: it is surely told apart from others
    by its name; ``listed``: its texts go on behind the name, or beside it in a row."""

    name: str
    title: str
    project: bool
    listed: bool = False
    clauses: list[Clause] = field(default_factory=list)
    lines: int = 0

    def add(self, passage: Passage, label: str, text: str) -> None:
        """Adds a line's clauses."""
        for piece in _CLAUSES.split(text):
            if piece.strip():
                self.clauses.append(Clause(piece.strip(), passage, self.lines, label))
        self.lines += 1


def items(subject: Subject) -> Sequence[Item]:
    """The items of the document's texts in their order."""
    return subject.once(_items)


@of_the_text
def _items(subject: Subject) -> Sequence[Item]:
    walk = _Walk(load_typed(ItemWords, "items.toml"))
    told = (
        p
        for p in passages(subject)
        if not (p.within.form or p.head or p.kind in ("contents", "glossary"))
    )
    for _, line in groupby(told, key=_row):
        walk.take(list(line))
    return walk.items


def _row(passage: Passage) -> tuple[bool, object]:
    """What the cells of one row of a table have in common; other passages have it alone."""
    spot = passage.spot
    if not passage.cell:
        return False, id(passage)
    row = spot.row or spot.row_of_sheet if spot.cell else spot.row or spot.line
    top = (spot.box or (0, 0))[1]
    return True, (spot.file, spot.page, spot.sheet, spot.table, row, top)


class _Walk:
    """Goes through lines and rows and knows the item they are of."""

    def __init__(self, words: ItemWords) -> None:
        self.words, self.items = words, list[Item]()
        self.title, self.label = "", ""
        self.column, self.width = -1, 0
        """Which cell of a row names its item, while rows of a list go by (-1: none), and how many
        cells a row has."""

    def take(self, line: list[Passage]) -> None:
        """Takes a paragraph, or the cells of a row."""
        first = line[0]
        if first.within.project:
            self._project_table(line)
        elif first.cell or _CELLS.search(first.text.strip()):
            cells = [(p, t.strip()) for p in line for t in _CELLS.split(p.text) if t.strip()]
            self._cells(cells)
        elif texts := self._by_blanks(first.text.strip()):
            self._cells([(first, text) for text in texts])
        else:
            for text in first.text.split("\n"):
                if text.strip():
                    self._paragraph(first, text.strip())

    def _open(self, name: str, project: bool) -> Item:
        self.label = ""
        self.items.append(Item(name=name, title=self.title, project=project))
        return self.items[-1]

    def _listed(self, name: str, project: bool) -> Item:
        item = self._open(name, project)
        item.listed = True
        return item

    def _current(self) -> Item:
        return self.items[-1] if self.items else self._open("", False)

    def _project_table(self, line: list[Passage]) -> None:
        """A row of a project's own table."""
        name = compact(line[0].within.project)
        item = self._current()
        if item.name != name:
            item = self._open(name, True)
        label = compact(line[0].text)
        for passage in line:
            item.add(passage, label[:_LONGEST_HEAD], compact(passage.text))

    def _by_blanks(self, line: str) -> Sequence[str]:
        """The cells of a row that stand apart by blanks: wide ones, or single ones in the head of a
        list and in rows of as many cells; none of another line."""
        wide, texts = _BLANKS.split(line), line.split()
        if len(wide) >= _FEWEST_CELLS:
            return wide
        heads = self.words.listing.finds_in(texts[0]) or (self.column >= 0 and self.width)
        fits = len(texts) >= _FEWEST_CELLS and (heads is True or len(texts) == self.width)
        return texts if heads and fits else ()

    def _cells(self, cells: list[tuple[Passage, str]]) -> None:
        words, texts = self.words, [compact(text) for _, text in cells]
        column = next((n for n, text in enumerate(texts[:2]) if words.listing.search(text)), -1)
        self.width = len(cells)
        if column >= 0:
            self.column = column
            return
        if self.column >= 0 or _lists(texts):
            name = texts[max(self.column, 0)]
            if _LEAST_NAME <= len(name) <= _LONGEST_NAME and not words.label.search(name):
                item = self._listed(name, True)
                for passage, text in cells[max(self.column, 0) + 1 :]:
                    item.add(passage, name, compact(text))
                return
        item = self._current()
        head = texts[0] if words.label.search(texts[0]) else self.label
        for passage, text in cells:
            item.add(passage, head, compact(text))

    def _paragraph(self, passage: Passage, raw: str) -> None:
        """A line of text: the name of an item, a heading within one, or a text of it."""
        self.column = -1
        words = self.words
        number = words.number.match(raw)
        text = raw[number.end() :] if number else raw
        if found := words.project.match(text):
            self._named(passage, text[found.end() :], True)
            return
        head = compact(_ENDS.split(text, maxsplit=1)[0])
        rest = compact(text)[len(head) :].lstrip("：—。")
        if len(head) <= _LONGEST_HEAD and words.label.search(head):
            self.label = head
            if rest:
                self._lines(passage, head, rest)
            return
        if found := words.quoted.match(text):
            self._named(passage, text, True, compact(next(filter(None, found.groups()))))
            return
        separated = len(compact(text)) > len(head) and compact(text)[len(head)] in "：。—（"
        whole = compact(text)
        name = _LEAST_NAME <= len(head) <= _LONGEST_NAME
        name = name and not _AMOUNT.match(_YEAR.sub("", head))
        titled = len(whole) <= _LONGEST_NAME + _LONGEST_HEAD and not words.title.search(whole)
        if name and titled:
            if all(not one.clauses and not one.listed for one in self.items):
                self.title += whole  # the lines at the document's head
            self._open(whole, words.project_said.finds_in(whole))
        elif name and separated and rest and (number or compact(text)[len(head)] in "：—"):
            self._named(passage, text, bool(number) or words.project_said.finds_in(head))
        else:
            self._lines(passage, self.label, compact(text))

    def _named(self, passage: Passage, text: str, project: bool, name: str = "") -> None:
        """A line that begins with the name of an item."""
        text = compact(text).lstrip("：—（")
        end = _ENDS.search(text)
        head = text[: end.start()] if end else text
        item = self._listed(name or head, project)
        rest = text[len(head) :].lstrip("：—。）") if end else ""
        if rest:
            self._lines(passage, "", rest, item)

    def _lines(self, passage: Passage, label: str, text: str, item: Item | None = None) -> None:
        """The texts of a line, which may have headings of their own (。效益：)."""
        item = item or self._current()
        for piece in _sentences(text):
            inner = _INNER.match(piece)
            if inner and self.words.inner.search(inner[1]):
                label, piece = inner[1], piece[inner.end() :]
            item.add(passage, label, piece)
            item.lines -= 1
        item.lines += 1


def _lists(texts: Sequence[str]) -> bool:
    """Whether a row has a name, an amount and what was done: a row of a list of projects."""
    if len(texts) < _FEWEST_CELLS or _AMOUNT.search(texts[0]):
        return False
    money = any(_MONEY.match(text) for text in texts[1:])
    return money and any(len(text) >= _LEAST_TEXT and _AMOUNT.search(text) for text in texts[2:])


def _sentences(text: str) -> Iterator[str]:
    return (piece for piece in text.split("。") if piece)
