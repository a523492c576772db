"""Questions to a corpus in SQL: ten that people ask, with their answers; and what is refused."""

import io
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from rich.console import Console

from juesuan.corpus import Corpus, CorpusError, open_corpus
from juesuan.corpus.answers import table_of, write_answer
from juesuan.corpus.open import views
from support.commands import juesuan, process

WHOLE = "concat(fund, function, economic, nature, carry, unit_kind, item) = '' AND stage = 'final'"
"""A fact of all money, not cut by anything."""


def yuan(text: str) -> Decimal:
    return Decimal(text)


QUESTIONS: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "支出最多的三家 · who spent most": (
        "SELECT unit, amount FROM facts WHERE measure = 'expenditure' AND year = 2023"
        f" AND {WHOLE} ORDER BY amount DESC, unit, document LIMIT 3",
        [
            ("丁局", yuan("1710100.00")),
            ("戊局", yuan("1710100.00")),
            ("乙局", yuan("1710007.77")),
        ],
    ),
    "各地区公务接待费 · receptions by region": (
        "SELECT region, sum(amount) FROM facts WHERE measure = 'expenditure' AND stage = 'final'"
        " AND economic = '30217' AND fund = 'fiscal' AND function || nature || item = ''"
        " AND year = 2023 GROUP BY region ORDER BY region",
        [("云南", yuan("30000.00")), ("山西", yuan("30000.00"))],
    ),
    "公务用车运行费比上年 · running of cars against last year": (
        "SELECT now.unit, now.amount - before.amount FROM facts AS now JOIN facts AS before"
        " USING (unit, measure, stage, fund, function, economic, nature, carry, unit_kind, item)"
        " WHERE now.year = 2023 AND before.year = 2022 AND economic = '30231' AND fund = 'general'"
        " AND measure = 'expenditure' AND stage = 'final' AND function = ''"
        " AND nature = 'basic.public' ORDER BY ALL",
        [("乙局", yuan("7.77")), ("甲局", yuan("0.00"))],
    ),
    "哪些单位有错误 · who has errors": (
        "SELECT unit, code, form, row, col, printed, expected FROM findings"
        " WHERE severity = 'error'",
        [("丙局", "K101", "02", "208", "1", "109,000.00", "100,000.00")],
    ),
    "最常见的问题 · the commonest findings": (
        "SELECT code, count(DISTINCT unit) FROM findings WHERE code LIKE 'C1%'"
        " GROUP BY code ORDER BY 2 DESC, 1 LIMIT 1",
        [("C103", 5)],
    ),
    "哪些没有读成 · what could not be read": (
        "SELECT unit FROM documents WHERE status = 'not_read'",
        [("己局",)],
    ),
    "同一单位两份，数字不同 · one unit twice, with other figures": (
        "SELECT unit, count(DISTINCT amount) FROM facts WHERE measure = 'expenditure'"
        f" AND year = 2023 AND {WHOLE} GROUP BY unit HAVING count(DISTINCT amount) > 1",
        [("戊局", 2)],
    ),
    "人员经费占基本支出 · personnel within basic expenditure, in whole per cent": (
        "SELECT p.unit, (100 * p.value) // b.value FROM facts AS p JOIN facts AS b"
        " USING (document, measure, stage, fund, function, economic, carry, unit_kind, item)"
        " WHERE p.nature = 'basic.personnel' AND b.nature = 'basic' AND measure = 'expenditure'"
        " AND fund = 'general' AND function || economic = '' AND p.unit = '甲局' AND p.year = 2023",
        [("甲局", 93)],
    ),
    "年末结转大于零 · who carries money over": (
        "SELECT unit, year, amount FROM facts WHERE measure = 'closing' AND value > 0"
        f" AND {WHOLE} ORDER BY unit, year",
        [
            ("乙局", 2022, yuan("1000000.00")),
            ("甲局", 2022, yuan("1000000.00")),
        ],
    ),
    "支出总计印在几处 · in how many places total expenditure is printed": (
        "SELECT unit, prints, agree FROM facts WHERE measure = 'expenditure' AND unit = '丁局'"
        f" AND {WHOLE}",
        [("丁局", 2, True)],
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_its_answer(corpus: Corpus, question: str) -> None:
    query, answer = QUESTIONS[question]
    assert corpus.rows(query) == answer


@pytest.mark.parametrize("name", [*views(), "missing"])
def test_every_view_can_be_asked(corpus: Corpus, name: str) -> None:
    names, _ = corpus.stream(f"FROM {name}")
    assert {"unit", "year", "region"} <= set(names)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", "bad_sql"),
        ("SELECT * FROM '/etc/passwd'", "bad_sql"),
        ("COPY (SELECT 1) TO '/tmp/taken.csv'", "not_a_query"),
        ("SET enable_external_access = true", "not_a_query"),
        ("DROP VIEW facts", "not_a_query"),
        ("SELECT 1; SELECT 2", "not_a_query"),
        ("ATTACH '/tmp/other.db'", "not_a_query"),
        ("SELEC", "bad_sql"),
    ],
)
def test_nothing_but_the_corpus_can_be_read_and_nothing_written(
    corpus: Corpus, query: str, key: str
) -> None:
    with pytest.raises(CorpusError) as told:
        corpus.rows(query)
    assert told.value.key == key


