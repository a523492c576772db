"""Booklets of random facts, and their text read back."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from juesuan.facts import FactStore, MoneyUnit
from juesuan.forms import Disclosure, fill, load_form_set
from juesuan.narrative import (
    AuthorWords,
    Booklet,
    Figures,
    Heading,
    WrittenParagraph,
    write_booklet,
)
from juesuan.reading.document import Document, Grid, Spot
from juesuan.reading.document import Paragraph as Line
from juesuan.reading.narrative import Mention, Narrative, read_narrative
from support.balanced import FUNCTIONS, SPACE, YEAR, balanced_facts, fact

Rows = list[tuple[Any, ...]]


def store_of(rows: Rows) -> FactStore:
    store = FactStore(SPACE)
    store.add(rows)
    return store


def disclosed(rows: Rows, form_set: str, money: MoneyUnit) -> tuple[Disclosure, FactStore]:
    return _disclosed(tuple(rows), form_set, money)


@lru_cache(maxsize=4)
def _disclosed(
    rows: tuple[tuple[Any, ...], ...], form_set: str, money: MoneyUnit
) -> tuple[Disclosure, FactStore]:
    """The forms of facts, which a test asks for and its booklet, too."""
    store = store_of(list(rows))
    return fill(load_form_set(form_set, SPACE), store, "某局", YEAR, money), store


def booklet(
    rows: Rows,
    form_set: str,
    money: MoneyUnit,
    previous: Rows | None = None,
    said: AuthorWords | None = None,
    **more: Any,
) -> Booklet:
    """The booklet of facts; ``previous`` are last year's."""
    disclosure, store = disclosed(rows, form_set, money)
    last = Figures(*disclosed(previous, form_set, money)) if previous is not None else None
    return write_booklet(disclosure, store, previous=last, said=said, **more)


def as_document(told: Booklet) -> Document:
    """A booklet as a reader of files would give it, a line a block."""
    parts: list[Line | Grid] = []
    for number, block in enumerate(told.blocks, 1):
        spot = Spot(file="booklet", line=number)
        if isinstance(block, Heading):
            parts.append(Line(block.number + block.text, spot, heading=True))
        elif isinstance(block, WrittenParagraph):
            parts.append(Line(block.text, spot))
        else:
            parts.append(Grid((), spot))
    return Document("booklet", "text", parts)


def read_back(told: Booklet) -> Narrative:
    return read_narrative([as_document(told)])


@dataclass(frozen=True)
class Heard:
    """What a reader makes of a number, beside what was said."""

    mention: Mention
    kind: str
    value: Decimal
    role: str
    quantity: str
    stage: str


def heard(told: Booklet, money: MoneyUnit) -> list[Heard]:
    """Every number of the text that is no year, with the figure that was said there."""
    found = []
    for _, sentence, mention in read_back(told).mentions():
        if mention.kind == "year" or mention.role == "other":
            continue
        block = told.blocks[sentence.spot.line - 1]
        assert isinstance(block, WrittenParagraph)
        if not block.figures:
            continue  # a paragraph in the author's own words
        start = block.text.index(sentence.text) + mention.start
        (figure,) = [f for f in block.figures if f.start == start]
        scale = {"money": money.cents, "percent": 100, "count": 1}[figure.kind]
        value = Decimal(figure.value) / scale
        found.append(Heard(mention, figure.kind, value, figure.role, figure.quantity, figure.stage))
    return found


def paragraphs(told: Booklet) -> list[str]:
    return [block.text for block in told.blocks if isinstance(block, WrittenParagraph)]


@st.composite
def accounts(draw: st.DrawFn) -> Rows:
    """Random balanced facts with budgets, counts, procurement and assets beside them."""
    rows = draw(balanced_facts())
    amounts = st.integers(0, 10**10)
    for stage in ("initial", "adjusted"):
        for economic in ("30212", "30217", "30231", "31013"):
            if draw(st.booleans()):
                rows.append(
                    fact(
                        "expenditure", draw(amounts), stage=stage, fund="general", economic=economic
                    )
                )
        for function in FUNCTIONS:
            if draw(st.booleans()):
                nature = draw(st.sampled_from(("basic.personnel", "project")))
                point = {"stage": stage, "function": function, "nature": nature}
                rows.append(fact("expenditure", draw(amounts), fund="general", **point))
    for item in ("trips.groups", "trips.persons", "cars.held", "batches.domestic"):
        if draw(st.booleans()):
            rows.append(fact("count", draw(st.integers(0, 2000)), fund="general", item=item))
    for item in ("vehicles.other", "equipment.over_1m"):
        if draw(st.booleans()):
            rows.append(fact("count", draw(st.integers(0, 50)), item=item))
    for item in ("goods", "services"):
        if draw(st.booleans()):
            rows.append(fact("procurement", draw(amounts), item=item))
    for measure in ("asset_gross", "asset_net"):
        if draw(st.booleans()):
            rows.append(fact(measure, draw(amounts), item="fixed.other"))
    return rows
