"""What a template's sentences are made of: its quantities and lists, with their amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from juesuan.facts import (
    ExpressionError,
    FactStore,
    Selection,
    Space,
    format_amount,
    parse_selection,
    round_half_away,
)
from juesuan.narrative.figures import Figures
from juesuan.narrative.marks import Marks
from juesuan.narrative.quantities import NamedQuantity
from juesuan.narrative.template import ListSpec, NarrativeTemplate, TemplateError

if TYPE_CHECKING:  # only text that was read already comes with it
    from juesuan.reading.performance import Performance

__all__ = ["EvaluationResults", "Material", "evaluated", "given_evaluation"]

_LEVELS = {"class": 3, "section": 5, "item": 7}


class EvaluationResults(Struct, frozen=True):
    """Results of the performance self-evaluation (绩效自评): how many projects, the money they
    spent in cents (``None`` if not known), and how many got each grade, best first."""

    projects: int
    amount: int | None = None
    grades: Mapping[str, int] = field(default_factory=dict)


class Material:
    """The quantities of a template in a year (``Sources`` of their amounts)."""

    def __init__(
        self, template: NarrativeTemplate, figures: Figures, previous: Figures | None = None
    ) -> None:
        assert figures.store is not None
        self.template, self.figures, self.previous = template, figures, previous
        self.words = template.words
        self.marks = Marks()
        self.store: FactStore = figures.store
        self.space: Space = self.store.space
        self.quantities = {
            key: NamedQuantity(self, key, spec.name, self._selection(key))
            for key, spec in template.quantities.items()
        }
        every = {name: self._list(name, spec) for name, spec in template.lists.items()}
        self._prepare([*self.quantities.values(), *(q for found in every.values() for q in found)])
        self.planned = {
            name: [each for each in found if any(q.exact for q in self.staged(each))]
            for name, found in every.items()
        }
        """The lists, with the members that had a budget or were spent."""
        self.lists = {
            name: [q for q in found if q and q.told] for name, found in self.planned.items()
        }
        """The lists, with the members that are not nothing in the final account."""

    @staticmethod
    def staged(quantity: NamedQuantity) -> tuple[NamedQuantity, NamedQuantity, NamedQuantity]:
        """A quantity as final account, initial and full-year budget."""
        return quantity, quantity.initial, quantity.adjusted

    def _prepare(self, every: Sequence[NamedQuantity]) -> None:
        """Ask for all amounts at once: one scan instead of hundreds."""
        self.figures.prepare(q.selection for each in every for q in self.staged(each))
        if self.previous is not None:
            self.previous.prepare(each.last.selection for each in every)

    def _selection(self, quantity: str) -> Selection:
        """What a quantity of the template selects. Raises ``TemplateError``."""
        spec = self.template.quantities[quantity]
        try:
            selection = parse_selection(spec.select, self.space)
        except ExpressionError as error:
            place = f"quantities.{quantity}.select"
            raise TemplateError("bad_select", self.template.id, place, why=error) from None
        for form in self.figures.disclosure.form_set.forms:
            if form.key == spec.form:
                return selection.times(form.scope, self.space)
        return selection

    def _list(self, name: str, spec: ListSpec) -> list[NamedQuantity]:
        if spec.members:
            return [self.quantities[member] for member in spec.members]
        return list(self._parts(name, spec))

    def _parts(self, name: str, spec: ListSpec) -> Iterator[NamedQuantity]:
        """A quantity divided by the codes on which facts lie."""
        whole = self._selection(spec.of)
        length = _LEVELS[spec.level]
        posted = self.store.codes(spec.by)
        for code in posted:
            deeper = any(other != code and other.startswith(code) for other in posted)
            lowest = spec.level == "item" and len(code) < length and not deeper
            if len(code) != length and not lowest:
                continue
            here = parse_selection(f"[{spec.by}={code}]", self.space)
            selection = whole.times(here, self.space)
            if selection.canonical(self.space).terms:
                label = self._name(spec.by, code)
                path = self.path(code) if spec.by == "function" else label
                yield NamedQuantity(self, name, label, selection, "final", code, path)

    def _name(self, dimension: str, code: str) -> str:
        codes = self.space.codes[dimension]
        if code in codes:
            return codes.name(code)
        return next((entry.name for entry in codes.other_years(code)), code)

    def path(self, code: str) -> str:
        """A functional code in full: 一般公共服务支出（类）网信事务（款）行政运行（项）."""
        ranks = ((self.words[rank], code[:n]) for rank, n in _LEVELS.items() if n <= len(code))
        return "".join(f"{self._name('function', part)}（{rank}）" for rank, part in ranks)


def evaluated(material: Material, results: EvaluationResults) -> dict[str, Any]:
    """Results as the template names them: ``projects``, ``amount`` and ``grades``."""
    marks, money = material.marks, material.figures.money

    def count(value: int, name: str) -> str:
        return marks.mark(f"{value:,}", ("count", value, "amount", name, "final", ""))

    amount = ""
    if results.amount is not None:
        printed = round_half_away(results.amount, money.print_step) * money.print_step
        says = ("money", printed, "amount", "evaluated", "final", "")
        amount = marks.mark(format_amount(printed, money) + money.zh, says)
    return {
        "projects": count(results.projects, "evaluated_projects"),
        "amount": amount,
        "grades": [(g, count(n, f"evaluated_grade.{g}")) for g, n in results.grades.items() if n],
    }


def given_evaluation(performance: Performance) -> EvaluationResults | None:
    """The results that printed performance tables tell: nothing where some table of a project
    tells no grade."""
    grades = Counter(project.grade.text.strip() for project in performance.projects)
    if not grades or "" in grades:
        return None
    return EvaluationResults(grades.total(), None, grades)
