"""The command line as its users meet it: real files, exit statuses."""

import csv
import os
import re
from pathlib import Path

import pytest

from support.commands import juesuan, process


def test_build_writes_the_whole_set_and_says_so(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = process("build", examples / "qujing-digital-economy-centre-2023", "-o", out)
    assert run.returncode == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "booklet.docx",
        "booklet.pdf",
        "cells.csv",
        "data",
        "data.html",
        "datapackage.json",
        "facts.parquet",
        "forms.xlsx",
        "index.html",
        "manifest.json",
    ]
    assert "全部成立" in run.stdout
    assert "3,538.65 万元" in run.stdout
    assert str(out / "index.html") in run.stdout


def test_cells_are_keyed_like_the_printed_forms(yuxi: Path) -> None:
    with (yuxi / "cells.csv").open(encoding="utf-8") as stream:
        cells = {
            (r["form"], r["row"], r["column"]): (r["value"], r["unit"])
            for r in csv.DictReader(stream)
        }
    assert cells["05", "2013750", "9"] == ("2458225.73", "元")
    assert cells["09", "15", "2"] == ("1", "辆")
    assert ("09", "1", "2") not in cells


def test_one_book_in_another_provinces_forms_and_unit(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    book = examples / "yuxi-internet-office-2021"
    run = juesuan("build", book, "-o", out, "--form-set", "shanxi-2023", "--money", "wan")
    assert run.returncode == 0
    assert "舍位平衡后全部成立，无尾差" in run.stdout
    assert "2021年度" in run.stderr  # codes are judged by the book's year
    assert "01,31,1,2043.42,万元" in (out / "cells.csv").read_text("utf-8")


def test_figures_rounded_each_by_itself_leave_last_digits(examples: Path, tmp_path: Path) -> None:
    book = examples / "yuxi-internet-office-2021"
    said = ("-o", tmp_path / "out", "--form-set", "shanxi-2023", "--unit", "wan")
    run = juesuan("build", book, *said, "--rounding", "each")
    assert run.returncode == 0
    told = re.search(r"(\d+)条，全部成立（其中(\d+)条有尾差", run.stdout)
    assert told is not None
    assert 0 < int(told[2]) < int(told[1])


def test_building_twice_gives_the_same_bytes(yuxi: Path, examples: Path) -> None:
    """As deep as before: the manifest says by which way the book is found."""
    second = yuxi.with_name(f"again-{os.getpid()}")
    juesuan("build", examples / "yuxi-internet-office-2021", "-o", second)
    for name in ("forms.xlsx", "index.html", "cells.csv", "facts.parquet", "manifest.json"):
        once, again = ((folder / name).read_bytes() for folder in (yuxi, second))
        assert once == again, name


def test_explain_a_cell_of_a_form_set() -> None:
    run = juesuan("explain", "yunnan-2023:05:2013750:9")
    assert run.returncode == 0
    assert "人员经费" in run.stdout and "2013750 事业运行" in run.stdout
    assert "05:2013750:8 = 05:2013750:9 + 05:2013750:10" in run.stdout


def test_explain_in_english() -> None:
    run = juesuan("explain", "yunnan-2023:10:8:1", lang="en")
    assert run.returncode == 0
    assert "closed" in run.stdout


def test_explain_a_built_figure_down_to_its_entries(yuxi: Path) -> None:
    run = juesuan("explain", yuxi, "05:2013750:9", "--entries", "50")
    assert run.returncode == 0
    assert "2,458,225.73" in run.stdout
    assert "30107 绩效工资" in run.stdout
    assert "entries.csv" in run.stdout and "2021-12-15" in run.stdout


@pytest.fixture(scope="module")
def marked(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a book, and what is built of it: it has a code of its own, and marks of the
    console's in its unit's name."""
    folder = tmp_path_factory.mktemp("marked")
    (folder / "book").mkdir()
    for file in (examples / "qujing-digital-economy-centre-2023").glob("*.*"):
        text = file.read_text("utf-8").replace("2013704", "201370401")
        if file.name == "book.toml":
            text, named = re.subn(r'(?m)^unit = ".*"$', f'unit = "{MARKED}"', text)
            assert named == 1
        (folder / "book" / file.name).write_text(text, encoding="utf-8")
    own = "科目表,科目编码,科目名称\n功能,201370401,网络安全演练\n"
    (folder / "book" / "codes.csv").write_text(own, encoding="utf-8")
    built = juesuan("build", folder / "book", "-o", folder / "out")
    assert built.returncode == 0 and MARKED in built.stdout
    return folder


MARKED = "[bold]x[/bold] [/red]:smile:"


def test_explain_knows_a_units_own_codes(marked: Path) -> None:
    run = juesuan("explain", marked / "out", "03:201370401:1")
    assert run.returncode == 0
    assert "网络安全演练" in run.stdout and "736.72" in run.stdout


def test_explain_says_when_the_book_is_gone(marked: Path) -> None:
    elsewhere = (marked / "book").rename(marked / "elsewhere")
    try:
        lost = juesuan("explain", marked / "out", "01:27:1")
        assert lost.returncode == 0 and "不在原处" in lost.stdout
        found = juesuan("explain", marked / "out", "01:27:1", "--book", elsewhere)
        assert "income.csv" in found.stdout
    finally:
        elsewhere.rename(marked / "book")


def test_marks_in_a_units_name_mean_nothing_on_the_console(marked: Path, tmp_path: Path) -> None:
    out = marked / "out"
    for command in (("verify", out), ("check", out), ("explain", out, "01:57:2")):
        run = juesuan(*command)
        assert run.returncode < 2 and "Traceback" not in run.stderr
    read = juesuan("read", out / "forms.xlsx", "-o", tmp_path / "x.csv")
    assert read.returncode == 0 and "Traceback" not in read.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("explain", "yunnan-2023:13:1:1"), "没有 13 表"),
        (("explain", "yunnan-2023:05:99:1"), "没有行 99"),
        (("explain", "yunnan-2023:05:201:99"), "没有栏 99"),
        (("explain", "yunnan-2023:05:201"), "表:行:栏"),
        (("explain", "yunnan-2023"), "不知道要解释什么"),
        (("explain", "nowhere-1999:01:1:1"), "没有这个套表"),
        (("explain", "/", "01:1:1"), "manifest.json"),
        (("build", "no-such-book", "-o", "out"), "找不到账套"),
        (("new", "--form-set", "yunnan-2023", "-o", "book.txt"), ".xlsx"),
        (("new", "--form-set", "atlantis", "-o", "book.xlsx"), "没有这个套表"),
    ],
)
def test_what_cannot_be_done_says_why_and_exits_with_2(
    arguments: tuple[str, ...], said: str
) -> None:
    run = juesuan(*arguments)
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_usage_errors_exit_with_2() -> None:
    assert juesuan("build").returncode == 2
    assert juesuan("build", "book", "-o", "out", "--unit", "dollars").returncode == 2
    assert juesuan("--version").stdout.startswith("juesuan ")


def test_a_refused_book_lists_all_problems_and_writes_nothing(
    examples: Path, tmp_path: Path
) -> None:
    book = tmp_path / "book"
    book.mkdir()
    for file in (examples / "yuxi-internet-office-2021").glob("*.*"):
        (book / file.name).write_bytes(file.read_bytes())
    text = (book / "income.csv").read_text("utf-8")
    head, first, *rest = text.splitlines()
    broken = first.replace("2013701", "2013791") + "9"
    (book / "income.csv").write_text("\n".join([head, broken, *rest, ""]), encoding="utf-8")
    (book / "notes.csv").write_text("x\n1\n", encoding="utf-8")
    run = juesuan("build", book, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert "income.csv 第2行" in run.stderr and "2013701 行政运行" in run.stderr
    assert "notes.csv" in run.stderr
    assert not (tmp_path / "out").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book"]


def test_an_unbalanced_book_names_the_identity_and_its_figures(
    examples: Path, tmp_path: Path
) -> None:
    book = tmp_path / "book"
    book.mkdir()
    for file in (examples / "yuxi-internet-office-2021").glob("*.*"):
        (book / file.name).write_bytes(file.read_bytes())
    balances = (book / "balances.csv").read_text("utf-8")
    head, opening, closing, *_ = balances.splitlines()
    (book / "balances.csv").write_text(
        "\n".join([head, opening, closing.replace("830", "831"), ""]), encoding="utf-8"
    )
    run = juesuan("build", book, "-o", tmp_path / "out", lang="en")
    assert run.returncode == 2
    assert "does not balance" in run.stderr and "a difference of -1.00" in run.stderr


def test_somebody_elses_folder_is_not_overwritten(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_bytes(b"years of work")
    run = juesuan("build", examples / "yuxi-internet-office-2021", "-o", tmp_path / "out")
    assert run.returncode == 2
    assert "thesis.docx" in run.stderr
    assert (tmp_path / "out" / "thesis.docx").read_bytes() == b"years of work"


def test_new_writes_a_workbook_once(tmp_path: Path) -> None:
    path = tmp_path / "mybook.xlsx"
    assert juesuan("new", "--form-set", "shanxi-2023", "-o", path).returncode == 0
    before = path.read_bytes()
    again = juesuan("new", "--form-set", "shanxi-2023", "-o", path)
    assert again.returncode == 2 and "已经存在" in again.stderr
    assert path.read_bytes() == before


def test_a_new_book_is_named_at_once_or_says_where(tmp_path: Path) -> None:
    """The first import into a book without a name was refused."""
    named, bare = tmp_path / "named.xlsx", tmp_path / "bare.xlsx"
    told = juesuan("new", "--form-set", "yunnan-2023", "--name", "示例市某局", "-o", named)
    assert told.returncode == 0 and "B2" not in told.stdout
    assert "B2" in juesuan("new", "--form-set", "yunnan-2023", "-o", bare).stdout
    assert "部门名称" not in juesuan("check", named).stderr


def test_a_book_without_figures_is_told_to_have_none(tmp_path: Path) -> None:
    """Whoever passed over what an import asked got a whole set of empty forms without a word."""
    path = tmp_path / "mybook.xlsx"
    juesuan("new", "--form-set", "yunnan-2023", "--name", "示例市某局", "-o", path)
    run = juesuan("build", path, "-o", tmp_path / "out")
    assert run.returncode == 0
    assert "账套里还没有数" in run.stderr and "juesuan import" in run.stderr


def test_an_untouched_new_book_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "mybook.xlsx"
    juesuan("new", "--form-set", "yunnan-2023", "-o", path)
    run = juesuan("build", path, "-o", tmp_path / "out")
    assert run.returncode == 2
    assert "“部门名称”" in run.stderr
