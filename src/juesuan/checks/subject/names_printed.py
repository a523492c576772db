"""Names that forms print beside the codes of lists (科目编码与名称)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from juesuan.checks.model import Where
from juesuan.checks.subject.document import Subject
from juesuan.checks.subject.words import passage_words
from juesuan.classification import code_list
from juesuan.reading import GridText, Spot
from juesuan.reading.decide.resolving import ReadForm
from juesuan.reading.figures import read_figure
from juesuan.text import fold, unspaced

__all__ = [
    "ECONOMIC",
    "FUNCTIONS",
    "PrintedName",
    "names_beside_codes",
    "names_of_items",
    "names_printed",
]

FUNCTIONS, ECONOMIC = "function", "economic"
"""The lists that codes are from."""

_PARTS = (3, 2, 2)
"""Digits of class, section and item, where each has a column of its own (类、款、项)."""

_SURE = 2
"""Rows with the names of the list by which a table prints its codes."""


class PrintedName(Struct, frozen=True):
    """A code and the name beside it, as a form prints them; ``kind`` is the list it is from."""

    kind: str
    form: str
    code: str
    name: str
    spot: Spot

    @property
    def where(self) -> Where:
        """The place of the row."""
        return Where(
            spot=self.spot,
            form=self.form,
            row=self.code,
            printed=f"{self.code} {self.name}".strip(),
        )


def names_beside_codes(subject: Subject) -> Sequence[PrintedName]:
    """The codes with a name beside them in the forms that were surely read; once a document."""
    return subject.once(_names_beside_codes)


def names_printed(subject: Subject) -> Mapping[str, str]:
    """The name of each functional code, folded and without blanks, where all forms that were
    surely read print the same; once a document."""
    return subject.once(_names_printed)


def _names_printed(subject: Subject) -> Mapping[str, str]:
    codes = code_list(FUNCTIONS, subject.disclosure.year)
    names: dict[str, set[str]] = defaultdict(set)
    for one in names_beside_codes(subject):
        if one.kind == FUNCTIONS and one.code in codes:
            names[one.code].add(unspaced(fold(one.name)))
    return {code: said.pop() for code, said in names.items() if len(said) == 1}


def _names_beside_codes(subject: Subject) -> Sequence[PrintedName]:
    found: list[PrintedName] = []
    for read in subject.reading.forms if subject.reading else ():
        kind = _kind(read)
        if not kind or read.certainty < 1:
            continue
        for row in read.table.rows:
            for code, name, spot in _pairs([cell for cell in row if cell and cell.text.strip()]):
                if not read_figure(name).is_number and _has_words(name):
                    found.append(PrintedName(kind, read.no, code, name, spot))
    return found


def names_of_items(subject: Subject) -> Sequence[PrintedName]:
    """The functional items with a name beside them in tables that are no form, where two rows or
    more print the names of the list."""
    codes = code_list(FUNCTIONS, subject.disclosure.year)
    found: list[PrintedName] = []
    for table in subject.reading.others if subject.reading else ():
        pairs = [
            PrintedName(FUNCTIONS, "", code, name, spot)
            for row in table.rows
            for code, name, spot in _pairs([cell for cell in row if cell and cell.text.strip()])
            if len(code) == sum(_PARTS) and code in codes and _has_words(name)
        ]
        if sum(unspaced(fold(codes.name(one.code))) == one.name for one in pairs) >= _SURE:
            found += pairs
    return found


def _kind(read: ReadForm) -> str:
    """Which list the codes of a form are from; empty where it has none."""
    each = {source.each for side in read.form.sides for source in side.sources}
    if "economic codes" in each:
        return ECONOMIC
    return FUNCTIONS if "function codes" in each else ""


def _pairs(cells: Sequence[GridText]) -> Iterator[tuple[str, str, Spot]]:
    """The codes of a row, each with the words behind it in its cell or in the next."""
    texts = [unspaced(cell.text) for cell in cells]
    parts = _parted(texts)
    if len(parts) > 1:
        yield "".join(parts), texts[len(parts)] if len(parts) < len(texts) else "", cells[0].spot
        return
    for number, cell in enumerate(cells):
        if match := passage_words().code.match(cell.text.strip()):
            behind = match[2] or (cells[number + 1].text if number + 1 < len(cells) else "")
            yield match[1], unspaced(behind), cell.spot


def _parted(texts: Sequence[str]) -> Sequence[str]:
    """The parts of a code that has a column each for class, section and item."""
    parts: list[str] = []
    for text, digits in zip(texts, _PARTS, strict=False):
        if not (text.isdigit() and len(text) == digits):
            break
        parts.append(text)
    return parts


def _has_words(text: str) -> bool:
    """Whether Chinese characters stand in a text."""
    return any(unicodedata.name(sign, "").startswith("CJK UNIFIED") for sign in text)
