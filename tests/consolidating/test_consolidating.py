"""A department's book from its units' books: sums, and what moved within it."""

from pathlib import Path

import pytest

from juesuan.checks import check_identities
from juesuan.cli.consolidate import compare, run
from juesuan.cli.explain_units import explain_units
from juesuan.consolidating import (
    ConsolidationError,
    consolidate,
    read_kinds,
    sum_of_units,
    trace_units,
)
from juesuan.forms import CellKey
from juesuan.ledger import Book, read_book
from juesuan.publishing import fill_book
from support.corpora import disclose

ENTRIES = "日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,金额\n"
INCOME = "资金性质,金额\n"
MANY = (("a", "甲中心", "5.00"), ("b", "乙站", "2.00"), ("c", "丙站", "3.00"))


def book(folder: Path, name: str, entries: str, income: str, money: str = "元", year: int = 2023):
    folder.mkdir()
    (folder / "book.toml").write_text(
        f'year = {year}\nmoney = "{money}"\nform_set = "yunnan-2023"\nunit = "{name}"\n'
        f'[[units]]\ncode = "01"\nname = "{name}"\nkind = "事业"\n',
        "utf-8",
    )
    (folder / "entries.csv").write_text(ENTRIES + entries, "utf-8")
    (folder / "income.csv").write_text(INCOME + income, "utf-8")
    return folder


def payer(folder: Path, amount: str = "400.00") -> Path:
    return book(
        folder,
        "甲中心",
        f"2023-03-01,记-1,1,支出,事业收入,2013750,39999,对附属单位补助支出,{amount}\n"
        "2023-03-01,记-2,1,支出,事业收入,2013750,30201,基本支出,600.00\n",
        "事业收入,1000.00\n",
    )


def receiver(folder: Path) -> Path:
    return book(
        folder,
        "乙站",
        "2023-04-01,记-1,1,支出,上级补助收入,2013750,30201,基本支出,0.03\n",
        "上级补助收入,0.04\n",
        money="万元",
    )


def total(found: Book, where: str) -> int:
    query = f"SELECT coalesce(sum(value), 0) FROM facts WHERE stage = 'final' AND {where}"
    ((cents,),) = found.db.execute(query).fetchall()
    return int(cents)


def test_transfers_within_the_department_count_once(tmp_path: Path) -> None:
    done = consolidate([payer(tmp_path / "a"), receiver(tmp_path / "b")], tmp_path / "d", "甲局")
    (transfer,) = done.transfers
    assert (transfer.payers, transfer.receivers) == (("甲中心",), ("乙站",))
    assert transfer.of_each(transfer.paid) == {"甲中心": 40_000}
    assert transfer.eliminated and done.units == ("甲中心", "乙站")
    found = read_book(tmp_path / "d")
    assert found.description.unit == "甲局"
    assert total(found, "measure = 'income'") == 100_000
    assert total(found, "measure = 'income' AND fund = 'superior'") == 0
    assert total(found, "measure = 'expenditure'") == 60_000 + 30_000
    assert total(found, "measure = 'expenditure' AND nature = 'subsidy'") == 0
    assert total(found, "measure = 'closing'") == 10_000, "what the second unit has left"
    assert total(found, "measure = 'expenditure' AND unit = '02'") == 30_000, "told by unit"
    assert all(residual.holds for residual in check_identities(fill_book(found)))


def test_a_difference_is_told_with_the_two_units_and_nothing_is_eliminated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = [payer(tmp_path / "a", "399.00"), receiver(tmp_path / "b")]
    assert run(books, tmp_path / "d", "", None, "zh") == 1
    said = capsys.readouterr().err.replace("\n", "")
    assert "甲中心 付出 399.00元、乙站 收到 400.00元，相差 -1.00元" in said
    found = read_book(tmp_path / "d")
    assert total(found, "measure = 'income' AND fund = 'superior'") == 40_000


def test_money_that_nobody_of_the_department_paid_stays_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([receiver(tmp_path / "b")], tmp_path / "d", "", None, "zh") == 0
    said = capsys.readouterr().err.replace("\n", "")
    assert "乙站 收到 400.00元，合并的各家没有一家记作对附属单位补助支出" in said
    assert total(read_book(tmp_path / "d"), "fund = 'superior' AND measure = 'income'") == 40_000


def test_money_that_no_unit_received_is_told_with_its_payer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = book(tmp_path / "b", "乙站", "", "其他收入,1.00\n")
    assert run([payer(tmp_path / "a"), other], tmp_path / "d", "", None, "en") == 0
    said = capsys.readouterr().err.replace("\n", " ")
    assert "甲中心 paid 400.00 yuan, and none of these units has it as subsidies from" in said
    assert total(read_book(tmp_path / "d"), "measure = 'expenditure'") == 100_000


