"""``juesuan verify``: whether a published folder is as it was built."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table

from juesuan.cli.console import err, out
from juesuan.messages import say
from juesuan.publishing import NotPublishedError, Signed, verify

__all__ = ["run"]


def run(folder: Path, key: Path | None, lang: str) -> int:
    """Verify a published folder; the exit status: 0 as built, 1 something differs or its signature
    does not hold."""
    found = verify(folder, _read(key) if key else None)
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
    wrong = _signed(found.signed, lang)
    if not found.differences:
        out.print(say("verify.same", lang, count=found.files), style="green")
        return int(wrong)
    table = Table(say("verify.file", lang), say("verify.what", lang))
    for difference in found.differences:
        table.add_row(difference.name, say(f"verify.{difference.key}", lang))
    out.print(table)
    out.print(say("verify.differs", lang, count=len(found.differences)), style="red")
    return 1


def _read(key: Path) -> bytes:
    try:
        return key.read_bytes()
    except OSError as error:
        raise NotPublishedError("unreadable", path=key, why=error.strerror or error) from error


def _signed(signed: Signed | None, lang: str) -> bool:
    """Tell who signed; whether the signature does not hold."""
    if signed is None:
        return False
    if said := signed.statement:
        who = {"signer": said.signer, "at": said.at, "version": said.version, "note": said.note}
        wrong = bool(signed.problem)
        key = "verify.claims" if wrong else "verify.signed"
        out.print(say(key, lang, unit=said.unit, year=said.year, **who), markup=False)
        if said.note:
            out.print(say("verify.note", lang, note=said.note), markup=False)
        out.print(say("verify.key", lang, fingerprint=signed.fingerprint), markup=False)
    if signed.problem:
        out.print(f"✗ {say(f'verify.{signed.problem}', lang)}", style="red", markup=False)
        return True
    key = "verify.trusted" if signed.trusted else "verify.compare"
    out.print(say(key, lang), style="green" if signed.trusted else "yellow", markup=False)
    return False
