"""What broken constraints say of the reading and of whole forms.

A form whose own sums hold and which disagrees with the others in many places was read right
and is another year's, unit's or draft's. A form of which much is broken in itself, and many
figures would have to change, was more likely misread than written so: nothing is held against
it. A small bare whole number among amounts with decimals rather is a row's number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from fractions import Fraction

from msgspec import Struct, field

from juesuan.checks.causes.causes import Cause
from juesuan.checks.causes.constraints import Constraints
from juesuan.checks.causes.settings import cause_settings
from juesuan.forms import CellKey

__all__ = ["Trusted", "forms_apart", "trusted"]


class Trusted(Struct):
    """What is held against the document, and what is not.

    ``causes`` are held against it. ``misread`` are forms that were probably not read well, with
    how many of their constraints are broken and how many there are; ``unsolved`` the numbers of
    constraints that no few changes explain; ``unsure`` how many constraints rest on a figure
    that rather is a row's number.
    """

    causes: list[Cause] = field(default_factory=list)
    misread: dict[str, tuple[int, int]] = field(default_factory=dict)
    unsolved: list[int] = field(default_factory=list)
    unsure: int = 0


class _Credit(Struct):
    """Which forms are right in themselves: by form, how many of the constraints within it hold
    and are broken, and the numbers of those that it shares with other forms."""

    own: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    shared: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, system: Constraints, broken: Collection[int]) -> _Credit:
        credit = cls()
        for n in range(len(system.each)):
            if not _speaks(system, n):
                continue
            forms = _forms(system, n)
            for form in forms:
                if len(forms) > 1:
                    credit.shared.setdefault(form, []).append(n)
                elif n in broken:
                    credit.broken[form] += 1
                else:
                    credit.own[form] += 1
        return credit

    def apart(self, system: Constraints, n: int) -> bool:
        """Whether a constraint lies between forms none of which is wrong in itself."""
        forms = _forms(system, n)
        return len(forms) > 1 and not any(self.broken[form] for form in forms)

    def worst(self, wrong: Sequence[int], system: Constraints) -> str:
        """The form that shares the greatest part of its constraints with broken ones."""
        forms = Counter(form for n in wrong for form in _forms(system, n))
        return max(forms, key=lambda form: (forms[form], -len(self.shared.get(form, ())), form))


def forms_apart(system: Constraints, broken: Collection[int]) -> list[Cause]:
    """Forms that are right in themselves and disagree with others that are, in many places and
    in a great part of what they share with them."""
    bounds, credit = cause_settings().trust, _Credit.of(system, broken)
    suspects: list[tuple[Fraction, int, str, list[int]]] = []
    for form, crossing in credit.shared.items():
        wrong = [n for n in crossing if n in broken and credit.apart(system, n)]
        share = Fraction(100 * len(wrong), len(crossing))
        many = len(wrong) >= bounds.many and share >= bounds.apart
        if many and credit.own[form] >= bounds.own:
            suspects.append((share, len(wrong), form, wrong))
    causes: list[Cause] = []
    explained: set[int] = set()
    for _, _, form, wrong in sorted(suspects, reverse=True):
        if explained.isdisjoint(wrong):
            explained |= set(wrong)
            causes.append(_whole_form(form, wrong))
    return causes


def _whole_form(form: str, broken: Sequence[int]) -> Cause:
    return Cause(kind="form", changes=(), broken=tuple(broken), form=form)


def _forms(system: Constraints, n: int) -> set[str]:
    return {system.keys[place].form for _, place in system.each[n].terms}


def _speaks(system: Constraints, n: int) -> bool:
    """Whether a constraint that is no part prints at least two figures that are not zero."""
    constraint = system.each[n]
    figures = sum(bool(system.values[place]) for _, place in constraint.terms)
    return constraint.identity.kind != "part" and figures > 1


def trusted(
    system: Constraints,
    causes: Sequence[Cause],
    broken: Collection[int],
    stray: Collection[CellKey],
) -> Trusted:
    """Which causes are held against the document. ``stray`` are places whose figure may be a
    row's number."""
    credit = _Credit.of(system, broken)
    judged = Trusted(misread=_misread(system, causes, broken, credit))
    between: dict[str, list[int]] = {}
    for cause in causes:
        blames = {change.key.form for change in cause.changes}
        if cause.kind == "unsolved" and _between(system, cause, credit):
            form = credit.worst(cause.broken, system)
            between[form] = sorted({*between.get(form, ()), *cause.broken})
        elif cause.kind == "unsolved":
            judged.unsolved += cause.broken
        elif any(change.key in stray for change in cause.changes):
            judged.unsure += len(cause.broken)
        elif not blames & judged.misread.keys():
            judged.causes.append(cause)
    judged.causes += [_whole_form(form, broken) for form, broken in between.items()]
    return judged


def _between(system: Constraints, cause: Cause, credit: _Credit) -> bool:
    """Whether constraints that no few changes explain lie between forms that are right in
    themselves: these were read right, and contradict each other."""
    return all(credit.apart(system, n) for n in cause.broken)


def _misread(
    system: Constraints, causes: Sequence[Cause], broken: Collection[int], credit: _Credit
) -> dict[str, tuple[int, int]]:
    """Forms of which so much would have to change that they rather were not read well."""
    bounds = cause_settings().trust
    blamed = Counter(change.key.form for cause in causes for change in cause.changes)
    for cause in causes:
        if cause.kind == "unsolved" and not _between(system, cause, credit):
            forms = Counter(form for n in cause.broken for form in _forms(system, n))
            blamed[max(forms, key=lambda form: (forms[form], form))] += len(cause.broken)
    misread: dict[str, tuple[int, int]] = {}
    for form, figures in blamed.items():
        mine = {
            n for n in range(len(system.each)) if _speaks(system, n) and form in _forms(system, n)
        }
        wrong = sum(n in mine for n in broken)
        if figures >= bounds.many and 100 * wrong >= bounds.share * len(mine):
            misread[form] = (wrong, len(mine))
    return misread
