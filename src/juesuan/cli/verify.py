"""``juesuan verify``: whether a published folder is as it was built."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table

from juesuan.cli.console import err, out
from juesuan.messages import say
from juesuan.publishing import verify

__all__ = ["run"]


def run(folder: Path, lang: str) -> int:
    """Verify a published folder; the exit status: 0 as built, 1 something differs."""
    found = verify(folder)
    said = found.manifest
    out.print(
        say(
            "verify.head",
            lang,
            unit=said.get("unit", ""),
            year=said.get("year", ""),
            form_set=said.get("form_set", ""),
            version=said.get("version", ""),
        ),
        markup=False,
    )
    for note in found.notes:
        err.print(f"  ! {say(f'verify.{note}', lang)}", style="yellow", markup=False)
    if not found.differences:
        out.print(say("verify.same", lang, count=found.files), style="green")
        return 0
    table = Table(say("verify.file", lang), say("verify.what", lang))
    for difference in found.differences:
        table.add_row(difference.name, say(f"verify.{difference.key}", lang))
    out.print(table)
    out.print(say("verify.differs", lang, count=len(found.differences)), style="red")
    return 1
