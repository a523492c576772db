"""The figures that an atlas compares (``data/corpus/atlas.toml``): of every unit and year, exact.

Amounts are whole cents; percentages whole hundredths of a per cent, rounded half away from zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from juesuan.corpus.grouping import GroupingWords
from juesuan.corpus.meaning import columns_of
from juesuan.corpus.open import Corpus
from juesuan.facts import DIMENSIONS, WAN, YUAN, format_amount, round_half_away, standard_space
from juesuan.resources import Record, load_typed
from juesuan.text import fold

__all__ = [
    "AtlasFigure",
    "Outlier",
    "Values",
    "amounts_said",
    "atlas_words",
    "figures",
    "gather",
    "hundredths",
    "like",
    "outliers",
    "people_of",
    "shown",
]

Values = Mapping[tuple[int, str], int]
"""By disclosure and figure."""


class AtlasFigure(Record, frozen=True):
    """A figure: the first selection that is printed, alone, as a share of another (``of``), for
    each of the people whom the narrative counts (``per``), or as its ``change`` against last year;
    or the share of projects that gave themselves a grade (``graded``). Where no form prints it, the
    narrative's amount of the words ``said``, if need be as a share of that of ``said_of``."""

    zh: str
    en: str
    select: tuple[str, ...]
    of: tuple[str, ...] = ()
    change: bool = False
    per: tuple[str, ...] = ()
    graded: str = ""
    said: tuple[str, ...] = ()
    said_of: tuple[str, ...] = ()

    @property
    def money(self) -> bool:
        """Whether it is an amount, not a percentage."""
        return not (self.of or self.change or self.graded)


class _Atlas(Record, frozen=True):
    peers: int
    apart: int
    least: int
    graded_least: int
    people: tuple[str, ...]
    listed: int
    figures: Mapping[str, AtlasFigure]
    levels: Mapping[str, tuple[str, ...]]
    whole_words: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    zh: Mapping[str, str | Mapping[str, str]]
    en: Mapping[str, str | Mapping[str, str]]


@cache
def atlas_words() -> _Atlas:
    """The data of an atlas: figures, bounds, words."""
    return load_typed(_Atlas, "corpus/atlas.toml")


def figures() -> Mapping[str, AtlasFigure]:
    """The figures by their ids, in order."""
    return atlas_words().figures


def shown(figure: AtlasFigure, value: int | None) -> str:
    """A value as people read it: 万元 with two decimals, or per cent."""
    if value is None:
        return "—"
    if figure.money:
        return format_amount(round_half_away(value, WAN.print_step) * WAN.print_step, WAN)
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}%"


def gather(corpus: Corpus) -> Values:
    """Every figure of every disclosure that prints it. Of several disclosures of a unit and
    year each has its own."""
    found: dict[tuple[int, str], int] = {}
    for year, region_years in _years(corpus).items():
        read = {
            text: _printed(corpus, year, text)
            for figure in figures().values()
            for text in (*figure.select, *figure.of)
        }
        for name, figure in figures().items():
            for document in region_years:
                value = _first(read, figure.select, document)
                if value is None or figure.change:
                    continue
                if figure.per:
                    if people := people_of(corpus, figure.per).get(document):
                        found[document, name] = round_half_away(value, people)
                elif not figure.of:
                    found[document, name] = value
                elif whole := _first(read, figure.of, document):
                    found[document, name] = hundredths(value, whole)
    for name, figure in figures().items():
        if figure.change:
            _changes(corpus, name, figure, found)
        elif figure.graded:
            _graded(corpus, name, figure.graded, found)
        if figure.said:
            _said(corpus, name, figure, found)
    return found


def _said(
    corpus: Corpus, name: str, figure: AtlasFigure, found: dict[tuple[int, str], int]
) -> None:
    """The figure by the narrative's words, where no form prints it."""
    whole = amounts_said(corpus, figure.said_of)
    people = people_of(corpus, figure.per) if figure.per else {}
    for document, value in amounts_said(corpus, figure.said).items():
        if figure.per and document in people and value > 0:
            found.setdefault((document, name), round_half_away(value, people[document]))
        elif figure.said_of and whole.get(document):
            found.setdefault((document, name), hundredths(value, whole[document]))
        elif not (figure.per or figure.said_of):
            found.setdefault((document, name), value)


def amounts_said(corpus: Corpus, words: Sequence[str]) -> Mapping[int, int]:
    """The final amount, in cents, that each disclosure's narrative says of one of some words, the
    first that it uses as a subject's beginning or end; none where it says two amounts of it."""
    query = (
        "SELECT document, subject,"
        " (value * CASE counted_in WHEN ? THEN 1000000 ELSE 100 END)::BIGINT FROM quantities WHERE"
        " kind = 'money' AND sure AND role = 'final' AND counted_in IN (?, ?)"
    )
    said: dict[int, dict[int, set[int]]] = {}
    for document, subject, value in corpus.rows(query, [WAN.zh, YUAN.zh, WAN.zh]):
        bare = fold(subject).partition("（")[0]
        for place, word in enumerate(words):
            if bare.startswith(word) or bare.endswith(word):
                said.setdefault(document, {}).setdefault(place, set()).add(value)
    first = {document: places[min(places)] for document, places in said.items()}
    return {document: min(values) for document, values in first.items() if len(values) == 1}


