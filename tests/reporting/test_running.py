"""Checking many files: none stops the rest, and what each is."""

import os
import shutil
from pathlib import Path

import pytest

from importing.desk import book
from juesuan.reporting import CheckRequest, check_file, check_files, is_book
from juesuan.reporting import running as running_module
from juesuan.reporting.settings import Settings
from support.reports import write_forms

IDENTITIES = Settings(select=("K",))


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    write_forms(folder / "1.xlsx")
    write_forms(folder / "2.xlsx", {"03:2010301:1": 1190000})
    (folder / "3.pdf").write_bytes(b"%PDF-1.4 no pdf at all")
    (folder / "4.txt").write_text("今天天气很好。\n", encoding="utf-8")
    return folder


def codes(report) -> set[str]:
    return {found.code for found in report.findings}


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_files_are_told_in_their_place_and_the_rest_are_checked(
    drafts: Path, jobs: int
) -> None:
    paths = [*sorted(drafts.iterdir()), drafts / "none.xlsx"]
    reports = list(check_files(paths, CheckRequest(settings=IDENTITIES, several=True), jobs))
    assert [report.file for report in reports] == [str(path) for path in paths]
    problems = [report.problem.key if report.problem else "" for report in reports]
    assert problems[:2] == ["", ""]
    assert problems[2].startswith("unreadable.") and problems[3] == "read.only_text"
    assert problems[4] == "unreadable.not_found"
    assert "K101" in codes(reports[1]) - codes(reports[0])


def test_a_fault_of_the_program_costs_one_document_only(
    drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*arguments: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(running_module, "check", fails)
    report = check_file(drafts / "1.xlsx", CheckRequest(settings=IDENTITIES))
    assert report.problem is not None and report.problem.key == "fault"
    assert "ZeroDivisionError" in report.problem.text


def _dies(path: Path, task: CheckRequest, number: int = 1, progress: object = None):
    if path.name == "2.xlsx":
        os._exit(7)
    return check_file(path, task, number)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_dies_costs_one_document_only(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(running_module, "check_bounded" if jobs > 1 else "check_file", _dies)
    paths = sorted(drafts.iterdir())
    reports = list(check_files(paths, CheckRequest(settings=IDENTITIES, several=True), jobs))
    assert [report.file for report in reports] == [str(path) for path in paths]
    died = [bool(r.problem and r.problem.key.endswith("crashed")) for r in reports]
    assert died == [False, True, False, False]


def test_a_book_is_told_from_a_workbook_of_forms(examples: Path, drafts: Path) -> None:
    book = examples / "yuxi-internet-office-2021"
    assert is_book(book) and is_book(book / "book.toml")
    assert not is_book(drafts / "1.xlsx") and not is_book(drafts)


def test_a_book_is_checked_without_accusing_it_of_lacking_a_narrative(examples: Path) -> None:
    report = check_file(
        examples / "yuxi-internet-office-2021", CheckRequest(settings=Settings(select=("K", "N")))
    )
    assert report.problem is None and report.unit == "玉溪市互联网信息办公室"
    assert not any(code.startswith(("N", "K")) for code in codes(report))
    assert "no_narrative" in {n.reason for n in report.coverage.not_checked}


def test_a_book_with_faults_is_told_so(examples: Path, tmp_path: Path) -> None:
    shutil.copytree(examples / "yuxi-internet-office-2021", tmp_path / "book")
    (tmp_path / "book" / "notes.csv").write_text("x\n1\n", encoding="utf-8")
    report = check_file(tmp_path / "book", CheckRequest())
    assert report.problem is not None and report.problem.key.startswith("book")
    assert "notes.csv" in report.problem.text


@pytest.mark.parametrize(("faults", "rest"), [(5, []), (6, ["  … +1"]), (7, ["  … +2"])])
def test_of_many_faults_of_a_book_the_first_are_told_and_the_rest_counted(
    tmp_path: Path, faults: int, rest: list[str]
) -> None:
    head = "日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额\n"
    row = "2023-01-0{0},{0},1,支出,一般公共预算财政拨款,2010301,30101,基本支出,金{0}\n"
    entries = head + "".join(row.format(number) for number in range(1, faults + 1))
    problem = check_file(book(tmp_path / "book", entries=entries), CheckRequest()).problem
    assert problem is not None
    first, *others = problem.text.splitlines()
    assert str(tmp_path / "book") in first and f"{faults}个问题" in first
    assert all(f"I{number}格" in line for number, line in enumerate(others[:5], 2))
    assert others[5:] == rest


def test_last_years_file_is_found_by_its_name(drafts: Path, tmp_path: Path) -> None:
    shutil.copy(drafts / "1.xlsx", tmp_path / "2.xlsx")
    task = CheckRequest(settings=Settings(select=("Y",)), previous=tmp_path, several=True)
    assert task.previous_of(drafts / "2.xlsx") == tmp_path / "2.xlsx"
    assert task.previous_of(drafts / "1.xlsx") is None
    reasons = {
        path: {n.reason for n in check_file(path, task).coverage.not_checked}
        for path in (drafts / "1.xlsx", drafts / "2.xlsx")
    }
    assert "no_previous" in reasons[drafts / "1.xlsx"]
    assert "no_previous" not in reasons[drafts / "2.xlsx"]


def test_only_the_rules_asked_for_are_checked_and_the_others_are_named(drafts: Path) -> None:
    task = CheckRequest(settings=Settings(select=("K",), ignore=("K106",)))
    coverage = check_file(drafts / "1.xlsx", task).coverage
    assert {code[0] for code in coverage.rules} == {"K"}
    assert "K106" in coverage.left_out and "C101" in coverage.left_out
