"""The words of performance tables, from ``data/performance``, and how they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from juesuan.resources import load
from juesuan.text import plain

__all__ = ["ColumnRole", "Words", "label_key", "layouts", "level_key", "money_unit_in", "words"]

_MARKUP = re.compile(r"<[^<>]{1,20}>")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.])")
_BRACKETS = re.compile(r"\([^()]*\)$")
_UNIT = re.compile(r"\((万元|元)\)")


@cache
def label_key(text: str) -> str:
    """A label for comparing: without blanks, markup, numbering, and a unit or colon at its end."""
    folded = plain(_MARKUP.sub(" ", text)).strip(":;。")
    folded = _NUMBERING.sub("", folded)
    bare = _BRACKETS.sub("", folded).strip(":")
    return (bare or folded).rstrip("%")


@cache
def level_key(text: str) -> str:
    """The name of an indicator level without 指标 and 等 and any points in brackets."""
    printed = _load("labels.toml")["printed"]
    return label_key(text).removesuffix(printed["more"]).removesuffix(printed["level"])


def money_unit_in(text: str) -> str:
    """万元 or 元 if a label names it in brackets."""
    match = _UNIT.search(plain(text))
    return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """A column's role and the kind of thing that stands in it."""

    role: str
    kind: str


class Words:
    """The vocabulary, ready for looking up. Attributes are as in ``labels.toml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.titles: dict[str, list[str]] = {
            kind: [label_key(text) for text in texts] for kind, texts in data["titles"].items()
        }
        self.nothing: str = data["printed"]["nothing"]
        self.level: str = data["printed"]["level"]
        self.headings = _keys(data["headings"]["labels"])
        self.remarks = tuple(data["headings"]["remarks"])
        self.sections = {block: _keys(labels) for block, labels in data["sections"].items()}
        self.all_sections = frozenset().union(*self.sections.values())
        self.groups = _keys(data["groups"]["labels"])
        self.fields = _roles(data["fields"])
        self.heads: dict[str, dict[str, ColumnRole]] = {
            block: {
                label_key(text): ColumnRole(role, entry["kind"])
                for role, entry in roles.items()
                for text in entry["labels"]
            }
            for block, roles in data["heads"].items()
        }
        self.total = _keys(data["total"]["labels"])
        self.sum_labels = _keys(data["total"]["sums"])
        self.grades = frozenset(data["total"]["grades"])
        self.total_heads = _roles({k: data["total"][k] for k in ("weight", "score", "grade")})
        self.money_groups = _keys(data["money"]["groups"])
        self.part_marks: tuple[str, ...] = tuple(data["money"]["part_marks"])
        self.wholes: tuple[str, ...] = tuple(data["money"]["wholes"])
        self.sums: list[list[str]] = data["money"]["sums"]
        self.ratios: list[list[str]] = data["money"]["ratios"]
        self.operators = frozenset(plain(t) for t in data["indicators"]["operators"])
        self.operator_codes = frozenset(data["indicators"]["operator_codes"])
        self.natures = frozenset(data["indicators"]["natures"])
        self.level1 = frozenset(data["levels"]["level1"]["names"])
        self.level2: dict[str, list[str]] = data["levels"]["level2"]
        self.outlines = {name: _outline(entries) for name, entries in data["outline"].items()}

    def head(self, block: str, text: str) -> ColumnRole | None:
        """What a word in the head of a block names."""
        return self.heads[block].get(label_key(text))

    def is_section(self, block: str, text: str) -> bool:
        """Whether a text is the label of a cell merged over rows, or a broken end of one."""
        key = label_key(text)
        return any(
            key == label
            or (0 < len(key) < len(label) and (label.startswith(key) or label.endswith(key)))
            for label in self.sections[block]
        )

    def is_remark(self, text: str) -> bool:
        """Whether a text begins a note to the table."""
        folded = plain(_MARKUP.sub("", text))
        return any(folded.startswith(f"{word}:") or folded == word for word in self.remarks)

    def names_level(self, text: str) -> bool:
        """Whether a text is just the name of a level (数量指标)."""
        return text.endswith(self.level) and level_key(text) in {*self.level1, *self.level2}

    def names_part(self, text: str) -> bool:
        """Whether a label names a part of a sum (其中：财政拨款)."""
        return label_key(text).startswith(self.part_marks)

    def names_whole(self, text: str) -> bool:
        """Whether a label names a whole sum of money (年度资金总额, 合计)."""
        return any(word in text for word in self.wholes)

    def title_kind(self, text: str) -> str:
        """Which kind of table a title names: overall, department, project or nothing."""
        key = label_key(text)
        if len(key) > 80:
            return ""
        return next((k for k, ts in self.titles.items() if key.endswith(tuple(ts))), "")

    def parents(self, level2: str) -> list[str] | None:
        """What may stand above a level-2 name; ``None`` for names that are not known."""
        return self.level2.get(level_key(level2))


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(label_key(text) for text in texts)


def _roles(data: Mapping[str, list[str]]) -> dict[str, str]:
    return {label_key(text): role for role, texts in data.items() for text in texts}


def _outline(entries: Mapping[str, Any]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Key of every label → its main key and the main keys it stands under, outermost first."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for label, entry in entries.items():
        above: list[str] = []
        parent = entry.get("under", "")
        while parent:
            above.insert(0, label_key(parent))
            parent = entries[parent].get("under", "")
        for text in (label, *entry.get("also", [])):
            found[label_key(text)] = (label_key(label), tuple(above))
    return found


@cache
def words() -> Words:
    """The vocabulary."""
    return Words(_load("labels.toml"))


@cache
def layouts() -> Mapping[str, Mapping[str, Any]]:
    """Layout → its year, words (compared plainly) and the parts it always shows."""
    return {
        name: {**entry, "words": _keys(entry["words"])}
        for name, entry in _load("layouts.toml").items()
    }


def _load(name: str) -> dict[str, Any]:
    return load(f"performance/{name}")
