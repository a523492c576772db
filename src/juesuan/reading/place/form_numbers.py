"""The numbers that forms are given: as their set numbers them, or as they are printed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from juesuan.forms import Form
from juesuan.reading.recognise.tables import Table

__all__ = ["numbered", "numbers_of"]


def numbers_of(
    forms: Mapping[str, Form], tables: Mapping[str, Table], several: int
) -> dict[str, str]:
    """Form number → the number printed, where ``several`` forms print another than the set."""
    same = {no: no for no in forms}
    printed = {no: table.seen.number for no, table in tables.items() if table.seen.number}
    differ = [no for no, number in printed.items() if no != number]
    if len(differ) < several or len(set(printed.values())) < len(printed):
        return same
    taken = set(printed.values())
    kept = {no: no for no in forms if no not in printed and no not in taken}
    taken |= set(kept.values())
    free = (f"{n:02d}" for n in range(1, 100) if f"{n:02d}" not in taken)
    return {no: printed.get(no) or kept.get(no) or next(free) for no in forms}


def numbered(form: Form, no: str) -> Form:
    """The form under another number."""
    if form.no == no:
        return form
    return replace(form, no=no, number=form.number.replace(form.no, no) if form.number else "")
