"""Rules on personal data and secrecy. The persons and numbers are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.checks import message, severity_of
from juesuan.checks.rules.hygiene.privacy import is_name, masked
from support.booklets import booklet, found

HEAD = "十、其他重要事项的情况说明"


def noted(text: str):
    return booklet(narrative=[HEAD, text])


def test_an_identity_number_is_told_by_its_check_digit_and_masked() -> None:
    (finding,) = found(noted("领款人证件号码11010519491231002X。"), "H101")
    assert "110105○" in message(finding) and "19491231" not in message(finding)
    assert found(noted("文件编号110105194912310021。"), "H101") == []


@pytest.mark.parametrize("text", ["联系电话：13912345678。", "手机139-1234-5678。"])
def test_a_mobile_number_is_told_and_masked(text: str) -> None:
    (finding,) = found(noted(text), "H102")
    assert "139○" in message(finding) and "5678" not in message(finding)


def test_amounts_and_identifiers_are_no_mobile_numbers() -> None:
    text = "资产总额13912345678.00元，项目编码530400139123456780001。"
    assert found(noted(text), "H1") == []


def test_the_offices_number_for_enquiries_is_fine() -> None:
    assert found(noted("公开咨询电话：0877-2021234。"), "H1") == []
    (finding,) = found(noted("另见0877-2021234。"), "H103")
    assert severity_of(finding) == "info"


def test_a_bank_account_is_told_by_its_words_or_as_a_card() -> None:
    (finding,) = found(noted("开户行某银行，账号240612345678901。"), "H104")
    assert "2406○" in message(finding)
    assert len(found(noted("付至6222021234567890128。"), "H104")) <= 1
    assert found(noted("统一编码2406123456789012。"), "H104") == []


def test_a_private_mail_address_is_told_and_the_offices_is_not() -> None:
    (finding,) = found(noted("邮箱zhangsan@qq.com。"), "H105")
    assert "zh○" in message(finding)
    assert found(noted("邮箱caizheng@example.gov.cn。"), "H105") == []


def test_experts_listed_by_name_are_told_without_repeating_them() -> None:
    (finding,) = found(noted("邀请了王小明、李大伟、赵国强3名专家验收。"), "H106")
    assert finding.details["count"] == 3
    assert "小明" not in message(finding) and "王○○" in message(finding)


@pytest.mark.parametrize(
    ("table", "severity"),
    [([["填表人", "王小明", "电话", ""]], "warning"), ([["联系人：李大伟"]], "info")],
)
def test_authors_and_contacts_of_a_table_are_told(table, severity: str) -> None:
    (finding,) = found(booklet(table=table), "H106")
    assert severity_of(finding) == severity


@pytest.mark.parametrize(
    "text",
    [
        "邀请财政局、水利局、农业局等3名专家。",
        "组织高校、金融、文化等5名专家评审。",
        "填表人：财务科",
        "项目负责人：局领导",
    ],
)
def test_offices_and_kinds_of_experts_are_no_names(text: str) -> None:
    assert found(noted(text), "H106") == []


def test_a_mark_of_secrecy_at_the_head_is_an_error() -> None:
    (finding,) = found(booklet(front=["机密★1年", "某局", "2023年度部门决算"]), "H107")
    assert severity_of(finding) == "error"


def test_citing_a_document_said_to_be_secret_is_told_and_the_usual_note_is_not() -> None:
    (finding,) = found(booklet(table=[["部门职责", "“三定”方案（文件涉密）。"]]), "H107")
    assert finding.variant == "cited"
    usual = [["备注", "涉密部门和涉密信息按保密规定不公开。涉密项目除外（非涉密）。"]]
    assert found(booklet(table=usual), "H107") == []


@given(st.text("0123456789", min_size=4, max_size=20), st.integers(1, 3))
def test_masking_keeps_the_length_and_hides_the_rest(number: str, shown: int) -> None:
    hidden = masked(number, shown)
    assert len(hidden) == len(number)
    assert set(hidden[shown:]) == {"○"}


@pytest.mark.parametrize(
    ("text", "name"),
    [("欧阳小明", True), ("王小明", True), ("高新区", False), ("财务科", False), ("lenovo", False)],
)
def test_names_are_known_by_their_surnames_and_not_by_their_endings(text: str, name: bool) -> None:
    assert is_name(text) is name
