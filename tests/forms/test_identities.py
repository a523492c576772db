"""Identities that nobody wrote: found from the forms and the dimensions."""

from collections import defaultdict

import pytest

from juesuan.facts import DIMENSIONS, Region, Space
from juesuan.forms import CellKey, Identity, find_identities, lay_out, load_form_set
from juesuan.forms.cells_by_region import CellsByRegion

FUNCTIONS = ["201", "20137", "2013701", "2013750"]


def identities(name: str, functions: list[str] = FUNCTIONS) -> set[str]:
    form_set = load_form_set(name)
    space = Space(form_set.first_year)
    sheets = [lay_out(form, form_set, space, functions, []) for form in form_set.forms]
    return {f"{i.kind} {_sorted(i)}" for i in find_identities(sheets, space)}


def _sorted(identity: Identity) -> str:
    def side(sign: int) -> str:
        return " + ".join(sorted(str(key) for c, key in identity.terms if c == sign))

    return f"{side(1)} {'≥' if identity.kind == 'part' else '='} {side(-1)}"


@pytest.fixture(scope="module")
def yunnan() -> set[str]:
    return identities("yunnan-2023")


@pytest.mark.parametrize(
    "expected",
    [
        # one fact in several forms
        "same 01:57:2 = 03:total:1",
        "same 04:33:3 = 05:201:7",
        "same 05:total:9 = 06:人员经费合计:1",
        "same 05:total:10 = 06:公用经费合计:1",
        "same 01:4:1 = 02:total:3",
        # down the functional classes
        "rollup 05:20137:9 = 05:2013701:9 + 05:2013750:9",
        "rollup 03:total:1 = 03:201:1",
        # along the columns
        "rollup 05:total:7 = 05:total:11 + 05:total:8",
        "rollup 05:total:8 = 05:total:10 + 05:total:9",
        "rollup 05:total:14 = 05:total:15 + 05:total:16",
        "rollup 04:59:2 = 04:59:3 + 04:59:4 + 04:59:5",
        "rollup 02:total:1 = 02:total:2 + 02:total:3 + 02:total:4 + 02:total:6"
        " + 02:total:7 + 02:total:8",
        # a form without a total splits the total of another
        "rollup 05:total:11 = 07:301:1 + 07:302:1 + 07:303:1 + 07:307:1 + 07:309:1"
        " + 07:310:1 + 07:311:1 + 07:312:1 + 07:313:1 + 07:399:1",
        "rollup 06:人员经费合计:1 = 06:301:1 + 06:303:1",
        # the three public expenses against the economic classes, and among themselves
        "rollup 11:7:3 = 06:30217:1 + 07:30217:1",
        "rollup 11:5:3 = 06:31013:1 + 07:30913:1 + 07:31013:1",
        "rollup 11:2:3 = 11:3:3 + 11:4:3 + 11:7:3",
        "rollup 11:7:3 = 11:10:3 + 11:8:3",
        "rollup 10:22:3 = 10:23:3 + 10:24:3",
        "part 10:7:3 ≥ 11:7:3",
        # of all money of a kind, what the form of fiscal money prints is a part
        "part 01:29:1 ≥ 04:28:1",
        "part 01:31:2 ≥ 04:33:2",
        "part 10:8:3 ≥ 10:9:3",
        "part 10:16:3 ≥ 10:17:3",
        "part 02:total:4 ≥ 02:total:5",
        # opening + income = expenditure + closing
        "flow 01:30:1 = 01:60:2",
        "rollup 01:30:1 = 01:27:1 + 01:28:1 + 01:29:1",
        "flow 05:2013750:1 + 05:2013750:4 = 05:2013750:12 + 05:2013750:7",
        "flow 05:2013750:2 + 05:2013750:5 = 05:2013750:13 + 05:2013750:8",
        "flow 05:2013750:3 + 05:2013750:6 = 05:2013750:11 + 05:2013750:14",
        "flow 09:201:1 + 09:201:4 = 09:201:5 + 09:201:6",
        # assets: gross and net mixed as the form's note says
        "rollup 12:total:1 = 12:total:14 + 12:total:15 + 12:total:17 + 12:total:19"
        " + 12:total:3 + 12:total:5",
        "rollup 12:total:4 = 12:total:10 + 12:total:12 + 12:total:6 + 12:total:8",
    ],
)
def test_found_in_yunnan_2023(yunnan: set[str], expected: str) -> None:
    assert expected in yunnan


def test_a_part_is_never_taken_for_a_sum(yunnan: set[str]) -> None:
    """教育收费 is some of 事业收入, not all of it, and no part of the row's total."""
    across = [text for text in yunnan if text.startswith("rollup 02:total:1 =")]
    assert len(across) > 0
    assert not any("02:total:5" in text for text in across)


def test_closed_cells_stand_in_no_identity(yunnan: set[str]) -> None:
    assert not any(f" {row}:1 " in f"{text} " for text in yunnan for row in ("10:8", "10:10"))


def test_forms_without_a_total_column_still_balance() -> None:
    shanghai = identities("shanghai-2024")
    assert "flow 08:total:1 + 08:total:2 = 08:total:3 + 08:total:6" in shanghai
    assert "rollup 06:公用经费合计:1 = 06:302:1 + 06:310:1" in shanghai
    assert "same 03:total:1 = 05:total:1" not in shanghai  # 05 is the general budget only


def test_only_the_lowest_printed_level_is_summed() -> None:
    """A booklet that prints items only: the total is the sum of the items."""
    found = identities("yunnan-2023", ["2013701", "2013750"])
    assert "rollup 03:total:1 = 03:2013701:1 + 03:2013750:1" in found


def test_a_cell_is_in_no_identity_with_itself(yunnan: set[str]) -> None:
    for text in yunnan:
        keys = text.replace("≥", "=").replace("=", "+").split(" ", 1)[1].split(" + ")
        assert len(set(keys)) == len(keys)


def test_a_key_reads_as_form_row_column() -> None:
    assert str(CellKey("05", "2013750", "9")) == "05:2013750:9"


def test_what_was_asked_for_last_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printed alike again and again, a layout is worked out once, whatever comes between."""
    form_set = load_form_set("mof-2022")
    space, form = Space(form_set.first_year), form_set.forms[2]
    first, *others = (
        [lay_out(form, form_set, space, codes, [])] for codes in (["201"], ["205"], ["208"], [])
    )
    monkeypatch.setattr("juesuan.forms.identities._KEPT", 2)
    find_identities(first, space)
    known = next(iter(space.identities.values()))
    for other in others:
        find_identities(other, space)
        find_identities(first, space)
    assert any(found is known for found in space.identities.values())
    assert len(space.identities) == 2


def test_regions_are_grouped_by_all_but_one_dimension_in_the_order_of_the_cells() -> None:
    form_set = load_form_set("yunnan-2023")
    space = Space(form_set.first_year)
    sheets = [lay_out(form, form_set, space, FUNCTIONS, []) for form in form_set.forms]
    by = CellsByRegion([cell for sheet in sheets for cell in sheet.cells], space)
    grouped = 0
    for dimension in DIMENSIONS:
        groups: dict[Region, list[Region]] = defaultdict(list)
        for region in by.index:
            groups[region.without(dimension)].append(region)
        expected = [members for members in groups.values() if len(members) > 1]
        assert list(by.groups(dimension)) == expected
        grouped += len(expected)
    assert grouped > 100
