"""The pages of a draft's self-evaluation (绩效自评): its tables, and what stands beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render

from juesuan import drafts
from juesuan.drafts import EVIDENCE, LINE_TABLES, Evaluated, Lines, text_key
from juesuan.ledger.schema import Choice, choices, levels_of_parts
from juesuan.messages import say
from juesuan.performance import kind_of, suggested_indicators
from juesuan.performance.preparing import ScoredIndicator, layout_for
from juesuan.workbench.journal.models import Entry
from juesuan.workbench.preparing.desk import at_desk
from juesuan.workbench.preparing.editing import OPEN, draft_of
from juesuan.workbench.preparing.evaluating import (
    OVERALL,
    asked_of,
    of_page,
    rows_of,
    sums_told,
)
from juesuan.workbench.preparing.evidence import attached
from juesuan.workbench.preparing.models import Draft
from juesuan.workbench.preparing.naming import key_words
from juesuan.workbench.preparing.showing import state_of
from juesuan.workbench.words import language

__all__ = ["evaluation", "part"]

_HISTORY, _KNOWN = 50, 12


def evaluation(request: HttpRequest, filing: int) -> HttpResponse:
    """The tables of the department, of one project (``of``), or the self-evaluation in words."""
    record = draft_of(filing)
    if record is None:
        return redirect("draft", filing=filing)
    with at_desk(record) as (row, now):
        lines = Lines(now.texts)
        projects = lines.table("projects")
        page = request.GET.get("of", next(iter(projects), ""))
        if page != OVERALL and page not in projects:
            page = ""
        evaluated, tables = of_page(now, page)
        layout = layout_for(now.head.form_set)
        grids = {kind: picture.grid for kind, picture in layout.pictures.items()} if layout else {}
        shown: dict[str, Any] = {
            "filing": row.filing,
            "draft": row,
            "projects": [(line, cells.get("name", "")) for line, cells in projects.items()],
            "page": page,
            "project": projects.get(page),
            "tables": [(table, rows_of(now, evaluated, table, page)) for table in tables],
            "kinds": grids,
            "goals": "+goals" in grids.get("department", "") and not page,
            "tasks": "+tasks" in grids.get("department", "") and not page,
            "money": now.head.money.zh,
            "open": row.filing.state in OPEN,
            "state": state_of(now)
            | {"sums": sums_told(evaluated, page), "asked": list(asked_of(now, evaluated, page))},
            "parts": _parts(),
            "operators": [choice.zh for choice in choices("operators")],
            "known": _known(evaluated, page),
        }
    return render(request, "workbench/draft_evaluation.html", shown)


def _label(choice: Choice) -> str:
    return choice.zh if language() == "zh" else choice.en


def _parts() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Second-level indicators under their usual first level: what is stored, what is shown, and
    the first level as it is stored."""
    levels, every = levels_of_parts(), choices("indicator_parts")
    return [
        (
            _label(level),
            [(one.zh, _label(one), level.zh) for one in every if levels[one.id][0] == level.id],
        )
        for level in choices("indicator_levels")
    ]


def _known(evaluated: Evaluated, page: str) -> list[Any]:
    """Indicators that projects like this one use and it has not."""
    project = next((one for one in evaluated.written.projects if one.line == page), None)
    if project is None:
        return []
    named = {one.name for one in evaluated.written.of(project.name)}
    kind = project.kind or kind_of(project.name)
    found = [one for one in suggested_indicators(kind) if one.name not in named][:_KNOWN]
    return [
        {
            "level2": one.level2,
            "words": str(one),
            "sent": json.dumps(
                {
                    "project": page,
                    "level2": one.level2,
                    "name": one.name,
                    "operator": one.operator,
                    "target": one.typical,
                    "measure": one.unit,
                },
                ensure_ascii=False,
            ),
        }
        for one in found
    ]


def part(request: HttpRequest, filing: int) -> HttpResponse:
    """What stands beside a cell: what its result suggests, evidence, what happened to it."""
    record, key = draft_of(filing), request.GET.get("at", "")
    table, _, rest = key.partition("|")
    line, _, column = rest.partition("|")
    if record is None or (not column and table != "texts"):
        return HttpResponseBadRequest()
    with at_desk(record) as (row, now):
        lines = Lines(now.texts)
        shown: dict[str, Any] = {
            "filing": row.filing,
            "words": key_words(now.texts, key) if _known_key(lines, key) else key,
            "open": row.filing.state in OPEN,
            "line": line,
            "table": table,
            "history": _history(row, key),
        }
        if table == "indicators" and line in lines.table("indicators"):
            shown |= _of_indicator(row, now, lines, line)
        elif table in LINE_TABLES and table != "projects":
            shown["removable"] = line in lines.table(table)
    return render(request, "workbench/draft_evaluation_part.html", shown)


def _known_key(lines: Lines, key: str) -> bool:
    table, line, _ = key.split("|", 2)
    return table not in LINE_TABLES or line in lines.table(table)


def _of_indicator(row: Draft, now: drafts.Draft, lines: Lines, line: str) -> dict[str, Any]:
    cells = lines.table("indicators")[line]
    evaluated, _ = of_page(now, cells.get("project", ""))
    every = (one for project in evaluated.prepared.projects for one in project.indicators)
    scored = next((one for one in every if one.written.line == line), None)
    takes = [
        (
            key,
            text_key("indicators", line, key),
            now.version(text_key("indicators", line, key)),
            text,
        )
        for key, text in _suggested(scored, cells)
    ]
    level = text_key("indicators", line, "level2")
    return {
        "indicator": True,
        "removable": True,
        "why": say(f"scoring.{scored.suggestion.reason}", language())
        if scored and scored.suggestion and cells.get("actual")
        else "",
        "between": scored.suggestion
        if scored and scored.suggestion and scored.suggestion.exact is None and cells.get("actual")
        else None,
        "takes": takes,
        "level": level,
        "part": cells.get("level2", ""),
        "part_version": now.version(level),
        "above_version": now.version(text_key("indicators", line, "level1")),
        "parts": _parts(),
        "evidence": [
            (one, key, now.version(key))
            for one in attached(row, now, line)
            for key in [text_key(EVIDENCE, line, one.place)]
        ],
    }


def _suggested(scored: ScoredIndicator | None, cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """The weight and the score that follow, where they do not stand there."""
    if scored is None:
        return []
    found = []
    if scored.weight is not None and not cells.get("weight"):
        found.append(("weight", str(scored.weight)))
    suggestion = scored.suggestion
    if suggestion is not None and cells.get("actual"):
        due = suggestion.high if suggestion.reason == "band_met" else suggestion.exact
        if due is not None and scored.weight and cells.get("score") != _plain(due):
            found.append(("score", _plain(due)))
    return found


def _plain(points: Decimal) -> str:
    return format(points.normalize(), "f")


def _history(row: Draft, key: str) -> Any:
    found = Entry.objects.filter(unit=row.filing.unit, year=row.filing.year)
    table, line, column = key.split("|", 2)
    of_cell = found.filter(form=table, row=line, column=column) | found.filter(subject=key)
    return of_cell.select_related("who").order_by("-number")[:_HISTORY]
