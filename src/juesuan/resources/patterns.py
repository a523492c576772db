"""Patterns (模式) in data: what a text is searched for.

Those of somebody's own file are compiled and tried when the file is read; those of the package
were tried by its tests, and are compiled when something is first searched for.

A data file writes one as a text, as a list of alternatives, or as a table that also says what
it must find and what it must pass by:

    head = '^第[一二三四五六七八九十]+部分'
    unsaid = ["无法判断", "不清楚"]
    rise = { any = ['增加了?', '上升'], finds = ["增加3万元"], passes = ["增加值"] }
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from juesuan.keeping import compiled, signs_of
from juesuan.resources.errors import DataError

__all__ = ["Pattern", "alternatives"]

_ENTRIES = {"any", "pattern", "finds", "passes"}


class Pattern:
    """A regular expression (``regex``), with texts that it ``finds`` and texts it ``passes`` by.

    Of several alternatives each must find one of the examples, if there are any; an empty list
    of alternatives finds nothing. Raises ``ValueError`` for what is no regular expression, and
    for an example that does not hold.

    >>> Pattern("增加|减少").finds_in("比上年减少3万元")
    True
    """

    __slots__ = ("file", "finds", "passes", "pattern", "regex", "signs")
    file: str
    regex: re.Pattern[str]
    signs: frozenset[str] | None

    def __init__(self, pattern: str, finds: Sequence[str] = (), passes: Sequence[str] = ()) -> None:
        self.pattern, self.finds, self.passes = pattern, tuple(finds), tuple(passes)
        self.file = ""
        self.regex = _compiled(pattern)
        for text in self.finds:
            if not self.regex.search(text):
                raise ValueError(f"{pattern} does not find “{text}”")
        for text in self.passes:
            if found := self.regex.search(text):
                raise ValueError(f"{pattern} finds “{found[0]}” in “{text}”")

    @classmethod
    def trusted(cls, written: object, file: str) -> Pattern:
        """A pattern of one of the package's files, compiled when something is first searched for;
        ``DataError`` with the file is raised then where it was changed to none. Raises
        ``ValueError`` for what is not written as a pattern is."""
        patterns, finds, passes = cls._parts(written)
        made = cls.__new__(cls)
        made.pattern, made.file = alternatives(patterns), file
        made.finds, made.passes = tuple(finds), tuple(passes)
        return made

    @classmethod
    def read(cls, written: object) -> Pattern:
        """A pattern as a data file writes it, tried on its examples. Raises ``ValueError``."""
        patterns, finds, passes = cls._parts(written)
        for one in patterns:
            if finds and not any(map(_compiled(one).search, finds)):
                raise ValueError(f"{one} finds none of the examples")
        return cls(alternatives(patterns), finds, passes)

    @staticmethod
    def _parts(written: object) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """The alternatives that are written, what they must find and pass by."""
        if isinstance(written, str):
            return (written,), (), ()
        if isinstance(written, (list, tuple)):
            return written, (), ()
        if not isinstance(written, Mapping):
            raise ValueError(f"no pattern: {written}")
        if unknown := sorted(set(written) - _ENTRIES):
            raise ValueError(f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(_ENTRIES))}")
        if ("any" in written) == ("pattern" in written):
            raise ValueError("either pattern or any must be there")
        patterns = written.get("any", (written.get("pattern"),))
        return patterns, written.get("finds", ()), written.get("passes", ())

    def __getattr__(self, name: str) -> re.Pattern[str] | frozenset[str] | None:
        """``regex``, where nothing was searched for yet, and ``signs``: one of them stands in every
        text in which the pattern is found (``None``: not known)."""
        if name == "signs":
            self.signs = signs_of(self.pattern)
            return self.signs
        if name != "regex":
            raise AttributeError(name)
        try:
            self.regex = compiled(self.pattern)
        except re.error as error:
            why = f"{self.pattern}: {error}"
            raise DataError("wrong_value", self.file, why=why) from None
        return self.regex

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and self.pattern == other.pattern

    def __hash__(self) -> int:
        return hash(self.pattern)

    def __repr__(self) -> str:
        return f"Pattern({self.pattern!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        written = {"pattern": self.pattern, "finds": self.finds, "passes": self.passes}
        return (Pattern.trusted, (written, self.file))

    def finds_in(self, text: str) -> bool:
        """Whether the pattern is anywhere in a text."""
        return self.regex.search(text) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it is."""
        return self.regex.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Where it is at the beginning."""
        return self.regex.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Where it is the whole text."""
        return self.regex.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All places where it is."""
        return self.regex.finditer(text)

    def sub(self, by: str, text: str) -> str:
        """The text with something else in all those places."""
        return self.regex.sub(by, text)


def alternatives(patterns: Sequence[str]) -> str:
    """One regular expression that finds what any of several does; none of them finds nothing."""
    if len(patterns) == 1:
        return patterns[0]
    return "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern}: {error}") from None
