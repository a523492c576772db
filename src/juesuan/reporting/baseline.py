"""The baseline (已接受的问题): findings that somebody looked at and accepts for now.

A TOML file, one ``[[accepted]]`` for each finding: the document (``unit`` and ``year``, or
``file``), the finding's ``key``, ``who`` accepted it, ``why``, and perhaps ``until`` when.
After that day the finding counts again.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from juesuan.messages import say
from juesuan.reporting.former_keys import current_key
from juesuan.reporting.model import Acceptance, DocumentReport, ReportedFinding
from juesuan.reporting.settings import SettingsError, toml_of

__all__ = ["Accepted", "apply", "baseline_entry", "baseline_head", "entries_of", "read_baseline"]

_TEXTS = ("unit", "file", "key", "who", "why")
_KEYS = (*_TEXTS, "year", "until", "message")


class Accepted(Struct, frozen=True):
    """An entry of the file: which document, which finding, and its acceptance."""

    unit: str
    year: int
    file: str
    key: str
    acceptance: Acceptance

    def is_of(self, report: DocumentReport) -> bool:
        """Whether the entry speaks of this document."""
        if self.file and Path(self.file).name != Path(report.file).name:
            return False
        return (not self.unit or self.unit == report.unit) and (
            not self.year or self.year == report.year
        )


def read_baseline(path: str | Path) -> list[Accepted]:
    """The entries of a baseline file. Raises ``SettingsError`` naming the entry."""
    return entries_of(path, "accepted")


def entries_of(path: str | Path, *names: str) -> list[Accepted]:
    """The entries ``[[name]]`` of a file, of any of the names. Raises ``SettingsError`` naming
    the entry."""
    path = Path(path)
    data = toml_of(path)
    entries = [entry for name in names for entry in _listed(data.get(name, []))]
    if set(data) - set(names) or None in entries:
        raise SettingsError(
            "not_a_baseline" if names == ("accepted",) else "not_explanations", path=path
        )
    return [_accepted(path, number, entry) for number, entry in enumerate(entries, 1)]


def _listed(entries: Any) -> list[Any]:
    return entries if isinstance(entries, list) else [None]


def _accepted(path: Path, number: int, entry: Any) -> Accepted:
    if not isinstance(entry, dict):
        raise SettingsError("not_a_baseline", path=path)
    for name, value in entry.items():
        if name not in _KEYS:
            near = difflib.get_close_matches(name, _KEYS, 1, 0.3)
            known = near or _KEYS
            raise SettingsError("baseline_key", path=path, number=number, entry=name, known=known)
        if name in _TEXTS and not isinstance(value, str):
            raise SettingsError("baseline_text", path=path, number=number, entry=name)
    year = entry.get("year", 0)
    if not isinstance(year, int) or isinstance(year, bool):
        raise SettingsError("baseline_year", path=path, number=number)
    texts = {name: entry.get(name, "").strip() for name in _TEXTS}
    for name in ("key", "who", "why"):
        if not texts[name]:
            raise SettingsError("baseline_missing", path=path, number=number, entry=name)
    if not texts["file"] and not (texts["unit"] and year):
        raise SettingsError("baseline_document", path=path, number=number)
    until = entry.get("until")
    if isinstance(until, datetime):
        until = until.date()
    if until is not None and not isinstance(until, date):
        raise SettingsError("baseline_until", path=path, number=number)
    acceptance = Acceptance(number, texts["who"], texts["why"], until)
    return Accepted(texts["unit"], year, texts["file"], current_key(texts["key"]), acceptance)


def apply(report: DocumentReport, entries: Iterable[Accepted], today: date) -> DocumentReport:
    """The report with its accepted findings set apart. What was accepted until a day before
    ``today`` counts, and says so."""
    mine = {entry.key: entry.acceptance for entry in entries if entry.is_of(report)}
    counted: list[ReportedFinding] = []
    accepted: list[ReportedFinding] = []
    for finding in report.findings:
        acceptance = mine.get(finding.key)
        if acceptance is None:
            counted.append(finding)
        elif acceptance.until is not None and acceptance.until < today:
            counted.append(replace(finding, expired=acceptance))
        else:
            accepted.append(replace(finding, accepted=acceptance))
    return replace(report, findings=tuple(counted), accepted=tuple(accepted))


def baseline_head(lang: str) -> str:
    """The words at the top of a new baseline file."""
    lines = say("settings.baseline_head", lang).splitlines()
    return "".join(f"# {line}\n" for line in lines)


def baseline_entry(report: DocumentReport, finding: ReportedFinding) -> str:
    """An entry for a finding, its ``who`` and ``why`` as accepted before or left to fill in."""
    known = finding.accepted or finding.expired
    document: Sequence[tuple[str, str]] = (
        (("unit", _text(report.unit)), ("year", str(report.year)))
        if report.unit and report.year
        else (("file", _text(Path(report.file).name)),)
    )
    lines = [
        *document,
        ("key", _text(finding.key)),
        ("message", _text(finding.message)),
        ("who", _text(known.who if known else "")),
        ("why", _text(known.why if known else "")),
    ]
    if known and known.until:
        lines.append(("until", known.until.isoformat()))
    return "\n[[accepted]]\n" + "".join(f"{name} = {value}\n" for name, value in lines)


def _text(text: str) -> str:
    """A text as TOML writes it (the escapes of JSON are among those of TOML)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
