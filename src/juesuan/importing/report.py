"""What an import understood (预览), for people and for programs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from juesuan.importing.faults import together
from juesuan.importing.kinds import kinds
from juesuan.importing.mapping import Question, named
from juesuan.importing.plan import Plan
from juesuan.importing.values import amount_text
from juesuan.messages import say

__all__ = ["SHOWN", "as_json", "lines", "parts", "summed"]

SHOWN = 12
"""Questions, faults and differences that are told one by one on a terminal."""
_ROWS = 6
_CHOICES = 3
_WHOLE = frozenset({"income", "again", "column"})
"""Questions about a whole file, or about a heading."""


def lines(plan: Plan, lang: str = "zh") -> list[str]:
    """The preview, line by line."""
    return [line for told in parts(plan, lang).values() for line in told]


def parts(plan: Plan, lang: str = "zh") -> dict[str, list[str]]:
    """The lines of the preview by what they tell of: ``understood``, ``rows``, ``sums``,
    ``wrong``, ``asked``, ``compared``."""
    return {
        "understood": list(_understood(plan, lang)),
        "rows": list(_rows(plan, lang)),
        "sums": list(_sums(plan, lang)),
        "wrong": list(_wrong(plan, lang)),
        "asked": list(_asked(plan, lang)),
        "compared": list(_compared(plan, lang)),
    }


def summed(plan: Plan, by: str) -> list[tuple[str, str, int, str]]:
    """Sums of the new rows by ``class``, ``economic`` or ``month``: what, its class or month in
    words, number of rows, amount in 元."""
    return [
        (what, _label(plan, by, key), count, amount_text(cents))
        for (what, key), (count, cents) in plan.sums(by).items()
        if key or by == "class"
    ]


def _kind(plan: Plan, lang: str) -> str:
    kind = kinds()[plan.kind]
    return kind.zh if lang == "zh" else kind.en


def _understood(plan: Plan, lang: str) -> Iterator[str]:
    yield say("preview.kind", lang, file=plan.path.name, kind=_kind(plan, lang))
    for table in plan.tables:
        known = [
            f"{column.heading} → {named(column.field, lang)}"
            for column in table.columns
            if column.field
        ]
        place = f"{table.sheet} ".lstrip()
        yield say("preview.columns", lang, sheet=place, row=table.head_row, columns=known)
        extra = [column.heading for column in table.columns if column.heading and not column.field]
        if extra:
            yield say("preview.extra", lang, columns=extra)
    if plan.without_heading:
        yield say("preview.sheets", lang, sheets=plan.without_heading)


def _rows(plan: Plan, lang: str) -> Iterator[str]:
    yield say("preview.rows", lang, count=len(plan.taken.rows), new=len(plan.rows))
    if plan.known:
        yield say("preview.known", lang, count=plan.known)
    for why, numbers in left_out(plan).items():
        shown = numbers[:_ROWS]
        more = "…" if len(numbers) > len(shown) else ""
        text = say(f"left_out.{why}", lang)
        yield say("preview.left", lang, count=len(numbers), why=text, rows=shown, more=more)
    if plan.drafts.turned:
        yield say("preview.turned", lang, count=plan.drafts.turned)
    if plan.taken.months_only:
        yield say("preview.months_only", lang, count=plan.taken.months_only)
    if held := plan.drafts.totals_held:
        yield say("preview.totals_held", lang, count=held)
    for total in plan.drafts.totals_wrong:
        yield say(
            "preview.totals_wrong",
            lang,
            place=total.place.text(lang),
            said=amount_text(total.said),
            counted=amount_text(total.counted),
            difference=amount_text(total.said - total.counted),
        )


def left_out(plan: Plan) -> dict[str, list[int]]:
    """Row numbers by why they were left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in plan.left_out:
        found[one.why].append(one.number)
    return dict(found)


def _sums(plan: Plan, lang: str) -> Iterator[str]:
    if not plan.rows:
        return
    for by in ("class", "economic", "month"):
        listed: dict[str, list[str]] = defaultdict(list)
        for what, label, count, amount in summed(plan, by):
            listed[what].append(f"{label} {amount} ({count})")
        for what, parts in listed.items():
            yield say(f"preview_by.{by}", lang, what=what, sums="；".join(parts))


def _label(plan: Plan, by: str, key: str) -> str:
    kind = {"class": "function", "economic": "economic"}.get(by)
    if kind and key in plan.book.space.codes[kind]:
        return f"{key} {plan.book.space.codes[kind].name(key)}"
    return key or "—"


