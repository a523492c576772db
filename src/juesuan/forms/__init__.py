"""Forms (表) and form sets (套表): views of the facts, described in data."""

from juesuan.forms.explanation import (
    CellNotFoundError,
    Explanation,
    explain_cell,
    find_cell,
    region_words,
)
from juesuan.forms.expression import ExpressionError, Selection, parse_selection
from juesuan.forms.fill import Disclosure, FilledForm, fill
from juesuan.forms.formset import FormSet, available_form_sets, load_form_set
from juesuan.forms.grid import GridError, Span, parse_grid
from juesuan.forms.identities import Identity, find_identities
from juesuan.forms.model import MONEY, Form, FormSetError, Places, Row, Side
from juesuan.forms.sheet import Cell, CellKey, GridCell, Listed, Sheet, lay_out

__all__ = [
    "MONEY",
    "Cell",
    "Disclosure",
    "FilledForm",
    "fill",
    "CellKey",
    "CellNotFoundError",
    "Explanation",
    "explain_cell",
    "find_cell",
    "region_words",
    "Listed",
    "ExpressionError",
    "Form",
    "FormSet",
    "FormSetError",
    "GridCell",
    "GridError",
    "Identity",
    "Places",
    "Row",
    "Selection",
    "Sheet",
    "Side",
    "Span",
    "available_form_sets",
    "find_identities",
    "lay_out",
    "load_form_set",
    "parse_grid",
    "parse_selection",
]