def adjustment(folder: Path, amount: str) -> Path:
    return book(
        folder,
        "甲局调整",
        f"2023-12-31,调-1,1,支出,事业收入,2013750,39999,对附属单位补助支出,-{amount}\n",
        f"上级补助收入,-{amount}\n",
    )


def test_an_adjustment_set_takes_transfers_out_by_itself(tmp_path: Path) -> None:
    books = [
        payer(tmp_path / "a"),
        receiver(tmp_path / "b"),
        adjustment(tmp_path / "调整表", "400"),
    ]
    (transfer,) = consolidate(books, tmp_path / "d").transfers
    assert (transfer.state, transfer.eliminated) == ("adjusted", False)
    found = read_book(tmp_path / "d")
    assert total(found, "measure = 'income'") == 100_000
    assert total(found, "measure = 'expenditure'") == 60_000 + 30_000


def test_an_adjustment_that_leaves_something_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = [payer(tmp_path / "a"), receiver(tmp_path / "b"), adjustment(tmp_path / "表", "399")]
    kinds = tmp_path / "sets.csv"
    kinds.write_text("文件,报表小类\n表,调整表\n", "utf-8")
    assert run(books, tmp_path / "d", "", kinds, "zh") == 1
    said = capsys.readouterr().err.replace("\n", "")
    assert "调整表没有冲抵干净" in said and "还差 付出 1.00元、收到 1.00元" in said


def test_a_gathered_set_is_not_added_to_a_set_in_it(tmp_path: Path) -> None:
    units = [payer(tmp_path / "a"), receiver(tmp_path / "b")]
    consolidate(units, tmp_path / "汇总表", "甲局")
    with pytest.raises(ConsolidationError) as told:
        consolidate([tmp_path / "汇总表", units[1]], tmp_path / "d")
    assert (told.value.key, told.value.details["unit"]) == ("counted_twice", "乙站")


def test_a_list_of_sets_is_refused_where_a_kind_is_not_known(tmp_path: Path) -> None:
    kinds = tmp_path / "sets.csv"
    kinds.write_text("文件,报表小类\n甲局,单户表\n乙局,双户表\n", "utf-8")
    with pytest.raises(ConsolidationError) as told:
        read_kinds(kinds)
    assert told.value.key == "unknown_kind"
    assert told.value.details["line"] == 3 and told.value.details["found"] == "双户表"


def test_books_of_several_years_are_not_consolidated(tmp_path: Path) -> None:
    other = book(tmp_path / "b", "乙站", "", "其他收入,1.00\n", year=2022)
    with pytest.raises(ConsolidationError) as told:
        consolidate([payer(tmp_path / "a"), other], tmp_path / "d")
    assert told.value.key == "unlike_books"


def test_a_department_that_eliminated_differs_from_its_units_by_what_they_gave_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = [payer(tmp_path / "a"), receiver(tmp_path / "b")]
    consolidate(units, tmp_path / "d", "甲局")
    found = sum_of_units(tmp_path / "d", units)
    told = {str(one.cell): (one.printed, one.summed, one.cause) for one in found.differences}
    assert told["03:total:6"] == (0, 40_000, "moved_within")
    assert told["01:4:1"] == (0, 40_000, "moved_within")
    assert {one.names for one in found.differences} == {("甲中心", "乙站")}
    assert compare(units, tmp_path / "d", tmp_path / "d.csv", "zh") == 0
    assert "正是 甲中心、乙站 之间的补助或上缴" in capsys.readouterr().out
    (line,) = [x for x in (tmp_path / "d.csv").read_text("utf-8").split("\n") if "03:total:6" in x]
    assert line.endswith(",0.00,400.00,400.00,正是 甲中心、乙站 之间的补助或上缴,400.00,0.00")


def test_summaries_tell_equal_payments_apart(tmp_path: Path) -> None:
    """甲中心 pays 乙站 and 丙站 400.00 each; only 乙站 wrote that it received it, and less."""
    paid = payer(tmp_path / "a")
    lines = (paid / "entries.csv").read_text("utf-8").splitlines()
    second = lines[1].replace("记-1", "记-3")
    told = [f"{lines[0]},摘要", f"{lines[1]},拨乙站", f"{second},拨丙站", f"{lines[2]},"]
    (paid / "income.csv").write_text(f"{INCOME}事业收入,1400.00\n", "utf-8")
    (paid / "entries.csv").write_text("\n".join(told) + "\n", "utf-8")
    others = [
        receiver(tmp_path / "b"),
        book(tmp_path / "c", "丙站", "", "上级补助收入,399.00\n"),
    ]
    found = consolidate([paid, *others], tmp_path / "d", "甲局").transfers
    assert {(one.receivers, one.eliminated) for one in found} == {
        (("乙站",), True),
        (("丙站",), False),
    }


