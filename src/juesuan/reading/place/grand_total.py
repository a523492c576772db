"""The line below blocks of economic classes that adds them all (合计), which some tables print
besides the totals of their form."""

from __future__ import annotations

from msgspec.structs import replace

from juesuan.facts import ALL
from juesuan.forms import Form
from juesuan.lexicon import Lexicon, is_total
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.tables import Table
from juesuan.text import plain, unspaced

__all__ = ["with_grand_total"]


def with_grand_total(form: Form, table: Table, words: Lexicon) -> Form:
    """The form with such a line, where its table has one: a total's word, and one figure."""
    known = {plain(name) for name in form.footer_rows}
    if not known:
        return form
    for row in table.rows:
        said = [cell.text.strip() for cell in row if cell and cell.text.strip()]
        if len(said) != 2 or plain(said[0]) in known or not is_total(said[0], words):
            continue
        if read_figure(said[1]).is_number:
            return replace(form, footer_rows={**form.footer_rows, unspaced(said[0]): ALL})
    return form
