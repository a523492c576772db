"""Reports and notices as Word documents: what stands in their lines and tables."""

from datetime import date
from pathlib import Path

from docx import Document
from msgspec.structs import replace

from juesuan.checks import Where
from juesuan.reporting.explanations import explain_findings, read_explanations
from juesuan.reporting.model import Failure
from juesuan.reporting.notice import needs_notice, write_notice
from juesuan.reporting.word import write_report_word
from support.reports import finding, report

NOTE = finding("P101", "info")
WARNING = finding("N403", "warning", "三、", advice="补写变动原因。", expected="", identities=())


def lines(path: Path) -> list[str]:
    return [line.text for line in Document(str(path)).paragraphs if line.text]


def rows(path: Path, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(str(path)).tables[number].rows]


def test_a_word_report_has_the_summary_and_each_finding_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    known = report(finding(), WARNING, sha256="ab" * 32, checked_on=date(2026, 1, 31))
    write_report_word([known], path)
    said = "\n".join(lines(path))
    assert "某局2023年度决算审核报告" in said and "ab" * 32 in said and "2026-01-31" in said
    assert "✗ 有1处错误，改正后才能公开" in said
    head, first, second = rows(path)
    assert head[0] == "序号" and first[4:6] == ["1,190,000.00", "1,090,000.00"]
    assert "a.pdf 第4页" in first[3] and "改为 1,090,000.00" in first[6]
    assert second[6] == "补写变动原因。"


def test_a_word_report_of_several_begins_with_all_units(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    failed = report(file="b.pdf", unit="", problem=Failure("unreadable.damaged", "b.pdf 已损坏"))
    write_report_word([report(finding()), failed], path)
    assert [row[:3] for row in rows(path)[1:]] == [["某局", "某局.pdf", "1"], ["", "b.pdf", "0"]]
    assert "已损坏" in lines(path)[-1]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.docx", tmp_path / "two.docx"
    for path in (one, two):
        write_report_word([report(finding())], path)
    assert one.read_bytes() == two.read_bytes()


def test_a_notice_says_what_where_the_right_figure_and_until_when(tmp_path: Path) -> None:
    path = tmp_path / "notice.docx"
    write_notice(report(finding(), WARNING, NOTE), path, due=date(2026, 12, 31))
    said = "\n".join(lines(path))
    assert "决算公开整改通知书" in said and "某局：" in said
    assert "错误1处、警告1处" in said and "2026-12-31前" in said
    table = rows(path)
    assert len(table) == 3 and "P101" not in str(table)
    assert table[1][1:2] + table[1][3:5] == [
        "第03表《支出决算表》 “2010301 行政运行”行 “本年支出合计”栏 a.pdf 第4页",
        "1,190,000.00",
        "1,090,000.00",
    ]
    assert table[0][-1] == "整改情况" and table[1][-1] == ""


def test_a_notice_without_a_due_day_leaves_it_open(tmp_path: Path) -> None:
    path = tmp_path / "notice.docx"
    write_notice(report(finding()), path)
    assert "＿＿＿＿年＿＿月＿＿日前" in "\n".join(lines(path))


def test_notes_and_explained_warnings_need_no_notice_an_explained_error_does(
    tmp_path: Path,
) -> None:
    assert not needs_notice(report(NOTE))
    file = tmp_path / "explained.toml"
    entries = "".join(
        f'[[explained]]\nunit = "某局"\nyear = 2023\nkey = "{one.key}"\n'
        'who = "财务科"\nwhy = "收回"\n'
        for one in (WARNING, finding())
    )
    file.write_text(entries, encoding="utf-8")
    told = read_explanations(file)
    assert not needs_notice(explain_findings(report(WARNING), told))
    explained = explain_findings(report(finding(), WARNING), told)
    assert [one.status for one in explained.findings] == ["explained", "explained"]
    path = tmp_path / "notice.docx"
    write_notice(explained, path)
    assert len(rows(path)) == 2 and "出错说明，财务科：收回" in "\n".join(lines(path))


def test_what_a_word_file_cannot_hold_is_left_out(tmp_path: Path) -> None:
    place = Where(section="一、", printed="\x0c甲\x01")
    path = tmp_path / "report.docx"
    write_report_word([replace(report(finding(message="\x02乙", where=(place,))))], path)
    assert rows(path)[1][2].endswith("乙")
