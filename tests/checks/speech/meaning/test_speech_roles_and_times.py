"""Which budget, which year, compared with what."""

import pytest
from msgspec.structs import replace

from juesuan.checks import Subject
from juesuan.checks.speech.meaning.roles import (
    base_of,
    budget_role,
    budget_roles,
    stages_of,
    stated_roles,
)
from juesuan.checks.speech.meaning.times import narrative_year, year_of
from support.telling import told


@pytest.mark.parametrize(
    ("said", "base"),
    [
        ("上年", "last_year"),
        ("上年决算数", "last_year"),
        ("去年同期", "last_year"),
        ("同口径", "last_year"),
        ("2022年度决算数", "last_year"),
        ("2021年度决算数", "other"),
        ("年初预算", "initial"),
        ("年初预算数", "initial"),
        ("年初", "initial"),
        ("全年预算数", "adjusted"),
        ("调整后预算", "adjusted"),
        ("预算数", "budget"),
        ("2023年度预算", "budget"),
        ("本年支出合计", "other"),
        ("", ""),
    ],
)
def test_a_comparison_names_its_base(said: str, base: str) -> None:
    assert base_of(said, 2023) == base


def test_without_a_year_of_its_own_any_year_before_may_be_last_year() -> None:
    assert base_of("2021年度决算数") == "last_year"


def test_bases_and_roles_of_budgets_belong_together() -> None:
    assert budget_role("initial") == "initial_budget"
    assert budget_role("adjusted") == "full_year_budget"
    assert [budget_role(base) for base in ("", "last_year", "other")] == ["", "", ""]
    assert budget_roles("initial") == ("initial_budget",)
    assert budget_roles("budget") == ("budget", "initial_budget", "full_year_budget")
    assert budget_roles("last_year") == ()


def test_forms_print_final_accounts_and_budgets() -> None:
    assert set(stated_roles()) == {"final", "initial_budget", "full_year_budget", "budget"}
    assert stages_of("final") == ("final",)
    assert stages_of("initial_budget") == ("initial",)
    assert stages_of("full_year_budget") == ("adjusted",)
    assert stages_of("budget") == ("initial", "adjusted", "budget")
    assert stages_of("change") == stages_of("share") == ()


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("", "this"),
        ("2023年度", "this"),
        ("2022年", "last"),
        ("2021年", "other"),
        ("2024年", "other"),
        ("上年", "last"),
        ("去年", "last"),
        ("本年度", "this"),
    ],
)
def test_a_period_is_this_year_last_or_another(period: str, year: str) -> None:
    assert year_of(period, 2023) == year


def test_the_narrative_speaks_of_the_forms_year_or_of_the_one_it_names_most() -> None:
    lines = (
        "2021年度支出合计5.00万元。",
        "2021年度收入合计5.00万元。",
        "2020年度支出合计5.00万元。",
    )
    subject = told("一、情况", *lines)
    assert narrative_year(subject) == 2023
    alone = Subject(disclosure=subject.disclosure, reading=replace(subject.reading, forms=[]))
    assert narrative_year(alone) == 2021
