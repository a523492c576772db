"""Every form set fills from an example book, with all identities holding, in 元 and 万元."""

import re
from pathlib import Path

import pytest

from juesuan.checks import check_identities
from juesuan.facts import WAN, YUAN, MoneyUnit
from juesuan.forms import available_form_sets, load_form_set
from juesuan.ledger import Book
from juesuan.publishing import fill_book
from support.once import book_once

SETS = available_form_sets()
PAGE = Path(__file__).resolve().parents[2] / "docs" / "form-sets.md"


@pytest.fixture(scope="module")
def book(examples: Path) -> Book:
    return book_once(examples / "qujing-digital-economy-centre-2023")


@pytest.mark.parametrize("money", [YUAN, WAN], ids=["yuan", "wan"])
@pytest.mark.parametrize("name", SETS)
def test_a_set_fills_from_an_example_book(name: str, money: MoneyUnit, book: Book) -> None:
    disclosure = fill_book(book, name, money)
    residuals = check_identities(disclosure)
    assert [str(r.identity) for r in residuals if not r.holds] == []
    assert max(disclosure.form("01").values.values()) == 3_538_650_000  # cents: the grand total


def test_the_docs_list_every_set_with_its_years() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| [^|]+ \| (\d{4})", PAGE.read_text("utf-8"), re.M))
    assert rows == {name: str(load_form_set(name).first_year) for name in SETS}
