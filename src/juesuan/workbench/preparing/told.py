"""The booklet's narrative as it grows (情况说明预览), and what only the author can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from juesuan import drafts
from juesuan.forms import DeterminedFacts
from juesuan.ledger import Asked
from juesuan.narrative import AuthorWords, Booklet, Heading, Paragraph, write_booklet
from juesuan.narrative.said import clause

__all__ = ["Question", "author_words", "booklet_of", "questions"]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that only the author can say: the key of its words, where it belongs, what is
    asked, and what was said so far."""

    key: str
    entry: str
    text: str
    hint: str
    said: str


def author_words(texts: Mapping[str, str]) -> AuthorWords:
    """The author's words from a draft's texts: ``texts|place|code``, and for reasons
    ``reasons|about|code|against``."""
    own: dict[tuple[str, str], tuple[str, ...]] = {}
    reasons: dict[tuple[str, str, str], str] = {}
    for key, text in texts.items():
        table, *names = key.split("|")
        if table == "texts" and len(names) == 2:
            own[names[0], names[1]] = tuple(filter(None, map(str.strip, text.splitlines())))
        elif table == "reasons" and len(names) == 3:
            reasons[names[0], names[1], names[2]] = clause(text)
    return AuthorWords(own, reasons)


def booklet_of(draft: drafts.Draft, lang: str) -> Booklet:
    """The booklet that a draft gives now, every figure in it one of its facts. Raises
    ``TemplateError``."""
    disclosure = draft.disclosure()
    store = DeterminedFacts(disclosure, draft.head.space)
    return write_booklet(disclosure, store, said=author_words(draft.texts), lang=lang)


def questions(draft: drafts.Draft, booklet: Booklet, lang: str) -> list[Question]:
    """What is asked of the author, then what was said already."""
    found = [
        Question(key=key, entry=each.entry, text=each.text(lang), hint=each.hint, said="")
        for each in booklet.asked
        if (key := _key(each))
    ]
    said = [
        Question(key=key, entry=" · ".join(key.split("|")[1:]), text="", hint="", said=text)
        for key, text in draft.texts.items()
    ]
    return found + said


def _key(asked: Asked) -> str:
    names = {"texts": ("place", "code"), "reasons": ("about", "code", "against")}
    if asked.table not in names or not asked.row:
        return ""
    return "|".join((asked.table, *(asked.row.get(name, "") for name in names[asked.table])))


def passages(booklet: Booklet) -> list[Heading | Paragraph]:
    """The headings and paragraphs of a booklet."""
    return [block for block in booklet.blocks if isinstance(block, Heading | Paragraph)]
