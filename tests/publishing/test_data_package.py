"""The open data package validates with the tool of its own standard."""

import csv
import html
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from juesuan.publishing.building import fill_book
from juesuan.publishing.data_package import write_data_package
from juesuan.publishing.open_data import write_cells, write_facts
from support.once import book_once


@pytest.fixture(scope="module")
def package(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    book = book_once(examples / "qujing-digital-economy-centre-2023")
    disclosure = fill_book(book)
    write_cells(disclosure, folder / "cells.csv")
    write_facts(book.store, folder / "facts.parquet")
    write_data_package(disclosure, book.store, folder)
    return folder


def report(folder: Path) -> Any:
    import frictionless  # slow to load: not for the workers that run no test of this module

    return frictionless.Package(str(folder / "datapackage.json")).validate()


def test_it_validates(package: Path) -> None:
    found = report(package)
    assert found.valid, found.flatten(["fieldName", "rowNumber", "type", "note"])
    names = [task.name for task in found.tasks]
    assert names == ["cells", "facts", "dimensions", "function", "economic", "forms"]


def test_a_figure_that_is_none_fails_it(package: Path, tmp_path: Path) -> None:
    for file in package.rglob("*"):
        if file.is_file():
            target = tmp_path / file.relative_to(package)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(file.read_bytes())
    cells = tmp_path / "cells.csv"
    cells.write_text(cells.read_text("utf-8") + "01,1,9,很多,万元,,,\n", "utf-8")
    (fault,) = report(tmp_path).flatten(["fieldName", "type"])
    assert fault == ["value", "type-error"]


def test_every_code_of_the_facts_has_its_name(package: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (package / "data" / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    for kind in ("function", "economic"):
        named = {row["code"]: row for row in rows(f"{kind}.csv")}
        assert {row[kind] for row in rows("facts.csv")} - {""} <= set(named)
        assert all(row["parent"] in named for row in named.values() if row["parent"])


def test_the_description_names_unit_year_and_licence(package: Path) -> None:
    said = json.loads((package / "datapackage.json").read_text("utf-8"))
    assert "曲靖市数字经济发展中心" in said["title"] and "2023" in said["title"]
    assert said["fiscalPeriod"] == {"start": "2023-01-01", "end": "2023-12-31"}
    assert said["licenses"] == [{"name": "CC-BY-4.0"}]


def test_the_page_tells_every_column_and_its_questions_have_answers(package: Path) -> None:
    page = (package / "data.html").read_text("utf-8")
    said = json.loads((package / "datapackage.json").read_text("utf-8"))
    for resource in said["resources"]:
        assert all(f">{f['name']}</th>" in page for f in resource["schema"]["fields"])
    queries = [
        html.unescape(text) for text in re.findall(r"<pre tabindex=\"0\">(.*?)</pre>", page, re.S)
    ]
    assert len(queries) >= 4
    for query in queries:
        located = re.sub(r"'((?:data/)?\w+\.(?:csv|parquet))'", rf"'{package}/\1'", query)
        assert duckdb.sql(located).fetchall(), query
