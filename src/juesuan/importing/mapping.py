"""The mapping (导入对照): what files do not say, asked for once and used again.

It is a workbook beside the book with one row for each question, the most frequent first: what to
fill in, on what ground, the words of the file, how often and for how much money, a suggestion,
and the answer. A second sheet records what was imported.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter
from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.importing.faults import Fault, together
from juesuan.importing.kinds import fields, heading, words
from juesuan.importing.values import amount_text
from juesuan.ledger import Place
from juesuan.ledger.workbook import open_workbook
from juesuan.messages import LANGUAGES, say
from juesuan.text import plain

__all__ = [
    "ASKED",
    "MappedAnswer",
    "Question",
    "RememberedMapping",
    "clue",
    "mapping_path",
    "named",
]

_COLUMNS = ("ask", "by", "text", "count", "sum", "first", "suggestion", "answer", "among")
_WIDTHS = (12, 12, 44, 8, 18, 22, 30, 30, 60)
_FAULTY = (
    ("file", 30),
    ("sheet", 14),
    ("row", 8),
    ("column", 18),
    ("cell", 8),
    ("stops", 12),
    ("what", 90),
)
_LOG = ("file", "sha256", "kind", "rows", "sum", "day")


class Question(Struct, frozen=True, kw_only=True):
    """What is asked: the column of the book (``ask``), the field of the file it depends on
    (``by``, or ``file``), its text there, how many rows and cents hang on it, where it is first
    met, what is suggested, and what may be answered."""

    ask: str
    by: str
    text: str
    count: int = 1
    cents: int = 0
    first: str = ""
    suggestion: str = ""
    among: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two questions one: for purposes, numbers and dates do not count."""
        return self.ask, self.by, clue(self.ask, self.by, self.text)


def clue(ask: str, by: str, text: str) -> str:
    """A text as answers are remembered by it: of purposes without numbers and dates, and where
    only the name of a code matters, as for natures, without its digits."""
    said = plain(text)
    if by == "purpose" or (ask, by) == ("nature", "function"):
        return words().varying.regex.sub("", said) or said
    return said


class MappedAnswer(Struct, frozen=True):
    """An answer, its row in the mapping file and its column from 0 (row 0: a suggestion that was
    taken)."""

    text: str
    row: int = 0
    position: int = 0


