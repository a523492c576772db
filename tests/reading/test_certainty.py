"""How sure reading is: what it calls certain is right, in whatever way forms are printed."""

from collections import Counter
from pathlib import Path

import pytest

from juesuan.reading import read, read_documents
from support.certainty import Tally, curve, trials, ways
from support.disclosures import printed_document

SETS = ["mof-2022", "shanghai-2024"]
"""One set of the ministry and one of a region's own, in a part of the ways; ``make certainty``
takes all."""
PART = 8


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    names = {name for n, (name, _, _) in enumerate(ways()) if n % PART == 0}
    found: dict[str, Tally] = {}
    for way, _, tally in trials(SETS, each=1, seed=7, only=names):
        found.setdefault(way, Tally())
        found[way] += tally
    return found


def test_there_are_sixty_ways_and_more() -> None:
    assert len({name for name, _, _ in ways()}) >= 60


def test_what_stands_on_the_paper_is_read_in_every_way(tallies: dict[str, Tally]) -> None:
    printed = tallies["as the set prints it"].found["right"]
    lost = {
        name: printed - tally.found["right"]
        for name, tally in tallies.items()
        if not name.startswith(("damage", "zeros")) and tally.found["right"] < 0.95 * printed
    }
    assert printed > 250
    assert lost == {}


def test_figures_called_certain_are_right(tallies: dict[str, Tally]) -> None:
    assert {name: tally.examples for name, tally in tallies.items() if tally.found["false"]} == {}


@pytest.mark.parametrize("form_set", ["mof-2022", "yunnan-2024"])
def test_labels_behind_all_figures_are_read_as_before_them(form_set: str) -> None:
    ((_, _, tally),) = trials([form_set], 1, 7, {"layout: figures_left"})
    assert tally.found["right"] == sum(tally.found.values()) > 0


def test_a_column_a_line_too_low_is_doubted() -> None:
    ((_, _, tally),) = trials(["mof-2020"], each=1, seed=1, only={"damage: figures_one_down"})
    assert tally.found["doubted"] > 5
    assert tally.found["false"] == 0


def test_the_curve_says_of_each_certainty_how_many_are_right() -> None:
    tally = Tally(curve=Counter({(100, True): 3, (50, True): 1, (50, False): 1}))
    assert curve(tally).splitlines()[1:] == [
        "     100 %         3         0 100.0000%",
        "      50 %         2         1  50.0000%",
    ]


def test_one_figure_misprinted_among_equal_ones_is_certain_as_printed(tmp_path: Path) -> None:
    """Moved down by a line, all of a column that says one figure four times would hold again; but
    only one figure is another than the rest, and nothing has moved."""
    rows = [
        "国有资本经营预算财政拨款支出决算表",
        "公开09表",
        "部门：某县国有资产监督管理局\t2021年度\t单位：万元",
        "科目编码\t科目名称\t合计\t基本支出\t项目支出",
        "合计\t\t3,468.00\t0.00\t3,468.00",
        "223\t国有资本经营预算支出\t3,468.00\t0.00\t3,468.00",
        "22301\t解决历史遗留问题及改革成本支出\t3,468.00\t0.00\t3,468.00",
        "2230105\t国有企业退休人员社会化管理补助支出\t3,468.00\t0.00\t3,486.00",
    ]
    (file := tmp_path / "09.txt").write_text("\n".join(rows), "utf-8")
    found = {(one.row, one.column): one for one in read(file).observations}
    assert (found["2230105", "3"].value, found["2230105", "3"].certainty) == ("3486.00", 1)
    assert {one.certainty for one in found.values()} == {1}


def test_running_numbers_before_the_rows_own_are_not_theirs() -> None:
    ((_, _, tally),) = trials(["shanxi-2023"], each=1, seed=1, only={"numbered rows"})
    assert tally.found["false"] == 0


@pytest.mark.parametrize(
    ("form_set", "seed", "damage"),
    [
        ("mof-2019", 201, "merge_neighbours"),  # 54 171.00: the row's number and its figure
        ("hefei-2023", 201, "lose_column"),  # of the right side only row numbers are left
        ("mof-2019", 203, "insert_cell"),  # the total row begins a cell away from the others
        ("anhui-2020", 203, "two_rows_in_one"),  # 合计 and the next row's name in one cell
        ("shanghai-2024-24", 201, "lose_column"),  # two columns of labels before one of figures
        ("shanghai-2024", 201, "labels_lost"),  # a row without label above a labelled total
        ("shanghai-2024", 201, "figures_one_down"),  # zeros slipped with their column
        ("shaanxi-2020", 88321, "two_rows_in_one"),  # 预算数 and 决算数 above each other
        ("shanghai-2024", 88321, "lose_column"),  # several figures without a name: three totals
        (
            "shanghai-2024-24",
            40961,
            "merge_neighbours",
        ),  # the only row a cell shorter than its head
        ("hefei-2023", 3, "lose_column"),  # 项目 seems to go on over a column of figures
        (
            "shaanxi-2020",
            6151,
            "delete_cell",
        ),  # a part lost from the only row seems a slipped column
        ("shanxi-2023", 530917, "figures_one_down"),  # the last figure hangs below all rows
        ("sichuan-2022", 530917, "figures_one_down"),
        ("shaanxi-2020", 530917, "merge_neighbours"),  # the only row of two that has figures
        ("jiangxi-2022", 771203, "cut_top"),  # 8.其他用车 | 9 |: what is left of a form
        ("mof-2018", 530917, "cut_top"),  # 总计 | 56 | 171.00: a row's number of another set
    ],
)
def test_what_damage_leaves_to_be_guessed_is_not_certain(
    form_set: str, seed: int, damage: str
) -> None:
    ((_, _, tally),) = trials([form_set], 1, seed, {f"damage: {damage}"})
    assert tally.examples == []


def test_a_sets_notes_say_whose_money_a_title_leaves_unsaid() -> None:
    """Yunnan's form of 2021 is of general money by its notes alone; where they are not printed and
    a row's number was lost, its own rows are of that money all the same."""
    ((_, _, tally),) = trials(["yunnan-2021"], 1, 40961, {"damage: merge_neighbours"})
    assert tally.found["false"] == 0
    assert tally.found["right"] > 140


@pytest.mark.parametrize(("text", "sure"), [("1 710.00", False), ("2 710.00", True)])
def test_a_figure_that_may_begin_with_its_rows_number_is_doubted(text: str, sure: bool) -> None:
    """In the row of the number 1, 1 710.00 may be 1,710.00 or 710.00 behind that number."""
    document, _ = printed_document("mof-2022", cells={"01:1:1": text})
    found = read_documents([document], "mof-2022").observations
    (one,) = [o for o in found if (o.form, o.row, o.column) == ("01", "1", "1")]
    assert (one.value, one.certainty == 1) == (text.replace(" ", ""), sure)
