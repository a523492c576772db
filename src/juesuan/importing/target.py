"""The book that takes an import (账套): what it has already, and rows added to it at once."""

from __future__ import annotations

import csv
import io
import os
import secrets
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from juesuan.classification import Code
from juesuan.facts import AmountError, Space, parse_amount, standard_space
from juesuan.importing.errors import ImportRefusedError
from juesuan.importing.filling import filled_workbook
from juesuan.importing.values import Values, exact
from juesuan.ledger import BookError, Description, Place, Problem
from juesuan.ledger.description import from_rows, from_toml
from juesuan.ledger.examples import without_examples
from juesuan.ledger.schema import compared, heading_key, pages, sheet, sheets, written_choices
from juesuan.ledger.source import book_files
from juesuan.ledger.typed import bare_code
from juesuan.ledger.workbook import WorkbookRows, open_workbook
from juesuan.text import encoding_of

__all__ = ["TargetBook", "TargetTable", "open_target", "put_in_place", "tag_of"]

_MARK = "#"


class TargetTable(Struct, kw_only=True):
    """A table of the book as texts: its file or sheet, headings, and rows with their numbers."""

    key: str
    name: str
    path: Path
    headings: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    ending: str = "\n"

    @property
    def places(self) -> dict[str, int]:
        """Column key → its place from 0."""
        columns = sheet(self.key).columns
        found = ((heading_key(text, columns), place) for place, text in enumerate(self.headings))
        return {key: place for key, place in found if key}

    def records(self) -> Iterable[tuple[int, dict[str, str]]]:
        """Every row as column key → text."""
        places = self.places
        for number, cells in self.rows:
            yield number, {k: cells[p].strip() for k, p in places.items() if p < len(cells)}


class TargetBook(Struct, kw_only=True):
    """A book opened to be added to: a folder of csv files, or one workbook."""

    path: Path
    description: Description
    space: Space
    tables: dict[str, TargetTable]
    read_at: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of csv files."""
        return self.path.is_dir()

    def tags(self) -> frozenset[str]:
        """The tags of rows that came by an import."""
        found = set()
        for table in self.tables.values():
            for _, record in table.records():
                if tag := tag_of(record.get("source", "")):
                    found.add(tag)
        return frozenset(found)

    def from_elsewhere(self, table: str, tags: Container[str]) -> Iterator[Mapping[str, str]]:
        """The rows of a table that did not come with one of these tags."""
        if table in self.tables:
            for _, record in self.tables[table].records():
                if tag_of(record.get("source", "")) not in tags:
                    yield record

    def money(self, table: str, column: str, record: Mapping[str, str], row: int) -> int:
        """Cents of an amount in the book. Raises ``BookError``."""
        text = record.get(column, "")
        if not text:
            return 0
        try:
            return parse_amount(text, self.description.money)
        except AmountError as error:
            place = Place(self.tables[table].name, "", row, sheet(table).column(column).zh)
            raise BookError([Problem(error.key, place, error.details)]) from None

    def chosen(self, table: str, column: str, record: Mapping[str, str]) -> str:
        """The id of what a choice column says; empty where nothing."""
        spec = sheet(table).column(column)
        return written_choices(spec.values).get(compared(record.get(column, "")), "")

    def code(self, record: Mapping[str, str], column: str) -> str:
        """A code as the book has it, without marks."""
        return bare_code(record.get(column, ""))

    def add(self, rows: Mapping[str, Sequence[Values]], beside: Mapping[Path, bytes]) -> None:
        """Add rows to the tables, and write files beside the book: everything is written under
        hidden names first and then put in place. Raises ``OSError``, and ``ImportRefusedError``
        if somebody changed the book since it was opened."""
        if any(_signature(path) != read for path, read in self.read_at.items()):
            raise ImportRefusedError("book_changed", path=self.path)
        contents: dict[Path, bytes] = dict(beside)
        if self.is_folder:
            for key, added in rows.items():
                if added:
                    path, content = self._csv(key, added)
                    contents[path] = content
        elif any(rows.values()):
            contents[self.path] = filled_workbook(self.path, rows, self.description.money)
        put_in_place(contents)

    def _csv(self, key: str, added: Sequence[Values]) -> tuple[Path, bytes]:
        spec = sheet(key)
        table = self.tables.get(key)
        if table is None:
            path = self.path / f"{spec.file}.csv"
            table = TargetTable(key=key, name=path.name, path=path, headings=[])
        headings, order = self._headings(table, added)
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=table.delimiter, lineterminator=table.ending)
        writer.writerow(headings)
        for _, cells in table.rows:
            writer.writerow([*cells, *[""] * (len(headings) - len(cells))])
        for values in added:
            writer.writerow([self._text(values.get(name, "")) for name in order])
        try:
            return table.path, stream.getvalue().encode(table.encoding)
        except UnicodeEncodeError:
            return table.path, stream.getvalue().encode("utf-8-sig")

    def _headings(self, table: TargetTable, added: Sequence[Values]) -> tuple[list[str], list[str]]:
        """The headings with those that the new rows need, and the column key of each."""
        spec = sheet(table.key)
        used = {key for values in added for key, value in values.items() if value != ""}
        places = table.places
        headings = list(table.headings)
        headings += [c.zh for c in spec.columns if c.key in used and c.key not in places]
        return headings, [heading_key(text, spec.columns) or "" for text in headings]

    def _text(self, value: str | int) -> str:
        return exact(value, self.description.money) if isinstance(value, int) else value


def tag_of(source: str) -> str:
    """The tag at the end of a source (来源): ``支付明细.xls 第12行 #a1b2c3``."""
    return source.rpartition(_MARK)[2].strip() if _MARK in source else ""