def people_of(corpus: Corpus, words: Sequence[str]) -> Mapping[int, int]:
    """How many people each disclosure says it has, by the first of some words that it uses."""
    rank = {word: place for place, word in enumerate(words)}
    query = (
        "SELECT document, subject, value FROM quantities WHERE kind = 'count' AND sure"
        " AND list_contains(?, counted_in) AND role = 'final' ORDER BY ALL"
    )
    best: dict[int, tuple[int, int]] = {}
    for document, subject, value in corpus.rows(query, [list(atlas_words().people)]):
        places = [place for word, place in rank.items() if word in subject]
        if places and value > 0:
            best[document] = min((min(places), int(value)), best.get(document, (len(rank), 0)))
    return {document: people for document, (_, people) in best.items()}


def _graded(corpus: Corpus, name: str, grade: str, found: dict[tuple[int, str], int]) -> None:
    """The share of its projects' grades that are the one, where there are several."""
    query = (
        "SELECT document, count(*) FILTER (starts_with(grade, ?)), count(*) FROM projects"
        " WHERE project > 0 AND grade <> '' GROUP BY document HAVING count(*) >= ?"
    )
    for document, those, every in corpus.rows(query, [grade, atlas_words().graded_least]):
        found[document, name] = hundredths(those, every)


def _years(corpus: Corpus) -> Mapping[int, list[int]]:
    years: dict[int, list[int]] = {}
    query = "SELECT year, document FROM documents WHERE status = 'read' ORDER BY year, document"
    for year, document in corpus.rows(query):
        years.setdefault(year, []).append(document)
    return years


def _printed(corpus: Corpus, year: int, text: str) -> Mapping[int, int]:
    """What each disclosure of a year prints for a selection."""
    columns = columns_of(text, standard_space(year))
    where = " AND ".join(f'"{name}" = ?' for name in DIMENSIONS)
    query = f"SELECT document, value FROM facts WHERE year = ? AND {where}"
    return dict(corpus.rows(query, [year, *(columns[name] for name in DIMENSIONS)]))


def _first(
    read: Mapping[str, Mapping[int, int]], texts: Sequence[str], document: int
) -> int | None:
    return next((read[text][document] for text in texts if document in read[text]), None)


def hundredths(value: int, whole: int) -> int:
    """A share in hundredths of a per cent, rounded half away from zero."""
    scaled = abs(value) * 20_000 + abs(whole)
    share = scaled // (2 * abs(whole))
    return share if (value < 0) == (whole < 0) else -share


def _changes(
    corpus: Corpus, name: str, figure: AtlasFigure, found: dict[tuple[int, str], int]
) -> None:
    """The change against last year, where last year's own disclosures print more than zero; of
    units that were merged or divided the change of all together."""
    of = next((n for n, one in figures().items() if one.money and one.select == figure.select), "")
    pairs = corpus.rows(
        "SELECT list(document) FILTER (side = 'now'), list(document) FILTER (side = 'before')"
        " FROM followed GROUP BY year, region, scope, joint"
    )
    for now, before in pairs:
        values, were = ([found.get((d, of)) for d in side] for side in (now, before))
        if None in values or None in were:
            continue
        value, was = sum(v or 0 for v in values), sum(v or 0 for v in were)
        if was > 0:
            for document in now:
                found[document, name] = hundredths(value - was, was)


class Outlier(Struct, frozen=True, kw_only=True):
    """A figure far from those of its peers: the disclosure, the figure, its value, the
    median of the peers."""

    document: int
    figure: str
    value: int
    median: int


def outliers(corpus: Corpus, values: Values) -> list[Outlier]:
    """What is worth asking: percentages farther from the median of the disclosures of the same
    year, region, scope, level and kind of unit than several times the median deviation; the
    farthest first."""
    peers: dict[tuple[object, ...], list[int]] = {}
    query = (
        "SELECT year, region, scope, unit, document FROM documents WHERE status = 'read'"
        " ORDER BY ALL"
    )
    for year, region, scope, unit, document in corpus.rows(query):
        peers.setdefault((year, region, scope, *like(unit)), []).append(document)
    told: list[tuple[int, Outlier]] = []
    bounds = atlas_words()
    for documents in peers.values():
        for name, figure in figures().items():
            known = [(values[d, name], d) for d in documents if (d, name) in values]
            if figure.money or len(known) < bounds.peers:
                continue
            middle = _median([value for value, _ in known])
            spread = max(_median([abs(value - middle) for value, _ in known]), bounds.least)
            for value, document in known:
                if abs(value - middle) > bounds.apart * spread:
                    far = abs(value - middle) // spread
                    one = Outlier(document=document, figure=name, value=value, median=middle)
                    told.append((far, one))
    told.sort(key=lambda entry: (-entry[0], entry[1].document, entry[1].figure))
    return [one for _, one in told]


def like(unit: str) -> tuple[str, str]:
    """The level and the kind of a unit, as its name tells; empty where it does not.

    >>> like("云南省红山县水利局"), like("广西壮族自治区档案馆（本级）")
    (('county', 'office'), ('province', 'institution'))
    """
    bounds = atlas_words()
    name = fold(unit).partition("（")[0]
    for word in GroupingWords.usual().scope.own:
        name = name.removesuffix(word)
    bare = name
    for word in bounds.whole_words:
        bare = bare.replace(word, "")
    level = next(
        (
            level
            for level, words in bounds.levels.items()
            if any(word in (name if word in bounds.whole_words else bare) for word in words)
        ),
        "",
    )
    kind = next((n for n, words in bounds.kinds.items() if name.endswith(tuple(words))), "")
    return level, kind


def _median(values: Sequence[int]) -> int:
    """The middle value; the lower of two."""
    return sorted(values)[(len(values) - 1) // 2]
