"""What an import would do, as its page shows it before anything is written (预览)."""

from __future__ import annotations

from typing import Any

from juesuan import drafts
from juesuan.drafts import Taking, words_of
from juesuan.facts import YUAN, format_amount
from juesuan.forms import MONEY, CellKey
from juesuan.importing import ImportRefusedError, Plan, Question, RememberedMapping
from juesuan.importing.report import parts, summed
from juesuan.importing.values import amount_text
from juesuan.ledger import BookError
from juesuan.messages import LANGUAGES
from juesuan.workbench.preparing.places import place_of

__all__ = ["preview_of", "refused"]

_CELLS, _QUESTIONS, _DIFFERENCES = 500, 300, 200
"""Most cells, questions and differences that a page lists."""


def preview_of(
    plan: Plan, now: drafts.Draft | None, taking: Taking | None, wrong: BookError | None
) -> dict[str, Any]:
    """A plan as plain data: what was understood in both languages, sums, questions with their
    answers, differences, and each cell of the draft that would change with both values."""
    told = {lang: parts(plan, lang) for lang in LANGUAGES}
    if wrong is not None:
        for lang in LANGUAGES:
            told[lang]["wrong"] += wrong.text(lang).splitlines()
    preview: dict[str, Any] = {
        "kind": plan.kind,
        "ready": plan.ready and wrong is None,
        "new": len(plan.rows),
        "told": told,
        "sums": {by: summed(plan, by) for by in ("class", "economic", "month")},
        "questions": _questions(plan.mapping),
        "compared": plan.compared,
        "held": plan.held,
        "all_differences": len(plan.differences),
        "differences": [
            {
                "what": one.what,
                "account": one.account,
                "said": amount_text(one.said),
                "booked": amount_text(one.booked),
                "off": amount_text(one.said - one.booked),
                "rows": list(one.rows[:6]),
            }
            for one in plan.differences[:_DIFFERENCES]
        ],
    }
    if now is not None and taking is not None:
        preview |= _cells(now, taking)
    return preview


def refused(error: ImportRefusedError) -> dict[str, Any]:
    """A file that cannot be used, with what is asked of its columns where that would help."""
    return {
        "ready": False,
        "told": {lang: {"wrong": error.text(lang).splitlines()} for lang in LANGUAGES},
        "questions": _questions(error.mapping) if error.mapping is not None else [],
    }


def _questions(mapping: RememberedMapping) -> list[dict[str, Any]]:
    """What is asked of this file: without an answer first, those with most rows before others."""
    open_ = [one for one in mapping.open if one.count]
    answered = [q for key, q in mapping.questions.items() if q.count and key in mapping.answers]
    return [_question(one, mapping) for one in [*open_, *answered][:_QUESTIONS]]


def _question(one: Question, mapping: RememberedMapping) -> dict[str, Any]:
    known = mapping.answers.get(one.key)
    return {
        "ask": one.ask,
        "by": one.by,
        "text": one.text,
        "count": one.count,
        "sum": amount_text(one.cents),
        "first": one.first,
        "suggestion": one.suggestion,
        "among": list(one.among),
        "answer": known.text if known else "",
    }


def _cells(now: drafts.Draft, taking: Taking) -> dict[str, Any]:
    """The cells that would change, by form as it is printed, and those left as they follow."""
    after = taking.after
    changed = [
        (key, was, after.value(key))
        for key in after.cells
        if (was := now.value(key) if key in now.net.number else None) != after.value(key)
    ]
    return {
        "all_cells": len(changed),
        "cells": [
            [place_of(k), words_of(after, k), _text(after, k, was), _text(after, k, then)]
            for k, was, then in changed[:_CELLS]
        ],
        "added": [[row.form, row.code] for row in taking.edit.rows],
        "left": [[place_of(key), words_of(after, key)] for key in taking.left[:_CELLS]],
    }


def _text(draft: drafts.Draft, key: CellKey, value: int | None) -> str:
    if value is None:
        return ""
    return format_amount(value, YUAN) if draft.cells[key].unit == MONEY else f"{value:,}"
