"""Paths of functional codes in words (类、款、项) as sentences and headings print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import Match

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.amounts import Rounded
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.text import fold, unspaced

__all__ = ["NamedPath", "named_paths", "spelled_alike"]


class NamedPath(Struct, frozen=True, eq=False):
    """The names of a path with how many digits a code of each level has, from the top down;
    the first may have words before it."""

    names: tuple[tuple[str, int], ...]
    where: Where
    amounts: tuple[Rounded, ...] = ()
    """This year's accounts that are said of it: those of its sentence, of its section where it is
    the heading."""
    code: str = ""
    """The code printed in brackets behind it."""


def spelled_alike(name: str) -> frozenset[str]:
    """A name with and without 支出 at its end."""
    ending = claim_words().codes.ending
    return frozenset((name, name.removesuffix(ending), name.removesuffix(ending) + ending))


def named_paths(subject: Subject) -> Sequence[NamedPath]:
    """Every path of the narrative's text, each as often as it is printed."""
    return subject.once(_named_paths)


def _named_paths(subject: Subject) -> Sequence[NamedPath]:
    return [path for text in section_texts(subject) for path in _of_text(text)]


def _of_text(text: SectionText) -> Iterator[NamedPath]:
    section = text.section
    title = Where(spot=section.spot, section=text.number, item=section.title, printed=section.title)
    yield from _paths(section.title, title, _amounts(text.assertions))
    for sentence in text.section.sentences:
        yield from _paths(sentence.text, text.where(sentence), _amounts(text.beside(sentence)))


def _amounts(stated: Sequence[Assertion]) -> tuple[Rounded, ...]:
    return tuple(
        one.number
        for one in stated
        if (one.mention.kind, one.role, one.year) == ("money", "final", "this")
        and not one.mention.reason
        and one.number.value
    )


def _paths(text: str, where: Where, amounts: tuple[Rounded, ...]) -> Iterator[NamedPath]:
    data, said = claim_words().codes, unspaced(fold(text))
    names: list[tuple[str, int]] = []
    start = 0
    for mark in claim_words().patterns.level_mark.finditer(said):
        between = said[start : mark.start()]
        digits = data.levels[mark[1]]
        name = claim_words().patterns.before_path.sub("", between)
        if names and (name != between or digits <= names[-1][1]):
            yield NamedPath(tuple(names), where, amounts, _code_behind(between))
            names = []
        if name:
            names.append((name, digits))
        start = mark.end()
    if names:
        yield NamedPath(tuple(names), where, amounts, _code_behind(said[start:]))
    elif path := claim_words().patterns.coded_path.match(said):
        yield _of_digits(path, where, amounts)


def _of_digits(path: Match[str], where: Where, amounts: tuple[Rounded, ...]) -> NamedPath:
    """A path whose levels have digits alone in their brackets: 教育支出（205）普通教育（02）."""
    levels = claim_words().codes.levels.values()
    printed = (path["class"], path["section"], path["item"])
    first = claim_words().patterns.before_path.sub("", path["class"])
    names = [(name, n) for name, n in zip(printed, sorted(levels), strict=True) if name]
    code = path["c"] + path["s"] + (path["i"] or "")
    return NamedPath(((first, names[0][1]), *names[1:]), where, amounts, code)


def _code_behind(words: str) -> str:
    match = claim_words().patterns.code_behind.search(words)
    return match[1] if match else ""