class RememberedMapping(Struct):
    """A mapping file as read: its path, questions by key, answers, and the record of imports."""

    path: Path
    questions: dict[tuple[str, str, str], Question] = field(default_factory=dict)
    answers: dict[tuple[str, str, str], MappedAnswer] = field(default_factory=dict)
    record: list[Mapping[str, str]] = field(default_factory=list)

    def headings(self) -> dict[str, str]:
        """Headings that the accountant named: heading → field."""
        called = {plain(one.zh): key for key, one in fields().items()}
        called |= {plain(one.en): key for key, one in fields().items()} | {k: k for k in fields()}
        found = {}
        for key, answer in self.answers.items():
            if key[0] == "column" and plain(answer.text) in called:
                found[heading(self.questions[key].text)] = called[plain(answer.text)]
        return found

    def at(self, answer: MappedAnswer | None) -> Place:
        """Where an answer stands."""
        place = Place(self.path.name, say("mapping.sheet"))
        return place.at(answer.row, answer.position) if answer and answer.row else place

    def ask(self, question: Question) -> str:
        """The answer to a question; empty where there is none yet: then it is noted."""
        known = self.answers.get(question.key)
        self.note(question)
        return known.text if known else ""

    def note(self, question: Question) -> None:
        """Note a question, or one more row that hangs on it."""
        key = question.key
        if key in self.questions and self.questions[key].count:
            noted = self.questions[key]
            count, cents = noted.count + question.count, noted.cents + question.cents
            self.questions[key] = replace(noted, count=count, cents=cents)
        else:
            self.questions[key] = question

    def answer(self, question: Question, text: str) -> None:
        """Take an answer that was given elsewhere than in the file."""
        self.questions.setdefault(question.key, replace(question, count=0, cents=0))
        self.answers[question.key] = MappedAnswer(text)

    def accept_suggestions(self) -> int:
        """Take every suggestion as the answer where there is none; how many were taken."""
        taken = 0
        for key, question in self.questions.items():
            if key not in self.answers and question.suggestion:
                self.answers[key] = MappedAnswer(question.suggestion)
                taken += 1
        return taken

    @property
    def open(self) -> list[Question]:
        """Questions without an answer, those on which most rows hang first."""
        found = [q for key, q in self.questions.items() if key not in self.answers]
        return sorted(found, key=lambda q: (-q.count, -abs(q.cents), q.ask, q.text))

    def content(self, lang: str, faults: Iterable[Fault] = ()) -> bytes:
        """The mapping as a workbook; ``faults`` of a file are listed in it, cell by cell."""
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False})
        must = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        fill = book.add_format({"bg_color": "#FFF2CC", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        page = book.add_worksheet(say("mapping.sheet", lang))
        page.freeze_panes(1, 0)
        for place, (name, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
            page.set_column(place, place, width)
            page.write_string(0, place, say(f"mapping.{name}", lang), must)
        page.write_comment(0, _COLUMNS.index("answer"), say("mapping.help", lang), {"x_scale": 3})
        asked = [*self.open, *(q for k, q in self.questions.items() if k in self.answers)]
        for number, question in enumerate(asked, 1):
            answer = self.answers.get(question.key)
            texts = {
                "ask": say(f"mapping_ask.{question.ask}", lang),
                "by": named(question.by, lang),
                "text": question.text,
                "sum": amount_text(question.cents),
                "first": question.first,
                "suggestion": question.suggestion,
                "answer": answer.text if answer else "",
                "among": "、".join(question.among),
            }
            for place, name in enumerate(_COLUMNS):
                if name == "count":
                    page.write_number(number, place, question.count)
                else:
                    style = fill if name == "answer" else wrap
                    page.write_string(number, place, texts[name], style)
        page.autofilter(0, 0, max(1, len(asked)), len(_COLUMNS) - 1)
        _write_faults(book, together(faults), lang, must)
        self._write_record(book, lang, must)
        book.close()
        return stream.getvalue()

    def _write_record(self, book: xlsxwriter.Workbook, lang: str, must: object) -> None:
        page = book.add_worksheet(say("mapping.record", lang))
        for place, name in enumerate(_LOG):
            page.set_column(place, place, 24)
            page.write_string(0, place, say(f"mapping_log.{name}", lang), must)
        for number, entry in enumerate(self.record, 1):
            for place, name in enumerate(_LOG):
                page.write_string(number, place, entry.get(name, ""))

    @classmethod
    def read(cls, path: Path) -> RememberedMapping:
        """A mapping file; an empty one where there is none. Raises ``BookError`` for a file that
        is no workbook."""
        from juesuan.ledger import BookError

        found = cls(path)
        if not path.exists():
            return found
        workbook, problems = open_workbook(path)
        if workbook is None:
            raise BookError(problems)
        for sheet in workbook.sheets:
            rows = list(workbook.rows(sheet))
            if _is(sheet, "mapping.sheet"):
                found._read_questions(rows)
            elif _is(sheet, "mapping.record"):
                found.record = [dict(zip(_LOG, cells, strict=False)) for _, cells in rows[1:]]
        return found

    def _read_questions(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        places: dict[str, int] = {}
        asks = {_said(f"mapping_ask.{a}", lang): a for a in ASKED for lang in LANGUAGES}
        grounds = (*fields(), "file")
        named_by = {plain(named(key, lang)): key for key in grounds for lang in LANGUAGES}
        for number, cells in rows:
            if not places:
                for name in _COLUMNS:
                    for place, text in enumerate(cells):
                        if plain(text) in {_said(f"mapping.{name}", lang) for lang in LANGUAGES}:
                            places[name] = place
                continue
            said = {n: cells[p].strip() for n, p in places.items() if p < len(cells)}
            ask, by = asks.get(plain(said.get("ask", ""))), named_by.get(plain(said.get("by", "")))
            if not ask or not by:
                continue
            question = Question(
                ask=ask,
                by=by,
                text=said.get("text", ""),
                count=0,
                first=said.get("first", ""),
                suggestion=said.get("suggestion", ""),
                among=tuple(filter(None, said.get("among", "").split("、"))),
            )
            self.questions[question.key] = question
            answer = said.get("answer", "")
            if answer.lower() in words().answers.agree and question.suggestion:
                answer = question.suggestion
            if answer:
                self.answers[question.key] = MappedAnswer(answer, number, places.get("answer", 0))


def _write_faults(
    book: xlsxwriter.Workbook, faults: Sequence[Fault], lang: str, must: object
) -> None:
    """The cells to mend, one a row."""
    if not faults:
        return
    page = book.add_worksheet(say("mapping.faults", lang))
    for column, (name, width) in enumerate(_FAULTY):
        page.set_column(column, column, width)
        page.write_string(0, column, say(f"mapping_faults.{name}", lang), must)
    for number, fault in enumerate(sorted(faults, key=lambda fault: not fault.stops), 1):
        place = fault.place
        texts = (place.file, place.sheet, str(place.row or ""), place.column, place.cell)
        stops = say("mapping_faults.must" if fault.stops else "mapping_faults.look", lang)
        for column, text in enumerate((*texts, stops, fault.said(lang))):
            page.write_string(number, column, text)


ASKED = ("column", "function", "economic", "fund", "nature", "unit", "item", "income", "again")
"""What may be asked for."""


def named(by: str, lang: str) -> str:
    """What a field, or the whole file, is called."""
    if by == "file":
        return say("mapping.whole_file", lang)
    one = fields()[by]
    return one.zh if lang == "zh" else one.en


def _said(key: str, lang: str) -> str:
    return plain(say(key, lang))


def _is(sheet: str, key: str) -> bool:
    return plain(sheet) in {_said(key, lang) for lang in LANGUAGES}


def mapping_path(book: str | Path) -> Path:
    """Where a book's mapping lies: in its folder, or beside its workbook."""
    book = Path(book)
    if book.is_dir():
        return book / say("mapping.file")
    return book.with_name(f"{book.stem}-{say('mapping.file')}")
