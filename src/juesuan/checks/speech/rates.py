"""Rates in the narrative (占比、增减率、完成率) worked out again from their amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from juesuan.checks.speech.amounts import Figure, ratio, ratio_fits
from juesuan.checks.speech.compared import claims_of
from juesuan.checks.speech.names import ELLIPTIC, link, things
from juesuan.checks.speech.said import (
    Key,
    Said,
    all_said,
    nearest,
)
from juesuan.checks.subject import Subject

__all__ = ["Rated", "finals_of", "last_year_of", "last_year_said", "rated"]

_ROLES = {"initial": "initial_budget", "adjusted": "full_year_budget", "budget": "budget"}
_NAMES = {"initial_budget": "年初预算", "full_year_budget": "全年预算", "budget": "预算"}


@dataclass(frozen=True)
class Rated:
    """A rate of the text that does not come out: what it should be, by which figures."""

    said: Said
    kind: str
    right: Fraction | None
    used: tuple[Said, ...] = ()
    variant: str = ""
    part: Figure | None = None
    whole: Figure | None = None
    base: str = ""

    @property
    def last_digit(self) -> bool:
        """Whether only the last printed digit is wrong (cut off instead of rounded)."""
        if self.variant or self.right is None:
            return False
        return abs(self.right - self.said.figure.value) < 3 * self.said.figure.half


def _form_figure(subject: Subject, said: Said, stages: Sequence[str] = ("final",)) -> Figure | None:
    """What the forms claim for the item of a figure, with half of their last digit."""
    if said.linked is None or said.year != "this":
        return None
    claims = claims_of(subject, said.linked, stages)
    if not claims:
        return None
    return _printed(subject, claims[0].value)


def finals_of(subject: Subject, said: Said) -> tuple[Figure | None, Said | None]:
    """This year's amount of the item of a rate or change: said before it, or printed."""
    role = said.mention.of if said.mention.of in _NAMES else "final"

    def wanted(other: Said) -> bool:
        return other.key == said.key and other.role == role and other.year == said.year

    if found := nearest(said, wanted):
        return found.figure, found
    return (_form_figure(subject, said) if role == "final" else None), None


def last_year_of(final: Figure, change: Said) -> Figure:
    """Last year's amount that a final account and its change imply."""
    moved = change.figure if change.sign > 0 else -change.figure
    return Figure(final.value - moved.value, final.half + moved.half)


def last_year_said(said: Said) -> Said | None:
    """Last year's amount of the same item where the same sentence prints it, once."""
    found = [
        other
        for other in said.passage.said
        if other.sentence is said.sentence
        and other.key == said.key
        and other.role == "final"
        and other.year == "last"
        and other.mention.kind == "money"
        and not other.mention.reason
    ]
    return found[0] if len(found) == 1 else None


def _less(final: Figure, last: Figure) -> Figure:
    return Figure(abs(final.value - last.value), final.half + last.half)


def rated(subject: Subject) -> list[Rated]:
    """All rates of the narrative that do not come out; once a subject."""
    found: list[Rated] = []
    for said in all_said(subject):
        if said.mention.kind != "percent" or "点" in said.mention.unit or said.mention.reason:
            continue
        if said.linked is None and said.mention.subject in ELLIPTIC:
            continue  # of whatever was spoken of before
        if said.role == "share":
            found += _share(subject, said)
        elif said.role == "growth":
            found += _growth(subject, said)
        elif said.role == "completion":
            found += _completion(subject, said)
    return found


# 占比


def _share(subject: Subject, said: Said) -> Iterator[Rated]:
    def wanted(other: Said) -> bool:
        return other.key == said.key and other.role == "final" and other.mention.kind == "money"

    part = nearest(said, wanted, same_sentence=True)
    if part is None or part.year != said.year:
        return
    wholes = list(_wholes(subject, said, part))
    if not wholes or any(ratio_fits(part.figure, whole, said.figure) for _, whole in wholes):
        return
    other, whole = wholes[0]
    if part.figure.value < 0 or whole.value < 0 or not (part.figure.value or said.figure.value):
        return
    used = (part, other) if other else (part,)
    right = ratio(part.figure, whole)
    yield Rated(said, "share", right, used, "" if right is not None else "zero", part.figure, whole)


