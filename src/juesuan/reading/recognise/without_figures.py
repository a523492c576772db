"""Papers without figures (没有数字的材料): parts of final accounts, known by headings, terms that
are explained and by how a body speaks of itself; and other matters, known by their own marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from juesuan.lexicon import lexicon
from juesuan.reading.document import Document
from juesuan.reading.narrative import Narrative
from juesuan.reading.recognise.budget import titles
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["OtherSeen", "has_figures", "is_part", "other_matter"]

_FIRST = 3
"""Lines at the top in which a paper's title may stand."""
_MARKS = 2
"""Different marks in a text that tell what it is; terms explained that tell a glossary."""
_FIGURES = ("money", "count", "percent")


class OtherSeen(Struct, frozen=True):
    """What a paper is that is no part of accounts (``kind``), and the ``texts`` that show it."""

    kind: str
    texts: tuple[str, ...]


def has_figures(documents: Sequence[Document], narrative: Narrative) -> bool:
    """Whether sentences name amounts, counts or shares, or a line is of figures."""
    told = any(mention.kind in _FIGURES for _, _, mention in narrative.mentions())
    texts = (plain(text) for document in documents for text in document.texts)
    number = words().without_figures.number
    return told or bool(narrative.unread) or any(map(number.finds_in, texts))


def is_part(documents: Sequence[Document], year: int) -> bool:
    """Whether a paper is a part of final accounts whatever figures it has: it explains terms of
    the accounts, or has a heading of a booklet's and a body speaks of itself in it."""
    said = words().without_figures
    texts = [plain(text) for document in documents for text in document.texts]
    heads = [text for text, _ in titles(documents)]
    chapters = {match[0] for text in heads for match in words().documents.chapter.finditer(text)}
    headings = {text for text in heads if said.heading.finds_in(text)}
    headed = bool(headings)
    lines = [text for text in texts if said.explained.finds_in(_unnumbered(text))]
    known = [text for text in lines if _known(_unnumbered(text), year)]
    weight = len(known) + headed + any(map(said.item.finds_in, known))
    if known and 2 * len(known) >= len(lines) and (weight >= _MARKS or len(texts) == 1):
        return True
    chapter, nothing = words().documents.chapter, words().documents.nothing
    if any(all(p.finds_in(text) for p in (chapter, nothing, said.own)) for text in texts):
        return True  # a chapter in one sentence: there is none of it
    told = any(said.own.finds_in(text) or nothing.finds_in(text) for text in texts)
    if told and any(map(said.of_forms.finds_in, texts)):
        return True
    return (headed and told) or max(len(headings), len(chapters)) >= _MARKS


def other_matter(
    documents: Sequence[Document], narrative: Narrative, year: int
) -> OtherSeen | None:
    """What a paper without figures is instead of a part of final accounts: its title says so, or
    two different marks do that stand in no part; ``None`` for a part and for what is not known."""
    kinds = words().other_matters.kinds
    first = [text for text, _ in islice(titles(documents), _FIRST)]
    texts = [plain(text) for document in documents for text in document.texts]
    if any(words().documents.accounts in text for text in texts):
        kinds.pop("budget", None)
    for name, kind in kinds.items():
        if text := next(filter(kind.titles.finds_in, first), ""):
            return OtherSeen(name, (text,))
    part = is_part(documents, year)
    for name, kind in kinds.items():
        marks = {found[0] for text in texts for found in kind.marks.finditer(text)}
        if len(marks) >= _MARKS and (name == "budget" or not part):
            return OtherSeen(name, tuple(sorted(marks)[:_FIRST]))
    return None


def _unnumbered(text: str) -> str:
    return words().titles.numbered.sub("", text)


def _known(text: str, year: int) -> bool:
    """Whether the term that a line explains is one of accounts."""
    term, _, _ = text.partition(":")
    if words().parts.public.finds_in(term):
        return True
    meaning = lexicon(year).read(term)
    return meaning.says and 2 * len(meaning.leftover) <= len(term)
