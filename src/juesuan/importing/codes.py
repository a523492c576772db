"""Codes in cells (科目): 2070101-行政运行, 2070101 行政运行, [2070101]行政运行, or a name alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from juesuan.classification import CodeList
from juesuan.text import nearest, plain

__all__ = ["CodeReader", "CodeReading"]

_DIGITS = re.compile(r"\d(?:[\d]|[-|/.、_](?=\d))*")
_MARKS = re.compile(r"[-|/.、_]")
_SECTION = 5
"""Digits of a section (款)."""
_AROUND = "-—–_|/\\:：.、[]()【】<>《》 \t"


class CodeReading(Struct, frozen=True):
    """What a cell says: a code to which money may be posted, or empty with the codes it may be
    (``among``) and the ``likely`` one, if something speaks for it. ``coarse``: it names a level
    above those that money is posted to."""

    code: str = ""
    among: tuple[str, ...] = ()
    likely: str = ""
    coarse: bool = False


class CodeReader:
    """Reads the cells of one classification. Names are learned from cells that have a code, so
    that a name alone means the one code of this name that the same file uses."""

    def __init__(self, codes: CodeList) -> None:
        self.codes = codes
        self._named: dict[str, list[str]] = defaultdict(list)
        for entry in codes:
            if codes.is_leaf(entry.code):
                self._named[plain(entry.name)].append(entry.code)
        self._learned: dict[str, Counter[str]] = defaultdict(Counter)
        self._kept: dict[str, CodeReading] = {}

    def learn(self, code_text: str, name_text: str = "") -> None:
        """Note which code a name stands beside."""
        code, name = _apart(code_text)
        if code and self.codes.is_leaf(code):
            said = name or plain(name_text) or plain(self.codes.name(code))
            self._learned[_last(said)][code] += 1

    def digits(self, text: str) -> str:
        """The digits of the code in a cell, of any level; empty where there is none."""
        return _apart(text)[0]

    def called(self, name: str) -> tuple[str, ...]:
        """All codes of exactly this name."""
        return tuple(self._named.get(plain(name), ()))

    def read(self, text: str, name_text: str = "") -> CodeReading:
        """What a cell (or a code and a name in two) says."""
        key = f"{text}\0{name_text}"
        if key not in self._kept:
            self._kept[key] = self._read(text, name_text)
        return self._kept[key]

    def usual(self, found: CodeReading, seldom: Sequence[str], used: Set[str]) -> CodeReading:
        """A reading with the one code of several that is likely: the one that is not of a class
        that few units use, or the one beside codes ``used`` by the book or known of the file."""
        if found.likely:
            return found
        if seldom:
            often = [code for code in found.among if not code.startswith(tuple(seldom))]
        else:
            known = {*used, *(code for found in self._learned.values() for code in found)}
            sections = tuple({code[:_SECTION] for code in known})
            often = [code for code in found.among if code.startswith(sections)]
        if len(often) != 1:
            return found
        rest = tuple(code for code in found.among if code not in often)
        return replace(found, among=(*often, *rest), likely=often[0])

    def _read(self, text: str, name_text: str) -> CodeReading:
        code, name = _apart(text)
        name = name or plain(name_text)
        if not code:
            return self._by_name(name)
        if self.codes.is_leaf(code):
            other = self._other(code, _last(name))
            return CodeReading("", (other, code)) if other else CodeReading(code)
        if code in self.codes:
            below = tuple(c for c in self.codes.below(code) if self.codes.is_leaf(c))
            fitting = tuple(c for c in below if plain(self.codes.name(c)) == _last(name))
            if len(fitting) == 1:
                return CodeReading(fitting[0])
            among = fitting or below
            only = among[0] if len(among) == 1 else ""
            return CodeReading("", among, likely=only, coarse=True)
        near = tuple(c.code for c in self.codes.nearest(code) if c.code[:3] == code[:3])
        called = tuple(c for c in self._like(_last(name)) if c[:3] == code[:3])
        among = tuple(dict.fromkeys((*called, *near)))
        return CodeReading(
            "", among, likely=among[0] if among and (len(called) == 1 or not name) else ""
        )

    def _like(self, name: str) -> list[str]:
        """Codes of a name, or else those with the name in theirs."""
        if not name or name in self._named:
            return self._named.get(name, [])
        return [code for known, codes in self._named.items() if name in known for code in codes]

    def _other(self, code: str, name: str) -> str:
        """The one other code that the name beside a code is the name of, where it is not what
        this code or one above it is called (30201-差旅费): then the cell says two things."""
        if name in {plain(self.codes.name(c)) for c in self.codes.lineage(code)}:
            return ""
        named = self._named.get(name, ())
        return named[0] if len(named) == 1 and code not in named else ""

    def _by_name(self, name: str) -> CodeReading:
        if not name:
            return CodeReading()
        last = _last(name)
        if len(self._learned.get(last, ())) == 1:
            return CodeReading(next(iter(self._learned[last])))
        for said in (name, last):
            found = self._named.get(said, [])
            if len(found) == 1:
                return CodeReading(found[0])
            if found:
                parts = [part for part in re.split(r"[-—–_|/\\>:]+", name) if part][:-1]
                above = [c for c in found if parts and self._under(c, parts)]
                if len(above) == 1:
                    return CodeReading(above[0])
                often = self._learned.get(last, Counter())
                ordered = sorted(found, key=lambda c: (-often[c], c))
                return CodeReading("", tuple(ordered), likely=ordered[0] if often else "")
        near = self._named.get(nearest(last, self._named), [])
        return CodeReading("", tuple(near), likely=near[0] if len(near) == 1 else "")

    def _under(self, code: str, names: list[str]) -> bool:
        lineage = {plain(self.codes.name(c)) for c in self.codes.lineage(code)[1:]}
        return all(name in lineage for name in names)


def _apart(text: str) -> tuple[str, str]:
    """The digits and the name of a cell; digits parted by marks (201|37|01) joined."""
    said = plain(text)
    if re.fullmatch(r"\d+\.0+", said):
        said = said.partition(".")[0]
    found = _DIGITS.search(said)
    if not found or not (said[: found.start()].strip(_AROUND) == "" or _trails(said, found)):
        return "", said.strip(_AROUND)
    code = _MARKS.sub("", found[0])
    return code, (said[: found.start()] + said[found.end() :]).strip(_AROUND)


def _trails(said: str, found: re.Match[str]) -> bool:
    """Whether the digits end the text: 行政运行(2070101)."""
    return not said[found.end() :].strip(_AROUND) and len(found[0]) >= 3


def _last(name: str) -> str:
    """The last part of a name that gives its path: 一般公共服务支出/网信事务/行政运行."""
    return re.split(r"[-—–_|/\\>:]+", name)[-1]
