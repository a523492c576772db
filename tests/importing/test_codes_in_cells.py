"""Codes as offices write them into cells, and names that stand for them."""

import pytest

from juesuan.classification import code_list
from juesuan.importing.codes import CodeReader


def reader() -> CodeReader:
    return CodeReader(code_list("function", 2023))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("2013701.00", "2013701"),
        ("201|37|01", "2013701"),
        ("201.37.01", "2013701"),
        ("2013701.行政运行", "2013701"),
        ("一般公共服务支出(201)", "201"),
        ("行政运行(2013701)", "2013701"),
        ("行政运行 5", ""),
        ("2023年行政运行", "2023"),
        ("第201号文件的支出", ""),
    ],
)
def test_the_digits_of_a_code_stand_before_or_behind_its_name(text: str, digits: str) -> None:
    assert reader().digits(text) == digits


def test_a_code_above_those_that_money_is_posted_to_is_coarse() -> None:
    found = reader().read("20137 网信事务")
    assert (found.code, found.coarse) == ("", True)
    assert "2013701" in found.among and "2010301" not in found.among


def test_a_name_of_one_code_is_that_code_and_one_of_many_is_asked_about() -> None:
    assert reader().read("信息安全事务").code == "2013704"
    many = reader().read("行政运行")
    assert many.code == "" and len(many.among) > 50 and not many.coarse


def test_a_name_with_its_path_is_told_apart_by_what_stands_above() -> None:
    assert reader().read("一般公共服务支出/网信事务/行政运行").code == "2013701"


def test_a_name_means_the_code_that_the_file_gives_it_elsewhere() -> None:
    learned = reader()
    learned.learn("2013701", "行政运行")
    assert learned.read("行政运行").code == "2013701"


def test_of_several_codes_that_the_file_gives_a_name_the_most_frequent_is_likely() -> None:
    learned = reader()
    for code in ("2013701", "2010301", "2010301"):
        learned.learn(code, "行政运行")
    found = learned.read("行政运行")
    assert (found.code, found.likely) == ("", "2010301")
    assert found.among[:2] == ("2010301", "2013701")


def test_above_one_code_alone_this_one_is_likely() -> None:
    found = reader().read("20203")
    assert (found.code, found.among, found.likely) == ("", ("2020306",), "2020306")
    assert reader().read("20137 网信事务").likely == ""


@pytest.mark.parametrize(
    ("cell", "code", "among"),
    [
        ("30201-办公费", "30201", ()),
        ("30201 商品和服务支出", "30201", ()),  # what stands above it
        ("30201-某某", "30201", ()),
        ("30201-差旅费", "", ("30211", "30201")),
    ],
)
def test_a_code_beside_the_name_of_another_is_asked_about(
    cell: str, code: str, among: tuple[str, ...]
) -> None:
    found = CodeReader(code_list("economic", 2023)).read(cell)
    assert (found.code, found.among) == (code, among)
