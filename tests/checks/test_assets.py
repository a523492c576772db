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


# A101.


def test_a101_finds_a_net_value_above_the_gross_one() -> None:
    findings = found("A101", *car(18, 81))
    anchors = [place.anchor for place in findings[0].where]
    assert {"12:total:9", "12:total:8"} <= {place.anchor for f in findings for place in f.where}
    assert anchors[0].startswith("12:") and len(anchors) == 2
    assert "净值810,000.00元大于原值180,000.00元" in message(findings[0])


def test_a101_passes_a_net_value_below_the_gross_one() -> None:
    assert found("A101", *car(81, 18)) == []


def test_a101_spares_a_car_that_is_new() -> None:
    assert found("A101", *car(18, 18)) == []


# A102.


def test_a102_finds_cars_held_without_any_value() -> None:
    other = fact("asset_gross", WAN, item="current")
    (finding,) = found("A102", other, cells={"10:15:3": "2"})
    assert [place.anchor for place in finding.where] == ["12:total:8", "10:15:3"]
    assert "车辆2辆，第12表的车辆原值为空" in message(finding)


def test_a102_passes_cars_with_a_value() -> None:
    assert found("A102", *car(18, 9), cells={"10:15:3": "2"}) == []


def test_a102_spares_a_unit_without_cars() -> None:
    other = fact("asset_gross", WAN, item="current")
    assert found("A102", other, cells={"10:15:3": "0"}) == []
