"""The example books rebuild what was really published, cell for cell."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from juesuan.forms import Disclosure
from juesuan.publishing import fill_book
from juesuan.reading import read
from support.once import book_once

DEFECTIVE = {
    "yuxi-internet-office-2021": {},
    "qujing-digital-economy-centre-2023": {
        # Closed by the form (a dash), yet the booklet prints figures there.
        ("10", "8", "1"): (Decimal("4.55"), None),
        ("10", "8", "2"): (Decimal("4.08"), None),
        # Left blank in the booklet, though row 7 = row 8 + row 10 demands it.
        ("11", "8", "3"): (None, Decimal("4.08")),
    },
    "jincheng-big-data-bureau-2023": {},
    "putuo-social-work-2024": {},
}
"""Cells where the booklet is wrong: what it prints, what the facts give."""


def printed(disclosure: Disclosure) -> dict[tuple[str, str, str], Decimal]:
    return {
        (cell.key.form, cell.key.row, cell.key.column): Decimal(disclosure.plain(filled, cell))
        for filled in disclosure.forms
        for cell in filled.sheet.cells
        if cell.key in filled.values
    }


@pytest.mark.parametrize("name", sorted(DEFECTIVE))
def test_every_published_cell_is_rebuilt(name: str, examples: Path, truth: Path) -> None:
    built = printed(fill_book(book_once(examples / name)))
    with (truth / f"{name}.cells.csv").open(encoding="utf-8") as stream:
        published = {
            (row["form"], row["row"], row["column"]): Decimal(row["value"])
            for row in csv.DictReader(stream)
        }
    differing = {
        place: (published.get(place), built.get(place))
        for place in published.keys() | built.keys()
        if published.get(place) != built.get(place)
    }
    assert differing == DEFECTIVE[name]
    assert len(published) > 150


def test_a_booklet_of_items_only_is_rebuilt_with_its_classes(examples: Path) -> None:
    """The office's booklet prints the lowest codes; classes and sections are their sums."""
    built = printed(fill_book(book_once(examples / "qujing-government-office-2024")))
    assert built["01", "29", "1"] == Decimal("31640.00")  # carried over, and no fiscal money
    assert ("04", "28", "1") not in built
    assert built["03", "2010301", "3"] == Decimal("31640.00")
    assert built["03", "total", "1"] == Decimal("33279201.93")
    assert built["05", "total", "7"] == Decimal("33247561.93")
    assert built["06", "人员经费合计", "1"] == Decimal("24352679.36")
    assert built["07", "302", "1"] == Decimal("4001139.19")
    assert built["10", "2", "3"] == built["11", "2", "3"] == Decimal("1301809.72")
    assert built["10", "22", "3"] == Decimal("4074153.87")


def test_every_figure_of_that_booklet_is_rebuilt(examples: Path, truth: Path) -> None:
    reading = read(truth.parent / "disclosures" / "qujing-government-office-2024.txt")
    built = printed(fill_book(book_once(examples / "qujing-government-office-2024")))
    published = {(o.form, o.row, o.column): Decimal(o.value) for o in reading.observations}
    assert len(published) > 250
    assert {place: built.get(place) for place in published} == published
    assert {len(row) for _, row, _ in built.keys() - published.keys()} == {3, 5}


def test_yuxi_in_its_own_words(examples: Path) -> None:
    """A few figures a reader of the booklet would look up, without the published file."""
    book = book_once(examples / "yuxi-internet-office-2021")
    cells = printed(fill_book(book))
    assert cells["01", "30", "1"] == Decimal("20434183.26")
    assert cells["05", "2013750", "9"] == Decimal("2458225.73")
    assert cells["06", "公用经费合计", "1"] == Decimal("1522530.63")
    assert cells["09", "22", "2"] == Decimal("1246324.49")  # without the public institution
    assert cells["09", "18", "2"] == 299
