"""Assets (资产): net and gross values, vehicles as value and as count."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.rules.three_public import known
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import observed
from juesuan.facts import format_amount
from juesuan.forms import Selection, parse_selection

__all__ = ["RULES", "SETTINGS"]


class Vehicles(RuleSettings, frozen=True):
    """A102: the fact that is the vehicles' gross value, and topics that count vehicles."""

    gross: str
    counts: tuple[str, ...]


def net_above_gross(subject: Subject) -> Iterator[Finding]:
    """A101: a net value (净值) larger than the gross value (原值) of the same assets."""
    net = subject.space.expand("measure", "asset_net")
    gross = subject.space.expand("measure", "asset_gross")
    money = subject.disclosure.money
    step = money.print_step if subject.disclosure.rounded_to_print else 0
    for key, cell in subject.cells.items():
        terms = cell.selection.terms
        if len(terms) != 1 or (region := terms[0][1]).get("measure") != net:
            continue
        value = subject.value(key)
        for claim in observed(subject, Selection(((1, region.with_("measure", gross)),))):
            if value is None or value <= claim.value + step:
                continue
            details = {
                "form": key.form,
                "net": format_amount(value, money) + money.zh,
                "gross": format_amount(claim.value, money) + money.zh,
            }
            places = (subject.where(key), subject.where(claim.keys[0]))
            yield Finding(code="A101", where=places, details=details)


def vehicles_without_value(subject: Subject) -> Iterator[Finding]:
    """A102: vehicles are counted, but the form of assets has no value of vehicles."""
    row = Vehicles.of("A102")
    claims = observed(subject, parse_selection(row.gross, subject.space))
    counts = (known(subject, topic) for topic in row.counts)
    counted = next((count for count in counts if count), None)
    if claims and counted and claims[0].value == 0 and counted.value > 0:
        places = (subject.where(claims[0].keys[0]), counted.where)
        details = {"form": claims[0].keys[0].form, "counted": counted.printed}
        yield Finding(code="A102", where=places, details=details)


RULES = {"A101": net_above_gross, "A102": vehicles_without_value}
SETTINGS = {"A102": Vehicles}
