"""Pieces cut out of self-evaluations (自评表的片段): rows of indicators without a head, lines that
tell an indicator each, goals and results in the lines above. They are put into the shape of a
table with a head, where the document shows no such head itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import is_

from msgspec import Struct
from msgspec.structs import replace

from juesuan.keeping import compiled
from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.performance.piece_words import piece_words
from juesuan.reading.performance.texts_above import has_head, with_texts_above
from juesuan.resources.patterns import alternatives
from juesuan.text import fold

__all__ = ["headed_pieces"]

_LEAST = 2
"""Rows or lines that make a piece of a table."""
_MOSTLY = 4
"""One of so many rows at most may be another thing."""
_NAME = 30
_MEASURED = frozenset({"target", "actual"})
_POINTS = ("weight", "score")
_ASIDES = frozenset({"weight", "reason"})
_STOPS = "，,；;。|\t　 "
_SEVERAL = "；;"
_COLON, _COMMA = "：，"
_NUMBER = compiled(r"\d+(?:\.\d+)?")
_NAMED = compiled(r"([^\d≥≤><=＞＜]{2,16}?)((?:[≥≤><=＞＜]|\d).*)")
"""What is counted, between the word that leads to its value and this (计划开展义诊24场)."""
_DIGIT = compiled(r"\d")
_WITHIN_NUMBER = compiled(r"(?<=\d)[，,](?=\d{3}(?!\d))")
_ENDS = " 　，,；;：:。、—-"
_DASH = "——"
_ASIDE = compiled(r"[(（]([^()（）]+)[)）]")

_Part = Paragraph | Grid
_Row = tuple[GridText | None, ...]


class _Shape(Struct, frozen=True):
    """The columns of rows without a head: how many levels stand before the name, and the role of
    each column behind it."""

    levels: int
    roles: tuple[str, ...]


def headed_pieces(document: Document) -> Document:
    """The document with its pieces of self-evaluations as tables with heads. One that has such a
    head anywhere is left as it is: rows without one are those of a table that goes on."""
    if any(isinstance(part, Grid) and has_head(part) for part in document.parts):
        return with_texts_above(document)
    parts = list(document.parts)
    printed = {id(part) for part in parts if isinstance(part, Grid)}  # none of them has a head
    headed = [
        _headed(part) if isinstance(part, Grid) and id(part) in printed else part
        for part in _of_lines(parts)
    ]
    if len(headed) == len(parts) and all(map(is_, headed, parts)):
        return document
    return with_texts_above(replace(document, parts=headed))


# Rows without a head.


def _headed(grid: Grid) -> Grid:
    """A grid with the head that its rows of indicators lack."""
    shapes = [_shape(row) for row in grid.rows]
    known = Counter(shape for shape in shapes if shape)
    if not known:
        return grid
    shape, count = known.most_common(1)[0]
    rows = sum(known.values())
    first = next(n for n, one in enumerate(shapes) if one)
    if first and _heads_other_things(grid.rows[first - 1]):
        return grid
    others = sum(1 for one in shapes[first:] if not one)
    alike = {one.levels for one in known}
    bare = sum(piece_words().bare.finds_in(text) for text in _targets(grid.rows, shapes))
    if 2 * bare > rows:
        return grid  # amounts, or scores: nothing says what is counted
    if rows < _LEAST or len(alike) > 1 or _MOSTLY * others > len(shapes) - first:
        return grid
    longest = max(known, key=lambda one: (len(one.roles), known[one]))
    if count < rows and longest.roles[: len(shape.roles)] != shape.roles:
        return grid
    spot = next((cell.spot for cell in grid.rows[first] if cell), Spot())
    names = [piece_words().head["level"]] * longest.levels
    names += [piece_words().head[role] for role in ("name", *longest.roles)]
    head = tuple(GridText(name, spot) for name in names)
    below = [_bare(row, longest) for row in grid.rows[first:]]
    return replace(grid, rows=(*grid.rows[:first], head, *below))


def _heads_other_things(row: _Row) -> bool:
    """Whether a row is a head whose words are none of an evaluation."""
    texts = [cell.text for cell in row if cell and cell.text.strip()]
    return len(texts) > _LEAST and not any(map(_is_value, texts))


def _targets(rows: Sequence[_Row], shapes: Sequence[_Shape | None]) -> Iterator[str]:
    for row, shape in zip(rows, shapes, strict=True):
        if shape and (cell := row[shape.levels + 1]):
            yield _without_word(cell.text)


def _shape(row: _Row) -> _Shape | None:
    """The columns of a row of an indicator: a name, a target, what came of it, and more."""
    texts = [cell.text.strip() if cell else "" for cell in row]
    place = next((n for n, text in enumerate(texts) if _is_value(text)), 0)
    if not place or place + 1 >= len(texts) or not _is_name(texts[place - 1]):
        return None
    before, behind = texts[: place - 1], texts[place:]
    if not all(not text or piece_words().level.finds_in(text) for text in before):
        return None
    if not (_is_value(behind[1]) or piece_words().met.finds_in(behind[1])):
        return None
    if piece_words().points.finds_in(behind[0]) and piece_words().points.finds_in(behind[1]):
        return None  # numbers alone tell no target: a table of scores or of amounts
    roles = ["target", "actual"]
    for text in behind[2:]:
        role = _said_role(text) or (
            _next_points(roles) if piece_words().points.finds_in(text) else ""
        )
        if not role and text:
            role = "met" if piece_words().met.finds_in(text) else "reason"
        if not role:
            break
        roles.append(role)
    return _Shape(len(before), tuple(roles))


def _next_points(roles: Sequence[str]) -> str:
    return next((role for role in _POINTS if role not in roles), "")


def _is_value(text: str) -> bool:
    if not _DIGIT.search(text):
        return False
    value = fold(_without_word(text))
    return piece_words().value.finds_in(value) and not piece_words().name.finds_in(value)


def _is_name(text: str) -> bool:
    return bool(text) and len(text) <= _NAME and not _is_value(text)


def _said_role(text: str) -> str:
    """The role that a word before a value names (得分17)."""
    folded = fold(text)
    if not _any_role().search(folded):
        return ""
    return next(role for role, said in piece_words().said.items() if said.finds_in(folded))


@cache
def _any_role() -> re.Pattern[str]:
    return compiled(alternatives([said.pattern for said in piece_words().said.values()]))


def _without_word(text: str) -> str:
    """A value without the word that names its role."""
    role = _said_role(text)
    return piece_words().said[role].sub("", fold(text)).strip() if role else text


def _bare(row: _Row, shape: _Shape) -> _Row:
    """A row with its values without the words that name their roles."""
    start = shape.levels + 1
    return tuple(
        replace(cell, text=_without_word(cell.text)) if cell and place >= start else cell
        for place, cell in enumerate(row)
    )


# Lines that tell an indicator each.


def _of_lines(parts: Sequence[_Part]) -> Iterator[_Part]:
    """The parts, lines one below the other that tell an indicator each as a grid."""
    run: list[tuple[Paragraph, Mapping[str, str]]] = []
    for part in (*parts, None):
        told = _each_told(part) if isinstance(part, Paragraph) else []
        if isinstance(part, Paragraph) and told:
            run += [(part, one) for one in told]
            continue
        yield from [_grid(run)] if len(run) >= _LEAST else dict.fromkeys(line for line, _ in run)
        run = []
        if part is not None:
            yield part


def _each_told(line: Paragraph) -> Sequence[Mapping[str, str]]:
    """What a line tells of the indicators in it; nothing if one of several is none."""
    if whole := _told(line.text):
        return [whole]
    parts = [part for part in re.split(f"[{_SEVERAL}]", line.text) if part.strip(_ENDS)]
    each = [_told(part) for part in parts]
    return each if len(parts) > 1 and all(each) else []


def _told(line: str) -> Mapping[str, str]:
    """What a line tells of an indicator: name, target, actual value, points. A value that no word
    leads to, before that of what came of it, is the target."""
    folded = fold(line)
    if (signs := piece_words().said["actual"].signs) and signs.isdisjoint(folded):
        return {}  # most lines of a booklet
    pieces = _pieces(piece_words().name.sub("", folded.strip()))
    roles = [_said_role(piece) for piece in pieces]
    if "actual" in roles and "target" not in roles:
        place = roles.index("actual") - 1
        if place > 0 and not roles[place] and _is_value(pieces[place]):
            roles[place] = "target"
    if not {*roles} >= _MEASURED or len([one for one in roles if one]) > len(set(roles) - {""}):
        return {}
    first = next(n for n, role in enumerate(roles) if role)
    level = pieces[0] if first > 1 and piece_words().level.finds_in(pieces[0]) else ""
    name = "".join(pieces[1 if level else 0 : first]).strip(_ENDS)
    told = {
        role: piece_words().said[role].sub("", piece) if _said_role(piece) else piece
        for role, piece in zip(roles, pieces, strict=True)
        if role
    }
    for role in _MEASURED:
        if not _is_value(told[role]) and (named := _NAMED.fullmatch(told[role])):
            told[role] = named[2]
            name = name or (named[1] if role == "target" else "")
    if not _is_name(name) or len(name) < _LEAST:
        return {}
    if not (_is_value(told["target"]) and _is_value(told["actual"])):
        return {}
    score, _, weight = told.get("score", "").partition("/")
    said = {**told, "score": score, **({"weight": weight} if weight else {})}
    numbers = {role: _NUMBER.match(said.get(role, "")) for role in _POINTS}
    points = {role: number[0] for role, number in numbers.items() if number}
    last = max(n for n, role in enumerate(roles) if role)
    if "reason" not in told and pieces[last + 1 :]:
        told["reason"] = _COMMA.join(pieces[last + 1 :])
    return {**({"level": level} if level else {}), "name": name, **told, **points}


def _pieces(text: str) -> list[str]:
    """The pieces of a line, apart at its marks; level and name apart from what follows their
    colons, points and reasons in brackets from what they are of."""
    found = [""]
    text = _ASIDE.sub(_aside, _WITHIN_NUMBER.sub("", text).replace(_DASH, _COLON))
    for sign in text:
        if sign in _STOPS or (sign in "：:" and not any(_said_role(f"{one}1") for one in found)):
            found.append("")
        else:
            found[-1] += sign
    pieces = [piece.strip() for piece in found]
    return list(_led([piece for piece in pieces if piece]))


def _led(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces, a word that only leads to a value (目标值) put before the next."""
    lead = ""
    for piece, behind in pairwise((*pieces, "")):
        if not lead and _without_word(f"{piece}1") == "1" and _is_value(behind):
            lead = piece
            continue
        yield lead + piece
        lead = ""


def _aside(match: re.Match[str]) -> str:
    """A piece of its own of a bracket that names its role."""
    return f"，{match[1]}" if _said_role(match[1]) in _ASIDES else match[0]


def _grid(run: Sequence[tuple[Paragraph, Mapping[str, str]]]) -> Grid:
    """Lines as the rows of a table below a head."""
    order = [role for role in piece_words().head if any(role in told for _, told in run)]
    spot = run[0][0].spot
    head = tuple(GridText(piece_words().head[role], spot) for role in order)
    rows = [tuple(GridText(told.get(role, ""), line.spot) for role in order) for line, told in run]
    return Grid((head, *rows), spot)
