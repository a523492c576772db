"""Where a change comes from (增减从何而来): the items that moved most, to begin a reason with."""

from __future__ import annotations

from juesuan.facts import parse_selection
from juesuan.narrative.quantities import NamedQuantity, PrintedChange

__all__ = ["main_parts"]

_MOST_CODES, _SHOWN = 200, 3


def main_parts(change: PrintedChange) -> str:
    """The functional items, or else the economic ones, that moved most in a change's own
    direction, with their amounts; empty where nothing tells them."""
    return next(filter(None, (_along(change, name) for name in ("function", "economic"))), "")


def _along(change: PrintedChange, dimension: str) -> str:
    sources = change.now.sources
    store = sources.figures.store
    codes = [code for code in store.posted(dimension) if code.isdigit()] if store else []
    if not 2 <= len(codes) <= _MOST_CODES:
        return ""
    pairs = [(_of(change.now, dimension, c), _of(change.against, dimension, c)) for c in codes]
    pairs = [pair for pair in pairs if all(one.selection.terms for one in pair)]
    sources.figures.prepare(now.selection for now, _ in pairs)
    found = [
        (now.name, now.change(base)) for now, base in pairs if now.known and base.known and now.told
    ]
    along = [(name, moved) for name, moved in found if moved.more == change.more]
    along = [(name, moved) for name, moved in along if not moved.equal]
    most = sorted(along, key=lambda each: -abs(each[1].difference))[:_SHOWN]
    said = "；".join(f"{name}{moved.word}{moved}" for name, moved in most)
    return sources.marks.figures(said)[0]


def _of(whole: NamedQuantity, dimension: str, code: str) -> NamedQuantity:
    space = whole.sources.space
    name = space.label(dimension, frozenset({code}))
    return whole.within(parse_selection(f"[{dimension}={code}]", space), name, code)
