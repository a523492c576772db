"""Contents page and chapters (目录与篇章): what is listed is there, once, under one title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.contents import Entry, entries
from juesuan.checks.subject.excerpts import is_excerpt
from juesuan.checks.subject.passages import (
    Passage,
    compact,
    passages,
    section_path,
    sections,
    shortened,
)
from juesuan.checks.subject.words import passage_words
from juesuan.reading import Spot
from juesuan.reading.narrative import Section
from juesuan.reading.narrative.headings import split_number
from juesuan.resources import Pattern
from juesuan.text import alike, chinese, ordinal

__all__ = ["RULES", "SETTINGS", "not_in_text"]

_PART = "第"
"""How the number of a part begins: 第二部分."""


class ListedChapter(RuleSettings, frozen=True):
    """C202. ``alike``: percent; ``shortest_core``: characters; ``form``: what titles of forms end
    with."""

    form: str
    alike: int
    elsewhere: tuple[str, ...]
    shortest_core: int
    aside: Pattern
    preamble: Pattern


class PrintedTwice(RuleSettings, frozen=True):
    """C203. ``shortest``: characters of a section."""

    shortest: int


class Cover(RuleSettings, frozen=True):
    """C206. ``cover``: lines at the head of a document."""

    kinds: tuple[str, ...]
    cover: int


def _where(entry: Entry) -> Where:
    return Where(spot=entry.spot, part="contents", item=entry.printed, printed=entry.printed)


def listed_twice(subject: Subject) -> Iterator[Finding]:
    """C201: a line that the contents list twice within one part."""
    seen: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries(subject):
        seen[entry.part, compact(entry.number), compact(entry.title)].append(entry)
    for again in seen.values():
        if len(again) > 1 and again[0].title:
            details = {"title": again[0].printed, "count": len(again)}
            yield Finding(code="C201", where=tuple(map(_where, again)), details=details)


def _core(title: str) -> str:
    """A title without year, part number and brackets with asides."""
    row = ListedChapter.of("C202")
    return row.preamble.sub("", row.aside.sub("", compact(title)))


def _lines(subject: Subject) -> Mapping[str, str]:
    """Every short line of the text, with and without its number, as compared → as printed."""
    longest = passage_words().longest_heading
    lines: dict[str, str] = {}
    for section in sections(subject):
        if section.title:
            lines[compact(section.title)] = section.title
    for passage in passages(subject):
        if passage.kind == "contents" or len(passage.text) > longest:
            continue
        if passage.cell and not compact(passage.text).endswith("表"):
            continue
        number = split_number(passage.text)
        text = passage.text[number.end :] if number else passage.text
        lines.setdefault(compact(text), text.strip())
    for form in subject.reading.forms if subject.reading else ():
        lines.setdefault(compact(form.form.title), form.form.title)
    return lines


def _numbered(subject: Subject) -> Mapping[tuple[str, str], Section]:
    """The headings of the text by their part's number and their own."""
    numbered: dict[tuple[str, str], Section] = {}
    for section in sections(subject):
        above = subject.narrative.path(section)[0]
        part = above.number if above is not section and above.level == 1 else ""
        if section.number and section.title and section.level <= 2:
            numbered.setdefault((compact(part), compact(section.number)), section)
    return numbered


def _missing_or_other(subject: Subject) -> Iterator[tuple[Entry, str, Spot | None]]:
    """Entries without a line of the same words: with the nearest line, or none."""
    lines, numbered = _lines(subject), _numbered(subject)
    cores = {_core(line) for line in lines if _core(line)}
    row = ListedChapter.of("C202")
    listed = {compact(entry.title) for entry in entries(subject)}
    for entry in entries(subject):
        wanted = compact(entry.title).strip("《》")
        if any(word in wanted for word in row.elsewhere):
            continue
        if not wanted or wanted in lines or _core(entry.title) in cores:
            continue
        if (
            entry.number.startswith(_PART)
            and wanted.endswith(row.form)
            and _forms_on_sheets(subject)
        ):
            continue  # the sheets are the part of the forms
        others = (line for line in lines if line == wanted or line not in listed)
        if any(_holds(line, wanted, row.shortest_core) for line in others):
            same = numbered.get((compact(entry.part), compact(entry.number)))
            if same is None or wanted in compact(same.title) or compact(same.title) in wanted:
                continue
        same = numbered.get((compact(entry.part), compact(entry.number)))
        likely = [line for line in lines if line not in listed and _both_forms(line, wanted)]
        if same is not None and compact(same.title) in likely:
            yield entry, same.title, same.spot
            continue
        nearest = max(likely, key=lambda line: alike(wanted, line), default="")
        yield entry, lines[nearest] if nearest and alike(wanted, nearest) >= row.alike else "", None


def _forms_on_sheets(subject: Subject) -> bool:
    """Whether the forms are sheets of a workbook, which need no heading of their part."""
    forms = subject.reading.forms if subject.reading else ()
    return any(cell.source.spot.sheet for form in forms for cell in form.cells)


def _both_forms(one: str, other: str) -> bool:
    """Whether two titles are both of forms (…表), or both of text."""
    form = ListedChapter.of("C202").form
    return one.endswith(form) == other.endswith(form)


def not_in_text(subject: Subject) -> Sequence[Entry]:
    """Lines of the contents whose chapter the text does not have, under no other title either;
    none of a page of contents alone, behind which nothing stands."""
    return subject.once(_not_in_text)


def _not_in_text(subject: Subject) -> Sequence[Entry]:
    if not any(section.title for section in sections(subject)):
        return []  # the contents alone, without the chapters
    missing = [entry for entry, other, _ in _missing_or_other(subject) if not other]
    parts = subject.reading.documents[-1].parts if subject.reading else []
    ends = {part.spot for part in parts[-1:]}
    return [] if any(entry.spot in ends for entry in entries(subject)[-1:]) else missing


