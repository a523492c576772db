"""Synthetic booklets: what was reached in finding planted faults does not get lost, and the
faults are what their list says."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec.structs import asdict

from checks.scorecard import Listed, near
from juesuan.checks import Finding, Where, advice, message, severity_of, title
from juesuan.reporting.model import ReportedFinding
from juesuan.reporting.words import place_words, todo, todo_lines
from planted_faults.scoring import FAMILIES, Fault, Result, booklets, counts, score
from planted_faults.writing import blocks, spans
from support.once import worked_out_once

REACHED = {
    "K": (27, 27), "C": (14, 0), "D": (20, 12), "N": (40, 26), "T": (9, 5), "Y": (1, 1),
    "P": (6, 6), "A": (2, 1), "H": (17, 0), "J": (15, 8),
}  # fmt: skip
"""By family: planted faults found, and right figures given."""
FALSE = 21
"""Findings that nothing bears out, on clean booklets and beside the planted faults."""


INTERNAL = re.compile(r"\b\d\d:\w+|level\d|[a-z]+_[a-z]+|\b[a-z]{4,}\b|[{}]|None|\('")
"""What only a program writes: keys of cells and columns, names of fields, brackets of code."""
FILE_NAME = re.compile(r"[\w-]+\.(?:docx|txt|xlsx|html)", re.ASCII)
CHANGE = re.compile(r"改为“?(-?[\d,]+(?:\.\d+)?)")
"""A figure that an advice tells to write."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return worked_out_once("planted-faults", score, tmp_path_factory)


@pytest.fixture(scope="module")
def table(results) -> dict[str, dict[str, int]]:
    return counts(results)


def reported(results) -> Iterator[ReportedFinding]:
    for one in (one for result in results for one in result.told):
        said = asdict(one)
        said |= {"title": title(one), "message": message(one), "advice": advice(one)}
        yield ReportedFinding(**{**said, "severity": severity_of(one)})


def test_no_internal_key_stands_in_what_people_read(results) -> None:
    told = list(reported(results))
    assert len({one.code for one in told}) > 60
    for one in told:
        if one.code == "D204":
            continue  # it quotes what markup a page left in the text
        own = {place.printed for place in one.where} | {place.project for place in one.where}
        places = (place_words(where, "zh") for where in one.where)
        for text in (one.message, *todo_lines(one, "zh"), *places):
            for said in sorted(own, key=len, reverse=True):
                text = text.replace(said, "") if said else text
            assert not INTERNAL.search(FILE_NAME.sub("", text)), (one.code, text)


def test_advice_never_names_another_value_than_the_expected_one(results) -> None:
    named = 0
    for one in reported(results):
        for figure in CHANGE.findall(todo(one, "zh")):
            if one.expected and not one.candidates:
                named += 1
                assert Decimal(figure.replace(",", "")) in values(one.expected), one
    assert named > 20


def values(text: str) -> set[Decimal]:
    """The figure of a text, also as the other money unit writes it."""
    (figure, *_) = re.findall(r"-?[\d,]+(?:\.\d+)?", text) or ["0"]
    value = Decimal(figure.replace(",", ""))
    return {value, value * 10_000, value / 10_000}


@pytest.mark.parametrize("family", FAMILIES)
def test_planted_faults_are_found_as_before(table, family: str) -> None:
    found, mended = REACHED[family]
    assert table[family]["found"] >= found
    assert table[family]["mended"] >= mended


def test_no_more_false_findings_than_before(table) -> None:
    assert sum(row["false"] + row["clean"] for row in table.values()) <= FALSE


def test_every_family_of_rules_has_its_faults() -> None:
    planted = [fault.family[0] for _, _, _, faults in booklets() for fault in faults]
    assert set(planted) == set(FAMILIES)
    assert len(planted) >= 180


@pytest.mark.parametrize("booklet", list(booklets()), ids=lambda booklet: booklet[0])
def test_every_fault_can_be_planted_beside_the_others(booklet) -> None:
    _, _, text, faults = booklet
    assert len({fault.id for fault in faults}) == len(faults)
    for fault in faults:
        before, text = text, fault.planted(text)
        assert before != text
        assert fault.now in text


def fault(**said: str) -> Fault:
    told = {"id": "1", "family": "N", "what": "", "where": "第三部分 二、"}
    return Fault(**{**told, "wrong": "38.10万元", "right": "31.80", **said})


def finding(printed: str, expected: str = "", section: str = "三/（一）") -> Finding:
    details = {"form": "09", "title": "国有资本经营预算财政拨款支出决算表"}
    place = Where(section=section, printed=printed)
    return Finding(code="C101", where=(place,), details=details, expected=expected)


def test_a_finding_with_both_figures_shows_the_fault_and_mends_it() -> None:
    told = finding("38.10万元", "31.80")
    assert fault().shown_by(told) >= 2
    assert fault().mended_by(told)


def test_a_finding_with_another_figure_elsewhere_does_not() -> None:
    told = finding("76.50万元", "75.30")
    assert fault().shown_by(told) == 0
    assert not fault().mended_by(told)


def test_words_that_are_no_figures_prove_nothing() -> None:
    opposite = fault(wrong="大于", right="小于")
    assert opposite.shown_by(finding("76.50万元", "75.30")) == 0


def test_a_part_of_the_right_figure_does_not_mend() -> None:
    assert not fault(right="31.80").mended_by(finding("38.10万元", "131.80"))


def test_a_place_alone_is_the_weakest_evidence() -> None:
    asked = Listed("1", "", "", "第三部分 二、", ["9.99"], "")
    assert near(finding("1.11", section="二"), asked) == 1
    assert near(finding("1.11", section="三"), asked) == 0


def test_merged_cells_are_written_once() -> None:
    (table,) = blocks("收入\t<\t^\n项目\t金额\t行次\n")
    assert list(spans(table)) == [
        (0, 0, 1, 2, "收入"),
        (1, 0, 1, 1, "项目"),
        (1, 1, 1, 1, "金额"),
        (1, 2, 1, 1, "行次"),
    ]
