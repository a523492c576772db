"""Rules on codes, their names, and how figures are written."""

from juesuan.checks import message
from support.booklets import booklet, found


def test_a_functional_digit_in_an_economic_table_is_a_wrong_code() -> None:
    (finding,) = found(booklet("yunnan-2023", words={"30921": "20921"}), "D401")
    assert finding.expected == "30921"
    assert {where.row for where in finding.where} == {"20921"}


def test_an_economic_code_unknown_with_its_name_is_asked_about() -> None:
    words = {"30228": "30248", "工会经费": "数字化专项费"}
    (finding,) = found(booklet("yunnan-2023", words=words), "D402")
    assert finding.where[0].row == "30248"


def test_a_name_of_another_code_is_told_with_both() -> None:
    (finding,) = found(booklet("yunnan-2023", words={"办公费": "印刷费"}), "D403")
    assert finding.details["code"] == "30201" and finding.details["other"] == "30202"
    assert "办公费" in message(finding)


def test_names_cut_off_are_one_finding_and_misspelt_ones_another() -> None:
    words = {
        "机关事业单位基本养老保险缴费": "机关事业单位基本养老保险缴",
        "房屋建筑物购建": "房屋建筑物构建",
    }
    cut, spelt = found(booklet("yunnan-2023", words=words), "D404")
    assert (cut.variant, spelt.variant) == ("cut", "spelt")
    assert "30108" in message(cut)


def test_brackets_of_another_width_are_the_same_name() -> None:
    assert found(booklet("yunnan-2023", words={"维修（护）费": "维修(护)费"}), "D4") == []


def test_separators_in_strange_places_are_told() -> None:
    (finding,) = found(booklet("yunnan-2023", cells={"05:total:8": "1,31,0000.00"}), "D405")
    assert finding.where[0].printed == "1,31,0000.00"


def test_counts_with_decimals_are_one_finding_a_form() -> None:
    (finding,) = found(
        booklet("yunnan-2023", cells={"10:16:3": "23.00", "10:18:3": "134.00"}), "D406"
    )
    assert "23.00、134.00" in message(finding)
    assert found(booklet("yunnan-2023", cells={"10:16:3": "23"}), "D406") == []


def test_a_functional_code_that_only_shares_its_name_is_not_accused() -> None:
    subject = booklet("yunnan-2023", words={"2010301": "2019301", "行政运行": "行政运行"})
    assert found(subject, "D401") == []
