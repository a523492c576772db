"""The atlas: a site without any server, every unit a click away, figures exact."""

import csv
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import docx
import duckdb
import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser

from juesuan.corpus import Corpus, atlas, audit, open_corpus, write_atlas
from juesuan.corpus.figures import (
    Outlier,
    Values,
    amounts_said,
    atlas_words,
    figures,
    gather,
    like,
    outliers,
    people_of,
    shown,
)
from juesuan.corpus.grades import grade_table
from juesuan.corpus.missing import keep_roster
from juesuan.corpus.pictures import span
from juesuan.corpus.report import report_tables
from juesuan.resources import load


@pytest.fixture(scope="module", params=["zh", "en"])
def site(request: pytest.FixtureRequest, folder: Path, tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("atlas") / request.param
    write_atlas(folder, place, request.param)
    return place


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text("utf-8"))


def test_every_link_leads_to_a_file_of_the_site(site: Path) -> None:
    for path in site.rglob("*.html"):
        for node in page(path).css("a[href], link[href], script[src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            assert not re.match(r"[a-z]+:|//", target), f"{path.name} needs the network: {target}"
            assert (path.parent / target).is_file(), f"{path.name}: {target}"


def test_each_unit_is_one_click_from_the_first_page(site: Path) -> None:
    assert (site / "index.html").stat().st_size < 300_000
    links = {a.text(): a.attributes["href"] for a in page(site / "index.html").css("nav a")}
    assert set(links) == {"甲局", "乙局", "丙局", "丁局", "戊局", "己局"}
    table = page(site / (links["乙局"] or "")).css("table")[0]
    rows = {row.css("th")[0].text(): [c.text() for c in row.css("td")] for row in table.css("tr")}
    name = {"zh": "本年支出", "en": "Expenditure of the year"}[site.name]
    growth = {"zh": "本年支出比上年", "en": "Expenditure against last year"}[site.name]
    assert rows[name] == ["171.00", "171.00"]
    assert rows[growth] == ["—", "0.00%"]


def test_a_units_page_shows_what_it_has_and_charts_where_there_are_two_years(site: Path) -> None:
    charted = set()
    for link in page(site / "index.html").css("nav a"):
        unit = page(site / (link.attributes["href"] or ""))
        rows = unit.css("table")[0].css("tbody tr")
        assert not any({cell.text() for cell in row.css("td")} <= {"—"} for row in rows)
        charted |= {link.text()} if unit.css("section.charts figure") else set()
    assert charted == {"甲局", "乙局"}


def test_units_are_drawn_beside_each_other_where_two_have_the_figure(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One alone is no comparison."""
    most = {"income": 2, "fiscal": 1}

    def some(corpus: Corpus) -> Values:
        of_2023 = {n for (n,) in corpus.rows("SELECT document FROM documents WHERE year = 2023")}
        had: Counter[str] = Counter()
        found = {}
        for (document, name), value in sorted(gather(corpus).items()):
            had[name] += document in of_2023
            if had[name] <= most.get(name, had[name]):
                found[document, name] = value
        return found

    monkeypatch.setattr(atlas, "gather", some)
    write_atlas(folder, tmp_path / "atlas", "zh")
    drawn = page(tmp_path / "atlas" / "compare.html").css("svg")
    titles = {svg.attributes["aria-label"] for svg in drawn}
    assert {f"{name}最多的单位，2023年度" for name in ("本年收入", "本年支出")} <= titles
    assert "财政拨款支出最多的单位，2023年度" not in titles


def test_the_search_finds_units_items_and_amounts(site: Path) -> None:
    text = (site / "search.js").read_text("utf-8")
    found = json.loads(text.removeprefix("window.ATLAS=").rstrip(";\n"))
    assert ["甲局 云南", found[[t for t, _ in found].index("甲局 云南")][1]] in found
    assert any(t.startswith("2010302 ") and "40.00 甲局 2023" in t for t, _ in found)


def test_the_report_names_who_has_errors_and_what_was_not_read(site: Path) -> None:
    tables = {table["key"]: table for table in json.loads((site / "data/report.json").read_text())}
    assert tables["worst"]["rows"][0][:4] == ["丙局", "云南", "2023", "1"]
    assert [row[0] for row in tables["unreadable"]["rows"]] == ["山西省/己局2023"]
    assert "丙局" in page(site / "report.html").text()
    sheet = openpyxl.load_workbook(site / "data/report.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][:4] == ["丙局", "云南", 2023, 1]
    paper = docx.Document(str(site / "data/report.docx")).tables
    assert [cell.text for cell in paper[0].rows[1].cells][:4] == ["丙局", "云南", "2023", "1"]


def test_the_report_counts_by_department_who_is_late_and_what_was_found(
    folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "corpus"
    shutil.copytree(folder, copy)
    roster = tmp_path / "名单.csv"
    units = "云南,某委,丙局,2023\n云南,某委,庚局,2023\n云南,另一委,甲局,2023\n"
    roster.write_text("地区,主管部门,单位,年度\n" + units, "utf-8")
    keep_roster(roster, copy)
    with open_corpus(copy) as corpus:
        tables = {
            t.key: t.rows for t in report_tables(corpus, load("corpus/atlas.toml")["zh"], "zh")
        }
    assert [row[:4] for row in tables["by_department"]] == [
        ("某委", "2", "1", "1"),
        ("另一委", "1", "0", "0"),
    ]


def test_on_a_narrow_screen_each_figure_of_the_report_has_its_name(site: Path) -> None:
    tables = page(site / "report.html").css("table")
    assert tables
    for table in tables:
        names = [cell.text() for cell in table.css("thead th")][1:]
        for row in table.css("tbody tr"):
            assert [cell.attributes["data-name"] for cell in row.css("td")] == names


def test_years_of_one_year_are_not_from_it_to_itself() -> None:
    assert (span([2023]), span([2022, 2023]), span([])) == ("2023", "2022—2023", "")


def test_the_data_beside_it_are_exact_and_alike_in_every_format(site: Path) -> None:
    query = f"SELECT unit, year, figure, value FROM '{site}/data/figures.parquet' ORDER BY ALL"
    parquet = [tuple(map(str, row)) for row in duckdb.sql(query).fetchall()]
    lines = csv.DictReader((site / "data/figures.csv").read_text("utf-8-sig").splitlines())
    names = ("unit", "year", "figure", "value")
    assert sorted(tuple(line[name] for name in names) for line in lines) == sorted(parquet)
    assert ("丁局", "2023", "three_public", "4010000") in parquet


def test_percentages_are_whole_hundredths(corpus: Corpus) -> None:
    values = gather(corpus)
    ((document,),) = corpus.rows(
        "SELECT document FROM documents WHERE unit = '甲局' AND year = 2022"
    )
    assert shown(figures()["carried"], values[document, "carried"]) == "58.48%"
    assert shown(figures()["expenditure"], values[document, "expenditure"]) == "171.00"


class Peers:
    """Nine disclosures of one region and year."""

    def rows(self, query: str) -> list[tuple[int, str, str, str, int]]:
        return [(2023, "云南", "department", "红山县水利局", document) for document in range(9)]


def test_what_is_far_from_its_peers_is_asked_about_and_what_is_not_is_left() -> None:
    values = {(n, "carried"): 1000 + 10 * n for n in range(8)} | {(8, "carried"): 9000}
    assert outliers(Peers(), values) == [  # type: ignore[arg-type]
        Outlier(document=8, figure="carried", value=9000, median=1040)
    ]
    few = {(n, "carried"): value for (n, _), value in values.items() if n > 8 - 3}
    assert len(few) < atlas_words().peers
    assert outliers(Peers(), few) == []  # type: ignore[arg-type]
    enough = {
        (n, name): value for (n, name), value in values.items() if n > 8 - atlas_words().peers
    }
    assert [one.document for one in outliers(Peers(), enough)] == [8]  # type: ignore[arg-type]


class Told:
    """A corpus that answers every question with some rows."""

    def __init__(self, *rows: tuple[object, ...]) -> None:
        self.answer = list(rows)

    def rows(self, query: str, values: object = ()) -> list[tuple[object, ...]]:
        return self.answer


def test_people_are_counted_by_the_surest_words() -> None:
    said = Told((1, "在职人员", 30), (1, "年末实有人员", 28), (2, "离休人员", 4))
    words = figures()["a_head"].per
    assert people_of(said, words) == {1: 28}  # type: ignore[arg-type]


def test_purchases_from_small_firms_are_taken_from_the_text_where_no_form_has_them() -> None:
    words = figures()["small_firms"]
    said = Told(
        (1, "政府采购授予中小企业合同金额", 90_00),
        (1, "政府采购支出总额", 120_00),
        (1, "政府采购货物支出", 30_00),
        (2, "政府采购金额（以合同为准）", 50_00),
        (3, "货物采购授予中小企业合同金额", 1_00),
        (3, "服务采购授予中小企业合同金额", 2_00),
    )
    assert amounts_said(said, words.said) == {1: 90_00}  # type: ignore[arg-type]
    assert amounts_said(said, words.said_of) == {1: 120_00, 2: 50_00}  # type: ignore[arg-type]


def test_the_report_says_first_how_much_was_read_and_leads_to_the_units(site: Path) -> None:
    report = page(site / "report.html")
    assert re.search(r"\d", report.css_first("header p.line:last-child").text())
    links = {a.text(): a.attributes["href"] for a in report.css("th a")}
    assert "丙局" in links
    assert page(site / (links["丙局"] or "")).css_first("h1").text() == "丙局"


def test_units_are_asked_about_among_their_like_only() -> None:
    assert like("云南省红山县水利局") == ("county", "office")
    assert like("红山县第二中学") == ("county", "school")
    assert like("红山市中级人民法院") == ("city", "office")
    assert like("广西壮族自治区档案馆") == ("province", "institution")
    assert like("石塘镇人民政府") == ("town", "office")
    assert like("红山县水利局（本级）") == like("红山县水利局(机关)") == ("county", "office")
    values = {(n, "carried"): 1000 + 10 * n for n in range(8)} | {(8, "carried"): 9000}
    apart = Told(
        *((2023, "云南", "", "红山县水利局" if n < 8 else "红山县中学", n) for n in range(9))
    )
    assert outliers(apart, values) == []  # type: ignore[arg-type]


def test_a_figure_far_from_many_that_are_alike_is_asked_about() -> None:
    values = {(n, "carried"): 0 for n in range(8)} | {(8, "carried"): 9000}
    assert [one.document for one in outliers(Peers(), values)] == [8]  # type: ignore[arg-type]


def test_the_comparison_shows_grades_by_year_with_the_share_of_the_best() -> None:
    counts = [(2022, "优", 3), (2022, "差", 1), (2023, "优", 4), (2024, "优", 2), (2024, "良", 1)]
    words = atlas_words().zh
    assert grade_table(counts, {2022: "90.00"}, words) == [
        ("年度", "优", "良", "差", "“优”占比", "平均得分"),
        ("2022", "3", "0", "1", "75.00%", "90.00"),
        ("2023", "4", "0", "0", "100.00%", "—"),
        ("2024", "2", "1", "0", "66.67%", "—"),
    ]


def test_a_budget_of_which_no_stage_is_said_measures_what_was_spent(tmp_path: Path) -> None:
    source = tmp_path / "disclosures" / "云南"
    source.mkdir(parents=True)
    lines = ["甲局2022年度部门决算", "一般公共预算财政拨款“三公”经费情况表", "单位：万元"]
    lines += ["项目\t2022年预算数\t2022年决算数", "“三公”经费合计\t12.00\t9.00"]
    lines += ["因公出国（境）费\t2.00\t1.00", "公务接待费\t10.00\t8.00"]
    (source / "甲局2022.txt").write_text("\n".join(lines), "utf-8")
    audit(source.parent, tmp_path / "corpus", jobs=1)
    with open_corpus(tmp_path / "corpus") as corpus:
        (rate,) = [v for (_, name), v in gather(corpus).items() if name == "three_public_rate"]
    assert shown(figures()["three_public_rate"], rate) == "75.00%"
