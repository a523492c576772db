"""What a text divides by the levels of codes (类、款、项), whatever its words say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from juesuan.checks.speech.meaning.code_names import CLASS, function_code
from juesuan.checks.speech.meaning.roles import stated_roles
from juesuan.checks.speech.sentences.amounts import sum_of
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.speech.sums.parts import Division, shares_fill
from juesuan.checks.subject import Subject

__all__ = ["by_codes"]


def by_codes(subject: Subject) -> Iterator[Sequence[Division]]:
    """A class by its sections or items, all expenditure by its classes, in one kind of money."""
    for role in stated_roles():
        stated: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
        for text in section_texts(subject):
            for one in text.assertions:
                known = one.meant is not None and one.mention.kind == "money"
                if known and (one.role, one.year) == (role, "this") and not one.mention.reason:
                    stated[one.key].append(one)
        once = {
            key: ones[0] for key, ones in stated.items() if len({o.number.value for o in ones}) == 1
        }
        for (topic, fund), total in once.items():
            code = function_code(topic)
            if not code and topic != "expenditure":
                continue
            parts = _below(once, code, fund)
            if len(parts) == 1 and _is_whole_list(once, fund, code):
                yield [Division(total, parts, closed=True)]
            if len(parts) > 1:
                complete = shares_fill(parts[0].within, parts, total)
                yield [Division(total, parts, complete=complete)]


def _is_whole_list(once: Mapping[tuple[str, str], Assertion], fund: str, code: str) -> bool:
    """Whether the items that a text lists are all there are: those of every other class, at
    least two, make up the class."""
    others = {
        of: total
        for (topic, kind), total in once.items()
        if kind == fund and len(of := function_code(topic)) == CLASS and of != code
    }
    sums = [
        total.number.equals(sum_of(part.number for part in parts))
        for of, total in others.items()
        if (parts := _below(once, of, fund))
    ]
    return len(code) == CLASS and len(sums) > 1 and len(sums) == len(others) and all(sums)


def _below(
    once: Mapping[tuple[str, str], Assertion], above: str, fund: str
) -> tuple[Assertion, ...]:
    """The amounts of codes below another, those left out that lie below one of them; of all
    expenditure only classes."""
    codes = {
        code: one
        for (topic, of), one in once.items()
        if of == fund and (code := function_code(topic)) and code != above
        if code.startswith(above) and (above or len(code) == CLASS)
    }
    return tuple(
        one
        for code, one in codes.items()
        if not any(code != other and code.startswith(other) for other in codes)
    )
