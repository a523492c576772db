"""Which cell of a table a figure of the text tells, by the words of the cell's row and column, or
by the other figures of the sentence that stand in the same row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.printed.against_forms import tie_outs
from juesuan.checks.speech.printed.cells import (
    TabledCell,
    TabledFigures,
    TabledWords,
    tabled_figures,
)
from juesuan.checks.speech.sentences.amounts import counted_as, one_slip
from juesuan.checks.speech.sentences.assertions import Assertion
from juesuan.checks.speech.sentences.paragraphs import SaidFigure, SaidParagraph, paragraphs
from juesuan.checks.subject import Subject
from juesuan.text import fold, unspaced

__all__ = ["PrintedOtherwise", "printed_otherwise"]

_LEAST = 2
"""Neighbouring characters that words of the text and of a table share."""
_CLAUSES = "，。；："
_SHORT = 4
"""So many characters of a clause that do not say by themselves what is counted."""
_BESIDE = 2
"""Other figures of a sentence that say which row it tells."""
_LEAD = 12
"""Signs at its end by which a passage is the line right above a table."""

_SURE = 4
"""Digits of an amount that is not a digit from another by chance, but for zeros at its end."""
_PLAIN = frozenset({"final", ""})


class PrintedOtherwise(Struct, frozen=True, eq=False):
    """A figure of the text and the cell of the same that prints another; ``sure``: other figures
    of the paragraph are those of the table."""

    said: Assertion
    cell: TabledCell
    sure: bool


class _Tie(Struct, frozen=True, eq=False):
    """A figure and its cell; ``named``: the whole name of the row stands before the figure;
    ``by_row``: other figures of the sentence stand in the row."""

    figure: SaidFigure
    cell: TabledCell
    named: bool
    by_row: bool = False

    @property
    def agrees(self) -> bool:
        return _agree(self.figure, self.cell)

    def known(self, agreed: Collection[_Tie]) -> bool:
        """Whether it is the cell's, surely enough to be held to it: a count by its name or beside
        others that are the table's; anything else by both, by its row, or by its name where the
        two are one slip of a digit apart."""
        if self.figure.one.mention.kind == "count":
            return self.named or bool(agreed)
        return self.by_row or (self.named and (bool(agreed) or self.slipped))

    @property
    def slipped(self) -> bool:
        """Whether text and table are one digit apart, or two neighbours turned, in an amount of
        digits enough."""
        return _slips(self.figure, self.cell)


def _slips(figure: SaidFigure, cell: TabledCell) -> bool:
    """Whether an amount, in a sentence that speaks of one year, is one slip of a digit from a
    cell's."""
    mention = figure.one.mention
    digits = len(str(mention.value).replace(".", "").strip("0"))
    money = mention.kind == "money" and digits >= _SURE
    years = {one.value for one in figure.one.sentence.mentions if one.kind == "year"}
    return money and len(years) < 2 and one_slip(mention, cell.number.value)


def printed_otherwise(subject: Subject) -> Sequence[PrintedOtherwise]:
    """The figures of the text that a table prints otherwise; once a document."""
    return subject.once(_printed_otherwise)


def _printed_otherwise(subject: Subject) -> Sequence[PrintedOtherwise]:
    words = TabledWords.of("N512")
    tables = tabled_figures(subject)
    settled = {tie.assertion for tie in tie_outs(subject)} if tables else set()
    found = defaultdict[Assertion, list[PrintedOtherwise]](list)
    every: list[tuple[_Tie, list[_Tie]]] = []
    for passage in paragraphs(subject) if tables else ():
        figures = [f for f in passage.figures if _is_told(f.one)]
        for table in tables if figures else ():
            if not table.is_told_by(passage.words):
                continue
            ties = [tie for tie in _ties(passage, figures, table, words) if _holds(tie, table)]
            agreed = [tie for tie in ties if tie.agrees]
            every += [(tie, agreed) for tie in ties]
    right = {tie.figure.one for tie, _ in every if tie.agrees}
    taken = {tie.cell for tie, _ in every if tie.agrees}
    for tie, agreed in every:
        if not tie.agrees and tie.cell not in taken and tie.known(agreed):
            found[tie.figure.one].append(PrintedOtherwise(tie.figure.one, tie.cell, bool(agreed)))
    told = (ones for said, ones in found.items() if said not in right and said not in settled)
    return [ones[0] for ones in told if len({one.cell.number.value for one in ones}) == 1]


