"""Completeness (完整性): every prescribed form is there, once, with figures or its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject

__all__ = ["RULES"]


def form_missing(subject: Subject) -> Iterator[Finding]:
    """C101: a form of the set that the document does not show."""
    for form in subject.disclosure.form_set.forms:
        if form.no not in subject.present:
            details = {"form": form.no, "title": form.title}
            yield Finding("C101", (Where(form=form.no),), details)


RULES = {"C101": form_missing}
