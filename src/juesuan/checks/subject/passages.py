"""Passages (文段): every text of a document, in tables and outside, with the place it stands at.

Rules on wording look at these. Figures of forms are the business of other rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.checks.model import Where
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.words import passage_words
from juesuan.reading import Document, Grid, Paragraph, Spot
from juesuan.reading.narrative import Section
from juesuan.reading.narrative.headings import is_contents_title, split_number
from juesuan.resources import Pattern
from juesuan.text import unspaced

__all__ = [
    "Passage",
    "compact",
    "contents_lines",
    "outside_forms",
    "outside_forms_with",
    "paged",
    "passages",
    "passages_with",
    "place_of",
    "section_path",
    "sections",
    "shortened",
]

_AHEAD = 8
"""Sections to look ahead: some open with no line of their own."""
_WIDTHS = str.maketrans("():;,?!", "（）：；，？！")


class Passage(Struct, frozen=True, kw_only=True):
    """A text as it stands in a paragraph or a cell.

    ``within`` is the form, project or section that it stands in, ``spot`` where it is in the
    file, ``where`` the two together; ``cell``: it stands in a table.
    ``head``: it stands above a form's table. ``kind`` is the kind of its section (``text``,
    ``glossary``, ``forms``, ``annex``), ``contents`` on the contents page, or empty.
    """

    text: str
    within: Where
    spot: Spot
    cell: bool = False
    head: bool = False
    kind: str = ""

    @property
    def where(self) -> Where:
        """Its place, made when it is asked for: of thousands of cells few are told."""
        return replace(self.within, spot=self.spot)

    def printing(self, words: str) -> Where:
        """The place of some of its words."""
        return replace(self.within, spot=self.spot, printed=words)


@lru_cache(maxsize=1 << 15)
def compact(text: str) -> str:
    """A text for comparing: without blanks, marks in full width."""
    return unspaced(text).translate(_WIDTHS)


def shortened(text: str, length: int = 40) -> str:
    """A text in one line, cut at a length."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def section_path(subject: Subject, section: Section) -> str:
    """The path of a section's numbers below its part: 三/（一）; a part's own number, or the
    title of one without a number."""
    path = subject.narrative.path(section)
    numbers = [part.number.rstrip("、.．") for part in path if part.number and part.level > 1]
    if numbers and section.kind in ("glossary", "annex") and path[0].level == 1:
        numbers.insert(0, path[0].number or path[0].title)
    if numbers:
        return "/".join(numbers)
    return section.number or section.title


def contents_lines(document: Document) -> Sequence[Paragraph]:
    """The paragraphs of the contents page: from the word 目录 to where its first line comes
    again as a heading; none where that is not found."""
    parts = iter(document.parts)
    for part in parts:
        if isinstance(part, Paragraph) and is_contents_title(part.text):
            break
    first = ""
    lines: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Grid) or len(lines) > passage_words().contents.longest:
            return ()
        if first and _unmarked(part.text) == first:
            return lines
        if first or split_number(part.text):
            first = first or _unmarked(paged(part.text)[0])
            lines.append(part)
    return ()


def _unmarked(text: str) -> str:
    return compact(text).replace("：", "")


def sections(subject: Subject) -> Sequence[Section]:
    """The narrative's sections without those that are lines of the contents page."""
    listed = subject.once(_located).listed
    return [section for section in subject.narrative.sections if id(section) not in listed]


class _Located(Struct):
    """Which section a paragraph opens, and which sections are lines of the contents; both by
    identity, for not every format numbers its paragraphs."""

    opened: dict[int, Section] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)


def _located(subject: Subject) -> _Located:
    located = _Located()
    every, at = subject.narrative.sections, 0
    known = {_unmarked(entry.number + entry.title) for entry in subject.narrative.contents}
    for document in subject.reading.documents if subject.reading else ():
        listed = {id(part) for part in contents_lines(document)}
        for part in document.paragraphs:
            for line in part.text.split("\n"):
                if id(part) in listed and _unmarked(paged(line)[0]) in known:
                    continue  # reading has set it apart already
                ahead = every[at : at + _AHEAD]
                index = next((n for n, s in enumerate(ahead) if _opens(s, part, line)), None)
                if index is None:
                    continue
                at += index + 1
                if id(part) in listed:
                    located.listed.add(id(ahead[index]))
                else:
                    located.opened[id(part)] = ahead[index]
    return located


def _opens(section: Section, part: Paragraph, line: str) -> bool:
    """Whether a line of a paragraph is the heading, or the first words, of a section."""
    if section.spot != part.spot:
        return False
    text, number = compact(line.lstrip("-—•*#· \t")), compact(section.number)
    rest, title = text[len(number) :].lstrip("：、"), compact(section.title)
    if not text.startswith(number) or not text:
        return False
    if title:
        return rest.startswith(title) or (len(rest) > 1 and title.startswith(rest))
    first = compact(section.sentences[0].text) if section.sentences else ""
    return bool(number) and (not first or first[:12] in text or rest[:12] in first)


def place_of(subject: Subject, section: Section) -> Where:
    """The place of a section's heading."""
    return Where(spot=section.spot, section=section_path(subject, section), printed=section.title)


def paged(text: str) -> tuple[str, int]:
    """A line of the contents without its leader, and its page (0: none)."""
    known = passage_words().contents
    text = known.uncounted.sub("", text.rstrip())
    match = known.page.search(text)
    if not match:
        return text.strip(), 0
    return text[: match.start()].strip(), int(match[1] or 0)


def passages(subject: Subject) -> Sequence[Passage]:
    """All passages of the document in their order, worked out once."""
    return subject.once(_passages)