def put_in_place(contents: Mapping[Path, bytes]) -> None:
    """Put files in place: all are written first."""
    hidden: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            beside = path.with_name(f".{path.stem}.{secrets.token_hex(4)}{path.suffix}.new")
            hidden.append((beside, path))
            with beside.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for beside, path in hidden:
            beside.replace(path)
    finally:
        for beside, _ in hidden:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def open_target(path: str | Path) -> TargetBook:
    """A book to add to: a folder, its ``book.toml`` or a workbook. Raises ``BookError``."""
    path = Path(path)
    if path.name == "book.toml":
        path = path.parent
    if path.is_dir():
        return _open_folder(path)
    if not path.exists():
        raise BookError([Problem("no_book", Place(), {"path": str(path)})])
    if path.suffix.lower() != ".xlsx":
        raise BookError([Problem("not_a_book", Place(path.name))])
    return _open_workbook(path)


def _open_folder(folder: Path) -> TargetBook:
    head = folder / "book.toml"
    if not head.is_file():
        raise BookError([Problem("no_book_toml", Place(str(folder)))])
    description, problems = from_toml(head)
    if description is None or problems:
        raise BookError(problems)
    known = {spec.file: spec.key for spec in sheets()}
    tables = {}
    for file in book_files(folder):
        if key := known.get(file.stem.lower()):
            tables[key] = _csv_table(key, file)
    return _target(folder, description, tables)


def _csv_table(key: str, path: Path) -> TargetTable:
    content = path.read_bytes()
    encoding = encoding_of(lambda: [content])
    if not encoding:
        raise BookError([Problem("encoding", Place(path.name))])
    if content.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    text = content.decode(encoding)
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        rows = list(enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1))
    except csv.Error:
        raise BookError([Problem("bad_quotes", Place(path.name))]) from None
    filled = [(number, cells) for number, cells in rows if any(c.strip() for c in cells)]
    return TargetTable(
        key=key,
        name=path.name,
        path=path,
        headings=filled[0][1] if filled else [],
        rows=filled[1:],
        encoding=encoding,
        delimiter=delimiter,
        ending="\r\n" if "\r\n" in text else "\n",
    )


def _open_workbook(path: Path) -> TargetBook:
    workbook, problems = open_workbook(path)
    if workbook is None:
        raise BookError(problems)
    named = {compared(n): s.key for s in sheets() for n in (s.title, s.title_en, s.key)}
    book, units = _page(workbook, "book"), _page(workbook, "units")
    if not book:
        raise BookError([Problem("no_book_sheet", Place(path.name))])
    rows = [cells for _, cells in workbook.rows(book)]
    listed = [cells for _, cells in workbook.rows(units)] if units else []
    description, problems = from_rows(rows, listed, Place(path.name, book))
    if description is None or problems:
        raise BookError(problems)
    tables = {}
    for name in workbook.sheets:
        key = named.get(compared(name))
        if not key:
            continue
        place = Place(path.name, name)
        kept, problems = without_examples(sheet(key), workbook.rows(name), description.year, place)
        if problems:
            raise BookError(problems)
        filled = [(number, list(cells)) for number, cells in kept if any(cells)]
        if filled:
            tables[key] = TargetTable(
                key=key, name=name, path=path, headings=filled[0][1], rows=filled[1:]
            )
    return _target(path, description, tables)


def _page(workbook: WorkbookRows, key: str) -> str:
    wanted = {compared(name) for name in (key, pages()[key].zh, pages()[key].en)}
    return next((sheet for sheet in workbook.sheets if compared(sheet) in wanted), "")


def _target(path: Path, description: Description, tables: dict[str, TargetTable]) -> TargetBook:
    space = standard_space(description.year)
    own: dict[str, list[Code]] = {kind: [] for kind in space.codes}
    if "codes" in tables:
        lists = written_choices("lists")
        for _, record in tables["codes"].records():
            kind, code = lists.get(compared(record.get("list", ""))), bare_code(record["code"])
            if kind and code:
                own[kind].append(Code(code=code, name=record.get("name", ""), source="own"))
    if any(own.values()):
        codes = {kind: known.extended(own[kind]) for kind, known in space.codes.items()}
        space = Space(description.year, codes["function"], codes["economic"])
    files = {table.path for table in tables.values()}
    return TargetBook(
        path=path,
        description=description,
        space=space,
        tables=tables,
        read_at={file: _signature(file) for file in files},
    )


def _signature(path: Path) -> tuple[int, int]:
    """What changes when a file is written: its time and size; zeros where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
