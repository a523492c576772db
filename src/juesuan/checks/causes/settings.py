"""The bounds and weights of the search for causes, with their reasons; see
``data/causes.toml``."""

from __future__ import annotations

from juesuan.resources import Record, load_typed

__all__ = ["CauseSettings", "Likelihood", "cause_settings"]


class FigureBounds(Record, frozen=True):
    """When a figure may be no amount: whole numbers of at most ``row_digits``; ``few``: fewer
    amounts do not tell how many decimals a form prints."""

    row_digits: int
    few: int


class Search(Record, frozen=True):
    """Bounds of the exact search: figures changed together, tries, sets kept."""

    deepest: int
    budget: int
    enough: int


class Covering(Record, frozen=True):
    """Bounds of the covering problem: figures that may be wrong, constraints of one group, and
    rounds of conditions added."""

    largest: int
    crowded: int
    rounds: int


class Likelihood(Record, frozen=True):
    """What a wrong figure weighs, in hundredths, and what makes it likelier (below zero) or
    less likely; ``gap`` is by how much the likeliest set must lead to be named alone."""

    figure: int
    slip: int
    said: int
    usual: int
    blank: int
    dash: int
    vanishes: int
    negative: int
    pattern: int
    mends_part: int
    gap: int


class Trust(Record, frozen=True):
    """When a form was rather misread (``many`` figures to change, ``share`` percent of its
    constraints broken), and when a whole form disagrees with the others (``own`` constraints
    hold, ``apart`` percent of the shared ones are broken)."""

    many: int
    share: int
    own: int
    apart: int


class UnitBounds(Record, frozen=True):
    """Facts shared with other forms from which another money unit can be told; digits that two
    sums must have alike for one fact to be enough; how many times its whole a part must be that is
    printed in another."""

    several: int
    digits: int
    far: int


class Listing(Record, frozen=True):
    """Columns that a row left out must be missing from."""

    columns: int


class CauseSettings(Record, frozen=True):
    """All of them."""

    figures: FigureBounds
    search: Search
    covering: Covering
    likelihood: Likelihood
    trust: Trust
    units: UnitBounds
    listing: Listing


def cause_settings() -> CauseSettings:
    """The settings as ``data/causes.toml`` says them."""
    settings: CauseSettings = load_typed(CauseSettings, "causes.toml")
    return settings
