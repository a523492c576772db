"""From year to year (年度衔接): this year's disclosure beside last year's."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.speech.printed.against_forms import figures_meant, printed_in_form
from juesuan.checks.speech.rates.operands import final_of, last_year_implied
from juesuan.checks.speech.sentences.amounts import printed_like
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import observed
from juesuan.facts import format_amount
from juesuan.forms import Selection

__all__ = ["RULES"]


def _last_year(subject: Subject) -> Subject | None:
    """Last year's disclosure, if it is of the year before."""
    previous = subject.previous
    if previous is None or previous.disclosure.year != subject.disclosure.year - 1:
        return None
    return previous


def opening_differs(subject: Subject) -> Iterator[Finding | NotChecked]:
    """Y101: opening balances that are not last year's closing balances: a question, for
    adjustments and reclaimed money are lawful; one finding for all rows."""
    previous = _last_year(subject)
    if previous is None:
        if subject.previous is not None:
            years = {"year": subject.previous.disclosure.year, "this": subject.disclosure.year}
            yield NotChecked("Y101", "previous_other_year", years)
        return
    opening, closing = (subject.space.expand("measure", m) for m in ("opening", "closing"))
    differing = []
    step = max(subject.disclosure.money.print_step, previous.disclosure.money.print_step)
    for key, cell in subject.cells.items():
        regions = [region for _, region in cell.selection.terms]
        if len(regions) != 1 or regions[0].get("measure") != opening:
            continue
        asked = Selection(((1, regions[0].with_("measure", closing)),))
        mine = subject.claimed(key)
        for claim in observed(previous, asked):
            if mine is not None and abs(mine - claim.value) > step:
                differing.append((key, mine, claim))
                break
    if differing:
        key, mine, claim = differing[0]
        money = subject.disclosure.money
        details = {
            "form": key.form,
            "row": key.row,
            "opening": format_amount(mine, money) + money.zh,
            "closing": printed_in_form(previous, claim),
            "count": len(differing),
        }
        yield Finding(
            code="Y101", where=tuple(subject.where(one[0]) for one in differing), details=details
        )


def last_year_differs(subject: Subject) -> Iterator[Finding]:
    """Y102: a change to last year in the text that implies another amount of last year than
    last year's forms print."""
    previous = _last_year(subject)
    if previous is None:
        return
    step = max(subject.disclosure.money.print_step, previous.disclosure.money.print_step)
    for said in assertions(subject):
        if said.role != "change" or said.base != "last_year" or not said.sign:
            continue
        if said.meant is None or said.mention.reason or said.mention.of not in {"", "final"}:
            continue
        final = final_of(subject, said)
        claims = figures_meant(previous, said.meant)
        claims += [o for s in said.meant.also for o in observed(previous, s)]
        if final is None or not claims or said.mention.kind != "money":
            continue
        last = last_year_implied(final.number, said)
        room = last.half + step
        if any(abs(last.value - claim.value) <= room for claim in claims):
            continue
        details = {
            "name": said.name,
            "said": said.text,
            "last": printed_like(last.value, said.mention),
            "form": claims[0].keys[0].form,
            "printed": printed_in_form(previous, claims[0]),
        }
        right = final.number.value - claims[0].value
        expected = printed_like(abs(right), said.mention)
        places = (said.where, previous.where(claims[0].keys[0]))
        yield Finding(code="Y102", where=places, details=details, expected=expected)


RULES = {"Y101": opening_differs, "Y102": last_year_differs}
