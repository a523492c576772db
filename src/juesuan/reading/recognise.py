"""Which form a grid is, and which form set and year a document follows.

Titles, form numbers (公开05表) and the words of the head are compared with every form of
every set; the set whose forms fit the document best wins, the year decides between equals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from juesuan.forms import Form, FormSet, available_form_sets, load_form_set
from juesuan.reading.document import Document, Grid, GridText, Paragraph
from juesuan.reading.figures import plain_text, read_figure
from juesuan.reading.rows import row_labels

__all__ = ["Recognised", "Table", "recognise", "tables_of"]

_NUMBER = re.compile(r"公开\s*0?(\d{1,2})\s*表")
_YEAR = re.compile(r"(20\d\d)\s*年")
_UNIT_LINE = re.compile(r"单位[:：]?\s*(万元|元)")
_DEPARTMENT = re.compile(
    r"(?:部门|编制单位|部门名称|单位名称|编制部门|公开部门)[:：]\s*(\S[^:：]*?)(?:\s{2,}|\t|金额|单位|\d{4}年|$)"
)
_TITLE = re.compile(r"(\S{4,40}?)20\d\d年度?(?:部门|单位)?决算\S{0,8}?")
_ECONOMIC = re.compile(r"3\d{2}(?:\d\d)?")
_HEAD_ROWS = 12
_NUMBERING_WORDS = frozenset({"类", "款", "项", "栏次", "栏", "次", "行次", "档次"})


@dataclass
class Table:
    """A grid with what stands around it, perhaps continued over several grids.

    ``before`` are the texts between it and the table before, ``after`` those that follow.
    """

    rows: list[tuple[GridText | None, ...]]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        """The stripped text at a place; empty where there is none."""
        cells = self.rows[row]
        cell = cells[column] if column < len(cells) else None
        return cell.text.strip() if cell else ""

    def texts(self, rows: int | None = None) -> list[str]:
        """All texts of the first rows, in order."""
        return [c.text for line in self.rows[:rows] for c in line if c and c.text.strip()]


@dataclass(frozen=True)
class Recognised:
    """A document's form set and year, and which table is which form.

    ``forms`` pairs form numbers with tables; ``others`` are tables that are no form.
    """

    form_set: FormSet
    year: int
    unit: str
    forms: tuple[tuple[str, Table], ...]
    others: tuple[Table, ...]
    score: float


def tables_of(documents: Iterable[Document]) -> list[Table]:
    """The tables of documents in order, each with its surroundings."""
    tables: list[Table] = []
    said: list[str] = []
    for document in documents:
        for part in document.parts:
            if isinstance(part, Paragraph):
                said.append(part.text)
            elif isinstance(part, Grid) and part.rows:
                if tables:
                    tables[-1].after = list(said)
                tables.append(Table(list(part.rows), before=said))
                said = []
    if tables:
        tables[-1].after = said
    return tables


@dataclass(frozen=True)
class _Look:
    """A form's looks: what a grid is compared with."""

    form: Form
    number: str
    title: str
    words: frozenset[str]
    labels: frozenset[str]
    codes: frozenset[str]


@cache
def _looks(name: str) -> tuple[_Look, ...]:
    form_set = load_form_set(name)
    return tuple(_look(form) for form in form_set.forms)


def _look(form: Form) -> _Look:
    words = {plain_text(span.text) for span in form.header if not span.text.isdigit()}
    labels = {plain_text(label) for side in form.sides for label in row_labels(form, side).values()}
    labels.discard("")
    codes = {code for side in form.sides for source in side.sources for code in source.codes}
    number = form.no if form.number else ""
    return _Look(
        form,
        number,
        plain_text(form.title),
        frozenset(words - {""}),
        frozenset(labels),
        frozenset(codes),
    )


def recognise(
    documents: Sequence[Document], form_set: str = "", year: int = 0
) -> Recognised | None:
    """The best fitting form set and the forms found; ``None`` if no table is a form.

    ``form_set`` and ``year`` force what is otherwise recognised.
    """
    tables = tables_of(documents)
    said, unit = year or _year(documents), _unit(documents)
    looks_of = {id(table): _Seen.of(table) for table in tables}
    best: Recognised | None = None
    for name in [form_set] if form_set else available_form_sets():
        found = _match(name, tables, looks_of, said, unit)
        if found.forms and (best is None or found.score > best.score):
            best = found
    return best


def _year(documents: Iterable[Document]) -> int:
    """The year most titles and short lines speak of."""
    short: Counter[int] = Counter()
    for document in documents:
        for part in document.parts:
            texts = (
                [part.text]
                if isinstance(part, Paragraph)
                else [cell.text for line in part.rows[:3] for cell in line if cell]
            )
            for text in texts:
                if len(text) < 60 and "年度" in text:
                    short.update({int(y) for y in _YEAR.findall(text)})
    return short.most_common(1)[0][0] if short else 0


def _match(
    name: str,
    tables: Sequence[Table],
    looks_of: Mapping[int, _Seen],
    year: int,
    unit: str,
) -> Recognised:
    looks = _looks(name)
    form_set = load_form_set(name)
    forms: list[tuple[str, Table]] = []
    others: list[Table] = []
    total = 0.0
    taken: set[str] = set()
    current: tuple[_Look, Table] | None = None
    for table in tables:
        seen = looks_of[id(table)]
        scored = [(_score(look, seen), look) for look in looks if look.form.no not in taken]
        score, look = max(scored, key=lambda entry: entry[0], default=(0.0, None))
        if look is not None and score >= 2:
            current = (look, Table(list(table.rows), table.before, table.after))
            forms.append((look.form.no, current[1]))
            taken.add(look.form.no)
            total += score
        elif current and _continues(current[0], current[1], table):
            current[1].rows += table.rows
            current[1].after = table.after
        else:
            others.append(table)
            if len(table.before) > 2:
                current = None
    if not year:
        year = form_set.first_year
    distance = max(form_set.first_year - year, year - form_set.last_year, 0)
    return Recognised(form_set, year, unit, tuple(forms), tuple(others), total - 0.1 * distance)


