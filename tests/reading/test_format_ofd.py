"""OFD files written here: ruled tables, paragraphs, pages, and what a forged one may hold."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from juesuan.publishing import fill_book
from juesuan.reading import UnreadableError, read
from juesuan.reading.formats import ofd, read_file
from making import Layout, layouts, texts
from support.ofd import rule, table, words, write_ofd
from support.once import book_once
from support.printing import cells_of, lines_of, title_of

LINES = [["项目", "行次", "金额"], ["合计", "1", "1,234.56"], ["其中：基本支出", "2", ""]]


def test_a_ruled_table_and_the_text_above_it(tmp_path: Path) -> None:
    page = words(20, 20, "支出决算表") + words(200, 20, "单位：万元") + table(LINES, 20, 30, 40)
    document = read_file(write_ofd(tmp_path / "a.ofd", [page]))
    (grid,) = document.grids
    assert texts(grid) == LINES
    assert [paragraph.text for paragraph in document.paragraphs] == ["支出决算表 单位：万元"]
    cell = grid.rows[1][2]
    assert cell is not None and cell.spot.page == 1 and cell.spot.box is not None
    left, top, right, bottom = cell.spot.box
    assert (left, top) == pytest.approx((100 * 72 / 25.4, 38 * 72 / 25.4), abs=0.5)
    assert (right, bottom) == pytest.approx((140 * 72 / 25.4, 46 * 72 / 25.4), abs=0.5)


def test_the_content_tells_an_ofd_whatever_its_name(tmp_path: Path) -> None:
    path = write_ofd(tmp_path / "a.zip", [words(20, 20, "部门决算")])
    assert read_file(path).paragraphs[0].text == "部门决算"
    assert read_file(path).format == "ofd"


def test_a_template_lies_under_every_page(tmp_path: Path) -> None:
    pages = [words(30, 60, f"第{n}段") for n in "一二三"]
    under = words(30, 20, "某局部门决算")
    document = read_file(write_ofd(tmp_path / "a.ofd", pages, template=under))
    assert [(p.text, p.spot.page) for p in document.paragraphs] == [
        (text, n) for n, own in enumerate("一二三", 1) for text in ("某局部门决算", f"第{own}段")
    ]


def test_a_matrix_turns_and_moves_what_it_is_about(tmp_path: Path) -> None:
    """Each number twice as large, and from half the place: it stands in the same cell."""
    lines = [["项目", "金额"], ["合计", ""]]
    drawn = (
        '<ofd:TextObject Size="1.75" CTM="2 0 0 2 0 0" Boundary="61 39 30 8">'
        '<ofd:TextCode X="0" Y="2" DeltaX="g 3 0.9">8.77</ofd:TextCode></ofd:TextObject>'
    )
    page = table(lines, 20, 30, 40) + drawn
    (grid,) = read_file(write_ofd(tmp_path / "a.ofd", [page])).grids
    assert texts(grid) == [["项目", "金额"], ["合计", "8.77"]]


def test_a_page_printed_on_its_side_is_turned_upright(tmp_path: Path) -> None:
    """Every object turned a quarter against the clock, as a wide table on a tall page."""
    turned = []
    for text, x, y in (("项目", 40, 200), ("金额", 40, 160), ("合计", 48, 200), ("1.00", 48, 160)):
        turned.append(
            f'<ofd:TextObject Size="3.5" CTM="0 -1 1 0 0 0" Boundary="{x} {y} 10 10">'
            f'<ofd:TextCode X="0" Y="3" DeltaX="g {len(text) - 1} {7 / len(text)}">'
            f"{text}</ofd:TextCode></ofd:TextObject>"
        )
    edges = [rule(x, 130, x, 210) for x in (38, 46, 54)]
    edges += [rule(38, y, 54, y) for y in (130, 170, 210)]
    path = write_ofd(tmp_path / "a.ofd", ["".join(turned + edges)], box="0 0 210 297")
    (grid,) = read_file(path).grids
    assert texts(grid) == [["项目", "金额"], ["合计", "1.00"]]


def test_drawings_that_pages_repeat_are_drawn_where_they_are_used(tmp_path: Path) -> None:
    use = '<ofd:CompositeObject ResourceID="7" Boundary="20 30 100 50"/>'
    unit = table(LINES, 0, 0, 40)
    (grid,) = read_file(write_ofd(tmp_path / "a.ofd", [use], units={"7": unit})).grids
    assert texts(grid) == LINES


@settings(max_examples=25)
@given(layout=layouts())
def test_any_layout_of_cells_is_read_back(tmp_path_factory, layout: Layout) -> None:
    objects = []
    for span in layout.spans:
        x0, y0 = 20 + 30 * span.column, 20 + 10 * span.row
        x1, y1 = x0 + 30 * span.width, y0 + 10 * span.height
        objects += [rule(x0, y0, x1, y0), rule(x0, y1, x1, y1)]
        objects += [rule(x0, y0, x0, y1), rule(x1, y0, x1, y1), words(x0 + 1, y0 + 6, span.text)]
    path = write_ofd(tmp_path_factory.mktemp("ofd") / "a.ofd", ["".join(objects)])
    found = [cell.text for grid in read_file(path).grids for r in grid.rows for cell in r if cell]
    single = len(layout.spans) == 1  # one closed box is no table
    assert sorted(found) == ([] if single else sorted(span.text for span in layout.spans))


def test_a_whole_set_printed_as_ofd_gives_its_figures(tmp_path: Path, examples: Path) -> None:
    disclosure = fill_book(book_once(examples / "yuxi-internet-office-2021"))
    pages = []
    for filled in disclosure.forms:
        lines = lines_of(disclosure, filled)
        said = [f"{disclosure.year}年度部门决算", *title_of(disclosure, filled)]
        width = 26.0 if len(lines[0]) < 12 else 18.0
        above = "".join(words(20, 10 + 6 * n, text) for n, text in enumerate(said))
        pages.append(above + table(lines, 10, 50, width))
    path = write_ofd(tmp_path / "set.ofd", pages, box="0 0 500 900")
    reading = read(path)
    found = {(o.form, o.row, o.column): o.value for o in reading.observations}
    wanted = cells_of(disclosure)
    assert {place: found.get(place) for place in wanted} == wanted


@pytest.mark.parametrize(
    ("units", "page"),
    [
        ({"7": '<ofd:CompositeObject ResourceID="7" Boundary="0 0 9 9"/>'}, "7"),
        (
            {
                "7": '<ofd:CompositeObject ResourceID="8" Boundary="0 0 9 9"/>' * 30,
                "8": '<ofd:CompositeObject ResourceID="7" Boundary="0 0 9 9"/>' * 30,
            },
            "7",
        ),
    ],
    ids=["holds itself", "each holds the other many times"],
)
def test_drawings_that_hold_themselves_come_to_an_end(
    tmp_path: Path, units: dict[str, str], page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ofd, "MOST_OBJECTS", 20_000)  # two million end as well, later
    use = f'<ofd:CompositeObject ResourceID="{page}" Boundary="0 0 9 9"/>'
    path = write_ofd(tmp_path / "a.ofd", [use + words(20, 20, "决算")], units=units)
    if len(units) > 1:
        with pytest.raises(UnreadableError) as told:
            read_file(path)
        assert told.value.key == "too_large"
    else:
        assert read_file(path).paragraphs[0].text == "决算"


@pytest.mark.parametrize(
    ("page", "key"),
    [
        (
            '<ofd:TextObject Size="nan" Boundary="x"><ofd:TextCode>文</ofd:TextCode>'
            "</ofd:TextObject>",
            "",
        ),
        (
            '<ofd:TextObject Size="3" Boundary="9 9 9 9"><ofd:TextCode X="1" Y="3" '
            'DeltaX="g 999999999999 1e300">一二</ofd:TextCode></ofd:TextObject>',
            "",
        ),
        (
            "<ofd:PathObject><ofd:AbbreviatedData>M 1 L B 2 C</ofd:AbbreviatedData>"
            "</ofd:PathObject>",
            "",
        ),
        ("<ofd:PageBlock>" * 300, "damaged"),
    ],
    ids=["no number", "endless steps", "a path cut off", "never closed"],
)
def test_odd_objects_give_a_reason_or_nothing(tmp_path: Path, page: str, key: str) -> None:
    path = write_ofd(tmp_path / "a.ofd", [page + words(20, 60, "决算")])
    if key:
        with pytest.raises(UnreadableError):
            read_file(path)
    else:
        assert read_file(path).paragraphs[-1].text == "决算"


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    forged = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(UnreadableError) as told:
        read_file(write_ofd(tmp_path / "a.ofd", [words(9, 9, "文")], before=forged))
    assert told.value.key == "damaged"
