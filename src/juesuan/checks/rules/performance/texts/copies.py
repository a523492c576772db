"""Copies (照抄、重复): a result of a goal, an indicator, a goal, a measure said twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import Evaluation, ProjectEvaluation, evaluations
from juesuan.checks.tables.saying import finding
from juesuan.checks.tables.wording import goals_with_results, texts, words_only
from juesuan.lexicon.performance import words
from juesuan.performance import plain
from juesuan.performance.figures import AssessedIndicator
from juesuan.performance.statements import sentences
from juesuan.performance.vocabulary import without_markup
from juesuan.reading.performance import LabelledText
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


class ResultCopied(RuleSettings, frozen=True):
    """``least``: so many characters make a text that could be another; ``long``: from so many
    on, even a part that is the same is a copy; ``added``: a copy may add so many percent."""

    least: int
    long: int
    added: int


def _copies(goal: str, result: str, asked: ResultCopied) -> bool:
    """Whether a result is the goal, a long part of it, or all of it with few words more."""
    if min(len(goal), len(result)) < asked.least:
        return False
    part = len(result) >= asked.long and result in goal
    little_more = len(result) * 100 <= len(goal) * (100 + asked.added)
    whole = len(goal) >= asked.long and goal in result and little_more
    return goal == result or part or whole


def result_copies_goal(subject: Subject) -> Iterator[Finding]:
    """J701: the result repeats the goal word for word (or the goal the result)."""
    asked = ResultCopied.of("J701")
    for evaluation, goal, result in goals_with_results(subject.once(evaluations)):
        if _copies(words_only(goal.text), words_only(result.text), asked):
            where = [evaluation.where(result), evaluation.where(goal)]
            yield finding("J701", evaluation, where=where)


class IndicatorTwice(RuleSettings, frozen=True):
    """``least``: so many characters a name needs."""

    least: int


def _repeated(evaluation: Evaluation) -> Sequence[AssessedIndicator]:
    """The indicators that stand in a table twice or more, with one target and one value."""
    groups: dict[tuple[str, str, str], list[AssessedIndicator]] = defaultdict(list)
    for one in evaluation.indicators:
        name, printed = words_only(one.printed.level3.text), one.printed
        if len(name) >= IndicatorTwice.of("J702").least and not words().names_level(name):
            groups[name, plain(one.goal.text), plain(printed.actual.text)].append(one)
    return [one for group in groups.values() if len(group) > 1 for one in group]


def indicator_twice(subject: Subject) -> Iterator[Finding]:
    """J702: an indicator with the same value stands twice in a table and earns twice."""
    for evaluation in subject.once(evaluations).every:
        if repeated := _repeated(evaluation):
            yield finding("J702", evaluation, repeated)


class GoalTwice(RuleSettings, frozen=True):
    """``item`` finds where a numbered goal begins (its group is the number); ``least``: so many
    characters make a sentence that is not twice there by chance."""

    item: Pattern
    least: int


def _goal_twice(text: str) -> tuple[str, str] | None:
    """The numbers of two items with the same words."""
    asked, first = GoalTwice.of("J703"), dict[str, str]()
    parts = asked.item.regex.split(without_markup(text, "\n"))
    for label, body in zip(parts[1::2], parts[2::2], strict=True):
        goal = words_only(body)
        if len(goal) >= asked.least and goal in first:
            return first[goal], label
        first.setdefault(goal, label)
    return None


def goal_repeated(subject: Subject) -> Iterator[Finding]:
    """J703: two numbered goals are the same sentence."""
    for evaluation in subject.once(evaluations).every:
        repeated = ((value, _goal_twice(value.text)) for value in texts(evaluation, "goal"))
        value, numbers = next(((v, both) for v, both in repeated if both), (None, None))
        if value and numbers:
            one, other = numbers
            where = [evaluation.where(value)]
            yield finding("J703", evaluation, where=where, one=one, other=other)


class MeasuresCopied(RuleSettings, frozen=True):
    """``achieved`` and ``improve`` find the labels of sections on what went well and what is to
    be improved; ``long``: from so many characters on, a sentence in both is no accident."""

    achieved: Pattern
    improve: Pattern
    long: int


def _sections(project: ProjectEvaluation, labels: Pattern) -> Sequence[LabelledText]:
    """The sections of the analysis whose own label says so."""
    named = [section for section in project.printed.analysis if section.path]
    return [section for section in named if labels.finds_in(plain(section.path[-1].text))]


def _share_a_sentence(one: LabelledText, other: LabelledText, long: int) -> bool:
    mine, theirs = ({words_only(text) for text in sentences(s.text.text)} for s in (one, other))
    return any(len(sentence) >= long for sentence in mine & theirs)


def measures_copied(subject: Subject) -> Iterator[Finding]:
    """J704: what is to be improved repeats what went well, word for word."""
    asked = MeasuresCopied.of("J704")
    for project in subject.once(evaluations).projects:
        for section in _sections(project, asked.improve):
            achieved = _sections(project, asked.achieved)
            copied = (s for s in achieved if _share_a_sentence(section, s, asked.long))
            if other := next(copied, None):
                yield finding(
                    "J704",
                    project,
                    where=[project.where(section.text), project.where(other.text)],
                    one=section.path[-1].text,
                    other=other.path[-1].text,
                )


RULES = {
    "J701": result_copies_goal,
    "J702": indicator_twice,
    "J703": goal_repeated,
    "J704": measures_copied,
}
SETTINGS = {
    "J701": ResultCopied,
    "J702": IndicatorTwice,
    "J703": GoalTwice,
    "J704": MeasuresCopied,
}
