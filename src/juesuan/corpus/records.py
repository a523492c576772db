"""One checked disclosure as the rows of a corpus's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from juesuan.checks import Checked, Finding, message, severity_of, title
from juesuan.checks.causes.explaining import explained
from juesuan.checks.subject import Subject
from juesuan.corpus.fingerprint import LayoutTerms, layout_of, weights_of
from juesuan.corpus.grouping import GroupingWords
from juesuan.corpus.meaning import meant
from juesuan.facts import DIMENSIONS, WAN, AmountError, MoneyUnit, money_unit, parse_amount
from juesuan.forms import MONEY, CellKey
from juesuan.messages import say
from juesuan.performance import understand_target
from juesuan.reading import Spot
from juesuan.reading.performance import DepartmentTable, Indicator, ProjectTable
from juesuan.text import plain

__all__ = ["Rows", "rows_of"]

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table."""

_LONG = 2000
"""Characters of a text that are kept."""


def rows_of(checked: Checked) -> Rows:
    """The rows of a checked disclosure, without the columns that only its files tell. The first
    of ``documents`` is the disclosure's own; ``terms`` are those of its layout."""
    subject = checked.subject
    layout = layout_of(subject)
    rows: Rows = {
        "documents": [_document(checked, layout.number)],
        "observations": list(_observations(subject, layout)),
        "quantities": list(_quantities(subject)),
        "findings": [_finding(n, found) for n, found in enumerate(checked.findings, 1)],
        "not_read": list(_not_read(subject)),
        "terms": layout.rows,
    }
    rows["projects"], rows["indicators"] = [], []
    for number, table in _evaluations(subject):
        rows["projects"].append(_project(number, table))
        rows["indicators"] += [_indicator(number, one) for one in table.indicators]
    return rows


def _place(spot: Spot) -> dict[str, Any]:
    return {"file": spot.file, "page": spot.page, "place": str(spot)}


def _document(checked: Checked, layout: int) -> dict[str, Any]:
    subject = checked.subject
    disclosure, reading = subject.disclosure, subject.reading
    certain = uncertain = 0
    if reading is not None:
        uncertain = sum(found.certainty < 1 for found in reading.observations)
        certain = len(reading.observations) - uncertain
    severities = [severity_of(found) for found in checked.findings]
    counted = subject.once(explained).outcomes
    forms = [form.no for form in disclosure.form_set.forms if form.no not in subject.present]
    return {
        "unit": disclosure.unit,
        "unit_key": plain(disclosure.unit),
        "scope": _scope(subject),
        "kind": "book" if reading is None else "disclosure",
        "form_set": disclosure.form_set.id,
        "money": disclosure.money.zh,
        "formats": "+".join(sorted({d.format for d in reading.documents})) if reading else "",
        "status": "read",
        "reason": "",
        "reason_en": "",
        "layout": layout,
        "certain": certain,
        "uncertain": uncertain,
        "missing_forms": "+".join(forms),
        **{name: counted[name] for name in ("held", "tails", "broken", "unchecked")},
        **{f"{name}s": severities.count(name) for name in ("error", "warning", "info")},
        "year": disclosure.year,
        "region": disclosure.form_set.region,
    }


def _scope(subject: Subject) -> str:
    """Whether the accounts are the department's or its own office's (本级)."""
    words = GroupingWords.usual().scope
    if any(subject.disclosure.unit.endswith(word) for word in words.own):
        return "own"
    reading = subject.reading
    texts = [p.text for d in (reading.documents if reading else ()) for p in d.paragraphs[:40]]
    titles = [text for text in texts if "决算" in text and len(text) < 40]
    if any(word in text for text in titles for word in words.own):
        return "own"
    return "department" if any(w in t for t in titles for w in words.department) else ""


def _labels(subject: Subject) -> dict[tuple[str, str], str]:
    return {
        (filled.form.no, cell.key.row): laid.row.label
        for filled in subject.disclosure.forms
        for side in filled.sheet.sides
        for laid in side
        for cell in laid.cells.values()
    }


def _observations(subject: Subject, layout: LayoutTerms) -> Iterator[dict[str, Any]]:
    system = subject.once(explained).system
    weights, labels = weights_of(subject), _labels(subject)
    claimed = {key: n for n, key in enumerate(system.keys)}
    pairs = {
        place
        for constraint in system.each
        if constraint.identity.kind == "same"
        and any(system.claims[p].state == "number" for _, p in constraint.terms)
        for _, place in constraint.terms
    }
    for key, number in claimed.items():
        claim = system.claims[number]
        if claim.state == "blank" and not (system.widths[number] and number in pairs):
            continue
        counts = claim.state in {"number", "blank"}
        yield {
            **_cell(subject, key, labels),
            "layout": layout.number,
            "cell": layout.cells.get(key, 0),
            "state": claim.state,
            "value": claim.value if counts else 0,
            "width": system.widths[number] if counts else 0,
            "weight": weights.get(number, 0) if claim.state == "number" else 0,
        }