def _holds(tie: _Tie, table: TabledFigures) -> bool:
    """Whether a tie is one, and no other column of the row prints what the text says."""
    beside = (cell for cell in (*table.cells, *table.aside) if cell.row == tie.cell.row)
    beside = (cell for cell in beside if cell.unit == tie.cell.unit)
    return tie.agrees or not any(_agree(tie.figure, cell) for cell in beside)


def _is_told(one: Assertion) -> bool:
    """Whether a figure tells what there is this year."""
    return one.role in _PLAIN and one.year == "this" and not one.mention.reason


def _unit(figure: SaidFigure, words: TabledWords) -> str:
    if figure.one.mention.kind == "count":
        return counted_as(figure.one.mention.unit, words.alike)
    return "%" if figure.one.mention.kind == "percent" else figure.unit


def _agree(figure: SaidFigure, cell: TabledCell) -> bool:
    if figure.number.value == cell.number.value:
        return True
    step = int(2 * cell.number.half)
    return figure.number.agrees(cell.number.value, step)


def _ties(
    passage: SaidParagraph,
    figures: Sequence[SaidFigure],
    table: TabledFigures,
    words: TabledWords,
) -> Iterator[_Tie]:
    named = [tie for figure in figures if (tie := _named(passage, figure, table, words))]
    yield from named
    done = {tie.figure for tie in named}
    for _, run in groupby(figures, lambda figure: figure.sentence):
        by_row = list(_by_row(list(run), table, words, done))
        yield from by_row
        done |= {tie.figure for tie in by_row}
    yield from _by_row(figures, table, words, done)


def _by_words(
    said: str, cells: Sequence[TabledCell], names: frozenset[str]
) -> tuple[Sequence[TabledCell], bool]:
    """The cells whose row is named last in words, and whether by its whole name; none where the
    words name several side by side."""
    starts = ((said.rfind(name), name) for name in names if name in said)
    spans = [(start, start + len(name), name) for start, name in starts]
    if spans:
        spans.sort(key=lambda span: (span[1], -span[0]))
        start, _, name = spans[-1]
        beside = [other for _, end, other in spans[:-1] if start - 1 <= end <= start]
        return ([] if beside else [cell for cell in cells if cell.name == name]), True
    near = {name for pair, name in _single(names) if pair in said}
    return [cell for cell in cells if cell.name in near], False


@lru_cache(maxsize=256)
def _single(names: frozenset[str]) -> Sequence[tuple[str, str]]:
    """The pairs of neighbouring characters that one name alone has, each with the name."""
    pairs = [(pair, name) for name in names for pair in _pairs(name)]
    common = Counter(pair for pair, _ in pairs)
    return [(pair, name) for pair, name in pairs if common[pair] == 1]


@lru_cache(maxsize=4096)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[n : n + _LEAST] for n in range(len(name) - 1))


