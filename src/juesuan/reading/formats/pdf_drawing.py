"""How much a page of a pdf asks to be drawn, counted before it is (自我引用、层层展开).

A page draws forms that draw others. A form that draws itself, or thirty that each draw the next
one twice, fit into a thousand bytes and never end. pdfium follows them all before it can be asked
anything, so its objects are looked over first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.pdf_objects import Name, Objects, Ref

__all__ = ["check_drawing"]

MOST_DRAWN = 100_000
"""Forms and patterns that one page may draw, those in one another multiplied."""
MOST_BYTES = 16 * 1024 * 1024
"""Bytes of instructions of one page, those of forms as often as they are drawn."""
MOST_NODES = 20_000
"""Parts of the tree of pages."""
DEEPEST = 60
"""Forms in one another, and levels of the tree of pages."""

_DRAWS = re.compile(rb"/([^\0\t\n\f\r ()<>\[\]{}/%]*)[\0\t\n\f\r ]+(Do|scn|SCN)\b")
_KINDS = {b"Do": "XObject", b"scn": "Pattern", b"SCN": "Pattern"}


class _Cost(NamedTuple):
    drawn: int
    bytes: int


class _Page(NamedTuple):
    number: int
    contents: object
    resources: object


def check_drawing(path: Path) -> None:
    """Look over the objects of a pdf that is not empty.

    Raises ``UnreadableError``: ``draws_itself`` with the page on which a form or pattern draws
    itself, or whose place in the tree of pages is within itself; ``draws_too_much`` with the page
    that has to be drawn from more parts or instructions than any page is; ``too_large``.
    """
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        objects = Objects(data)
        if objects.are_locked:
            return  # what is drawn cannot be seen
        look = _Look(objects)
        for page in _pages(objects):
            look.at(page)


def _pages(objects: Objects) -> Iterator[_Page]:
    """The pages in their order with what they inherit."""
    root = objects.get(objects.root)
    if not isinstance(root, dict):
        return
    number = nodes = 0
    waiting: list[tuple[object, object, tuple[int, ...]]] = [(root.get("Pages"), None, ())]
    while waiting:
        node, inherited, above = waiting.pop()
        node = objects.last(node)
        if isinstance(node, Ref):
            if node.number in above:
                raise UnreadableError("draws_itself", page=number + 1)
            above = (*above, node.number)
        nodes += 1
        if nodes > MOST_NODES or len(above) > DEEPEST:
            raise UnreadableError("too_large", nodes=nodes, most=MOST_NODES)
        found = objects.get(node)
        if not isinstance(found, dict):
            continue
        resources = found.get("Resources", inherited)
        kids = objects.get(found.get("Kids"))
        if isinstance(kids, list):
            waiting += [(kid, resources, above) for kid in reversed(kids)]
            if len(waiting) > MOST_NODES:
                raise UnreadableError("too_large", nodes=len(waiting), most=MOST_NODES)
        else:
            number += 1
            yield _Page(number, found.get("Contents"), resources)


class _Look:
    """What pages cost, forms that several of them draw reckoned once."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self._known: dict[tuple[int, int], _Cost] = {}
        self.page = 0

    def at(self, page: _Page) -> None:
        self.page = page.number
        cost = _Cost(0, 0)
        resources = self.objects.get(page.resources)
        streams = self._streams(page.contents)
        if not self._has_forms(resources):
            most = sum(map(self.objects.most_of_stream, streams))
            if most <= MOST_BYTES:
                return
        for number in streams:
            cost = self._added(cost, self._cost(number, resources, ()))

    def _has_forms(self, resources: object) -> bool:
        """Whether anything is named that could be drawn out of other parts."""
        if not isinstance(resources, dict):
            return False
        named = ((kind, self.objects.get(resources.get(kind))) for kind in set(_KINDS.values()))
        return any(
            self._form(resources, kind, name) is not None
            for kind, names in named
            if isinstance(names, dict)
            for name in names
        )

    def _streams(self, contents: object) -> list[int]:
        """The streams of a page's instructions, one as often as it is named."""
        found = self.objects.get(contents)
        parts = map(self.objects.last, found if isinstance(found, list) else [contents])
        return [part.number for part in parts if isinstance(part, Ref)]

    def _added(self, one: _Cost, other: _Cost, times: int = 1) -> _Cost:
        whole = _Cost(one.drawn + other.drawn * times, one.bytes + other.bytes * times)
        if whole.drawn > MOST_DRAWN or whole.bytes > MOST_BYTES:
            raise UnreadableError("draws_too_much", page=self.page)
        return whole

    def _cost(self, number: int, resources: object, above: tuple[int, ...]) -> _Cost:
        """What it takes to follow a stream of instructions with the names of its owner."""
        key = (number, id(resources))
        if key in self._known:
            return self._known[key]
        if len(above) > DEEPEST:
            raise UnreadableError("draws_too_much", page=self.page)
        text = self.objects.stream(number, MOST_BYTES)
        cost = self._added(_Cost(0, 0), _Cost(1, len(text)))
        for (kind, name), times in self._named(text, resources).items():
            form = self._form(resources, kind, name)
            if form is None:
                continue
            if form in (*above, number):
                raise UnreadableError("draws_itself", page=self.page)
            head = self.objects.get(Ref(form))
            own = self.objects.get(head.get("Resources")) or resources
            cost = self._added(cost, self._cost(form, own, (*above, number)), times)
        self._known[key] = cost
        return cost

    def _named(self, text: bytes, resources: object) -> Mapping[tuple[str, str], int]:
        """The forms and patterns that instructions draw, and how often."""
        found: dict[tuple[str, str], int] = {}
        if not isinstance(resources, dict) or not {"XObject", "Pattern"} & resources.keys():
            return found
        for name, how in _DRAWS.findall(text):
            key = (_KINDS[how], name.decode("latin-1"))
            found[key] = found.get(key, 0) + 1
        return found

    def _form(self, resources: object, kind: str, name: str) -> int | None:
        """The number of a form or of a pattern of tiles, None of pictures and what is missing."""
        if not isinstance(resources, dict):
            return None
        named = self.objects.get(resources.get(kind))
        there = self.objects.last(named.get(name)) if isinstance(named, dict) else None
        head = self.objects.get(there)
        if not isinstance(there, Ref) or not isinstance(head, dict):
            return None
        is_drawn = kind == "Pattern" or self.objects.get(head.get("Subtype")) == Name("Form")
        return there.number if is_drawn else None
