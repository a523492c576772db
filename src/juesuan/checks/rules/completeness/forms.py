"""Forms (报表): every prescribed form is there, once, with figures or its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.contents import entries
from juesuan.checks.subject.excerpts import begins_late
from juesuan.checks.subject.passages import Passage, compact, passages, shortened
from juesuan.forms import Form, prescribed
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_COLUMN_DIGITS = 2
"""Digits of what may be a number of the head (栏次) and no amount."""


class MissingForm(RuleSettings, frozen=True):
    """C101. ``extract``: percent of the forms; ``listing``: forms that the contents list."""

    extract: int
    listing: int
    everywhere: Pattern


class BaldForm(RuleSettings, frozen=True):
    """C103. ``shortest_note``: characters of a cell."""

    kinds: tuple[str, ...]
    shortest_note: int
    nothing: Pattern


class CalledEmpty(RuleSettings, frozen=True):
    """C104."""

    empty: Pattern


def form_missing(subject: Subject) -> Iterator[Finding]:
    """C101: a form of the set that the document does not show, of those prescribed in its year.

    Where many are not there, or the text begins later than a booklet does, the file is an extract:
    one finding names them all. Forms that
    only some regions prescribe are a question, and none where the contents list others.
    """
    row = MissingForm.of("C101")
    form_set = subject.disclosure.form_set
    due = prescribed(form_set, subject.disclosure.year)
    forms = [form for form in form_set.forms if form.key in due]
    missing = [form for form in forms if form.no not in subject.present]
    listed = {compact(entry.title) for entry in entries(subject)}
    many = 100 * len(missing) > row.extract * len(forms)
    if many or (missing and begins_late(subject)):
        yield Finding(
            code="C101",
            where=tuple(Where(form=form.no) for form in missing),
            details={
                "forms": "、".join(f"{form.no}《{form.title}》" for form in missing),
                "count": len(missing),
            },
            severity="info",
            variant="most",
        )
        return
    lists_forms = sum(compact(form.title) in listed for form in forms) >= row.listing
    for form in missing:
        named = any(title and title in compact(form.title) for title in listed)
        regional = not row.everywhere.search(form.title)
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
        form = next(form for form in subject.forms if form.form.no == no)
        return any(form.values.values())
    read = next((form for form in subject.reading.forms if form.no == no), None)
    if read is None or not read.table.rows:
        return None
    printed = [cell.figure.text for cell in read.cells if cell.figure.value]
    if printed:
        numbers = all(text.isdigit() and len(text) <= _COLUMN_DIGITS for text in printed)
        return None if numbers else True
    return None if read.way.odd or read.certainty < 1 else False


def _notes(subject: Subject, no: str) -> list[Passage]:
    """The texts at a form that may be notes; a workbook has them in cells."""
    return subject.once(_notes_by_form).get(no, [])


@of_the_text
def _notes_by_form(subject: Subject) -> dict[str, list[Passage]]:
    shortest = BaldForm.of("C103").shortest_note
    found: dict[str, list[Passage]] = {}
    for passage in passages(subject):
        if not passage.cell or len(passage.text) >= shortest:
            found.setdefault(passage.within.form, []).append(passage)
    return found


@of_the_text
def _of_kinds(subject: Subject) -> list[tuple[str, str]]:
    """The texts outside tables that name a kind of money, each as compared and as it stands."""
    kinds = BaldForm.of("C103").kinds
    texts = [(compact(p.text), p.text) for p in passages(subject) if not p.cell]
    return [(bare, text) for bare, text in texts if any(word in bare for word in kinds)]


def _told_of(subject: Subject, form: Form, kinds: Sequence[str]) -> Iterator[str]:
    """What the document says of a form: at the form, or in the narrative of the same kind of
    money."""
    words = [word for word in kinds if word in form.title]
    for note in _notes(subject, form.no):
        yield note.text
    for bare, text in subject.once(_of_kinds):
        if any(word in bare for word in words):
            yield text
    for section in subject.narrative.sections:
        if any(word in compact(section.title) for word in words):
            for sentence in section.sentences:
                yield sentence.text


def empty_without_sentence(subject: Subject) -> Iterator[Finding | NotChecked]:
    """C103: a form without figures under which nothing says that there are none, of those for
    which the form set prescribes such a sentence.

    A statement in the narrative about the same kind of money is enough.
    """
    row = BaldForm.of("C103")
    if subject.reading is None or not any(_figures(subject, no) for no in subject.present):
        return  # a book, or a template that was never filled in
    for form in subject.disclosure.form_set.forms:
        if not form.empty or _figures(subject, form.no) is not False:
            continue  # the set prescribes no sentence for it
        told = _told_of(subject, form, row.kinds)
        if not any(row.nothing.search(compact(text)) for text in told):
            yield Finding(
                code="C103",
                where=(Where(spot=subject.spot(form.no), form=form.no),),
                details={"form": form.no, "title": form.title},
            )


def sentence_beside_figures(subject: Subject) -> Iterator[Finding]:
    """C104: a form with figures that a note says is empty."""
    empty = CalledEmpty.of("C104").empty
    for form in subject.disclosure.form_set.forms:
        if not _figures(subject, form.no):
            continue
        for note in _notes(subject, form.no):
            said = compact(note.text)
            others = any(other.title in said for other in subject.disclosure.form_set.forms)
            of_it = form.title in said or (not others and (note.head or "《" not in said))
            if of_it and empty.search(said):
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
SETTINGS = {"C101": MissingForm, "C103": BaldForm, "C104": CalledEmpty}
