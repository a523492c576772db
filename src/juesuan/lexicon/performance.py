"""The words of performance tables (绩效自评表), from ``data/lexicon/performance``, and how they
are compared: titles, labels, heads of columns, stages and sources of money, levels
of indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.lexicon.cover import cover
from juesuan.resources import files_in, read_toml
from juesuan.text import plain

__all__ = ["ColumnRole", "Words", "label_key", "level_key", "money_unit_in", "words"]

_FOLDER = "lexicon/performance"
_MARKUP = compiled(r"<[^<>]{1,20}>")
_NUMBERING = compiled(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[、.](?!\d)|[①-⑳]|\d{1,2}[)])"
)
_BRACKETS = compiled(r"\([^()]*\)$")
_ANY_BRACKETS = compiled(r"[()\[\]、,:;]|20\d\d(?=年)")
_UNIT = compiled(r"(?:\(|单位[:：])(?:单位[:：])?(万元|元)")
_POINTS = compiled(r"\d+(?:\.\d+)?分?$")
_SAID_POINTS = compiled(r"\((?:满分)?(\d+(?:\.\d+)?)分")
_ONE_GOAL = compiled(r"(\D{2,8}?)(?:\d{1,2}|[一二三四五六七八九十])[:、]")
_KINDS = ("overall", "department", "project")
_MEASURED = ("target", "actual")
_SCORED, _SURE = ("weight", "score"), {"points", "unit", "operator"}
_FIELD = 4
_LONGEST = 30
"""Characters that a label has at most."""


@cache
def label_key(text: str) -> str:
    """A label for comparing: without blanks, markup, numbering, and a unit or colon at its end."""
    folded = plain(_MARKUP.sub(" ", text)).strip(":;。")
    folded = _NUMBERING.sub("", folded)
    bare = folded
    while (cut := _BRACKETS.sub("", bare).strip(":")) != bare:
        bare = cut
    return (bare or folded).rstrip("%")


@cache
def level_key(text: str) -> str:
    """The name of an indicator level without 指标 and 等 and any points beside it."""
    printed = _data()["printed"]
    key = _POINTS.sub("", label_key(text).removeprefix(printed["project"]))
    return key.removesuffix(printed["more"]).removesuffix(printed["level"])


def money_unit_in(text: str) -> str:
    """万元 or 元 if a label names it in brackets."""
    match = _UNIT.search(plain(text))
    return match[1] if match else ""


class ColumnRole(Struct, frozen=True):
    """A column's role and the kind of thing that stands in it. Columns that are known and not
    kept have the role ``not_kept``."""

    role: str
    kind: str


class _Terms:
    """Labels with their roles: looked up as they are, else as a listed word of at least so
    many characters among fillers."""

    def __init__(
        self, roles: Mapping[str, Iterable[str]], fillers: Iterable[str], least: int = 1
    ) -> None:
        self._roles = {label_key(text): role for role, texts in roles.items() for text in texts}
        long = {key: role for key, role in self._roles.items() if len(key) >= least}
        self._words = {**dict.fromkeys(fillers, ""), **long}
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._words:
            lengths[word[0]].add(len(word))
        self._lengths = {first: tuple(sorted(sizes)) for first, sizes in lengths.items()}
        self._found: dict[str, str] = {}

    def __contains__(self, key: str) -> bool:
        return bool(self.role(key))

    def role(self, key: str) -> str:
        """The role of a label's key; empty for one that is not known."""
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._roles.get(key) or self._covered(key)
        return found

    def exactly(self, key: str) -> str:
        """The role of a label's key as it is listed."""
        return self._roles.get(key, "")

    def _covered(self, key: str) -> str:
        bare = _ANY_BRACKETS.sub("", key)
        if not bare or len(bare) > _LONGEST:
            return ""
        pieces = cover(bare, self._words, self._lengths)
        if not all(known for _, known in pieces):
            return ""
        return next((role for piece, _ in reversed(pieces) if (role := self._words[piece])), "")


