"""Places in words: the labels that a form prints at a row and a column, the sentence around
a printed figure. A reader finds a cell by its words; the keys stay beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from juesuan.checks.model import BrokenIdentity, Finding, Operand, Where
from juesuan.checks.subject.document import Subject
from juesuan.forms import CellKey, FilledForm, Form

__all__ = ["Naming"]

_NO_LABEL = frozenset({"", "栏次", "行次"})


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
            self._named[no] = dict(_labels(filled))
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
    def _sentences(self) -> dict[tuple[str, int, int], list[str]]:
        """The narrative's sentences by file, page and line."""
        found: dict[tuple[str, int, int], list[str]] = {}
        for section in self.subject.narrative.sections:
            for sentence in section.sentences:
                spot = sentence.spot
                found.setdefault((spot.file, spot.page, spot.line), []).append(sentence.text)
        return found

    def _quote(self, where: Where) -> str:
        """The sentence in which a printed text stands, where one is known."""
        if where.form or not where.printed:
            return ""
        spot = where.spot
        near = self._sentences.get((spot.file, spot.page, spot.line), [])
        return next((text for text in near if where.printed in text), "")


def _labels(filled: FilledForm) -> Iterator[tuple[CellKey, tuple[str, str]]]:
    """The words of every cell of a form: its row's and its column's."""
    form, start = filled.form, 0
    for side, rows in zip(form.sides, filled.sheet.sides, strict=True):
        heads = {
            role: _column_words(form, start + position)
            for position, role in enumerate(side.body)
            if role in side.columns
        }
        for laid in rows:
            for column, cell in laid.cells.items():
                yield cell.key, (_row_words(laid.row.code, laid.row.label), heads.get(column, ""))
        start += len(side.body)
    for name, cells in filled.sheet.footer_cells.items():
        for cell in cells.values():
            yield cell.key, (name, "")


def _row_words(code: str, label: str) -> str:
    return f"{code} {label}" if code and code not in label else label


def _column_words(form: Form, column: int) -> str:
    """The head of a printed column from top to bottom, without its number (栏次)."""
    words: list[str] = []
    for span in sorted(form.header, key=lambda span: span.row):
        text = span.text.strip()
        covers = span.column <= column < span.column + span.columns
        if covers and text not in _NO_LABEL and not text.isdigit() and text not in words:
            words.append(text)
    return " · ".join(words)
