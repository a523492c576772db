"""Web pages become paragraphs and grids as a browser lays them out."""

from pathlib import Path

import pytest
from hypothesis import given

from juesuan.publishing import fill_book
from juesuan.reading import Document, Grid, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.html import read_html
from making import Layout, layouts, texts
from support.once import book_once
from support.pages import write_page


def read(folder: Path, page: str | bytes) -> Document:
    path = folder / "a.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_html(path)


def lines(document: Document) -> list[str | list[list[str | None]]]:
    """Paragraphs as texts, headings with a mark, and grids as texts of their cells."""
    return [
        texts(part) if isinstance(part, Grid) else "# " * part.heading + part.text
        for part in document.parts
    ]


@given(layouts())
def test_merged_cells_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, layout: Layout
) -> None:
    page = "<table>"
    for row in range(layout.height):
        page += "<tr>" + "".join(
            f"<td rowspan={span.height} colspan={span.width}>{span.text}"
            for span in layout.starting(row)
        )
    (grid,) = read(tmp_path_factory.mktemp("html"), page).grids
    assert texts(grid) == layout.texts


def test_our_own_page_comes_out_with_its_forms(examples: Path, tmp_path: Path) -> None:
    disclosure = fill_book(book_once(examples / "qujing-digital-economy-centre-2023"))
    write_page(disclosure, tmp_path / "index.html")
    document = read_html(tmp_path / "index.html")
    printed = [
        [
            [None if c is None else disclosure.text(f, c.cell) if c.cell else c.text for c in line]
            for line in f.sheet.grid()
        ]
        for f in disclosure.forms
    ]
    assert [bare(texts(grid)) for grid in document.grids] == [bare(rows) for rows in printed]
    headings = [part.text for part in document.paragraphs if part.heading]
    assert {f.form.title for f in disclosure.forms} <= set(headings)


def bare(rows: list[list[str | None]]) -> list[list[str | None]]:
    """Texts without blanks, which a page shows alike."""
    return [[text and "".join(text.split()) for text in row] for row in rows]


def test_blocks_are_paragraphs_and_inline_elements_are_not(tmp_path: Path) -> None:
    page = """<h1>决算 <b>公开</b></h1>文字<div>一<span>二</span><p>三<br>四</p>五</div>
    <ul><li>六<li>七</ul><h3><p>八</p></h3>"""
    expected = ["# 决算 公开", "文字", "一二", "三", "四", "五", "六", "七", "# 八"]
    assert lines(read(tmp_path, page)) == expected


def test_what_is_not_shown_is_not_read(tmp_path: Path) -> None:
    page = """<title>题</title><style>p{}</style><script>var 甲 = "<table>";</script>
    <p hidden>乙</p>
    <div style="color:red; DISPLAY : none">丙</div><p style="display:block">丁</p><!-- 戊 -->
    <table><tr><td>1<td style="display:none">x<td>2<tr style="display:none"><td>y</table>"""
    assert lines(read(tmp_path, page)) == ["丁", [["1", "2"]]]


def test_cells_keep_their_lines_and_know_their_places(tmp_path: Path) -> None:
    page = """<p>前<table><tr><th colspan=2>科目<br>编码<th>金
    额</th><tr><td><p>甲</p><p>乙</p></td><td>&nbsp;1,094.85&nbsp;<td></table>后"""
    document = read(tmp_path, page)
    assert lines(document) == [
        "前",
        [["科目\n编码", None, "金 额"], ["甲\n乙", "1,094.85", ""]],
        "后",
    ]
    cells = [cell.spot for row in document.grids[0].rows for cell in row if cell]
    places = [(1, 1), (1, 3), (2, 1), (2, 2), (2, 3)]
    assert cells == [Spot(file="a.html", table=1, row=r, column=c) for r, c in places]


