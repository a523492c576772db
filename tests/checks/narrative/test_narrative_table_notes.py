"""Notes of tables (表注) that state counts: they are held to what the text says of the same."""

import pytest

from juesuan.checks import Finding, check, selected
from juesuan.checks.accounting import accounted
from support.excerpts import excerpt

THREE_PUBLIC = (
    ("决算数", "", "", "", "", ""),
    ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"),
    ("31.42", "0.00", "29.46", "0.00", "29.46", "1.96"),
)
TITLE = "财政拨款“三公”经费支出决算表"
NOTE = "注：年末公务用车保有量12辆；国内公务接待22批次、185人次。"
HEAD = "七、财政拨款“三公”经费支出决算情况说明"


def text(cars: int = 12, batches: int = 22) -> str:
    return f"年末公务用车保有量{cars}辆。公务接待费1.96万元，国内公务接待{batches}批次、185人次。"


def found(said: str, *, inside: bool) -> list[Finding]:
    """What the text and a note contradict each other in; the note in the table or below it."""
    row = (NOTE, "", "", "", "", "")
    parts = (TITLE, (*THREE_PUBLIC, row)) if inside else (TITLE, THREE_PUBLIC, NOTE)
    return check(excerpt(*parts, HEAD, said), selected(["N103"])).findings


@pytest.mark.parametrize("inside", [True, False])
def test_a_count_of_a_note_is_held_to_the_text(*, inside: bool) -> None:
    (cars,) = found(text(cars=13), inside=inside)
    assert cars.where[0].printed == "12辆"
    (batches,) = found(text(batches=23), inside=inside)
    assert batches.where[0].printed == "22批次"
    assert found(text(), inside=inside) == []


def test_the_numbers_of_a_note_are_accounted_for() -> None:
    """They are compared, not taken for the numbers of rows."""
    subject = excerpt(TITLE, (*THREE_PUBLIC, (NOTE, "", "", "", "", "")), HEAD, text())
    of_note = [one for one in accounted(subject) if one.where.section == TITLE]
    assert [(one.text, one.figure_class) for one in of_note] == [
        ("12", "compared"),
        ("22", "compared"),
        ("185", "compared"),
    ]


def test_how_to_fill_in_a_table_states_nothing() -> None:
    how = "备注：定性指标分别按100%-80%（含）、80%-60%（含）、60%-0%合理确定实际完成值。"
    subject = excerpt(TITLE, (*THREE_PUBLIC, (how, "", "", "", "", "")), HEAD, text())
    assert subject.narrative.notes == []
