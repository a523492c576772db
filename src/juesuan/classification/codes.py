"""Classification lists (科目) as dated data: which codes a year has, their names and levels.

The lists are CSV files in ``juesuan/data/classification``; every row names its source there.
A unit may extend them with a file of its own that has the columns ``list,code,name``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from juesuan.resources import load_rows
from juesuan.text import distance

__all__ = ["Code", "CodeList", "ListedClass", "code_list", "function_classes"]

_FILES = {"function": "functions.csv", "economic": "economic.csv"}
_LENGTHS = {"function": (3, 5, 7), "economic": (3, 5)}
_SLIPS = 2
_NOW = 9999


class Code(Struct, frozen=True, kw_only=True):
    """One code (科目) as it was valid from ``first_year`` to ``last_year`` (``None``: open)."""

    code: str
    name: str
    name_en: str = ""
    group: str = ""
    fund: str = ""
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""

    def valid_in(self, year: int) -> bool:
        """Whether the code may be used in the accounts of ``year``."""
        return (self.first_year or year) <= year <= (self.last_year or year)


@cache
def _shorter(kind: str, length: int) -> tuple[int, ...]:
    """The lengths of the codes that may stand above one of a length, the nearest first."""
    return tuple(less for less in reversed(_LENGTHS[kind]) if less < length)


class ListedClass(Struct, frozen=True):
    """A functional class (类) in the order in which the 01 form prints it."""

    order: int
    code: str
    name: str


class CodeList:
    """The codes of one classification in one year.

    ``kind`` is ``function`` (支出功能分类, 3/5/7 digits: 类 款 项) or ``economic``
    (部门支出经济分类, 3/5 digits, with the groups ``personnel`` 人员经费 and ``public``
    公用经费 above them).
    """

    def __init__(self, kind: str, year: int, codes: Iterable[Code]) -> None:
        self.kind, self.year = kind, year
        self._codes: dict[str, Code] = {}
        self._elsewhen: dict[str, list[Code]] = {}
        for code in codes:
            if code.valid_in(year):
                self._codes[code.code] = code
            else:
                self._elsewhen.setdefault(code.code, []).append(code)
        self._sorted = sorted(self._codes.values(), key=lambda entry: entry.code)
        self.groups = tuple(dict.fromkeys(c.group for c in self._codes.values() if c.group))
        self._below: dict[str, list[str]] | None = None
        self._lineages: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _inner(self) -> set[str]:
        return {parent for code in self._codes if (parent := self._find_parent(code))}

    def _find_parent(self, code: str) -> str | None:
        for length in _shorter(self.kind, len(code)):
            if code[:length] in self._codes:
                return code[:length]
        return self._codes[code].group or None

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __iter__(self) -> Iterator[Code]:
        return iter(self._sorted)

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def name(self, code: str, lang: str = "zh") -> str:
        """The code's name in this year, in Chinese where there is no English one; the code
        itself where it has none."""
        entry = self._codes.get(code)
        if entry is None:
            return code
        return entry.name if lang == "zh" else entry.name_en or entry.name

    def right_below(self, above: str) -> Sequence[str]:
        """The codes of the next level whose digits begin with those of a code, in order; the
        highest level below the empty one."""
        if self._below is None:
            self._below = {}
            lengths = _LENGTHS[self.kind]
            for entry in self._sorted:
                shorter = [length for length in lengths if length < len(entry.code)]
                head = entry.code[: shorter[-1]] if shorter else ""
                self._below.setdefault(head, []).append(entry.code)
        return self._below.get(above, ())

    def parent(self, code: str) -> str | None:
        """The code or group directly above, or ``None`` at the top."""
        return self._find_parent(code) if code in self._codes else None

    def lineage(self, code: str) -> tuple[str, ...]:
        """The code and everything above it, nearest first."""
        if (found := self._lineages.get(code)) is None:
            above = self.parent(code)
            found = (code, *(self.lineage(above) if above is not None else ()))
            self._lineages[code] = found
        return found

    def is_leaf(self, code: str) -> bool:
        """Whether money may be posted on the code: no code of this year lies below it."""
        return code in self._codes and code not in self._inner

    def below(self, code: str) -> list[str]:
        """All codes of this year below ``code``, in order."""
        return [entry.code for entry in self if code in self.lineage(entry.code)[1:]]

    def other_years(self, code: str) -> list[Code]:
        """The code's entries of other years, if it has any."""
        return self._elsewhen.get(code, [])

    def nearest(self, code: str, count: int = 3) -> list[Code]:
        """The codes of this year that look most like a mistyped ``code``, best first: at most
        two slips away; of these first the ones with the same digits, then those that begin
        alike."""
        typed = "".join(character for character in code if character.isascii())
        near = []
        for leaf in filter(self.is_leaf, self._codes):
            if (slips := distance(typed, leaf, _SLIPS)) > _SLIPS:
                continue
            pairs = zip(typed, leaf, strict=False)
            alike = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
            near.append((slips, sorted(typed) != sorted(leaf), -alike, leaf))
        return [self._codes[leaf] for *_, leaf in sorted(near)[:count]]

    def extended(self, extra: Iterable[Code]) -> CodeList:
        """This list with a unit's own codes added; its own names win. A code takes the group
        and fund of the one it renames or lies below."""
        merged = {code.code: code for code in self}
        for code in extra:
            above = (code.code[:n] for n in range(len(code.code), 0, -1))
            like = next((self._codes[c] for c in above if c in self._codes), code)
            group, fund = code.group or like.group, code.fund or like.fund
            merged[code.code] = replace(code, group=group, fund=fund)
        other = [code for codes in self._elsewhen.values() for code in codes]
        return CodeList(self.kind, self.year, [*merged.values(), *other])


@cache
def _all_codes(kind: str) -> tuple[Code, ...]:
    return tuple(
        Code(
            code=row["code"],
            name=row["name"],
            name_en=row.get("name_en", ""),
            group=row.get("group", ""),
            fund=row.get("fund", ""),
            first_year=int(row["first_year"]) if row["first_year"] else None,
            last_year=int(row["last_year"]) if row["last_year"] else None,
            source=row["source"],
        )
        for row in load_rows(f"classification/{_FILES[kind]}")
    )


@cache
def code_list(kind: str, year: int) -> CodeList:
    """The standard list ``function`` or ``economic`` of ``year``."""
    return CodeList(kind, year, _all_codes(kind))


@cache
def function_classes(name: str = "function_classes", year: int = 0) -> tuple[ListedClass, ...]:
    """The functional classes in a form's order, as a year has and names them (0: as now):
    ``function_classes`` (26 since 2020) or a variant."""
    codes = code_list("function", year or _NOW)
    rows = [row for row in load_rows(f"classification/{name}.csv") if _dated(row, year or _NOW)]
    return tuple(
        ListedClass(order, row["code"], codes.name(row["code"]))
        for order, row in enumerate(rows, 1)
    )


def _dated(row: Mapping[str, str], year: int) -> bool:
    return int(row["first_year"] or year) <= year <= int(row["last_year"] or year)
