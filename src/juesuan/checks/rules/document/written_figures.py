"""How figures are written in forms and texts (数字的写法): D405 to D407."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import passages_with, shortened
from juesuan.forms import MONEY
from juesuan.lexicon.terms import units
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_OF_FIGURES = "0123456789.,"
_AROUND, _SHOWN = 12, 40
"""Characters before a broken figure that a message shows, and of all it shows."""


class OddFigure(RuleSettings, frozen=True):
    """D405. ``least``: digits of an amount."""

    least: int
    figure: Pattern
    right: Pattern


def odd_figures(subject: Subject) -> Iterator[Finding]:
    """D405: amounts with separators in strange places (1,23.45)."""
    row = OddFigure.of("D405")
    for read in subject.reading.forms if subject.reading else ():
        for _, cell in read.way.odd:
            text = cell.text.strip()
            odd = row.figure.search(text) and not row.right.search(text)
            if odd and sum(sign.isdigit() for sign in text) >= row.least:
                where = Where(spot=cell.spot, form=read.no, item=text, printed=text)
                yield Finding(code="D405", where=(where,), details={"form": read.no, "text": text})


def counts_with_decimals(subject: Subject) -> Iterator[Finding]:
    """D406: things that are counted, printed with decimals (23.00 batches); one finding a form."""
    by_form: dict[str, list[Where]] = defaultdict(list)
    for key, observation in subject.observed.items():
        cell = subject.cells.get(key)
        if cell is None or cell.unit in (MONEY, *units().other):  # 平方米 are measured
            continue
        if "." in observation.text:
            by_form[key.form].append(subject.where(key))
    for form, where in by_form.items():
        details = {"form": form, "figures": "、".join(place.printed for place in where)}
        yield Finding(code="D406", where=tuple(where), details=details)


class BrokenFigure(RuleSettings, frozen=True):
    """D407: ``broken`` finds what is no number, or no unit, in a text."""

    broken: Pattern


def broken_figures(subject: Subject) -> Iterator[Finding]:
    """D407: a figure in a text that is none (9.8.1%, 86.40万元元, 20222年)."""
    broken = BrokenFigure.of("D407").broken
    for passage in passages_with(subject, broken):
        if (match := broken.search(passage.text)) is not None:
            before, after = passage.text[: match.start()], passage.text[match.end() :]
            begun = before[len(before.rstrip(_OF_FIGURES)) :]
            ended = after[: len(after) - len(after.lstrip(_OF_FIGURES))]
            text = (begun + match[0] + ended).strip()
            where = passage.printing(text)
            said = shortened(passage.text[max(match.start() - _AROUND, 0) :].strip(), _SHOWN)
            yield Finding(code="D407", where=(where,), details={"text": text, "said": said})


RULES = {"D405": odd_figures, "D406": counts_with_decimals, "D407": broken_figures}
SETTINGS: dict[str, type[RuleSettings]] = {"D405": OddFigure, "D407": BrokenFigure}
