"""What a run over documents keeps in mind for the baseline: new entries, old ones unused."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.reporting.baseline import Accepted, baseline_entry, baseline_head
from juesuan.reporting.model import DocumentReport

__all__ = ["BaselineKeeper"]


class BaselineKeeper:
    """Sees every report of a run. ``not_compared`` are the files that an earlier report does
    not know. Entries of a new baseline are kept only if ``writing``: a run may see millions
    of findings."""

    def __init__(self, accepted: Sequence[Accepted], lang: str, writing: bool = False) -> None:
        self._accepted, self._lang, self._writing = accepted, lang, writing
        self._entries: list[str] = []
        self._seen: set[int] = set()
        self._used: set[int] = set()
        self.not_compared: list[str] = []

    @property
    def count(self) -> int:
        """Entries of the new baseline."""
        return len(set(self._entries))

    def see(self, report: DocumentReport) -> None:
        """Remember a report."""
        if report.problem is not None:
            return
        if not report.compared:
            self.not_compared.append(report.file)
        for entry in self._accepted:
            code = entry.key.partition(" ")[0]
            if entry.is_of(report) and code in report.coverage.rules:
                self._seen.add(entry.acceptance.number)
        for found in (*report.findings, *report.accepted):
            if self._writing:
                self._entries.append(baseline_entry(report, found))
            if known := found.accepted or found.expired:
                self._used.add(known.number)

    def no_longer(self) -> list[int]:
        """Numbers of the entries whose document was checked and no longer has the finding."""
        return sorted(self._seen - self._used)

    def text(self) -> str:
        """A baseline with every finding seen; what was accepted before keeps its words."""
        return baseline_head(self._lang) + "".join(dict.fromkeys(self._entries))
