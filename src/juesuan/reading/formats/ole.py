"""Compound files (OLE), the containers of office documents before 2007 and of locked ones."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from juesuan.reading.errors import UnreadableError

__all__ = ["OLE_MAGIC", "CompoundFile"]

OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")

_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_ENTRY = 128


class CompoundFile:
    """The streams of a compound file: a directory, and chains of sectors for each stream."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(OLE_MAGIC):
            raise UnreadableError("not_this_format")
        try:
            self._open(data)
        except struct.error as error:
            raise UnreadableError("damaged", reason="compound file cut off") from error

    def _open(self, data: bytes) -> None:
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        directory, self._small_below = struct.unpack_from("<I4xI", data, 48)
        small_table, _, more, _ = struct.unpack_from("<4I", data, 60)
        if shift not in (9, 12) or small_shift >= shift:
            raise UnreadableError("damaged", reason="sizes of sectors")
        self._data = data
        self._size, self._small_size = 1 << shift, 1 << small_shift
        sectors = [*struct.unpack_from("<109I", data, 76)]
        seen: set[int] = set()
        while more < _LAST and more not in seen:
            seen.add(more)
            *found, more = self._numbers(self._sector(more))
            sectors += found
        self._table = [n for s in sectors if s < _LAST for n in self._numbers(self._sector(s))]
        self._entries = dict(self._directory(self._stream(directory)))
        root, self._small = self._entries.get("Root Entry"), b""
        self._small_table: list[int] = []
        if root and small_table < _LAST:
            self._small = self._stream(root[0])
            self._small_table = self._numbers(self._stream(small_table))

    @property
    def names(self) -> set[str]:
        """Names of the streams and storages."""
        return set(self._entries)

    def read(self, name: str) -> bytes:
        """A stream's bytes."""
        start, size = self._entries[name]
        if size >= self._small_below:
            content = self._stream(start)
        else:
            step = self._small_size
            content = b"".join(
                self._small[n * step : (n + 1) * step] for n in _chain(start, self._small_table)
            )
        if len(content) < size:
            raise UnreadableError("damaged", stream=name)
        return content[:size]

    def _sector(self, number: int) -> bytes:
        sector = self._data[(number + 1) * self._size : (number + 2) * self._size]
        if not sector:
            raise UnreadableError("damaged", reason="compound file cut off")
        return sector.ljust(self._size, b"\0")

    def _stream(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(start, self._table))

    @staticmethod
    def _numbers(content: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))

    @staticmethod
    def _directory(content: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for place in range(0, len(content) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", content, place + 64)
            if kind and 2 <= length <= 64:
                name = content[place : place + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", content, place + 116)
                yield name, (start, size)


def _chain(start: int, table: list[int]) -> Iterator[int]:
    """The sectors of a stream in order."""
    seen: set[int] = set()
    while start < _LAST:
        if start in seen or start >= len(table):
            raise UnreadableError("damaged", reason="chain of sectors")
        seen.add(start)
        yield start
        start = table[start]
