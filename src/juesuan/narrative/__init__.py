"""The booklet (公开册): the narrative written from the facts, and the order of its parts."""

from juesuan.ledger import Asked
from juesuan.narrative.balancing import amounts_beside
from juesuan.narrative.figures import Figures, printed_cells
from juesuan.narrative.from_book import book_booklet, previous_figures
from juesuan.narrative.last_year import figures_of_last_year
from juesuan.narrative.material import EvaluationResults, given_evaluation
from juesuan.narrative.model import (
    Block,
    Booklet,
    BookletTable,
    FormTable,
    Heading,
    MarkedFigure,
    TableCell,
    WrittenParagraph,
)
from juesuan.narrative.said import AuthorWords, clause
from juesuan.narrative.template import NarrativeTemplate, TemplateError, load_template
from juesuan.narrative.writing import write_booklet

__all__ = [
    "Asked",
    "AuthorWords",
    "Block",
    "Booklet",
    "BookletTable",
    "EvaluationResults",
    "Figures",
    "FormTable",
    "Heading",
    "MarkedFigure",
    "NarrativeTemplate",
    "TableCell",
    "TemplateError",
    "WrittenParagraph",
    "amounts_beside",
    "book_booklet",
    "clause",
    "figures_of_last_year",
    "given_evaluation",
    "load_template",
    "previous_figures",
    "printed_cells",
    "write_booklet",
]
