"""The self-evaluation of a draft (绩效自评): its tables filled, scored, and what each cell is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from msgspec import Struct

from juesuan.drafts.draft import Draft
from juesuan.drafts.lines import MONEY_TABLE, Lines
from juesuan.facts import YUAN, FactStore, parse_amount
from juesuan.forms import DeterminedFacts, Disclosure, FilledForm, Selection, parse_selection
from juesuan.ledger.schema import compared, written_choices
from juesuan.performance.policy import Policy, policy_for
from juesuan.performance.preparing import (
    FORM_SUMS,
    PARTS,
    Money,
    MoneyLine,
    Prepared,
    PreparedTable,
    WrittenGoal,
    WrittenIndicator,
    WrittenPerformance,
    WrittenProject,
    WrittenTask,
    folded,
    in_order,
    prepare_written,
    with_sums,
)
from juesuan.performance.preparing import Lines as MoneyLines

__all__ = ["Evaluated", "evaluate", "money_of", "written_of"]

_STAGES = {"initial": "initial", "full": "adjusted", "executed": "final"}
_ANALYSIS = (
    "execution", "output", "benefit", "satisfaction", "experience", "problems", "measures",
)  # fmt: skip


class Evaluated(Struct, frozen=True, kw_only=True):
    """A draft's self-evaluation: what is written, its money, what is prepared of both, and the
    policy it is scored by."""

    written: WrittenPerformance
    money: Money
    prepared: Prepared
    policy: Policy

    def of(self, line: str) -> list[PreparedTable]:
        """The tables of a project's line; of the department, where it is empty."""
        tables = self.prepared.tables
        if not line:
            return [table for table in tables if table.kind != "project"]
        projects = [table for table in tables if table.kind == "project"]
        lines = [project.line for project in self.written.projects]
        return [table for table, own in zip(projects, lines, strict=False) if own == line]

    def indicator_lines(self, line: str) -> list[str]:
        """The lines of a project's (or the department's) indicators in the order of print."""
        names = {project.line: project.name for project in self.written.projects} | {"": ""}
        return [one.line for _, _, one in in_order(self.written.of(names[line]), self.policy)]


def evaluate(
    draft: Draft, *, every: bool = False, kinds: Collection[str] = ("department", "project")
) -> Evaluated:
    """A draft's self-evaluation as it follows now. ``every``: sources of money without any are
    shown, too, to be filled in; ``kinds`` are the tables to fill (the ``overall`` one takes
    longer). Raises ``TableDataError`` or ``PolicyError``."""
    written, money = written_of(draft), money_of(draft)
    policy = policy_for(draft.head.form_set)
    disclosure, space = _as_filled(draft), draft.head.space

    def facts() -> FactStore:
        return DeterminedFacts(disclosure, space)

    prepared = prepare_written(
        written, money, disclosure, space, facts, policy=policy, every=every, kinds=kinds
    )
    return Evaluated(written=written, money=money, prepared=prepared, policy=policy)


def _as_filled(draft: Draft) -> Disclosure:
    """The forms as they are, for reading figures only: without identities."""
    forms = tuple(
        FilledForm(sheet, {c.key: v for c in sheet.cells if (v := draft.value(c.key)) is not None})
        for sheet in draft.sheets
    )
    head = draft.head
    return Disclosure(
        form_set=head.form_set, unit=head.unit, year=head.year, money=head.money, forms=forms
    )


def written_of(draft: Draft) -> WrittenPerformance:
    """What the author wrote of performance in a draft."""
    lines = Lines(draft.texts)
    projects = lines.table("projects")
    texts = {
        place: text
        for key, text in draft.texts.items()
        if key.startswith("texts|") and not (place_code := key.split("|"))[2]
        for place in [place_code[1]]
    }
    return WrittenPerformance(
        projects=tuple(_project(line, cells) for line, cells in projects.items()),
        indicators=tuple(
            _indicator(line, cells, projects)
            for line, cells in lines.table("indicators").items()
            if not cells.get("project") or cells["project"] in projects
        ),
        tasks=tuple(_task(line, cells) for line, cells in lines.table("tasks").items()),
        goals=tuple(
            WrittenGoal(int(c["year"]), c.get("target", ""), c.get("actual", ""), line)
            for line, c in lines.table("goals").items()
        ),
        texts=texts,
    )