def test_a_unit_that_the_department_left_out_is_named(tmp_path: Path) -> None:
    whole = book(tmp_path / "d", "甲局", "", "其他收入,7.00\n")
    units = [book(tmp_path / x, name, "", f"其他收入,{amount}\n") for x, name, amount in MANY]
    found = sum_of_units(whole, units)
    assert {(one.cause, one.names) for one in found.differences} == {("left_out", ("丙站",))}
    assert {(one.printed, one.summed) for one in found.differences} == {(700, 1000)}


def test_a_unit_of_another_year_is_not_summed(tmp_path: Path) -> None:
    whole = book(tmp_path / "d", "甲局", "", "其他收入,7.00\n")
    other = book(tmp_path / "a", "乙站", "", "其他收入,7.00\n", year=2022)
    with pytest.raises(ConsolidationError) as told:
        sum_of_units(whole, [other])
    assert (told.value.key, told.value.details["year"]) == ("unlike_years", 2022)


def test_a_figure_of_a_department_leads_to_each_units_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = [
        disclose(tmp_path / "本级.txt", "甲局本级"),
        disclose(tmp_path / "中心.txt", "甲中心", cars=700),
    ]
    whole = book(tmp_path / "d", "甲局", "", "其他收入,7.00\n")
    found = trace_units(tmp_path / "本级.txt", units, CellKey("05", "2010301", "4"))
    assert [(one.unit, one.value) for one in found.units] == [
        ("甲局本级", 109_000_000),
        ("甲中心", 109_000_700),
    ]
    assert found.units[1].where is not None and found.units[1].where.spot.file == "中心.txt"
    without = disclose(tmp_path / "站.txt", "甲站")
    (text := Path(without)).write_text(
        "\n".join(s for s in text.read_text("utf-8").split("\n") if "2010301" not in s), "utf-8"
    )
    (lacking,) = trace_units(tmp_path / "本级.txt", [without], CellKey("05", "2010301", "4")).units
    assert (lacking.where, lacking.value) == (None, None)
    key = CellKey("01", "1", "1")
    assert explain_units(whole, key, units, "zh") == 1
    said = capsys.readouterr().out
    assert "2个单位之和比部门多 3,420,007.00" in said and "中心.txt" in said
    assert explain_units(tmp_path / "本级.txt", CellKey("05", "2010301", "4"), [without], "zh") == 1
    assert "1个单位之和比部门少 1,090,000.00" in capsys.readouterr().out


def test_projects_of_one_name_in_two_units_are_two_projects(tmp_path: Path) -> None:
    books = []
    for name, own in (("甲中心", "系统运维"), ("乙站", "站房维修")):
        made = book(tmp_path / name, name, "", "事业收入,300.00\n")
        lines = [
            f"2023-03-01,记-1,{n},支出,事业收入,2013750,30201,项目支出,{project},100.00\n"
            for n, project in enumerate(("运转经费", own), 1)
        ]
        head = ENTRIES.replace(",金额", ",项目,金额")
        (made / "entries.csv").write_text(head + "".join(lines), "utf-8")
        (made / "projects.csv").write_text(f"项目名称\n运转经费\n{own}\n", "utf-8")
        indicator = "运转经费,产出指标,数量指标,保障部门数,≥,1,个,1\n"
        indicator += f",产出指标,数量指标,{name}服务户数,≥,1,户,1\n"
        columns = "项目名称,一级指标,二级指标,三级指标,指标性质,指标值,度量单位,实际完成值\n"
        (made / "indicators.csv").write_text(columns + indicator, "utf-8")
        books.append(made)
    consolidate(books, tmp_path / "部门")
    found = read_book(tmp_path / "部门")
    names = {"运转经费（甲中心）", "运转经费（乙站）"}
    every = names | {"系统运维", "站房维修"}
    for table, column, wanted in (
        ("projects", "name", every),
        ("entries", "project", every),
        ("indicators", "project", {*names, ""}),
    ):
        rows = found.db.execute(f"SELECT DISTINCT {column} FROM typed_{table}").fetchall()
        assert {name for (name,) in rows} == wanted
    whole = "SELECT name FROM typed_indicators WHERE project = ''"
    assert found.db.execute(whole).fetchall() == [("甲中心服务户数",)], (
        "the first book's, no other's"
    )
