"""Places in words: the labels that a form prints at a row and a column, the sentence around
a printed figure. A reader finds a cell by its words; the keys stay beside them."""

from __future__ import annotations

from functools import cached_property

from msgspec.structs import replace

from juesuan.checks.model import BrokenIdentity, Finding, Operand, Where
from juesuan.checks.subject.document import Subject
from juesuan.forms import CellKey, FilledForm, cell_words
from juesuan.reading import Spot

__all__ = ["Naming"]


class Naming:
    """Names the places of one document."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._forms = {filled.form.no: filled for filled in subject.disclosure.forms}
        self._named: dict[str, dict[CellKey, tuple[str, str]]] = {}

    def finding(self, finding: Finding) -> Finding:
        """A finding with all its places named."""
        return replace(
            finding,
            where=tuple(map(self.named, finding.where)),
            identities=tuple(map(self._identity, finding.identities)),
            candidates=tuple((self.named(place), value) for place, value in finding.candidates),
            follows=tuple(replace(f, finding=self.finding(f.finding)) for f in finding.follows),
        )

    def _identity(self, broken: BrokenIdentity) -> BrokenIdentity:
        operands = (Operand(o.coefficient, self.named(o.where)) for o in broken.operands)
        return replace(broken, operands=tuple(operands))

    def named(self, where: Where) -> Where:
        """A place with its words."""
        filled = self._forms.get(where.form)
        row, column = self._labels(filled, where)
        return replace(
            where,
            form_title=filled.form.title if filled else "",
            row_label=row,
            column_label=column,
            heading=self._heading(where.section),
            quote=self._quote(where),
        )

    def _labels(self, filled: FilledForm | None, where: Where) -> tuple[str, str]:
        if filled is None or not (where.row or where.column):
            return "", ""
        no = filled.form.no
        if no not in self._named:
            self._named[no] = cell_words(filled)
        labels = self._named[no]
        if found := labels.get(CellKey(no, where.row, where.column)):
            return found
        row = next((row for key, (row, _) in labels.items() if key.row == where.row), "")
        column = next((c for key, (_, c) in labels.items() if key.column == where.column), "")
        return row, column

    @cached_property
    def _headings(self) -> list[tuple[str, str]]:
        """The narrative's sections: the path of their numbers, and their titles."""
        narrative = self.subject.narrative
        return [
            ("/".join(part.number for part in narrative.path(s) if part.number), s.title)
            for s in narrative.sections
        ]

    def _heading(self, section: str) -> str:
        """The title of a section named by its path, or by the end of it."""
        if not section:
            return ""
        ends = (title for path, title in self._headings if f"/{path}".endswith(f"/{section}"))
        return next(ends, "")

    @cached_property
    def _sentences(self) -> dict[Spot, list[str]]:
        """The narrative's sentences by page, line or cell."""
        found: dict[Spot, list[str]] = {}
        for section in self.subject.narrative.sections:
            for sentence in section.sentences:
                found.setdefault(replace(sentence.spot, box=None), []).append(sentence.text)
        return found

    def _quote(self, where: Where) -> str:
        """The sentence in which a printed text stands, where one is known."""
        if where.form or not where.printed:
            return ""
        near = self._sentences.get(replace(where.spot, box=None), [])
        return next((text for text in near if where.printed in text), "")
