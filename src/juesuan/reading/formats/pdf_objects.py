"""The objects of a pdf as they stand in its bytes, to be looked at before a library acts on them.

Only what that look needs: objects of their own and packed ones, dictionaries, streams as they
are decoded. No table of places is believed; of several objects of a number the last one counts.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from binascii import unhexlify
from bisect import bisect
from collections.abc import Iterator
from contextlib import suppress
from mmap import mmap
from typing import Any, NamedTuple

from juesuan.reading.errors import UnreadableError

__all__ = ["Name", "Objects", "Ref"]

MOST_PACKED = 64 * 1024 * 1024
"""Bytes of all packed objects together."""
_ZIPPED = ("FlateDecode", "Fl")
_UNPACKS = 1032
"""Bytes that zlib can make of one."""
DEEPEST = 100
"""Levels of dictionaries and lists in one another."""

_OBJECT = re.compile(rb"obj\b")
_BEFORE = 40
"""Bytes before the word in which an object's number stands."""
_BLANK = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*"
_TOKEN = re.compile(
    _BLANK + rb"(<<|>>|[\[\]()]|<[0-9A-Fa-f\0\t\n\f\r ]*>|/[^\0\t\n\f\r ()<>\[\]{}/%]*"
    rb"|(\d{1,10})[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]+R\b|[^\0\t\n\f\r ()<>\[\]/%]+)"
)
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(_BLANK + rb"stream(?:\r\n|\n|\r)")
_ROOT = re.compile(rb"/Root[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]+R\b")


class Ref(NamedTuple):
    """Another object by its number."""

    number: int


class Name(str):
    """A name such as ``/Form``, without its stroke."""

    __slots__ = ()


