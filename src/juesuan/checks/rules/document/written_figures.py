"""How figures are written in forms (数字的写法): D405 and D406."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.forms import MONEY
from juesuan.lexicon.terms import units
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]


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


RULES = {"D405": odd_figures, "D406": counts_with_decimals}
SETTINGS = {"D405": OddFigure}
