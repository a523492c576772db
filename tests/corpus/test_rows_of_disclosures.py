"""The rows that a corpus keeps of a disclosure: each figure with its place and its meaning."""

from typing import Any

import pytest

from juesuan.checks import check
from juesuan.corpus.records import rows_of
from support.disclosures import printed_book

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Those of the small unit, a total of which is printed wrong and a figure left blank."""
    printed = {"03:2010301:1": "1,190,000.00", "03:2080505:2": ""}
    return rows_of(check(printed_book(cells=printed)))


def figure(rows: Rows, form: str, row: str, column: str) -> dict[str, Any]:
    wanted = (form, row, column)
    (found,) = [
        one for one in rows["observations"] if (one["form"], one["row"], one["col"]) == wanted
    ]
    return found


def test_a_figure_has_its_text_its_cents_and_its_place(rows: Rows) -> None:
    wrong = figure(rows, "03", "2010301", "1")
    assert (wrong["printed"], wrong["value"], wrong["width"]) == ("1,190,000.00", 119_000_000, 0)
    assert (wrong["state"], wrong["unit"], wrong["file"]) == ("number", "元", "a.txt")
    assert wrong["label"] == "行政运行" and wrong["place"].startswith("a.txt l")


def test_a_figure_says_what_it_means_by_the_dimensions_of_accounts(rows: Rows) -> None:
    names = ("measure", "stage", "fund", "function", "nature")
    spent = figure(rows, "03", "2010301", "2")
    assert [spent[name] for name in names] == ["expenditure", "final", "", "2010301", "basic"]
    income = figure(rows, "01", "1", "1")
    assert [income[name] for name in names] == ["income", "final", "general", "", ""]


def test_a_blank_in_a_form_to_the_cent_is_no_figure(rows: Rows) -> None:
    places = {(one["form"], one["row"], one["col"]) for one in rows["observations"]}
    assert ("03", "2080505", "1") in places and ("03", "2080505", "2") not in places


def test_the_head_of_a_disclosure_counts_what_held_and_what_was_found(rows: Rows) -> None:
    (head,) = rows["documents"]
    assert (head["unit"], head["year"], head["money"]) == ("某局", 2023, "元")
    assert head["broken"] >= 2 and head["held"] > 200 and head["tails"] == 0
    severities = [found["severity"] for found in rows["findings"]]
    counted = [head[name] for name in ("errors", "warnings", "infos")]
    assert counted == [severities.count(name) for name in ("error", "warning", "info")]
    assert any(found["expected"] == "1,090,000.00" for found in rows["findings"])


def test_equalities_are_kept_once_for_all_disclosures_of_a_layout(rows: Rows) -> None:
    layouts = {one["layout"] for one in (*rows["terms"], *rows["documents"])}
    assert len(layouts) == 1
    first = [one for one in rows["terms"] if one["identity"] == 0]
    assert [one["position"] for one in first] == list(range(first[0]["terms"]))
    assert sum(one["coefficient"] > 0 for one in first) == first[0]["positive"]
