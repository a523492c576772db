"""Opening a book: a folder of CSV files or a workbook becomes raw text tables.

Every table is loaded into the engine as text, one row per record with its row number in
the source, so that each later complaint can name its line. CSV files go there directly when
they are regular; irregular ones (ragged lines, line breaks in fields) are read slowly.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
from msgspec import Struct
from msgspec.structs import replace

from juesuan.ledger.encoding import encoding_and_lines, recoded
from juesuan.ledger.problems import Place, Problem
from juesuan.ledger.schema import SheetSpec, heading_key
from juesuan.ledger.sql import blank, quoted
from juesuan.messages import Message

__all__ = ["SHOWN", "RawTable", "Tables", "book_files", "load_csv", "load_rows", "size_of"]

SHOWN = 5
"""How many rows of one fault are named."""

_AS_IT_IS = ("utf-8", "utf-8-sig")
_BETWEEN = "\t"
"""Between the texts of cells that have no heading: a blank, so that blanks alone say nothing."""
_BLANKS = ' \t\r\n,;"\u00a0\u3000\ufeff'


class RawTable(Struct, frozen=True, kw_only=True):
    """A loaded table: its name in the engine, the place it came from, its columns' headings and
    their positions, counted from 0."""

    spec: SheetSpec
    name: str
    file: str
    sheet: str
    headings: dict[str, str]
    positions: dict[str, int]

    def place(self, row: int = 0, column: str = "") -> Place:
        """A place in this table; ``column`` is a column's key, shown as its own heading."""
        shown = self.headings.get(column) or (self.spec.column(column).zh if column else "")
        shown = shown.rstrip("*")
        place = Place(self.file, self.sheet, row, shown)
        known = row and column in self.positions
        return place.at(row, self.positions[column]) if known else place

    def text(self, db: duckdb.DuckDBPyConnection, row: int, column: str) -> str:
        """What stands in a row's column, without blanks around it."""
        found = db.execute(f'SELECT "{column}" FROM {self.name} WHERE row = ?', [row]).fetchone()
        return (found[0] or "").strip() if found else ""


Tables = dict[str, RawTable]


def book_files(folder: Path) -> list[Path]:
    """The CSV files of a book's folder, however their ending is written."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")


def size_of(book: Path) -> int:
    """Bytes of the tables of a book, however it is given; of a workbook, about those that it
    unpacks to."""
    if book.suffix.lower() == ".xlsx":
        return 5 * book.stat().st_size if book.is_file() else 0
    folder = book.parent if book.name == "book.toml" else book
    files = book_files(folder) if folder.is_dir() else []
    return sum(file.stat().st_size for file in files if file.is_file())


def load_csv(
    db: duckdb.DuckDBPyConnection, spec: SheetSpec, path: Path, scratch: Path
) -> tuple[RawTable | None, list[Problem]]:
    """Load one CSV file as text. Returns the table (``None`` if it cannot be used) and what
    is wrong with the file: encoding, heading, ragged lines."""
    place = Place(path.name)
    encoding, lines = encoding_and_lines(path)
    if not encoding:
        return None, [Problem("encoding", place)]
    if encoding not in _AS_IT_IS:
        try:
            path = recoded(path, encoding, scratch)
        except UnicodeError:
            return None, [Problem("encoding", place)]
    faults: list[int] = []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = next((line for line in stream if line.strip(_BLANKS)), "")
        if not head:
            return None, [Problem("empty_file", place, {"table": spec.title})]
        delimiter = max(",\t;", key=head.count)
        stream.seek(0)
        records = _records(stream, delimiter, faults)
        first, heading = next(_filled(records), (0, []))
        if faults:
            return None, [_problem("bad_quotes", place, faults)]
        if not heading:
            return None, [Problem("empty_file", place, {"table": spec.title})]
        columns, problems = _match(spec, heading, Place(path.name, "", first))
        if columns is None:
            return None, problems
        table = columns.table(spec, path.name)
        if first > 1 or not _load_fast(db, table, path, delimiter, columns, lines):
            problems += _load_slow(db, table, columns, records, scratch)
            if faults:
                problems.append(_problem("bad_quotes", place, faults))
    return table, problems + _beside(db, table, columns)


def _problem(key: str, place: Place, rows: Sequence[int], **details: object) -> Problem:
    """One problem of several rows, the first few named."""
    where = replace(place, row=rows[0])
    return Problem(key, where, details, tuple(rows[1:SHOWN]), len(rows))


def load_rows(
    db: duckdb.DuckDBPyConnection,
    spec: SheetSpec,
    file: str,
    sheet: str,
    rows: Iterable[tuple[int, Sequence[str]]],
    scratch: Path,
) -> tuple[RawTable | None, list[Problem]]:
    """Load the rows of a workbook's sheet, given as (row number, texts), heading first."""
    records = iter(rows)
    first = next(_filled(records), None)
    if first is None:
        return None, []
    columns, problems = _match(spec, first[1], Place(file, sheet, first[0]))
    if columns is None:
        return None, problems
    table = columns.table(spec, file, sheet)
    problems += _load_slow(db, table, columns, records, scratch)
    return table, problems + _beside(db, table, columns)


