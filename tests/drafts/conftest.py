"""A small filled set, made without a book."""

from pathlib import Path

import pytest

from juesuan.drafts import Draft, from_book
from juesuan.ledger import Book
from support.once import book_once


@pytest.fixture(scope="session")
def book(examples: Path) -> Book:
    return book_once(examples / "qujing-digital-economy-centre-2023")


@pytest.fixture(scope="session")
def opened(book: Book) -> Draft:
    return from_book(book).draft


@pytest.fixture
def draft(opened: Draft) -> Draft:
    """The draft of an example, for a test to change."""
    return Draft(opened.head, opened.rows, opened.entered)
