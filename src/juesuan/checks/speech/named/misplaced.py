"""Names in paths of functional codes (类、款、项) that lie elsewhere than the list says."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from juesuan.checks.speech.meaning.code_names import CLASS, ITEM
from juesuan.checks.speech.named.paths import NamedPath, spelled_alike
from juesuan.classification import CodeList

__all__ = ["Misnaming", "against_code", "is_called", "misplaced", "names_of", "stray"]

Misnaming = tuple[str, str, str]
"""A variant of the message, the name as said, the name that is right."""


@cache
def names_of(code: str, codes: CodeList) -> tuple[str, ...]:
    """How a code is called, in this year or another."""
    names = {codes.name(code), *(other.name for other in codes.other_years(code))}
    return tuple({spelling for name in names for spelling in spelled_alike(name)})


def is_called(said: str, code: str, codes: CodeList) -> bool:
    """Whether words end in a name of the code."""
    return said.endswith(names_of(code, codes))


def against_code(path: NamedPath, codes: CodeList) -> Misnaming | None:
    """The one name of a path that is not what the code behind it says, and another code's."""
    if path.code not in codes or len(path.code) != path.names[-1][1]:
        return None
    wrong = [(said, n) for said, n in path.names if not is_called(said, path.code[:n], codes)]
    if len(wrong) != 1:
        return None
    said, n = wrong[0]
    known = any(len(c.code) == n and is_called(said, c.code, codes) for c in codes)
    return ("place", said, codes.name(path.code[:n])) if known else None


def misplaced(path: NamedPath, codes: CodeList, rows: Collection[str]) -> Misnaming | None:
    """A class or section above an item that is not its own, while the others are; without forms an
    item of the list that only one place nearly has."""
    (said, digits), above = path.names[-1], path.names[:-1]
    among = rows or [one.code for one in codes if len(one.code) == ITEM]
    items = [row for row in among if digits == ITEM and is_called(said, row, codes)]
    wrong: list[list[tuple[str, int, str]]] = []
    for item in items:
        others = [(name, n, item[:n]) for name, n in above]
        wrong.append([one for one in others if not is_called(one[0], one[2], codes)])
    if not rows and len(above) > 1:
        wrong = [] if [] in wrong else [one for one in wrong if len(one) == 1]
    if not above or len(wrong) != 1 or len(wrong[0]) != 1:
        return None
    name, n, code = wrong[0][0]
    if len(above) == 1 and n == CLASS:
        return None  # nothing else says that this item is meant
    return "place", name, codes.name(code)


def stray(path: NamedPath, paths: Collection[NamedPath], codes: CodeList) -> Misnaming | None:
    """Without forms, an item under a section that has none called so, while the text tells it
    in its own place, too."""
    said, digits = path.names[-1]
    items = [c.code for c in codes if len(c.code) == ITEM and is_called(said, c.code, codes)]
    if digits != ITEM or len(path.names) < 2 or len(items) != 1:
        return None
    section, n = path.names[-2]
    known = any(len(c.code) == n and is_called(section, c.code, codes) for c in codes)
    if not known or is_called(section, items[0][:n], codes):
        return None
    own = [p for p in paths if p.names[-1][0] == said and len(p.names) > 1]
    if not any(is_called(p.names[-2][0], items[0][: p.names[-2][1]], codes) for p in own):
        return None
    return "stray", f"{section}{said}", codes.name(items[0][:n])
