"""The figures that an atlas compares (``data/corpus/atlas.toml``): of every unit and year, exact.

Amounts are whole cents; percentages whole hundredths of a per cent, rounded half away from zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from juesuan.corpus.meaning import columns_of
from juesuan.corpus.open import Corpus
from juesuan.facts import DIMENSIONS, WAN, format_amount, round_half_away, standard_space
from juesuan.resources import Record, load_typed

__all__ = [
    "AtlasFigure",
    "Outlier",
    "Values",
    "atlas_words",
    "figures",
    "gather",
    "outliers",
    "shown",
]

Values = Mapping[tuple[int, str], int]
"""By disclosure and figure."""


class AtlasFigure(Record, frozen=True):
    """A figure: the first selection that is printed, alone, as a share of another (``of``) or
    as its ``change`` against last year."""

    zh: str
    en: str
    select: tuple[str, ...]
    of: tuple[str, ...] = ()
    change: bool = False

    @property
    def money(self) -> bool:
        """Whether it is an amount, not a percentage."""
        return not self.of and not self.change


class _Atlas(Record, frozen=True):
    peers: int
    apart: int
    listed: int
    figures: Mapping[str, AtlasFigure]
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
                if not figure.of:
                    found[document, name] = value
                elif whole := _first(read, figure.of, document):
                    found[document, name] = _hundredths(value, whole)
    for name, figure in figures().items():
        if figure.change:
            _changes(corpus, name, figure, found)
    return found


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


def _hundredths(value: int, whole: int) -> int:
    """A share in hundredths of a per cent, rounded half away from zero."""
    scaled = abs(value) * 20_000 + abs(whole)
    share = scaled // (2 * abs(whole))
    return share if (value < 0) == (whole < 0) else -share


def _changes(
    corpus: Corpus, name: str, figure: AtlasFigure, found: dict[tuple[int, str], int]
) -> None:
    """The change against last year, where last year's own disclosure prints more than zero."""
    of = next((n for n, one in figures().items() if one.money and one.select == figure.select), "")
    pairs = corpus.rows(
        "SELECT now.document, min(before.document) FROM documents AS now JOIN documents AS before"
        " ON before.unit_key = now.unit_key AND before.region = now.region"
        " AND before.scope = now.scope AND before.year = now.year - 1"
        " WHERE before.status = 'read' AND now.status = 'read' GROUP BY now.document"
    )
    for document, before in pairs:
        value, was = found.get((document, of)), found.get((before, of))
        if value is not None and was is not None and was > 0:
            found[document, name] = _hundredths(value - was, was)


@dataclass(frozen=True, kw_only=True)
class Outlier:
    """A figure far from those of its peers: the disclosure, the figure, its value, the
    median of the peers."""

    document: int
    figure: str
    value: int
    median: int


def outliers(corpus: Corpus, values: Values) -> list[Outlier]:
    """What is worth asking: percentages farther from the median of the disclosures of the same
    year, region and scope than several times the median deviation; the farthest first."""
    peers: dict[tuple[object, ...], list[int]] = {}
    query = "SELECT year, region, scope, document FROM documents WHERE status = 'read' ORDER BY ALL"
    for year, region, scope, document in corpus.rows(query):
        peers.setdefault((year, region, scope), []).append(document)
    told: list[tuple[int, Outlier]] = []
    bounds = atlas_words()
    for documents in peers.values():
        for name, figure in figures().items():
            known = [(values[d, name], d) for d in documents if (d, name) in values]
            if figure.money or len(known) < bounds.peers:
                continue
            middle = _median([value for value, _ in known])
            spread = _median([abs(value - middle) for value, _ in known])
            for value, document in known:
                if spread and abs(value - middle) > bounds.apart * spread:
                    far = abs(value - middle) // spread
                    one = Outlier(document=document, figure=name, value=value, median=middle)
                    told.append((far, one))
    told.sort(key=lambda entry: (-entry[0], entry[1].document, entry[1].figure))
    return [one for _, one in told]


def _median(values: Sequence[int]) -> int:
    """The middle value; the lower of two."""
    return sorted(values)[(len(values) - 1) // 2]
