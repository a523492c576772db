"""Scoring policies: chosen by form set, swapped by name, complete."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.forms import available_form_sets, load_form_set
from juesuan.performance import PolicyError, available_policies, load_policy, policy_for

LEVELS = ["产出", "效益", "满意度", "成本"]


@pytest.mark.parametrize(
    ("form_set", "policy"),
    [
        ("yunnan-2021", "yunnan"),
        ("yunnan-2024", "yunnan"),
        ("shanxi-2023", "shanxi"),
        ("shanghai-2024", "shanghai"),
        ("shanghai-2024-24", "shanghai"),
    ],
)
def test_a_form_set_has_its_provinces_policy(form_set: str, policy: str) -> None:
    assert policy_for(load_form_set(form_set)).id == policy


@pytest.mark.parametrize("form_set", available_form_sets())
def test_every_form_set_has_a_policy(form_set: str) -> None:
    assert policy_for(load_form_set(form_set)).total == 100


def test_a_form_set_that_builds_on_another_takes_its_policy(tmp_path: Path) -> None:
    folder = tmp_path / "kunming-2024"
    folder.mkdir()
    own = 'id = "kunming-2024"\ninherits = "yunnan-2024"\nname = "昆明"\nname_en = "Kunming"\n'
    (folder / "set.toml").write_text(own + 'source = "-"\n', encoding="utf-8")
    assert policy_for(load_form_set(str(folder))).id == "yunnan"


def test_a_policy_can_be_swapped_by_name() -> None:
    swapped = policy_for(load_form_set("yunnan-2023"), "shanghai")
    assert [grade.name for grade in swapped.grades] == ["优", "良", "合格", "不合格"]


def test_a_policy_of_ones_own_is_a_file_that_says_what_differs(tmp_path: Path) -> None:
    own = tmp_path / "hubei.toml"
    own.write_text(
        'id = "hubei"\ninherits = "mof-2020"\nname = "湖北"\nname_en = "Hubei"\nsource = "-"\n'
        "[execution]\npoints = 20\n[levels]\n产出 = 40\n效益 = 30\n满意度 = 10\n".replace(
            "产出", '"产出"'
        )
        .replace("效益", '"效益"')
        .replace("满意度", '"满意度"'),
        encoding="utf-8",
    )
    policy = load_policy(str(own))
    assert (policy.execution, policy.grade(Decimal(85))) == (20, "良")


@pytest.mark.parametrize("name", available_policies())
def test_every_policy_names_its_source_and_adds_up(name: str) -> None:
    policy = load_policy(name)
    assert policy.source
    assert sum(policy.levels.values()) + policy.execution == policy.total
    assert sum(policy.cost_levels.values()) + policy.execution == policy.total
    assert policy.grades[-1].least == 0


@pytest.mark.parametrize(
    ("total", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"),
     ("59.99", "差"), ("0", "差")],
)  # fmt: skip
def test_grades_begin_where_the_rule_says(total: str, grade: str) -> None:
    assert load_policy("mof-2020").grade(Decimal(total)) == grade


def test_the_weight_of_satisfaction_goes_to_benefit_where_none_is_asked() -> None:
    assert load_policy("yunnan").weights(frozenset({"产出", "效益"})) == {"产出": 50, "效益": 40}


def test_a_weight_that_no_level_takes_goes_to_all_in_proportion() -> None:
    weights = load_policy("yunnan").weights(frozenset({"产出", "满意度"}))
    assert weights == {"产出": 75, "满意度": 15}  # 50 and 10, without the 30 of 效益


def test_cost_may_be_a_level_of_its_own() -> None:
    found = load_policy("mof-2020").weights(frozenset(LEVELS))
    assert found == {"成本": 20, "产出": 40, "效益": 20, "满意度": 10}


@given(st.sets(st.sampled_from(LEVELS)), st.sampled_from(available_policies()))
def test_the_weights_of_any_levels_sum_to_all_but_execution(present, name) -> None:
    policy = load_policy(name)
    weights = policy.weights(frozenset(present))
    assert sum(weights.values()) in ({policy.total - policy.execution} if weights else {0})


def test_an_unknown_policy_is_refused_with_the_known_ones() -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy("atlantis")
    assert caught.value.key == "no_such_policy"
    assert "yunnan" in str(caught.value.details["known"])


@pytest.mark.parametrize(
    ("text", "key", "place", "said"),
    [
        ('id = "gap"', "missing_entry", "", "name"),
        ("[excution]\npoints = 20", "unknown_entry", "", "execution"),
        ("[execution]\npoint = 20", "unknown_entry", "execution", "points"),
        ("[execution]\npoints = true", "wrong_value", "execution.points", "bool"),
        ('[execution]\nbase = "ful"', "not_listed", "execution.base", "full"),
        ("id =", "not_toml", "", "TOML"),
    ],
)
def test_a_faulty_policy_is_refused_with_file_place_and_the_nearest_entry(
    tmp_path: Path, text: str, key: str, place: str, said: str
) -> None:
    own = tmp_path / "faulty.toml"
    inherits = "" if "gap" in text else 'inherits = "mof-2020"\n'
    own.write_text(inherits + text, encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(str(own))
    error = caught.value
    assert (error.key, error.file, error.place) == (key, str(own), place)
    assert said in error.text("en")


def test_a_policy_that_builds_on_none_that_is_known(tmp_path: Path) -> None:
    own = tmp_path / "lost.toml"
    own.write_text('inherits = "nowhere"', encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_policy(str(own))
    assert (caught.value.key, caught.value.details["parent"]) == ("inherits_nothing", "nowhere")
