"""The form set of a document: the one whose forms are there, by what their columns mean."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.forms import Form, nation
from juesuan.keeping import compiled
from juesuan.lexicon import TableMeaning
from juesuan.reading.recognise.forms import Recognised
from juesuan.reading.recognise.meanings import fit, intact, meaning_of
from juesuan.reading.recognise.tables import Table
from juesuan.text import plain

__all__ = ["best_set"]

_YEAR_OF = compiled(r"^20\d\d年度?|^附?表[一二三四五六七八九十\d]+[:：、.]?")
_NEAR = 12.0
"""Points of looks by which a set may trail the best and still be weighed by its words."""
_WORDS = 2.0
_NUMBER = 0.5
_TITLE = 1.5
_YEAR = 1.0
_YEARS = 3
_MISSING = 1.0
_MISSING_IN_PART = 0.3
"""For each form of the set that is not there; less where a part only is read."""
_REGION = 1.0


def best_set(found: Sequence[Recognised]) -> Recognised:
    """Of one document recognised by several sets, the one that fits it best.

    What columns mean counts first, then titles, numbers, years and looks. The ministry's set
    is meant where a region's fits no better; of a document without forms, its newest of that year.
    """
    top = max(each.score for each in found)
    near = [each for each in found if each.score >= top - _NEAR]
    if len(near) == 1:
        return near[0]
    if not any(each.forms for each in near):
        return max(near, key=_usual)
    weigher = _Weigher()
    return max(near, key=lambda each: weigher.weight(each))


def _usual(found: Recognised) -> tuple[bool, int, int]:
    """How usual a set is for a document without forms: the ministry's, of its year, the newest."""
    form_set = found.form_set
    distance = max(form_set.first_year - found.year, found.year - form_set.last_year, 0)
    return form_set.region == nation(), -distance, form_set.first_year


class _Weigher:
    def __init__(self) -> None:
        self.read: dict[tuple[int, int, int], tuple[TableMeaning, bool]] = {}

    def weight(self, found: Recognised) -> float:
        form_set, year = found.form_set, found.year
        distance = max(form_set.first_year - year, year - form_set.last_year, 0)
        missing = len(form_set.forms) - len(found.forms)
        part = 2 * missing > len(form_set.forms)
        points = found.score - missing * (_MISSING_IN_PART if part else _MISSING)
        points -= _YEAR * min(distance, _YEARS)
        points -= _REGION * (form_set.region != nation())
        for no, table in found.forms:
            if table.rows:
                points += self._table(form_set.form(no), table, found)
        return points

    def _table(self, form: Form, table: Table, found: Recognised) -> float:
        points = 0.0
        key = (id(table.rows[0]), len(table.rows), found.year)
        if key not in self.read:
            meaning = meaning_of(table, found.year)
            self.read[key] = (meaning, intact(table, meaning))
        meaning, trusted = self.read[key]
        if trusted:
            fits = fit(form, found.form_set, meaning, found.year)
            points += _WORDS * (2 * fits.rows - 1) if fits.exact else -_WORDS
        if table.seen.number and form.number:
            points += _NUMBER if table.seen.number == form.no else -_NUMBER
        titles = {_YEAR_OF.sub("", text) for text in table.seen.near}
        return points + _TITLE * (plain(form.title) in titles)
