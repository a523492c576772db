"""``juesuan read``: the figures of a published disclosure."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from rich.table import Table

from juesuan.cli.console import err, progress, report_stream
from juesuan.cli.errors import UsageError
from juesuan.messages import say
from juesuan.publishing import replace_file, write_reading
from juesuan.publishing.readings import FORMATS
from juesuan.reading import Reading, read
from juesuan.reading.apart import apart

__all__ = ["run"]

_SHOWN = 30


def run(
    path: Path, output: str, form: str, form_set: str, year: int, lang: str, unit: str = ""
) -> int:
    """Read a disclosure and write it in a format; the exit status."""
    form = form or ("csv" if output == "-" else Path(output).suffix.lstrip(".").lower())
    if form not in FORMATS:
        raise UsageError("read.bad_format", found=form, known=FORMATS)
    with progress(lang) as tell:
        reading = apart(partial(read, path, form_set, year, unit=unit), path, progress=tell)
    _write(reading, output, form, lang)
    _summary(reading, lang)
    return 0


def _write(reading: Reading, output: str, form: str, lang: str) -> None:
    if output != "-":
        with replace_file(Path(output)) as target:
            write_reading(reading, target, form, lang)
        return
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"reading.{form}"
        write_reading(reading, target, form, lang)
        stream = report_stream()
        stream.buffer.write(target.read_bytes())
        stream.flush()


def _summary(reading: Reading, lang: str) -> None:
    """What was read and what was not, on standard error."""
    name = reading.form_set.name if lang == "zh" else reading.form_set.name_en
    table = Table(title=f"{reading.unit or '—'} · {reading.year} · {name}")
    table.add_column(say("build.form", lang))
    table.add_column(say("build.title", lang))
    table.add_column(say("build.figures", lang), justify="right")
    table.add_column(say("read.certainty", lang), justify="right")
    for found in sorted(reading.forms, key=lambda found: found.no):
        title = found.form.title if lang == "zh" else found.form.title_en
        count = sum(o.form == found.no for o in reading.observations)
        style = "" if found.certainty == 1 else "yellow"
        table.add_row(found.no, title, str(count), f"{found.certainty:.0%}", style=style)
    err.print(table)
    performance, narrative = reading.performance, reading.narrative
    counts = {
        "overall": len(performance.overall),
        "department": len(performance.department),
        "projects": len(performance.projects),
        "sections": len(narrative.sections),
        "mentions": sum(1 for _ in narrative.mentions()),
    }
    err.print(say("read.besides", lang, **counts))
    if reading.other_year:
        first, last = reading.form_set.first_year, reading.form_set.last_year
        said = say("read.other_year", lang, year=reading.year, first=first, last=last)
        err.print(said, style="yellow")
    if missing := reading.missing():
        err.print(say("read.missing", lang, forms=missing), style="yellow")
    if reading.unread:
        err.print(say("read.not_understood", lang, count=len(reading.unread)), style="yellow")
        for unread in reading.unread[:_SHOWN]:
            said = say(f"unread.{unread.key}", lang, **unread.details)
            err.print(f"  ? {unread.spot}：{said}", markup=False)
        if len(reading.unread) > _SHOWN:
            err.print(f"  … {len(reading.unread) - _SHOWN}")
    else:
        err.print(say("read.all_understood", lang), style="green")
