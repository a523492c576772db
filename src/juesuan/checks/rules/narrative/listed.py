"""Names listed and figures of tables (名单、表中的数): N511 to N513, N533."""

from __future__ import annotations

from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.speech.counted.names import NameListWords, miscounted_lists
from juesuan.checks.speech.counted.projects import ProjectWords, mislisted_projects
from juesuan.checks.speech.counted.rows import RowWords, miscounted_rows
from juesuan.checks.speech.printed.cells import TabledWords
from juesuan.checks.speech.printed.ties import printed_otherwise
from juesuan.checks.speech.sums.divided import divided_wrongly
from juesuan.checks.speech.sums.runs import slipped_runs
from juesuan.checks.subject import Subject

__all__ = ["RULES", "SETTINGS"]

SETTINGS = {"N511": NameListWords, "N512": TabledWords, "N513": RowWords, "N533": ProjectWords}


def names_miscounted(subject: Subject) -> Iterator[Finding]:
    """N511: more or fewer names than the text says it lists, or one of them twice."""
    for one in miscounted_lists(subject):
        details: dict[str, object] = {"said": one.said, "number": len(one.names)}
        details |= {"names": list(one.names), "twice": one.twice}
        where = one.passage.printing(one.twice or one.said)
        variant = "twice" if one.twice else ""
        yield Finding(code="N511", where=(where,), details=details, variant=variant)


def tabled_figures_differ(subject: Subject) -> Iterator[Finding]:
    """N512: a figure of the text that a table of the booklet prints otherwise."""
    for one in printed_otherwise(subject):
        cell = one.cell
        details = {"said": one.said.text, "printed": cell.text, "row": cell.label}
        details["column"] = cell.head
        yield Finding(
            code="N512",
            where=(one.said.where, cell.where),
            details=details,
            severity="error" if one.sure else "",
            variant="" if cell.head else "row",
        )


def rows_miscounted(subject: Subject) -> Iterator[Finding]:
    """N513: a table lists more or fewer things than the text says that points at it."""
    for one in miscounted_rows(subject):
        details = {"said": one.said, "title": one.title, "number": len(one.names)}
        where = (one.passage.printing(one.said), one.where)
        variant = "" if one.title else "below"
        yield Finding(code="N513", where=where, details=details, variant=variant)


def projects_mislisted(subject: Subject) -> Iterator[Finding]:
    """N533: a number of projects, or their money, that the list below does not have."""
    divided = (*divided_wrongly(subject), *slipped_runs(subject))
    told = {(one.total.where.spot, one.total.text) for one in divided}
    for one in mislisted_projects(subject):
        if (one.where[0].spot, one.said) in told:
            continue
        details: dict[str, object] = {"said": one.said, "right": one.right}
        details |= {"names": list(one.names), "number": len(one.names)}
        yield Finding(
            code="N533",
            where=tuple(one.where),
            details=details,
            expected=one.right if one.way == "amount" else "",
            variant=one.way,
        )


RULES = {
    "N511": names_miscounted,
    "N512": tabled_figures_differ,
    "N513": rows_miscounted,
    "N533": projects_mislisted,
}
