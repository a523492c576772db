"""How a printed table differs from the form that its columns are of: rows that say more, are called
otherwise, figures beside the columns."""

from __future__ import annotations

from collections import Counter

from juesuan.facts import Selection
from juesuan.forms import Form
from juesuan.lexicon import TableMeaning
from juesuan.reading.recognise.meanings import is_amount
from juesuan.reading.recognise.rows import row_labels
from juesuan.reading.recognise.tables import Table
from juesuan.text import plain

__all__ = ["beside_head", "relabelled_in", "says_more", "sums_without_number"]


def says_more(meaning: TableMeaning, form: Form) -> bool:
    """Whether the words of numbered rows tell what no row of the form does, or other kinds of
    things than they do (其他用车 for all that is not listed) or other money (财政拨款 for 一般公共
    预算财政拨款). A heading tells what a row below it
    does, too, and tells nothing where no figure stands in it."""
    known = {s.key: s.row.selection for side in form.sides for s in side.sources if s.row}
    told = [(c.line, c.selection) for c in meaning.cells if c.selection]
    often = Counter(selection for _, selection in told)
    return any(
        _items(known[line.row_no]) != _items(selection)
        or _other_fund(known[line.row_no], selection)
        for line, selection in told
        if line.row_no in known
        and (known[line.row_no].terms or (line.figures and often[selection] == 1))
    )


def sums_without_number(meaning: TableMeaning, form: Form) -> bool:
    """Whether a total without a row number stands below numbered rows, and the form has none of
    its name (总计 that is left out of the count)."""
    known = {plain(label) for side in form.sides for label in row_labels(form, side).values()}
    return any(
        line.figures and line.label and not line.row_no and plain(line.label) not in known
        for lines in meaning.lines
        if any(line.row_no for line in lines)
        for line in lines
        if "total" in line.own.roles
    )


def relabelled_in(meaning: TableMeaning, form: Form) -> bool:
    """Whether a table without row numbers has amounts in a row that the form calls otherwise
    (二、社会保障 for 八、社会保障)."""
    kinds = {source.each for side in form.sides for source in side.sources}
    if (
        form.numbered
        or not kinds <= {"", "function classes"}
        or not all("label" in s.body for s in form.sides)
    ):
        return False
    known = {plain(label) for side in form.sides for label in row_labels(form, side).values()}
    lines = (line for block in meaning.lines for line in block)
    return any(line.figures and plain(line.label) not in known for line in lines)


def _other_fund(one: Selection, other: Selection) -> bool:
    """Whether both name the fund of all their money, and not the same."""
    funds = [[region.get("fund") for _, region in selection.terms] for selection in (one, other)]
    return all(of and all(of) for of in funds) and set(funds[0]) != set(funds[1])


def _items(selection: Selection) -> tuple[frozenset[str] | None, ...]:
    return tuple(region.get("item") for _, region in selection.terms)


def beside_head(table: Table, meaning: TableMeaning) -> bool:
    """Whether figures stand in columns that are none of the form's (2022年决算数): the
    head alone says which cell is in which."""
    known = {c.place for block in meaning.blocks for c in (*block.stubs, *block.figures)}
    figures = [c.place for block in meaning.blocks for c in block.figures]
    between = range(min(figures, default=0), max(figures, default=0))
    return any(
        place not in known
        and cell is not None
        and (is_amount(cell.text) or (place in between and cell.text.strip()))
        for row in table.rows[meaning.head.last :]
        for place, cell in enumerate(row)
    )
