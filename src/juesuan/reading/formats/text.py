"""Plain text with tables whose fields are parted by tabs, or by bars as in Markdown."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path

from juesuan.keeping import compiled
from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.text_aligned import aligned_grids
from juesuan.reading.formats.text_boxed import boxed_grids
from juesuan.reading.formats.text_spaced import spaced_grids
from juesuan.text import UNMARKED, marked_encoding

__all__ = ["MAX_TEXT_BYTES", "decode", "read_bytes", "read_text"]

MAX_TEXT_BYTES = 64 * 1024 * 1024
"""The largest text or web page that is read."""
MAX_LOST = 0.001
"""The largest share of undecodable characters with which a text is still read."""

_CHINESE = {"gb2312", "gbk", "gb_2312-80", "gb18030", "cp936", "x-gbk", "chinese", "csgb2312"}
_PARTING_TAB = compiled(r'(?<![,"\n])\t(?![,"\r\n])')
"""A tab that parts fields; one beside a comma keeps a long number from a spreadsheet's hands."""
_AS_TEXT = compiled(r'^="(.*)"$')
_TABLES = {".csv", ".xls", ".xlsx", ".et"}
"""Endings of files whose lines may be parted by commas."""
_BREAK = compiled(r"\r\n|\r|\n")
_AMOUNT = compiled(r"[-(（]?[\d,]+\.\d+[)）]?")
_LABELS, _LONGEST, _STOPS = 8, 60, "。：；"
"""Rows of a label alone that may follow one another, and their longest text; a line that ends in
one of those marks is a sentence."""
_HEADING = compiled(r"\s{0,3}#{1,6}(?!#)\s*(.*?)(?:\s+#+)?\s*")
_BARS = compiled(r"\s*\|.*\|\s*")
_RULE = compiled(r"\s*\|(\s*:?-+:?\s*\|)+\s*")
_BAR = compiled(r"(?<!\\)\|")
_BARS_OF_BOXES = compiled("[│┃┆┇┊┋║｜‖]")
_RULE_OF_BOXES = compiled(r"\s*[-=+|─━═┄┅┈┉├┤┬┴┼┌┐└┘┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┝┥┠┨┷┯┿╂]{3,}\s*")
_VALUE = compiled(r"\s*(?:[≥≤<>=]*-?\d[\d,.]*[^\s\d。；，]{0,6}|[-—–]+)?\s*")
"""What stands behind the bar of a row with one: a figure, with its unit perhaps, or a dash."""
_ALIKE = 3
"""Lines one below the other, each with as many bars, that make a table without bars around it."""


def read_text(path: Path) -> Document:
    """A text file: every run of lines with tabs (or with bars, or whose cells stand one above
    the other) is one grid, other lines that are not blank are paragraphs, and those that begin
    with ``#`` headings."""
    document = Document(path.name, "text")
    text, lost = decode(read_bytes(path, MAX_TEXT_BYTES))
    if lost:
        document.unread.append(("characters_lost", Spot(file=path.name), {"count": lost}))
    most = document.tally.limits.cells
    if max(text.count("\t"), text.count("|")) > most:
        raise UnreadableError("too_many_cells", most=most)
    if path.suffix.lower() in _TABLES and (lines := _by_commas(text)):
        _add_commas(document, lines)
        return document
    rows: list[tuple[GridText, ...]] = []
    before = ""
    drawn = _BREAK.split(text)
    boxed = boxed_grids(path.name, drawn)
    printed = _closed(_without(drawn, boxed))
    unsure: list[Spot] = []
    aligned = {**aligned_grids(path.name, printed, unsure), **boxed}
    for first, last, grid in spaced_grids(path.name, _without(printed, aligned)):
        aligned[first] = (last, grid)
        unsure = [spot for spot in unsure if not first < (spot.line or 0) <= last + 1]
    document.unread += [("unruled_table", spot, {}) for spot in unsure]
    past = 0
    for number, line in enumerate(printed, 1):
        if number <= past:
            continue
        kind = "aligned" if number - 1 in aligned else _kind(line)
        if kind == "text" and rows and _goes_on(rows, printed, number, before):
            kind = before
        if kind != before and rows:
            document.add(Grid(tuple(rows), rows[0][0].spot))
            rows = []
        before = kind
        if kind == "aligned":
            last, grid = aligned[number - 1]
            document.add(grid)
            past = last + 1
        elif kind == "text":
            document.add(_paragraph(line, Spot(file=path.name, line=number)))
        elif kind and not (kind == "bars" and _RULE.fullmatch(line)):
            rows.append(
                tuple(
                    GridText(field, Spot(file=path.name, line=number, field=place))
                    for place, field in enumerate(_fields(line, kind) or [line], 1)
                )
            )
    if rows:
        document.add(Grid(tuple(rows), rows[0][0].spot))
    if not document.parts:
        raise UnreadableError("empty")
    return document