def _wholes(subject: Subject, said: Said, part: Said) -> Iterator[tuple[Said | None, Figure]]:
    """The amounts that a share can be of: what it names, else what its item belongs to."""
    passage = said.passage
    if said.mention.base:
        for heading in ("", passage.heading):  # 本年支出合计: of all money, or of the heading's
            linked = link(subject, said.mention.base, heading)
            if linked is None or linked.key == said.key:
                continue
            found = [o for o in passage.of(linked.key, "final", said.year) if o is not part]
            yield from ((o, o.figure) for o in found)
            for claim in claims_of(subject, linked, ("final",)) if said.year == "this" else ():
                yield None, _printed(subject, claim.value)
        return
    for key in _whole_keys(said):
        yield from ((o, o.figure) for o in passage.of(key, "final", said.year) if o is not part)
    if said.year == "this":
        for thing, fund in _whole_keys(said):
            plain = things()[thing].names[0] if thing in things() else ""
            linked = link(subject, plain, passage.heading) if plain else None
            if linked is not None and linked.fund == fund:
                for claim in claims_of(subject, linked, ("final",)):
                    yield None, _printed(subject, claim.value)


def _printed(subject: Subject, value: int) -> Figure:
    step = subject.disclosure.money.print_step if subject.disclosure.rounded_to_print else 0
    return Figure(Fraction(value), Fraction(step, 2))


def _whole_keys(said: Said) -> list[Key]:
    thing, fund = said.key
    if thing.startswith("function:"):
        code = thing.removeprefix("function:")
        above = [(f"function:{code[:n]}", fund) for n in (5, 3) if n < len(code)]
        return [("expenditure", fund), *above, ("expenditure", "")]
    if thing in {"income", "expenditure"}:
        return [(thing, ""), (thing, "fiscal")] if fund else []
    if thing not in things():
        return []
    return [(whole, f) for whole in things()[thing].whole for f in dict.fromkeys((fund, ""))]


# 增减率


def _growth(subject: Subject, said: Said) -> Iterator[Rated]:
    if said.mention.direction not in {"increase", "decrease"} or said.year != "this":
        return
    pair = _change_and_final(subject, said)
    if pair is None:
        return
    change, final, used = pair
    if change.mention.direction not in {"increase", "decrease"}:
        return
    if change.sign != said.sign and change.figure.value and said.figure.value:
        return  # two directions: another rule's
    if said.base in _ROLES:
        budget = _budget(subject, said) or last_year_of(final, change)
        if budget.value > 0 and not ratio_fits(change.figure, budget, said.figure):
            right = ratio(change.figure, budget)
            yield Rated(said, "growth", right, used, "", change.figure, budget)
        return
    if said.base not in {"last_year", ""}:
        return
    told = last_year_said(said)
    last = told.figure if told else last_year_of(final, change)
    if told and ratio_fits(_less(final, last), last, said.figure):
        return  # it is the change that is wrong
    if last.value == 0:
        if said.figure.value and change.figure.value:
            yield Rated(said, "growth", None, used, "zero", change.figure, last)
        return
    if last.value < 0:
        yield Rated(said, "growth", None, used, "negative", change.figure, last)
        return
    if ratio_fits(change.figure, last, said.figure):
        return
    right = ratio(change.figure, last)
    turned = Figure(2 * final.value - last.value, last.half)
    if turned.value > 0 and ratio_fits(change.figure, turned, said.figure):
        yield Rated(said, "growth", right, used, "direction", change.figure, last)
    elif final.value and ratio_fits(change.figure, final, said.figure):
        yield Rated(said, "growth", right, used, "this_year", change.figure, last)
    else:
        yield Rated(said, "growth", right, used, "", change.figure, last)


def _change_and_final(subject: Subject, said: Said) -> tuple[Said, Figure, tuple[Said, ...]] | None:
    """The change that a growth rate goes with, and this year's amount."""
    mine = [o for o in said.passage.said if o.sentence is said.sentence and o.key == said.key]
    rates = [o for o in mine if o.role == "growth" and o.base == said.base]
    changes = [o for o in mine if o.role == "change" and o.base == said.base]
    if len(rates) != len(changes) or not changes:
        return None
    number = next(n for n, o in enumerate(rates) if o is said)
    change = changes[number]
    if len(changes) == 1:
        final, where = finals_of(subject, said)
        if final is None:
            return None
        return change, final, (change, where) if where else (change,)
    finals = [o for o in said.passage.said if o.key == said.key and o.role == "final"]
    if len(finals) != len(changes):
        return None
    return change, finals[number].figure, (change, finals[number])