def _cell(subject: Subject, key: CellKey, labels: dict[tuple[str, str], str]) -> dict[str, Any]:
    cell, seen = subject.cells[key], subject.observed.get(key)
    columns = meant(cell.selection, subject.space) or dict.fromkeys(DIMENSIONS, "")
    unit = seen.unit if seen else cell.unit
    if unit == MONEY:
        unit = subject.disclosure.money.zh
    return {
        "form": key.form,
        "row": key.row,
        "col": key.column,
        "label": labels.get((key.form, key.row), ""),
        "unit": unit,
        "printed": seen.text.strip() if seen else "",
        **_place(seen.evidence if seen else Spot()),
        **columns,
    }


def _quantities(subject: Subject) -> Iterator[dict[str, Any]]:
    narrative = subject.narrative
    for section, _, said in narrative.mentions():
        yield {
            "section": "/".join(part.number for part in narrative.path(section) if part.number),
            "subject": said.subject,
            "role": said.role,
            "kind": said.kind,
            "value": format(said.value, "f"),
            "unit": said.unit,
            "direction": said.direction,
            "period": said.period,
            "base": said.base,
            "sure": said.sure,
            "printed": said.text.strip(),
            **_place(said.spot),
        }


def _finding(number: int, found: Finding) -> dict[str, Any]:
    first = found.where[0] if found.where else None
    return {
        "number": number,
        "code": found.code,
        "severity": severity_of(found),
        "key": found.key,
        "title": title(found, "zh"),
        "title_en": title(found, "en"),
        "message": message(found, "zh")[:_LONG],
        "message_en": message(found, "en")[:_LONG],
        "form": first.form if first else "",
        "row": first.row if first else "",
        "col": first.column if first else "",
        "printed": first.printed[:_LONG] if first else "",
        "expected": found.expected[:_LONG],
        **_place(first.spot if first else Spot()),
    }


def _not_read(subject: Subject) -> Iterator[dict[str, Any]]:
    for unread in subject.reading.unread if subject.reading else ():
        words = {lang: say(f"unread.{unread.key}", lang, **unread.details) for lang in ("zh", "en")}
        said = {"key": unread.key, "words": words["zh"][:_LONG], "words_en": words["en"][:_LONG]}
        yield {**said, **_place(unread.spot)}


def _evaluations(subject: Subject) -> Iterator[tuple[int, DepartmentTable | ProjectTable]]:
    performance = subject.performance
    for department in performance.department:
        yield 0, department
    yield from enumerate(performance.projects, 1)


def _project(number: int, table: DepartmentTable | ProjectTable) -> dict[str, Any]:
    unit = money_unit(table.money_unit or WAN.zh)
    whole = next((row for row in table.money if not row.shifted), None)
    project = table if isinstance(table, ProjectTable) else None
    return {
        "project": number,
        "name": table.name.text or table.title,
        "implementing": project.implementing_unit.text if project else "",
        "initial": _cents(whole["initial"].text if whole else "", unit),
        "adjusted": _cents(whole["full"].text if whole else "", unit),
        "executed": _cents(whole["executed"].text if whole else "", unit),
        "score": _decimal(project.score.text) if project else None,
        "grade": project.grade.text if project else "",
        "goal": (table.target if isinstance(table, ProjectTable) else table.goals).text[:_LONG],
        **_place(table.name.spot),
    }


def _cents(text: str, unit: MoneyUnit) -> int | None:
    try:
        return parse_amount(text.strip(), unit) if text.strip() else None
    except AmountError:
        return None


def _decimal(text: str) -> str | None:
    try:
        value = Decimal(text.strip().removesuffix("分"))
    except InvalidOperation:
        return None
    return format(value, "f") if value.is_finite() and abs(value) < 10**6 else None


def _indicator(number: int, one: Indicator) -> dict[str, Any]:
    names: Sequence[str] = (
        *("level1", "level2", "level3", "operator", "target", "unit", "actual"),
        *("weight", "score", "reason"),
    )
    understood = understand_target(
        one.operator.text + one.target.text, one.unit.text, one.level3.text
    )
    return {
        "project": number,
        **{name: getattr(one, name).text[:_LONG] for name in names},
        "quantified": understood.point is not None,
        **_place((one.target or one.level3).spot),
    }