def _beside(db: duckdb.DuckDBPyConnection, table: RawTable, columns: _Columns) -> list[Problem]:
    """Rows with something in a column that has no heading: nobody would read it."""
    if not columns.nameless:
        return []
    rows = db.execute(
        f"SELECT row, nameless FROM {table.name} WHERE NOT ({blank('nameless')}) ORDER BY row"
    ).fetchall()
    if not rows:
        return []
    row, text = rows[0]
    position = next(n for n, part in enumerate(text.split(_BETWEEN)) if part.strip())
    problem = _problem("no_heading", table.place(), [row for row, _ in rows])
    place = problem.place.at(row, columns.nameless[position])
    return [replace(problem, place=place, details={"stands": text.replace(_BETWEEN, " ").strip()})]


class _Columns(Struct, frozen=True):
    """Which source column feeds which table column, how wide the source is, and which of
    its columns have no heading."""

    positions: dict[str, int]
    headings: dict[str, str]
    width: int
    nameless: tuple[int, ...] = ()

    def table(self, spec: SheetSpec, file: str, sheet: str = "") -> RawTable:
        """The table to be loaded from these columns."""
        return RawTable(
            spec=spec,
            name=f"raw_{spec.key}",
            file=file,
            sheet=sheet,
            headings=self.headings,
            positions=self.positions,
        )

    def everything(self, spec: SheetSpec) -> str:
        """The loaded columns that the source has, as SQL."""
        found = [f'"{column.key}"' for column in spec.columns if column.key in self.positions]
        return ", ".join([*found, "nameless"] if self.nameless else found)

    def select(self, spec: SheetSpec, source: str = "c{}") -> str:
        found = []
        for column in spec.columns:
            position = self.positions.get(column.key)
            value = "NULL::VARCHAR" if position is None else source.format(position)
            found.append(f'{value} AS "{column.key}"')
        if self.nameless:
            cells = (f"coalesce({source.format(n)}, '')" for n in self.nameless)
            found.append(f"concat_ws('{_BETWEEN}', {', '.join(cells)}) AS nameless")
        return ", ".join(found)


def _match(
    spec: SheetSpec, heading: Sequence[str], place: Place
) -> tuple[_Columns | None, list[Problem]]:
    """Match headings to columns; missing, unknown and repeated ones are problems."""
    positions: dict[str, int] = {}
    headings: dict[str, str] = {}
    problems = []
    for position, text in enumerate(heading):
        key = heading_key(text, spec.columns)
        known = [column.zh for column in spec.columns]
        here = place.at(place.row, position)
        if key is None:
            if text.strip():
                details: dict[str, object] = {
                    "heading": text.strip(),
                    "table": spec.title,
                    "known": known,
                }
                problems.append(Problem("unknown_heading", here, details))
        elif key in positions:
            problems.append(Problem("repeated_heading", here, {"heading": text.strip()}))
        else:
            positions[key], headings[key] = position, " ".join(text.split())
    missing = [c.zh for c in spec.columns if c.required and c.key not in positions]
    if missing:
        details = {"missing": missing, "table": spec.title, "rename": ""}
        if meant := _meant(missing, problems):
            details["rename"] = Message("book.rename_heading", meant)
        problems.append(Problem("missing_heading", place, details))
    nameless = tuple(n for n, text in enumerate(heading) if not text.strip())
    columns = _Columns(positions, headings, len(heading), nameless)
    return (None if missing else columns), problems