def _without(lines: Sequence[str], grids: Mapping[int, tuple[int, Grid]]) -> list[str]:
    """The lines, those of grids left blank."""
    rest = list(lines)
    for first, (last, _) in grids.items():
        rest[first : last + 1] = [""] * (last + 1 - first)
    return rest


def _closed(lines: Sequence[str]) -> list[str]:
    """The lines, those of tables whose rows have bars only between their fields (a|b|c), or bars
    of boxes (│ a │ b │), as rows between bars."""
    said = [_BARS_OF_BOXES.sub("|", line) for line in lines]
    bars = [
        0 if "\t" in line or _RULE_OF_BOXES.fullmatch(line) else line.count("|") for line in said
    ]
    found = list(lines)
    for count, places in _runs(bars, said):
        if not count or len(places) < _ALIKE:
            continue
        if count == 1 and not _of_values([said[place] for place in places]):
            continue
        whole = all(_BARS.fullmatch(said[place]) for place in places)
        if whole and all(said[place] == lines[place] for place in places):
            continue
        for place in places:
            found[place] = said[place] if whole else f"|{said[place]}|"
        for place in range(places[0], places[-1]):
            if place not in places:
                found[place] = "|-|"
        if not whole:
            for place in _beside(places, bars):
                found[place] = f"|{said[place]}|"
    return found


def _of_values(lines: Sequence[str]) -> bool:
    """Whether lines with one bar are rows of a name and a value, but the head."""
    parted = [line.partition("|") for line in lines]
    others = [(name, value) for name, _, value in parted if not _VALUE.fullmatch(value)]
    return len(others) <= 1 and all(name.strip() for name, _, _ in parted)


def _beside(places: Sequence[int], bars: Sequence[int]) -> Iterator[int]:
    """The lines right above and below rows that have bars, more or fewer: labels and values over
    the rows, a row of sums."""
    above = takewhile(lambda n: bars[n], range(places[0] - 1, -1, -1))
    below = takewhile(lambda n: bars[n], range(places[-1] + 1, len(bars)))
    yield from (*above, *below)


def _runs(bars: Sequence[int], lines: Sequence[str]) -> list[tuple[int, list[int]]]:
    """Places of lines with as many bars one below the other, rules of boxes between them passed
    over."""
    runs: list[tuple[int, list[int]]] = []
    for place, count in enumerate(bars):
        if not count and _RULE_OF_BOXES.fullmatch(lines[place]):
            continue
        if runs and runs[-1][0] == count:
            runs[-1][1].append(place)
        else:
            runs.append((count, [place]))
    return runs


def _by_commas(text: str) -> list[tuple[int, list[str]]]:
    """The fields of lines parted by commas, each with the number of the line that they begin on;
    nothing if most lines are not."""
    lines = _BREAK.split(text)
    filled = [line for line in lines if line.strip()]
    parted = [line for line in filled if "," in line]
    if _PARTING_TAB.search(text) or 2 * len(parted) < len(filled):
        return []
    reader, found, begin = csv.reader(lines), list[tuple[int, list[str]]](), 1
    try:
        for fields in reader:
            found.append((begin, fields))
            begin = reader.line_num + 1
    except csv.Error:
        return []
    return found


def _kept(field: str) -> str:
    """A field without what makes a spreadsheet keep it as text: a tab before it, ="00123"."""
    return _AS_TEXT.sub(r"\1", field.strip("\t"))


