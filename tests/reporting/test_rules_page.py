"""Every rule has its place on the rules page of the docs."""

from pathlib import Path

from juesuan.checks import all_rules

ROOT = Path(__file__).resolve().parents[2]


def test_every_rule_has_a_heading_of_its_own() -> None:
    lines = (ROOT / "docs" / "rules.md").read_text("utf-8").splitlines()
    headings = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
    assert sorted(headings) == sorted(all_rules())
