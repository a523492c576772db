"""From a path to what is checked: which files, and which is last year's."""

from pathlib import Path
from textwrap import dedent

import pytest

from juesuan.reading import UnreadableError
from juesuan.reporting.opening import open_subject
from support.reports import write_forms

ENTRIES = """
    日期,凭证号,分录号,类型,资金性质,功能科目,经济科目,支出性质,项目,金额
    {year}-06-30,记-1,1,支出,一般公共预算财政拨款,2010301,30101,基本支出,,100000
"""
INCOME = """
    资金性质,功能科目,支出性质,金额
    一般公共预算财政拨款,2010301,基本支出,100000
"""


def book(folder: Path, year: int, more: str = "") -> Path:
    """A book of one payment."""
    folder.mkdir()
    head = f'year = {year}\nunit = "某局"\nform_set = "yunnan-{year}"\nmoney = "元"\n{more}'
    (folder / "book.toml").write_text(head, encoding="utf-8")
    for name, text in (("entries", ENTRIES), ("income", INCOME)):
        lines = dedent(text).strip().format(year=year) + "\n"
        (folder / f"{name}.csv").write_text(lines, encoding="utf-8")
    return folder


def test_a_document_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        open_subject(tmp_path / "none.pdf")
    assert caught.value.key == "not_found"


def test_the_files_of_a_folder_are_all_that_lie_in_it(tmp_path: Path) -> None:
    """Whatever is read of them: what hides in any of them is published, too."""
    forms = write_forms(tmp_path / "forms.xlsx")
    (tmp_path / "附件").mkdir()
    (tmp_path / "附件" / "note.txt").write_text("附件说明。", encoding="utf-8")
    subject = open_subject(tmp_path)
    assert subject.files == (forms, tmp_path / "附件" / "note.txt")
    assert open_subject(forms).files == (forms,)


def test_a_book_names_its_own_last_year_unless_another_is_given(tmp_path: Path) -> None:
    book(tmp_path / "2023", 2023)
    other = book(tmp_path / "other", 2023)
    path = book(tmp_path / "2024", 2024, 'previous = "../2023"')
    own = open_subject(path)
    assert own.previous is not None
    assert own.previous.files[0].resolve() == tmp_path / "2023"
    assert own.previous.previous is None and own.files == (path,)
    given = open_subject(path, previous=other)
    assert given.previous is not None and given.previous.files == (other,)


def test_a_last_year_that_a_book_names_and_that_is_gone_is_none(tmp_path: Path) -> None:
    assert open_subject(book(tmp_path / "2024", 2024, 'previous = "../2023"')).previous is None
    assert open_subject(book(tmp_path / "one", 2024)).previous is None


def test_a_book_that_is_one_file_finds_last_year_beside_it(tmp_path: Path) -> None:
    book(tmp_path / "2023", 2023)
    path = book(tmp_path / "2024", 2024, 'previous = "../2023"') / "book.toml"
    previous = open_subject(path).previous
    assert previous is not None and previous.files[0].resolve() == tmp_path / "2023"
