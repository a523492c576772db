"""``juesuan inspect``: an inspection sheet filled from disclosures."""

from __future__ import annotations

import json
import os
from pathlib import Path

from rich.table import Table
from rich.text import Text

from juesuan.cli.console import complain, err, out, progress, report_stream
from juesuan.cli.errors import UsageError
from juesuan.forms import load_form_set
from juesuan.messages import say
from juesuan.publishing import replace_file
from juesuan.reporting import CheckRequest, Settings
from juesuan.reporting.inspection import (
    SHEETS,
    Inspection,
    inspect_files,
    inspections_json,
    load_sheet,
    write_inspection_word,
    write_inspection_workbook,
)
from juesuan.reporting.inspection.tables import about

__all__ = ["run"]

_FORMATS = ("text", "json", "xlsx", "docx")


def run(
    files: list[Path], output: str, form: str, sheet: str, form_set: str, year: int, lang: str
) -> int:
    """Inspect documents and write the sheet; the exit status."""
    form = _format(output, form)
    if sheet not in SHEETS and not Path(sheet).is_file():
        raise UsageError("inspect.bad_sheet", found=sheet, known=SHEETS)
    if form_set:
        load_form_set(form_set)
    several = len(files) > 1
    settings = Settings(lang=lang)
    task = CheckRequest(settings=settings, form_set=form_set, year=year, several=several)
    jobs = min(os.cpu_count() or 1, len(files))
    with progress(lang) as stage:
        found = list(inspect_files(files, load_sheet(sheet), task, jobs, stage))
    for one in found:
        if one.report.problem is not None:
            complain(one.report.problem.text)
    if any(one.judgements for one in found):
        _write(found, output, form, lang)
    if any(one.report.problem for one in found):
        return 2
    return int(any(one.count("no") for one in found))


def _format(output: str, form: str) -> str:
    form = form or ("text" if output == "-" else Path(output).suffix.lstrip(".").lower())
    form = {"txt": "text"}.get(form, form)
    if form not in _FORMATS:
        raise UsageError("check.bad_format", found=form, known=_FORMATS)
    if form in {"xlsx", "docx"} and output == "-":
        raise UsageError("inspect.needs_output", form=form)
    return form


def _write(found: list[Inspection], output: str, form: str, lang: str) -> None:
    if form in {"xlsx", "docx"}:
        with replace_file(Path(output)) as target:
            write = write_inspection_workbook if form == "xlsx" else write_inspection_word
            write(found, target, lang)
    elif form == "json":
        text = json.dumps(inspections_json(found, lang), ensure_ascii=False, indent=1) + "\n"
        if output == "-":
            report_stream().write(text)
            return
        with replace_file(Path(output)) as target:
            target.write_text(text, encoding="utf-8", newline="\n")
    else:
        for one in found:
            _print(one, lang)
        return
    err.print(say("check.written", lang, path=output), markup=False)


def _print(one: Inspection, lang: str) -> None:
    """A sheet on the terminal: what is not kept and what the inspector must look at himself."""
    out.print(Text(f"{one.report.unit or one.report.file} {one.report.year or ''}", "bold"))
    out.print(Text(about(one, lang)))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    styles = {"yes": "green", "no": "red", "open": "yellow"}
    signs = {"yes": "✓", "no": "✗", "open": "○"}
    for judged in one.judgements:
        word = f"{signs[judged.verdict]} {say(f'inspect.{judged.verdict}', lang)}"
        lost = f"−{judged.deducted}" if judged.deducted else ""
        table.add_row(Text(word, styles[judged.verdict]), Text(judged.row.title[lang]), lost)
    out.print(table)
    out.print()
