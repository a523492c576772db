"""Completeness (完整性): every prescribed form is there, once, with figures or its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.catalogue import all_rules
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.rules.completeness.chapters import entries
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, bare, passages, shortened
from juesuan.forms import Form

__all__ = ["RULES"]

_COLUMN_NUMBER = re.compile(r"\d{1,2}")
"""What may be a number of the head (栏次) and no amount."""


def form_missing(subject: Subject) -> Iterator[Finding]:
    """C101: a form of the set that the document does not show.

    Where fewer than half are there, the file is an extract: one finding names them all. Forms
    that only some regions prescribe are a question, and none where the contents list others.
    """
    forms = subject.disclosure.form_set.forms
    missing = [form for form in forms if form.no not in subject.present]
    listed = {bare(entry.title) for entry in entries(subject)}
    if 2 * len(missing) > len(forms):
        details: dict[str, object] = {
            "forms": "、".join(f"{form.no}《{form.title}》" for form in missing),
            "count": len(missing),
        }
        where = tuple(Where(form=form.no) for form in missing)
        yield Finding(code="C101", where=where, details=details, severity="info", variant="most")
        return
    everywhere = re.compile("|".join(all_rules()["C101"].settings["everywhere"]))
    lists_forms = sum(bare(form.title) in listed for form in forms) >= 3
    for form in missing:
        named = any(title and title in bare(form.title) for title in listed)
        regional = not everywhere.search(form.title)
        if regional and lists_forms and not named:
            continue  # the booklet follows another region's set, which has no such form
        yield Finding(
            code="C101",
            where=(Where(form=form.no),),
            details={"form": form.no, "title": form.title},
            severity="" if named or not regional else "info",
            variant="listed" if named else "regional" if regional else "",
        )


def form_as_sentence(subject: Subject) -> Iterator[Finding]:
    """C102: a form of which the document has a sentence only, no table."""
    for read in subject.reading.forms if subject.reading else ():
        if not read.table.rows:
            details = {"form": read.no, "title": read.form.title}
            yield Finding(code="C102", where=(Where(form=read.no),), details=details)


def _figures(subject: Subject, no: str) -> bool | None:
    """Whether a form shows a figure other than zero; None where that is not certain."""
    if subject.reading is None:
        form = subject.disclosure.form(no)
        return any(form.values.values())
    read = next((form for form in subject.reading.forms if form.no == no), None)
    if read is None or not read.table.rows:
        return None
    told = [cell.figure.text for cell in read.cells if cell.figure.value]
    if told:
        return None if all(_COLUMN_NUMBER.fullmatch(text) for text in told) else True
    return None if read.way.odd or read.certainty < 1 else False


def _notes(subject: Subject, no: str) -> list[Passage]:
    """The texts at a form that may be notes; a workbook has them in cells."""
    return [p for p in passages(subject) if p.where.form == no and not (p.cell and len(p.text) < 6)]


def _about(form: Form, words: list[str]) -> list[str]:
    return [word for word in words if word in form.title]


def empty_without_sentence(subject: Subject) -> Iterator[Finding | NotChecked]:
    """C103: a form without figures under which nothing says that there are none, of those for
    which the form set prescribes such a sentence.

    A statement in the narrative about the same kind of money is enough.
    """
    settings = all_rules()["C103"].settings
    nothing = re.compile("|".join(settings["nothing"]))
    if subject.reading is None or not any(_figures(subject, no) for no in subject.present):
        return  # a book, or a template that was never filled in
    for form in subject.disclosure.form_set.forms:
        if not form.empty or _figures(subject, form.no) is not False:
            continue  # the set prescribes no sentence for it
        notes = [note.text for note in _notes(subject, form.no)]
        words = _about(form, settings["kinds"])
        said = [
            passage.text
            for passage in passages(subject)
            if not passage.cell and any(word in bare(passage.text) for word in words)
        ]
        sections = [
            sentence.text
            for section in subject.narrative.sections
            if any(word in bare(section.title) for word in words)
            for sentence in section.sentences
        ]
        if not any(nothing.search(bare(text)) for text in (*notes, *said, *sections)):
            details = {"form": form.no, "title": form.title}
            yield Finding(
                code="C103",
                where=(Where(spot=subject.spot(form.no), form=form.no),),
                details=details,
            )


def sentence_beside_figures(subject: Subject) -> Iterator[Finding]:
    """C104: a form with figures that a note says is empty."""
    empty = re.compile("|".join(all_rules()["C104"].settings["empty"]))
    for form in subject.disclosure.form_set.forms:
        if not _figures(subject, form.no):
            continue
        for note in _notes(subject, form.no):
            found = empty.search(bare(note.text))
            if found and (note.head or "《" not in note.text or form.title in bare(note.text)):
                details = {"form": form.no, "title": form.title, "said": shortened(note.text)}
                where = Where(spot=note.spot, form=form.no, printed=note.text)
                yield Finding(code="C104", where=(where,), details=details)
                break


RULES = {
    "C101": form_missing,
    "C102": form_as_sentence,
    "C103": empty_without_sentence,
    "C104": sentence_beside_figures,
}
