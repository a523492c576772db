"""What broken lines say of the reading and of whole forms, before single figures are blamed.

A form whose own sums hold and which disagrees with the others in many places was read right
and is another year's, unit's or draft's. A form of which much is broken in itself, and many
figures would have to change, was more likely misread than written so: nothing is held against
it. A small bare whole number among amounts with decimals rather is a row's number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from juesuan.checks.causes.causes import Cause
from juesuan.checks.causes.lines import Lines
from juesuan.forms import CellKey

__all__ = ["Trusted", "forms_apart", "trusted"]

_MANY = 4
"""Wrong figures of one form, from which it may have been misread …"""
_SHARE = 4
"""… if every so-manieth of its lines is broken, or more."""
_OWN = 3
"""Lines of a form's own that must hold for it to have been read right."""


@dataclass
class Trusted:
    """Causes that stand; forms (broken lines, lines) that were probably misread; lines that
    no few changes explain; how many lines rest on a figure that rather is a row's number."""

    causes: list[Cause] = field(default_factory=list)
    misread: dict[str, tuple[int, int]] = field(default_factory=dict)
    unsolved: list[int] = field(default_factory=list)
    unsure: int = 0


@dataclass
class _Credit:
    """By form, how many of its own lines hold and are broken, and the lines it shares."""

    own: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    shared: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Lines, broken: Collection[int]) -> _Credit:
        found = cls()
        for n in range(len(lines.lines)):
            if not _speaks(lines, n):
                continue
            forms = _forms(lines, n)
            for form in forms:
                if len(forms) > 1:
                    found.shared.setdefault(form, []).append(n)
                elif n in broken:
                    found.broken[form] += 1
                else:
                    found.own[form] += 1
        return found

    def apart(self, lines: Lines, n: int) -> bool:
        """Whether a line lies between forms none of which is wrong in itself."""
        forms = _forms(lines, n)
        return len(forms) > 1 and not any(self.broken[form] for form in forms)

    def worst(self, wrong: Sequence[int], lines: Lines) -> str:
        """The form that shares the greatest part of its lines with broken ones."""
        forms = Counter(form for n in wrong for form in _forms(lines, n))
        return max(forms, key=lambda form: (forms[form], -len(self.shared[form]), form))


def forms_apart(lines: Lines, broken: Collection[int]) -> list[Cause]:
    """Forms that are right in themselves and disagree with others that are, in many places:
    at least half of what they share with them."""
    credit = _Credit.of(lines, broken)
    found: list[tuple[float, int, str, list[int]]] = []
    for form, crossing in credit.shared.items():
        wrong = [n for n in crossing if n in broken and credit.apart(lines, n)]
        if len(wrong) >= _MANY and credit.own[form] >= _OWN:
            found.append((len(wrong) / len(crossing), len(wrong), form, wrong))
    causes: list[Cause] = []
    told: set[int] = set()
    for share, _, form, wrong in sorted(found, reverse=True):
        if 2 * share >= 1 and told.isdisjoint(wrong):
            told |= set(wrong)
            causes.append(Cause("form", (), tuple(wrong), form=form))
    return causes


def _forms(lines: Lines, n: int) -> set[str]:
    return {lines.keys[place].form for _, place in lines.lines[n].terms}


def _speaks(lines: Lines, n: int) -> bool:
    """Whether a line that is no part prints at least two figures that are not zero."""
    line = lines.lines[n]
    return line.identity.kind != "part" and sum(bool(lines.values[p]) for _, p in line.terms) > 1


def trusted(
    lines: Lines, causes: Sequence[Cause], broken: Collection[int], stray: Collection[CellKey]
) -> Trusted:
    """The causes that are held against the document, and what is not."""
    credit = _Credit.of(lines, broken)
    found = Trusted(misread=_misread(lines, causes, broken, credit))
    between: dict[str, list[int]] = {}
    for cause in causes:
        blames = {change.key.form for change in cause.changes}
        if cause.kind == "unsolved" and _between(lines, cause, credit):
            form = credit.worst(cause.lines, lines)
            between[form] = sorted({*between.get(form, ()), *cause.lines})
        elif cause.kind == "unsolved":
            found.unsolved += cause.lines
        elif any(change.key in stray for change in cause.changes):
            found.unsure += len(cause.lines)
        elif not blames & found.misread.keys():
            found.causes.append(cause)
    found.causes += [Cause("form", (), tuple(n), form=form) for form, n in between.items()]
    return found


def _between(lines: Lines, cause: Cause, credit: _Credit) -> bool:
    """Whether lines that no few changes explain lie between forms that are right in
    themselves: these were read right, and contradict each other."""
    return all(credit.apart(lines, n) for n in cause.lines)


def _misread(
    lines: Lines, causes: Sequence[Cause], broken: Collection[int], credit: _Credit
) -> dict[str, tuple[int, int]]:
    blamed = Counter(change.key.form for cause in causes for change in cause.changes)
    for cause in causes:
        if cause.kind == "unsolved" and not _between(lines, cause, credit):
            forms = Counter(form for n in cause.lines for form in _forms(lines, n))
            blamed[max(forms, key=lambda form: (forms[form], form))] += len(cause.lines)
    found: dict[str, tuple[int, int]] = {}
    for form, figures in blamed.items():
        mine = {
            n for n in range(len(lines.lines)) if _speaks(lines, n) and form in _forms(lines, n)
        }
        wrong = sum(n in mine for n in broken)
        if figures >= _MANY and wrong * _SHARE >= len(mine):
            found[form] = (wrong, len(mine))
    return found
