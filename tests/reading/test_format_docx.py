"""Word documents become paragraphs and grids in the order of the document."""

from pathlib import Path

import pytest
from hypothesis import given

from juesuan.reading import Document, Grid, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.docx import read_docx
from making import STRICT, WORD, Layout, compound_file, layouts, texts, write_docx, write_zip


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{run(text)}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def tc(content: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def read(folder: Path, body: str, styles: str = "") -> Document:
    return read_docx(write_docx(folder / "a.docx", body, styles))


def lines(document: Document) -> list[str | list[list[str | None]]]:
    """Paragraphs as texts and grids as texts of their cells."""
    return [texts(part) if isinstance(part, Grid) else part.text for part in document.parts]


@given(layouts())
def test_merged_cells_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, layout: Layout
) -> None:
    rows = []
    for row in range(layout.height):
        cells = []
        for span in layout.spans:
            if span.row <= row < span.row + span.height:
                merge = ""
                if span.height > 1:
                    merge = '<w:vMerge w:val="restart"/>' if row == span.row else "<w:vMerge/>"
                wide = f'<w:gridSpan w:val="{span.width}"/>'
                cells.append((span.column, tc(p(span.text), wide + merge)))
        rows.append("".join(cell for _, cell in sorted(cells)))
    (grid,) = read(tmp_path_factory.mktemp("docx"), table(*rows)).grids
    assert texts(grid) == layout.texts


def test_paragraphs_and_tables_stand_in_order_with_their_places(tmp_path: Path) -> None:
    body = p("前") + table(tc(p("一") + p("二")) + tc(p("3,538.65"))) + p("后") + table(tc(p("x")))
    document = read(tmp_path, body)
    assert lines(document) == ["前", [["一\n二", "3,538.65"]], "后", [["x"]]]
    (row,), second = document.grids[0].rows, document.grids[1]
    assert [cell.spot for cell in row if cell] == [
        Spot(file="a.docx", table=1, row=1, column=1),
        Spot(file="a.docx", table=1, row=1, column=2),
    ]
    assert second.spot.table == 2


def test_a_table_in_a_cell_follows_the_table_it_stands_in(tmp_path: Path) -> None:
    inner = table(tc(p("内")))
    body = table(tc(p("外") + inner + p("又")) + tc(inner)) + p("后")
    document = read(tmp_path, body)
    assert lines(document) == [[["外\n又", ""]], [["内"]], [["内"]], "后"]
    assert [grid.spot.table for grid in document.grids] == [1, 2, 3]


def test_headings_are_told_by_style_by_its_base_and_by_level(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="a"/>'
        '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="d"><w:basedOn w:val="d"/></w:style>'
    )
    level = f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>{run("级")}</w:p>'
    body = (
        p("一", "1") + p("甲", "a") + p("乙", "b") + p("丙", "c") + p("丁", "d") + p("文") + level
    )
    document = read(tmp_path, body, styles)
    assert [part.text for part in document.paragraphs if part.heading] == ["一", "甲", "乙", "级"]


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('去')}</w:moveFrom><w:moveTo>{run('来')}</w:moveTo>"
    gone = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('上')}</w:p>"
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p('删'))}</w:tr>"
    body = (
        f"<w:p>{run('数')}{deleted}<w:ins>{run('新')}</w:ins>{moved}</w:p>"
        + gone
        + p("下")
        + table(tc(p("留") + gone + p("下"))).replace("<w:tbl>", f"<w:tbl>{row}")
    )
    assert lines(read(tmp_path, body)) == ["数新来", "上下", [["留\n上下"]]]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('框内')}{table(tc(p('格')))}</w:txbxContent>"
    both = (
        "<mc:AlternateContent><mc:Choice><w:drawing>"
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run('段')}<w:r>{both}</w:r></w:p>" + p("后")
    assert lines(read(tmp_path, body)) == ["段", "框内", [["格"]], "后"]
    inside = table(tc(f"<w:p><w:r>{both}</w:r></w:p>") + tc(p("数")))
    assert lines(read(tmp_path, inside)) == [[["", "数"]], "框内", [["格"]]]


