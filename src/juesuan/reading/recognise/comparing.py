"""How much a table looks like a form: its title, number, head, row labels and codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TypeVar

from msgspec import Struct

from juesuan.forms import Form, FormSet, available_form_sets, load_form_set
from juesuan.reading.figures import read_figure
from juesuan.reading.recognise.rows import row_labels
from juesuan.reading.recognise.tables import SeenTable, Table, is_furniture
from juesuan.reading.words import bare_title, words
from juesuan.text import plain

__all__ = [
    "FormLook",
    "best_look",
    "continues",
    "form_set_names",
    "form_set_of",
    "likeness",
    "look_of",
    "looks_of",
    "shape",
]

_LONGEST = 60
_ALIKE = 0.75
_ABOVE = 3
_LISTED = 3
_FUNCTION = re.compile(r"2\d{2}(\d\d){0,2}(?![\d.,])")

Compared = TypeVar("Compared", bound=Hashable)
Found = TypeVar("Found")


class FormLook(Struct, frozen=True, kw_only=True):
    """A form's looks: what a grid is compared with."""

    form: Form
    number: str
    title: str
    words: frozenset[str]
    labels: frozenset[str]
    codes: frozenset[str]


@cache
def form_set_of(name: str) -> FormSet:
    """A form set, read once."""
    return load_form_set(name)


@cache
def form_set_names() -> tuple[str, ...]:
    """The form sets that come with the package."""
    return tuple(available_form_sets())


@cache
def looks_of(name: str) -> tuple[FormLook, ...]:
    """The looks of a set's forms."""
    return tuple(look_of(form) for form in form_set_of(name).forms)


def look_of(form: Form) -> FormLook:
    """A form's looks."""
    words = {plain(span.text) for span in form.header if not span.text.isdigit()}
    labels = {plain(label) for side in form.sides for label in row_labels(form, side).values()}
    codes = {code for side in form.sides for source in side.sources for code in source.codes}
    return FormLook(
        form=form,
        number=form.no if form.number else "",
        title=plain(form.title),
        words=frozenset(words - {""}),
        labels=frozenset(labels - {""}),
        codes=frozenset(codes),
    )


def best_look(
    name: str, table: Table, among: tuple[str, ...]
) -> tuple[float, FormLook | None, bool]:
    """The form of a set that a table looks most like, how much, and whether a title of its own
    says so; worked out once for tables that look the same to the forms of all sets ``among``
    which it is chosen."""
    seen = table.seen
    if among not in seen.essences:
        seen.essences[among] = _looked_at(_essence(seen, _vocabulary(among)))
    looked: dict[str, tuple[float, FormLook | None, bool]] = seen.essences[among]
    if name not in looked:
        looked[name] = _best_look(looks_of(name), seen)
    return looked[name]


def _best_look(looks: Sequence[FormLook], seen: SeenTable) -> tuple[float, FormLook | None, bool]:
    titled = _once(seen, _titles_of(looks), _titled)
    if titled is None:
        return 0.0, None, False
    scored = [(likeness(look, seen) + titled.get(look.title, 0.0), look) for look in looks]
    score, look = max(scored, key=lambda entry: entry[0], default=(0.0, None))
    own = bool(titled) or bool(seen.number)
    return score, look, own


def _once(seen: SeenTable, asked: Compared, work: Callable[[Compared, SeenTable], Found]) -> Found:
    """What comes of comparing a table, worked out once for the forms that many sets share."""
    key = (work, asked)
    if key not in seen.essences:
        seen.essences[key] = work(asked, seen)
    found: Found = seen.essences[key]
    return found


def _essence(seen: SeenTable, known: frozenset[str]) -> tuple[Hashable, ...]:
    """All of a table that a comparison with forms of ``known`` words can depend on: not its
    amounts, nor its unit's name."""
    return (
        *(seen.head & known, seen.everything & known, seen.words & known, len(seen.words)),
        *(seen.codes, seen.number, seen.informal),
        tuple(text for text in seen.near if text in known or _may_title(text)),
        frozenset(text for text in seen.words if words().titles.form in text[-4:]),
    )


@lru_cache(maxsize=1024)
def _looked_at(
    essence: tuple[Hashable, ...],
) -> dict[str, tuple[float, FormLook | None, bool]]:
    """The best looks by form set, for tables of one essence."""
    return {}


@cache
def _vocabulary(among: tuple[str, ...]) -> frozenset[str]:
    """The words of form sets."""
    looks = (look for name in among for look in looks_of(name))
    return frozenset().union(*(look.words | look.labels | {look.title} for look in looks))


def _is_contents(titles: tuple[str, ...], seen: SeenTable) -> bool:
    """Whether a table lists forms by their titles: a table of contents."""
    lines = _once(seen, None, _as_listed)
    if len(lines) < _LISTED:
        return False
    found = {title for text in lines for title in _title_in(text, titles)}
    return len(found) >= _LISTED


