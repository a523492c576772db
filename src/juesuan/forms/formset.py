"""Form sets (套表) as read from their folders, and which of them is in force when and where."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from juesuan.facts import Selection, Space, settled, standard_space
from juesuan.forms.building import Builder
from juesuan.forms.folders import chain_of, own_place, set_file, shipped_sets, title_of
from juesuan.forms.model import MONEY, ClassList, Form
from juesuan.forms.written import SetFile
from juesuan.resources import load

__all__ = [
    "FormSet",
    "available_form_sets",
    "counted_in",
    "form_set_folders",
    "form_sets_in_force",
    "form_titles",
    "load_form_set",
    "nation",
    "prescribed",
    "prescribed_in",
    "province_of",
    "provinces",
]

_COMMON = "mof"
_COUNT = frozenset({"count"})
_PIECES = "个"
"""The pattern of the ministry, on which all sets build."""


class FormSet(Struct, frozen=True, kw_only=True):
    """The forms that one region prescribes for some years, and their conventions.

    ``region`` is a province, a city, or 全国 for the ministry's sets. ``place`` is the folder
    of a set that does not come with the package, else empty.
    """

    id: str
    name: str
    name_en: str
    inherits: str
    region: str
    first_year: int
    last_year: int
    money: str
    dash: str
    total_label: str
    source: str
    forms: tuple[Form, ...]
    classes: ClassList
    place: str = ""

    def form(self, no: str) -> Form:
        """The form with the two-digit number ``no``; ``KeyError`` if the set has none."""
        for form in self.forms:
            if form.no == no:
                return form
        raise KeyError(no)


@cache
def _shipped_head(name: str) -> SetFile:
    return set_file(chain_of(name))


def nation() -> str:
    """The region of the ministry's own sets (全国), which hold where a region has none."""
    return _shipped_head(_COMMON).region


@cache
def provinces() -> Mapping[str, str]:
    """The provinces (省级地区) in full, each with its short name."""
    return dict(load("regions.toml")["provinces"])


def province_of(name: str) -> str:
    """The province (省级地区) that a name begins with; empty where it begins with none."""
    return next((each for each in provinces() if name.startswith(each)), "")


def prescribed_in(form_set: str, province: str) -> bool:
    """Whether a set that comes with the package may be in force in a province: it is the
    ministry's, the province's, or that of a city whose set builds on the province's."""
    chain = [_shipped_head(folder.name).region for folder in chain_of(form_set)]
    own = chain[-1]
    return own in (nation(), province) or (own not in provinces() and province in chain)


def available_form_sets(region: str = "", year: int = 0) -> list[str]:
    """Ids of the form sets that come with the package, abstract ones left out; of one region
    and for one year, where these are given. The ministry's come first: of sets that print
    alike, theirs is meant. Only the sets' heads are read."""
    found = []
    for name in shipped_sets():
        head = _shipped_head(name)
        if head.abstract or (region and head.region != region):
            continue
        if not year or head.first_year <= year <= head.last:
            found.append(name)
    return sorted(found, key=lambda name: _shipped_head(name).region != nation())


@cache
def form_titles() -> frozenset[str]:
    """The titles of all forms of all sets that come with the package. Only what the files say is
    read: to lay out twenty sets for their titles takes far longer."""
    chains = [(chain_of(name), _shipped_head(name)) for name in available_form_sets()]
    return frozenset(title_of(chain, key) for chain, head in chains for key in head.forms.values())


def form_sets_in_force(region: str, year: int) -> list[str]:
    """Ids of the sets by which a region published the accounts of a year: its own, the last
    known ones where the year is later than all of them, else the ministry's."""
    if own := available_form_sets(region, year):
        return own
    last = max((_shipped_head(n).last for n in available_form_sets(region)), default=year)
    if region != nation() and last >= year:
        return available_form_sets(nation(), year)
    return available_form_sets(region, last)


def prescribed(form_set: FormSet, year: int) -> frozenset[str]:
    """The keys of those forms of a set that were prescribed in a year: all in the set's own
    years, else those that a set in force in its region had. In 2019 nobody had to publish the
    form of state capital, though later sets of the same shape have it."""
    every = frozenset(form.key for form in form_set.forms)
    if form_set.first_year <= year <= form_set.last_year:
        return every
    heads = [_shipped_head(name) for name in form_sets_in_force(form_set.region, year)]
    then = {key for head in heads for key in head.forms.values()}
    return every & then if then else every


def form_set_folders(name: str | Path) -> list[Traversable]:
    """The data folders of a set, from the one it inherits first to its own. Raises
    ``FormSetError``."""
    return chain_of(name)


def load_form_set(name: str | Path, space: Space | int | None = None) -> FormSet:
    """The form set with this id, or in this folder, its selections read for a year (its own
    first one if none is given), or for a ``Space`` that has a unit's own codes.

    Raises ``FormSetError``.
    """
    if isinstance(space, Space):
        return _build(str(name), space)
    return _load(str(name), space or 0)


@cache
def _load(name: str, year: int) -> FormSet:
    if not year:
        return _load(name, set_file(chain_of(name)).first_year)
    return _build(name, standard_space(year))


def _build(name: str, space: Space) -> FormSet:
    chain = chain_of(name)
    head = set_file(chain)
    builder = Builder(head, chain, space)
    forms = tuple(builder.form(no, key) for no, key in sorted(head.forms.items()))
    return FormSet(
        id=head.id,
        name=head.name,
        name_en=head.name_en,
        inherits=head.inherits,
        region=head.region,
        first_year=head.first_year,
        last_year=head.last,
        money=head.money,
        dash=head.dash,
        total_label=head.total_label,
        source=head.source,
        forms=forms,
        classes=builder.classes,
        place=own_place(chain[-1]),
    )


def cell_selection(row: Selection, column: Selection, space: Space) -> Selection:
    """What one cell sums: row × column (already cut by the form's scope), canonical."""
    if (found := space.products.get((row, column))) is None:
        found = space.products[row, column] = settled(row.times(column, space), space)
    return found


def counted_in(selection: Selection, space: Space, row_unit: str = MONEY) -> str:
    """The unit of one cell by what it means: ``money``, or for a count the unit that its row
    names, else that of what is counted. In one row money may stand beside a count (数量、原值).
    A cell of no known meaning is what its row is."""
    measures = {region.get("measure") for _, region in selection.terms}
    if not measures:
        return row_unit
    if measures != {_COUNT}:
        return MONEY
    if row_unit != MONEY:
        return row_unit
    items = {node for _, region in selection.terms for node in region.get("item") or ()}
    units = {space.named["item"].nodes[item].unit for item in items} - {""}
    return units.pop() if len(units) == 1 else _PIECES


def listed_classes(classes: ClassList) -> list[tuple[str, str]]:
    """Code and printed label (一、…) of every class of a form, in its order."""
    return list(classes.listed)
