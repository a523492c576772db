"""Data as typed records: a wrong entry is named with its file, its place and the nearest one."""

from typing import Any, Literal

import msgspec
import pytest

from juesuan.resources import DataError, Pattern, Record, part_of, typed


class Figure(Record):
    name: str
    select: str = ""
    count: int = 1
    sign: Literal["plus", "minus"] = "plus"
    pattern: Pattern | None = None
    within: str = msgspec.field(name="in", default="")


class Page(Record):
    title: str
    figures: dict[str, Figure] = msgspec.field(default_factory=dict)
    shown: tuple[str, ...] = ()
    parts: tuple[Figure | str, ...] = ()
    numbered: bool = True


GOOD: dict[str, Any] = {
    "title": "收入支出决算总表",
    "figures": {"total": {"name": "总计", "in": "income"}, "part": {"name": "其中", "count": 2}},
    "shown": ["total"],
    "parts": [{"name": "甲"}, "乙"],
}


def refused(data: dict[str, Any], place: str = "") -> DataError:
    with pytest.raises(DataError) as caught:
        typed(Page, data, "page.toml", place)
    return caught.value


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The good page with one entry changed."""
    data = msgspec.json.decode(msgspec.json.encode(GOOD))
    *above, last = path
    at = data
    for step in above:
        at = at[step]
    at[last] = to
    return data


def test_what_is_well_written_becomes_a_record() -> None:
    page = typed(Page, GOOD, "page.toml")
    assert page.figures["total"].within == "income"
    assert page.figures["part"].count == 2
    assert page.parts == (Figure(name="甲"), "乙")


@pytest.mark.parametrize(
    ("data", "key", "place", "said"),
    [
        (changed("titel", to=""), "unknown_entry", "", "title"),
        (changed("figures", "total", "selct", to=""), "unknown_entry", "figures.total", "select"),
        (changed("figures", "part", to={"count": 2}), "missing_entry", "figures.part", "name"),
        (changed("figures", "part", "count", to="2"), "wrong_kind", "figures.part.count", "whole"),
        (changed("figures", "part", to="其中"), "wrong_kind", "figures.part", "table"),
        (changed("figures", "part", "sign", to="plsu"), "not_listed", "figures.part.sign", "plus"),
        (changed("shown", to="total"), "wrong_kind", "shown", "list"),
        (changed("shown", 0, to=3), "wrong_kind", "shown.1", "text"),
        (changed("parts", 0, "nmae", to="甲"), "unknown_entry", "parts.1", "name"),
        (changed("numbered", to="yes"), "wrong_kind", "numbered", "true or false"),
        (changed("figures", "part", "pattern", to="("), "wrong_value", "figures.part.pattern", "("),
    ],
)
def test_the_wrong_entry_is_named(data: Any, key: str, place: str, said: str) -> None:
    error = refused(data)
    assert (error.key, error.file, error.place) == (key, "page.toml", place)
    assert said in error.text("en")


def test_the_words_name_file_place_and_the_nearest_entry() -> None:
    error = refused(changed("figures", "total", "selct", to=""), "forms")
    assert error.text("zh") == "page.toml forms.figures.total：不认识“selct”。可写的是：select"
    assert error.text("en").startswith("page.toml forms.figures.total: there is no entry selct")


def test_where_none_is_near_all_are_listed() -> None:
    text = refused(changed("zzzzzzzz", to=1)).text("zh")
    assert text.endswith("figures、numbered、parts、shown、title")


def test_a_province_has_its_own_kind_of_error() -> None:
    class ProvinceError(DataError):
        section = "policy"

    with pytest.raises(ProvinceError) as caught:
        typed(Page, {}, "page.toml", error=ProvinceError)
    assert "title" in caught.value.text("zh")


def test_records_are_keyword_only_frozen_and_may_name_what_is_required_last() -> None:
    class Line(Record):
        note: str = ""
        label: str

    with pytest.raises(TypeError, match="positional"):
        Line("总计")  # type: ignore[misc]
    line = Line(label="总计")
    with pytest.raises(AttributeError, match="immutable"):
        line.label = "合计"  # type: ignore[misc]


class Table(Record):
    rows: dict[str, tuple[str, str] | Figure]
    widths: tuple[int, ...] = ()
    nested: Page | None = None


def table_refused(data: dict[str, Any], kind: type = Table) -> str:
    with pytest.raises(DataError) as caught:
        typed(kind, data, "table.toml")
    return str(caught.value)


def test_a_pair_and_a_list_are_told_apart() -> None:
    assert typed(Table, {"rows": {"1": ["甲", "x"]}, "widths": [1, 2, 3]}, "t").widths == (1, 2, 3)
    assert table_refused({"rows": {"1": ["甲", 2]}}).startswith("table.toml rows.1.2")
    assert table_refused({"rows": {"1": ["甲", "x", "y"]}}).startswith("table.toml rows.1")
    assert table_refused({"rows": {}, "widths": [1, 2, "3"]}).startswith("table.toml widths.3")


def test_a_part_may_leave_out_take_away_and_begin_anew() -> None:
    part = part_of(Table)
    for data in (
        {},
        {"rows": {"1": False, "2": {"select": "income"}, "anew": True}},
        {"nested": {"title": False, "figures": {"total": {"count": False}}}},
    ):
        typed(part, data, "table.toml")
    assert typed(part, {"anew": True}, "table.toml").anew


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"row": {}}, "there is no entry row. What can stand there: rows"),
        ({"rows": {"1": {"selct": "x"}}}, "rows.1: there is no entry selct"),
        ({"rows": {"1": 5}}, "rows.1: must be a list"),
        ({"nested": {"figures": {"total": {"nam": "x"}}}}, "nested.figures.total: there is no"),
        ({"nested": {"shown": "x"}}, "nested.shown: must be a list"),
    ],
)
def test_a_part_says_nothing_that_the_whole_could_not(data: dict[str, Any], place: str) -> None:
    assert place in table_refused(data, part_of(Table))
