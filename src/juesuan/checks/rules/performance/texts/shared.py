"""Texts of one project in another's table (照抄其他项目): results, reasons, conclusions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluations, ProjectEvaluation, evaluations
from juesuan.checks.tables.naming import bare_name, pairs
from juesuan.checks.tables.saying import finding
from juesuan.checks.tables.wording import texts, words_only
from juesuan.performance.statements import sentences
from juesuan.reading.performance import LabelledText, Value

__all__ = ["RULES", "SETTINGS"]

_DIGIT = re.compile(r"\d")
_SHOWN = 20
"""So many characters name a section without a label."""


class FromAnother(RuleSettings, frozen=True):
    """``least``: so many characters make a sentence with a figure of its own."""

    least: int


def _own_sentences(project: ProjectEvaluation) -> Mapping[str, Value]:
    """The sentences of a table's texts that tell figures, by their words."""
    least = FromAnother.of("J711").least
    return {
        words: value
        for value in texts(project, "result", "analysis", "reason", "other")
        for sentence in sentences(value.text)
        if len(words := words_only(sentence)) >= least and _DIGIT.search(words)
    }


def _fits(project: ProjectEvaluation, text: str) -> int:
    """How many pairs of characters of a project's own names stand in a text."""
    names = {project.name, *(bare_name(one) for one in project.indicators)}
    return len(pairs(text) & {pair for name in names for pair in pairs(name)})


def _copies(
    found: Evaluations,
) -> Iterator[tuple[ProjectEvaluation, Value, ProjectEvaluation, Value]]:
    """Project and text, each with the other project and its text, that it fits better."""
    said = [(project, _own_sentences(project)) for project in found.projects]
    for number, (project, mine) in enumerate(said):
        for other, theirs in said[:number]:
            shared = [words for words in mine if words in theirs]
            if not shared or project.name == other.name:
                continue
            text = max(shared, key=len)
            one, two = (project, mine[text]), (other, theirs[text])
            if _fits(project, text) > _fits(other, text):
                one, two = two, one
            yield *one, *two


def from_another(subject: Subject) -> Iterator[Finding]:
    """J711: a sentence with figures stands in the tables of two projects, word for word."""
    for project, mine, other, theirs in _copies(subject.once(evaluations)):
        yield finding(
            "J711",
            project,
            where=[project.where(mine), other.where(theirs)],
            other=other.name,
            said=mine.text,
        )


class SectionTwice(RuleSettings, frozen=True):
    """``least``: so many characters make a section that is not twice there by chance."""

    least: int


def section_twice(subject: Subject) -> Iterator[Finding]:
    """J714: two sections of the department's evaluation in words are one text."""
    least = SectionTwice.of("J714").least
    for overall in subject.performance.overall:
        said = [(section, words_only(section.text.text)) for section in overall.sections]
        long = [(section, text) for section, text in said if len(text) >= least]
        for number, (section, text) in enumerate(long):
            for other, before in long[:number]:
                if text in before or before in text:
                    places = (section.text, other.text)
                    yield Finding(
                        code="J714",
                        where=tuple(Where(spot=v.spot, project=overall.title) for v in places),
                        details={"one": _label(section), "other": _label(other)},
                    )


def _label(section: LabelledText) -> str:
    return section.path[-1].text if section.path else section.text.text[:_SHOWN]


RULES = {"J711": from_another, "J714": section_twice}
SETTINGS: dict[str, type[RuleSettings]] = {"J711": FromAnother, "J714": SectionTwice}
