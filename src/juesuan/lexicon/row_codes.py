"""The codes of rows: whole, glued to their names, or split over columns of their levels."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.facts import Region, Selection
from juesuan.lexicon.cells import Texts, code_in
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.meaning import NOTHING, Meaning
from juesuan.text import plain

__all__ = ["classless", "code_of", "coded_row", "selecting"]

_BELOW_CLASS = 2
"""Columns of code levels that leave out the class."""


def classless(body: Sequence[Texts], places: Sequence[int]) -> int:
    """How many columns of code levels are left out before the first: 1 where two hold the levels
    below the class (款, 项) only, each class in a line of its own, or in the column of 款; so, too,
    where the first holds whole codes of sections, the second their items."""
    if len(places) != _BELOW_CLASS:
        return 0
    above, below = ({len(text) for text in _digits(body, place)} for place in places)
    own = above | below == {2}  # each class in a line of its own, by its name
    sections = above == {2, 3} or (5 in above and above <= {3, 5})  # 款, or 类款, and 项 beside it
    return int(own or (below == {2} and sections))


def _digits(body: Sequence[Texts], place: int) -> list[str]:
    """The whole numbers in one column."""
    texts = [plain(row[place]) for row in body if place < len(row)]
    return [text for text in texts if text.isdigit()]


def code_of(texts: Sequence[str], parts: list[str]) -> tuple[str, str]:
    """The code in the code columns, put together where 类, 款, 项 stand apart (a line may print
    its own level only), and the words that stand there instead or with it."""
    said = [plain(text) for text in texts]
    filled = [text for text in said if text]
    if not filled:
        return "", ""
    code, name = code_in(filled[0])
    if code:
        for more in filled[1:]:
            if len(more) == 2 and more.isdigit() and len(code) < 7:
                code += more
        parts[:] = [code[:3], code[3:5], code[5:7]]
        return code, name
    place = next(n for n, text in enumerate(said) if text)
    if parts[0] and place in {1, 2} and len(filled[0]) == 2 and filled[0].isdigit():
        parts[place:] = [filled[0], *[""] * (2 - place)]
        return "".join(parts), ""
    if filled[0].isdigit():
        parts[:] = ["", "", ""]  # a level that is not known: what stands below it is of none
    return "", next((text for text in texts if text), "")


def coded_row(code: str, own: Meaning, words: Lexicon) -> Meaning:
    """A row with a code means the code; a name that stands for it and for codes of other
    years means them all (赠与 before it was divided)."""
    dimension = "function" if code.startswith("2") else "economic"
    known = words.space.codes[dimension]
    for selection in own.readings:
        nodes = selection.terms[0][1].get(dimension) if selection.terms else None
        others = (nodes or frozenset()) - {code}
        if nodes and others and code in nodes and not any(node in known for node in others):
            return own.only([selecting({dimension: nodes})])
    return replace(
        NOTHING, text=own.text, readings=(selecting({dimension: frozenset({code})}),), says=True
    )


def selecting(parts: dict[str, frozenset[str]]) -> Selection:
    """The selection of some nodes in each dimension."""
    return Selection(((1, Region.of(parts)),))
