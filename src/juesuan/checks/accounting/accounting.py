"""All numbers of a document accounted for, in the order of the document's parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from juesuan.checks.accounting.forms import AccountedCells
from juesuan.checks.accounting.model import CLASSES, Accounted, FigureClass
from juesuan.checks.accounting.narrative import narrative_numbers
from juesuan.checks.accounting.performance import Role, performance_cells, text_number
from juesuan.checks.accounting.shapes import numbers
from juesuan.checks.model import Where
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.subject import Subject
from juesuan.checks.subject.contents import entries
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.reading import Grid, GridText, Spot

__all__ = ["accounted", "shares"]

_SHOWN = 40
"""Characters of a text that a place shows."""

_SHORT = 14
"""So many characters a cell may have that is a number with its unit and no text."""


def accounted(subject: Subject) -> Sequence[Accounted]:
    """Every printed number with its class, kind and place; worked out once a document. A book's
    own forms print no other numbers than their figures."""
    return subject.once(_accounted)


def shares(subject: Subject) -> Mapping[FigureClass, int]:
    """How many numbers there are of each class."""
    counts = Counter(one.figure_class for one in accounted(subject))
    return {figure_class: counts[figure_class] for figure_class in CLASSES}


def _accounted(subject: Subject) -> Sequence[Accounted]:
    if subject.reading is None:
        return ()
    return [*narrative_numbers(subject), *_Parts(subject).all()]


class _Parts:
    """Goes through the parts of the documents that the narrative has not told of."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.forms = AccountedCells(subject)
        self.cells = performance_cells(subject)
        self.tables = dict(_tables(subject))
        self.contents = {entry.spot for entry in entries(subject)} - {Spot()}
        sections = subject.narrative.sections
        self.told = {section.spot for section in sections} | {
            sentence.spot for section in sections for sentence in section.sentences
        }
        elsewhere = [text for text in every_text(subject) if text.elsewhere]
        self.told |= {sentence.spot for text in elsewhere for sentence in text.section.sentences}

    def all(self) -> Iterator[Accounted]:
        """The numbers of all tables, and of the paragraphs outside the narrative."""
        assert self.subject.reading is not None
        for document in self.subject.reading.documents:
            for part in document.parts:
                if isinstance(part, Grid):
                    yield from self._grid(part)
                elif part.spot not in self.told:
                    for start, end in numbers(part.text):
                        where = Where(spot=part.spot, printed=part.text.strip()[:_SHOWN])
                        yield self._other(part.text, start, end, where)

    def _grid(self, grid: Grid) -> Iterator[Accounted]:
        cells = [cell for row in grid.rows for cell in row if cell]
        evaluation = next((self.tables[c.spot] for c in cells if c.spot in self.tables), None)
        listed = any(cell.spot in self.contents for cell in cells)
        for cell in cells:
            if cell.spot in self.told:
                continue
            if self.forms.form_of(cell):
                yield from self.forms.account(cell)
            elif evaluation is not None or cell.spot in self.cells:
                yield from self._performance(evaluation, cell)
            else:
                for start, end in numbers(cell.text):
                    where = Where(spot=cell.spot, printed=cell.text.strip()[:_SHOWN])
                    yield self._other(cell.text, start, end, where, listed)

    def _other(
        self, text: str, start: int, end: int, where: Where, listed: bool = False
    ) -> Accounted:
        """A number outside the narrative, forms and self-evaluations; on the contents page it is
        that of a page."""
        listed = listed or where.spot in self.contents
        page: Role = ("known", "page")
        figure_class, kind = page if listed else text_number(None, text, start, end)
        return Accounted(
            text=text[start:end], figure_class=figure_class, kind=kind, area="other", where=where
        )

    def _performance(self, evaluation: Evaluation | None, cell: GridText) -> Iterator[Accounted]:
        role = self.cells.get(cell.spot)
        text = cell.text
        project = evaluation.name if evaluation else ""
        where = Where(spot=cell.spot, project=project, printed=text.strip()[:_SHOWN])
        for start, end in numbers(text):
            if role is not None and (len(text.strip()) <= _SHORT or role[1] == "name"):
                figure_class, kind = role
            else:
                figure_class, kind = text_number(evaluation, text, start, end)
            yield Accounted(
                text=text[start:end],
                figure_class=figure_class,
                kind=kind,
                area="performance",
                where=where,
            )


def _tables(subject: Subject) -> Iterator[tuple[Spot, Evaluation]]:
    """The evaluations by the spots of their cells."""
    for evaluation in subject.once(evaluations).every:
        printed = evaluation.printed
        yield printed.name.spot, evaluation
        for indicator in printed.indicators:
            for value in (indicator.level3, indicator.target, indicator.actual):
                if value.spot != Spot():
                    yield value.spot, evaluation
