"""What a report (自评报告) tells of the whole or of its only table: score, and what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import section_path
from juesuan.checks.tables.chain import due_total, printed_as
from juesuan.checks.tables.evaluations import Evaluation, Evaluations, evaluations
from juesuan.checks.tables.lists import lists
from juesuan.checks.tables.saying import finding, number
from juesuan.checks.tables.summarised import Summaries, told_parts
from juesuan.checks.tables.telling import Telling, told_of
from juesuan.keeping import compiled
from juesuan.performance import plain
from juesuan.reading import Spot
from juesuan.resources import Pattern
from juesuan.text import whole_number

__all__ = ["RULES", "SETTINGS"]

_MARKS = compiled(r"[，。；;]|(?<!\d),|,(?!\d)")
_BRACKETS = compiled(r"\([^()]{0,6}\)")


class ReportedScore(RuleSettings, frozen=True):
    """``whole`` finds that a sentence speaks of the department as a whole; ``other`` that it
    speaks of several projects, or of another year; ``named`` a project that it names."""

    whole: Pattern
    other: Pattern
    named: Pattern


def report_score(subject: Subject) -> Iterator[Finding]:
    """J416: the report tells another score of the department, or of the only table, than it."""
    found, asked = subject.once(evaluations), ReportedScore.of("J416")
    alone = len(found.scored) == 1 and not subject.once(lists)
    if len(found.wholes) != 1 and not alone:
        return
    table = (found.wholes or found.scored)[0]
    total = table.figures.total
    for section in subject.narrative.sections if total is not None else ():
        for sentence in section.sentences:
            text = plain(sentence.text)
            ours = asked.whole.finds_in(text) if found.wholes else _is_of_table(text, table.name)
            told = list(Summaries.of("J409").score.finditer(text))
            if not ours or len(told) != 1 or asked.other.finds_in(text) or total is None:
                continue
            if not printed_as(Decimal(told[0][1]), total):
                due = due_total(table)
                there = Where(
                    spot=sentence.spot,
                    section=section_path(subject, section),
                    quote=sentence.text,
                    printed=told[0][1],
                )
                yield finding(
                    "J416",
                    table,
                    where=[there, table.where(table.printed.score)],
                    expected=number(total) if due is None or printed_as(total, due) else "",
                    told=told[0][1],
                    printed=number(total),
                )


def _is_of_table(text: str, name: str) -> bool:
    """Whether a sentence names no project before it tells a score; the table's own has a rule of
    its own."""
    named = ReportedScore.of("J416").named.search(text)
    return plain(name) not in text and named is None


class ReportedCounts(RuleSettings, frozen=True):
    """``planned`` finds that a clause tells what was meant to be done, or a difference, ``goals``
    the goals that a label says to follow, up to what tells of results;
    ``aside`` what it tells by the way (按每人1万元的标准). ``share``: so many percent of a name's
    pairs of characters must stand in the clause; ``money`` is the base of amounts."""

    planned: Pattern
    goals: Pattern
    aside: Pattern
    share: int
    money: str


def _paragraphs(
    subject: Subject, found: Evaluations
) -> Iterator[tuple[Evaluation, str, Spot, str]]:
    """What the narrative tells of each table: all of it where there is one table only, else what
    follows a project's name."""
    tables = [one for one in found.every if one.indicators]
    if len(tables) != 1:
        for part in told_parts(subject, found):
            yield part.project, part.text, part.spot, part.section
        return
    for section in subject.narrative.sections:
        for sentence in section.sentences:
            title = section_path(subject, section)
            yield tables[0], plain(sentence.text), sentence.spot, title


def report_counts(subject: Subject) -> Iterator[Finding]:
    """J417: the report tells another number of what was done than the indicator, and nowhere
    the indicator's own."""
    found, own = subject.once(evaluations), ReportedCounts.of("J417")
    asked = msgspec.structs.replace(Telling.of("J713"), share=own.share)
    seen: dict[tuple[str, str], list[tuple[bool, Finding]]] = {}
    for table, text, spot, section in _paragraphs(subject, found):
        bare = own.aside.sub("", own.goals.sub("", _BRACKETS.sub("", text)))
        clauses = [one for one in _MARKS.split(bare) if not own.planned.finds_in(one)]
        for told in told_of("，".join(clauses), table.indicators, asked, target=False):
            if told.quantity.unit.base == own.money:
                continue  # amounts have rules of their own
            place = Where(spot=spot, section=section, quote=text, printed=told.figure)
            one = finding(
                "J417",
                table,
                [told.indicator],
                where=[place, table.at(told.indicator)],
                told=told.figure,
            )
            seen.setdefault((table.name, told.indicator.name), []).append((told.agrees, one))
    for all_told in seen.values():
        if not any(agrees for agrees, _ in all_told):
            yield all_told[0][1]


class CountedIndicators(RuleSettings, frozen=True):
    """``whole`` finds how many indicators there are, ``met``, ``missed``, ``full`` and ``reduced``
    how many of them met their targets, missed them, have all points or fewer; each in a group."""

    whole: Pattern
    met: Pattern
    missed: Pattern
    full: Pattern
    reduced: Pattern


def indicator_counts(subject: Subject) -> Iterator[Finding]:
    """J421: the report counts the indicators that met their targets, or have all their points,
    otherwise than the table of as many indicators has them."""
    asked = CountedIndicators.of("J421")
    for table, text, spot, section in _paragraphs(subject, subject.once(evaluations)):
        whole = {_counted(match) for match in asked.whole.finditer(text)}
        if len(table.indicators) not in whole:
            continue
        found = _miscounted(table, text, asked)
        if found:  # who counts one more as met counts one less as missed: one finding
            how, told, due = found
            place = Where(spot=spot, section=section, quote=text, printed=told[0])
            yield finding(
                "J421",
                table,
                where=[place, table.where()],
                expected=f"{due}",
                variant=how,
                told=_counted(told),
                due=due,
            )


def _miscounted(
    table: Evaluation, text: str, asked: CountedIndicators
) -> tuple[str, re.Match[str], int] | None:
    """The first number of a text that is not the table's, of what it is, and the table's."""
    for how, pattern in (
        ("met", asked.met),
        ("missed", asked.missed),
        ("full", asked.full),
        ("reduced", asked.reduced),
    ):
        due = _number_of(table, how)
        for match in pattern.finditer(text) if due is not None else ():
            if due is not None and _counted(match) != due:
                return how, match, due
    return None


def _counted(match: re.Match[str]) -> int | None:
    """The number in one of the groups of a match."""
    return whole_number(next(filter(None, match.groups()), ""))


def _number_of(table: Evaluation, how: str) -> int | None:
    """How many indicators of a table met their targets and so on; ``None`` where of one that is
    not sure."""
    if how in {"full", "reduced"}:
        if any(one.weight is None or one.score is None for one in table.indicators):
            return None
        return sum(one.full if how == "full" else one.reduced for one in table.indicators)
    outcomes = [one.comparison.outcome for one in table.indicators]
    return None if "unclear" in outcomes else outcomes.count("met" if how == "met" else "missed")


RULES = {"J416": report_score, "J417": report_counts, "J421": indicator_counts}
SETTINGS = {"J416": ReportedScore, "J417": ReportedCounts, "J421": CountedIndicators}
