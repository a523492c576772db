"""Leftovers (残留): a template's instructions and blanks, markup, and characters gone astray."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from juesuan.checks.catalogue import all_rules
from juesuan.checks.model import Finding, NotChecked, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, passages, shortened

__all__ = ["RULES", "unfilled"]

_AROUND = 12  # characters shown on either side of a stray one


def _matches(
    subject: Subject, patterns: Sequence[str], cells: bool = True
) -> list[tuple[Passage, str]]:
    """The passages in which one of the patterns is found, with what was found."""
    wanted = re.compile("|".join(patterns))
    found = []
    for passage in passages(subject):
        if (cells or not passage.cell) and (match := wanted.search(passage.text)):
            found.append((passage, match[0]))
    return found


def _by_place(found: Iterable[tuple[Passage, str]]) -> Iterator[tuple[tuple[Where, ...], str]]:
    """The places of matches, those in one form, project or section together."""
    groups: dict[str, list[tuple[Passage, str]]] = {}
    for passage, text in found:
        groups.setdefault(passage.where.anchor, []).append((passage, text))
    for group in groups.values():
        where = tuple(replace(p.where, printed=p.text.strip()) for p, _ in group)
        yield where, group[0][1]


def unfilled(subject: Subject) -> bool:
    """Whether the file is a template that nobody filled in: blanks all over."""
    return subject.once(_unfilled)


def _unfilled(subject: Subject) -> bool:
    settings = all_rules()["D202"].settings
    template: int = settings["template"]
    return len(_matches(subject, settings["blanks"])) >= template


def instructions(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D201: what a template tells its writer, left in the published text."""
    if unfilled(subject):
        yield NotChecked("D201", "unfilled_template")
        return
    for where, _ in _by_place(_matches(subject, all_rules()["D201"].settings["words"])):
        yield Finding(code="D201", where=where, details={"text": shortened(where[0].printed, 60)})


def blanks(subject: Subject) -> Iterator[Finding]:
    """D202: XX, ×× and other blanks of a template that were never filled in."""
    found = _matches(subject, all_rules()["D202"].settings["blanks"])
    if unfilled(subject):
        where = tuple(replace(p.where, printed=shortened(p.text)) for p, _ in found)
        yield Finding(code="D202", where=where, details={"count": len(found)}, variant="template")
        return
    for places, text in _by_place(found):
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
    found = _matches(subject, all_rules()["D203"].settings["words"], cells=False)
    groups: dict[str, list[tuple[Passage, str]]] = {}
    for passage, text in found:
        upper = "/".join(passage.where.section.split("/")[:2])
        groups.setdefault(upper or passage.where.anchor, []).append((passage, text))
    for group in groups.values():
        where = tuple(replace(p.where, printed=p.text.strip()) for p, _ in group)
        texts = "”“".join(dict.fromkeys(_clause(p.text, text) for p, text in group))
        yield Finding(code="D203", where=where, details={"text": texts})


def _clause(text: str, found: str) -> str:
    """What was found, to the end of its clause."""
    start = text.index(found)
    return shortened(re.split("[。；;，,]", text[start:])[0], 40)


def markup(subject: Subject) -> Iterator[Finding]:
    """D204: tags and entities of a web page in the text; one finding a document."""
    if subject.reading is None:
        return
    settings = all_rules()["D204"].settings
    texts = {document.file for document in subject.reading.documents if document.format == "text"}
    tags = re.compile("|".join(settings["tags"]))
    marks = re.compile("|".join([*settings["tags"], *settings["marks"]]))
    where: list[Where] = []
    seen: list[str] = []
    for passage in passages(subject):
        pattern = tags if passage.spot.file in texts else marks
        if found := [match[0] for match in pattern.finditer(passage.text)]:
            where.append(replace(passage.where, printed=shortened(passage.text, 60)))
            seen += found
    if seen:
        samples = " ".join(list(dict.fromkeys(seen))[:4])
        count = sum(not text.startswith("</") for text in seen)
        yield Finding(code="D204", where=tuple(where), details={"samples": samples, "count": count})


def stray(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D205: characters that seem to be lost or astray within words."""
    if unfilled(subject):
        yield NotChecked("D205", "unfilled_template")
        return
    settings = all_rules()["D205"].settings
    asking = re.compile("|".join(settings["asking"]))
    for name in ("letters", "lost", "question"):
        pattern = re.compile("|".join(settings[name]))
        for passage in passages(subject):
            for match in pattern.finditer(passage.text):
                begin, end = max(0, match.start() - _AROUND), match.end() + _AROUND
                around = " ".join(passage.text[begin:end].split())
                if name == "question" and asking.search(passage.text[: match.end() + 1]):
                    continue
                where = replace(passage.where, printed=around)
                details = {"character": match[0], "around": around}
                yield Finding(code="D205", where=(where,), details=details)
                break


def sample_labels(subject: Subject) -> Iterator[Finding]:
    """D206: labels of tables that keep the sample's open wording; one finding a document."""
    pattern = re.compile("|".join(all_rules()["D206"].settings["labels"]))
    found = [
        replace(passage.where, printed=passage.text.strip())
        for passage in passages(subject)
        if passage.cell and not passage.where.form and pattern.fullmatch(passage.text.strip())
    ]
    if found:
        texts = "”“".join(dict.fromkeys(place.printed for place in found))
        yield Finding(code="D206", where=tuple(found), details={"text": texts, "count": len(found)})


RULES = {
    "D201": instructions,
    "D202": blanks,
    "D203": filled_with_none,
    "D204": markup,
    "D205": stray,
    "D206": sample_labels,
}
