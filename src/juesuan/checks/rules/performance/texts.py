"""Texts of the performance tables (目标与结果的文字): copied, or at odds with the figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction

from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.tables.view import Table, finding, item, number, view
from juesuan.performance import plain
from juesuan.performance.statements import ToldRate, clauses, says, told_rates
from juesuan.performance.tables import Line
from juesuan.reading.performance import Value

__all__ = ["RULES"]

_LONG = 40
"""From this many characters on, the same words are no accident."""


def _bare(text: str) -> str:
    """Words only: no numbering, marks or blanks."""
    text = re.sub(r"^(?:\d+|[一二三四五六七八九十]+)[、.是]", "", plain(text))
    return re.sub(r"[\W_]+", "", text)


def _goals(subject: Subject) -> Iterator[tuple[Table, Value, Value]]:
    """Goal and result of the year, table by table."""
    seen = subject.once(view)
    for table in seen.departments:
        if table.department is not None:
            for goal in table.department.yearly_goals:
                yield table, goal.target, goal.actual
    for table in seen.projects:
        if table.project is not None:
            yield table, table.project.table.target, table.project.table.actual


def result_copies_goal(subject: Subject) -> Iterator[Finding]:
    """J701: the result repeats the goal word for word (or the goal the result)."""
    for table, goal, result in _goals(subject):
        one, other = _bare(goal.text), _bare(result.text)
        if len(other) < 8 or len(one) < 8:
            continue
        whole = one == other
        within = len(other) >= _LONG and other in one
        nearly = len(one) >= _LONG and one in other and len(other) * 10 <= len(one) * 11
        if whole or within or nearly:
            yield finding("J701", table, where=[table.where(result), table.where(goal)])


def indicator_twice(subject: Subject) -> Iterator[Finding]:
    """J702: an indicator with the same value stands twice in a table and earns twice."""
    for table in subject.once(view).tables:
        groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
        for line in table.lines:
            name = _bare(line.indicator.level3.text)
            if len(name) >= 4 and name not in {"成本指标", "数量指标", "质量指标"}:
                value = (name, plain(line.goal.text), plain(line.indicator.actual.text))
                groups[value].append(line)
        lines = [line for group in groups.values() if len(group) > 1 for line in group]
        if lines:
            yield finding("J702", table, lines)


_ITEMS = re.compile(r"(?:^|[^\d.])(\d{1,2})[.、](?=[^\d])")


def goal_repeated(subject: Subject) -> Iterator[Finding]:
    """J703: two numbered goals are the same sentence."""
    seen = subject.once(view)
    for table in seen.tables:
        texts: list[Value] = []
        if table.department is not None:
            texts += [table.department.goals, *(g.target for g in table.department.yearly_goals)]
            texts += [section.text for section in table.department.explanations]
        elif table.project is not None:
            texts.append(table.project.table.target)
        for value in texts:
            if twice := _twice(value.text):
                where = [table.where(value)]
                yield finding("J703", table, where=where, one=twice[0], other=twice[1])
                break


def _twice(text: str) -> tuple[str, str] | None:
    """The numbers of two items with the same words."""
    parts = _ITEMS.split(re.sub(r"<[^<>]{1,20}>", "\n", text))
    first: dict[str, str] = {}
    for label, body in zip(parts[1::2], parts[2::2], strict=False):
        words = _bare(body)
        if len(words) >= 15 and words in first:
            return first[words], label
        first.setdefault(words, label)
    return None


def measures_copied(subject: Subject) -> Iterator[Finding]:
    """J704: what is to be improved repeats what went well, word for word."""
    for table in subject.once(view).projects:
        sections = table.project.table.analysis if table.project else ()
        told = {re.sub("[情况及]", "", s.path[-1].text): s for s in sections if s.path}
        good = [s for name, s in told.items() if "经验" in name]
        bad = [s for name, s in told.items() if re.search("改进|问题|建议", name)]
        for section in bad:
            mine = {_bare(c) for c in re.split("[。；;\n]|</p>", section.text.text)}
            for other in good:
                theirs = {_bare(c) for c in re.split("[。；;\n]|</p>", other.text.text)}
                if any(len(words) >= _LONG for words in mine & theirs):
                    where = [table.where(section.text), table.where(other.text)]
                    yield finding(
                        "J704",
                        table,
                        where=where,
                        one=section.path[-1].text,
                        other=other.path[-1].text,
                    )
                    break


def _matches(rate: ToldRate, line: Line) -> bool:
    """Whether a rate told in words is an indicator's: the told one ends with the indicator's
    name; or both end with the same five characters or more, the told one says of what, and
    the two are near; or it is satisfaction, told of the same or of nobody in particular."""
    name, told = _name(line), re.split("[的年]", rate.subject)[-1]
    if name.endswith("满意度"):
        return len(told) >= 3 and (name.endswith(told) or told.endswith(name))
    shared = 0
    while shared < min(len(told), len(name)) and told[-1 - shared] == name[-1 - shared]:
        shared += 1
    near = abs(line.actual.low - Fraction(rate.value)) <= 10
    return told.endswith(name) or (5 <= shared < len(told) and near)


def rate_told(subject: Subject) -> Iterator[Finding]:
    """J705: the texts tell another percentage than the indicator reports."""
    for table in subject.once(view).projects:
        sections = table.project.table.analysis if table.project else ()
        wrong: list[tuple[Line, Value, Decimal]] = []
        told = [(s.text, rate) for s in sections for rate in told_rates(s.text.text)]
        for value, rate in told:
            lines = [
                line
                for line in table.lines
                if line.actual.kind == "number"
                and line.actual.unit.percent
                and _matches(rate, line)
            ]
            if len(lines) != 1 or any(line.actual.low == Fraction(rate.value) for line in lines):
                continue
            same = [r for _, r in told if _matches(r, lines[0])]
            if any(Fraction(r.value) == lines[0].actual.low for r in same):
                continue
            if lines[0] not in [line for line, _, _ in wrong]:
                wrong.append((lines[0], value, rate.value))
        if wrong:
            yield finding(
                "J705",
                table,
                [line for line, _, _ in wrong],
                where=[
                    place
                    for line, value, _ in wrong
                    for place in (table.at(line), table.where(value))
                ],
                told="、".join(f"{number(rate)}%" for _, _, rate in wrong),
            )


def _name(line: Line) -> str:
    return re.sub(r"\(.*?\)", "", plain(line.indicator.level3.text))


_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_Told = tuple[Table, Value, str]


def same_words_other_figures(subject: Subject) -> Iterator[Finding]:
    """J706: a clause stands in two tables with the same words and other figures."""
    seen = subject.once(view)
    first: list[_Told] = []
    for table in seen.departments:
        if table.department is not None:
            printed = table.department
            texts = [printed.goals, *(s.text for s in printed.explanations)]
            texts += [v for g in printed.yearly_goals for v in (g.target, g.actual)]
            texts += [task.content for task in printed.tasks]
            first += [(table, value, c) for value in texts for c in _numbered(value.text)]
    clean = {clause for _, _, clause in first}
    pairs: list[tuple[_Told, _Told]] = []
    for table in seen.projects:
        if table.project is None:
            continue
        for value in (table.project.table.target, table.project.table.actual):
            for clause in _numbered(value.text):
                other = next((told for told in first if _retold(told[2], clause)), None)
                if other and clause not in clean and clause not in [c for _, (_, _, c) in pairs]:
                    pairs.append((other, (table, value, clause)))
    if pairs:
        (table, _, one), (beside, _, other_words) = pairs[0]
        yield finding(
            "J706",
            table,
            where=[t.where(v) for pair in pairs for t, v, _ in pair],
            one=one[:60],
            other=other_words[:60],
            beside=beside.name,
            more=len(pairs),
        )


def _retold(one: str, other: str) -> bool:
    """Whether two clauses have the same words and other figures; words may differ a little
    where at least one figure with its unit is the same."""
    mine, theirs = _DIGITS.sub("#", one), _DIGITS.sub("#", other)
    if one == other:
        return False
    if mine == theirs:
        return True
    units, others = _figures(one), _figures(other)
    common = set(units) & set(others)
    same = [unit for unit in common if units[unit] == others[unit]]
    if not same or len(same) == len(common) or len(units) != len(others):
        return False
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= 0.8


def _figures(clause: str) -> dict[str, str]:
    """The figures of a clause by the three signs that follow them."""
    bare = re.sub(r"[^\w.]", "", clause)
    return {bare[m.end() : m.end() + 3]: m[0] for m in _DIGITS.finditer(bare)}


def _numbered(text: str) -> Iterator[str]:
    """Clauses with figures, long enough to be told apart; list numbers taken off."""
    for clause in clauses(text):
        body = re.sub(r"^(?:\(?\d{1,2}[.、)]|\d{1,2}(?=[\u4e00-\u9fff]{4}))", "", clause)
        words = _DIGITS.sub("", body)
        if _DIGITS.search(body) and len(words) >= 14:
            yield body


def satisfaction_source(subject: Subject) -> Iterator[Finding]:
    """J707: satisfaction values without any word on how they were found: one finding for the
    document."""
    seen = subject.once(view)
    bare: list[tuple[Table, Line]] = []
    for table in seen.projects:
        if table.project is None:
            continue
        lines = [
            line
            for line in table.lines
            if "满意" in line.name and line.actual.kind == "number" and line.full
        ]
        texts = " ".join(value.text for value in table.project.texts())
        if lines and not says("satisfaction", "sources", texts):
            bare += [(table, line) for line in lines]
    if bare:
        tables = dict.fromkeys(table.name for table, _ in bare)
        yield finding(
            "J707",
            bare[0][0],
            [line for _, line in bare],
            where=[table.at(line) for table, line in bare],
            tables=len(tables),
        )


_SUMMED = re.compile(
    r"(?:绩效)?(?:目标|指标)(?:共|共计)?(\d+)个[^。]{0,12}?完成(\d+)个[^。]{0,12}?未完成(\d+)个"
)


def targets_counted(subject: Subject) -> Iterator[Finding]:
    """J708: the conclusion counts targets, met and missed, otherwise than the table."""
    seen = subject.once(view)
    lines = [line for table in seen.departments for line in table.lines]
    missed = sum(line.found.outcome == "missed" for line in lines)
    sure = all(line.found.outcome != "unclear" for line in lines)
    for overall in subject.performance.overall:
        for section in overall.sections:
            match = _SUMMED.search(plain(section.text.text))
            if not match or not lines or not sure:
                continue
            told = tuple(int(group) for group in match.groups())
            due = (len(lines), len(lines) - missed, missed)
            if told != due:
                place = Where(spot=section.text.spot, project=overall.title, printed=match[0])
                yield finding(
                    "J708",
                    seen.departments[0],
                    where=[place],
                    told="/".join(map(str, told)),
                    due="/".join(map(str, due)),
                    example=item(lines[0]),
                )
                return


RULES = {
    "J701": result_copies_goal,
    "J702": indicator_twice,
    "J703": goal_repeated,
    "J704": measures_copied,
    "J705": rate_told,
    "J706": same_words_other_figures,
    "J707": satisfaction_source,
    "J708": targets_counted,
}