def _wrong(plan: Plan, lang: str) -> Iterator[str]:
    """What stops the import, then what is only told; the rest stands in the mapping."""
    for stops, mark in ((True, "✗"), (False, "!")):
        found = together(fault for fault in plan.faults if fault.stops == stops)
        if found:
            yield say("preview.wrong" if stops else "preview.noticed", lang, count=len(found))
        for fault in found[:SHOWN]:
            yield f"  {mark} {fault.text(lang)}"
        if rest := len(found[SHOWN:]):
            yield say("preview.more", lang, count=rest, path=plan.mapping.path.name)


def question_text(question: Question, lang: str) -> str:
    """A question in one line: what to fill in, on what ground, for how many rows."""
    text = say(
        "preview.question",
        lang,
        ask=say(f"mapping_ask.{question.ask}", lang),
        by=named(question.by, lang),
        text=say("preview.quoted", lang, text=question.text) if question.text else "",
        count=question.count,
        sum=amount_text(question.cents),
    )
    if question.first and question.ask not in _WHOLE:
        text += say("preview.first", lang, first=question.first)
    if question.suggestion:
        return text + say("preview.suggestion", lang, suggestion=question.suggestion)
    if question.among:
        more = "…" if len(question.among) > _CHOICES else ""
        among = "、".join(question.among[:_CHOICES]) + more
        text += say("preview.among", lang, among=among)
    return text


def _asked(plan: Plan, lang: str) -> Iterator[str]:
    asked = plan.open
    if asked:
        yield say("preview.asked", lang, count=len(asked), path=plan.mapping.path.name)
        for question in asked[:SHOWN]:
            yield f"  ? {question_text(question, lang)}"
        if len(asked) > SHOWN:
            yield f"  … {len(asked) - SHOWN}"


def _compared(plan: Plan, lang: str) -> Iterator[str]:
    if not plan.compared:
        return
    count = len(plan.differences)
    yield say("preview.compared", lang, held=plan.held, count=count)
    for one in plan.differences[: 4 * SHOWN]:
        yield "  ≠ " + say(
            "preview.difference",
            lang,
            what=say(f"reconciled.{one.what}", lang),
            account=one.account,
            said=amount_text(one.said),
            booked=amount_text(one.booked),
            difference=amount_text(one.said - one.booked),
            rows=list(one.rows[:_ROWS]) or "—",
            booked_rows=list(one.booked_rows[:_ROWS]) or "—",
        )
    if count > 4 * SHOWN:
        yield f"  … {count - 4 * SHOWN}"


def as_json(plan: Plan, written: bool, lang: str = "zh") -> str:
    """The same as JSON; amounts are texts in 元, to the cent."""
    sums = {
        by: [
            {"what": what, "key": key, "rows": count, "sum": amount_text(cents)}
            for (what, key), (count, cents) in plan.sums(by).items()
        ]
        for by in ("class", "economic", "month")
    }
    said: dict[str, Any] = {
        "file": plan.path.name,
        "sha256": plan.sha256,
        "kind": plan.kind,
        "written": written,
        "tables": [
            {
                "sheet": table.sheet,
                "heading_row": table.head_row,
                "money": table.unit.zh,
                "columns": {c.heading: c.field for c in table.columns if c.heading},
            }
            for table in plan.tables
        ],
        "sheets_without_heading": plan.without_heading,
        "rows": len(plan.taken.rows),
        "new": len(plan.rows),
        "known": plan.known,
        "left_out": left_out(plan),
        "sums": sums,
        "totals_held": plan.drafts.totals_held,
        "totals_wrong": [
            {
                "sheet": total.place.sheet,
                "row": total.place.row,
                "column": total.place.column,
                "cell": total.place.cell,
                "said": amount_text(total.said),
                "counted": amount_text(total.counted),
            }
            for total in plan.drafts.totals_wrong
        ],
        "faults": [fault.text(lang) for fault in plan.faults if fault.stops],
        "notices": [fault.text(lang) for fault in plan.faults if not fault.stops],
        "mapping": str(plan.mapping.path),
        "open": [
            {
                "ask": question.ask,
                "by": question.by,
                "text": question.text,
                "rows": question.count,
                "sum": amount_text(question.cents),
                "suggestion": question.suggestion,
            }
            for question in plan.open
        ],
        "reconciled": {
            "done": plan.compared,
            "held": plan.held,
            "differences": [
                {
                    "what": one.what,
                    "account": one.account,
                    "rows": list(one.rows),
                    "book_rows": list(one.booked_rows),
                    "source": amount_text(one.said),
                    "book": amount_text(one.booked),
                }
                for one in plan.differences
            ],
        },
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
