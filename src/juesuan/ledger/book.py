"""The book (账套): read whole, checked whole, posted to facts.

``read_book`` opens a folder of CSV files with a ``book.toml``, or one workbook. It reports
everything wrong at once and refuses what does not balance.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb
from msgspec import Struct, field

from juesuan.classification import Code, CodeList
from juesuan.facts import YUAN, FactStore, Space, standard_space
from juesuan.facts.store import connect
from juesuan.ledger.answers import answers_of, merge_answers
from juesuan.ledger.balance import balance
from juesuan.ledger.description import Description, from_rows, from_toml
from juesuan.ledger.examples import without_examples
from juesuan.ledger.posting import post, post_computed, prepare_typed
from juesuan.ledger.problems import BookError, Place, Problem
from juesuan.ledger.rules import check_rows, prepare_lookups
from juesuan.ledger.schema import SheetSpec, compared, pages, sheets
from juesuan.ledger.source import RawTable, Tables, book_files, load_csv, load_rows, size_of
from juesuan.ledger.totals import without_totals
from juesuan.ledger.typed import Typing, bare_code, blank_refused, type_table
from juesuan.ledger.withheld import Withheld, read_withheld
from juesuan.ledger.workbook import WorkbookRows, open_workbook
from juesuan.messages import LANGUAGES, Message, say

__all__ = ["Book", "Progress", "read_book"]

Progress = Callable[[str], None]
"""Told the key of each stage as it begins: opening, loading, typing, checking, posting."""


class Book(Struct, kw_only=True):
    """A book that was read and balances.

    ``store`` holds its facts; ``rows`` says how many rows each table had; ``seconds`` how
    long each stage took; ``notices`` what its owner should know; ``withheld`` what is not to
    be published, and stands in no fact.
    """

    path: Path
    description: Description
    space: Space
    store: FactStore
    tables: Tables
    notices: list[Problem] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    withheld: Withheld = field(default_factory=Withheld)

    @property
    def db(self) -> duckdb.DuckDBPyConnection:
        """The engine that holds the book's tables and facts."""
        return self.store.db


_PLACING = frozenset({"amount", "fund", "function", "kind", "nature", "point", "unit"})
"""Columns that say how much money lies where: without them no balance can be told."""

_UNREAD = frozenset(
    {"missing_heading", "missing_value", "unknown_sheet", "unknown_file", "unknown_unit"}
    | {"repeated_table", "ragged", "bad_quotes", "encoding", "unit_needed", "unreadable"}
    | {"fiscal_needs_function", "fiscal_needs_nature", "fiscal_nature", "fund_of_code"}
    | {"expenditure_needs_function", "expenditure_needs_nature", "income_needs_source"}
)
"""Faults by which money is not where it belongs, so that balances would miss because of them."""


def _silent(stage: str) -> None:
    del stage


def read_book(path: str | Path, progress: Progress = _silent, memory: str = "2GB") -> Book:
    """Read a book from a folder, its ``book.toml``, or a workbook (xlsx).

    Raises ``BookError`` with every problem found; ``memory`` bounds the engine, which spills
    to a temporary folder beyond it.
    """
    with _scratch() as scratch:
        reader = _Reader(Path(path), scratch, progress, memory)
        return reader.read()


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="juesuan-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_LITTLE = 300_000
"""Up to so many bytes, a book is read sooner where the engine does not plan its questions; with
ten times as many, plans save a sixth of the time."""


