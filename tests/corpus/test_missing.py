"""A roster against what was found: who published, late, wrongly, twice, or not at all."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from juesuan.corpus import Corpus, CorpusError, audit, open_corpus
from juesuan.corpus.missing import keep_roster, read_roster
from juesuan.corpus.report import report_tables
from juesuan.resources import load
from support.corpora import disclose

HEAD = "地区,主管部门,单位名称,公开范围,决算年度,批复日期,截止日期\n"


def missing(corpus: Path, tmp_path: Path, lines: str) -> dict[str, tuple]:
    roster = tmp_path / "名单.csv"
    roster.write_text(HEAD + lines, "utf-8")
    copy = tmp_path / "copy"
    shutil.copytree(corpus, copy)
    keep_roster(roster, copy)
    with open_corpus(copy) as opened:
        rows = opened.rows(
            "SELECT unit, state, documents, differing, differs_at, found_year, found_unit,"
            " days_late FROM missing"
        )
    return {row[0]: row[1:] for row in rows}


def test_the_corpus_is_held_against_the_roster(folder: Path, tmp_path: Path) -> None:
    found = missing(
        folder,
        tmp_path,
        "云南,,甲局,,2023,2024-09-01,\n云南,,庚局,,2023,,\n山西,,戊局,,2023,,\n山西,,己局,,2023,,\n"
        "贵州,,丁局,,2023,,\n",
    )
    assert found["甲局"][:2] == ("published", 1)
    assert found["庚局"][:2] == ("missing", 0)
    assert found["己局"][:2] == ("not_read", 1)
    assert found["丁局"][:2] == ("missing", 0), "the one of Shanxi is another region's"
    state, documents, differing, places, *_ = found["戊局"]
    assert (state, documents) == ("twice", 2)
    assert differing > 5 and places.startswith("01:1:1, ")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A late one, one under another year's name, one under another unit's, one of the office
    itself, one without some forms."""
    place = tmp_path_factory.mktemp("odd")
    source = place / "in"
    disclose(source / "2024-10-03 甲局2023年度部门决算.txt", "甲局")
    disclose(source / "乙局2022年度部门决算.txt", "乙局")
    disclose(source / "丙局2023年度部门决算.txt", "丁局")
    disclose(source / "戊局（本级）2023年度单位决算.txt", "戊局（本级）")
    disclose(source / "辛局第一中心2023年度单位决算.txt", "辛局第一中心")
    disclose(source / "辛局第二中心2023年度单位决算.txt", "壬局")
    short = disclose(source / "己局2023年度部门决算.txt", "己局")
    text = short.read_text("utf-8")
    short.write_text(text[: text.index("政府性基金预算财政拨款收入支出决算表")], "utf-8")
    audit(source, place / "corpus", 2)
    return place / "corpus"


def test_what_is_odd_is_told_apart(odd: Path, tmp_path: Path) -> None:
    found = missing(
        odd,
        tmp_path,
        ",,甲局,,2023,2024-09-10,\n,,乙局,,2022,,\n,,丙局,,2023,,\n,,戊局,部门,2023,,\n"
        ",,戊局本级,,2023,,\n,,己局,,2023,,\n,,辛局,,2023,,\n,,辛局第二中心,,2023,,\n",
    )
    assert (found["甲局"][0], found["甲局"][-1]) == ("late", 3), "20 days after approval"
    assert (found["乙局"][0], found["乙局"][4]) == ("wrong_year", 2023)
    assert (found["丙局"][0], found["丙局"][5]) == ("other_unit", "丁局")
    assert found["戊局"][0] == "missing", "the office's accounts are not the department's"
    assert found["戊局本级"][0] == "published"
    assert found["己局"][0] == "incomplete"
    assert (found["辛局第二中心"][0], found["辛局第二中心"][5]) == ("other_unit", "壬局")
    assert found["辛局"][0] == "missing", "files of units whose names begin alike are not its own"


def test_without_a_roster_nobody_is_missing(corpus: Corpus) -> None:
    assert corpus.rows("SELECT count(*) FROM missing") == [(0,)]


def test_a_roster_is_a_workbook_as_well(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["单位", "年度", "截止日期"])
    book.active.append(["甲局", 2023, "2024年9月30日"])
    book.save(tmp_path / "roster.xlsx")
    (row,) = read_roster(tmp_path / "roster.xlsx")
    assert (row["unit"], row["year"], str(row["due"])) == ("甲局", 2023, "2024-09-30")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("单位\n甲局\n", "roster_columns"),
        ("单位,年度\n甲局,去年\n", "roster_row"),
        ("单位,年度,批复日期\n甲局,2023,2024-13-01\n", "roster_row"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "r.csv").write_text(text, "utf-8")
    with pytest.raises(CorpusError) as told:
        read_roster(tmp_path / "r.csv")
    assert told.value.key == key


def test_the_report_tells_in_words_what_was_found_instead(odd: Path, tmp_path: Path) -> None:
    missing(
        odd, tmp_path, ",,甲局,,2023,2024-09-10,\n,,乙局,,2022,,\n,,丙局,,2023,,\n,,庚局,,2023,,\n"
    )
    with open_corpus(tmp_path / "copy") as corpus:
        for lang, late, year in (
            ("zh", "迟3天", "找到的是2023年度的"),
            ("en", "3 days late", "found: 2023"),
        ):
            tables = report_tables(corpus, load("corpus/atlas.toml")[lang], lang)
            (table,) = (table for table in tables if table.key == "missing")
            assert len(table.names) == 4, "no row has a region: it has no column"
            said = {row[0]: row[-1] for row in table.rows}
            assert (said["甲局"], said["乙局"], said["庚局"]) == (late, year, "")


def test_the_report_names_some_places_where_two_disclosures_differ(
    folder: Path, tmp_path: Path
) -> None:
    missing(folder, tmp_path, ",,戊局,,2023,,\n")
    with open_corpus(tmp_path / "copy") as corpus:
        tables = report_tables(corpus, load("corpus/atlas.toml")["zh"], "zh")
    (((*_, told),),) = (table.rows for table in tables if table.key == "missing")
    assert re.fullmatch(r"\d+处不同，如\d+表\S+行\d+栏(、\d+表\S+行\d+栏)*", told)
