"""The papers of an audit: notices and inspection sheets, a folder for each unit and year."""

from pathlib import Path

import docx
import openpyxl

from juesuan.corpus import Audit
from juesuan.corpus.papers import papers_to_write, write_papers
from support.corpora import disclose

WRONG = {"\t100,000.00\t": "\t109,000.00\t"}


def figures(notice: Path) -> list[tuple[str, str]]:
    """What is printed and what should stand there, row by row of a notice."""
    return [
        (row.cells[3].text, row.cells[4].text) for row in docx.Document(str(notice)).tables[0].rows
    ]


def test_units_with_faults_get_their_papers_in_folders_of_their_own(tmp_path: Path) -> None:
    source, corpus, out = tmp_path / "in", tmp_path / "corpus", tmp_path / "papers"
    disclose(source / "甲局2023年度部门决算.txt", "甲局")
    disclose(source / "丙局2023年度部门决算.txt", "丙局", wrong=WRONG)
    disclose(source / "修订" / "丙局2023年度部门决算.txt", "丙局", wrong=WRONG)
    disclose(source / "丁局2023年度部门决算.txt", "../../丁局/一科", wrong=WRONG)
    disclose(source / "戊局2023年度部门决算.txt", "戊局", wrong=WRONG)
    (source / "己局2023年度部门决算.pdf").write_bytes(b"%PDF-1.4 broken")
    work = Audit(source, corpus, 1)
    work.run()
    tasks = papers_to_write(corpus, work.groups)
    (source / "戊局2023年度部门决算.txt").unlink()  # gone meanwhile: it costs only itself
    written = write_papers(tasks, source, out, jobs=1)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "in", "papers"]
    folders = sorted(path.name for path in out.iterdir() if path.is_dir())
    assert folders == ["丁局_一科2023", "丙局2023", "丙局2023-2", "甲局2023"]
    for name in folders:
        assert {path.name for path in (out / name).iterdir()} == {
            f"{name}决算公开检查表.xlsx",
            f"{name}决算公开整改通知书.docx",
        }
    assert ("109,000.00", "100,000.00") in figures(out / written["丙局2023"].notice)
    assert "109,000.00" not in dict(figures(out / written["甲局2023"].notice))

    index = openpyxl.load_workbook(out / "index.xlsx").worksheets[0]
    rows = {row[6]: row for row in index.iter_rows(min_row=2, values_only=True)}
    assert len(rows) == len(tasks) == 5 and "己局2023年度部门决算.pdf" not in rows
    assert rows["甲局2023年度部门决算.txt"][2] == 0 < rows["丙局2023年度部门决算.txt"][2]
    unit, year, _, _, notice, *_ = rows["修订/丙局2023年度部门决算.txt"]
    assert (unit, year, notice) == ("丙局", 2023, "丙局2023-2/丙局2023-2决算公开整改通知书.docx")
    *_, notice, sheet, _, problem = rows["戊局2023年度部门决算.txt"]
    assert not notice and not sheet and "戊局2023年度部门决算.txt" in problem
