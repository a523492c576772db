"""What the narrative tells of each project (项目绩效自评综述), cut by the names of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import section_path
from juesuan.checks.tables.evaluations import Evaluations, ProjectEvaluation
from juesuan.performance import plain
from juesuan.reading import Spot
from juesuan.resources import Pattern

__all__ = ["Summaries", "ToldPart", "told_parts"]


class Summaries(RuleSettings, frozen=True):
    """``score``, ``budget`` and ``executed`` find what is told of a project, each with its number
    in a group (of money, with the unit in the next); ``together`` finds that what comes after is
    told of several projects; ``least``: so many characters a project's
    name needs; ``endings``: what a name may lack at its end."""

    score: Pattern
    budget: Pattern
    executed: Pattern
    together: Pattern
    least: int
    endings: tuple[str, ...]


class ToldPart(Struct, frozen=True):
    """What one paragraph tells of one project."""

    project: ProjectEvaluation
    text: str
    spot: Spot
    section: str


def _name(project: ProjectEvaluation, asked: Summaries) -> str:
    name = plain(project.name)
    for ending in asked.endings:
        if len(name) - len(ending) >= asked.least:
            name = name.removesuffix(ending)
    return name


def told_parts(subject: Subject, found: Evaluations) -> Iterator[ToldPart]:
    """The narrative's paragraphs, cut where the name of a project stands."""
    asked = Summaries.of("J409")
    names = {_name(one, asked): one for one in found.projects}
    known = [name for name in names if len(name) >= asked.least]
    if len(names) < len(found.projects) or not known:
        return
    cut = re.compile("|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)))
    for section in subject.narrative.sections:
        paragraphs: dict[Spot, str] = {}
        for sentence in section.sentences:
            paragraphs[sentence.spot] = paragraphs.get(sentence.spot, "") + plain(sentence.text)
        for spot, text in paragraphs.items():
            told = list(cut.finditer(text))
            for order, match in enumerate(told):
                end = told[order + 1].start() if order + 1 < len(told) else len(text)
                title = section_path(subject, section)
                yield ToldPart(names[match[0]], text[match.start() : end], spot, title)
