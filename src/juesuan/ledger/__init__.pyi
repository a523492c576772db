from .answer_sheet import answer_rows, write_answers
from .answers import Answer, Answers, answers_beside, answers_of
from .asking import Asked
from .book import Book, Progress, read_book
from .description import BookUnit, Description
from .filling import BookRow, Filling
from .problems import BookError, Place, Problem
from .template import write_template

__all__ = [
    "Answer",
    "Answers",
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
    "answer_rows",
    "answers_beside",
    "answers_of",
    "read_book",
    "write_answers",
    "write_template",
]
