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


# H101.


def test_h101_finds_an_identity_number_and_masks_it() -> None:
    (finding,) = found(noted("领款人证件号码11010519491231002X。"), "H101")
    assert (finding.where[0].section, finding.where[0].printed) == ("十", "110105" + "○" * 12)
    assert "110105○" in message(finding) and "19491231" not in message(finding)


def test_h101_passes_a_text_without_numbers() -> None:
    assert found(noted("领款人已经签字。"), "H101") == []


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "110105194913310021", "1101051949123100", "A11010519491231002X"],
    ids=["wrong check digit", "no date", "too short", "part of a longer one"],
)
def test_h101_spares_other_long_numbers(number: str) -> None:
    assert found(noted(f"文件编号{number}。"), "H101") == []


# H102.


@pytest.mark.parametrize("text", ["联系电话：13912345678。", "手机139-1234-5678。"])
def test_h102_finds_a_mobile_number_and_masks_it(text: str) -> None:
    (finding,) = found(noted(text), "H102")
    assert finding.where[0].printed == "139" + "○" * 8
    assert "139○" in message(finding) and "5678" not in message(finding)


def test_h102_passes_a_text_without_numbers() -> None:
    assert found(noted("联系电话见封底。"), "H102") == []


@pytest.mark.parametrize(
    "text", ["资产总额13912345678.00元", "项目编码530400139123456780001", "12912345678"]
)
def test_h102_spares_amounts_and_identifiers(text: str) -> None:
    assert found(noted(text), "H1") == []


# H103.


def test_h103_finds_a_landline_lightly() -> None:
    (finding,) = found(noted("另见0877-2021234。"), "H103")
    assert severity_of(finding) == "info" and finding.where[0].printed == "0877-" + "○" * 7
    assert "2021234" not in message(finding)


def test_h103_passes_a_text_without_numbers() -> None:
    assert found(noted("另见封底。"), "H103") == []


def test_h103_spares_the_offices_number_for_enquiries() -> None:
    assert found(noted("公开咨询电话：0877-2021234。"), "H1") == []
    assert found(booklet(narrative=[HEAD, "监督举报方式：", "0877-2021234"]), "H103") == []


# H104.


def test_h104_finds_a_bank_account_by_the_words_before_it() -> None:
    (finding,) = found(noted("开户行某银行，账号240612345678901。"), "H104")
    assert finding.where[0].printed == "2406" + "○" * 11
    assert "2406○" in message(finding) and "78901" not in message(finding)


def test_h104_finds_a_bank_card_by_its_check_digit() -> None:
    (finding,) = found(noted("付至6222021234567890128。"), "H104")
    assert finding.where[0].printed.startswith("6222○")


def test_h104_passes_a_text_without_numbers() -> None:
    assert found(noted("开户行某银行，账号另附。"), "H104") == []


@pytest.mark.parametrize("text", ["统一编码2406123456789012。", "付至6222021234567890124。"])
def test_h104_spares_other_long_numbers(text: str) -> None:
    assert found(noted(text), "H104") == []


def test_h104_spares_an_identity_number_beside_the_word() -> None:
    assert found(noted("账号持有人110105194912310038。"), "H104") == []


# H105.


def test_h105_finds_a_private_mail_address_and_masks_it() -> None:
    (finding,) = found(noted("邮箱zhangsan@qq.com。"), "H105")
    assert finding.where[0].printed == "zh○○○○○○@qq.com"
    assert "zhangsan" not in message(finding)


def test_h105_passes_a_text_without_addresses() -> None:
    assert found(noted("邮箱见封底。"), "H105") == []


def test_h105_spares_the_offices_address() -> None:
    assert found(noted("邮箱caizheng@example.gov.cn。"), "H105") == []


# H106.


def test_h106_finds_experts_listed_by_name_without_repeating_them() -> None:
    (finding,) = found(noted("邀请了王小明、李大伟、赵国强3名专家验收。"), "H106")
    assert finding.details["count"] == 3
    assert "小明" not in message(finding) and "王○○、李○○、赵○○" in message(finding)


@pytest.mark.parametrize(
    ("table", "severity"),
    [
        ([["填表人", "王小明", "电话", ""]], "warning"),
        ([["联系人：李大伟"]], "info"),
        ([["项目负责人", "赵国强"]], "info"),
    ],
)
def test_h106_finds_authors_and_contacts_of_a_table(table, severity: str) -> None:
    (finding,) = found(booklet(table=table), "H106")
    assert severity_of(finding) == severity and "○○" in finding.where[0].printed


def test_h106_passes_persons_that_are_counted_only() -> None:
    assert found(noted("邀请了3名专家验收。"), "H106") == []


@pytest.mark.parametrize(
    "text",
    [
        "邀请财政局、水利局、农业局等3名专家。",
        "组织高校、金融、文化等5名专家评审。",
        "填表人：财务科",
        "项目负责人：局领导",
        "邀请了王明、李伟2名专家。",
    ],
)
def test_h106_spares_offices_and_short_words(text: str) -> None:
    assert found(noted(text), "H106") == []


# H107.


def test_h107_finds_a_mark_of_secrecy_at_the_head() -> None:
    (finding,) = found(booklet(front=["机密★1年", "某局", "2023年度部门决算"]), "H107")
    assert (severity_of(finding), finding.where[0].printed) == ("error", "机密★1年")


def test_h107_finds_a_document_cited_that_is_said_to_be_secret() -> None:
    (finding,) = found(booklet(table=[["部门职责", "“三定”方案（文件涉密）。"]]), "H107")
    assert finding.variant == "cited" and "（文件涉密）" in finding.where[0].printed


def test_h107_passes_an_open_document() -> None:
    assert found(booklet(front=["某局", "2023年度部门决算"]), "H107") == []


def test_h107_spares_the_usual_note_on_secret_matters() -> None:
    usual = [["备注", "涉密部门和涉密信息按保密规定不公开。涉密项目除外（非涉密）。"]]
    assert found(booklet(table=usual), "H107") == []


def test_h107_spares_a_mark_far_within_the_text() -> None:
    lines = [HEAD, *["情况说明。"] * 40, "内部资料"]
    assert found(booklet(narrative=lines), "H107") == []


# What the rules share.


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
