"""A code leads to its package, no rule module imports another, shared words have examples."""

import ast
from pathlib import Path

import msgspec
import pytest

import juesuan.checks
from juesuan.checks.rules.performance import RULES
from juesuan.performance.statements import statements
from juesuan.resources import Pattern

CHECKS = Path(juesuan.checks.__file__).parent
RULE_MODULES = [
    path
    for path in sorted((CHECKS / "rules" / "performance").rglob("*.py"))
    if path.name != "__init__.py"
]
HUNDREDS = {
    "J1": "scores", "J2": "targets", "J3": "money", "J4": "agreement", "J5": "writing",
    "J6": "years", "J7": "texts",
}  # fmt: skip


def imports(path: Path) -> set[str]:
    """The modules that a module imports from."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("code", RULES)
def test_a_code_leads_to_its_package(code: str) -> None:
    package = f"juesuan.checks.rules.performance.{HUNDREDS[code[:2]]}."
    assert RULES[code].__module__.startswith(package)


@pytest.mark.parametrize("path", RULE_MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_rule_module_imports_another(path: Path) -> None:
    assert [name for name in imports(path) if ".rules" in name] == []


@pytest.mark.parametrize("path", sorted((CHECKS / "tables").glob("*.py")), ids=lambda p: p.stem)
def test_the_ground_of_rules_knows_no_rule(path: Path) -> None:
    assert [name for name in imports(path) if ".rules" in name] == []
    assert "RULES" not in path.read_text("utf-8")


def test_shared_words_show_what_they_find_and_pass_by() -> None:
    patterns = [
        entry
        for words in msgspec.structs.astuple(statements())
        for entry in msgspec.structs.astuple(words)
        if isinstance(entry, Pattern)
    ]
    assert len(patterns) > 5
    assert [one.pattern for one in patterns if not (one.finds and one.passes)] == []
