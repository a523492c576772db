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
from juesuan.keeping import compiled
from juesuan.reading import GridText, Spot
from juesuan.reading.decide.resolving import ReadForm
from juesuan.reading.figures import read_figure
from juesuan.text import fold, unspaced

__all__ = [
    "ECONOMIC",
    "FUNCTIONS",
    "PrintedName",
    "names_beside_codes",
    "names_beside_codes_elsewhere",
    "names_printed",
]

FUNCTIONS, ECONOMIC = "function", "economic"
"""The lists that codes are from."""

_PARTS = (3, 2, 2)
"""Digits of class, section and item, where each has a column of its own (类、款、项)."""

_AMOUNT = compiled(r"[：:，,；;|]?-?\d[\d,]*(?:\.\d+)?[^\W\d_]{0,2}[；;。，,]?$|[；;。，,]$")
"""What follows a name in a line: its amount."""

_CLAUSES = compiled(r"[；;。：:]|[、，,](?=\d{3}(?:\d\d){0,2}\D)")

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


def names_beside_codes_elsewhere(subject: Subject) -> Sequence[PrintedName]:
    """The codes with a name beside them in tables that are no form of codes, and in lines that
    begin with one, where two rows or more (of few: one) print the names of the list."""
    reading = subject.reading
    if reading is None:
        return []
    year = subject.disclosure.year
    lists = {
        "2": (FUNCTIONS, code_list(FUNCTIONS, year)),
        "3": (ECONOMIC, code_list(ECONOMIC, year)),
    }
    tables = [*reading.others, *(read.table for read in reading.forms if not _kind(read))]
    rows = [[[c for c in row if c and c.text.strip()] for row in table.rows] for table in tables]
    paragraphs = (p for document in reading.documents for p in document.paragraphs)
    rows.append([[GridText(s, p.spot)] for p in paragraphs for s in _CLAUSES.split(p.text)])
    found: list[PrintedName] = []
    for lines in rows:
        pairs, own = list[PrintedName](), 0
        for code, name, spot in (pair for line in lines for pair in _pairs(line)):
            kind, codes = lists.get(code[0], ("", None))
            name = _AMOUNT.sub("", name)
            if codes is None or code not in codes or not _has_words(name):
                continue
            own += unspaced(fold(codes.name(code))) == name
            pairs.append(PrintedName(kind, "", code, name, spot))
        if own >= max(1, min(_SURE, len(pairs) - 1)):
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
