"""The form set of a document that follows none in full: forms laid out as another set lays
them out, forms the set does not have, and the numbers that the document prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juesuan.facts import Space
from juesuan.forms import Form, FormSet
from juesuan.reading.adapting import adapt
from juesuan.reading.comparing import Look, best_look, form_set_names, look_of, looks_of, shape
from juesuan.reading.recognise import Recognised, Table

__all__ = ["compose"]

_BETTER = 0.5
_SURE = 3.0
_SEVERAL = 2


def compose(found: Recognised, space: Space) -> Recognised:
    """The same tables under a form set that has just the forms printed: each form as laid
    out by the set that fits its table best, numbered as printed, its rows too."""
    tables = dict(found.forms)
    forms = {form.no: form for form in found.form_set.forms}
    looks = _other_looks(found.form_set)
    for no, table in tables.items():
        if table.rows:
            forms[no] = adapt(_laid_out(forms[no], table, looks), table, space)
    others = _add(found.others, forms, tables, looks, space)
    numbers = _numbers(found.form_set, forms, tables)
    new = tuple(
        sorted((_numbered(form, numbers[no]) for no, form in forms.items()), key=lambda f: f.no)
    )
    return replace(
        found,
        form_set=replace(found.form_set, forms=new),
        forms=tuple(sorted((numbers[no], table) for no, table in tables.items())),
        others=others,
        again=tuple((numbers.get(no, no), unit, table) for no, unit, table in found.again),
    )


def _other_looks(form_set: FormSet) -> list[Look]:
    """Forms of the other sets that name rows and columns alike: numbered or not."""
    numbered = any(form.numbered for form in form_set.forms)
    return [
        look
        for name in form_set_names()
        if name != form_set.id
        for look in looks_of(name)
        if look.form.numbered == numbered and look.form.classes == form_set.classes
    ]


def _laid_out(form: Form, table: Table, looks: Sequence[Look]) -> Form:
    """The form, or another set's form of the same kind that the table looks much more like."""
    own, alike = look_of(form), [look for look in looks if look.form.key == form.key]
    if not alike:
        return form
    best = max(alike, key=lambda look: shape(look, table.seen))
    if shape(best, table.seen) < shape(own, table.seen) + _BETTER:
        return form
    return replace(best.form, no=form.no, number=form.number)


def _add(
    others: Sequence[Table],
    forms: dict[str, Form],
    tables: dict[str, Table],
    looks: Sequence[Look],
    space: Space,
) -> tuple[Table, ...]:
    """Give tables that the set has no form for to another set's; returns the rest."""
    rest = []
    for table in others:
        score, look, own = best_look(looks, table)
        known = {form.key for no, form in forms.items() if no in tables}
        if look is None or not own or score < _SURE or look.form.key in known:
            rest.append(table)
            continue
        no = next((n for n, form in forms.items() if form.key == look.form.key), "")
        no = no or table.seen.number
        if not no or (no in forms and forms[no].key != look.form.key):
            no = f"{max(map(int, forms)) + 1:02d}"
        number = f"公开{no}表" if look.form.number else ""
        forms[no] = adapt(replace(look.form, no=no, number=number), table, space)
        tables[no] = table
    return tuple(rest)


def _numbers(form_set: FormSet, forms: dict[str, Form], tables: dict[str, Table]) -> dict[str, str]:
    """Form number → the number printed, where the document prints its own throughout."""
    same = {no: no for no in forms}
    if not any(form.number for form in form_set.forms):
        return same
    printed = {no: table.seen.number for no, table in tables.items() if table.seen.number}
    differ = [no for no, number in printed.items() if no != number]
    if len(differ) < _SEVERAL or len(set(printed.values())) < len(printed):
        return same
    taken = set(printed.values())
    free = (f"{n:02d}" for n in range(1, 100) if f"{n:02d}" not in taken)
    kept = {no: no for no in forms if no not in printed and no not in taken}
    taken |= set(kept.values())
    free = (number for number in free if number not in kept)
    return {no: printed.get(no) or kept.get(no) or next(free) for no in forms}


def _numbered(form: Form, no: str) -> Form:
    if form.no == no:
        return form
    return replace(form, no=no, number=form.number.replace(form.no, no) if form.number else "")
