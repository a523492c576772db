"""How much is sure of damaged booklets: what sums tell is, what can be read in two ways is not.

Each row is one form set's booklet with one damage in every form: how many figures are read for
sure (all of these are right), how many with a certainty of a half, a third and a quarter (several
readings fit alike, or a sum beside them does not come out), how many of these are wrong, and how
many are told or lost. More that is sure, or less that is lost, is a gain: then renew the row. Less,
or a doubt gone that nobody can settle, is a loss.
"""

import pytest

from support.certainty import trials

KNOWN = """
damage             set              sure     ½     ⅓     ¼ wrong missing
blank_cell         mof-2019           85    21     0     0     0       0
cut_bottom         guangdong-2020     34    11     0     0     0       0
cut_bottom         shanghai-2024     106     6     0     0     0       0
cut_top            mof-2018           54     5     0     0     3       5
cut_top            shanghai-2024      66    10     0     0     0       0
delete_cell        mof-2022           74    28     0     1     0       3
delete_cell        guangdong-2020     98     7     0     0     0       1
drop_head          mof-2020          104     0     0     0     0       4
duplicate_row      mof-2017          104     4     0     0     0       0
figures_one_down   yunnan-2024        77    77     0     0    15      12
figures_one_down   guangxi-2020       56    49     0     0    12       8
insert_cell        liaoning-2021      71    12    25     0     0       0
insert_cell        shanghai-2024     128    10    25     0     0       1
labels_lost        yunnan-2021        64    47     0     0     0      39
labels_lost        hainan-2022        61    36     0     0     0      22
letters_for_digits yunnan-2024        52    69     0     0     0      36
letters_for_digits guangxi-2020       29    58     0     0     0      21
lose_column        hainan-2022        96    15     0     0     0       0
lose_column        mof-2019           60    13     0     0     0       3
merge_neighbours   guangxi-2019       91    12     0     0     0       5
merge_neighbours   shanghai-2024     151     9     0     0     0       4
shift_column       yunnan-2021         7   114    25     0    18      16
shift_column       neimenggu-2023      1    85    25     0     0       0
split_codes        hainan-2022        45    74     0     0     0       0
split_digits       mof-2017           74     0    22     0     0      12
split_digits       neimenggu-2023     74    22     0     0     2      15
two_rows_in_one    mof-2020          103     3     0     0     0       2
two_rows_in_one    shanxi-2023        96     3     0     0     1      11
"""


@pytest.mark.parametrize(
    "row", KNOWN.strip().splitlines()[1:], ids=lambda row: "-".join(row.split()[:2])
)
def test_what_is_sure_of_a_damaged_booklet(row: str) -> None:
    damage, form_set, *known = row.split()
    ((_, _, tally),) = trials([form_set], 1, 5, {f"damage: {damage}"})
    assert tally.examples == []
    read = [tally.curve[sure, True] + tally.curve[sure, False] for sure in (100, 50, 33, 25)]
    found = tally.found
    assert [*read, found["doubted"], found["told"] + found["lost"]] == [int(n) for n in known]
