"""Contents page and chapters (目录与篇章): what is listed is there, once, under one title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from juesuan.checks.catalogue import all_rules
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.numerals import ordinal
from juesuan.checks.subject.passages import (
    bare,
    contents_lines,
    paged,
    passages,
    section_path,
    sections,
    shortened,
)
from juesuan.reading import Document, Grid, Paragraph, Spot
from juesuan.reading.narrative import Section
from juesuan.reading.narrative.headings import is_contents_title, split_number

__all__ = ["RULES", "Entry", "entries"]

_TAG = re.compile(r"</?\w+[^>]*>")
_SENTENCE = re.compile("[。；，]")
_LONGEST = 60  # characters of a line that may be a heading
_WRAPPED = 6  # characters of the rest of a line of the contents
_TABLE_NO = re.compile(r"^(?:附?表|附件)\s*[一二三四五六七八九十\d]{1,3}\s*[：:、.．]?\s*")
_COVER = 10  # paragraphs of a cover


@dataclass(frozen=True)
class Entry:
    """A line of the contents page: its number, title, page (0: none) and the number of the
    part (第二部分) it stands under."""

    number: str
    title: str
    page: int
    part: str
    spot: Spot

    @property
    def printed(self) -> str:
        """The line as it is told."""
        blank = " " if self.number and self.number[-1] not in "、.．）)" else ""
        return f"{self.number}{blank}{self.title}"


def entries(subject: Subject) -> Sequence[Entry]:
    """The lines of the contents page, set as paragraphs or as a table."""
    return subject.once(_entries)


def _entries(subject: Subject) -> Sequence[Entry]:
    documents = subject.reading.documents if subject.reading else ()
    found = [line for document in documents for line in _as_lines(document)]
    if not found:
        contents = subject.narrative.contents
        found = [(entry.number, entry.title, entry.page, entry.spot) for entry in contents]
    if not found:
        found = [line for document in documents for line in _as_table(document)]
    part, listed = "", list[Entry]()
    for number, title, page, spot in found:
        part = number if number.startswith("第") else part
        listed.append(Entry(number, title, page, "" if number == part else part, spot))
    return listed


_Line = tuple[str, str, int, Spot]


def _as_lines(document: Document) -> Sequence[_Line]:
    """The paragraphs of the contents page as lines; a wrapped one is put together."""
    found: list[_Line] = []
    for part in contents_lines(document):
        for text in filter(None, (line.strip() for line in part.text.split("\n"))):
            title, page = paged(text)
            number = split_number(title)
            if number is None and found and not found[-1][2] and len(title) <= _WRAPPED:
                above = found[-1]
                found[-1] = (above[0], above[1] + title, page, above[3])
                continue
            rest = title[number.end :] if number else _TABLE_NO.sub("", title)
            found.append((number.text if number else "", rest.strip(), page, part.spot))
    return found


def _as_table(document: Document) -> Iterator[_Line]:
    """The rows of a table right below the word 目录: a line and its page."""
    heading = False
    for part in document.parts:
        if isinstance(part, Paragraph):
            heading = is_contents_title(part.text)
            continue
        if heading:
            yield from _rows(part)
            return


def _rows(grid: Grid) -> Iterator[_Line]:
    for row in grid.rows:
        cells = [cell for cell in row if cell and cell.text.strip()]
        if not cells:
            continue
        text = _TAG.sub("", cells[0].text).strip()
        last = _TAG.sub("", cells[-1].text).strip()
        number = split_number(text)
        title = text[number.end :].strip() if number else text
        page = int(last) if last.isdigit() and len(cells) > 1 else 0
        yield number.text if number else "", title, page, cells[0].spot


def _where(entry: Entry) -> Where:
    return Where(spot=entry.spot, part="contents", item=entry.printed, printed=entry.printed)


def listed_twice(subject: Subject) -> Iterator[Finding]:
    """C201: a line that the contents list twice within one part."""
    seen: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries(subject):
        seen[entry.part, bare(entry.number), bare(entry.title)].append(entry)
    for again in seen.values():
        if len(again) > 1 and again[0].title:
            details = {"title": again[0].printed, "count": len(again)}
            yield Finding(code="C201", where=tuple(map(_where, again)), details=details)


def _core(title: str) -> str:
    """A title without year, part number and brackets with asides."""
    plain = re.sub(r"（[^（）]*）", "", bare(title))
    return re.sub(r"^(?:第.{1,3}部分)?.{0,40}?20\d\d年度?|^第.{1,3}部分", "", plain)


def _lines(subject: Subject) -> Mapping[str, str]:
    """Every short line of the text, with and without its number, as compared → as printed."""
    found: dict[str, str] = {}
    for section in sections(subject):
        if section.title:
            found[bare(section.title)] = section.title
    for passage in passages(subject):
        if passage.kind == "contents" or len(passage.text) > _LONGEST:
            continue
        if passage.cell and not bare(passage.text).endswith("表"):
            continue
        number = split_number(passage.text)
        text = passage.text[number.end :] if number else passage.text
        found.setdefault(bare(text), text.strip())
    for form in subject.reading.forms if subject.reading else ():
        found.setdefault(bare(form.form.title), form.form.title)
    return found


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _numbered(subject: Subject) -> Mapping[tuple[str, str], Section]:
    """The headings of the text by their part's number and their own."""
    found: dict[tuple[str, str], Section] = {}
    for section in sections(subject):
        above = subject.narrative.path(section)[0]
        part = above.number if above is not section and above.level == 1 else ""
        if section.number and section.title and section.level <= 2:
            found.setdefault((bare(part), bare(section.number)), section)
    return found


