"""The catalogue of rules, the functions behind it and their tests say the same."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from juesuan.checks import Rule, all_rules, selected
from juesuan.checks.catalogue import RuleError, RuleSettings, categories
from juesuan.checks.rules import FUNCTIONS, every_setting
from juesuan.messages import LANGUAGES
from juesuan.resources import DataError, Pattern, files_in

HERE = Path(__file__).resolve().parent
RULES = HERE.parents[1] / "src" / "juesuan" / "checks" / "rules"
KINDS = ("finds", "passes", "spares")
"""What a rule's tests show: that it finds the fault, that it passes what is right, and that it
spares a neighbour that looks alike and must not matter."""

NAME = re.compile(rf"test_((?:[a-z]\d{{3}}_)+)({'|'.join(KINDS)})(?:_|$)")


def test_every_rule_has_a_function_and_every_function_a_rule() -> None:
    assert set(all_rules()) == set(FUNCTIONS)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_a_rule_says_everything_in_every_language(rule: Rule) -> None:
    for texts in (rule.title, rule.why, rule.wrong, rule.right, *rule.message.values()):
        assert all(texts[lang].strip() for lang in LANGUAGES)
    for texts in rule.message.values():
        places = [set(re.findall(r"{(\w+)", texts[lang])) for lang in LANGUAGES]
        assert places[0] == places[1]
    for variant, texts in rule.todo.items():
        said = set(re.findall(r"{(\w+)", rule.message[variant]["zh"]))
        for lang in LANGUAGES:
            assert texts[lang].strip() and set(re.findall(r"{(\w+)", texts[lang])) <= said
    assert rule.message and rule.source.strip() and rule.evidence >= 0
    assert re.fullmatch(rf"({'|'.join(categories())})\d{{3}}", rule.code)


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_the_row_and_the_function_of_a_rule_stand_under_one_name(rule: Rule) -> None:
    module = Path(rule.file).relative_to("rules").with_suffix(".py")
    assert f'"{rule.code}"' in (RULES / module).read_text("utf-8")


def test_a_code_leads_to_its_module() -> None:
    """The letter names the package or module; within a package, the hundred the module. A
    hundred that is too much for one module may have several."""
    for file in {rule.file for rule in all_rules().values()}:
        codes = [code for code, rule in all_rules().items() if rule.file == file]
        assert len({code[0] for code in codes}) == 1, file
        assert len({code[:2] for code in codes}) == 1, file


def test_every_pattern_and_every_bound_of_the_rows_can_be_used() -> None:
    settings = every_setting()
    assert all(isinstance(setting, RuleSettings) for setting in settings.values())
    faults = []
    for code, setting in settings.items():
        try:
            assert type(setting).of(code, tried=True) == setting, code
        except DataError as fault:
            faults.append(str(fault))  # with the file and the row
    assert faults == []


class Words(RuleSettings, frozen=True):
    most: int
    words: Pattern


GOOD = {"any": ["XX"], "finds": ["XX局"], "passes": ["局"]}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"most": 3, "words": GOOD | {"any": ["("]}}, "("),
        ({"most": 3, "words": GOOD | {"any": ["XX", "YY"]}}, "YY finds none"),
        ({"most": 3, "words": GOOD | {"finds": ["XX", "ZZ"]}}, "does not find “ZZ”"),
        ({"most": 3, "words": GOOD | {"passes": ["XX"]}}, "finds “XX”"),
        ({"most": 3, "words": ["XX"]}, "the pattern words lacks examples"),
        ({"most": 3, "words": GOOD | {"passes": []}}, "the pattern words lacks examples"),
        ({"most": "3", "words": GOOD}, "a whole number"),
        ({"most": 3.5, "words": GOOD}, "a whole number"),
        ({"mots": 3, "words": GOOD}, "no entry mots. What can stand there: most"),
        ({"words": GOOD}, "the entry most is missing"),
    ],
)
def test_a_row_that_does_not_say_what_its_function_reads_is_refused(
    settings, told, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = replace(all_rules()["C102"], settings=settings)
    monkeypatch.setattr("juesuan.checks.catalogue.all_rules", lambda: {"C102": rule})
    with pytest.raises(RuleError) as refused:
        Words.of("C102", tried=True)
    assert told in str(refused.value)
    assert str(refused.value).startswith("rules/completeness/forms.toml C102.settings")


def test_a_row_with_an_unknown_entry_is_refused_with_its_file_and_code() -> None:
    from juesuan.checks.catalogue import _rule

    with pytest.raises(RuleError) as refused:
        _rule("C102", {"titel": {}}, "rules/completeness/forms.toml")
    assert str(refused.value).startswith("rules/completeness/forms.toml C102: ")
    assert "titel" in str(refused.value) and "title" in str(refused.value)


def test_rules_on_trial_rest_on_evidence_alone_and_are_asked_only_if_wanted() -> None:
    usual = {rule.code for rule in selected()}
    every = {rule.code for rule in selected(preview=True)}
    assert {"J709", "J710", "J313"} <= every - usual
    for code in every - usual:
        assert all_rules()[code].ground == "evidence" and all_rules()[code].evidence < 2
    assert {"K101", "C101", "H101", "T108"} <= usual


def named() -> Iterator[tuple[str, str]]:
    """Each (code, kind) that the name of a test says it shows."""
    for path in HERE.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (match := NAME.match(node.name)):
                for code in match[1].upper().rstrip("_").split("_"):
                    yield code, match[2]


def test_every_rule_is_shown_to_find_to_pass_and_to_spare() -> None:
    """Each rule has tests named ``test_k101_finds_…``, ``test_k101_passes_…`` and
    ``test_k101_spares_…``."""
    shown = set(named())
    assert {code for code, _ in shown} <= set(all_rules())
    lacking = {(code, kind) for code in all_rules() for kind in KINDS} - shown
    assert sorted(lacking) == [], "these rules need tests"


def test_every_data_file_of_rules_belongs_to_a_module() -> None:
    for name, _ in files_in("rules"):
        assert name == "categories.toml" or (RULES / name).with_suffix(".py").is_file(), name
