"""The columns of a printed table: which say what a row is, which hold figures, and how they
stand together in blocks side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from juesuan.facts import ALL, Selection
from juesuan.lexicon.cells import Texts, code_in, kind_of
from juesuan.lexicon.head import ASIDE, STUB, Head
from juesuan.lexicon.labels import names_units
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.meaning import NOTHING, Meaning, narrowed
from juesuan.text import plain

__all__ = ["Block", "Column", "blocks_of"]

_NOT_OF_THE_YEAR = frozenset({"other_year", "part_of_year"})
_SHARE = 0.5
_FEW = 2
"""Words in a column that may still belong to the head, or say 无."""


class Column(Struct, frozen=True, kw_only=True):
    """A printed column: its place, role (``figure``, or what it says of the row), the words
    above it and what they mean together."""

    place: int
    role: str
    path: tuple[str, ...] = ()
    meaning: Meaning = NOTHING


class Block(Struct, frozen=True):
    """Columns that say what a row is, and the figures beside them. ``texts`` head the block
    as a whole; ``readings`` are what they select; ``section`` says that they are numbered and
    head only the first rows (一、政府采购情况)."""

    stubs: tuple[Column, ...]
    figures: tuple[Column, ...]
    texts: tuple[str, ...] = ()
    readings: tuple[Selection, ...] = (ALL,)
    sections: tuple[str, ...] = ()

    def stub(self, *roles: str) -> list[Column]:
        """Its columns with one of some roles."""
        return [column for column in self.stubs if column.role in roles]


def blocks_of(rows: Sequence[Texts], head: Head, words: Lexicon) -> list[Block]:
    """The blocks of a table from left to right."""
    body = rows[head.last :]
    roles = [_role(place, path, body, words) for place, path in enumerate(head.paths)]
    roles = _without_blank(roles, body, head)
    roles = _without_remarks(_of_one_unit(_without_notes(roles), body), head, words)
    groups: list[tuple[list[int], list[int]]] = []
    for place, role in enumerate(roles):
        if role == "none":
            continue
        if not groups or (role in STUB and groups[-1][1]):
            groups.append(([], []))
        groups[-1][role not in STUB].append(place)
    return [_block(stubs, figures, roles, head, words) for stubs, figures in groups]


def _without_blank(roles: Sequence[str], body: Sequence[Texts], head: Head) -> list[str]:
    """The roles, those of columns taken away in which nothing at all stands, neither below the head
    nor in it: a sheet is as wide as the widest of its tables."""
    return [
        role
        if place in head.numbers
        or any(place < len(row) and row[place] for row in (*head.lines, *body))
        else "none"
        for place, role in enumerate(roles)
    ]


def _without_notes(roles: Sequence[str]) -> list[str]:
    """The roles, those of units (单位) between figures and of row numbers (行号) behind all, or
    between them where codes say what rows are, taken away where no word stands beside: they begin
    no block of their own."""
    found = list(roles)
    figures = [n for n, role in enumerate(roles) if role not in STUB and role != "none"]
    coded = "code" in roles
    for stub, run in groupby(range(len(roles)), key=lambda n: roles[n] in STUB):
        places = list(run)
        if not stub or not figures or places[0] < figures[0]:
            continue
        said = {roles[n] for n in places}
        if said <= ({"unit"} if places[0] < figures[-1] and not coded else {"unit", "row_no"}):
            for place in places:
                found[place] = "none"
    return found


def _without_remarks(roles: Sequence[str], head: Head, words: Lexicon) -> list[str]:
    """The roles, those of columns of words behind all figures taken away whose heads are not those
    of labels (相关统计数 over 团组2个、6人次): they begin no block of their own."""
    found = list(roles)
    last = max((n for n, role in enumerate(roles) if role == "figure"), default=len(roles))
    for place in range(last + 1, len(roles)):
        path = head.paths[place]
        if roles[place] == "label" and path and not any(words.read(t).roles & STUB for t in path):
            found[place] = "none"
    return found


def _of_one_unit(roles: Sequence[str], body: Sequence[Texts]) -> list[str]:
    """The roles, those of columns that name one unit in every row taken away where codes say what
    the rows are: the table lists no units."""
    found = list(roles)
    if "code" not in roles:
        return found
    for place in (n for n, role in enumerate(roles) if role == "object"):
        if len({plain(row[place]) for row in body if place < len(row) and row[place]}) <= 1:
            found[place] = "none"
    return found


def _role(place: int, path: tuple[str, ...], body: Sequence[Texts], words: Lexicon) -> str:
    """What a column holds, by its words and by what stands in it: words are no figures, whatever
    their head says (支出 over 按功能分类)."""
    texts = [row[place] for row in body if place < len(row) and row[place]]
    count = len(texts)
    kinds = [kind_of(text) for text in texts]
    worded = kinds.count("text") > max(_SHARE * count, _FEW) and "number" not in kinds
    if any(words.read(text).roles & _NOT_OF_THE_YEAR for text in path):
        return "none"
    for text in reversed(path):
        roles = words.read(text).roles
        if found := sorted(roles & STUB):
            figures = sum("." in said or (said.isdigit() and said[0] != "0") for said in texts)
            if words.read(text).leftover and figures > _SHARE * count:
                break  # 专项一 over amounts
            return found[0] if worded or not words.read(text).says else "figure"
        if roles & ASIDE:
            return "none"
        if words.read(text).says or "figure" in roles or "total" in roles:
            return "label" if worded else "figure"
    if not texts:
        return "figure" if path else "none"
    said = [text for text in texts if kind_of(text) != "dash"]
    if said and all(map(names_units, said)):
        return "unit"
    if sum(bool(code_in(text)[0]) for text in texts) > _SHARE * count:
        return "code"
    if kinds.count("text") > _SHARE * count:
        return "object" if _heads_units(path, texts, words) else "label"
    whole = [int(plain(text)) for text in texts if kind_of(text) == "whole"]
    steps = sum(b - a == 1 for a, b in pairwise(whole))
    return "row_no" if not path and len(whole) > 2 and steps > _SHARE * len(whole) else "figure"


def _heads_units(path: Sequence[str], texts: Sequence[str], words: Lexicon) -> bool:
    """Whether a column is headed 单位 or 部门 alone, and holds names that no word of the lexicon
    is: of units (某某中心), not of kinds of money."""
    said = [words.read(text) for text in path]
    alone = bool(said) and all(
        one.roles == {"filler"} and one.whole and not one.says for one in said
    )
    named = [words.read(text) for text in texts]
    return alone and sum(bool(one.leftover) for one in named) > _SHARE * len(texts)


def _block(
    stubs: list[int], figures: list[int], roles: Sequence[str], head: Head, words: Lexicon
) -> Block:
    paths = head.paths
    texts: list[str] = []
    named = [p for p in stubs if roles[p] != "unit"] or stubs  # 单位 of the block to the left
    if named:
        for level, text in enumerate(paths[named[0]]):
            below = [*named, *figures]
            if words.read(text).roles & STUB and not words.read(text).says:
                break
            if any(len(paths[p]) <= level or paths[p][level] != text for p in below):
                break
            texts.append(text)
    cut = len(texts)
    readings: tuple[Selection, ...] = (ALL,)
    for text in texts:
        meaning = words.read(text)
        own = (meaning.block,) if meaning.block else meaning.readings
        if not meaning.level:
            readings = narrowed(own, readings, words.space)
    return Block(
        tuple(Column(place=p, role=roles[p], path=paths[p]) for p in stubs),
        tuple(_figure(p, paths[p][cut:], words) for p in figures),
        tuple(texts),
        readings,
        tuple(text for text in texts if words.read(text).level),
    )


def _figure(place: int, path: tuple[str, ...], words: Lexicon) -> Column:
    """A column of figures: its words taken together from the top down."""
    readings: tuple[Selection, ...] = (ALL,)
    said = [words.below(above, text) for above, text in pairwise(("", *path))]
    for meaning in said:
        readings = narrowed(meaning.readings, readings, words.space) if meaning.readings else ()
    whole = Meaning(
        text=" / ".join(path),
        readings=readings,
        roles=frozenset().union(*(m.roles for m in said)),
        usual=tuple(region for m in said for region in m.usual),
        unit=next((m.unit for m in reversed(said) if m.unit), ""),
        leftover="".join(m.leftover for m in said),
        covered=sum(m.covered for m in said),
        says=any(m.says for m in said),
        alone=next((m.alone for m in said if m.alone), None),
    )
    return Column(place=place, role="figure", path=path, meaning=whole)