def _missing_or_other(subject: Subject) -> Iterator[tuple[Entry, str, Spot | None]]:
    """Entries without a line of the same words: with the nearest line, or none."""
    lines, numbered = _lines(subject), _numbered(subject)
    cores = {_core(line) for line in lines if _core(line)}
    settings = all_rules()["C202"].settings
    least, elsewhere = settings["alike"] / 100, settings["elsewhere"]
    listed = {bare(entry.title) for entry in entries(subject)}
    for entry in entries(subject):
        wanted = bare(entry.title)
        if any(word in wanted for word in elsewhere):
            continue
        if not wanted or wanted in lines or _core(entry.title) in cores:
            continue
        if any(wanted in line or (len(line) > 5 and line in wanted) for line in lines):
            same = numbered.get((bare(entry.part), bare(entry.number)))
            if same is None or wanted in bare(same.title) or bare(same.title) in wanted:
                continue
        same = numbered.get((bare(entry.part), bare(entry.number)))
        if same is not None and bare(same.title) not in listed:
            yield entry, same.title, same.spot
            continue
        nearest = max(lines, key=lambda line: _alike(wanted, line), default="")
        yield entry, lines[nearest] if _alike(wanted, nearest) >= least else "", None


def listed_but_missing(subject: Subject) -> Iterator[Finding]:
    """C202: a chapter that the contents list and the text does not have."""
    if not sections(subject):
        return
    for entry, other, _ in _missing_or_other(subject):
        if not other:
            details = {"title": entry.printed}
            yield Finding(code="C202", where=(_where(entry),), details=details)


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
    shortest = all_rules()["C203"].settings["shortest"]
    children: dict[int, list[int]] = defaultdict(list)
    every = subject.narrative.sections
    for index, section in enumerate(every):
        children[section.parent].append(index)

    def words(index: int) -> str:
        own = "".join(sentence.text for sentence in every[index].sentences)
        return bare(own + "".join(words(child) for child in children[index]))

    body = {id(section) for section in sections(subject)}
    seen: dict[tuple[str, str], list[Section]] = defaultdict(list)
    for index, section in enumerate(every):
        if id(section) in body and section.title and len(text := words(index)) >= shortest:
            seen[bare(section.title), text].append(section)
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
    kinds: tuple[str, ...] = tuple(all_rules()["C206"].settings["kinds"])
    if not sections(subject) or subject.reading is None:
        return
    lines = [p for p in passages(subject) if not p.cell and len(p.text) <= _LONGEST]
    cover = [p for p in lines[:_COVER] if not p.kind and not p.head]
    named = next(((p, kind) for p in cover for kind in kinds if kind in bare(p.text)), None)
    if named is None or any(
        kind in bare(p.text) for p in cover for kind in kinds if kind != named[1]
    ):
        return
    passage, kind = named
    told = [s.title for s in sections(subject)] + [e.title for e in entries(subject)]
    for other in kinds:
        against = next((title for title in told if other != kind and other in bare(title)), "")
        if against and not any(kind in bare(title) for title in told):
            details = {"cover": shortened(passage.text), "other": against}
            where = Where(spot=passage.spot, part="cover", printed=passage.text)
            yield Finding(
                code="C206", where=(where, Where(part="contents", printed=against)), details=details
            )
            return


def chapter_expected(subject: Subject) -> Iterator[Finding]:
    """C207: a chapter that a booklet must have, of which no heading or sentence speaks."""
    settings = all_rules()["C207"].settings
    told = [s for s in sections(subject) if s.kind == "text" and s.title]
    if len(told) < settings["booklet"]:
        return
    lines = [bare(p.text) for p in passages(subject) if not p.cell and p.kind != "contents"]
    headings = [line for line in lines if len(line) <= _LONGEST and not _SENTENCE.search(line)]
    headings += [bare(section.title) for section in sections(subject)]
    for chapter in settings["chapters"]:
        headed = any(word in line for word in chapter["headings"] for line in headings)
        said = any(re.search(pattern, line) for pattern in chapter["said"] for line in lines)
        if not headed and not said:
            where = Where(section=chapter["part"], item=chapter["title"])
            yield Finding(code="C207", where=(where,), variant=chapter["key"])


def part_heading(subject: Subject) -> Iterator[Finding]:
    """C208: the parts (第一部分 …) of the text: one lacks its number, or is not there."""
    parts = [s for s in sections(subject) if s.level == 1]
    found = {ordinal(s.number): s for s in parts if s.number.startswith("第")}
    if not found:
        return
    listed = {ordinal(e.number): e for e in entries(subject) if e.number.startswith("第")}
    opened = {
        ordinal(found_number.text)
        for passage in passages(subject)
        if passage.kind != "contents" and not passage.cell
        if (found_number := split_number(passage.text)) and found_number.level == 1
    }
    for number in range(1, max(found)):
        if number in found or number in opened:
            continue
        entry = listed.get(number)
        core = _core(entry.title) if entry else ""
        bald = next((s for s in parts if not s.number and core and _core(s.title) == core), None)
        printed = entry.number if entry else "第" + "一二三四五六七八九十"[number - 1] + "部分"
        if bald is not None:
            where = Where(spot=bald.spot, section=printed, item=bald.title, printed=bald.title)
            details = {"number": printed, "title": bald.title}
            yield Finding(code="C208", where=(where,), details=details, severity="info")
        elif number < min(found) or entry:
            after = parts[0] if number < min(found) else found[max(n for n in found if n < number)]
            where = Where(spot=after.spot, section=printed)
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
    "C207": chapter_expected,
    "C208": part_heading,
}
