from .asking import Asked
from .book import Book, Progress, read_book
from .description import BookUnit, Description
from .filling import BookRow, Filling
from .problems import BookError, Place, Problem
from .template import write_template

__all__ = [
    "Asked",
    "Book",
    "BookError",
    "BookRow",
    "BookUnit",
    "Description",
    "Filling",
    "Place",
    "Problem",
    "Progress",
    "read_book",
    "write_template",
]
