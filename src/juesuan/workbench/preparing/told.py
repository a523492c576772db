"""The booklet's narrative as it grows (情况说明预览), and what only the author can say."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from juesuan import drafts
from juesuan.forms import DeterminedFacts
from juesuan.ledger import Asked
from juesuan.narrative import AuthorWords, Booklet, Heading, WrittenParagraph, write_booklet
from juesuan.narrative.said import clause
from juesuan.publishing.composing import evaluation_of
from juesuan.workbench.preparing.naming import key_words

__all__ = ["Question", "author_words", "booklet_of", "questions", "reason_key"]


class Question(Struct, frozen=True, kw_only=True):
    """Something that only the author can say: the key of its words, where it belongs, what is
    asked, what was said so far (in which ``version``), and how last year worded it (``last``)."""

    key: str
    entry: str
    text: str
    hint: str
    said: str
    version: int = 0
    last: str = ""


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
    """The booklet that a draft gives now, every figure in it one of its facts, the results of the
    self-evaluation among them. Raises ``TemplateError``."""
    disclosure = draft.disclosure()
    store = DeterminedFacts(disclosure, draft.head.space)
    return write_booklet(
        disclosure,
        store,
        said=author_words(draft.texts),
        evaluation=evaluation_of(drafts.evaluate(draft, kinds=()).prepared),
        lang=lang,
    )


def questions(
    draft: drafts.Draft, booklet: Booklet, lang: str, former: Mapping[str, str] | None = None
) -> list[Question]:
    """What is asked of the author, then what was said already, each with last year's wording
    (``former``) where there is one."""
    before = former or {}
    found = [
        Question(
            key=key,
            entry=_called(draft, key),
            text=each.text(lang),
            hint=each.hint,
            said="",
            version=draft.version(key),
            last=before.get(key, ""),
        )
        for each in booklet.asked
        if (key := _key(each))
    ]
    said = [
        Question(
            key=key,
            entry=_called(draft, key),
            text="",
            hint="",
            said=text,
            version=draft.version(key),
            last=before.get(key, ""),
        )
        for key, text in draft.texts.items()
        if key.split("|")[0] in {"texts", "reasons"}
    ]
    return found + said


def _called(draft: drafts.Draft, key: str) -> str:
    """Where words belong, a functional code with its name."""
    known = draft.head.space.codes["function"]
    code = next((part for part in key.split("|")[2:] if part in known), "")
    return key_words(draft.texts, key) + (f" {known.name(code)}" if code else "")


def reason_key(row: Mapping[str, str]) -> str:
    """The key of a reason's words: what it is about, the code, and against what."""
    return "|".join(("reasons", *(row.get(name, "") for name in ("about", "code", "against"))))


def _key(asked: Asked) -> str:
    if asked.row and asked.table == "reasons":
        return reason_key(asked.row)
    if asked.row and asked.table == "texts":
        return "|".join(("texts", asked.row.get("place", ""), asked.row.get("code", "")))
    return ""


def passages(booklet: Booklet) -> list[Heading | WrittenParagraph]:
    """The headings and paragraphs of a booklet."""
    return [block for block in booklet.blocks if isinstance(block, Heading | WrittenParagraph)]