class _Reader:
    def __init__(self, path: Path, scratch: Path, progress: Progress, memory: str) -> None:
        self.path, self.scratch, self.progress = path, scratch, progress
        self.db = connect(memory, little=size_of(path) <= _LITTLE)
        self.problems: list[Problem] = []
        self.seconds: dict[str, float] = {}
        self._began, self._stage = time.perf_counter(), ""

    def stage(self, name: str) -> None:
        now = time.perf_counter()
        if self._stage:
            self.seconds[self._stage] = now - self._began
        self._began, self._stage = now, name
        if name:
            self.progress(name)

    def stop_if_wrong(self) -> None:
        if self.problems:
            raise BookError(self.problems)

    def read(self) -> Book:
        self.stage("opening")
        description, tables = self._open()
        if description is None:
            raise BookError(self.problems)
        self.stage("typing")
        space = self._space(description.year, tables)
        typing = Typing(space, description.year, description.money)
        for table in tables.values():
            type_table(self.db, table, typing)
        self.problems += typing.problems
        self.stage("checking")
        prepare_typed(self.db, tables)
        self.problems += merge_answers(self.db, answers_of(self.path))
        prepare_lookups(self.db, space)
        self._list_units(description)
        units = [unit.code for unit in description.units]
        problems, notices = check_rows(self.db, tables, units, typing.refused)
        self.problems += problems
        if not self._may_balance(typing, tables):
            self.stop_if_wrong()
        blank_refused(self.db, typing.refused)
        self.stage("posting")
        store = FactStore(space, self.db)
        withheld, problems = read_withheld(self.db, space, tables)
        self.problems += problems
        try:
            post(self.db, description.year)
        except duckdb.ConversionException:  # a sum beyond 64 bits
            self.problems.append(Problem("too_large_sum", Place(self.path.name)))
            raise BookError(self.problems) from None
        problems, more = balance(self.db, space, description.money, description.year, tables)
        self.problems += problems
        self.stop_if_wrong()
        if more:
            post_computed(self.db, description.year)
        rows = {key: self._count(table) for key, table in tables.items()}
        self.stage("")
        every = notices + more
        return Book(
            path=self.path,
            description=description,
            space=space,
            store=store,
            tables=tables,
            notices=every,
            rows=rows,
            seconds=self.seconds,
            withheld=withheld,
        )

    def _may_balance(self, typing: Typing, tables: Tables) -> bool:
        """Whether balances can be told beside what is wrong: no table of money is missing a
        column, and no amount or place of money could not be read."""
        unread = any(problem.key in _UNREAD for problem in self.problems)
        return not unread and not any(
            table in tables and column in _PLACING for table, column in typing.refused
        )

    def _count(self, table: RawTable) -> int:
        row = self.db.execute(f"SELECT count(*) FROM typed_{table.spec.key}").fetchone()
        return int(row[0]) if row else 0

    def _list_units(self, description: Description) -> None:
        self.db.execute("CREATE TABLE units (code VARCHAR, name VARCHAR, kind VARCHAR)")
        for unit in description.units:
            self.db.execute("INSERT INTO units VALUES (?, ?, ?)", [unit.code, unit.name, unit.kind])

    def _open(self) -> tuple[Description | None, Tables]:
        path = self.path
        if path.name == "book.toml":
            path = path.parent
        if path.is_dir():
            return self._open_folder(path)
        if not path.exists():
            raise BookError([Problem("no_book", Place(), {"path": str(self.path)})])
        if path.suffix.lower() == ".xlsx":
            return self._open_workbook(path)
        raise BookError([Problem("not_a_book", Place(path.name))])

    def _open_folder(self, folder: Path) -> tuple[Description | None, Tables]:
        head = folder / "book.toml"
        if not head.is_file():
            raise BookError([Problem("no_book_toml", Place(str(folder)))])
        description, problems = from_toml(head)
        self.problems += problems
        tables: Tables = {}
        known = {spec.file: spec for spec in sheets()}
        first: dict[str, str] = {}
        self.stage("loading")
        for file in book_files(folder):
            spec = known.get(file.stem.lower())
            place = Place(file.name)
            if spec is None:
                details = {"known": [f"{name}.csv" for name in known]}
                self.problems.append(Problem("unknown_file", place, details))
            elif spec.key in first:
                self._repeated(place, spec, first[spec.key])
            else:
                first[spec.key] = file.name
                self._add(tables, spec, *self._load(spec, file))
        if not tables and not self.problems:
            self.problems.append(Problem("no_tables", Place(str(folder))))
            self.stop_if_wrong()
        return description, tables

    def _open_workbook(self, path: Path) -> tuple[Description | None, Tables]:
        workbook, problems = open_workbook(path)
        self.problems += problems
        if workbook is None:
            raise BookError(self.problems)
        self.stage("loading")
        description, problems = self._described(workbook)
        self.problems += problems
        tables: Tables = {}
        specs = {
            compared(name): spec
            for spec in sheets()
            for name in (spec.title, spec.title_en, spec.key)
        }
        first: dict[str, str] = {}
        for name in workbook.sheets:
            spec = specs.get(compared(name))
            place = Place(path.name, name)
            if spec is None:
                if compared(name) not in _other_pages() and workbook.filled(name):
                    described = [pages()["book"].zh, pages()["units"].zh]
                    details = {"known": [*described, *(s.title for s in sheets())]}
                    self.problems.append(Problem("unknown_sheet", place, details))
            elif spec.key in first:
                self._repeated(place, spec, first[spec.key])
            else:
                first[spec.key] = name
                self.problems += workbook.unreadable(name)
                year = description.year if description else 0
                rows, changed = without_examples(spec, workbook.rows(name), year, place)
                self.problems += changed
                loaded = load_rows(self.db, spec, path.name, name, rows, self.scratch)
                self._add(tables, spec, *loaded)
        return description, tables

    def _load(self, spec: SheetSpec, file: Path) -> tuple[RawTable | None, list[Problem]]:
        try:
            return load_csv(self.db, spec, file, self.scratch)
        except OSError as error:
            return None, [Problem("unreadable", Place(file.name), {"why": error.strerror})]

    def _add(
        self, tables: Tables, spec: SheetSpec, table: RawTable | None, problems: list[Problem]
    ) -> None:
        self.problems += problems
        if table is not None:
            tables[spec.key] = table
            self.problems += without_totals(self.db, table)

    def _repeated(self, place: Place, spec: SheetSpec, first: str) -> None:
        details = {"table": spec.title, "first": first}
        self.problems.append(Problem("repeated_table", place, details))

    def _described(self, workbook: WorkbookRows) -> tuple[Description | None, list[Problem]]:
        name = _page(workbook, "book")
        if name is None:
            return None, [Problem("no_book_sheet", Place(self.path.name))]
        units = _page(workbook, "units")
        for page in (name, units):
            self.problems += workbook.unreadable(page) if page else []
        rows = [cells for _, cells in workbook.rows(name)]
        listed = [cells for _, cells in workbook.rows(units)] if units else []
        return from_rows(rows, listed, Place(self.path.name, name))

    def _space(self, year: int, tables: Tables) -> Space:
        """The year's codes, with the unit's own (自设科目) if the book has any."""
        space = standard_space(year)
        if "codes" not in tables:
            return space
        typing = Typing(space, year, YUAN)
        type_table(self.db, tables["codes"], typing)
        own: dict[str, list[Code]] = {kind: [] for kind in space.codes}
        rows = self.db.execute("SELECT row, list, code, name FROM typed_codes ORDER BY row")
        for row, kind, written, name in rows.fetchall():
            code = bare_code(written)
            if not kind or not code:
                continue  # said already
            codes = space.codes[kind]
            if _placed(code, codes):
                own[kind].append(Code(code=code, name=name, source="own"))
            else:
                like = next(entry.code for entry in codes if codes.is_leaf(entry.code)) + "01"
                details = {"code": written, "kind": Message(f"dimension.{kind}"), "like": like}
                where = tables["codes"].place(row, "code")
                self.problems.append(Problem("own_code", where, details))
        if not any(own.values()):
            return space
        lists = {kind: codes.extended(own[kind]) for kind, codes in space.codes.items()}
        return Space(year, lists["function"], lists["economic"])


@cache
def _other_pages() -> frozenset[str]:
    """Pages of a workbook that are no tables: the description and what the template adds."""
    named = (name for page in pages().values() for name in (page.zh, page.en))
    guides = (say("template.guide", lang) for lang in LANGUAGES)
    return frozenset(map(compared, (*named, *guides)))


def _placed(code: str, codes: CodeList) -> bool:
    """Whether a unit's own code is in the list (renamed) or lies below a code that is."""
    return code.isascii() and code.isdigit() and (code in codes or code[:3] in codes)


def _page(workbook: WorkbookRows, key: str) -> str | None:
    """The name that a workbook gives to one of the pages that are no tables."""
    page = pages()[key]
    wanted = {compared(name) for name in (key, page.zh, page.en)}
    return next((sheet for sheet in workbook.sheets if compared(sheet) in wanted), None)
