"""Each row of an inspection sheet judged: yes, no, or not checkable here, with its evidence.

Judgements rest on the findings of the rules and on what was read; nothing is read a second time.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.checks import Checked, Where
from juesuan.reading import Spot
from juesuan.reporting.inspection.reading import Sighting, seen_in
from juesuan.reporting.inspection.sheet import InspectionRow, InspectionSheet
from juesuan.reporting.model import DocumentReport, ReportedFinding
from juesuan.reporting.overview import shortened
from juesuan.reporting.running import CheckRequest, check_files
from juesuan.reporting.words import place_words, spot_words

__all__ = ["Evidence", "Inspection", "Judgement", "inspect_files", "inspection_of"]

Verdict = Literal["yes", "no", "open"]
"""是、否、本处不能查."""

_SHOWN = 6


class Evidence(Struct, frozen=True):
    """What a judgement rests on: the place in words, where it is in the file (``spot``, and in
    words ``at``: page, line, cell), and the text that stands there or what is wrong with it."""

    place: str
    at: str
    text: str
    spot: Spot = field(default_factory=Spot)


class Judgement(Struct, frozen=True, kw_only=True):
    """A row judged. ``faults`` are counted where it is not kept, ``deducted`` points come from
    them; ``why`` is a message key where it is open or nothing else is to be shown."""

    row: InspectionRow
    verdict: Verdict
    faults: int = 0
    deducted: int = 0
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    lacking: tuple[str, ...] = ()


class Inspection(Struct, frozen=True, kw_only=True):
    """A document against a sheet. ``judgements`` are empty where the file was not read; the
    report then holds the problem."""

    sheet: InspectionSheet
    report: DocumentReport
    judgements: tuple[Judgement, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many rows were so judged."""
        return sum(one.verdict == verdict for one in self.judgements)

    @property
    def deducted(self) -> int:
        """Points deducted."""
        return sum(one.deducted for one in self.judgements)

    @property
    def judged(self) -> int:
        """Points of the rows that could be judged."""
        return sum(one.row.points for one in self.judgements if one.verdict != "open")


def inspect_files(
    paths: Sequence[str | Path],
    sheet: InspectionSheet,
    task: CheckRequest,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda stage: None,
) -> Iterator[Inspection]:
    """Inspect documents, in their order, each in a process with bounds as ``check_files`` does."""
    with tempfile.TemporaryDirectory() as folder:
        page = partial(_keep, sheet=sheet, lang=task.settings.lang or "zh")
        asked = replace(task, page=page, folder=Path(folder), suffix=".judged")
        for report in check_files(paths, asked, jobs, progress):
            if report.problem is not None:
                yield Inspection(sheet=sheet, report=report)
                continue
            with (Path(folder) / report.page).open("rb") as stream:
                judgements = pickle.load(stream)
            yield Inspection(sheet=sheet, report=report, judgements=judgements)


def _keep(
    checked: Checked, report: DocumentReport, path: Path, sheet: InspectionSheet, lang: str
) -> None:
    """Write a document's judgements, for the process that asked for them."""
    path.write_bytes(pickle.dumps(inspection_of(checked, report, sheet, lang).judgements))


def inspection_of(
    checked: Checked, report: DocumentReport, sheet: InspectionSheet, lang: str = "zh"
) -> Inspection:
    """A checked document against a sheet; places are in words of a language."""
    judge = _Judge(checked, report, lang)
    judgements = tuple(judge.judgement(row) for row in sheet.row)
    return Inspection(sheet=sheet, report=report, judgements=judgements)


class _Judge:
    """Judges the rows of one document."""

    def __init__(self, checked: Checked, report: DocumentReport, lang: str) -> None:
        self.subject, self.report, self.lang = checked.subject, report, lang
        self.file = Path(report.file).name
        partly = {outcome.code for outcome in report.coverage.not_checked}
        self.checked = set(report.coverage.rules)
        self.wholly = self.checked - partly

    def judgement(self, row: InspectionRow) -> Judgement:
        """A row judged."""
        if row.outside:
            return Judgement(row=row, verdict="open", why="outside")
        found = [one for one in self.report.findings if _speaks_of(row, one)]
        seen = seen_in(self.subject, row)
        if found or seen.verdict == "no":
            faults = len(found) + (seen.verdict == "no")
            evidence = (*map(self._finding, found[:_SHOWN]), *self._seen(seen))
            why = seen.why if seen.verdict == "no" else ""
            return self._no(row, faults, evidence, why, seen)
        codes = {code.partition(".")[0] for code in row.rules}
        if codes and not codes & self.checked:
            return Judgement(row=row, verdict="open", why="rules_not_checked")
        if seen.verdict == "open":
            return Judgement(row=row, verdict="open", why=seen.why)
        if codes - self.wholly and not seen.places:
            return Judgement(row=row, verdict="yes", why="no_findings_partly")
        why = seen.why or ("" if seen.places else "no_findings")
        return Judgement(row=row, verdict="yes", evidence=self._seen(seen), why=why)

    def _no(
        self,
        row: InspectionRow,
        faults: int,
        evidence: tuple[Evidence, ...],
        why: str,
        seen: Sighting,
    ) -> Judgement:
        whole = not row.each or (seen.verdict == "no" and not seen.places)
        deducted = row.points if whole else min(row.points, row.each * faults)
        return Judgement(
            row=row,
            verdict="no",
            faults=faults,
            deducted=deducted,
            evidence=evidence,
            why=why,
            lacking=seen.lacking,
        )

    def _finding(self, found: ReportedFinding) -> Evidence:
        place = found.where[0] if found.where else Where()
        said = f"{found.code} {shortened(found.message)}"
        at = spot_words(place.spot, self.lang, self.file)
        return Evidence(place_words(place, self.lang), at, said, place.spot)

    def _seen(self, seen: Sighting) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(place, spot_words(spot, self.lang, self.file), shortened(text), spot)
            for place, spot, text in seen.places[:_SHOWN]
        )


def _speaks_of(row: InspectionRow, found: ReportedFinding) -> bool:
    named = f"{found.code}.{found.variant}" if found.variant else found.code
    if named in row.spares:
        return False
    return found.code in row.rules or named in row.rules
