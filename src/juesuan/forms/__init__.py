"""Forms (表) and form sets (套表): views of the facts, described in data."""

from juesuan.facts import ExpressionError, Selection, final_stage, parse_selection
from juesuan.forms.cell_words import cell_words
from juesuan.forms.determined import UNDIVIDED, DeterminedFacts
from juesuan.forms.errors import FormDataError, FormSetError
from juesuan.forms.explanation import (
    CellNotFoundError,
    Explanation,
    explain_cell,
    find_cell,
    region_words,
)
from juesuan.forms.fill import Disclosure, FilledForm, fill
from juesuan.forms.formset import (
    FormSet,
    available_form_sets,
    form_sets_in_force,
    form_titles,
    load_form_set,
    nation,
    prescribed,
    prescribed_in,
    province_of,
    provinces,
)
from juesuan.forms.grid import GridError, Span, parse_grid
from juesuan.forms.identities import Identity, find_identities
from juesuan.forms.layout import lay_out
from juesuan.forms.model import MONEY, Form, Places, Row, Side
from juesuan.forms.sheet import Cell, CellKey, GridCell, Listed, Sheet

__all__ = [
    "MONEY",
    "UNDIVIDED",
    "Cell",
    "CellKey",
    "CellNotFoundError",
    "DeterminedFacts",
    "Disclosure",
    "Explanation",
    "ExpressionError",
    "FilledForm",
    "Form",
    "FormDataError",
    "FormSet",
    "FormSetError",
    "GridCell",
    "GridError",
    "Identity",
    "Listed",
    "Places",
    "Row",
    "Selection",
    "Sheet",
    "Side",
    "Span",
    "available_form_sets",
    "cell_words",
    "explain_cell",
    "fill",
    "final_stage",
    "find_cell",
    "find_identities",
    "form_sets_in_force",
    "form_titles",
    "lay_out",
    "load_form_set",
    "nation",
    "parse_grid",
    "parse_selection",
    "prescribed",
    "prescribed_in",
    "province_of",
    "provinces",
    "region_words",
]
