"""What a build of an example book publishes: read back, its files give the same cells."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import duckdb
import pytest

from juesuan.checks import Subject, check, check_identities
from juesuan.publishing import Built, build, build_forms, given_forms
from juesuan.reading import Reading, read
from juesuan.reading.formats.pdf_library import pypdfium2
from support.once import book_once

BOOKS = (
    "jincheng-big-data-bureau-2023",
    "putuo-social-work-2024",
    "qujing-digital-economy-centre-2023",
    "qujing-government-office-2024",
    "yuxi-internet-office-2021",
)
FILES = ("booklet.pdf", "booklet.docx", "index.html", "forms.xlsx")
TRUE_OF_THE_BOOK = {
    # The bureau pays two units' contributions under one code; the office values no cars;
    # Yuxi evaluated six of its projects; no book tells what was bought from small firms.
    "晋城市大数据应用局": {"P103", "P104", "C209"},
    "中共上海市普陀区委社会工作部": {"C209"},
    "曲靖市人民政府办公室（本级）": {"A102"},
    "玉溪市互联网信息办公室": {"J401"},
}
"""What is found in the facts themselves, which a build must not hide."""


@pytest.fixture(scope="module", params=BOOKS)
def built(
    request: pytest.FixtureRequest, examples: Path, tmp_path_factory: pytest.TempPathFactory
) -> Built:
    folder = tmp_path_factory.mktemp("published") / "out"
    return build(book_once(examples / request.param), folder)


@lru_cache(maxsize=len(FILES))
def told(path: Path) -> Reading:
    """What a published file says, read once for all that is asked of it."""
    return read(path)


def cells(built: Built) -> dict[tuple[str, str, str], Decimal]:
    shown = built.disclosure
    return {
        (cell.key.form, cell.key.row, cell.key.column): Decimal(shown.plain(filled, cell))
        for filled in shown.forms
        for cell in filled.sheet.cells
        if cell.key in filled.values
    }


def test_every_file_is_read_back_to_the_same_cells(built: Built) -> None:
    name = built.disclosure.unit
    for file in FILES:
        reading = told(built.folder / file)
        found = {(o.form, o.row, o.column): Decimal(o.value) for o in reading.observations}
        assert reading.form_set.id == built.disclosure.form_set.id, (name, file)
        assert found == cells(built), (name, file)


def test_the_forms_alone_are_a_set_with_the_same_cells_and_no_identity_broken(
    built: Built, tmp_path: Path
) -> None:
    """Excel, Word and pdf each give the forms again; the workbook's are built as a whole set."""
    shown = built.disclosure
    for file in ("forms.xlsx", "booklet.docx", "booklet.pdf"):
        given = given_forms(told(built.folder / file), built.folder / file, shown.unit)
        again = given.disclosure
        found = {
            (cell.key.form, cell.key.row, cell.key.column): Decimal(again.plain(filled, cell))
            for filled in again.forms
            for cell in filled.sheet.cells
            if cell.key in filled.values
        }
        assert found == cells(built), (shown.unit, file)
        assert [r for r in check_identities(again) if not r.holds] == [], (shown.unit, file)
    path = built.folder / "forms.xlsx"
    again = build_forms(given_forms(told(path), path, shown.unit), tmp_path / "again")
    readings = {file: read(again.folder / file) for file in ("booklet.docx", "forms.xlsx")}
    for file, reading in readings.items():
        found = {(o.form, o.row, o.column): Decimal(o.value) for o in reading.observations}
        assert found == cells(built), (shown.unit, file)
    checked = check(Subject.of(readings["booklet.docx"]))
    # N403: the reasons of changes are in the book, no form tells them.
    said = {f.code for f in checked.findings if f.code[0] in "KND"} - {"N403"}
    assert said == set(), (shown.unit, said)


def test_every_file_tells_the_same_projects_with_score_and_grade(built: Built) -> None:
    prepared = [
        (project.name, str(project.total), project.grade)
        for project in built.composed.prepared.projects
    ]
    for file in FILES:
        projects = told(built.folder / file).performance.projects
        found = [(p.name.text, p.score.text, p.grade.text) for p in projects]
        assert found == prepared, (built.disclosure.unit, file)


def test_a_check_finds_no_fault_in_text_or_layout(built: Built) -> None:
    booklet = built.folder / "booklet.docx"
    found = check(Subject.of(told(booklet), [booklet])).findings
    true = TRUE_OF_THE_BOOK.get(built.disclosure.unit, set())
    assert {finding.code for finding in found} <= true, [finding.code for finding in found]


def test_the_contents_name_the_pages_where_headings_stand(built: Built) -> None:
    pdf = pypdfium2.PdfDocument(built.folder / "booklet.pdf")
    texts = [page.get_textpage().get_text_range() for page in pdf]
    marks = [(m.get_title(), m.get_dest()) for m in pdf.get_toc() if m.level < 2]
    assert len(marks) > 10
    for title, dest in marks:
        assert dest is not None
        words = title.replace("　", "").replace(" ", "")
        assert words[:8] in texts[dest.get_index()].replace("　", "").replace(" ", "")


def test_facts_as_csv_and_as_parquet_are_the_same(built: Built) -> None:
    db = duckdb.connect()
    csv, parquet = (
        db.execute(f"SELECT * FROM {source} ORDER BY ALL").fetchall()
        for source in (
            f"read_csv('{built.folder}/data/facts.csv', all_varchar=true, nullstr='~')",
            f"(SELECT COLUMNS(*)::VARCHAR FROM '{built.folder}/facts.parquet')",
        )
    )
    assert len(parquet) > 40
    assert csv == [tuple("" if value is None else value for value in row) for row in parquet]
