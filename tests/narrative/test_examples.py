"""The booklets of the example books: complete, and read back without a question."""

from pathlib import Path

import pytest
from telling import heard, read_back

from juesuan.facts import money_unit
from juesuan.forms import Disclosure, fill, load_form_set
from juesuan.ledger import Book
from juesuan.narrative import Heading, WrittenParagraph, book_booklet
from support.once import book_once

LAST_YEAR = ["last_year"]
ASKED = {
    "jincheng-big-data-bureau-2023": [],
    "putuo-social-work-2024": [],
    "qujing-digital-economy-centre-2023": LAST_YEAR,
    "qujing-government-office-2024": LAST_YEAR,
    "yuxi-internet-office-2021": LAST_YEAR,
}
"""What the authors of the example books have still to say."""


def filled(book: Book) -> Disclosure:
    said = book.description
    forms = load_form_set(said.form_set, book.space)
    unit = said.print or money_unit(forms.money)
    return fill(forms, book.store, said.unit, said.year, unit, said.zeros)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_an_example_has_a_whole_booklet(name: str, examples: Path) -> None:
    book = book_once(examples / name)
    disclosure = filled(book)
    told = book_booklet(book, disclosure)
    assert [asked.key for asked in told.asked] == ASKED[name]
    assert read_back(told).unread == []
    numbers = heard(told, disclosure.money)
    assert len(numbers) > 50
    assert all(number.mention.value == number.value for number in numbers)
    blocks = told.blocks
    empty = [
        block.text
        for block, after in zip(blocks, [*blocks[1:], None], strict=True)
        if isinstance(block, Heading)
        and (after is None or (isinstance(after, Heading) and after.level <= block.level))
    ]
    assert empty == []


def test_a_published_sentence_says_the_same(examples: Path) -> None:
    """What the bureau's own booklet says of its totals and operating expenses."""
    book = book_once(examples / "jincheng-big-data-bureau-2023")
    told = book_booklet(book, filled(book))
    text = "".join(block.text for block in told.blocks if isinstance(block, WrittenParagraph))
    for figure in (
        "7,176.23万元，比上年减少1,264.10万元，下降14.98%",
        "比上年增加4,275.26万元，增长147.37%",
        "年初预算9,716.62万元，支出决算7,176.23万元，完成年初预算的73.86%",
        "机关运行经费支出35.11万元，比上年减少79.70万元，下降69.42%",
    ):
        assert figure in text
