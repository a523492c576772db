"""The catalogue of rules and the functions behind it say the same."""

import re

import pytest

from juesuan.checks import all_rules
from juesuan.checks.catalogue import categories
from juesuan.checks.rules import FUNCTIONS
from juesuan.messages import LANGUAGES

NEEDS = {"forms", "narrative", "contents", "performance", "previous", "workbook", "docx", "pdf"}


def test_every_rule_has_a_function_and_every_function_a_rule() -> None:
    assert set(all_rules()) == set(FUNCTIONS)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_a_rule_says_everything_in_every_language(rule) -> None:
    for texts in (rule.title, rule.why, rule.wrong, rule.right, *rule.message.values()):
        assert set(texts) == set(LANGUAGES) and all(texts.values())
    for texts in rule.message.values():
        places = [set(re.findall(r"{(\w+)", text)) for text in texts.values()]
        assert places[0] == places[1]
    assert rule.source
    assert set(rule.needs) <= NEEDS
    assert re.fullmatch(rf"({'|'.join(categories())})\d{{3}}", rule.code)