def _holds(line: str, wanted: str, shortest: int) -> bool:
    return wanted in line or (len(line) >= shortest and line in wanted)


def listed_but_missing(subject: Subject) -> Iterator[Finding]:
    """C202: a chapter that the contents list and the text does not have."""
    for entry in not_in_text(subject):
        yield Finding(code="C202", where=(_where(entry),), details={"title": entry.printed})


def titles_differ(subject: Subject) -> Iterator[Finding]:
    """C204: a heading that differs from its line in the contents."""
    for entry, other, spot in _missing_or_other(subject):
        if other:
            details = {"listed": entry.printed, "printed": other}
            there = Where(spot=spot or Spot(), section=entry.number.rstrip("、"), printed=other)
            yield Finding(
                code="C204", where=(_where(entry), there), details=details, expected=other
            )


def printed_twice(subject: Subject) -> Iterator[Finding]:
    """C203: a section printed twice in identical words, its heading included."""
    shortest = PrintedTwice.of("C203").shortest
    children: dict[int, list[int]] = defaultdict(list)
    every = subject.narrative.sections
    for index, section in enumerate(every):
        children[section.parent].append(index)

    def words(index: int) -> str:
        own = "".join(sentence.text for sentence in every[index].sentences)
        return compact(own + "".join(words(child) for child in children[index]))

    body = {id(section) for section in sections(subject)}
    seen: dict[tuple[str, str], list[Section]] = defaultdict(list)
    for index, section in enumerate(every):
        if id(section) in body and section.title and len(text := words(index)) >= shortest:
            seen[compact(section.title), text].append(section)
    for again in seen.values():
        if len(again) > 1:
            where = tuple(
                Where(spot=s.spot, section=section_path(subject, s), item=s.title, printed=s.title)
                for s in again
            )
            yield Finding(
                code="C203", where=where, details={"title": again[0].title, "count": len(again)}
            )


def pages_in_order(subject: Subject) -> Iterator[Finding]:
    """C205: page numbers of the contents that run backwards."""
    numbered = [entry for entry in entries(subject) if entry.page]
    for above, below in pairwise(numbered):
        if below.page < above.page:
            details = {
                "above": above.printed,
                "first": above.page,
                "below": below.printed,
                "second": below.page,
            }
            yield Finding(code="C205", where=(_where(below), _where(above)), details=details)
            return


def cover_differs(subject: Subject) -> Iterator[Finding]:
    """C206: the cover speaks of a unit's accounts, the headings of a department's."""
    if not sections(subject) or subject.reading is None:
        return
    row = Cover.of("C206")
    cover = _cover(subject, row.cover)
    named = [(p, kind) for p in cover for kind in row.kinds if kind in compact(p.text)]
    if len({kind for _, kind in named}) != 1:
        return
    passage, kind = named[0]
    titles = [s.title for s in sections(subject)] + [e.title for e in entries(subject)]
    for other in row.kinds:
        against = next((t for t in titles if other != kind and other in compact(t)), "")
        if against and not any(kind in compact(title) for title in titles):
            details = {"cover": shortened(passage.text), "other": against}
            where = Where(spot=passage.spot, part="cover", printed=passage.text)
            yield Finding(
                code="C206", where=(where, Where(part="contents", printed=against)), details=details
            )
            return


def _cover(subject: Subject, length: int) -> Sequence[Passage]:
    """The lines of the cover: the first short ones of the document that no chapter holds."""
    longest = passage_words().longest_heading
    lines = [p for p in passages(subject) if not p.cell and len(p.text) <= longest]
    return [p for p in lines[:length] if not p.kind and not p.head]


def part_heading(subject: Subject) -> Iterator[Finding]:
    """C208: the parts (第一部分 …) of the text: one lacks its number, or is not there."""
    parts = [s for s in sections(subject) if s.level == 1]
    headed = {ordinal(s.number): s for s in parts if s.number.startswith(_PART)}
    if not headed or is_excerpt(subject):
        return
    listed = {ordinal(e.number): e for e in entries(subject) if e.number.startswith(_PART)}
    opened = {
        ordinal(mark.text)
        for passage in passages(subject)
        if passage.kind != "contents" and not passage.cell
        if (mark := split_number(passage.text)) and mark.level == 1
    }
    form = ListedChapter.of("C202").form
    for number in range(1, max(headed)):
        if number in headed or number in opened:
            continue
        entry = listed.get(number)
        core = _core(entry.title) if entry else ""
        bald = next((s for s in parts if not s.number and core and _core(s.title) == core), None)
        printed = entry.number if entry else f"第{chinese(number)}部分"
        if bald is not None:
            where = Where(spot=bald.spot, section=printed, item=bald.title, printed=bald.title)
            details = {"number": printed, "title": bald.title}
            yield Finding(code="C208", where=(where,), details=details, severity="info")
        elif entry in not_in_text(subject):
            continue  # C202
        elif _forms_on_sheets(subject) and (entry.title.endswith(form) if entry else number > 1):
            continue  # the sheets are the part of the forms
        elif number < min(headed) or entry:
            before = [section for above, section in headed.items() if above < number]
            where = Where(spot=(before[-1] if before else parts[0]).spot, section=printed)
            yield Finding(
                code="C208", where=(where,), details={"number": printed}, variant="missing"
            )


RULES = {
    "C201": listed_twice,
    "C202": listed_but_missing,
    "C203": printed_twice,
    "C204": titles_differ,
    "C205": pages_in_order,
    "C206": cover_differs,
    "C208": part_heading,
}
SETTINGS = {
    "C202": ListedChapter,
    "C203": PrintedTwice,
    "C206": Cover,
}
