"""Tables of the same words are understood once, whatever amounts they print; of what is no form
no more than the title is read, and forms that sets share are laid out once."""

import pytest

from juesuan.forms import Form, Sheet, available_form_sets, lay_out, load_form_set
from juesuan.lexicon import lexicon, understand
from juesuan.reading.document import GridText, Spot
from juesuan.reading.recognise import meanings
from juesuan.reading.recognise.meanings import fit, fits_exactly, meaning_of, title_by_words
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


@pytest.mark.parametrize(
    "table",
    [
        _of_school("100.00"),
        _table("2023年度项目支出绩效自评表", "项目名称|渠道清淤", "年度资金总额|120.00|114.00"),
        _table("12.34元的说明表", "项目|金额", "合计|5.00"),
        _table("甲|乙", "丙|1.00"),
    ],
)
def test_the_title_alone_is_that_of_the_whole_table(table: Table) -> None:
    alone = title_by_words(table, YEAR)
    assert not table.meant or "0.01" in alone
    assert alone == meaning_of(table, YEAR).said.title


def test_a_form_of_other_columns_fits_as_little_as_one_that_is_laid_out() -> None:
    meaning = meaning_of(_of_school("100.00"), YEAR)
    sets = [load_form_set(name) for name in ("mof-2022", "yunnan-2023", "shanghai-2024")]
    asked = [(form, one) for one in sets for form in one.forms]
    exact = [fits_exactly(form, one, meaning, YEAR) for form, one in asked]
    assert exact == [fit(form, one, meaning, YEAR).exact for form, one in asked]
    assert any(exact) and not all(exact)


def test_forms_that_sets_share_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[Form] = []

    def counted(form: Form, *rest: object) -> Sheet:
        laid.append(form)
        return lay_out(form, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(meanings, "lay_out", counted)
    monkeypatch.setattr(meanings, "_KNOWN", {})
    monkeypatch.setattr(meanings, "_ALIKE", {}, raising=False)
    meaning = meaning_of(_of_school("100.00"), YEAR)
    sets = [load_form_set(name) for name in available_form_sets()]
    forms = [(form, one) for one in sets for form in one.forms]
    for form, one in forms:
        meaning.compared.clear()
        fit(form, one, meaning, YEAR)
    assert len(laid) < len(forms) / 2
