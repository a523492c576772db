"""Points that a text tells (文字中的得分): N530 to N532."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from juesuan.checks.model import Finding
from juesuan.checks.speech.sentences.amounts import decimal_text
from juesuan.checks.speech.sums.points import PointWords, above_most, points_apart
from juesuan.checks.speech.sums.score_tables import wrong_tables
from juesuan.checks.speech.sums.scores import (
    ScoredItem,
    ScoreWords,
    ToldScore,
    WrongScores,
    wrong_scores,
)
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]


def points_differ(subject: Subject) -> Iterator[Finding]:
    """N530: the points of the parts do not make the total that a sentence tells; not where N532
    tells of it, which knows the most of every part."""
    found = (one.wrong for one in _scores_apart(subject) if one.way == "total" and one.wrong)
    known = {(one.where.spot, one.value) for one in found}
    for wrong in points_apart(subject):
        total = wrong.total
        if (total.where.spot, total.value) in known:
            continue
        details = {
            "name": total.name,
            "said": total.text,
            "parts": [one.name + one.text for one in wrong.parts],
            "sum": _points(wrong.sum),
            "ways": [f"{one.name}{one.text}→{_points(right)}" for one, right in wrong.slips],
        }
        variant = "slip" if wrong.slips else ""
        where = (total.where, *(one.where for one in wrong.parts))
        yield Finding(code="N530", where=where, details=details, variant=variant)


def score_above_most(subject: Subject) -> Iterator[Finding]:
    """N531: a score above the most that it can be."""
    for wrong in above_most(subject):
        score = wrong.score
        details = {"name": score.name, "said": score.text, "most": _points(wrong.most)}
        yield Finding(code="N531", where=(score.where,), details=details)


def _scores_apart(subject: Subject) -> Sequence[WrongScores]:
    """What sentences and tables tell of scores and does not come out; once a document."""
    return subject.once(_wrong_scores)


def _wrong_scores(subject: Subject) -> Sequence[WrongScores]:
    return [*wrong_scores(subject), *wrong_tables(subject)]


def scores_apart(subject: Subject) -> Iterator[Finding]:
    """N532: points item by item, over several sentences, that do not make the total, the most
    that all items have together, or what the method told gives."""
    known = {(one.score.where.spot, one.score.text) for one in above_most(subject)}
    for found in _scores_apart(subject):
        if found.wrong and (found.wrong.where.spot, found.wrong.text) in known:
            continue
        parts = [one.name + told.text for one in found.items if (told := _told(one, found.way))]
        parts = [one.name for one in found.items] if found.way in {"rate", "above"} else parts
        wrong = found.wrong
        details = {"parts": parts, "right": _points(found.right)}
        details["said"] = wrong.text if wrong else ""
        places = [told.where for one in found.items if (told := _told(one, found.way))]
        where = (wrong.where, *places) if wrong and found.way == "total" else tuple(places)
        expected = _points(found.right) if wrong and found.way != "above" else ""
        yield Finding(
            code="N532", where=where, details=details, expected=expected, variant=found.way
        )


def _told(item: ScoredItem, way: str) -> ToldScore | None:
    return item.most if way == "most" else item.score


def _points(value: Fraction) -> str:
    return f"{decimal_text(value).rstrip('0').rstrip('.')}{PointWords.of('N530').unit}"


RULES = {"N530": points_differ, "N531": score_above_most, "N532": scores_apart}
SETTINGS = {"N530": PointWords, "N532": ScoreWords}
