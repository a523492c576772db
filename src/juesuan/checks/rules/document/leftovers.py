"""Leftovers (残留): a template's instructions and blanks, markup, and characters gone astray."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import Passage, compact, passages, passages_with, shortened
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS", "unfilled"]

_AROUND = 12
"""Characters shown on either side of a stray one."""


class Instructions(RuleSettings, frozen=True):
    """D201."""

    instruction: Pattern


class Blanks(RuleSettings, frozen=True):
    """D202. So many blanks make a ``template`` that nobody filled in."""

    template: int
    blank: Pattern


class FilledWithNone(RuleSettings, frozen=True):
    """D203."""

    none: Pattern


class Markup(RuleSettings, frozen=True):
    """D204. A ``mark`` counts only in files that are no plain text."""

    tag: Pattern
    mark: Pattern


class Stray(RuleSettings, frozen=True):
    """D205. A ``question`` mark counts unless ``asking`` words go before it."""

    letter: Pattern
    lost: Pattern
    question: Pattern
    asking: Pattern


class SampleLabels(RuleSettings, frozen=True):
    """D206."""

    label: Pattern


class BlankLabels(RuleSettings, frozen=True):
    """D207: a ``label`` at the end of a line (group of that name), and the ``number`` a line
    begins with, a group for each level."""

    label: Pattern
    number: Pattern


_Match = tuple[Passage, str]
"""A passage, and what was found in it."""


def _matches(subject: Subject, pattern: Pattern) -> list[_Match]:
    """The passages in which a pattern is found."""
    every = passages_with(subject, pattern)
    searched = ((passage, pattern.search(passage.text)) for passage in every)
    return [(passage, match[0]) for passage, match in searched if match]


def _by_place(matches: Iterable[_Match]) -> Iterator[tuple[tuple[Where, ...], str]]:
    """The places of matches, those in one form, project or section together."""
    groups: dict[str, list[_Match]] = {}
    for passage, text in matches:
        groups.setdefault(passage.within.anchor, []).append((passage, text))
    for group in groups.values():
        where = tuple(p.printing(p.text.strip()) for p, _ in group)
        yield where, group[0][1]


def unfilled(subject: Subject) -> bool:
    """Whether the file is a template that nobody filled in: blanks all over."""
    return subject.once(_unfilled)


@of_the_text
def _unfilled(subject: Subject) -> bool:
    row = Blanks.of("D202")
    return len(_matches(subject, row.blank)) >= row.template


def instructions(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D201: what a template tells its writer, left in the published text."""
    if unfilled(subject):
        yield NotChecked("D201", "unfilled_template")
        return
    for where, _ in _by_place(_matches(subject, Instructions.of("D201").instruction)):
        yield Finding(code="D201", where=where, details={"text": shortened(where[0].printed, 60)})


def blanks(subject: Subject) -> Iterator[Finding]:
    """D202: XX, ×× and other blanks of a template that were never filled in."""
    matches = _matches(subject, Blanks.of("D202").blank)
    if unfilled(subject):
        where = tuple(p.printing(shortened(p.text)) for p, _ in matches)
        details = {"count": len(matches)}
        yield Finding(code="D202", where=where, details=details, variant="template")
        return
    for places, text in _by_place(matches):
        yield Finding(
            code="D202",
            where=places,
            details={"text": text, "said": shortened(places[0].printed, 60)},
        )


