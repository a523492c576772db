"""Lexicon (词典): which facts a term of the trade stands for, and what a printed table means.

``lexicon(space)`` reads a text (``read``); ``understand`` reads a whole printed table by its
words alone, without knowing any form.
"""

from juesuan.lexicon.alike import is_total, same_label
from juesuan.lexicon.cells import numbers_with_gaps
from juesuan.lexicon.labels import Label, label_of, names_units
from juesuan.lexicon.lexicon import Lexicon, lexicon
from juesuan.lexicon.meaning import Meaning
from juesuan.lexicon.names import code_named, names_to_codes
from juesuan.lexicon.table import CellMeaning, TableMeaning, titled, understand
from juesuan.lexicon.terms import Term, terms

__all__ = [
    "CellMeaning",
    "Label",
    "Lexicon",
    "Meaning",
    "TableMeaning",
    "Term",
    "code_named",
    "is_total",
    "label_of",
    "lexicon",
    "names_to_codes",
    "names_units",
    "numbers_with_gaps",
    "same_label",
    "terms",
    "titled",
    "understand",
]
