"""Punctuation (标点): doubled marks, brackets left open, paragraphs that break off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import (
    compact,
    passages_with,
    section_path,
    sections,
    shortened,
)
from juesuan.reading.narrative import Section
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_AROUND = 14
"""Characters shown around a mark."""


class DoubledMarks(RuleSettings, frozen=True):
    """D301."""

    mark: Pattern


class Pairs(RuleSettings, frozen=True):
    """D302. ``pairs`` of two characters each."""

    pairs: tuple[str, ...]
    list_mark: Pattern


class BreakingOff(RuleSettings, frozen=True):
    """D303. ``open_endings``: characters that do not end a paragraph."""

    open_endings: str


class RunningOn(RuleSettings, frozen=True):
    """D304."""

    run_on: Pattern


def doubled(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D301: two marks that cannot stand together; one finding a section, form or project."""
    if unfilled(subject):
        yield NotChecked("D301", "unfilled_template")
        return
    wrong = DoubledMarks.of("D301").mark
    by_place: dict[str, tuple[list[Where], list[str]]] = {}
    for passage in passages_with(subject, wrong):
        for match in wrong.finditer(passage.text):
            begin = max(0, match.start() - _AROUND)
            around = " ".join(passage.text[begin : match.end() + 4].split())
            where, texts = by_place.setdefault(passage.within.anchor, ([], []))
            where.append(passage.printing(around))
            texts.append(around)
    for where, texts in by_place.values():
        yield Finding(
            code="D301", where=tuple(where), details={"text": "”“".join(dict.fromkeys(texts[:3]))}
        )


def unbalanced(subject: Subject) -> Iterator[Finding]:
    """D302: brackets or quotes of a section of the narrative that open and do not close."""
    row = Pairs.of("D302")
    for section in sections(subject):
        if section.kind not in ("text", "glossary"):
            continue
        text = row.list_mark.sub("", compact("\n".join([section.title, *_texts(section)])))
        for pair in row.pairs:
            opened, closed = text.count(pair[0]), text.count(pair[1])
            if opened != closed and not (pair == "“”" and '"' in text):
                sentence = _odd_sentence(section, pair)
                where = replace(_place(subject, section), printed=sentence)
                details = {"pair": pair, "text": shortened(sentence, 60)}
                yield Finding(code="D302", where=(where,), details=details)
                break


def _texts(section: Section) -> Sequence[str]:
    return [sentence.text for sentence in section.sentences]


def _odd_sentence(section: Section, pair: str) -> str:
    """The sentence in which a pair does not close; the title where none does so alone."""
    texts = ((text, compact(text)) for text in _texts(section))
    odd = (text for text, plain in texts if plain.count(pair[0]) != plain.count(pair[1]))
    return next(odd, section.title)


def _place(subject: Subject, section: Section) -> Where:
    return Where(spot=section.spot, section=section_path(subject, section))


def breaks_off(subject: Subject) -> Iterator[Finding]:
    """D303: the last paragraph of a section ends with a comma or semicolon."""
    open_endings = BreakingOff.of("D303").open_endings
    every = sections(subject)
    for section, following in zip(every, [*every[1:], None], strict=False):
        if section.kind != "text" or not section.sentences or not _closes(section, following):
            continue
        last = section.sentences[-1]
        ending = compact(last.text)[-1:]
        if ending in open_endings:
            tail = compact(last.text)[-_AROUND:]
            where = replace(_place(subject, section), spot=last.spot, printed=ending)
            yield Finding(code="D303", where=(where,), details={"mark": ending, "text": tail})


def _closes(section: Section, following: Section | None) -> bool:
    """Whether a section ends where the next begins: a heading of its own level or above, not
    the next item of a list."""
    if following is None:
        return False  # tables may follow, whose text is read apart
    if not section.title and following.level >= section.level:
        return False
    if following.level == section.level and _runs_in(following):
        return False
    return following.level <= section.level and bool(following.title)


def _runs_in(section: Section) -> bool:
    """Whether a section's text begins with its title: an item of a list, not a heading."""
    first = compact(section.sentences[0].text) if section.sentences else ""
    return first.lstrip("“”.").startswith(compact(section.title).strip("“”"))


def runs_on(subject: Subject) -> Iterator[Finding]:
    """D304: 其中： right after a figure, with no mark between."""
    run_on = RunningOn.of("D304").run_on
    for section in sections(subject):
        if section.kind != "text":
            continue
        for sentence in section.sentences:
            if match := run_on.search(compact(sentence.text)):
                begin = max(0, match.start() - _AROUND)
                around = compact(sentence.text)[begin : match.end()]
                where = replace(_place(subject, section), spot=sentence.spot, printed=around)
                yield Finding(code="D304", where=(where,), details={"text": around})


RULES = {
    "D301": doubled,
    "D302": unbalanced,
    "D303": breaks_off,
    "D304": runs_on,
}
SETTINGS = {"D301": DoubledMarks, "D302": Pairs, "D303": BreakingOff, "D304": RunningOn}