@dataclass(frozen=True)
class _Seen:
    """A table's looks, worked out once and compared with every form."""

    near: tuple[str, ...]
    number: str
    head: frozenset[str]
    everything: frozenset[str]
    words: frozenset[str]
    codes: frozenset[str]

    @classmethod
    def of(cls, table: Table) -> _Seen:
        near = tuple(plain_text(text) for text in (*table.before[-8:], *table.texts(4)))
        numbers = [number for text in near for number in _NUMBER.findall(text)]
        head = frozenset(plain_text(text) for text in table.texts(_HEAD_ROWS))
        everything = frozenset(plain_text(text) for text in table.texts())
        return cls(
            near,
            numbers[-1].zfill(2) if numbers else "",
            head,
            everything,
            frozenset(text for text in everything if read_figure(text).kind == "text"),
            frozenset(text for text in everything if _ECONOMIC.fullmatch(text)),
        )


def _score(look: _Look, seen: _Seen) -> float:
    """How much a table looks like a form: title, number, words of the head, row labels."""
    score = 0.0
    if look.title in seen.near:
        score += 2
    elif any(look.title in text and len(text) < len(look.title) + 12 for text in seen.near):
        score += 1.5
    if look.number and seen.number:
        score += 1 if seen.number == look.number else -1
    score += 2 * len(seen.head & look.words) / max(1, len(look.words))
    if look.labels:
        words = seen.words - look.words
        score += 1.5 * len(seen.everything & look.labels) / len(words | look.labels)
    if look.codes:
        score += 1.5 * len(seen.codes & look.codes) / len(seen.codes | look.codes)
    return score


def _continues(look: _Look, whole: Table, table: Table) -> bool:
    """Whether a table without a title goes on with the one before: same kind of rows."""
    if any(len(plain_text(text)) > 3 for text in table.before) and not _only_page_furniture(
        table.before
    ):
        return False
    texts = {plain_text(text) for text in table.texts()}
    coded = any(source.each == "function codes" for s in look.form.sides for source in s.sources)
    if coded:
        return any(re.fullmatch(r"2\d{2}(\d\d){0,2}", text) for text in texts)
    return bool(texts & (look.labels | look.codes)) or _classes(texts)


def _classes(texts: set[str]) -> bool:
    return sum(bool(re.match(r"[一二三四五六七八九十]+、", text)) for text in texts) > 2


def _only_page_furniture(texts: Iterable[str]) -> bool:
    return all(re.fullmatch(r"[-—\s\d第页/共]*", text) for text in texts)


def _unit(documents: Iterable[Document]) -> str:
    """The department's name as most lines give it."""
    names: Counter[str] = Counter()
    for document in documents:
        for part in document.parts:
            texts = (
                [part.text]
                if isinstance(part, Paragraph)
                else [c.text for line in part.rows[:6] for c in line if c]
            )
            for text in texts:
                if match := _DEPARTMENT.match(text.strip()):
                    names[match[1].strip()] += 1
    return names.most_common(1)[0][0] if names else _titled(documents)


def _titled(documents: Iterable[Document]) -> str:
    """The department named in titles such as “某局2024年度部门决算”."""
    names: Counter[str] = Counter()
    for document in documents:
        for part in document.parts:
            text = "".join(part.text.split()) if isinstance(part, Paragraph) else ""
            if match := _TITLE.fullmatch(text):
                names[re.sub(r"^(第.部分|[一二三四五六七八九十]+、)", "", match[1])] += 1
    return names.most_common(1)[0][0] if names else ""


def money_of(table: Table) -> str:
    """The money unit printed near a table (元 or 万元); empty if none is."""
    for text in (*reversed(table.before[-8:]), *table.texts(5)):
        if match := _UNIT_LINE.search(text.replace(" ", "")):
            return match[1]
    return ""


def is_numbering(cells: Sequence[str]) -> bool:
    """Whether a line is the row of column numbers: 1, 2, 3 … in order."""
    numbers = [
        int(figure.value)
        for text in cells
        if (figure := read_figure(text)).is_number and figure.value == int(figure.value)
    ]
    words = [t for t in cells if t.strip() and not read_figure(t).is_number]
    plain = {plain_text(word) for word in words}
    if plain - _NUMBERING_WORDS:
        return False
    return len(numbers) > 1 and numbers[:3] == list(
        range(numbers[0], numbers[0] + len(numbers[:3]))
    )


def column_numbers(cells: Sequence[str]) -> dict[int, str]:
    """Cell → number for a line of column numbers, also one with gaps or out of order; empty
    for any other line."""
    found: dict[int, str] = {}
    words: set[str] = set()
    for place, text in enumerate(cells):
        figure = read_figure(text)
        if figure.is_number:
            if figure.value != int(figure.value) or not 0 < figure.value < 100:
                return {}
            found[place] = str(int(figure.value))
        elif text.strip():
            words.add(plain_text(text))
    if is_numbering(cells):
        return found
    if words - _NUMBERING_WORDS or len(set(found.values())) < len(found) or len(found) < 2:
        return {}
    return found if words or len(found) > 3 else {}
