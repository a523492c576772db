"""Numbers that Word sets before paragraphs by itself (自动编号): 一、 （一） 1. as printed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping

from msgspec import Struct

from juesuan.reading.formats.package import local, value
from juesuan.text import DIGITS, chinese, circled

__all__ = ["Numbers"]

LEVELS = 9
_CHINESE = re.compile(r"chinese.*|(taiwanese|japanese|korean)(Counting|Digital).*|ideographDigital")
_CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_SILENT = frozenset(("bullet", "none"))


class _Level(Struct, frozen=True):
    format: str
    text: str
    start: int
    style: str


class Numbers:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, numberings: Iterable[ET.Element], styles: Iterable[ET.Element]) -> None:
        self._styles = {
            value(style, "styleId"): style
            for root in styles
            for style in root
            if local(style.tag) == "style"
        }
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()
        for root in numberings:
            self._learn(root)

    def _learn(self, root: ET.Element) -> None:
        for entry in root:
            name = local(entry.tag)
            if name == "abstractNum":
                levels = {_whole(value(lvl, "ilvl")): _level(lvl) for lvl in _all(entry, "lvl")}
                self._levels[value(entry, "abstractNumId")] = levels
            elif name == "num":
                number = value(entry, "numId")
                self._lists[number] = value(_first(entry, "abstractNumId"))
                for change in _all(entry, "lvlOverride"):
                    start = value(_first(change, "startOverride"))
                    if start.isdecimal():
                        self._starts[number, _whole(value(change, "ilvl"))] = _whole(start)

    def label(self, paragraph: ET.Element) -> str:
        """The number before a paragraph as printed; empty if it has none, or a bullet."""
        number, depth = self._place(paragraph)
        kind = self._lists.get(number, "")
        levels = self._levels.get(kind, {})
        if number in ("", "0") or depth not in levels:
            return ""
        counts = self._counts.setdefault(
            kind, [levels[n].start - 1 if n in levels else 0 for n in range(LEVELS)]
        )
        if number not in self._begun:
            self._begun.add(number)
            for n in range(LEVELS):
                if (number, n) in self._starts:
                    counts[n] = self._starts[number, n] - 1
        counts[depth] += 1
        for below in range(depth + 1, LEVELS):
            counts[below] = levels[below].start - 1 if below in levels else 0
        if levels[depth].format in _SILENT:
            return ""

        def printed(match: re.Match[str]) -> str:
            n = int(match[1]) - 1
            return _written(max(counts[n], 1), levels[n].format) if n in levels else ""

        return re.sub(r"%([1-9])", printed, levels[depth].text)

    def _place(self, paragraph: ET.Element) -> tuple[str, int]:
        """The list and the level of a paragraph, by itself or by its style."""
        properties = _first(paragraph, "pPr")
        own = _first(properties, "numPr")
        style = value(_first(properties, "pStyle"))
        found = value(_first(own, "numId"))
        depth = value(_first(own, "ilvl"))
        seen: set[str] = set()
        name = style
        while not found and name in self._styles and name not in seen:
            seen.add(name)
            inherited = _first(_first(self._styles[name], "pPr"), "numPr")
            found = value(_first(inherited, "numId"))
            depth = depth or value(_first(inherited, "ilvl"))
            if found and not depth:
                depth = str(self._depth_of(found, name))
            name = value(_first(self._styles[name], "basedOn"))
        return found, min(_whole(depth), LEVELS - 1)

    def _depth_of(self, number: str, style: str) -> int:
        levels: Mapping[int, _Level] = self._levels.get(self._lists.get(number, ""), {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)


def _first(element: ET.Element | None, name: str) -> ET.Element | None:
    if element is None:
        return None
    return next((child for child in element if local(child.tag) == name), None)


def _all(element: ET.Element, name: str) -> list[ET.Element]:
    return [child for child in element if local(child.tag) == name]


def _level(entry: ET.Element) -> _Level:
    start = value(_first(entry, "start"))
    return _Level(
        value(_first(entry, "numFmt")) or "decimal",
        value(_first(entry, "lvlText"))[:40],
        _whole(start) if start else 1,
        value(_first(entry, "pStyle")),
    )


def _whole(text: str) -> int:
    return min(int(text), 100_000) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _written(number: int, kind: str) -> str:
    """A number as its format writes it; formats of other scripts as digits."""
    if _CHINESE.fullmatch(kind):
        return _chinese(number)
    if kind in _CIRCLED and number <= 20:
        return circled(number)
    if kind in ("lowerLetter", "upperLetter") and number <= 26:
        return chr((96 if kind == "lowerLetter" else 64) + number)
    if kind == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _chinese(number: int) -> str:
    """一, 十, 十一, 二十 …; from a hundred on digit by digit."""
    if number >= 100:
        return "".join(DIGITS[int(digit)] for digit in str(number))
    return chinese(number)
