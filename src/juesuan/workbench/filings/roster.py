"""A roster (应公开名单) taken in: departments, units, the year and its day due, at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from juesuan.corpus.missing import read_roster
from juesuan.messages import JuesuanError
from juesuan.text import plain
from juesuan.workbench.filings.models import Filing
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import Department, Unit, User
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.words import language, word

__all__ = ["take_in_roster", "take_roster"]

_LARGEST = 5 * 1024 * 1024


def take_roster(request: HttpRequest) -> HttpResponse:
    """Take a roster in: csv or xlsx as ``juesuan audit --roster`` reads it."""
    assert isinstance(request.user, User)
    file = request.FILES.get("roster")
    try:
        rows = _rows(file)
    except JuesuanError as error:
        messages.error(request, error.text(language()))
        return redirect("people")
    units, filings = take_in_roster(rows, request.user, str(file.name) if file else "")
    messages.success(request, word("people.roster_taken", units=units, filings=filings))
    return redirect("people")


def take_in_roster(rows: Iterable[Mapping[str, Any]], by: User, source: str) -> tuple[int, int]:
    """Make what a roster names and is not there yet, all or nothing; how many units and how many
    years are new. Units are known by their names; a day due is set anew."""
    units = {plain(unit.name): unit for unit in Unit.objects.all()}
    bureaus = {plain(one.name): one for one in Department.objects.all()}
    new_units = new_filings = 0
    with transaction.atomic():
        for row in rows:
            bureau = _department(row["department"], bureaus)
            unit = units.get(row["unit_key"])
            if unit is None:
                code = f"{len(units) + 1:04}"
                while Unit.objects.filter(code=code).exists():
                    code = f"{code}-"
                unit = Unit.objects.create(code=code, name=row["unit"][:200], department=bureau)
                units[row["unit_key"]] = unit
                new_units += 1
                record(by, Change(action="people.unit", subject=unit.name, source=source), unit)
            filing, new = Filing.objects.get_or_create(unit=unit, year=row["year"])
            new_filings += new
            if row["due"] != filing.due and row["due"] is not None:
                change = Change(
                    action="filing.due",
                    year=filing.year,
                    before=str(filing.due or ""),
                    after=str(row["due"]),
                    source=source,
                )
                record(by, change, unit)
                filing.due = row["due"]
                filing.save(update_fields=["due"])
    return new_units, new_filings


def _department(name: str, known: dict[str, Department]) -> Department | None:
    if not name:
        return None
    if plain(name) not in known:
        code = f"{len(known) + 1:03}"
        while Department.objects.filter(code=code).exists():
            code = f"{code}-"
        known[plain(name)] = Department.objects.create(code=code, name=name[:200])
    return known[plain(name)]


def _rows(file: UploadedFile[Any] | None) -> list[dict[str, Any]]:
    if file is None:
        raise WorkbenchError("no_files")
    if (file.size or 0) > _LARGEST:
        raise WorkbenchError("too_large", name=file.name, mb=_LARGEST // 1024**2)
    packed = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("roster.xlsx" if packed else "roster.csv")
        path.write_bytes(file.read())
        return read_roster(path)