class Words:
    """The vocabulary, ready for looking up. Attributes are as in the files."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        fillers = [plain(text) for text in data["fillers"]["words"]]
        self.titles: dict[str, tuple[str, ...]] = {
            kind: tuple(label_key(text) for text in texts) for kind, texts in data["titles"].items()
        }
        self.nothing: str = data["printed"]["nothing"]
        self.level: str = data["printed"]["level"]
        self.headings = _keys(data["headings"]["labels"])
        self.remarks = tuple(data["headings"]["remarks"])
        self.sections = {block: _keys(labels) for block, labels in data["sections"].items()}
        self.all_sections = frozenset().union(*self.sections.values())
        self.parted = _keys(data["parted"]["labels"])
        self.groups = _keys(data["groups"]["labels"]) | self.parted
        self.fields = _Terms(data["fields"], fillers, _FIELD)
        self.heads = {
            block: _Terms({role: entry["labels"] for role, entry in roles.items()}, fillers)
            for block, roles in data["heads"].items()
        }
        self.kinds: dict[str, dict[str, str]] = {
            block: {role: entry["kind"] for role, entry in roles.items()}
            for block, roles in data["heads"].items()
        }
        self._named: dict[tuple[str, str], ColumnRole | None] = {}
        self._short: dict[str, dict[str, str]] = data["short"]
        self._in_full = {word: full for part in self._short.values() for word, full in part.items()}
        said = data["money"]["source_kinds"]
        self.source_kinds: dict[str, str] = {
            label_key(text): kind for kind, texts in said.items() for text in texts
        }
        named = [*data["money"]["sources"], *self.source_kinds]
        self.sources = _Terms({"source": named}, fillers)
        self.total = _keys(data["total"]["labels"])
        self.sum_labels = _keys(data["total"]["sums"])
        self.grades = frozenset(data["total"]["grades"])
        listed = data["listed"]
        self.listed_names = frozenset(label_key(text) for text in listed["names"])
        self.listed_points: tuple[str, ...] = tuple(listed["points"])
        self.listed_grades = self.grades | frozenset(listed["grades"])
        self.total_heads = _roles({k: data["total"][k] for k in ("weight", "score", "grade")})
        self.money_groups = _keys(data["money"]["groups"])
        self.money_ends = _keys(data["money"]["ends"])
        self.part_marks: tuple[str, ...] = tuple(data["money"]["part_marks"])
        self.wholes: tuple[str, ...] = tuple(data["money"]["wholes"])
        self.division: tuple[str, str] = tuple(data["money"]["division"])
        self.averages = _keys(data["money"]["averages"])
        self.sums: list[list[str]] = data["money"]["sums"]
        self.ratios: list[list[str]] = data["money"]["ratios"]
        self.operators = frozenset(plain(t) for t in data["indicators"]["operators"])
        self.operator_codes = frozenset(data["indicators"]["operator_codes"])
        self.natures = frozenset(data["indicators"]["natures"])
        self.level1 = frozenset(data["levels"]["level1"]["names"])
        self.level2: dict[str, list[str]] = data["levels"]["level2"]
        self.any_budget = _keys(data["money"]["any_budget"])
        self.adjusted_marks: tuple[str, ...] = tuple(data["money"]["adjusted"])
        self.execution = _keys(data["money"]["execution"])
        self.outlines = {name: _outline(entries) for name, entries in data["outline"].items()}
        analysis: dict[str, list[str]] = defaultdict(list)
        for text, (main, _) in self.outlines["analysis"].items():
            analysis[main].append(text)
        self._analysis = _Terms(analysis, fillers)

    def head(self, block: str, text: str) -> ColumnRole | None:
        """What a word in the head of a block names."""
        if len(text) > 2 * _LONGEST:
            return None
        if (block, text) not in self._named:
            role = self.heads[block].role(label_key(text))
            self._named[block, text] = ColumnRole(role, self.kinds[block][role]) if role else None
        return self._named[block, text]

    def listed(self, block: str, text: str) -> ColumnRole | None:
        """What a text names in the head of a block that is a listed word as it stands."""
        role = self.heads[block].exactly(label_key(text))
        return ColumnRole(role, self.kinds[block][role]) if role else None

    def in_full(self, texts: Sequence[str]) -> Sequence[str]:
        """The texts of a row, short heads (目标) in full where others, or their kinds, are sure."""
        if self._in_full.keys().isdisjoint(texts):
            return texts
        heads = [self.head("indicators", text) for text in texts]
        roles = {head.role for head in heads if head}
        both = all(role in roles or {*self._short[role]} & {*texts} for role in _MEASURED)
        sure = roles.issuperset(_MEASURED) or any(h and h.kind in _SURE for h in heads)
        names = self._short["others"] if roles.issuperset(_SCORED) else {}
        full = self._in_full if both and sure else names
        return [full.get(text, text) for text in texts]

    def heads_names(self, text: str) -> bool:
        """Whether the head of a column may stand over the names of projects (专项)."""
        return label_key(text) in self.listed_names

    def heads_points(self, text: str) -> bool:
        """Whether the head of a column may stand over points (分数)."""
        return any(word in text for word in self.listed_points)

    def field(self, text: str) -> str:
        """What a label with a value beside or below it names; empty for no label."""
        return self.fields.role(label_key(text)) if len(text) <= 2 * _LONGEST else ""

    def source(self, text: str) -> str:
        """The key of a label that says where money comes from or what it is spent on (其中 before
        it taken off); empty for another text."""
        if len(text) > 2 * _LONGEST:
            return ""
        key = label_key(text)
        for mark in self.part_marks:
            key = label_key(key.removeprefix(mark).lstrip(":-—、,"))
        return key if self.sources.role(key) else ""

    def source_kind(self, text: str) -> str:
        """Which of the sources that drafts keep apart a label names: ``current``, ``carried``,
        ``other``; empty for another text."""
        return self.source_kinds.get(self.source(text), "")

    @staticmethod
    def points_in(text: str) -> str:
        """The points that a label says in brackets: 20 of 预算执行情况（20分）; empty for none."""
        match = _SAID_POINTS.search(plain(text))
        return match[1] if match else ""

    def analysis(self, text: str) -> str:
        """The key of the label of an analysis that a text is, its listed words among fillers."""
        return self._analysis.role(label_key(text)) if len(text) <= _LONGEST else ""

    def is_section(self, block: str, text: str) -> bool:
        """Whether a text is the label of a cell merged over rows, or a broken end of one."""
        key = label_key(text)
        return key not in self.sources and any(
            key == label
            or (0 < len(key) < len(label) and (label.startswith(key) or label.endswith(key)))
            for label in self.sections[block]
        )

    def names_goal(self, text: str) -> bool:
        """Whether a text names one of several goals that indicators stand beside
        (年度目标1：公路养护（40分）)."""
        match = _ONE_GOAL.match(plain(text))
        return bool(match) and self.field(match[1] if match else "") in {"target", "yearly_goal"}

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

    def divides(self, text: str) -> bool:
        """Whether a label begins another way to divide a whole (按支出性质分：基本支出)."""
        key = plain(text)
        return key.startswith(self.division[0]) and self.division[1] in key

    @staticmethod
    def numbered(text: str) -> bool:
        """Whether a label has a number before it (1.公务接待)."""
        return bool(_NUMBERING.match(plain(text)))

    def names_whole(self, text: str) -> bool:
        """Whether a label names a whole sum of money (年度资金总额, 合计)."""
        return any(word in text for word in self.wholes)

    def names_mean(self, text: str) -> bool:
        """Whether a label names a mean (平均得分), alone or after a whole (合计/平均)."""
        key = label_key(text)
        return key in self.averages or (
            self.names_whole(key) and key.endswith(tuple(self.averages))
        )

    def title_kind(self, text: str) -> str:
        """Which kind of table a title names: overall, department, project or nothing."""
        key = label_key(text)
        if len(key) > 80:
            return ""
        listed = (k for k in _KINDS if key.endswith(self.titles[k]))
        return next(listed, "") or self._said_kind(key)

    def _said_kind(self, key: str) -> str:
        """The kind of a title that is not listed, by the words in it."""
        titles = self.titles
        if key.endswith(titles["not"]) or not key.endswith(titles["ends"]):
            return ""
        if not any(word in key for word in titles["evaluated"]):
            return ""
        return "department" if any(word in key for word in titles["whole"]) else "project"

    def plans(self, text: str) -> bool:
        """Whether a title heads goals that are only set (绩效目标表), not evaluated."""
        return label_key(text).endswith(self.titles["plans"])

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
def _data() -> Mapping[str, Mapping[str, Any]]:
    """What the files say, by its parts."""
    data: dict[str, dict[str, Any]] = {}
    for _, file in files_in(_FOLDER):
        for part, entries in read_toml(file).items():
            data.setdefault(part, {}).update(entries)
    return data


@cache
def words() -> Words:
    """The vocabulary."""
    return Words(_data())
