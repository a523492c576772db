"""J4, names: the department's self-evaluation is that of the document's unit."""

import pytest
from msgspec.structs import replace

from checks.performance.self_evaluation import SOUND, booklet, department, project, value
from juesuan.checks import Finding, Subject, check, message, selected


def named(name: str, unit: str = "某县水务局", main_body: str = "") -> list[Finding]:
    """What J418 finds in a department's table of this name."""
    table = replace(department(SOUND), name=value(name))
    one = replace(project(), main_body=value(main_body))
    subject = booklet(one, departments=[table])
    assert subject.reading is not None
    subject.reading.unit = unit
    return check(Subject.of(subject.reading), selected(["J418"], preview=True)).findings


def test_j418_finds_another_units_name() -> None:
    (one,) = named("某县林业局")
    assert (one.where[0].printed, one.expected) == ("某县林业局", "某县水务局")
    assert "写“某县林业局”" in message(one)


@pytest.mark.parametrize("name", ["某县水务局", "水务局", "某县水务局（本级）", "某县水务局机关"])
def test_j418_passes_the_units_name_in_any_length(name: str) -> None:
    assert named(name) == []


def test_j418_spares_the_department_above_and_a_document_without_a_name() -> None:
    assert named("某县农业农村局", unit="某县种子站", main_body="某县农业农村局") == []
    assert named("某县林业局", unit="") == []
