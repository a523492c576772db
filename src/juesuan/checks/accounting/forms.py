"""The numbers of the forms' tables (报表): figures, codes, numbers of rows."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.accounting.model import Accounted, FigureClass
from juesuan.checks.accounting.shapes import numbers
from juesuan.checks.causes.explaining import explained
from juesuan.checks.model import Where
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.subject import Subject
from juesuan.forms import CellKey
from juesuan.keeping import compiled
from juesuan.reading import GridText

__all__ = ["AccountedCells"]

_AMOUNT = compiled(r"(?!\d{1,2}\.0+$)[-−－]?\s*\d{1,3}(?:[,，]?\d{3})*\.\d+\s*%?")
"""A cell that can be nothing but an amount or a rate (3.00 may be the number of a column)."""


class AccountedCells:
    """Which cells of a document's tables are figures of its forms, and which were compared."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._forms = {
            id(cell): form.no
            for form in (subject.reading.forms if subject.reading else ())
            for row in (*form.table.rows, *(column.cells for column in form.table.extra))
            for cell in row
            if cell
        }
        self._by_spot = {found.evidence: key for key, found in subject.observed.items()}
        self._compared = subject.once(_compared)

    def form_of(self, cell: GridText) -> str:
        """The number of the form that a cell belongs to; empty for other tables."""
        return self._forms.get(id(cell), "")

    def account(self, cell: GridText) -> Iterator[Accounted]:
        """The numbers of a form's cell."""
        key = self._by_spot.get(cell.spot)
        text = cell.text.strip()
        for start, end in numbers(text):
            figure_class, kind = self._figure(key) if key else self._other(text)
            where = (
                self.subject.where(key)
                if key
                else Where(spot=cell.spot, form=self.form_of(cell), printed=text)
            )
            yield Accounted(
                text=text[start:end],
                figure_class=figure_class,
                kind=kind,
                area="forms",
                where=where,
            )
            if key:
                return

    def _figure(self, key: CellKey) -> tuple[FigureClass, str]:
        if self.subject.observed[key].certainty < 1:
            return "unclear", "unsure"
        return ("compared", "form") if key in self._compared else ("known", "alone")

    @staticmethod
    def _other(text: str) -> tuple[FigureClass, str]:
        """A number that is no figure of the form: a code, the number of a row, a word's."""
        return ("unclear", "unread") if _AMOUNT.fullmatch(text) else ("known", "row")


def _compared(subject: Subject) -> frozenset[CellKey]:
    """The cells that an identity which could be checked holds, or the text tells, too."""
    system = subject.once(explained).system
    held = {system.keys[place] for one in system.each for _, place in one.terms}
    told = {key for tie in tie_outs(subject) for figure in tie.figures for key in figure.keys}
    return frozenset(held | told)
