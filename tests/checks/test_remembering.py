"""What was found out is kept where figures are put right elsewhere, and only there."""

from msgspec.structs import replace

from juesuan.checks import Subject, check
from juesuan.checks.causes.explaining import explained
from juesuan.checks.deciding.mending import Mending, mended
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject.remembering import Remembered
from planted_faults.one_cause import small_unit


def test_what_looked_at_a_changed_part_is_worked_out_again() -> None:
    known, asked = Remembered(), list[str]()

    def work() -> int:
        asked.append("asked")
        known.looked_at("narrative")
        return 1

    assert known.once("outer", lambda: known.once("inner", work)) == 1
    known.without({"figures"}).once("outer", work)
    assert len(asked) == 1
    known.without({"narrative"}).once("outer", work)
    assert len(asked) == 2


def test_a_figure_of_a_sentence_put_right_leaves_what_forms_tell() -> None:
    subject = small_unit("yunnan-2023")
    check(subject)
    one = next(a for a in assertions(subject) if a.mention.kind == "money")
    other = mended(subject, Mending(sentences={one.where: "5万元"}))
    assert other.observed is subject.observed
    assert "5万元" in {each.text for each in assertions(other)}


def test_findings_are_those_of_a_document_read_anew() -> None:
    subject = small_unit("yunnan-2023")
    check(subject)
    for one in list(assertions(subject))[:6]:
        wrong = mended(subject, Mending(sentences={one.where: "7万元"}))
        anew = Subject(disclosure=wrong.disclosure, reading=wrong.reading)
        assert check(wrong).findings == check(anew).findings
    key = next(key for key in subject.cells if subject.value(key))
    wrong = mended(subject, Mending(cells={key: 123_400}))
    anew = replace(wrong, remembered=Remembered())
    assert check(wrong).findings == check(anew).findings


def test_causes_that_are_left_are_those_that_a_new_search_finds() -> None:
    subject = small_unit("yunnan-2023")
    keys = [key for key in subject.cells if subject.value(key) and key.form in {"02", "06"}]
    for one, other in ((keys[0], keys[-1]), (keys[3], keys[-3])):
        spoiled = {key: (subject.value(key) or 0) + 7_000_000 for key in (one, other)}
        wrong = mended(subject, Mending(cells=spoiled))
        assert wrong.once(explained).causes
        half = mended(wrong, Mending(cells={one: subject.value(one) or 0}))
        anew = replace(half, remembered=Remembered(), before=None)
        assert half.once(explained).causes == anew.once(explained).causes
        assert half.once(explained).causes != wrong.once(explained).causes
