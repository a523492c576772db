"""Tables of the same words are understood once, whatever amounts they print."""

from juesuan.lexicon import lexicon, understand
from juesuan.reading.document import GridText, Spot
from juesuan.reading.recognise.meanings import meaning_of
from juesuan.reading.recognise.tables import Table

YEAR = 2023


def _cell(text: str) -> GridText | None:
    return GridText(text, Spot(file="a.txt")) if text else None


def _table(*lines: str) -> Table:
    rows = [tuple(_cell(text) for text in line.split("|")) for line in lines]
    return Table(rows=rows, before=["一般公共预算财政拨款支出决算表", "单位：万元"])


def _of_school(total: str, label: str = "教育支出") -> Table:
    head = "科目编码|科目名称|本年支出合计|基本支出|项目支出"
    return _table(head, f"合计||{total}|60.00|40.00", f"205|{label}|{total}|60.00|40.00")


def test_other_amounts_give_the_same_cells_and_their_own_rows() -> None:
    one, other = meaning_of(_of_school("100.00"), YEAR), meaning_of(_of_school("-7.50"), YEAR)
    assert len(one.cells) == 6
    assert one.cells is other.cells
    assert (one.rows[1][2], other.rows[1][2]) == ("100.00", "-7.50")


def test_an_amount_that_slipped_among_the_names_is_told_as_printed() -> None:
    table = _table("项目|金额", "合计|5.00", "12.34|5.00")
    meaning = meaning_of(table, YEAR)
    assert [line.label for line in meaning.lines[0]] == ["合计", "12.34"]
    rows = [tuple(cell.text for cell in row if cell) for row in table.rows]
    assert meaning == understand(rows, lexicon(YEAR), tuple(table.before))


def test_another_unit_gives_the_same_cells_under_its_own_name() -> None:
    def of(unit: str) -> Table:
        named = f"部门：{unit}||单位：元"
        return _table("收入决算表", named, "项目|决算数|", "本年收入合计|100.00|")

    one, other = meaning_of(of("甲局"), YEAR), meaning_of(of("乙局"), YEAR)
    assert one.cells
    assert one.cells is other.cells
    assert (one.said.unit, other.head.above[1]) == ("元", "部门：乙局")
