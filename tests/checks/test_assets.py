"""Assets: net and gross values, vehicles as value and as count."""

from juesuan.checks import Finding, check, message, selected
from support.balanced import fact
from support.disclosures import facts, printed_book

WAN = 1_000_000


def found(code: str, *more: tuple, **other: object) -> list[Finding]:
    """What a rule finds in the small unit with these assets and counts."""
    return check(printed_book(rows=[*facts(), *more], **other), selected([code])).findings


def car(gross: int, net: int) -> tuple[tuple, tuple]:
    """A car's gross and net value in 万元."""
    return (
        fact("asset_gross", gross * WAN, item="fixed.vehicles"),
        fact("asset_net", net * WAN, item="fixed.vehicles"),
    )


def test_net_above_gross() -> None:
    findings = found("A101", *car(18, 81))
    assert {place.anchor for f in findings for place in f.where} >= {"12:total:9", "12:total:8"}
    assert "810000.00元" in message(findings[0])
    assert found("A101", *car(81, 18)) == []
    assert found("A101", *car(18, 18)) == []


def test_cars_held_without_any_value_are_a_question() -> None:
    (finding,) = found("A102", fact("asset_gross", WAN, item="current"), cells={"10:15:3": "2"})
    assert finding.where[0].anchor == "12:total:8"
    assert found("A102", *car(18, 9), cells={"10:15:3": "2"}) == []