def _meant(missing: Sequence[str], problems: Sequence[Problem]) -> dict[str, object]:
    """The heading nobody knows that is probably a missing column's, and its cell."""
    for name in missing:
        for problem in problems:
            text = str(problem.details["heading"])
            if problem.key == "unknown_heading" and name in text:
                return {"cell": problem.place.cell, "text": text, "name": name}
    return {}


def _load_fast(
    db: duckdb.DuckDBPyConnection,
    table: RawTable,
    path: Path,
    delimiter: str,
    columns: _Columns,
    lines: int,
) -> bool:
    """Let the engine read the file; ``False`` if it is irregular and must be read slowly."""
    names = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(columns.width))
    data = f"{table.name}_data"
    try:
        db.execute(
            f"CREATE OR REPLACE TABLE {data} AS SELECT {columns.select(table.spec)} FROM read_csv("
            f"{quoted(path)}, auto_detect = false, header = true, delim = {quoted(delimiter)},"
            " quote = '\"', escape = '\"', columns = {" + names + "}, null_padding = false)"
        )
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False
    must = next(f'"{column.key}"' for column in table.spec.columns if column.required)
    empty = f"({blank(must)}) AND ({blank(f'concat({columns.everything(table.spec)})')})"
    row = db.execute(f"SELECT count(*), count(*) FILTER (WHERE {empty}) FROM {data}").fetchone()
    if row is None or row[0] != lines - 1:
        return False
    where = f"WHERE NOT ({empty})" if row[1] else ""  # rows such as “,,,,” say nothing
    db.execute(
        f"CREATE OR REPLACE VIEW {table.name} AS SELECT *, rowid + 2 AS row FROM {data} {where}"
    )
    return True


def _records(
    stream: Iterable[str], delimiter: str, faults: list[int]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Records with the line each begins on. Lines from which quotes do not pair are added
    to ``faults`` and passed over: an open quote would swallow all that follows."""
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            faults.append(line)
            if "field limit" in str(error):
                return  # an open quote has swallowed the rest
        else:
            if record is None:
                return
            yield line, record
        line = reader.line_num + 1


def _filled(
    records: Iterable[tuple[int, Sequence[str]]],
) -> Iterator[tuple[int, Sequence[str]]]:
    """The records that hold anything at all."""
    return ((row, cells) for row, cells in records if any(cell.strip() for cell in cells))


def _load_slow(
    db: duckdb.DuckDBPyConnection,
    table: RawTable,
    columns: _Columns,
    records: Iterable[tuple[int, Sequence[str]]],
    scratch: Path,
) -> list[Problem]:
    """Load records one by one through a regular copy; ragged ones are problems."""
    ragged: dict[int, list[int]] = {}
    longest = 1 << 19
    copy = Path(tempfile.mkdtemp(dir=scratch)) / "regular.csv"
    with copy.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, quoting=csv.QUOTE_ALL)
        for row, cells in _filled(records):
            texts = [_one_line(cell) for cell in cells]
            extra = [text for text in texts[columns.width :] if text]
            if extra or (len(texts) < columns.width and not table.sheet):
                ragged.setdefault(len(texts), []).append(row)
                continue
            texts = (texts + [""] * columns.width)[: columns.width]
            writer.writerow([row, *texts])
            longest = max(longest, sum(map(len, texts)))
    names = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(columns.width))
    data = f"{table.name}_data"
    db.execute(
        f"CREATE OR REPLACE TABLE {data} AS SELECT {columns.select(table.spec)}, row FROM read_csv("
        f"{quoted(copy)}, auto_detect = false, header = false, delim = ',', quote = '\"',"
        f" escape = '\"', max_line_size = {4 * longest},"
        " columns = {'row': 'BIGINT', " + names + "})"
    )
    db.execute(f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM {data}")
    return [
        _problem("ragged", table.place(), rows, found=found, wanted=columns.width)
        for found, rows in ragged.items()
    ]


def _one_line(text: str) -> str:
    """A cell's text without blanks around it, its line breaks as blanks."""
    text = text.strip()
    return " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