class Objects:
    """The objects of a file by number: dictionaries, lists, names, references, else bytes."""

    def __init__(self, data: bytes | mmap) -> None:
        self._data: Any = data
        self._places: dict[int, int | tuple[int, int]] = {}
        self._packs: dict[int, tuple[bytes, list[int]]] = {}
        self._read: dict[int, object] = {}
        self._find()

    @property
    def root(self) -> object:
        """What the last trailer names as the document."""
        found = _ROOT.findall(self._data)
        return self.get(Ref(int(found[-1]))) if found else None

    @property
    def are_locked(self) -> bool:
        """Whether streams cannot be looked into without a key."""
        return bool(self._data.find(b"/Encrypt") >= 0)

    def get(self, value: object) -> Any:
        """A value, or the object that it refers to; None where there is none."""
        last = self.last(value)
        return self._object(last.number) if isinstance(last, Ref) else last

    def last(self, value: object) -> object:
        """A value, or the last reference of those that lead from it to an object; None where
        they lead nowhere."""
        for _ in range(DEEPEST):
            if not isinstance(value, Ref):
                return value
            found = self._object(value.number)
            if not isinstance(found, Ref):
                return value
            value = found
        return None

    def stream(self, number: int, most: int) -> bytes:
        """A stream as it is decoded, at most so many bytes and one more; as far as it can be."""
        head, begin, end = self._bounds(number)
        return self._decoded(head, self._data[begin:end], most)

    def most_of_stream(self, number: int) -> int:
        """As many bytes as a stream can at most be when it is decoded, without decoding it."""
        head, begin, end = self._bounds(number)
        filters = self.get(head.get("Filter"))
        names = filters if isinstance(filters, list) else [filters]
        times: int = _UNPACKS ** sum(self.get(name) in _ZIPPED for name in names)
        return (end - begin) * times

    def _bounds(self, number: int) -> tuple[dict[str, object], int, int]:
        """A stream's dictionary, and where its bytes begin and end."""
        place = self._places.get(number)
        head = self._object(number)
        if isinstance(place, int) and isinstance(head, dict):
            begin = self._body(place)
            if begin is not None:
                return head, begin, self._end(head, begin)
        return {}, 0, 0

    def _find(self) -> None:
        packs = self._positions(b"/ObjStm")
        found = list(self._numbered())
        starts = [place for place, _ in found]
        holders = {bisect(starts, at) - 1 for at in packs}
        room = MOST_PACKED
        for index, (place, number) in enumerate(found):
            self._places[number] = place
            if index in holders:
                room -= self._unpack(place, room)

    def _numbered(self) -> Iterator[tuple[int, int]]:
        """Where the objects stand that have a number of their own."""
        for word in _OBJECT.finditer(self._data):
            start = word.start()
            before = self._data[start - _BEFORE if start > _BEFORE else 0 : start]
            if before[-1:].isspace():
                *_, number, again = [b"", b"", *bytes(before).split()]
                if number.isdigit() and again.isdigit():
                    yield word.end(), int(number)

    def _positions(self, word: bytes) -> list[int]:
        found, at = [], self._data.find(word)
        while at >= 0:
            found.append(at)
            at = self._data.find(word, at + 1)
        return found

    def _unpack(self, place: int, room: int) -> int:
        """Take over what a stream of objects holds; how many bytes that is."""
        head, _ = _value(self._data, place)
        begin = self._body(place)
        if not isinstance(head, dict) or head.get("Type") != "ObjStm" or begin is None:
            return 0
        text = self._decoded(head, self._data[begin : self._end(head, begin)], room)
        if len(text) > room:
            raise UnreadableError("too_large", packed=MOST_PACKED)
        with suppress(ValueError, TypeError):
            first, count = int(head["First"]), int(head["N"])
            numbers = [int(part) for part in text[:first].split()[: 2 * count]]
            self._packs[place] = text, [first + offset for offset in numbers[1::2]]
            for index, number in enumerate(numbers[: len(numbers) // 2 * 2 : 2]):
                self._places[number] = (place, index)
        return len(text)

    def _object(self, number: int) -> object:
        if number not in self._read:
            place = self._places.get(number)
            if isinstance(place, tuple):
                text, starts = self._packs[place[0]]
                self._read[number] = _value(text, starts[place[1]])[0]
            else:
                self._read[number] = None if place is None else _value(self._data, place)[0]
        return self._read[number]

    def _body(self, place: int) -> int | None:
        """Where the bytes of the stream begin whose dictionary stands at a place."""
        _, after = _value(self._data, place)
        found = _STREAM.match(self._data, after)
        return found.end() if found else None

    def _end(self, head: dict[str, object], begin: int) -> int:
        """Where the bytes of a stream end: by its length where that is true, else by its mark."""
        with suppress(ValueError, TypeError):
            end = begin + int(self.get(head.get("Length")))
            if self._data[end : end + 12].lstrip().startswith(b"endstr"):
                return end
        end = self._data.find(b"endstream", begin)
        return len(self._data) if end < 0 else end

    def _decoded(self, head: dict[str, object], raw: bytes, most: int) -> bytes:
        filters = self.get(head.get("Filter"))
        for name in filters if isinstance(filters, list) else [filters]:
            raw = _decoded(self.get(name), raw, most)
        return raw


def _decoded(name: object, raw: bytes, most: int) -> bytes:
    """Bytes without one filter; what is packed in a way not known here is none."""
    if name in (None, "Crypt"):
        return raw
    try:
        if name in _ZIPPED:
            return zlib.decompressobj().decompress(raw, most + 1)
        if name in ("ASCII85Decode", "A85"):
            return a85decode(raw.split(b"~>")[0])
        if name in ("ASCIIHexDecode", "AHx"):
            return unhexlify(b"".join(raw.split(b">")[0].split()))
    except (zlib.error, ValueError):
        return b""
    return b""


def _value(data: Any, at: int) -> tuple[object, int]:
    """The value that stands at a place, and where it ends."""
    open_ones: list[list[object]] = []
    while found := _TOKEN.match(data, at):
        at, token = found.end(), found[1]
        value: object = token
        if token in (b"<<", b"["):
            open_ones.append([token])
            if len(open_ones) > DEEPEST:
                break
            continue
        if token in (b">>", b"]"):
            if not open_ones:
                break
            value = _closed(open_ones.pop())
        elif token == b"(":
            value, at = _string(data, at)
        elif token == b")":
            break
        elif found[2]:
            value = Ref(int(found[2]))
        elif token.startswith(b"/"):
            value = _name(token)
        elif token in (b"endobj", b"stream", b"endstream"):
            break
        if not open_ones:
            return value, at
        open_ones[-1].append(value)
    return None, at


def _closed(parts: list[object]) -> object:
    if parts[0] == b"[":
        return parts[1:]
    pairs = zip(parts[1::2], parts[2::2], strict=False)
    return {key: value for key, value in pairs if isinstance(key, Name)}


def _name(token: bytes) -> Name:
    plain = _HEX.sub(lambda found: unhexlify(found[1]), token) if b"#" in token else token
    return Name(plain[1:].decode("latin-1"))


def _string(data: Any, at: int) -> tuple[bytes, int]:
    """A text in brackets, which may stand in one another, and where it ends."""
    depth, begin = 1, at
    for found in _BRACKET.finditer(data, at):
        depth += (found[0] == b"(") - (found[0] == b")")
        if not depth:
            return data[begin : found.start()], found.end()
    return data[begin:], len(data)
