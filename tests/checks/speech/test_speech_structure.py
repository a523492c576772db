"""Speech reckons and rules find: neither does the other's work."""

import ast
from pathlib import Path

import pytest

from juesuan.checks import rules, speech
from juesuan.checks.rules import narrative

SPEECH, RULES = Path(speech.__file__).parent, Path(narrative.__file__).parent


def imported(path: Path) -> set[str]:
    """The modules that a module imports from."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", sorted(SPEECH.rglob("*.py")), ids=lambda path: path.stem)
def test_speech_knows_no_rule_and_makes_no_finding(path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith(rules.__name__)}
    assert "Finding(" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", sorted(RULES.glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_no_rule_module_imports_another(path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith(rules.__name__)}


@pytest.mark.parametrize("folder", [SPEECH, RULES], ids=["speech", "rules"])
def test_words_and_shapes_stand_in_data(folder: Path) -> None:
    """No Chinese in the code but in what explains it, and no regular expressions."""
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                chinese = any("\u4e00" <= sign <= "\u9fff" for sign in node.value)
                assert id(node) in explained or not chinese, (path.name, node.value)
            assert not (isinstance(node, ast.Import) and node.names[0].name == "re"), path.name