@of_the_text
def _passages(subject: Subject) -> Sequence[Passage]:
    if subject.reading is None:
        return ()
    walk = _Walk(subject)
    return [passage for document in subject.reading.documents for passage in walk.over(document)]


def passages_with(subject: Subject, *patterns: Pattern) -> Sequence[Passage]:
    """The passages in which one of some patterns is found. A text is searched once, however often
    it stands there: of the cells of forms three in four say what another says."""
    searched = subject.once(_searched)
    for pattern in patterns:
        if pattern not in searched:
            searched[pattern] = _texts_with(subject.once(_texts), pattern)
    found = frozenset().union(*(searched[pattern] for pattern in patterns))
    return [passage for passage in passages(subject) if passage.text in found] if found else ()


def outside_forms(subject: Subject) -> Iterator[Passage]:
    """The passages that are no cells of forms."""
    return (one for one in passages(subject) if not (one.cell and one.within.form))


def outside_forms_with(subject: Subject, pattern: Pattern) -> Iterator[tuple[Passage, str]]:
    """Those of them in whose texts for comparing a pattern is found, each with that text."""
    outside = subject.once(_outside)
    found = set(filter(pattern.search, {text for _, text in outside}))
    return ((passage, text) for passage, text in outside if text in found)


@of_the_text
def _outside(subject: Subject) -> Sequence[tuple[Passage, str]]:
    """The passages outside forms, each with its text for comparing."""
    return [(passage, compact(passage.text)) for passage in outside_forms(subject)]


def _texts_with(texts: Mapping[str, frozenset[str]], pattern: Pattern) -> frozenset[str]:
    """Those of some texts, each with its signs, in which a pattern is found: only such are
    searched as have a sign that it needs."""
    search, needed = pattern.regex.search, pattern.signs
    if needed is None:
        return frozenset(filter(search, texts))
    return frozenset(
        text for text, signs in texts.items() if not needed.isdisjoint(signs) and search(text)
    )


@of_the_text
def _searched(subject: Subject) -> dict[Pattern, frozenset[str]]:
    """The texts in which patterns are found, those that were asked for."""
    return {}


@of_the_text
def _texts(subject: Subject) -> Mapping[str, frozenset[str]]:
    """The texts of the passages, each with its signs."""
    texts = dict.fromkeys(passage.text for passage in passages(subject))
    return {text: frozenset(text) for text in texts}


class _Walk:
    """Goes through documents and knows which form, project or section it is in."""

    def __init__(self, subject: Subject) -> None:
        self.subject, self.words = subject, passage_words()
        assert subject.reading is not None
        self.sections = subject.once(_located).opened
        listed = (entry.spot for entry in subject.narrative.contents)
        self.contents = {spot for spot in listed if spot.line or spot.page}
        self.forms: dict[int, str] = {}
        self.heads: dict[str, set[str]] = {}
        for form in subject.reading.forms:
            above = form.table.before[-self.words.above_table :]
            self.heads[form.no] = {text.strip() for text in above}
            for row in form.table.rows:
                self.forms |= {id(cell): form.no for cell in row if cell}
        forms = subject.disclosure.form_set.forms
        self.titles = {compact(form.title): form.no for form in forms}
        self.projects = {p.name.spot: p.name.text for p in subject.performance.projects if p.name}

    def over(self, document: Document) -> Iterator[Passage]:
        """The passages of one document."""
        section: Section | None = None
        listed = {id(part) for part in contents_lines(document)}
        place, waiting = Where(), list[Passage]()
        for part in document.parts:
            if isinstance(part, Grid):
                place = self._grid(part, place)
                yield from self._above(waiting, place)
                yield from self._cells(part, place)
                waiting = []
                continue
            if id(part) in self.sections:
                section = self.sections[id(part)]
                place = Where(section=section_path(self.subject, section))
                yield from waiting
                waiting = []
            elif id(part) not in listed and (no := self.titles.get(compact(part.text), "")):
                place = Where(form=no)
            elif self._titles_performance(part.text):
                place = Where(item=shortened(part.text, 24))
            kind = section.kind if section and place.section else ""
            if id(part) in listed or (not listed and part.spot in self.contents):
                kind = "contents"
            waiting.append(Passage(text=part.text, within=place, spot=part.spot, kind=kind))
        yield from waiting

    def _titles_performance(self, text: str) -> bool:
        short = len(text) < self.words.performance_line
        return short and any(word in text for word in self.words.performance)

    def _above(self, waiting: Sequence[Passage], place: Where) -> Iterator[Passage]:
        """The paragraphs before a table; those after the last note or sentence are its title
        lines."""
        note = self.words.note
        notes = [n for n, passage in enumerate(waiting) if note.search(passage.text.strip())]
        first = notes[-1] + 1 if notes else 0
        for number, passage in enumerate(waiting):
            if place.form and number >= first and passage.text.strip() in self.heads[place.form]:
                yield replace(passage, within=place, head=True)
            else:
                yield passage

    def _grid(self, grid: Grid, place: Where) -> Where:
        cells = [cell for row in grid.rows for cell in row if cell]
        form = next((self.forms[id(cell)] for cell in cells if id(cell) in self.forms), "")
        if form:
            return Where(form=form)
        named = (self.projects[cell.spot] for cell in cells if cell.spot in self.projects)
        project = next(named, "")
        if project:
            return Where(project=project)
        return replace(place, form="")

    def _cells(self, grid: Grid, place: Where) -> Iterator[Passage]:
        within = Where(
            form=place.form, project=place.project, section=place.section, item=place.item
        )
        for row in grid.rows:
            for cell in row:
                if cell and cell.text.strip():
                    yield Passage(text=cell.text, within=within, spot=cell.spot, cell=True)
