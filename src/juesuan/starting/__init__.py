"""A new book (账套) begun from last year: openings, codes, last year's figures, words."""

from juesuan.starting.beginning import Beginning, begin, form_set_after
from juesuan.starting.copied import former_reasons
from juesuan.starting.evaluated import texts_after, texts_of_book, texts_of_reading
from juesuan.starting.last_year import LastYear, open_last_year
from juesuan.starting.openings import Opening, openings

__all__ = [
    "Beginning",
    "LastYear",
    "Opening",
    "begin",
    "form_set_after",
    "former_reasons",
    "open_last_year",
    "openings",
    "texts_after",
    "texts_of_book",
    "texts_of_reading",
]