def test_captions_stand_before_their_grid_and_feet_at_its_end(tmp_path: Path) -> None:
    page = """<table><caption>收入决算表</caption><tfoot><tr><td>合计<td>3</tfoot>
    <tbody><tr><td rowspan=9>甲<td>1<tr><td>2<tbody><tr><td rowspan=0>乙<td>1<tr><td>2</table>"""
    assert lines(read(tmp_path, page)) == [
        "# 收入决算表",
        [["甲", "1"], [None, "2"], ["乙", "1"], [None, "2"], ["合计", "3"]],
    ]


def test_a_table_that_lays_out_the_page_is_no_grid(tmp_path: Path) -> None:
    inner = "<table><tr><td>项目<td>金额<tr><td>合计<td>1</table>"
    grid = [["项目", "金额"], ["合计", "1"]]
    page = f"<table><tr><td>首页<td>公开<tr><td colspan=2>标题{inner}注</table>"
    assert lines(read(tmp_path, page)) == ["首页", "公开", "标题", grid, "注"]
    page = f"<table><tr><td><table><tr><td>{inner}</table></table>"
    document = read(tmp_path, page)
    assert lines(document) == [grid]
    assert document.grids[0].spot.table == 1
    page = "<table><tr><td><h2>标题</h2><tr><td>正文<p>又</table>"
    assert lines(read(tmp_path, page)) == ["# 标题", "正文", "又"]
    page = "<table role=presentation><tr><td>左<td>右</table>"
    assert lines(read(tmp_path, page)) == ["左", "右"]


def test_cells_that_overlap_or_are_missing(tmp_path: Path) -> None:
    page = """<table><tr><td rowspan=2>a<td>b<td rowspan=2>c<tr><td colspan=2>d<td>e<tr><td>f<tr>
    <td colspan=0 rowspan=x>g<td>h</table>"""
    assert lines(read(tmp_path, page)) == [
        [["a", "b", "c"], [None, "d", None, "e"], ["f"], ["g", "h"]]
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=gb2312><p>支出决算表（镕）".encode("gb18030"),
        '<meta http-equiv=content-type content="text/html;charset=gbk">支出决算表（镕）'.encode(
            "gbk"
        ),
        "<p>支出决算表（镕）".encode("gbk"),
        "<p>支出决算表（镕）".encode(),
        "<meta charset=utf-8><p>支出决算表（镕）".encode("gbk"),
        "<meta charset=nonsense><p>支出决算表（镕）".encode(),
        "<meta charset=gbk><p>支出决算表（镕）".encode("utf-8-sig"),
        "<p>支出决算表（镕）".encode("utf-16"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, page: bytes) -> None:
    assert lines(read(tmp_path, page)) == ["支出决算表（镕）"]


def test_a_few_lost_characters_are_noted(tmp_path: Path) -> None:
    page = "<meta charset=utf-8>" + "<p>支出决算表" * 500
    document = read(tmp_path, page.encode() + b"\xff" + "后".encode())
    assert document.unread == [("characters_lost", Spot(file="a.html"), {"count": 1})]


def test_what_is_no_readable_page_is_refused(tmp_path: Path) -> None:
    for page, key in {
        "": "empty",
        "<p> </p><script>x</script>": "empty",
        "<i>" + "<div>" * 900 + "x": "too_deep",
        "<table>" + ("<tr>" + "<td colspan=1000>x" * 600) * 2: "too_large",
    }.items():
        with pytest.raises(UnreadableError) as told:
            read(tmp_path, page)
        assert told.value.key == key


def test_what_labels_a_picture_is_not_read_but_a_table_in_a_figure_is(tmp_path: Path) -> None:
    page = """<figure><figcaption>图</figcaption><svg><text>1</text></svg>
    <details><ul><li>201 一般公共服务支出 646.49</li></ul></details></figure>
    <figure class="table"><table><tr><td>1<td>2</table><figcaption>表注</figcaption></figure>
    <figure><blockquote>引文</blockquote></figure>"""
    assert lines(read(tmp_path, page)) == [[["1", "2"]], "表注", "引文"]
