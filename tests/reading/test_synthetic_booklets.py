"""Whole booklets in the manner of several provinces: every amount of every form is read, in
whatever kind of file, and put where the sums hold."""

import re
from collections import Counter
from pathlib import Path

import pytest

from juesuan.checks import Subject, check, selected
from juesuan.reading import Reading, read
from planted_faults.scoring import booklets
from planted_faults.writing import FORMATS, blocks

CLEAN = {name: (kind, text) for name, kind, text, _ in booklets()}
AMOUNT = re.compile(r"-?\d[\d,]*\.\d\d")
NOT_YET: set[tuple[str, str]] = set()
"""Forms whose layout no form set has: they must be missed with a word, never half read."""
TITLES = ("收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表",
    "财政拨款“三公”经费支出决算表", "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款收入支出决算表")  # fmt: skip
"""The forms of a booklet that prints no numbers, in their order."""


def printed(text: str) -> dict[str, Counter[str]]:
    """The amounts of every form, by its printed number or else its title."""
    found: dict[str, Counter[str]] = {}
    form = ""
    for block in blocks(text):
        if isinstance(block, str):
            number = re.fullmatch(r"公开(\d\d)表", block)
            if number or block in TITLES:
                form = number[1] if number else f"{TITLES.index(block) + 1:02d}"
            elif form in found:
                form = ""
        elif form:
            found[form] = Counter(
                cell.replace(",", "") for row in block for cell in row if AMOUNT.fullmatch(cell)
            )
    return found


def observed(reading: Reading) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in reading.observations:
        if AMOUNT.fullmatch(one.text):
            found.setdefault(one.form, Counter())[one.text.replace(",", "")] += 1
    return found


def on_sheets(text: str) -> str:
    """A booklet with a sheet for every form, and one for what stands before and after."""
    if text.startswith("%% sheet"):
        return text
    number = iter(range(1, 99))
    titles = r"(?m)^(\S+\n\n公开\d\d表|(?:" + "|".join(TITLES) + r")\n\n单位)"
    cut = re.sub(titles, lambda found: f"%% sheet {next(number)}\n\n{found[0]}", text)
    forms, third, told = cut.rpartition("\n第三部分")
    return f"%% sheet 封面\n\n{forms}\n%% sheet 说明\n{third}{told}"


@pytest.fixture(scope="module", params=[(n, k) for n in CLEAN for k in ("", "html", "xlsx")])
def booklet(request, tmp_path_factory) -> tuple[str, str, Path, Reading]:
    """A booklet in one kind of file, read once for all that is asked of it."""
    name, kind = request.param
    own, text = CLEAN[name]
    path = tmp_path_factory.mktemp("booklets") / f"{name}.{kind or own}"
    FORMATS[kind or own](on_sheets(text) if path.suffix == ".xlsx" else text, path)
    return name, text, path, read(path)


def test_every_amount_of_every_form_is_read(booklet) -> None:
    name, text, _, reading = booklet
    found = observed(reading)
    for form, amounts in printed(text).items():
        if (name, form) in NOT_YET:
            assert form in reading.missing() and form not in found
        else:
            assert found.get(form, Counter()) == amounts, form


def test_the_amounts_are_where_the_sums_hold(booklet) -> None:
    _, _, path, reading = booklet
    checked = check(Subject.of(reading, [path]), selected(["K"]))
    assert [finding.key for finding in checked.findings] == []
    counts = checked.coverage.identities
    assert counts["held"] > 150
    assert counts["broken"] == counts["tails"] == 0


def test_unit_year_and_money_are_read(booklet) -> None:
    name, text, path, reading = booklet
    assert reading.year == int(name[-4:])
    assert reading.money.zh == re.search(r"单位：(万?元)", text)[1]
    if named := re.search(r"(?:部门|单位|单位名称)：(?!万?元)(\S+)", text):
        assert reading.unit == named[1]
    elif path.suffix == ".html":  # in its title only, which is no table of a workbook
        assert reading.unit == "渚头区体育事业发展中心"
