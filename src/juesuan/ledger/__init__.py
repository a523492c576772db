"""The book (账套) of a unit's year: read, checked, balanced and posted to facts."""

from juesuan.ledger.book import Book, Progress, read_book
from juesuan.ledger.description import BookUnit, Description
from juesuan.ledger.problems import BookError, Place, Problem
from juesuan.ledger.template import write_template

__all__ = [
    "Book",
    "BookError",
    "BookUnit",
    "Description",
    "Place",
    "Problem",
    "Progress",
    "read_book",
    "write_template",
]
