"""Patterns in data: with examples that must hold, compiled when they are first needed."""

import ast
import importlib
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import juesuan
from juesuan.lexicon.terms import Around, Units, _File
from juesuan.resources import (
    DataError,
    Pattern,
    Record,
    alternatives,
    files_in,
    load,
    load_typed,
    read_toml,
    typed,
    typing,
)


class Rule(Record):
    rise: Pattern


def read(written: object) -> Pattern:
    return typed(Rule, {"rise": written}, "rules.toml").rise


@pytest.mark.parametrize(
    "written",
    ["增加|上升", ["增加", "上升"], {"pattern": "增加|上升"}, {"any": ["增加", "上升"]}],
)
def test_the_ways_of_writing_one(written: object) -> None:
    rise = read(written)
    assert rise.finds_in("比上年上升3%")
    assert not rise.finds_in("比上年下降3%")
    found = rise.search("比上年增加3万元")
    assert found is not None
    assert found.span() == (3, 5)


@given(st.lists(st.text("增减升降持平.*()", max_size=3), max_size=4))
def test_a_list_finds_what_any_of_its_words_does(words: list[str]) -> None:
    listed = Pattern(alternatives([re.escape(word) for word in words]))
    for text in ("比上年增加", "与上年持平", "(.*)", ""):
        assert listed.finds_in(text) == any(word in text for word in words)


def test_examples_that_hold_are_kept() -> None:
    rise = read({"any": ["增加"], "finds": ["增加3万元"], "passes": ["减少3万元"]})
    assert (rise.finds, rise.passes) == (("增加3万元",), ("减少3万元",))
    assert pickle.loads(pickle.dumps(rise)).finds == rise.finds


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("(", "("),
        ({"any": ["增加"], "finds": ["增加", "上升"]}, "增加 does not find “上升”"),
        ({"any": ["增加"], "passes": ["增加值"]}, "finds “增加” in “增加值”"),
        ({"any": ["增加", "上升"], "finds": ["增加值"]}, "上升 finds none of the examples"),
        ({"any": ["增加"], "find": ["增加"]}, "unknown: find"),
        ({"finds": ["增加"]}, "pattern or any"),
        (3, "no pattern"),
    ],
)
def test_what_is_no_pattern_is_told(written: object, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        Pattern.read(written)


def test_all_places_and_what_stands_there_instead() -> None:
    names = Pattern("甲|乙")
    assert [found[0] for found in names.finditer("甲与乙")] == ["甲", "乙"]
    assert names.sub("某", "甲与乙") == "某与某"
    assert names.match("与乙") is None
    assert names.fullmatch("乙") is not None


def test_a_file_of_the_package_that_somebody_changed_is_refused_with_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """When something is first searched for: reading every file of the package compiles none."""
    monkeypatch.setattr(typing, "load", lambda name: {"rise": {"any": ["增加", "("]}})
    rise = load_typed(Rule, "rules/changed.toml").rise
    for one in (rise, pickle.loads(pickle.dumps(rise))):
        with pytest.raises(DataError) as refused:
            one.finds_in("增加")
        assert refused.value.file == "rules/changed.toml"
        assert "(" in str(refused.value)


def test_a_pattern_of_the_package_is_compiled_when_something_is_searched_for() -> None:
    written = {"any": ["增加"], "finds": ["增加3万元"], "passes": ["减少3万元"]}
    rise = Pattern.trusted(written, "rules.toml")
    assert rise == Pattern.read(written) and rise.finds == ("增加3万元",)
    with pytest.raises(AttributeError):
        Pattern.regex.__get__(rise)
    assert rise.finds_in("增加3万元") and not rise.finds_in("减少3万元")
    assert Pattern.regex.__get__(rise).pattern == "增加"


SOURCE = Path(juesuan.__file__).parent


def asked(function: str) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Each call of a function in the package that names what it wants: the module where it
    stands, and its arguments as written."""
    for path in SOURCE.rglob("*.py"):
        source = path.read_text("utf-8")
        if f"{function}(" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == function:
                name = ".".join(("juesuan", *path.relative_to(SOURCE).with_suffix("").parts))
                yield importlib.import_module(name), tuple(map(ast.unparse, node.args))


def test_every_pattern_of_the_package_holds_on_its_examples() -> None:
    """They are not tried when a file of the package is read; so all are tried here. Each file
    with a fault is named, and the entry."""
    files, faults = set(), []
    for module, (kind, file) in asked("load_typed"):
        files.add(name := ast.literal_eval(file))
        try:
            typed(eval(kind, vars(module)), load(name), name)
        except DataError as fault:
            faults.append(str(fault))
    assert {"passages.toml", "claims.toml", "reading.toml", "balances.toml"} <= files
    assert faults == []


def test_every_pattern_of_narratives_holds_on_its_examples() -> None:
    words, faults = load("narrative.toml"), []
    named = [entry for _, entry in asked("pattern_of") if entry[0] != "group"]
    assert len(named) > 10
    for group, name in (map(ast.literal_eval, entry) for entry in named):
        try:
            Pattern.read(words[group][name])
        except ValueError as fault:
            faults.append(f"narrative.toml {group}.{name}: {fault}")
    assert faults == []


def test_every_pattern_of_the_lexicon_holds_on_its_examples() -> None:
    kinds: dict[str, Any] = {"units.toml": Units, "around.toml": Around}
    faults = []
    for name, file in files_in("lexicon"):
        if not name.startswith("performance/"):
            try:
                assert typed(kinds.get(name, _File), read_toml(file), f"lexicon/{name}")
            except DataError as fault:
                faults.append(str(fault))
    assert faults == []
