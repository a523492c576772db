"""How much is sure of damaged booklets: what sums tell is, what can be read in two ways is not.

Each row is one form set's booklet with one damage in every form: how many figures are read for
sure (all of these are right), how many with a certainty of a half, a third and a quarter (several
readings fit alike, or a sum beside them does not come out), how many of these are wrong, and how
many are told or lost. More that is sure, or less that is lost, is a gain: then renew the row. Less,
or a doubt gone that nobody can settle, is a loss.
"""

import pytest

from support.certainty import trials

LOST = """
damage             set              sure     ½     ⅓     ¼ wrong missing
cut_bottom         guangdong-2020     34    11     0     0     0       0
cut_bottom         shanghai-2024     106     6     0     0     0       0
cut_top            mof-2018           54     5     0     0     3       5
cut_top            shaanxi-2020       44     8     0     0     0       0
cut_top            shanghai-2024      66    10     0     0     0       0
drop_head          guangxi-2019      108     0     0     0     0       0
drop_head          mof-2020          104     0     0     0     0       4
drop_head_row      guangdong-2020    104     0     0     0     0       4
drop_row           sichuan-2022       98     0     0     0     0       0
duplicate_row      mof-2017          104     4     0     0     0       0
split_table        shanghai-2024     164     0     0     0     0       0
labels_lost        hainan-2022        61    36     0     0     0      22
labels_lost        shaanxi-2020       58    27     0     0     0      23
labels_lost        yunnan-2021        64    47     0     0     0      39
lose_column        hainan-2022        96    15     0     0     0       0
lose_column        mof-2019           60    13     0     0     0       3
lose_column        sichuan-2022       84     4     0     0     0       4
"""
MOVED = """
damage             set              sure     ½     ⅓     ¼ wrong missing
insert_cell        liaoning-2021      71    12    25     0     0       0
insert_cell        mof-2017           96    12     0     0     1       1
insert_cell        shanghai-2024     128    10    25     0     0       1
delete_cell        guangdong-2020     98     7     0     0     0       1
delete_cell        mof-2022           74    28     0     1     0       3
delete_cell        yunnan-2024       153     2     0     0     0       2
shift_column       neimenggu-2023      1    85    25     0     0       0
shift_column       yunnan-2021         7   114    25     0    18      16
figures_one_down   guangxi-2020       56    49     0     0    12       8
figures_one_down   shaanxi-2020       53    51     0     0    14      11
figures_one_down   yunnan-2024        77    77     0     0    15      12
merge_neighbours   guangxi-2019       91    12     0     0     0       5
merge_neighbours   shanghai-2024     151     9     0     0     0       4
merge_neighbours   sichuan-2022      100     6     0     0     0       2
two_rows_in_one    hainan-2022       118     0     0     0     0       1
two_rows_in_one    mof-2020          103     3     0     0     0       2
two_rows_in_one    shanxi-2023        96     3     0     0     1      11
"""
MISREAD = """
damage             set              sure     ½     ⅓     ¼ wrong missing
blank_cell         mof-2019           85    21     0     0     0       0
letters_for_digits guangxi-2020       29    58     0     0     0      21
letters_for_digits mof-2019           47    41     0     0     0      20
letters_for_digits yunnan-2024        52    69     0     0     0      36
split_codes        hainan-2022        45    74     0     0     0       0
split_digits       mof-2017           74     0    22     0     0      12
split_digits       neimenggu-2023     74    22     0     0     2      15
split_digits       shanghai-2024     144    10     0     0     0      10
"""


def rows_of(known: str) -> list[str]:
    return known.strip().splitlines()[1:]


def name_of(row: str) -> str:
    return "-".join(row.split()[:2])


def is_read(row: str) -> None:
    damage, form_set, *known = row.split()
    ((_, _, tally),) = trials([form_set], 1, 5, {f"damage: {damage}"})
    assert tally.examples == [], "wrong, and said to be sure"
    read = [tally.curve[sure, True] + tally.curve[sure, False] for sure in (100, 50, 33, 25)]
    found = tally.found
    assert [*read, found["doubted"], found["told"] + found["lost"]] == [int(n) for n in known]


@pytest.mark.parametrize("row", rows_of(LOST), ids=name_of)
def test_what_is_sure_where_parts_are_lost(row: str) -> None:
    is_read(row)


@pytest.mark.parametrize("row", rows_of(MOVED), ids=name_of)
def test_what_is_sure_where_cells_have_slipped(row: str) -> None:
    is_read(row)


@pytest.mark.parametrize("row", rows_of(MISREAD), ids=name_of)
def test_what_is_sure_where_signs_are_misread(row: str) -> None:
    is_read(row)