def _as_listed(_: None, seen: SeenTable) -> list[str]:
    """The lines of a table that may be titles of forms as a table of contents lists them."""
    form = words().titles.form
    return [text for text in seen.words if form in text[-4:] and len(text) <= _LONGEST]


def _near_titles(_: None, seen: SeenTable) -> list[tuple[str, bool]]:
    """The lines around a table's head from the nearest on, each with whether it may say a title
    in other words."""
    return [(text, _may_title(text)) for text in reversed(seen.near) if len(text) <= _LONGEST]


def likeness(look: FormLook, seen: SeenTable) -> float:
    """How much a table looks like a form, its title left aside."""
    score = shape(look, seen)
    if look.number and seen.number:
        score += 1 if seen.number == look.number else -1
    elif seen.informal == look.form.no:
        score += 0.5
    return score


def shape(look: FormLook, seen: SeenTable) -> float:
    """How much the body looks like a form: words of the head, row labels, listed codes."""
    return _once(seen, (look.words, look.labels, look.codes), _shape)


def _shape(printed: tuple[frozenset[str], ...], seen: SeenTable) -> float:
    words, labels, codes = printed
    score = 2 * len(seen.head & words) / max(1, len(words))
    if labels:
        score += 1.5 * len(seen.everything & labels) / len((seen.words - words) | labels)
    if codes:
        score += 1.5 * len(seen.codes & codes) / len(seen.codes | codes)
    return score


def _titles_of(looks: Sequence[FormLook]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(look.title for look in looks))


def _titled(titles: tuple[str, ...], seen: SeenTable) -> dict[str, float] | None:
    """Titles that the lines around a table's head print, and how surely: 2 for the very
    title nearest to the table, less for one with more words around, or alike. ``None``: it is a
    table of contents."""
    if _is_contents(titles, seen):
        return None
    found: dict[str, float] = {}
    for text, worded in _once(seen, None, _near_titles):
        if not worded and text not in titles:
            continue
        for title, sure in _title_in(text, titles).items():
            found.setdefault(title, sure if not found else 0.3)
    return found


@lru_cache(maxsize=20_000)
def _title_in(text: str, titles: tuple[str, ...]) -> dict[str, float]:
    """The title that a line is or ends with; of several the longest."""
    if text in titles:
        return {text: 2.0}
    if not _may_title(text):
        return {}
    line, of_form = bare_title(text), words().titles.form
    best: dict[str, float] = {}
    for title, wanted in _longest_first(titles):
        before, found, after = line.rpartition(wanted)
        if found and len(after) < 8 and not words().titles.own.search(before):
            best[title] = 2.0 if not before and not after else 1.5
            break
    if not best and line.endswith(of_form):
        scored = [(_common(line, bare_title(title)), title) for title in titles]
        share, title = max(scored, default=(0.0, ""))
        if share >= _ALIKE:
            best[title] = 1.0
    return best


@lru_cache(maxsize=256)
def _longest_first(titles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Titles with what they are without year and the like."""
    bared = [(title, bare_title(title)) for title in titles]
    return tuple(sorted(bared, key=lambda pair: -len(pair[1])))


def _may_title(text: str) -> bool:
    """Whether a line may say a title in other words than the very title."""
    line = bare_title(text)
    return words().titles.form in line or line.endswith(words().titles.expenses)


def _common(one: str, other: str) -> float:
    """Share of pairs of signs that two texts have in common."""
    a, b = _pairs(one), _pairs(other)
    both = len(a & b)
    return both / max(1, len(a) + len(b) - both)


@lru_cache(maxsize=20_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def continues(look: FormLook, table: Table, repeated: frozenset[str]) -> bool:
    """Whether a table without a title goes on with the one before: same kind of rows."""
    if not all(is_furniture(text, repeated) or _head(look, text) for text in table.before):
        return False
    if any(look.title not in text for text in _own_titles(table)):
        return False
    texts = {plain(text) for text in table.texts()}
    coded = any(source.each == "function codes" for s in look.form.sides for source in s.sources)
    if coded:
        return any(_FUNCTION.match(text) for text in texts)
    if not look.labels and not look.codes:  # a form of one row of figures
        return any("." in text and read_figure(text).is_number for text in texts)
    return bool(texts & (look.labels | look.codes)) or _classes(texts)


def _own_titles(table: Table) -> Iterator[str]:
    """The titles of tables, of forms and evaluations, that stand alone in its first rows."""
    for row in table.rows[:_ABOVE]:
        said = [plain(cell.text) for cell in row if cell and cell.text.strip()]
        if len(said) == 1 and said[0].endswith(words().titles.form) and len(said[0]) <= _LONGEST:
            yield said[0]


def _head(look: FormLook, text: str) -> bool:
    """Whether a line repeats words of the form's head, printed again above the next page."""
    parts = [plain(part) for part in text.split()]
    return len(parts) > 1 and all(part in look.words for part in parts)


def _classes(texts: Iterable[str]) -> bool:
    return sum(bool(words().documents.listed.match(text)) for text in texts) > 2
