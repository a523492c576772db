"""Words of published documents as a whole and of what stands around their tables, from
``data/reading.toml``."""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec.structs import asdict

from juesuan.resources import Pattern, Record, load_typed
from juesuan.text import bare

__all__ = ["ReadingWords", "bare_title", "words"]


class BalancedWords(Record):
    """How a set says that its printed sums are exact."""

    source: str
    words: tuple[str, ...]


class Titles(Record):
    """``optional``: what a title may or may not have; ``own``: words before a form's title that
    make it another form's; ``evaluation``: words of performance tables' titles; ``numbered``: the
    number before a title; ``around``: numbers before a title, brackets behind it;
    ``wrapped``: marks around a title; ``line``: a title by itself on a line; ``form``: the word
    a form's title ends with; ``expenses``: the word of titles that are told by the words before
    it, too."""

    source: str
    optional: Pattern
    own: Pattern
    evaluation: Pattern
    numbered: Pattern
    around: Pattern
    wrapped: Pattern
    line: Pattern
    form: str
    expenses: str


class LinesAround(Record):
    """Lines around tables: ``number`` is the official number of a form (``printed_number`` writes
    it), ``informal`` another one, ``internal`` one of the report to the ministry; ``unit`` the unit
    of money, ``title_unit`` that behind a title, ``other_unit`` one that accounts are not in,
    ``department`` whose table it is, ``money`` what is no department, ``furniture`` lines that say
    nothing, ``head`` lines that stand
    above every form, ``noted`` notes between rows, ``note`` those that begin a note below it.
    ``column_numbers`` are the words in the line of column numbers, ``column_label`` those
    before it, ``code_levels`` the heads of codes split over columns,
    ``subtotals`` the names of sums of a part of the rows, ``total`` the name of a
    total, ``set_wide`` words whose two signs are often set apart."""

    number: Pattern
    printed_number: str
    internal: Pattern
    informal: Pattern
    unit: Pattern
    other_unit: Pattern
    title_unit: Pattern
    head_unit: Pattern
    department: Pattern
    money: Pattern
    furniture: Pattern
    head: Pattern
    noted: Pattern
    note: Pattern
    column_numbers: frozenset[str]
    code_levels: tuple[str, ...]
    subtotals: tuple[str, ...]
    column_label: frozenset[str]
    total: str
    no_head: str
    set_wide: frozenset[str]


class Documents(Record):
    """What a document is: ``budget`` titles, those of a ``government``'s accounts, the word for
    ``accounts`` (决算) and for ``planned`` (预算), headings of a ``chapter``, its ``year`` and
    ``of_year``, a ``chinese_year``, a ``date``, a ``compared_year``, words that call a year
    ``this_year`` and those of a period (``over_years``), the ``sentence_ends``, the
    ``year_in_name`` of a file, the ``title`` that names its unit, what an ``organisation`` is
    called, a ``division`` of one that heads a column of its own, the words by which a form says
    that there is ``nothing``, a numbered ``part``, what is ``listed`` by number, and rows of a
    form. ``year_of_title`` is that of a title on several lines, ``traditional`` a character in
    which accounts are written in traditional script. ``unknown_set`` is what a set is called that
    is not among ours."""

    budget: Pattern
    government: Pattern
    accounts: str
    planned: str
    chapter: Pattern
    year: Pattern
    chinese_year: Pattern
    date: Pattern
    compared_year: Pattern
    this_year: Pattern
    over_years: Pattern
    sentence_ends: tuple[str, ...]
    year_in_name: Pattern
    of_year: Pattern
    title: Pattern
    title_after_year: Pattern
    year_of_title: Pattern
    traditional: Pattern
    organisation: Pattern
    division: Pattern
    nothing: Pattern
    part: Pattern
    listed: Pattern
    row: Pattern
    unknown_set: str


class WordsOfParts(Record):
    """What tells a part of final accounts: ``title``: the title of a department's or a unit's;
    ``other_accounts``: accounts of another kind; ``public``: words that only public accounts use;
    ``official``, ``everyday``: words of accounts and of reports on what they achieved, those that
    others hardly use and the others; ``counted``: what their reports count beside money;
    ``of_a_place``: the money of a place, not of a department; ``in_money``: that a table is kept
    in money; ``staff``: whom and what tables with a total count; ``private``: words of companies
    and households."""

    source: str
    title: Pattern
    other_accounts: Pattern
    public: Pattern
    official: Pattern
    everyday: Pattern
    counted: Pattern
    of_a_place: Pattern
    in_money: Pattern
    staff: Pattern
    private: Pattern


class WithoutFigures(Record):
    """What tells a part without figures: the ``heading`` of a chapter or a page, a term that is
    ``explained``, an ``item`` of the functional classification, words in which a body speaks of
    its ``own``, or of the forms (``of_forms``); ``number`` is one that tells an amount, a share or
    a count."""

    source: str
    heading: Pattern
    explained: Pattern
    number: Pattern
    item: Pattern
    of_forms: Pattern
    own: Pattern


class OtherMatter(Record):
    """A kind of paper that is no part of accounts: what it is called, how its titles end, and the
    marks in its text of which two tell it."""

    zh: str
    en: str
    titles: Pattern
    marks: Pattern

    def text(self, lang: str = "zh") -> str:
        """What it is called."""
        return self.zh if lang == "zh" else self.en


class OtherMatters(Record):
    """Papers without figures that are no part of accounts, by kind."""

    source: str
    contract: OtherMatter
    news: OtherMatter
    notice: OtherMatter
    rules: OtherMatter
    tender: OtherMatter
    recruitment: OtherMatter
    minutes: OtherMatter
    article: OtherMatter
    manual: OtherMatter
    audit: OtherMatter
    company: OtherMatter
    budget: OtherMatter

    @property
    def kinds(self) -> dict[str, OtherMatter]:
        """The kinds by their names."""
        return {name: kind for name, kind in asdict(self).items() if isinstance(kind, OtherMatter)}


class ReadingWords(Record):
    """What ``reading.toml`` says."""

    balanced: BalancedWords
    titles: Titles
    around: LinesAround
    documents: Documents
    parts: WordsOfParts
    without_figures: WithoutFigures
    other_matters: OtherMatters


@cache
def words() -> ReadingWords:
    """The words that come with the package."""
    return load_typed(ReadingWords, "reading.toml")


@lru_cache(maxsize=20_000)
def bare_title(text: str) -> str:
    """A title without the year and what titles may or may not have."""
    return words().titles.optional.sub("", bare(text))
