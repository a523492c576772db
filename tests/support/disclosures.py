"""Whole disclosures for the tests of rules: a balanced book, printed, changed where wanted,
read again and put under check."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

from juesuan.checks import Subject
from juesuan.facts import YUAN, MoneyUnit
from juesuan.forms import Disclosure
from juesuan.reading import Document, Paragraph, Spot, read_documents
from support.balanced import fact, filled
from support.printing import lines_of, printed, title_of

WAN = 1_000_000  # 1 万元 in cents


def facts() -> list[tuple]:
    """A small unit: salaries, office costs, a car, receptions, one project; it balances."""
    admin = {"fund": "general", "function": "2010301"}
    basic = {**admin, "nature": "basic.personnel"}
    public = {**admin, "nature": "basic.public"}
    project = {"fund": "general", "function": "2010302", "nature": "project"}
    pension = {"fund": "general", "function": "2080505", "nature": "basic.personnel"}
    housing = {"fund": "general", "function": "2210201", "nature": "basic.personnel"}
    spent = [
        (80 * WAN, {**basic, "economic": "30101"}),
        (20 * WAN, {**basic, "economic": "30102"}),
        (10 * WAN, {**pension, "economic": "30108"}),
        (12 * WAN, {**housing, "economic": "30113"}),
        (5 * WAN, {**public, "economic": "30201"}),
        (3 * WAN, {**public, "economic": "30231"}),
        (1 * WAN, {**public, "economic": "30217", "item": "reception.domestic"}),
        (40 * WAN, {**project, "economic": "30227"}),
    ]
    rows = [fact("expenditure", value, **point) for value, point in spent]
    for point, value in (
        ({**admin, "nature": "basic"}, 109 * WAN),
        ({**project}, 40 * WAN),
        ({"fund": "general", "function": "2080505", "nature": "basic"}, 10 * WAN),
        ({"fund": "general", "function": "2210201", "nature": "basic"}, 12 * WAN),
    ):
        rows.append(fact("income", value, **point))
    return rows


def printed_book(
    form_set: str = "yunnan-2023",
    *,
    files: Sequence[Path] = (),
    previous: Subject | None = None,
    **book,
) -> Subject:
    """The small unit's disclosure, printed and read again; ``book`` goes to
    ``printed_document``."""
    document, _ = printed_document(form_set, **book)
    return Subject.of(read_documents([document], form_set), files, previous)


def printed_document(
    form_set: str = "yunnan-2023",
    *,
    rows: Sequence[tuple] | None = None,
    without: Collection[str] = (),
    cells: Mapping[str, str | None] | None = None,
    narrative: Sequence[str] = (),
    money: MoneyUnit = YUAN,
) -> tuple[Document, Disclosure]:
    """The small unit's disclosure (or one of other ``rows``) as a document, and what it prints.

    ``without`` leaves forms out; ``cells`` prints other texts at places
    (``{"05:total:7": "13.00"}``); ``narrative`` are paragraphs below the forms.
    """
    disclosure = (
        filled(list(rows), form_set, money) if rows is not None else _usual(form_set, money)
    )
    changed = dict(cells or {})
    tables = {}
    for form in disclosure.forms:
        lines = lines_of(disclosure, form)
        for y, line in enumerate(form.sheet.grid()):
            for x, cell in enumerate(line):
                if cell is not None and cell.cell is not None:
                    key = str(cell.cell.key)
                    if key in changed:
                        lines[y][x] = changed.pop(key)
        tables[f"f{form.form.no}"] = [lines]
    assert not changed, f"no such places: {sorted(changed)}"
    for no in without:
        del tables[f"f{no}"]
    document = printed(disclosure, **tables)
    if without:
        document = _without(document, disclosure, without)
    for number, text in enumerate(narrative, 1):
        document.parts.append(Paragraph(text, Spot(file="a.txt", line=10_000 + number)))
    return document, disclosure


@cache
def _usual(form_set: str, money: MoneyUnit) -> Disclosure:
    return filled(facts(), form_set, money)


def _without(document: Document, disclosure, forms: Collection[str]) -> Document:
    """The document with the tables and titles of some forms taken out."""
    kept, skip = Document(document.file, document.format), False
    starts = {title_of(disclosure, f)[0]: f.form.no for f in disclosure.forms}
    for part in document.parts:
        if isinstance(part, Paragraph) and part.text in starts:
            skip = starts[part.text] in forms
        if not skip:
            kept.parts.append(part)
    return kept
