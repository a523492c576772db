"""What the text of a whole booklet must have (应公开的内容): chapters, matters, details."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.rules.completeness.chapters import not_in_text
from juesuan.checks.subject import Subject
from juesuan.checks.subject.excerpts import is_excerpt
from juesuan.checks.subject.passages import compact, passages, sections
from juesuan.checks.subject.words import passage_words
from juesuan.resources import Pattern, Record

__all__ = ["RULES", "SETTINGS"]

_MARKS = "。；，"
"""Marks of a sentence, which no heading has."""


class Chapter(Record, frozen=True):
    """A chapter that a booklet must have: words of its heading, or patterns of what is said."""

    part: str
    title: str
    headings: tuple[str, ...]
    said: Pattern | None = None


class Matter(Record, frozen=True):
    """A matter the text must speak of; with a ``form``, only if the set has one of such a title;
    with ``due``, only where the text has such words. Places differ on those that are ``light``."""

    title: str
    said: Pattern
    form: str = ""
    due: Pattern | None = None
    first_year: int = 0
    light: bool = False


class Matters(RuleSettings, frozen=True):
    """C209. ``booklet``: headings of text that make a file a whole booklet; ``nothing``: words
    that say of a form that it is empty."""

    booklet: int
    nothing: Pattern
    matters: Mapping[str, Matter]


class WholeBooklet(RuleSettings, frozen=True):
    """C207. ``booklet``: headings that make a file a whole booklet; ``chapters`` by the variant
    of the message."""

    booklet: int
    chapters: Mapping[str, Chapter]


def chapter_expected(subject: Subject) -> Iterator[Finding]:
    """C207: a chapter that a booklet must have, of which no heading or sentence speaks."""
    row = WholeBooklet.of("C207")
    headed = [s for s in sections(subject) if s.kind == "text" and s.title]
    if len(headed) < row.booklet or is_excerpt(subject):
        return
    lines = [compact(p.text) for p in passages(subject) if not p.cell and p.kind != "contents"]
    longest = passage_words().longest_heading
    headings = [line for line in lines if len(line) <= longest and not set(_MARKS) & set(line)]
    headings += [compact(section.title) for section in sections(subject)]
    missing = not_in_text(subject)
    for key, chapter in row.chapters.items():
        said = chapter.said
        if any(word in line for word in chapter.headings for line in headings):
            continue
        if said is not None and any(map(said.search, lines)):
            continue
        if any(word in compact(e.title) for word in chapter.headings for e in missing):
            continue  # the contents list it: C202
        where = Where(section=chapter.part, item=chapter.title)
        yield Finding(code="C207", where=(where,), variant=key)


def matter_expected(subject: Subject) -> Iterator[Finding]:
    """C209: a matter that the text of a whole booklet must speak of, and does not."""
    row = Matters.of("C209")
    texts = [s for s in sections(subject) if s.kind == "text"]
    if sum(bool(s.title) for s in texts) < row.booklet or is_excerpt(subject):
        return
    said = [compact(s.title + "".join(one.text for one in s.sentences)) for s in texts]
    titles = [form.title for form in subject.disclosure.form_set.forms]
    forms = [s for s in sections(subject) if s.kind == "forms"]
    beside = [compact(one.text) for s in forms for one in s.sentences]
    empty = [text for text in (*beside, *_notes(subject)) if row.nothing.search(text)]
    missing = not_in_text(subject)
    for matter in row.matters.values():
        if subject.disclosure.year < matter.first_year:
            continue
        due = not matter.form or any(matter.form in title for title in titles)
        due = due and (matter.due is None or any(map(matter.due.search, said)))
        due = due and not any(matter.said.search(compact(e.title)) for e in missing)
        if due and not any(map(matter.said.search, said)):
            where = Where(item=matter.title)
            light = matter.light or any(map(matter.said.search, empty))
            yield Finding(
                code="C209",
                where=(where,),
                details={"title": matter.title},
                severity="info" if light else "",
            )


def _notes(subject: Subject) -> Iterator[str]:
    """The notes below printed forms and in lines of their own within, each behind the title of its
    form."""
    for form in subject.reading.forms if subject.reading else ():
        rows = ([cell.text for cell in row if cell and cell.text] for row in form.table.rows)
        for text in (*form.table.after, *(texts[0] for texts in rows if len(texts) == 1)):
            yield compact(form.form.title + "，" + text)


RULES = {"C207": chapter_expected, "C209": matter_expected}
SETTINGS = {"C207": WholeBooklet, "C209": Matters}
