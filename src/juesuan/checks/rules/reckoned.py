"""Figures of a form that are reckoned from others beside them (占比、增减率、完成率): K112."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from juesuan.checks.causes.explaining import explained
from juesuan.checks.model import Finding, Where
from juesuan.checks.rules.cause_findings import evidence_of
from juesuan.checks.speech.sentences.amounts import Rounded, decimal_text, ratio, ratio_fits
from juesuan.checks.subject import Subject
from juesuan.reading import GridText, Reckoned, Spot
from juesuan.reading.figures import Figure, read_figure

__all__ = ["RULES"]


def reckoned_differs(subject: Subject) -> Iterator[Finding]:
    """K112: a reckoned figure that none of the amounts it may come from gives; not where one of
    these is called wrong itself. Several that miss by one amount tell of that amount."""
    if subject.reading is None:
        return
    wrong = _called_wrong(subject)
    missed: dict[tuple[str, Spot], list[Reckoned]] = {}
    for form, one in subject.reading.reckoned:
        if not _agrees(one) and not wrong & {one.of.spot, *(base.spot for base in one.bases)}:
            missed.setdefault((form, one.of.spot), []).append(one)
    for (form, _), several in missed.items():
        amount = _amount_meant(several)
        if amount is not None:
            yield _of_amount(form, several, amount)
        else:
            shares = [one for no, one in subject.reading.reckoned if no == form]
            yield from (_finding(form, one, shares) for one in several)


def _agrees(one: Reckoned) -> bool:
    """Whether a figure comes out with one of its bases, or has none to come out with."""
    of, bases = _number(one.of), [_number(base) for base in one.bases]
    return not bases or any(_comes_out(one, of, base) for base in bases)


def _amount_meant(several: Sequence[Reckoned]) -> Fraction | None:
    """The amount with which several reckoned figures come out at once, where a difference among
    them says it."""
    for one in several:
        if one.kind != "difference" or len(one.bases) != 1 or len(several) < 2:
            continue
        meant = _number(one.bases[0]).value + Fraction(one.figure.value)
        amount = Rounded(meant, _number(one.of).half)
        if all(any(_comes_out(o, amount, _number(b)) for b in o.bases) for o in several):
            return meant
    return None


def _of_amount(form: str, several: Sequence[Reckoned], amount: Fraction) -> Finding:
    said = several[0].of.text.strip()
    expected = decimal_text(amount, _places(read_figure(said)))
    details = {
        "form": form,
        "said": said,
        "right": expected,
        "figures": [f"{one.label}{one.cell.text.strip()}" for one in several],
    }
    where = tuple(_where(form, cell) for cell in (several[0].of, *(one.cell for one in several)))
    return Finding(code="K112", where=where, details=details, expected=expected, variant="amount")


def _finding(form: str, one: Reckoned, others: Sequence[Reckoned]) -> Finding:
    base = one.bases[0]
    right = _right(one, _number(one.of), _number(base))
    single = len(one.bases) == 1 or _of_the_first(one, others)
    expected = ""
    if single and right is not None:
        sign = one.cell.text.strip().removeprefix(one.figure.text)
        expected = decimal_text(right, _places(one.figure)) + sign
    details = {
        "form": form,
        "label": one.label,
        "said": one.cell.text.strip(),
        "of": one.of.text.strip(),
        "base": base.text.strip(),
        "right": expected,
    }
    where = tuple(_where(form, cell) for cell in (one.cell, one.of, base))
    variant = "" if expected else "open"
    return Finding(code="K112", where=where, details=details, expected=expected, variant=variant)


def _of_the_first(one: Reckoned, others: Sequence[Reckoned]) -> bool:
    """Whether most shares of a column are of the first whole that this one may be of."""
    alike = [o for o in others if o.kind == one.kind == "share" and o.label == one.label]
    alike = [o for o in alike if o is not one and o.bases and o.of is not one.bases[0]]
    base = _number(one.bases[0])
    fit = sum(_comes_out(o, _number(o.of), base) for o in alike)
    return fit > 1 and 2 * fit > len(alike)


def _places(figure: Figure) -> int:
    return max(0, -int(figure.value.as_tuple().exponent))


def _called_wrong(subject: Subject) -> set[Spot]:
    """The places of figures that stand in broken identities."""
    found = subject.once(explained)
    broken = (b for cause in found.causes for b in evidence_of(subject, found.system, cause.broken))
    return {operand.where.spot for one in broken for operand in one.operands}


def _where(form: str, cell: GridText) -> Where:
    return Where(spot=cell.spot, form=form, printed=cell.text.strip())


def _number(cell: GridText) -> Rounded:
    return _rounded(read_figure(cell.text))


def _rounded(figure: Figure) -> Rounded:
    return Rounded(Fraction(figure.value), Fraction(1, 2 * 10 ** _places(figure)))


def _comes_out(one: Reckoned, of: Rounded, base: Rounded) -> bool:
    """Whether a figure may be reckoned so, all being rounded to their last digit."""
    printed = _rounded(one.figure)
    if one.kind in {"difference", "gap"}:
        found = of - base
        other = base - of
        return found.equals(printed) or (one.kind == "gap" and other.equals(printed))
    if base.value <= 0:
        return True  # of nothing there is no rate
    part = of - base if one.kind == "growth" else of
    as_fraction = Rounded(printed.value * 100, printed.half * 100)
    signs = (part, -part) if one.kind == "growth" and printed.value == 0 else (part,)
    return any(_fits(each, base, rate) for each in signs for rate in (printed, as_fraction))


def _fits(part: Rounded, whole: Rounded, rate: Rounded) -> bool:
    if part.value < 0:
        return ratio_fits(-part, whole, -rate)
    return ratio_fits(part, whole, rate)


def _right(one: Reckoned, of: Rounded, base: Rounded) -> Fraction | None:
    if one.kind in {"difference", "gap"}:
        return (of - base).value
    return ratio(of - base if one.kind == "growth" else of, base)


RULES = {"K112": reckoned_differs}
