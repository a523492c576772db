"""Words over columns that no column of a form has: it is not read by the order of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.forms import Form, FormSet
from juesuan.lexicon import CellMeaning, TableMeaning
from juesuan.reading.recognise.meanings import known_cells, one_total
from juesuan.text import alike, plain

__all__ = ["contradicts", "lists_classes", "unlike"]

_LIKE = 45
"""How much a word over a column, in the hundred, is like one of a form's, misprinted or cut."""


def contradicts(form: Form, form_set: FormSet, meaning: TableMeaning, year: int) -> bool:
    """Whether the words over a column are no column's of the form: they are not known and like the
    words of none; or, in a form of one total, are known and mean what none does. Then the others
    are not the form's just because they stand in its order."""
    labels = [text for span in form.header if len(text := plain(span.text)) > 1]
    heads = [meaning.heads[c.place] for block in meaning.blocks for c in block.figures if c.path]
    unknown = [head for head in heads if head.head.meaning.leftover]
    if not lists_classes(form) and any(unlike(head.head.path, labels) for head in unknown):
        return True
    if not one_total(form):
        return False
    known = known_cells(form, form_set, year).keys()
    told = [
        head
        for head in heads
        if head not in unknown and head.head.meaning.says and not _of_several(head, labels)
    ]
    return any(
        head.selection is not None and not known & {head.selection, *head.others} for head in told
    )


def lists_classes(form: Form) -> bool:
    """Whether a form lists economic classes: each has its amount beside it, whatever follows."""
    return any(source.each == "economic codes" for side in form.sides for source in side.sources)


def unlike(path: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether none of the words over a column is like one of a form's ``labels``."""
    said = [text for text in map(plain, path) if len(text) > 1]
    return bool(said) and not any(alike(text, label) >= _LIKE for text in said for label in labels)


def _of_several(head: CellMeaning, labels: Sequence[str]) -> bool:
    """Whether the words over a column are those of several of a form's: pasted texts lose where
    columns end that hold no figure."""
    rest = plain("".join(head.head.path))
    found = [label for label in sorted({*labels} - {""}, key=len, reverse=True) if label in rest]
    for label in found:
        rest = rest.replace(label, "")
    return len(found) > 1 and not rest
