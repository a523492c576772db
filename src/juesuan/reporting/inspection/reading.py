"""What the reading of a document shows of an inspection's row: text that must be there, the
contents page, codes as far down as is asked, tables of projects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from juesuan.checks import Subject
from juesuan.checks.rules.completeness.obligations import WholeBooklet
from juesuan.checks.subject.contents import entries
from juesuan.reading import Spot
from juesuan.reading.narrative import Section
from juesuan.reporting.inspection.sheet import InspectionRow

__all__ = ["Place", "Sighting", "seen_in"]

Place = tuple[str, Spot, str]
"""The name of a place, where it is in the file, the text."""

_ITEM, _SECTION = 7, 5
"""Digits of a functional item (项) and of an economic section (款)."""


class Sighting(Struct, frozen=True):
    """What was seen: ``yes`` or ``no``, ``open`` where the document has nothing to see it in, or
    empty where the row asks nothing of the reading. ``why`` is a message key; ``lacking`` are
    the patterns that nothing fits."""

    verdict: Literal["", "yes", "no", "open"] = ""
    places: tuple[Place, ...] = ()
    why: str = ""
    lacking: tuple[str, ...] = ()


def seen_in(subject: Subject, row: InspectionRow) -> Sighting:
    """What a document shows of a row; what an extract does not show, it does not lack."""
    seen = _asked(subject, row)
    if row.booklet and seen.verdict != "yes" and not _whole(subject):
        return Sighting("open", why="extract" if "narrative" in subject.has else "no_narrative")
    return seen


def _asked(subject: Subject, row: InspectionRow) -> Sighting:
    if row.says:
        return _said(subject, row)
    if not row.reads:
        return Sighting()
    if row.reads in {"functions", "economic"}:
        return _codes(subject, row.reads)
    if subject.reading is None:
        return Sighting("open", why="not_a_document")
    if row.reads == "contents":
        places = tuple(("", one.spot, one.printed) for one in entries(subject)[:1])
        return Sighting("yes" if places else "no", places, "" if places else "no_contents")
    if row.reads == "projects":
        tables = subject.performance.projects
        places = tuple(("", one.name.spot, str(one.name)) for one in tables[:3])
        return Sighting("yes" if tables else "no", places, "" if tables else "no_project_tables")
    return _text(subject)


def _whole(subject: Subject) -> bool:
    """Whether the document is a whole booklet: it has as many headings as C207 asks of one."""
    headed = [one for one in subject.narrative.sections if one.kind == "text" and one.title]
    return len(headed) >= WholeBooklet.of("C207").booklet


def _text(subject: Subject) -> Sighting:
    """Whether the file holds text: pages that are pictures say no."""
    assert subject.reading is not None
    scanned = [one for one in subject.reading.unread if one.key in {"read_by_ocr", "scanned_page"}]
    if scanned:
        return Sighting("no", tuple(("", one.spot, "") for one in scanned[:3]), "pictures")
    return Sighting("yes", why="has_text")


def _said(subject: Subject, row: InspectionRow) -> Sighting:
    """Where the text says what it must, every pattern of the row."""
    places: list[Place] = []
    lacking: list[str] = []
    for said, pattern in zip(row.says, row.patterns, strict=True):
        texts = _texts(subject, row.within)
        first = next((one for one in texts if pattern.finds_in(one[2])), None)
        if first is None:
            lacking.append(said)
        elif first not in places:
            places.append(first)
    if lacking:
        return Sighting("no", tuple(places), "not_said", tuple(lacking))
    return Sighting("yes", tuple(places))


def _texts(subject: Subject, within: str) -> Iterator[Place]:
    """Headings and sentences of the explanation, without the glossary, in their order."""
    narrative = subject.narrative
    for section in narrative.sections:
        path: list[Section] = list(narrative.path(section))
        if section.kind != "text" or not any(within in one.title for one in path):
            continue
        name = f"{section.number}{section.title}"
        yield name, section.spot, section.title
        for sentence in section.sentences:
            yield name, sentence.spot, sentence.text


def _codes(subject: Subject, kind: str) -> Sighting:
    """Whether a form prints codes down to items (functions) or sections (economic classes)."""
    digits, first = (_ITEM, "2") if kind == "functions" else (_SECTION, "3")
    found = [
        (key, len(key.row))
        for key in subject.cells
        if key.row.isdigit() and key.row.startswith(first) and len(key.row) in {3, 5, 7}
        if subject.state(key) == "number"
    ]
    if not found:
        return Sighting("open", why="no_codes")
    deep = next((key for key, length in found if length >= digits), None)
    if deep is None:
        return Sighting("no", why="no_functions" if kind == "functions" else "no_economic")
    where = subject.where(deep)
    return Sighting("yes", ((deep.row, where.spot, where.printed),))
