"""What one part of a check has worked out is not worked out again by another."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from juesuan.checks import Subject
from juesuan.checks.arithmetic import relations
from juesuan.checks.arithmetic.breaks import _sums
from juesuan.checks.causes.explaining import explained
from juesuan.checks.subject.passages import passages_with
from juesuan.facts import standard_space
from juesuan.forms import identities
from juesuan.reading import read
from juesuan.reading.recognise import forms, tables
from juesuan.resources import Pattern
from support.balanced import filled
from support.disclosures import facts
from support.excerpts import excerpt
from support.printing import write_text


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms of a small unit, some of which are empty."""
    disclosure = filled(facts(), "yunnan-2023")
    assert any(form.empty for form in disclosure.forms)
    return write_text(disclosure, tmp_path_factory.mktemp("once") / "booklet.txt")


def test_identities_that_reading_has_found_are_those_of_the_rules(
    booklet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard_space(2023).identities.clear()
    reading = read(booklet)
    assert reading.year == 2023 and standard_space(2023).identities
    monkeypatch.setattr(identities, "_Finder", None)
    assert explained(Subject.of(reading, [booklet])).outcomes["held"] > 20


def test_running_heads_are_counted_once_for_all_form_sets(
    booklet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []

    def counting(of: list[tables.Table]) -> frozenset[str]:
        counted.append(of)
        return tables.repeated_lines(of)

    monkeypatch.setattr(forms, "repeated_lines", counting)
    read(booklet)
    assert len(counted) == 2  # before tables that go on are put together, and after


def test_a_text_is_searched_for_a_pattern_once_and_only_if_it_has_its_signs() -> None:
    searched: list[str] = []
    pattern = Pattern("X{2,}")

    def search(text: str) -> bool:
        searched.append(text)
        return "XX" in text

    pattern.regex = SimpleNamespace(search=search)  # type: ignore[assignment]
    subject = excerpt("收入XX万元。", "支出3万元。", "收入XX万元。", "共X项。")
    for _ in range(2):
        found = [passage.text for passage in passages_with(subject, pattern)]
        assert found == ["收入XX万元。", "收入XX万元。"]
    assert searched == ["收入XX万元。", "共X项。"]


def test_rows_next_to_each_other_are_added_up_as_they_are_gone_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No run of rows is added up anew because it has one more, where none is called a total."""
    rows = [(f"第{n}类事项", f"{n}.10", f"{n}.20", f"{n}.50") for n in range(1, 25)]
    made = ("全部事项", *(f"{sum(float(row[c]) for row in rows):.2f}" for c in (1, 2, 3)))
    added: list[int] = []
    monkeypatch.setattr(relations, "_columns", lambda *asked: added.append(1))
    subject = excerpt((("事项", "甲", "乙", "丙"), made, *rows))
    (told,) = subject.once(_sums)
    assert added == []
    assert list(told.breaks) == []
    assert {(0, 0), (24, 2)} <= set(told.held)
