"""Which form a grid is, and which form set and year a document follows.

Titles, form numbers (公开05表) and the words of the head are compared with every form of
every set; the set whose forms fit the document best wins, the year decides between equals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

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
_NOTHING = re.compile(r"无数据|空表|没有|未发生|未安排|不涉及|无.{0,30}(?:收入|支出|收支|拨款)")


@dataclass
class Table:
    """A grid with what stands around it, perhaps continued over several grids.

    ``before`` are the texts between it and the table before, ``after`` those that follow.
    """

    rows: list[tuple[GridText | None, ...]]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @cached_property
    def seen(self) -> Seen:
        """What of it is compared with forms."""
        return Seen.of(self)

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

    ``forms`` pairs form numbers with tables; ``others`` are tables that are no form;
    ``again`` are forms printed once more (number, the other unit's name if it is another's).
    """

    form_set: FormSet
    year: int
    unit: str
    forms: tuple[tuple[str, Table], ...]
    others: tuple[Table, ...]
    score: float
    again: tuple[tuple[str, str, Table], ...] = ()


@dataclass(frozen=True)
class Seen:
    """What of a table is compared with forms, gathered once."""

    near: frozenset[str]
    number: str
    head: frozenset[str]
    everything: frozenset[str]
    words: frozenset[str]
    codes: frozenset[str]

    @classmethod
    def of(cls, table: Table) -> Seen:
        """Gather it."""
        near = [plain_text(text) for text in (*table.before[-8:], *table.texts(4))]
        numbers = [m for text in near for m in _NUMBER.findall(text)]
        everything = frozenset(plain_text(text) for text in table.texts())
        return cls(
            frozenset(near),
            numbers[-1].zfill(2) if numbers else "",
            frozenset(plain_text(text) for text in table.texts(_HEAD_ROWS)),
            everything,
            frozenset(text for text in everything if read_figure(text).kind == "text"),
            frozenset(text for text in everything if re.fullmatch(r"3\d{2}(\d\d)?", text)),
        )


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
    best: Recognised | None = None
    for name in [form_set] if form_set else available_form_sets():
        found = _match(name, tables, said, unit, documents)
        if found.forms and (best is None or found.score > best.score):
            best = found
    return best


def _texts(documents: Iterable[Document], rows: int) -> Iterator[str]:
    """All paragraphs, and the texts in the first rows of tables."""
    for document in documents:
        for part in document.parts:
            if isinstance(part, Paragraph):
                yield part.text
            else:
                yield from (cell.text for line in part.rows[:rows] for cell in line if cell)


def _year(documents: Iterable[Document]) -> int:
    """The year most titles and short lines speak of."""
    short: Counter[int] = Counter()
    for text in _texts(documents, 3):
        if len(text) < 60 and "年度" in text:
            short.update({int(y) for y in _YEAR.findall(text)})
    return short.most_common(1)[0][0] if short else 0


def _match(
    name: str, tables: Sequence[Table], year: int, unit: str, documents: Sequence[Document]
) -> Recognised:
    looks = _looks(name)
    form_set = load_form_set(name)
    scored = [_best(looks, table) for table in tables]
    main = _main_unit(scored, tables)
    found = Recognised(form_set, year or form_set.first_year, "", (), (), 0.0)
    forms: dict[str, Table] = {}
    others: list[Table] = []
    again: list[tuple[str, str, Table]] = []
    total, owner = 0.0, ""
    current: tuple[_Look, Table] | None = None
    for (score, look), table in zip(scored, tables, strict=True):
        owner = _named(table) or owner
        if look is None or score < 2:
            if not _foreign(owner, main):
                if current and _continues(current[0], current[1], table):
                    current[1].rows += table.rows
                    current[1].after = table.after
                else:
                    others.append(table)
                    if len(table.before) > 2:
                        current = None
            continue
        no = look.form.no
        if _foreign(owner, main):
            again.append((no, owner, table))
            current = None
        elif no not in forms:
            current = (look, Table(list(table.rows), table.before, table.after))
            forms[no] = current[1]
            total += score
        elif current and current[0] is look and not _copied(current[1], table):
            current[1].rows += table.rows
            current[1].after = table.after
        else:
            again.append((no, "" if not main else owner, table))
            current = None
    for no, table in _said_empty(looks, forms, documents):
        forms[no] = table
    distance = max(form_set.first_year - found.year, found.year - form_set.last_year, 0)
    return replace(
        found,
        unit=main or unit,
        forms=tuple(forms.items()),
        others=tuple(others),
        again=tuple(again),
        score=total - 0.1 * distance,
    )


def _best(looks: Sequence[_Look], table: Table) -> tuple[float, _Look | None]:
    """The form a table looks most like, and how much."""
    seen = table.seen
    scored = [(_score(look, seen), look) for look in looks]
    return max(scored, key=lambda entry: entry[0], default=(0.0, None))


def _named(table: Table) -> str:
    """The department that the lines above a table, or its first ones, name."""
    for text in (*reversed(table.before[-8:]), *table.texts(5)):
        if match := _DEPARTMENT.match(text.strip()):
            return plain_text(match[1])
    return ""


def _main_unit(scored: Sequence[tuple[float, _Look | None]], tables: Sequence[Table]) -> str:
    """The unit of the first form, if forms are printed for several units; else empty."""
    units: dict[str, set[str]] = {}
    first = ""
    for (score, look), table in zip(scored, tables, strict=True):
        if look is not None and score >= 2 and (name := _named(table)):
            first = first or name
            units.setdefault(look.form.no, set()).add(name)
    return first if any(len(names) > 1 for names in units.values()) else ""


def _foreign(owner: str, main: str) -> bool:
    return bool(main and owner and owner != main)


def _copied(whole: Table, table: Table) -> bool:
    """Whether most rows of a table were printed before: a copy, not a continuation."""

    def rows(of: Table) -> set[tuple[str, ...]]:
        lines = (tuple(plain_text(cell.text) for cell in row if cell) for row in of.rows)
        return {line for line in lines if any("." in t and read_figure(t).is_number for t in line)}

    known, new = rows(whole), rows(table)
    return bool(new) and 2 * len(new & known) > len(new)


def _said_empty(
    looks: Sequence[_Look], forms: Mapping[str, Table], documents: Sequence[Document]
) -> Iterator[tuple[str, Table]]:
    """Forms without a grid whose title is followed by a sentence that there is nothing."""
    titles = {look.title: look for look in looks if look.form.no not in forms}
    every = {look.title for look in looks}
    for document in documents:
        waiting: tuple[_Look, list[str]] | None = None
        for part in document.parts:
            if isinstance(part, Grid):
                waiting = None
                continue
            text = plain_text(part.text)
            if text in every:
                look = titles.get(text)
                waiting = (look, [part.text]) if look else None
            elif waiting and len(waiting[1]) < 8:
                waiting[1].append(part.text)
                if _NOTHING.search(text) and titles.pop(waiting[0].title, None):
                    yield waiting[0].form.no, Table([], list(waiting[1]))
                    waiting = None


def _score(look: _Look, seen: Seen) -> float:
    """How much a table looks like a form: title, number, words of the head, row labels."""
    near = seen.near
    score = 0.0
    if look.title in near:
        score += 2
    elif any(look.title in text and len(text) < len(look.title) + 12 for text in near):
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
    for text in _texts(documents, 6):
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
