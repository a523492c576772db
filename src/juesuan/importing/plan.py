"""The plan of an import (预览): what is understood, asked and left out, before it is written."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.importing.above import GroupReader
from juesuan.importing.already import new_rows
from juesuan.importing.balances import balances
from juesuan.importing.cards import cards
from juesuan.importing.draft import DraftRow, Drafts
from juesuan.importing.errors import ImportRefusedError
from juesuan.importing.faults import Fault
from juesuan.importing.journals import journal
from juesuan.importing.kinds import kinds
from juesuan.importing.mapping import Question, RememberedMapping, mapping_path
from juesuan.importing.payments import payments
from juesuan.importing.recognising import judge_by_values, kind_of_file, unknown_units
from juesuan.importing.reconciling import Unreconciled, reconcile, statement
from juesuan.importing.rows import LeftOut, TakenRows, take_rows
from juesuan.importing.tables import SourceTable, open_source
from juesuan.importing.target import TargetBook, open_target, put_in_place
from juesuan.importing.understanding import Understanding
from juesuan.importing.values import amount_text
from juesuan.ledger.schema import sheet

__all__ = ["Plan", "plan_import", "write_import", "write_questions"]

_MAKERS = {
    "payments": payments,
    "journal": journal,
    "balances": balances,
    "cards": cards,
    "statement": statement,
}
_ENTRIES = ("payments", "journal")
"""Kinds that tell of the same money, payment by payment."""


class Plan(Struct, kw_only=True):
    """What an import would do. ``rows`` are new; ``known`` counts rows that the book has already
    from an earlier import; ``open`` are questions without an answer."""

    path: Path
    sha256: str
    kind: str
    tables: list[SourceTable]
    without_heading: list[str]
    taken: TakenRows
    drafts: Drafts
    rows: list[DraftRow]
    known: int
    book: TargetBook
    mapping: RememberedMapping
    faults: list[Fault] = field(default_factory=list)
    compared: bool = False
    held: int = 0
    differences: list[Unreconciled] = field(default_factory=list)

    @property
    def open(self) -> list[Question]:
        """Questions that this file raises and nobody has answered."""
        return [question for question in self.mapping.open if question.count]

    @property
    def left_out(self) -> list[LeftOut]:
        """Rows that are not imported, and why."""
        return self.taken.left_out + self.drafts.left_out

    @property
    def wrong(self) -> list[Fault]:
        """What stops the import."""
        return [fault for fault in self.faults if fault.stops]

    @property
    def ready(self) -> bool:
        """Whether it can be written: nothing is wrong, and nothing open."""
        return not self.wrong and not self.open

    def sums(self, by: str) -> dict[tuple[str, str], tuple[int, int]]:
        """Number and cents of the new rows by (table and kind, class or month): ``class`` sums
        by the class of the functional code, ``economic`` by that of the economic code, ``month``
        by the month."""
        found: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
        for draft in self.rows:
            values = draft.values
            what = str(values.get("kind") or values.get("point") or sheet(draft.table).title)
            if by == "month":
                key = str(values.get("date", ""))[:7]
            elif by == "economic":
                key = str(values.get("economic", ""))[:3]
            else:
                key = str(values.get("item") or str(values.get("function", ""))[:3])
            count, total = found[what, key]
            found[what, key] = count + 1, total + draft.cents
        return dict(sorted(found.items()))

    def into(self) -> dict[str, list[Mapping[str, str | int]]]:
        """The rows to add, by table."""
        found: dict[str, list[Mapping[str, str | int]]] = defaultdict(list)
        for draft in self.rows:
            found[draft.table].append(draft.written())
        return dict(found)


def plan_import(
    path: str | Path,
    book: str | Path,
    kind: str = "",
    mapping: str | Path = "",
    suggested: bool = False,
    comparing: bool = False,
) -> Plan:
    """Understand a file for a book. ``kind`` says what it is where that is not to be told by its
    columns; ``suggested``: take all suggestions as answers; ``comparing``: only hold it against
    the book.

    Raises ``UnreadableError``, ``BookError``, ``ImportRefusedError``. Nothing is written.
    """
    path = Path(path)
    target = open_target(book)
    remembered = RememberedMapping.read(Path(mapping) if mapping else mapping_path(target.path))
    tables, without = open_source(path, remembered.headings())
    for table in tables:
        judge_by_values(table, target)
    kind, chosen = kind_of_file(tables, kind, path, remembered)
    comparing = comparing or not kinds()[kind].into
    taken = take_rows(chosen, kinds()[kind], target.description.year, GroupReader(target))
    drafts, reader = _made(target, remembered, kind, taken, comparing)
    while suggested and remembered.accept_suggestions():
        drafts, reader = _made(target, remembered, kind, taken, comparing)
    tags = target.tags()
    known = len({draft.row.tag for draft in drafts.rows} & tags)
    rows, alike = new_rows(drafts, tags, target)
    drafts.left_out += alike
    plan = Plan(
        path=path,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        kind=kind,
        tables=chosen,
        without_heading=without + [t.sheet or t.file for t in tables if t not in chosen],
        taken=taken,
        drafts=drafts,
        rows=[] if comparing else rows,
        known=known,
        book=target,
        mapping=remembered,
        faults=[*unknown_units(chosen), *taken.faults, *drafts.faults, *reader.faults],
    )
    beside = any(left.why == "there_already" for left in drafts.left_out)
    if (comparing or beside) and plan.ready:
        whole = drafts if comparing else _made(target, remembered, kind, taken, True)[0]
        plan.compared = True
        plan.held, plan.differences = reconcile(target, whole.rows, kind == "statement")
    return plan


def _made(
    book: TargetBook, mapping: RememberedMapping, kind: str, taken: TakenRows, comparing: bool
) -> tuple[Drafts, Understanding]:
    """What the rows would add, and what was asked on the way."""
    mapping.questions = {k: replace(q, count=0, cents=0) for k, q in mapping.questions.items()}
    reader = Understanding(book, mapping)
    if not comparing and _doubled(mapping, kind, taken, reader):
        drafts = Drafts()
        drafts.left_out = [LeftOut(row.sheet, row.number, "there_already") for row in taken.rows]
        return drafts, reader
    drafts = _MAKERS[kind](taken.rows, reader, comparing)
    if not kinds()[kind].nested:
        drafts.totals_held += taken.totals_held
        drafts.totals_wrong += taken.totals_wrong
    elif not kinds()[kind].into:
        counted = sum(draft.cents for draft in drafts.rows)
        for total in taken.totals_wrong:
            if total.said == counted:
                drafts.totals_held += 1
            else:
                drafts.totals_wrong.append(replace(total, counted=counted))
    return drafts, reader


def _doubled(
    mapping: RememberedMapping, kind: str, taken: TakenRows, reader: Understanding
) -> bool:
    """Whether the book has the same money from another kind of source, as the accountant says:
    payments and journals tell of the same expenditure."""
    if kind not in _ENTRIES or not taken.rows:
        return False
    others = {kinds()[key].zh for key in _ENTRIES if key != kind}
    if not any(entry.get("kind") in others for entry in mapping.record):
        return False
    total = sum(row.money.get("amount", row.money.get("debit", 0)) for row in taken.rows)
    return reader.yes("again", taken.rows, total, None) is False


def write_import(plan: Plan, lang: str = "zh") -> None:
    """Write what was planned: the rows into the book, and the mapping with a record of it.

    Raises ``OSError``, ``ImportRefusedError`` where something is open.
    """
    if not plan.ready:
        raise ImportRefusedError("not_ready", path=plan.path)
    if not plan.rows:
        return
    total = sum(draft.cents for draft in plan.rows)
    plan.mapping.record.append(
        {
            "file": plan.path.name,
            "sha256": plan.sha256,
            "kind": kinds()[plan.kind].zh,
            "rows": str(len(plan.rows)),
            "sum": amount_text(total),
            "day": datetime.datetime.now().isoformat(" ", "minutes"),
        }
    )
    plan.book.add(plan.into(), {plan.mapping.path: plan.mapping.content(lang)})


def write_questions(
    mapping: RememberedMapping, lang: str = "zh", faults: Iterable[Fault] = ()
) -> None:
    """Write the mapping with the open questions, and the cells to mend; the book stays as it is.
    Raises ``OSError``."""
    put_in_place({mapping.path: mapping.content(lang, faults)})
