"""What is wrong in a source (要改的格), each with its cell, what stands there and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.ledger import Place
from juesuan.messages import say

__all__ = ["Fault", "together"]


class Fault(Struct, frozen=True, kw_only=True):
    """What cannot be read or understood, with its place and what to do (a message). One that does
    not ``stop`` the import is a notice. ``rows`` are further rows with the same."""

    place: Place
    key: str
    details: Mapping[str, object] = field(default_factory=dict)
    stops: bool = True
    rows: tuple[int, ...] = ()

    def said(self, lang: str) -> str:
        """What is wrong and what to do, without the place."""
        body = say(self.key, lang, **self.details)
        if not self.rows:
            return body
        return body + say("place.more", lang, count=1 + len(self.rows), rows=self.rows)

    def text(self, lang: str = "zh") -> str:
        """The fault with its place: file, sheet, row, column and cell."""
        return f"{self.place.text(lang)}{'：' if lang == 'zh' else ': '}{self.said(lang)}"


def together(faults: Iterable[Fault]) -> list[Fault]:
    """Faults with those of one column that say the same told once."""
    groups: dict[tuple[str, ...], list[Fault]] = defaultdict(list)
    for fault in faults:
        place = fault.place
        key = (place.file, place.sheet, place.column, fault.key, str(fault.details))
        groups[key].append(fault)
    return [
        replace(first, rows=tuple(fault.place.row for fault in others))
        for first, *others in groups.values()
    ]
