"""Speech reckons and rules find: neither does the other's work."""

import ast
import re
from pathlib import Path

import pytest

from juesuan.checks import rules, speech
from juesuan.checks.rules import narrative

SPEECH, RULES = Path(speech.__file__).parent, Path(narrative.__file__).parent

ROOMS = (
    "meaning",
    "sentences",
    "printed",
    "rates",
    "changes",
    "sums",
    "counted",
    "told_again",
    "named",
    "derived",
    "listings",
)
"""The rooms of speech, each entered only from those behind it."""


def imported(path: Path) -> set[str]:
    """The modules that a module imports from."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", sorted(SPEECH.rglob("*.py")), ids=lambda path: path.stem)
def test_speech_knows_no_rule_and_makes_no_finding(path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith(rules.__name__)}
    assert "Finding(" not in path.read_text("utf-8")


def test_every_module_of_speech_has_a_room_and_rooms_are_entered_downward() -> None:
    above = []
    for path in sorted(SPEECH.rglob("*.py")):
        own, *_ = path.relative_to(SPEECH).parts
        if own == "__init__.py":
            continue
        named = {name.removeprefix(f"{speech.__name__}.") for name in imported(path)}
        entered = {name.split(".")[0] for name in named} & set(ROOMS)
        if entered - set(ROOMS[: ROOMS.index(own) + 1]):
            above.append((path.name, sorted(entered)))
    assert above == []


def test_the_rooms_of_speech_are_told_in_order() -> None:
    """In the package's own words and on the page of the architecture."""
    page = Path(__file__).parents[3] / "docs" / "architecture.md"
    for text in (speech.__doc__ or "", page.read_text("utf-8").partition("checks/speech")[2]):
        told = re.findall(r"^(?:- `|\| )`(\w+)`", text, re.MULTILINE)
        assert tuple(told[: len(ROOMS)]) == ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_of_speech_tells_its_modules(room: str) -> None:
    told = (SPEECH / room / "__init__.py").read_text("utf-8")
    modules = {path.stem for path in (SPEECH / room).glob("[a-z]*.py")}
    untold = sorted(name for name in modules if f"``{name}``" not in told)
    assert untold == [], f"a line for each in {room}/__init__.py"


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
