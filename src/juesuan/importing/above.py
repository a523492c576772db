"""Rows that say what the payments below them have in common (分组行): the functional or economic
code, the nature, the project, each alone or several in one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from juesuan.importing.codes import CodeReader
from juesuan.importing.kinds import field_of, words
from juesuan.importing.tables import SourceTable
from juesuan.importing.target import TargetBook
from juesuan.ledger.schema import compared, written_choices

__all__ = ["GroupReader"]

_PARTED = re.compile(r"[　\t;；,，]+|\s{2,}|\s+(?=[^\s:：]{2,10}[:：])")
_LABELLED = re.compile(r"([^:：]{1,10})[:：]\s*(\S.*)")
_SURE = 5
"""Digits of a code that need no name beside them."""
_BELOW = {
    "function": ("function", "economic", "nature", "project"),
    "economic": ("economic",),
    "nature": ("nature", "category", "economic"),
    "project": ("project", "economic"),
}
"""What a new group ends: itself and what was said within it."""


class GroupReader:
    """Reads rows without an amount as headings of the rows below; ``said`` is what holds now, by
    field."""

    def __init__(self, book: TargetBook) -> None:
        self._readers = {
            kind: CodeReader(book.space.codes[kind]) for kind in ("function", "economic")
        }
        natures = (word for listed in words().natures.values() for word in listed)
        self._natures = {compared(word) for word in natures} | {*written_choices("nature")}
        self.said: dict[str, str] = {}

    def takes(self, texts: Sequence[str], table: SourceTable) -> bool:
        """Whether a row says nothing else than codes, a nature or a project that the table has no
        column for; then it holds from here on."""
        found: dict[str, str] = {}
        for part in (part for text in texts for part in _PARTED.split(text) if part):
            name, said = self._part(part.strip(), table)
            if not name or name in found:
                return False
            found[name] = said
        for name in found:
            for ended in _BELOW[name]:
                self.said.pop(ended, None)
        self.said |= found
        return bool(found)

    def of(self, cells: Mapping[str, str]) -> dict[str, str]:
        """What the headings say of a row that does not say it itself."""
        own = {name.partition("_")[0] for name, text in cells.items() if text}
        if "category" in own:
            own.add("nature")
        return {name: said for name, said in self.said.items() if name not in own}

    def _part(self, text: str, table: SourceTable) -> tuple[str, str]:
        """The field that a part of a row is of, and its text; empty where it is none."""
        if labelled := _LABELLED.fullmatch(text):
            name = field_of(labelled[1].strip())[0].partition("_")[0]
            return (name, labelled[2]) if name in _BELOW else ("", "")
        if compared(text) in self._natures:
            return "nature", text
        open_kinds = [kind for kind in self._readers if not table.has(kind, f"{kind}_code")]
        for kind in open_kinds:
            code = self._readers[kind].digits(text)
            if code in self._readers[kind].codes and (text != code or len(code) >= _SURE):
                return kind, text
        named = [kind for kind in open_kinds if self._readers[kind].called(text)]
        return (named[0], text) if len(named) == 1 else ("", "")
