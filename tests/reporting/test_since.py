"""The second round: mended, remaining, new."""

import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks import Where
from juesuan.messages import say
from juesuan.reporting.model import DocumentReport
from juesuan.reporting.plain import JsonWriter, Summary
from juesuan.reporting.settings import SettingsError
from juesuan.reporting.since import compare, read_earlier
from support.reports import finding, report


def earlier(folder: Path, *reports: DocumentReport):
    path = folder / "report.json"
    stream = io.StringIO()
    writer = JsonWriter(stream, "zh")
    for one in reports:
        writer.document(one)
    writer.end(Summary())
    path.write_text(stream.getvalue(), encoding="utf-8")
    return read_earlier(path)


def test_findings_are_mended_remaining_or_new(tmp_path: Path) -> None:
    stays, goes = finding(at="01:1:1"), finding(at="01:2:1", code="K102")
    comes = finding(at="03:9:9")
    told = compare(report(stays, comes), earlier(tmp_path, report(stays, goes)), True)
    assert [(f.key, f.status) for f in told.findings] == [
        ("K101 01:1:1", "remaining"),
        ("K101 03:9:9", "new"),
    ]
    assert [f.key for f in told.mended] == ["K102 01:2:1"] and told.compared


def test_what_was_not_checked_this_time_is_not_called_mended(tmp_path: Path) -> None:
    gone = finding("N102", at="一、")
    told = compare(report(), earlier(tmp_path, report(gone)), True)
    assert told.mended == () and [f.key for f in told.unchecked] == ["N102 一、"]


def test_documents_are_matched_by_unit_and_year_then_by_file(tmp_path: Path) -> None:
    other = report(finding(at="别"), unit="别局", file="b.pdf")
    mine = report(finding(at="我"), file="old/a.pdf")
    before = earlier(tmp_path, other, mine)
    told = compare(report(finding(at="我"), file="new/c.pdf"), before, False)
    assert told.findings[0].status == "remaining"
    unknown = report(finding(), unit="新局", file="z.pdf")
    assert compare(unknown, before, False) == unknown
    renamed = report(finding(at="别"), unit="别局（改名）", file="x/b.pdf")
    assert compare(renamed, before, False).findings[0].status == "remaining"


def test_two_findings_of_one_key_are_told_apart_by_their_words(tmp_path: Path) -> None:
    first, second = finding(message="甲"), finding(message="乙")
    told = compare(report(second), earlier(tmp_path, report(first, second)), True)
    assert [f.message for f in told.mended] == ["甲"]


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_every_finding_of_both_rounds_is_told_once(old: list[int], new: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = earlier(Path(folder), report(*(finding(at=f"{n}") for n in old)))
    told = compare(report(*(finding(at=f"{n}") for n in new)), before, True)
    remaining = {f.key for f in told.findings if f.status == "remaining"}
    assert remaining == {f"K101 {n}" for n in set(old) & set(new)}
    assert {f.key for f in told.mended} == {f"K101 {n}" for n in set(old) - set(new)}
    assert len(told.findings) == len(new)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 2, "documents": []}', "审核报告"])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_earlier(path)
    assert "old.json" in say(f"settings.{caught.value.key}", "zh", **caught.value.details)


def test_a_report_of_version_0_1_0_is_compared_by_the_keys_of_today(tmp_path: Path) -> None:
    """It put what a figure is to its sentence behind the item."""
    place = {"section": "三/（一）", "item": "公务接待费 final", "printed": "4.08"}
    old = {"code": "N101", "severity": "error", "title": "", "message": "", "where": [place]}
    document = {"file": "a.pdf", "unit": "某局", "year": 2023, "findings": [old], "accepted": []}
    path = tmp_path / "old.json"
    path.write_text(json.dumps({"schema": 1, "documents": [document]}), encoding="utf-8")
    now = Where(section="三/（一）", item="公务接待费", role="final")
    told = compare(report(finding("N101", where=(now,))), read_earlier(path), True)
    assert [f.status for f in told.findings] == ["remaining"] and told.mended == ()