def _named(
    passage: SaidParagraph, figure: SaidFigure, table: TabledFigures, words: TabledWords
) -> _Tie | None:
    """The cell that the words before a figure (or right behind it) name: those of its own clause,
    else, where these say hardly anything, those of the sentence so far."""
    unit = _unit(figure, words)
    alike = [cell for cell in table.cells if cell.unit == unit]
    counts = figure.one.mention.kind == "count"
    if not alike and counts:
        alike = [cell for cell in table.cells if not cell.unit]
    if not alike:
        return None
    totals = [cell for cell in alike if cell.total and (counts or _slips(figure, cell))]
    summed = len(totals) == 1 and words.summed.search(figure.clause)
    if summed and not counts:
        return _Tie(figure, totals[0], named=True)
    if announced := _announced(passage, figure, table, words):
        return _Tie(figure, announced, named=True, by_row=True)
    rest = bool(claim_words().divisions.rest.search(figure.clause))
    own = passage.words[passage.since(figure.start, _CLAUSES) : figure.start]
    begin = passage.sentences[figure.sentence][0]
    sentence = passage.words[begin : figure.start]
    for said in (own + figure.behind, _of_one(passage, figure, sentence, words)):
        cells, whole = _by_words(said, alike, table.names)
        if rest and not whole:
            return None
        if len({cell.row for cell in cells}) > 1:
            cells = _of_heads(cells, said)
        if len(cells) > 1:
            cells = _of_heads(cells, own) or _of_heads(cells, sentence)
        if len(cells) == 1:
            return _Tie(figure, cells[0], whole)
        if whole or len(figure.clause) > _SHORT or not counts:
            break
    totals = totals if counts else []
    general = words.general.fullmatch(figure.clause)
    if general and (called := _of_heads(totals, figure.clause)):
        return _Tie(figure, called[0], named=True) if len(called) == 1 else None
    return _Tie(figure, totals[0], named=False) if totals and summed else None


def _announced(
    passage: SaidParagraph, figure: SaidFigure, table: TabledFigures, words: TabledWords
) -> TabledCell | None:
    """The only total of money of the table right below a passage that announces all of it, with
    one amount."""
    money = [one for one in passage.figures if one.one.mention.kind == "money"]
    totals = [cell for cell in table.cells if cell.total and cell.unit == figure.unit]
    said = unspaced(fold(passage.words))
    if (
        money != [figure]
        or len(totals) != 1
        or not table.lead
        or said[-_LEAD:] != table.lead[-_LEAD:]
    ):
        return None
    all_of_it = words.announced.finds_in(said) and not words.partly.finds_in(said)
    return totals[0] if all_of_it else None


def _of_one(passage: SaidParagraph, figure: SaidFigure, sentence: str, words: TabledWords) -> str:
    """The words of a sentence since the last figure before which another counts in its unit: so
    long they may tell of one row."""
    units = {_unit(figure, words)}
    before = [f for f in passage.in_sentence(figure.sentence) if f.start < figure.start]
    begin = figure.start - len(sentence)
    for other in reversed(before):
        if (unit := _unit(other, words)) in units:
            return passage.words[other.end : figure.start]
        units.add(unit)
    return passage.words[begin : figure.start]


def _of_heads(cells: Sequence[TabledCell], said: str) -> Sequence[TabledCell]:
    """The cells in a column that words name."""
    columns = frozenset(cell.column for cell in cells)
    near = {column for pair, column in _single(columns) if pair in said}
    return [cell for cell in cells if cell.column in near] if len(near) == 1 else []


def _by_row(
    figures: Sequence[SaidFigure],
    table: TabledFigures,
    words: TabledWords,
    named: set[SaidFigure],
) -> Iterator[_Tie]:
    """The cells of the one row that several figures of a sentence, or of a paragraph, stand in,
    and that of another figure, the only one in its unit. Zeros stand anywhere."""
    figures = [figure for figure in figures if figure.number.value]
    if len(figures) < _BESIDE:
        return
    units = [_unit(f, words) for f in figures]
    hits: dict[int, dict[SaidFigure, TabledCell]] = defaultdict(dict)
    for figure, unit in zip(figures, units, strict=True):
        for row, cells in table.by_unit.get(unit, {}).items():
            if agreeing := [cell for cell in cells if _agree(figure, cell)]:
                hits[row][figure] = agreeing[-1]
    best = [row for row, pairs in hits.items() if len({c.where for c in pairs.values()}) >= _BESIDE]
    if len(best) != 1:
        return
    agreed = hits[best[0]]
    for figure, cell in agreed.items():
        yield _Tie(figure, cell, named=False, by_row=True)
    for cell in table.rows[best[0]]:
        alike = table.by_unit[cell.unit][best[0]]
        if len(alike) == 1 and units.count(cell.unit) == 1 and cell not in agreed.values():
            figure = figures[units.index(cell.unit)]
            if figure not in named:
                yield _Tie(figure, cell, named=False, by_row=True)