def test_a_question_that_names_no_view_or_column_is_told_what_there_is(corpus: Corpus) -> None:
    query = "SELECT view_name FROM duckdb_views() WHERE NOT internal AND view_name NOT LIKE '\\_%'"
    known = {name for (name,) in corpus.db.execute(f"{query} ESCAPE '\\'").fetchall()}
    with pytest.raises(CorpusError) as told:
        corpus.rows("SELECT total FROM fact")
    assert set(told.value.details["views"]) == known >= {"facts", "missing", "growth"}
    assert corpus.rows("DESCRIBE facts")


QUERY = (
    "SELECT unit, amount FROM facts WHERE measure = 'income' AND unit = '丁局'"
    f" AND {WHOLE} ORDER BY ALL"
)


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "xlsx", "table"])
def test_an_answer_is_written_exactly_in_every_format(
    folder: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"answer.{form}"
    with open_corpus(folder, output=path) as corpus:
        write_answer(corpus, QUERY, form, path)
    if form == "csv":
        assert path.read_text("utf-8-sig") == "unit,amount\n丁局,1710100.00\n"
    elif form == "json":
        assert json.loads(path.read_text("utf-8")) == [{"unit": "丁局", "amount": "1710100.00"}]
    elif form == "parquet":
        assert duckdb.sql(f"FROM '{path}'").fetchall() == [("丁局", yuan("1710100.00"))]
    elif form == "xlsx":
        sheet = openpyxl.load_workbook(path).active
        assert list(sheet.values) == [("unit", "amount"), ("丁局", 1710100)]
    else:
        assert "1710100.00" in path.read_text("utf-8")


def test_the_commands_answer_and_say_how_it_went(
    source: Path, folder: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(folder, tmp_path / "corpus")
    told = process("sql", QUERY, "--corpus", folder, "--format", "csv")
    assert (told.returncode, told.stdout) == (0, "\ufeffunit,amount\n丁局,1710100.00\n")
    told = juesuan("sql", "DROP VIEW facts", "--corpus", folder, "--lang", "en")
    assert told.returncode == 2 and "read only" in told.stderr
    again = juesuan("audit", source, "-o", folder, "--format", "json")
    said = json.loads(again.stdout)
    assert again.returncode == 1
    assert (said["documents"], said["unchanged"], said["not_read"], said["error"]) == (9, 9, 1, 1)
    assert juesuan("audit", source, "-o", folder, "--fail-on", "never").returncode == 0


def test_a_table_on_a_narrow_screen_cuts_no_name(corpus: Corpus) -> None:
    name = "红山县农业农村和水利建设服务中心"
    printed_on = io.StringIO()
    screen = Console(file=printed_on, width=30)
    screen.print(table_of(corpus, f"SELECT '{name}' AS unit, '{name}' AS other, 1 AS number"))
    printed = printed_on.getvalue()
    assert "…" not in printed
    cells = [line.split("│")[1].strip() for line in printed.splitlines() if line.startswith("│")]
    assert "".join(cells) == name
