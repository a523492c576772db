"""From the words of a source to the words of a book (理解): codes, funds, natures, units.

What a row says is read; what it does not say is looked up in the mapping, and asked for there
once where it is not found. Nothing is taken from what merely seems likely: that becomes the
suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from juesuan.importing.codes import CodeReader, CodeReading
from juesuan.importing.faults import Fault
from juesuan.importing.kinds import nature_of_project, words
from juesuan.importing.mapping import Question, RememberedMapping
from juesuan.importing.rows import SourceRow
from juesuan.importing.target import TargetBook
from juesuan.ledger.schema import called, choices, compared, written_choices
from juesuan.lexicon import Lexicon, lexicon
from juesuan.messages import say
from juesuan.text import plain

__all__ = ["Understanding"]

_SHOWN = 8
"""Most codes that are offered for a question."""
_NUMBERED = re.compile(r"^[\[(（]?[0-9A-Za-z]{1,32}[\])）]?[-—_ ]+|^[\[(（][0-9A-Za-z]+[\])）]")
_PROJECT_NUMBER = re.compile(
    r"^[\[(（]?(?=[A-Za-z]*\d)[0-9A-Za-z]{6,32}[\])）]?[-—_ :：]*(?=[^0-9A-Za-z])"
)


class Understanding:
    """Reads rows against a book and its mapping; ``faults`` are answers that mean nothing."""

    def __init__(self, book: TargetBook, mapping: RememberedMapping) -> None:
        self.book, self.mapping = book, mapping
        self.readers = {kind: CodeReader(codes) for kind, codes in book.space.codes.items()}
        self.faults: list[Fault] = []
        self.notices: dict[str, int] = {}
        self._judged: set[tuple[str, str, str]] = set()
        self._chosen: dict[tuple[str, str], str] = {}

    def learn(self, rows: Iterable[SourceRow]) -> None:
        """Learn which codes names stand for in this file."""
        for row in rows:
            for kind, reader in self.readers.items():
                reader.learn(self._code_text(row, kind), row.text(f"{kind}_name"))

    def has(self, row: SourceRow, kind: str) -> bool:
        """Whether a row says a functional or economic code in any way."""
        return bool(self._code_text(row, kind) or row.text(f"{kind}_name"))

    def written_code(self, row: SourceRow, kind: str) -> str:
        """The digits of a row's code, of any level; empty where it has none."""
        found = self.readers[kind].digits(self._code_text(row, kind))
        return found or self.code_of_name(row, kind)

    def code_of_name(self, row: SourceRow, kind: str) -> str:
        """The code that a row's name alone stands for."""
        return self.readers[kind].read("", row.text(f"{kind}_name", kind)).code

    def code(self, row: SourceRow, kind: str, cents: int, clues: Sequence[str]) -> str:
        """The functional or economic code of a row; empty where it has to be asked for.
        ``clues`` are the fields it may depend on where the row has no code."""
        said, name = self._code_text(row, kind), row.text(f"{kind}_name")
        reader = self.readers[kind]
        if said or name:
            found = reader.read(said, name)
            if found.code:
                return found.code
            by = next((by for by in clues if row.text(by)), kind) if found.coarse else kind
            text = said if not name or name in said else f"{said} {name}".strip()
            if by != kind:
                found, text = self._narrowed(found, kind, by, row.text(by)), row.text(by)
            return self._ask_code(row, kind, by, text, cents, found)
        for by in clues:
            text = row.text(by)
            if text or by == "file":
                suggested = self._suggested(kind, by, text)
                return self._ask_code(row, kind, by, text or row.file, cents, suggested)
        return ""

    def _code_text(self, row: SourceRow, kind: str) -> str:
        """The text of a code, its levels put together where they stand in columns."""
        names = (
            ("function_class", "function_section", "function_item")
            if kind == "function"
            else ("economic_class", "economic_item")
        )
        parts = [row.text(name) for name in names]
        if any(parts):
            return _together(parts) or parts[-1]
        return row.text(f"{kind}_code", kind)

    def _ask_code(
        self, row: SourceRow, kind: str, by: str, text: str, cents: int, found: CodeReading
    ) -> str:
        codes = self.book.space.codes[kind]
        used = tuple(code for code in found.among if kind == "function" and code in self._functions)
        if used:
            rest = tuple(code for code in found.among if code not in used)
            likely = found.likely or (used[0] if len(used) == 1 else "")
            found = replace(found, among=used + rest, likely=likely)
        seldom = words().seldom.get(kind, ())
        found = self.readers[kind].usual(found, seldom, self._functions)
        among = tuple(f"{code} {codes.name(code)}" for code in found.among[:_SHOWN])
        question = Question(
            ask=kind,
            by=by,
            text=text,
            cents=cents,
            first=first_met(row, by),
            suggestion=f"{found.likely} {codes.name(found.likely)}" if found.likely else "",
            among=among if len(among) > 1 else (),
        )
        answer = self.mapping.ask(question)
        if not answer:
            return ""
        read = self.readers[kind].read(answer)
        if not read.code:
            self._bad_answer(question, answer)
        return read.code

    def _narrowed(self, found: CodeReading, kind: str, by: str, text: str) -> CodeReading:
        """A reading of a level above, with what the words of a purpose or project suggest."""
        below = [code for code in self._suggested(kind, by, text).among if code in found.among]
        rest = [code for code in found.among if code not in below]
        return replace(found, among=(*below, *rest), likely=below[0] if below else found.likely)

    def _suggested(self, kind: str, by: str, text: str) -> CodeReading:
        """Codes that the words of a purpose or project suggest."""
        said = plain(text)
        if kind == "economic":
            known = words().purposes
            found = [known[w] for w in sorted(known, key=len, reverse=True) if w in said]
            codes = self.book.space.codes[kind]
            named = [c.code for c in codes if len(c.name) > 2 and codes.is_leaf(c.code)]
            found = [c for c in named if plain(codes.name(c)) in said] + found
            among = tuple(dict.fromkeys(code for code in found if codes.is_leaf(code)))
            return CodeReading("", among, likely=among[0] if among else "")
        used = tuple(sorted(self._functions))
        return CodeReading("", used, likely=used[0] if len(used) == 1 else "")

    @cached_property
    def _functions(self) -> set[str]:
        """Functional codes that the book uses already."""
        return {
            self.book.code(record, "function")
            for key in ("entries", "income", "budgets")
            if key in self.book.tables
            for _, record in self.book.tables[key].records()
        } & {code.code for code in self.book.space.codes["function"]}

    def fund(self, row: SourceRow, cents: int, function: str = "") -> str:
        """The fund (资金性质) of a row."""
        if text := row.text("fund"):
            if found := self.choice("fund", text, words().funds):
                return found
            return self._ask_choice(row, "fund", "fund", text, cents, "")
        listed = self.book.space.codes["function"]
        own = listed[function].fund if function in listed else ""
        by, text = ("function", self._named("function", function)) if own else ("file", row.file)
        return self._ask_choice(row, "fund", by, self._whole(by, text), cents, own or "general")

    def _whole(self, by: str, text: str) -> str:
        return "" if by == "file" else text

    def _named(self, kind: str, code: str) -> str:
        return f"{code} {self.book.space.codes[kind].name(code)}" if code else ""

    def nature(self, row: SourceRow, cents: int, function: str, economic: str) -> str:
        """The nature (支出性质) of a row: basic expenditure, a project …"""
        if economic[:3] in {"309", "311"}:
            return "project"
        for by in ("nature", "category"):
            text = row.text(by)
            if text and (found := self.choice("nature", text, words().natures)):
                return "basic" if found.startswith("basic.") else found
        if found := nature_of_project(_NUMBERED.sub("", row.text("project"))):
            return found
        by = next((name for name in ("category", "nature", "project") if row.text(name)), "")
        said = self._named("function", function) or row.text("function_name", "function")
        text = row.text(by) if by else said
        by = by or ("function" if said else "file")
        usual = set(map(plain, words().usual_natures["basic"]))
        basic = bool(said) and any(plain(said).endswith(name) for name in usual)
        suggested = "basic" if basic and by != "project" else "project"
        suggested = "" if by == "file" else suggested
        return self._ask_choice(row, "nature", by, self._whole(by, text), cents, suggested)

    def project(self, row: SourceRow, nature: str) -> str:
        """The name of a row's project without its number; only projects have one."""
        text = row.text("project")
        if nature != "project" or not text:
            return ""
        return _PROJECT_NUMBER.sub("", text).strip(" -—_") or text

    def unit(self, row: SourceRow, cents: int) -> str:
        """The code of a row's unit; empty in a book of one unit."""
        units = self.book.description.units
        if len(units) < 2:
            return ""
        text = row.text("unit")
        said = plain(text)
        for unit in units:
            if said and (said in {plain(unit.code), plain(unit.name)} or plain(unit.name) in said):
                return unit.code
        by = "unit" if text else "file"
        question = Question(
            ask="unit",
            by=by,
            text=text,
            cents=cents,
            first=first_met(row, by),
            among=tuple(f"{unit.code} {unit.name}" for unit in units),
        )
        answer = plain(self.mapping.ask(question))
        for unit in units:
            if answer in {plain(unit.code), plain(unit.name), plain(f"{unit.code} {unit.name}")}:
                return unit.code
        if answer:
            self._bad_answer(question, answer)
        return ""

    def line(
        self, row: SourceRow, cents: int, *, fund: str, function: str, economic: str, nature: str
    ) -> dict[str, str | int]:
        """The columns of a book that every amount has, its fund and nature by the book's words."""
        return {
            "unit": self.unit(row, cents),
            "fund": called("fund", fund),
            "function": function,
            "economic": economic,
            "nature": called("nature", nature),
            "project": self.project(row, nature),
            "amount": cents,
        }

    def yes(
        self, ask: str, rows: Sequence[SourceRow], cents: int, suggested: bool | None
    ) -> bool | None:
        """The answer to a question about the whole file; ``None`` where there is none yet.
        ``suggested``: the answer to suggest; ``None`` where nothing speaks for either."""
        known = words().answers
        yes, no = known.yes[0], known.no[0]
        question = Question(
            ask=ask,
            by="file",
            text="",
            count=len(rows),
            cents=cents,
            first=first_met(rows[0]),
            suggestion="" if suggested is None else yes if suggested else no,
            among=(yes, no),
        )
        answer = plain(self.mapping.ask(question)).lower()
        if answer and answer not in {*known.yes, *known.no}:
            self._bad_answer(question, answer)
        return answer in known.yes if answer in {*known.yes, *known.no} else None

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon(self.book.space)

    def choice(self, values: str, text: str, more: Mapping[str, tuple[str, ...]]) -> str:
        """The id of a choice that a text names: by the book's words, those of exports, or the
        lexicon's; empty where none or several."""
        key = (values, text)
        if key not in self._chosen:
            self._chosen[key] = self._choice(values, text, more)
        return self._chosen[key]

    def _choice(self, values: str, text: str, more: Mapping[str, tuple[str, ...]]) -> str:
        bare = _NUMBERED.sub("", text).strip()
        known = written_choices(values)
        for said in (text, bare):
            if found := known.get(compared(said)):
                return found
            for key, listed in more.items():
                if compared(said) in map(compared, listed):
                    return key
        nodes = self._lexicon.nodes(bare, values)
        lowest = {n for n in nodes if n in known.values()}
        return next(iter(lowest)) if len(lowest) == 1 else ""

    def _ask_choice(
        self, row: SourceRow, values: str, by: str, text: str, cents: int, suggested: str
    ) -> str:
        labels = {choice.id: choice.zh for choice in choices(values)}
        question = Question(
            ask=values,
            by=by,
            text=text,
            cents=cents,
            first=first_met(row, by),
            suggestion=labels.get(suggested, ""),
            among=tuple(labels.values()),
        )
        answer = self.mapping.ask(question)
        found = written_choices(values).get(compared(answer), "")
        if answer and not found:
            self._bad_answer(question, answer)
        return found

    def _bad_answer(self, question: Question, answer: str) -> None:
        """An answer that means nothing: told once, with its row in the mapping."""
        if question.key in self._judged:
            return
        self._judged.add(question.key)
        known = self.mapping.answers.get(question.key)
        self.faults.append(
            Fault(
                place=self.mapping.at(known),
                key="import.bad_answer",
                details={
                    "answer": answer,
                    "text": question.text or "—",
                    "among": list(question.among) or [question.suggestion or "—"],
                },
            )
        )


def first_met(row: SourceRow, *names: str) -> str:
    """Where a row stands: sheet, row and the cell of a field."""
    said = row.at(*names)
    cell = say("place.cell", cell=said.cell) if said.cell else ""
    return f"{said.sheet} {say('place.row', row=said.row)}{cell}".strip()


def _together(parts: Sequence[str]) -> str:
    """A code whose levels stand in columns: 201, 37, 01 or 201, 20137, 2013701."""
    digits = [re.sub(r"\D.*", "", plain(part).removesuffix(".0")) for part in parts]
    code = ""
    for length, part in zip((3, 5, 7), digits, strict=False):
        if not part:
            continue
        code = part if len(part) >= length else code + part.zfill(2 if code else 3)
    return code
