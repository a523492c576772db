"""The narrative (情况说明) of a booklet: sections, sentences and what their figures say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from juesuan.reading.document import Document
from juesuan.reading.narrative.lines import TextBlock, blocks
from juesuan.reading.narrative.model import (
    ContentsEntry,
    Mention,
    Narrative,
    NarrativeUnread,
    Section,
    Sentence,
    WordedComparison,
)
from juesuan.reading.narrative.outline import outline, split_contents
from juesuan.reading.narrative.sentences import SectionReader

__all__ = [
    "ContentsEntry",
    "Mention",
    "Narrative",
    "NarrativeUnread",
    "Section",
    "Sentence",
    "WordedComparison",
    "read_narrative",
]

_NOT_STATED = frozenset({"", "other"})
"""Roles of figures that state no quantity of the accounts."""
_DATES = frozenset({"year"})


def read_narrative(documents: Sequence[Document]) -> Narrative:
    """The narrative of documents that belong together, in their order.

    Tables are left out, and the texts that belong to them but for their notes, which are given
    apart, as the contents page is. Annexes are left aside, unless nothing else states a figure.
    Never raises on what the documents say.
    """
    narrative = _read(documents)
    annexed = any(section.kind == "annex" for section in narrative.sections)
    if annexed and all(mention.kind in _DATES for _, _, mention in narrative.mentions()):
        return _read(documents, alone=True)
    return narrative


def _read(documents: Sequence[Document], alone: bool = False) -> Narrative:
    """The narrative; what stands in annexes is text like any other where it is ``alone``."""
    narrative = Narrative()
    for document in documents:
        text, notes = blocks(document)
        entries, found = split_contents(text)
        narrative.contents += entries
        first = len(narrative.sections)
        for part in outline(found):
            section = part.section
            section.parent += first if section.parent >= 0 else 0
            section.kind = "text" if alone and section.kind == "annex" else section.kind
            reader = SectionReader(section, narrative.unread)
            for block, begin in part.texts:
                if block.table and section.kind == "forms":
                    notes.append(block)
                else:
                    reader.read(block, begin)
            narrative.sections.append(section)
        narrative.notes += _notes(notes)
    return narrative


def _notes(found: Sequence[TextBlock]) -> Iterator[Section]:
    """The notes of tables that state figures, those of one table as a section under its title;
    instructions on how to fill in a form state none."""
    for table, run in groupby(found, lambda block: block.table):
        notes = list(run)
        section = Section(number="", title="", level=0, kind="text", spot=notes[0].spot)
        for block in notes:
            SectionReader(section, []).read(block, 0)
        section.title = table
        mentions = [mention for sentence in section.sentences for mention in sentence.mentions]
        if any(mention.role not in _NOT_STATED for mention in mentions):
            yield section
