"""Customary pairs (惯常对应): what functional items and economic classes usually print alike.

No identities: other items and classes may take some of the same money. So they warn, and only
where both forms show their side and what else usually takes part does not explain the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from juesuan.checks.causes.alike import Pair, sides
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed
from juesuan.classification import code_list
from juesuan.facts import format_amount

__all__ = ["RULES", "SETTINGS"]


def _total(found: Sequence[Observed]) -> int:
    return sum(o.value for o in found)


def _explained(subject: Subject, code: str, left: list[Observed], right: list[Observed]) -> bool:
    """Whether the sides agree, or what else usually takes part can make up the difference."""
    row = Pair.of(code)
    more_left, more_right = sides(subject, row.more_functions, row.more_economics)
    if _within(subject, left, right, more_left, more_right):
        return True
    if row.together is None:
        return False
    both = row.together
    return _within(subject, *sides(subject, both.functions, both.economics))


def _within(
    subject: Subject,
    left: list[Observed],
    right: list[Observed],
    more_left: Sequence[Observed] = (),
    more_right: Sequence[Observed] = (),
) -> bool:
    """Whether neither side exceeds the other by more than what may be added to that one."""
    prints = len([*left, *right, *more_left, *more_right]) + 1
    step = subject.disclosure.money.print_step
    room = prints * step // 2 if subject.disclosure.rounded_to_print else 0
    functional, economic = _total(left), _total(right)
    return (
        functional <= economic + _total(more_right) + room
        and economic <= functional + _total(more_left) + room
    )


def _pair(code: str) -> Callable[[Subject], Iterator[Finding]]:
    def rule(subject: Subject) -> Iterator[Finding]:
        row = Pair.of(code)
        functions, economics = row.functions, row.economics
        left, right = sides(subject, functions, economics)
        if not left or len(right) < len(economics):
            return
        if not any(o.value for o in left) or not any(o.value for o in right):
            return  # one of them is not used here
        if _explained(subject, code, left, right):
            return
        money, year = subject.disclosure.money, subject.disclosure.year
        functional, economic = code_list("function", year), code_list("economic", year)
        details = {
            "functions": "＋".join(f"{c}{functional.name(c)}" for c in functions),
            "left": format_amount(_total(left), money) + money.zh,
            "economics": "＋".join(f"{c}{economic.name(c)}" for c in economics),
            "right": format_amount(_total(right), money) + money.zh,
        }
        places = tuple(subject.where(o.keys[0]) for o in (*right, *left))
        yield Finding(code=code, where=places, details=details)

    rule.__doc__ = f"{code}: a functional item and the economic class that usually equals it."
    return rule


RULES = {code: _pair(code) for code in ("P101", "P102", "P103", "P104", "P105")}
SETTINGS = dict.fromkeys(RULES, Pair)
