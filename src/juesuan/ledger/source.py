"""Opening a book: a folder of CSV files or a workbook becomes raw text tables.

Every table is loaded into the engine as text, one row per record with its row number in
the source, so that each later complaint can name its line. CSV files go there directly when
they are regular; irregular ones (ragged lines, line breaks in fields) are read slowly.
"""

from __future__ import annotations

import codecs
import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from juesuan.ledger.problems import Place, Problem
from juesuan.ledger.schema import SheetSpec, heading_key

__all__ = ["RawTable", "Tables", "load_csv", "load_rows", "quoted"]

_CHUNK = 1 << 22


@dataclass(frozen=True)
class RawTable:
    """A loaded table: its name in the engine, the place it came from, its columns' headings."""

    spec: SheetSpec
    name: str
    file: str
    sheet: str
    headings: dict[str, str]

    def place(self, row: int = 0, column: str = "") -> Place:
        """A place in this table; ``column`` is a column's key, shown as its own heading."""
        shown = self.headings.get(column) or (self.spec.column(column).zh if column else "")
        return Place(self.file, self.sheet, row, shown)


Tables = dict[str, RawTable]


def quoted(text: str | Path) -> str:
    """A text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def load_csv(
    db: duckdb.DuckDBPyConnection, spec: SheetSpec, path: Path, scratch: Path
) -> tuple[RawTable | None, list[Problem]]:
    """Load one CSV file as text. Returns the table (``None`` if it cannot be used) and what
    is wrong with the file: encoding, heading, ragged lines."""
    encoding, lines = _encoding(path)
    if encoding is None:
        return None, [Problem("encoding", Place(path.name))]
    if encoding not in {"utf-8", "utf-8-sig"}:
        path = _recoded(path, encoding, scratch)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.readline()
        delimiter = max(",\t;", key=head.count)
        stream.seek(0)
        heading = next(csv.reader(stream, delimiter=delimiter), None)
    if not heading or not any(cell.strip() for cell in heading):
        return None, [Problem("empty_file", Place(path.name), {"table": spec.title})]
    columns, problems = _match(spec, heading, Place(path.name))
    if columns is None:
        return None, problems
    table = RawTable(spec, f"raw_{spec.key}", path.name, "", columns.headings)
    if not _load_fast(db, table, path, delimiter, columns, lines):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            records = _records(stream, delimiter)
            next(records, None)
            problems += _load_slow(db, table, columns, records, scratch)
    return table, problems


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
    first = next(((row, cells) for row, cells in records if any(c.strip() for c in cells)), None)
    if first is None:
        return None, []
    columns, problems = _match(spec, first[1], Place(file, sheet, first[0]))
    if columns is None:
        return None, problems
    table = RawTable(spec, f"raw_{spec.key}", file, sheet, columns.headings)
    return table, problems + _load_slow(db, table, columns, records, scratch)


@dataclass(frozen=True)
class _Columns:
    """Which source column feeds which table column, and how wide the source is."""

    positions: dict[str, int]
    headings: dict[str, str]
    width: int

    def select(self, spec: SheetSpec, source: str = "c{}") -> str:
        found = []
        for column in spec.columns:
            position = self.positions.get(column.key)
            value = "NULL::VARCHAR" if position is None else source.format(position)
            found.append(f'{value} AS "{column.key}"')
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
        known = "、".join(column.zh for column in spec.columns)
        if key is None:
            if text.strip():
                details = {"heading": text.strip(), "table": spec.title, "known": known}
                problems.append(Problem("unknown_heading", place, details))
        elif key in positions:
            problems.append(Problem("repeated_heading", place, {"heading": text.strip()}))
        else:
            positions[key], headings[key] = position, text.strip()
    missing = [c.zh for c in spec.columns if c.required and c.key not in positions]
    if missing:
        details = {"missing": "、".join(missing), "table": spec.title}
        problems.append(Problem("missing_heading", place, details))
    return (None if missing else _Columns(positions, headings, len(heading))), problems


def _encoding(path: Path) -> tuple[str | None, int]:
    """The file's encoding (UTF-8 with or without BOM, UTF-16, or GB 18030 and so GBK) and
    the number of its lines."""
    with path.open("rb") as stream:
        start = stream.read(2)
    if start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16", 0
    for encoding in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        lines, last = 0, b"\n"
        try:
            with path.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    decoder.decode(chunk)
                    lines += chunk.count(b"\n")
                    last = chunk[-1:]
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding, lines + (last != b"\n")
    return None, 0


def _recoded(path: Path, encoding: str, scratch: Path) -> Path:
    """A UTF-8 copy of the file under its own name."""
    copy = Path(tempfile.mkdtemp(dir=scratch)) / path.name
    with (
        path.open(encoding=encoding, newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while chunk := source.read(_CHUNK):
            target.write(chunk)
    return copy


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
    row = db.execute(f"SELECT count(*) FROM {data}").fetchone()
    if row is None or row[0] != lines - 1:
        return False
    db.execute(f"CREATE OR REPLACE VIEW {table.name} AS SELECT *, rowid + 2 AS row FROM {data}")
    return True


def _records(stream: Iterable[str], delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Records with the line each begins on."""
    reader = csv.reader(stream, delimiter=delimiter)
    line = 1
    for record in reader:
        yield line, record
        line = reader.line_num + 1


def _load_slow(
    db: duckdb.DuckDBPyConnection,
    table: RawTable,
    columns: _Columns,
    records: Iterable[tuple[int, Sequence[str]]],
    scratch: Path,
) -> list[Problem]:
    """Load records one by one through a regular copy; ragged ones are problems."""
    problems = []
    copy = Path(tempfile.mkdtemp(dir=scratch)) / "regular.csv"
    with copy.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, quoting=csv.QUOTE_ALL)
        for row, cells in records:
            texts = [cell.strip() for cell in cells]
            if not any(texts):
                continue
            extra = [text for text in texts[columns.width :] if text]
            if extra or len(texts) < columns.width and not table.sheet:
                details = {"found": len(texts), "wanted": columns.width}
                problems.append(Problem("ragged", table.place(row), details))
            texts = (texts + [""] * columns.width)[: columns.width]
            writer.writerow([row, *texts])
    names = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(columns.width))
    data = f"{table.name}_data"
    db.execute(
        f"CREATE OR REPLACE TABLE {data} AS SELECT {columns.select(table.spec)}, row FROM read_csv("
        f"{quoted(copy)}, auto_detect = false, header = false, delim = ',', quote = '\"',"
        " escape = '\"', columns = {'row': 'BIGINT', " + names + "})"
    )
    db.execute(f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM {data}")
    return problems
