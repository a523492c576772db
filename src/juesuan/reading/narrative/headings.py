"""Numbers of headings (第一部分, 一、, （一）, 1.) and what a heading opens."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from juesuan.keeping import compiled
from juesuan.reading.narrative.vocabulary import ends_with, pattern_of, strip_end, words, words_in
from juesuan.text import fold, unquoted, unspaced

__all__ = [
    "HeadingNumber",
    "heading_before",
    "is_contents_title",
    "is_heading",
    "is_heading_within",
    "item_path",
    "kind_of",
    "opens_part",
    "split_number",
    "subject_of_title",
]

_LONGEST = 45  # characters of a heading
_FORMS = {
    "一": r"[一二三四五六七八九十百〇]+",
    "1": r"\d{1,2}",
    "①": r"[①-⑳]",
}
_SENTENCE = compiled(r"[。；，：！？]")
_APART = compiled(r"(?<=第)\s+|(?<!\s)\s+(?=部分|章)")
_QUOTES = "“”\"'‘’《."

_HEAD = compiled(r"([^：:。；，\d]{2,30})[：:。](?=.)")
"""What stands before the first mark of a paragraph, if more follows."""
_WITHIN = 12
"""Characters of a heading within a paragraph, at most."""


class HeadingNumber(NamedTuple):
    """A heading's number: as printed, its level from 1, and where the text after it begins."""

    text: str
    level: int
    end: int


@cache
def _numbering() -> tuple[re.Pattern[str], ...]:
    patterns = []
    for samples in words("headings", "numbering"):
        parts = []
        for sample in samples:
            part = "".join(_FORMS.get(c, re.escape(c)) for c in fold(sample))
            parts.append(part + (r"(?!\d)" if part.endswith(r"\.") else ""))
        patterns.append(compiled("(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"))
    return tuple(patterns)


@cache
def _any_number() -> re.Pattern[str]:
    return compiled("|".join(pattern.pattern for pattern in _numbering()))


def split_number(text: str) -> HeadingNumber | None:
    """The number a paragraph begins with, if it begins with one."""
    folded = fold(text)
    start = len(folded) - len(folded.lstrip())
    squeezed = _APART.sub(lambda m: " " * len(m[0]), folded)
    if not _any_number().match(squeezed, start):
        return None
    for level, pattern in enumerate(_numbering(), 1):
        if match := pattern.match(squeezed, start):
            end = match.end()
            while end < len(folded) and folded[end] in " \t\u3000：":
                end += 1
            return HeadingNumber(text[start : match.end()].strip(), level, end)
    return None


def is_heading(rest: str, marked: bool) -> bool:
    """Whether the text after a number is a heading and no sentence."""
    bare = unspaced(fold(rest))
    if not bare or len(bare) > _LONGEST:
        return False
    closed = bare[-1] in "。；"
    body = bare.rstrip("。；：")
    if _SENTENCE.search(_without_brackets(body)):
        return False
    if pattern_of("headings", "figure").search(body):
        return False
    if closed and not marked:
        return "、" not in body and bool(ends_with(body, words_in("headings", "endings")))
    return True


def _without_brackets(text: str) -> str:
    return re.sub(r"（[^（）]*）", "", text)


def is_contents_title(text: str) -> bool:
    """Whether a line says 目录."""
    return unspaced(fold(text)).strip("：") in words_in("headings", "contents")


def opens_part(text: str) -> bool:
    """Whether a line without a number is the heading of a part all the same."""
    bare = unspaced(fold(text))
    return (
        len(bare) <= _LONGEST
        and not _SENTENCE.search(bare)
        and not bare.startswith(words_in("nothing", "words"))
        and bool(ends_with(bare, words_in("headings", "parts")))
    )


def kind_of(title: str) -> str:
    """``glossary``, ``annex`` or ``forms`` by a title; empty if it says nothing."""
    bare = _without_brackets(unspaced(fold(title))).rstrip("。：；")
    if any(word in bare for word in words_in("headings", "glossary")):
        return "glossary"
    if any(bare.startswith(word) for word in words_in("headings", "annex")):
        return "annex"
    if ends_with(bare, words_in("headings", "forms")):
        return "forms"
    return ""


@cache
def _about() -> tuple[str, ...]:
    return words_in("headings", "about")


def subject_of_title(title: str) -> str:
    """What a section speaks of: its title without 情况说明 and the like; empty if that is
    no item's name."""
    bare = unspaced(fold(title)).rstrip("。：；")
    if path := item_path(bare):
        return path
    bare = pattern_of("headings", "lead").sub(
        "", pattern_of("headings", "up_to_year").sub("", bare)
    )
    named = strip_end(bare, _about())
    return named if ends_with(named, words_in("nothing", "endings")) else ""


def item_path(text: str) -> str:
    """The functional item a text begins with: …（类）…（款）…（项）; empty if none."""
    whole = unspaced(fold(text))
    match = pattern_of("headings", "item_path").match(whole.lstrip(_QUOTES))
    if match is None:
        return ""
    return match[0] if whole[0] not in _QUOTES else unquoted(match[0])  # “教育支出”（类）


def heading_before(text: str) -> str:
    """The heading that a paragraph begins with (政府性基金支出：年初结转5万元); empty if none."""
    head = _HEAD.match(text)
    title = head[1].strip() if head else ""
    named = ends_with(unspaced(title), (*_about(), *words_in("nothing", "endings")))
    return title if named and not kind_of(title) and is_heading(title, False) else ""


def is_heading_within(text: str) -> bool:
    """Whether a sentence within a paragraph is a heading: （三）具体情况。"""
    number = split_number(text)
    title = text[number.end :].strip() if number else ""
    return (
        not title[-1:].isalnum() and 0 < len(title) <= _WITHIN and not any(map(str.isdigit, title))
    )
