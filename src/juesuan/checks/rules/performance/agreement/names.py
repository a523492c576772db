"""Whose self-evaluation it is (部门名称): the department's table names the document's unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.tables.evaluations import evaluations
from juesuan.checks.tables.saying import finding
from juesuan.performance import plain
from juesuan.text import distance, shortens

__all__ = ["RULES"]

_ASIDE = re.compile(r"\([^()]*\)")
_SLIP = 1
"""Characters by which a name is written wrong rather than another's."""


def _bare(name: str) -> str:
    return _ASIDE.sub("", plain(name))


def _akin(one: str, other: str) -> bool:
    """Whether two names may be one unit's: one is short for the other, or it is a slip."""
    return shortens(one, other) or shortens(other, one) or distance(one, other) <= _SLIP


def other_department(subject: Subject) -> Iterator[Finding]:
    """J418: the department's table names another unit than the document, one that no project
    has as its 主管部门 either."""
    found, unit = subject.once(evaluations), _bare(subject.disclosure.unit)
    above = [_bare(project.printed.main_body.text) for project in found.projects]
    for table in found.departments if unit else ():
        name = _bare(table.printed.name.text)
        if name and not any(_akin(name, known) for known in (unit, *above) if known):
            yield finding(
                "J418",
                table,
                where=[table.where(table.printed.name)],
                expected=subject.disclosure.unit,
                name=table.printed.name.text,
                unit=subject.disclosure.unit,
            )


RULES = {"J418": other_department}
