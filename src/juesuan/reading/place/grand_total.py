"""The line below blocks of economic classes that adds them all (合计), which some tables print
besides the totals of their form."""

from __future__ import annotations

from msgspec.structs import replace

from juesuan.facts import ALL
from juesuan.forms import Form
from juesuan.lexicon import Lexicon, is_total
from juesuan.lexicon.cells import code_in
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table
from juesuan.text import plain, unspaced

__all__ = ["with_grand_total"]

_ALONE = 2
"""Texts of a line that holds nothing but a total's word and its figure."""


def with_grand_total(form: Form, table: Table, words: Lexicon) -> Form:
    """The form with such a line, where its table has one: a total's word, and one figure; more
    where codes stand in one column only, for then the others are beside the form's."""
    known = {plain(name) for name in form.footer_rows}
    if not known:
        return form
    coded = {
        n for row in table.rows for n, cell in enumerate(row) if cell and code_in(cell.text)[0]
    }
    for row in table.rows:
        said = [cell.text.strip() for cell in row if cell and cell.text.strip()]
        enough = len(said) > 1 if len(coded) == 1 else len(said) == _ALONE
        if not enough or plain(said[0]) in known or not is_total(said[0], words):
            continue
        if all(read_figure(text).is_number for text in said[1:]):
            return replace(form, footer_rows={**form.footer_rows, unspaced(said[0]): ALL})
    return form
