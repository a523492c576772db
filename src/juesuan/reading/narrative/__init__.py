"""The narrative (情况说明) of a booklet: sections, sentences and what their figures say."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.reading.document import Document
from juesuan.reading.narrative.lines import blocks
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


def read_narrative(documents: Sequence[Document]) -> Narrative:
    """The narrative of documents that belong together, in their order.

    Tables and the texts that belong to them are left out; the contents page is given apart.
    Never raises on what the documents say.
    """
    narrative = Narrative()
    for document in documents:
        entries, found = split_contents(blocks(document))
        narrative.contents += entries
        first = len(narrative.sections)
        for part in outline(found):
            section = part.section
            section.parent += first if section.parent >= 0 else 0
            reader = SectionReader(section, narrative.unread)
            for block, begin in part.texts:
                reader.read(block, begin)
            narrative.sections.append(section)
    return narrative
