"""The rules page of the docs says what the catalogue says."""

import importlib.util
from pathlib import Path

from juesuan.checks import all_rules

ROOT = Path(__file__).resolve().parents[2]


def test_the_rules_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "docs" / "catalogue.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == module.rules_page(), "run: python docs/catalogue.py"


def test_every_rule_has_a_heading_of_its_own() -> None:
    lines = (ROOT / "docs" / "rules.md").read_text("utf-8").splitlines()
    headings = [line.removeprefix("### ") for line in lines if line.startswith("### ")]
    assert sorted(headings) == sorted(all_rules())
