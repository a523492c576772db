"""The booklet (公开册): the narrative written from the facts, and the order of its parts."""

from juesuan.narrative.balancing import amounts_beside
from juesuan.narrative.figures import Figures, printed_cells
from juesuan.narrative.from_book import book_booklet, previous_figures
from juesuan.narrative.material import Evaluation
from juesuan.narrative.model import (
    Asked,
    Block,
    Booklet,
    Figure,
    FormTable,
    Heading,
    Paragraph,
    Table,
    TableCell,
)
from juesuan.narrative.said import Said
from juesuan.narrative.template import NarrativeTemplate, TemplateError, load_template
from juesuan.narrative.writing import write_booklet

__all__ = [
    "Asked",
    "Block",
    "Booklet",
    "Evaluation",
    "Figure",
    "Figures",
    "FormTable",
    "Heading",
    "NarrativeTemplate",
    "Paragraph",
    "Said",
    "Table",
    "TableCell",
    "TemplateError",
    "amounts_beside",
    "book_booklet",
    "load_template",
    "previous_figures",
    "printed_cells",
    "write_booklet",
]
