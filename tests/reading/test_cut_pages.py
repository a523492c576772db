"""Tables that a page break cuts: rows and merged cells whose closing line is not printed."""

from juesuan.reading.formats.page import Edge
from juesuan.reading.formats.pdf_tables import RuledTable, ruled_tables

COLUMNS = (50.0, 100.0, 200.0, 300.0, 400.0)


def grid(heights: list[float], top: float, bottom: float, left: float = 50.0) -> RuledTable:
    """The one table of lines across at heights (the last begins at ``left``) and lines down
    from top to bottom."""
    across = [Edge(at, 50.0, 400.0) for at in heights[:-1]] + [Edge(heights[-1], left, 400.0)]
    (table,) = ruled_tables(across, [Edge(x, top, bottom) for x in COLUMNS])
    return table


def test_lines_that_go_on_above_the_first_edge_are_a_row_cut_by_the_page() -> None:
    table = grid([57.0, 86.0, 115.0], 40.0, 115.0)
    assert [row[0][1] for row in table.rows if row[0]] == [40.0, 57.0, 86.0]


def test_lines_that_go_on_below_the_last_edge_are_a_row_cut_by_the_page() -> None:
    table = grid([57.0, 86.0, 115.0], 57.0, 140.0)
    assert table.box == (50.0, 57.0, 400.0, 140.0) and len(table.rows) == 3


def test_a_merged_cell_that_goes_on_over_the_page_ends_where_the_rows_beside_it_do() -> None:
    table = grid([57.0, 86.0, 115.0], 57.0, 115.0, left=100.0)
    assert table.rows[1][0] == (50.0, 86.0, 100.0, 115.0)


def test_ends_of_lines_that_only_stand_out_close_no_row() -> None:
    table = grid([57.0, 86.0, 115.0], 53.0, 119.0)
    assert table.box == (50.0, 57.0, 400.0, 115.0) and len(table.rows) == 2
