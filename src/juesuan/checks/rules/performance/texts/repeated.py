"""One sentence in two tables (同一句话): its figures are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, evaluations
from juesuan.checks.tables.saying import finding
from juesuan.checks.tables.wording import texts
from juesuan.performance.statements import clauses
from juesuan.reading.performance import Value
from juesuan.resources import Pattern
from juesuan.text import distance

__all__ = ["RULES", "SETTINGS"]

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_NO_SIGNS = re.compile(r"[^\w.]")
_SHOWN = 60
"""So many characters of a clause a message shows."""


class SameWords(RuleSettings, frozen=True):
    """``numbered`` finds the number of a list before a clause; ``least``: so many characters
    besides figures tell a clause from others; ``alike``: in so many percent of them clauses on
    one thing agree; ``label``: so many characters after a figure say of what it is."""

    numbered: Pattern
    least: int
    alike: int
    label: int


class _Clause(Struct, frozen=True):
    """A clause with figures, and where it stands."""

    evaluation: Evaluation
    value: Value
    text: str

    @property
    def words(self) -> str:
        """The clause with a sign for each figure."""
        return _FIGURE.sub("#", self.text)

    @property
    def figures(self) -> Mapping[str, str]:
        """The figures by the characters that follow them."""
        bare, label = _NO_SIGNS.sub("", self.text), SameWords.of("J706").label
        return {bare[m.end() : m.end() + label]: m[0] for m in _FIGURE.finditer(bare)}

    def retold(self, other: _Clause) -> bool:
        """Whether another clause has the same words and other figures; words may differ a
        little where at least one figure, with what follows it, is the same."""
        if self.text == other.text:
            return False
        if self.words == other.words:
            return True
        mine, theirs = self.figures, other.figures
        common = set(mine) & set(theirs)
        same = [label for label in common if mine[label] == theirs[label]]
        if not same or len(same) == len(common) or len(mine) != len(theirs):
            return False
        return self._alike(other)

    def _alike(self, other: _Clause) -> bool:
        longest = max(len(self.words), len(other.words))
        most = longest * (100 - SameWords.of("J706").alike) // 100
        return distance(self.words, other.words, most) <= most


def _clauses(evaluation: Evaluation) -> Iterator[_Clause]:
    """The clauses of a table's goals, results and tasks that have figures and are long enough
    to be told apart; numbers of lists taken off."""
    asked = SameWords.of("J706")
    for value in texts(evaluation, "goal", "result", "task"):
        for clause in clauses(value.text):
            body = asked.numbered.sub("", clause)
            if _FIGURE.search(body) and len(_FIGURE.sub("", body)) >= asked.least:
                yield _Clause(evaluation, value, body)


def same_words_other_figures(subject: Subject) -> Iterator[Finding]:
    """J706: a clause stands in the department's and a project's table with the same words and
    other figures."""
    found = subject.once(evaluations)
    first = [clause for department in found.departments for clause in _clauses(department)]
    known = {clause.text for clause in first}
    told: dict[str, tuple[_Clause, _Clause]] = {}
    for project in found.projects:
        for clause in _clauses(project):
            before = next((one for one in first if one.retold(clause)), None)
            if before is not None and clause.text not in known:
                told.setdefault(clause.text, (before, clause))
    if told:
        one, other = next(iter(told.values()))
        yield finding(
            "J706",
            one.evaluation,
            where=[c.evaluation.where(c.value) for both in told.values() for c in both],
            one=one.text[:_SHOWN],
            other=other.text[:_SHOWN],
            beside=other.evaluation.name,
            more=len(told),
        )


RULES = {"J706": same_words_other_figures}
SETTINGS = {"J706": SameWords}