def _add_commas(document: Document, lines: Sequence[tuple[int, list[str]]]) -> None:
    """Runs of lines with several fields are grids, the others paragraphs."""
    rows: list[tuple[GridText, ...]] = []
    for number, fields in (*lines, (0, list[str]())):
        places = enumerate(fields, 1)
        if sum(bool(field.strip()) for field in fields) > 1 or (rows and len(fields) > 1):
            spots = [
                (_kept(field), Spot(file=document.file, line=number, field=n))
                for n, field in places
            ]
            rows.append(tuple(GridText(field, spot) for field, spot in spots))
            continue
        if rows:
            document.add(Grid(tuple(rows), rows[0][0].spot))
            rows = []
        if text := "".join(fields).strip():
            document.add(_paragraph(text, Spot(file=document.file, line=number)))


def read_bytes(path: Path, most: int) -> bytes:
    """A file's bytes; a file that is empty or larger than ``most`` is refused."""
    size = path.stat().st_size
    if size > most:
        raise UnreadableError("too_large", bytes=size, most=most)
    if not size:
        raise UnreadableError("empty")
    return path.read_bytes()


def decode(data: bytes, declared: str = "") -> tuple[str, int]:
    """A text from its bytes, and how many of its characters were lost.

    A byte order mark decides, then the declared encoding if the bytes agree, then UTF-8 and
    GB18030. A few stray bytes become replacement characters; more make the text damaged.
    """
    if marked := marked_encoding(data):
        names = [marked]
    else:
        names = [*filter(None, [_encoding(declared)]), *UNMARKED]
        if _cut_off(data):
            names = ["utf-8"]
        if b"\0" in data:
            raise UnreadableError("not_this_format")
    for name in names:
        try:
            return data.decode(name), 0
        except UnicodeError:
            pass
    tries = [data.decode(name, "replace") for name in names]
    best = min(tries, key=lambda text: text.count("\ufffd"))
    lost = best.count("\ufffd")
    if lost > max(1, len(best) * MAX_LOST):
        raise UnreadableError("damaged", characters_lost=lost)
    return best, lost


def _encoding(declared: str) -> str:
    """Python's name for an encoding a page declares; empty if it is not a known one."""
    name = declared.strip().lower()
    if name in _CHINESE:
        return "gb18030"
    try:
        found = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    # A page that could declare UTF-16 in ASCII is not in UTF-16.
    return "" if found.startswith(("utf-16", "utf-32", "utf-7")) else found


def _cut_off(data: bytes) -> bool:
    """Whether this is UTF-8 but for an unfinished character at its end."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and not data[: error.start].isascii()
    return False


def _kind(line: str) -> str:
    """What a line belongs to: ``tabs``, ``bars``, ``text`` or, blank, nothing."""
    if "\t" in line:
        return "tabs"
    if not line.strip():
        return ""
    return "bars" if _BARS.fullmatch(line) and line.strip() != "|" else "text"


def _goes_on(
    rows: Sequence[Sequence[GridText]], lines: Sequence[str], number: int, kind: str
) -> bool:
    """Whether a line in which nothing parts fields is a row of the table above it with a label
    and no figures (三、国有资本经营预算财政拨款): no blank line stands between, and below it the
    table goes on with a row of amounts."""
    widest = max(map(len, rows))
    for line in lines[number - 1 : number + _LABELS]:
        if _kind(line) == kind:
            label, *others = _fields(line, kind)
            amounts = any(_AMOUNT.fullmatch(field.strip()) for field in others)
            return bool(label.strip()) and amounts and len(others) < widest
        if _kind(line) != "text" or len(line) > _LONGEST or line.strip()[-1] in _STOPS:
            return False
    return False


def _fields(line: str, kind: str) -> list[str]:
    if kind == "tabs":
        return line.split("\t")
    fields = _BAR.split(line.strip())[1:-1]
    return [field.strip().replace("\\|", "|") for field in fields]


def _paragraph(line: str, spot: Spot) -> Paragraph:
    heading = _HEADING.fullmatch(line)
    if heading and heading[1]:
        return Paragraph(heading[1], spot, heading=True)
    return Paragraph(line.strip(), spot)
