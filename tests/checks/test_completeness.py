"""Rules of completeness (完整性)."""

from juesuan.checks import check, message, selected
from support.disclosures import printed_book


def test_a_form_left_out_is_missed_by_its_number_and_title() -> None:
    subject = printed_book("yunnan-2023", without={"09"})
    (finding,) = check(subject, selected(["C101"])).findings
    assert finding.where[0].form == "09"
    assert "国有资本经营预算" in message(finding)
    assert "Form 09" in message(finding, "en")


def test_a_whole_set_lacks_nothing() -> None:
    assert check(printed_book("yunnan-2023"), selected(["C101"])).findings == []