def test_wrapped_text_is_read_and_hidden_text_is_not(tmp_path: Path) -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    link = f"<w:hyperlink>{run('链')}</w:hyperlink>"
    signs = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = (
        control(p("控") + table(control(tc(p("格"))))) + f"<w:p>{hidden}{link}{field}{signs}</w:p>"
    )
    assert lines(read(tmp_path, body)) == ["控", [["格"]], "链甲\t乙\n丙-"]


def test_rows_that_begin_late_or_go_on_from_nothing(tmp_path: Path) -> None:
    late = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc(p("晚"))}'
    lost = tc(p("续"), "<w:vMerge/>") + tc(p("x"))
    beside = tc(p("宽"), '<w:hMerge w:val="restart"/>') + tc(p(""), '<w:hMerge w:val="continue"/>')
    assert lines(read(tmp_path, table(lost, late, beside))) == [
        [["续", "x"], [None, "晚"], ["宽", None]]
    ]


def test_pictures_and_embedded_objects_are_noted(tmp_path: Path) -> None:
    drawing = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    document = read(tmp_path, f"<w:p>{drawing}</w:p>" + table(tc(f"<w:p>{sheet}</w:p>")))
    assert document.unread == [
        ("picture", Spot(file="a.docx"), {}),
        (
            "embedded_object",
            Spot(file="a.docx", table=1, row=1, column=1),
            {"program": "Excel.Sheet.12"},
        ),
    ]


def test_both_editions_of_the_standard_are_read(tmp_path: Path) -> None:
    for namespace in (WORD, STRICT):
        path = write_docx(tmp_path / "a.docx", p("文") + table(tc(p("格"))), "", namespace)
        assert lines(read_docx(path)) == ["文", [["格"]]]


def test_what_is_no_readable_document_is_refused(tmp_path: Path) -> None:
    def key(path: Path) -> str:
        with pytest.raises(UnreadableError) as caught:
            read_docx(path)
        return caught.value.key

    path = tmp_path / "a.docx"
    assert key(write_docx(path, "")) == "empty"
    data = write_docx(path, p("文")).read_bytes()
    for kept in (0.3, 0.9):
        path.write_bytes(data[: int(len(data) * kept)])
        assert key(path) == "damaged"
    path.write_bytes(compound_file({"EncryptedPackage": b"secret"}))
    assert key(path) == "encrypted"
    path.write_bytes(compound_file({"WordDocument": b"old"}))
    assert key(path) == "not_this_format"
    assert key(write_zip(path, {"a.txt": "x"})) == "not_this_format"
    assert key(write_docx(path, "<w:p>")) == "damaged"
    assert key(write_docx(path, "<w:ins>" * 500 + "</w:ins>" * 500)) == "too_large"
    assert key(write_docx(path, table(tc(p("x"), '<w:gridSpan w:val="99999"/>')))) == "too_large"


def test_no_entity_is_expanded(tmp_path: Path) -> None:
    kind = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    path = write_docx(tmp_path / "a.docx", p("&a;"), before=kind)
    with pytest.raises(UnreadableError) as told:
        read_docx(path)
    assert told.value.key == "damaged"
    assert told.value.details["reason"] == "document type in XML"


def level(depth: int, kind: str, text: str, start: int = 1, style: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "%1、", style="大")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="8">' + level(0, "bullet", "●") + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="11"/></w:lvlOverride></w:num>'
)


def numbered(text: str, number: int, depth: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def test_automatic_numbers_are_read_as_printed(tmp_path: Path) -> None:
    body = (
        numbered("收入情况", 1)
        + numbered("基本支出", 1, 1)
        + numbered("人员", 1, 2)
        + numbered("公用", 1, 2)
        + numbered("", 2)
        + numbered("点", 2)
        + numbered("项目支出", 1, 1)
        + p("支出情况", "大")
        + numbered("没有编号", 0)
        + numbered("其他事项", 3)
        + table(tc(numbered("", 3)) + tc(p("5")))
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="大"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    document = read_docx(write_docx(tmp_path / "a.docx", body, styles, numbering=LISTS))
    assert lines(document) == [
        "一、收入情况",
        "（一）基本支出",
        "1.人员",
        "2.公用",
        "点",
        "（二）项目支出",
        "二、支出情况",
        "没有编号",
        "十一、其他事项",
        [["十二、", "5"]],
    ]