def _project(line: str, cells: Mapping[str, str]) -> WrittenProject:
    def said(column: str) -> str:
        return cells.get(column, "")

    return WrittenProject(
        name=said("name"),
        ledger_name=said("name"),
        kind=written_choices("project_kinds").get(compared(said("kind")), ""),
        main_body=said("main_body"),
        implementing_unit=said("implementing_unit"),
        target=said("target"),
        actual=said("actual"),
        declared=_cents(said("declared")),
        reason=said("reason"),
        other=said("other"),
        analysis={key: said(key) for key in _ANALYSIS if said(key)},
        line=line,
    )


def _indicator(
    line: str, cells: Mapping[str, str], projects: Mapping[str, Mapping[str, str]]
) -> WrittenIndicator:
    def said(column: str) -> str:
        return cells.get(column, "")

    return WrittenIndicator(
        project=projects[said("project")].get("name", "") if said("project") else "",
        level1=said("level1"),
        level2=said("level2"),
        name=said("name"),
        operator=said("operator"),
        target=said("target"),
        adjusted=said("adjusted"),
        unit=said("measure"),
        nature=said("nature"),
        actual=said("actual"),
        weight=_points(said("weight")),
        score=_points(said("score")),
        reason=said("reason"),
        line=line,
    )


def _task(line: str, cells: Mapping[str, str]) -> WrittenTask:
    def said(column: str) -> str:
        return cells.get(column, "")

    return WrittenTask(
        name=said("name"),
        level=said("level"),
        content=said("content"),
        fiscal=_cents(said("fiscal")),
        other=_cents(said("other")),
        spent=_cents(said("spent")),
        reason=said("reason"),
        line=line,
    )


def _cents(text: str) -> int | None:
    return parse_amount(text, YUAN) if text else None


def _points(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def money_of(draft: Draft) -> Money:
    """The money of each project and, under the empty name, of the department: what was entered;
    else the department's are its projects' together, and what the forms tell is theirs."""
    lines = Lines(draft.texts)
    projects = {
        cells.get("name", ""): with_sums(_entered(lines.beside(MONEY_TABLE, line), PARTS))
        for line, cells in lines.table("projects").items()
    }
    return {**projects, "": _department(draft, lines, list(projects.values()))}


def _entered(beside: Mapping[str, str], sources: tuple[str, ...]) -> dict[str, MoneyLine]:
    return {
        source: MoneyLine(*(_cents(beside.get(f"{source}.{role}", "")) for role in _STAGES))
        for source in sources
    }


def _department(draft: Draft, lines: Lines, projects: list[MoneyLines]) -> MoneyLines:
    own = _entered(lines.beside(MONEY_TABLE, ""), (*PARTS, "basic"))
    forms = _of_forms(draft)
    parts = {source: _or(own[source], folded(p[source] for p in projects)) for source in PARTS}
    fiscal, total = forms["fiscal"].executed, forms["total"].executed
    if fiscal is None and total is not None:
        fiscal = total - (parts["other"].executed or 0)
    elif fiscal is not None and total is not None and (total > fiscal or parts["other"]):
        parts["other"] = _spent(parts["other"], total - fiscal)
    if fiscal is not None:
        parts["current"] = _spent(parts["current"], fiscal - (parts["carried"].executed or 0))
    basic = _or(own["basic"], forms["basic"])
    if forms["basic"].executed is not None:
        basic = _spent(basic, forms["basic"].executed)
    summed = with_sums(parts)
    return {**summed, "basic": basic, "all": folded((basic, summed["total"]))}


def _or(one: MoneyLine, other: MoneyLine) -> MoneyLine:
    """A line's figures, those of another where it has none."""
    pairs = ((getattr(one, role), getattr(other, role)) for role in _STAGES)
    return MoneyLine(*(second if first is None else first for first, second in pairs))


def _spent(line: MoneyLine, executed: int | None) -> MoneyLine:
    return MoneyLine(line.initial, line.full, executed)


def _of_forms(draft: Draft) -> dict[str, MoneyLine]:
    """What the forms print of the department's money, by source."""
    space = draft.head.space
    wanted: dict[Selection, tuple[str, str]] = {}
    for source, select in FORM_SUMS.items():
        for role, stage in _STAGES.items():
            staged = parse_selection(f"[stage={stage}]", space)
            asked = parse_selection(select, space).times(staged, space).canonical(space)
            wanted[asked] = (source, role)
    found: dict[tuple[str, str], int] = {}
    for cell in draft.cells.values():
        place = wanted.get(cell.selection)
        if place and place not in found and (value := draft.value(cell.key)) is not None:
            found[place] = value
    return {s: MoneyLine(*(found.get((s, role)) for role in _STAGES)) for s in FORM_SUMS}
