"""Whether a document is a part of a booklet only (节选): what it lacks may stand in the rest."""

from __future__ import annotations

from juesuan.checks.subject.contents import entries
from juesuan.checks.subject.document import Subject
from juesuan.checks.subject.passages import passages, sections
from juesuan.forms import prescribed
from juesuan.reading.narrative.headings import split_number
from juesuan.text import ordinal

__all__ = ["begins_late", "is_excerpt", "shows_few_forms"]

_FEWEST = 9
"""Forms that a set has at least."""
_LEFT_OUT = 3
"""One in so many forms that the numbers leave out makes an excerpt."""
_SEVERAL = 2
"""Forms left out from which on, with no contents page, more is left out."""
_PARTS = 4
"""Parts of a whole booklet: what it is, its forms, its text, its terms."""


def is_excerpt(subject: Subject) -> bool:
    """Whether it shows few of its set's forms, begins later than a booklet does, or has no
    contents page and leaves out forms that its numbers count."""
    if shows_few_forms(subject) or begins_late(subject):
        return True
    return not entries(subject) and _left_out(subject) >= _SEVERAL


def shows_few_forms(subject: Subject) -> bool:
    """Whether it shows less than half of its set's forms, or the numbers of its forms leave out
    a third of those up to the last."""
    numbers = _numbers(subject)
    if _LEFT_OUT * _left_out(subject) >= max(numbers, default=0) > 0:
        return True
    return 2 * len(subject.present) < max(len(subject.disclosure.form_set.forms), _FEWEST)


def _numbers(subject: Subject) -> set[int]:
    return {int(no.partition("-")[0]) for no in subject.present if no[:1].isdigit()}


def _left_out(subject: Subject) -> int:
    """How many forms the numbers of those that are there leave out, up to the last."""
    numbers = _numbers(subject)
    return max(numbers, default=0) - len(numbers)


def begins_late(subject: Subject) -> bool:
    """Whether the first number of its parts, or of the headings in its first part, is no one, and
    nothing says that more was meant to be there: no contents page, and not all else."""
    return subject.once(_begins_late)


def _begins_late(subject: Subject) -> bool:
    if entries(subject):
        return False
    headed = [section for section in sections(subject) if section.number]
    parts = [section for section in headed if section.level == 1]
    numbers = {ordinal(section.number) for section in parts} | _opened(subject)
    if numbers and 1 not in numbers:
        return not (numbers >= set(range(2, _PARTS + 1)) and _shows_all_forms(subject))
    outer = min((section.level for section in headed if section not in parts), default=0)
    first = next((section for section in headed if section.level == outer), None)
    return first is not None and ordinal(first.number) > 1


def _shows_all_forms(subject: Subject) -> bool:
    if _left_out(subject):
        return False
    due = prescribed(subject.disclosure.form_set, subject.disclosure.year)
    return {form.no for form in subject.disclosure.form_set.forms if form.key in due} <= (
        subject.present
    )


def _opened(subject: Subject) -> set[int]:
    """Numbers of parts at the head of lines that reading took for no heading."""
    marks = (
        split_number(passage.text)
        for passage in passages(subject)
        if passage.kind != "contents" and not passage.cell
    )
    return {ordinal(mark.text) for mark in marks if mark and mark.level == 1}