def _budget(subject: Subject, said: Said) -> Figure | None:
    roles = list(_NAMES) if said.base == "budget" else [_ROLES[said.base], "budget"]
    for role in roles:
        found = [o for o in said.passage.said if o.key == said.key and o.role == role]
        if len({o.figure.value for o in found}) == 1:
            return found[0].figure
    return None


# 完成率


def _completion(subject: Subject, said: Said) -> Iterator[Rated]:
    final, where = finals_of(subject, said)
    if final is None or said.year != "this" or said.mention.value < 0:
        return  # (money paid back: nobody speaks of completing that)
    budgets: dict[str, tuple[Figure, Said | None]] = {}
    for role in _NAMES:
        found = nearest(said, lambda o, role=role: o.key == said.key and o.role == role)  # type: ignore[misc]
        if found is not None:
            budgets[role] = (found.figure, found)
        elif role != "budget" and said.base in {"initial", "adjusted", "budget"}:
            stage = "initial" if role == "initial_budget" else "adjusted"
            if figure := _form_figure(subject, said, (stage,)):
                budgets[role] = (figure, None)
    if not budgets and (moved := _moved(said)):
        budgets[_ROLES.get(said.base, "budget")] = (last_year_of(final, moved), moved)
    if not budgets and final == Figure(Fraction(0), Fraction(0)):
        if said.figure.value not in {0, 100}:
            yield Rated(
                said, "completion", Fraction(0), (where,) if where else (), "unspent", final
            )
        return
    fits = [r for r, (whole, _) in budgets.items() if ratio_fits(final, whole, said.figure)]
    named = _ROLES.get(said.base, "")
    if named not in budgets and (named != "budget" or not budgets) and named:
        return  # the budget it names is not given
    wanted = [named] if named in {"initial_budget", "full_year_budget"} else list(budgets)
    if any(role in fits and budgets[role][0].value for role in wanted) or not wanted:
        return
    used = tuple(s for s in (where, *(b[1] for b in budgets.values())) if s)
    zero = all(budgets[role][0].value == 0 for role in wanted)
    whole = budgets[wanted[0]][0]
    others = [role for role in fits if role not in wanted and budgets[role][0].value]
    if final.value < 0 or whole.value < 0:
        return
    if others and final.value:
        name = _NAMES[others[0]]
        right = None if zero else ratio(final, whole)
        yield Rated(said, "completion", right, used, "base", final, whole, name)
    elif not zero and (wrong := _other_unit(final, whole, said.figure)):
        yield Rated(said, "completion", ratio(final, wrong), used, "unit", final, wrong)
    elif zero and final.value == 0 and said.figure.value in {0, 100}:
        yield Rated(said, "completion", None, used, "nothing", final, whole)
    elif zero:
        if final.low * 100 > said.figure.high * whole.high:
            yield Rated(said, "completion", None, used, "zero", final, whole)
    else:
        yield Rated(said, "completion", ratio(final, whole), used, "", final, whole)


def _moved(said: Said) -> Said | None:
    """A difference to the budget beside a completion rate, which says what the budget was."""
    mine = [o for o in said.passage.said if o.sentence is said.sentence and o.key == said.key]
    found = [o for o in mine if o.role == "change" and o.base in _ROLES and o.sign]
    return found[0] if len(found) == 1 else None


def _other_unit(final: Figure, budget: Figure, rate: Figure) -> Figure | None:
    """The budget in the unit in which the rate comes out (元 for 万元), if there is one. A rate
    of nothing, or of one last digit, comes out in any unit."""
    if rate.value <= 2 * rate.half:
        return None
    for factor in (Fraction(1, 10_000), Fraction(10_000)):
        scaled = Figure(budget.value * factor, budget.half * factor)
        right = ratio(final, scaled)
        if right is not None and abs(right - rate.value) <= 2 * rate.half:
            return scaled
    return None
