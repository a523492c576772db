"""What a report says of one document: plain records that every format prints alike.

They hold no forms and no readings, so that they pass between processes and thousands of
them cost little. Amounts are texts as printed; nothing here computes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct, field, msgpack

from juesuan.checks import SEVERITIES, Finding, Severity
from juesuan.checks.accounting import CLASSES, Accounted, FigureClass

__all__ = [
    "Acceptance",
    "DocumentReport",
    "Failure",
    "ReportedCoverage",
    "ReportedFinding",
    "RuleOutcome",
    "Status",
    "count_by_severity",
]

Status = Literal["", "new", "remaining", "explained"]
"""Against an earlier report: not compared, new (新出现), remaining (仍未改); or
explained in writing (已说明)."""


class Acceptance(Struct, frozen=True):
    """An entry of a baseline (已接受的问题): who accepted a finding, why, until when.

    ``number`` is its place in the file, from 1.
    """

    number: int
    who: str
    why: str
    until: date | None = None


class ReportedFinding(Finding, frozen=True, kw_only=True):
    """A finding with its words and its severity as set for the report. ``advice`` is what the
    rule's row says to do in this case, perhaps nothing. ``accepted`` is set where a baseline
    accepts it, ``expired`` where one did until a day that is past; then it counts again.
    ``explained`` is the written explanation (出错说明) that travels with it."""

    severity: Severity
    title: str
    message: str
    advice: str = ""
    status: Status = ""
    accepted: Acceptance | None = None
    expired: Acceptance | None = None
    explained: Acceptance | None = None


class RuleOutcome(Struct, frozen=True):
    """A rule, or a part of one, that could not be checked, and why in words."""

    code: str
    title: str
    reason: str
    why: str


class ReportedCoverage(Struct, frozen=True, kw_only=True):
    """What was checked and what was not.

    ``rules`` are the rules that ran (code → title) and ``broken`` the codes among them with
    findings; ``left_out`` the codes not selected, ``previews`` those on trial that nobody asked
    for. ``identities`` counts them by outcome
    (held, tails, broken, unchecked). ``figures`` counts printed figures read with certainty
    and without; ``unread`` what was not understood, by kind in words. ``numbers`` are all that are
    printed, each with its class.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    not_checked: tuple[RuleOutcome, ...] = ()
    left_out: tuple[str, ...] = ()
    previews: tuple[str, ...] = ()
    identities: Mapping[str, int] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    certain: int = 0
    uncertain: int = 0
    sections: int = 0
    mentions: int = 0
    mentions_unclear: int = 0
    performance: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[tuple[str, str, int], ...] = ()
    numbers: tuple[Accounted, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        """For another process: the numbers, thousands of them, go in one piece. They are nine
        tenths of a report, and piece by piece take ten times as long."""
        said = {name: getattr(self, name) for name in self.__struct_fields__ if name != "numbers"}
        try:
            return _received, (said, msgpack.encode(self.numbers))
        except UnicodeEncodeError:  # the name of a file is no text
            return _received, (said, self.numbers)

    @property
    def shares(self) -> Mapping[FigureClass, int]:
        """How many printed numbers were compared, are known for what they are, or were not
        understood."""
        counts = Counter(one.figure_class for one in self.numbers)
        return {figure_class: counts[figure_class] for figure_class in CLASSES}

    @property
    def held(self) -> list[str]:
        """Codes of the rules that were checked wholly and found nothing."""
        partly = {outcome.code for outcome in self.not_checked}
        return [code for code in self.rules if code not in self.broken and code not in partly]

    @property
    def nothing(self) -> bool:
        """Whether no rule and no identity was checked at all."""
        checked = sum(n for key, n in self.identities.items() if key != "unchecked")
        return not checked and not (set(self.rules) - {n.code for n in self.not_checked})


def _received(said: Mapping[str, Any], numbers: bytes | tuple[Accounted, ...]) -> ReportedCoverage:
    """A coverage from another process."""
    if isinstance(numbers, bytes):
        numbers = msgpack.decode(numbers, type=tuple[Accounted, ...])
    return ReportedCoverage(**said, numbers=numbers)


class Failure(Struct, frozen=True):
    """Why a file gave no report: a key (``unreadable.damaged``, …) and the words."""

    key: str
    text: str


class DocumentReport(Struct, frozen=True, kw_only=True):
    """Everything said of one document. ``findings`` count, the gravest first; ``accepted``
    are those a baseline accepts. ``mended`` and ``unchecked`` are findings of an earlier
    report that are gone, and those whose rule was not checked this time. ``sha256`` is that of
    the file (of a folder, that of the list of its files), ``checked_on`` the day."""

    file: str
    unit: str = ""
    year: int = 0
    form_set: str = ""
    form_set_name: str = ""
    money: str = ""
    findings: tuple[ReportedFinding, ...] = ()
    accepted: tuple[ReportedFinding, ...] = ()
    mended: tuple[ReportedFinding, ...] = ()
    unchecked: tuple[ReportedFinding, ...] = ()
    compared: bool = False
    coverage: ReportedCoverage = field(default_factory=ReportedCoverage)
    problem: Failure | None = None
    page: str = ""
    sha256: str = ""
    checked_on: date | None = None

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings count, by severity."""
        return count_by_severity(self.findings)


def count_by_severity(findings: Sequence[ReportedFinding]) -> dict[Severity, int]:
    """How many findings there are of each severity, the gravest first."""
    return {s: sum(found.severity == s for found in findings) for s in SEVERITIES}
