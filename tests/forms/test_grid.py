"""Header grids: pictures of a form's head, read as merged cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.forms import GridError, Span, parse_grid


def test_a_head_with_merged_cells() -> None:
    spans = parse_grid("""
        | 项目 | <  | 合计 |
        | 编码 | 名称 | ^   |
    """)
    assert spans == [
        Span("项目", 0, 0, rows=1, columns=2),
        Span("合计", 0, 2, rows=2, columns=1),
        Span("编码", 1, 0),
        Span("名称", 1, 1),
    ]


def test_a_block_two_by_two() -> None:
    (corner, *_) = parse_grid("| 甲 | < | 乙 |\n| ^ | ^ | 丙 |")
    assert (corner.rows, corner.columns) == (2, 2)


@pytest.mark.parametrize(
    ("picture", "key"),
    [
        ("| 甲 | 乙 |\n| 丙 |", "ragged_grid"),
        ("| < | 乙 |", "continues_nothing"),
        ("| 甲 | ^ |", "continues_nothing"),
        ("| 甲 | < |\n| ^ | 乙 |", "no_rectangle"),
    ],
)
def test_pictures_that_do_not_fit(picture: str, key: str) -> None:
    with pytest.raises(GridError) as caught:
        parse_grid(picture)
    assert caught.value.key == key
    assert caught.value.text("zh")


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_spans_tile_the_grid(rows: int, columns: int, data: st.DataObject) -> None:
    """Whatever is merged sideways, the cells cover every place exactly once."""
    lines = [
        ["<" if c and data.draw(st.booleans()) else f"格{r}.{c}" for c in range(columns)]
        for r in range(rows)
    ]
    spans = parse_grid("\n".join("| " + " | ".join(line) + " |" for line in lines))
    covered = [
        (r, c)
        for span in spans
        for r in range(span.row, span.row + span.rows)
        for c in range(span.column, span.column + span.columns)
    ]
    assert sorted(covered) == [(r, c) for r in range(rows) for c in range(columns)]


def test_what_is_done_with_a_grid_changes_no_other_of_the_same_picture() -> None:
    picture = "| 项目 | 金额 |"
    first = parse_grid(picture)
    first.clear()
    assert [span.text for span in parse_grid(picture)] == ["项目", "金额"]