def filled_with_none(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D203: sentences of a template filled with “none”, which then say nothing."""
    if unfilled(subject):
        yield NotChecked("D203", "unfilled_template")
        return
    groups: dict[str, list[_Match]] = {}
    for passage, text in _matches(subject, FilledWithNone.of("D203").none):
        if passage.cell:
            continue
        upper = "/".join(passage.within.section.split("/")[:2])
        groups.setdefault(upper or passage.within.anchor, []).append((passage, text))
    for group in groups.values():
        where = tuple(p.printing(p.text.strip()) for p, _ in group)
        texts = "”“".join(dict.fromkeys(_clause(p.text, text) for p, text in group))
        yield Finding(code="D203", where=where, details={"text": texts})


def _clause(text: str, begin: str) -> str:
    """What begins so, to the end of its clause."""
    start = text.index(begin)
    return shortened(re.split("[。；;，,]", text[start:])[0], 40)


def markup(subject: Subject) -> Iterator[Finding]:
    """D204: tags and entities of a web page in the text; one finding a document."""
    if subject.reading is None:
        return
    row = Markup.of("D204")
    texts = {document.file for document in subject.reading.documents if document.format == "text"}
    where: list[Where] = []
    seen: list[str] = []
    for passage in passages_with(subject, row.tag, row.mark):
        matches = list(row.tag.finditer(passage.text))
        if passage.spot.file not in texts:
            matches += row.mark.finditer(passage.text)
        if matches:
            where.append(passage.printing(shortened(passage.text, 60)))
            matches.sort(key=lambda match: match.start())
            seen += (match[0] for match in matches)
    if seen:
        samples = " ".join(list(dict.fromkeys(seen))[:4])
        count = sum(not text.startswith("</") for text in seen)
        yield Finding(code="D204", where=tuple(where), details={"samples": samples, "count": count})


def stray(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D205: characters that seem to be lost or astray within words."""
    if unfilled(subject):
        yield NotChecked("D205", "unfilled_template")
        return
    row = Stray.of("D205")
    for pattern in (row.letter, row.lost, row.question):
        for passage in passages_with(subject, pattern):
            for match in pattern.finditer(passage.text):
                begin, end = max(0, match.start() - _AROUND), match.end() + _AROUND
                around = " ".join(passage.text[begin:end].split())
                before = passage.text[: match.end() + 1]
                if pattern is row.question and row.asking.search(before):
                    continue
                where = passage.printing(around)
                details = {"character": match[0], "around": around}
                yield Finding(code="D205", where=(where,), details=details)
                break


def sample_labels(subject: Subject) -> Iterator[Finding]:
    """D206: labels of tables that keep the sample's open wording; one finding a document."""
    label = SampleLabels.of("D206").label
    places = [
        passage.printing(passage.text.strip())
        for passage in passages(subject)
        if passage.cell and not passage.within.form and label.fullmatch(passage.text.strip())
    ]
    if places:
        texts = "”“".join(dict.fromkeys(place.printed for place in places))
        details = {"text": texts, "count": len(places)}
        yield Finding(code="D206", where=tuple(places), details=details)


def blank_labels(subject: Subject) -> Iterator[Finding]:
    """D207: an item ends in a label, and nothing stands behind it before the next item begins,
    while the same label has a text in other items."""
    row = BlankLabels.of("D207")
    lines = [p for p in passages(subject) if not p.cell and p.text.strip()]
    for n, passage in enumerate(lines):
        text = compact(passage.text)
        match, own = row.label.search(text), row.number.match(text)
        if match is None or own is None:
            continue
        after = row.number.match(compact(lines[n + 1].text)) if n + 1 < len(lines) else None
        if n + 1 < len(lines) and (after is None or after.lastgroup != own.lastgroup):
            continue
        said = match["label"] + "："
        others = [one for one in lines if said in compact(one.text) and one is not passage]
        if others and all(not compact(one.text).endswith(said) for one in others):
            details = {"label": match["label"], "others": len(others)}
            yield Finding(code="D207", where=(passage.printing(passage.text),), details=details)


RULES = {
    "D201": instructions,
    "D202": blanks,
    "D203": filled_with_none,
    "D204": markup,
    "D205": stray,
    "D206": sample_labels,
    "D207": blank_labels,
}
SETTINGS = {
    "D201": Instructions,
    "D202": Blanks,
    "D203": FilledWithNone,
    "D204": Markup,
    "D205": Stray,
    "D206": SampleLabels,
    "D207": BlankLabels,
}
