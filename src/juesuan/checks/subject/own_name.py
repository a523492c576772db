"""Whose document it is (单位名称): as it was read, else as the first lines or a heading say."""

from __future__ import annotations

from juesuan.checks.subject import Subject, of_the_text
from juesuan.checks.subject.passages import compact, passages
from juesuan.resources import Pattern, Record, load_typed

__all__ = ["own_name"]

_FIRST_LINES = 4
"""Lines at a document's head that may name the unit."""
_TITLE = 30
"""Characters that a title has at most."""


class _Titled(Record, frozen=True):
    """``titled`` has the name in a title as a group; ``ruling`` bodies are named everywhere."""

    titled: Pattern
    ruling: Pattern


def own_name(subject: Subject) -> str:
    """The unit's name for comparing; empty where nothing says it."""
    return subject.once(_own_name)


@of_the_text
def _own_name(subject: Subject) -> str:
    words, lines = load_typed(_Titled, "own_name.toml"), [compact(subject.disclosure.unit)]
    for number, passage in enumerate(p for p in passages(subject) if not p.within.form):
        if number < _FIRST_LINES or len(passage.text) < _TITLE:
            lines.append(compact(passage.text))
    for number, line in enumerate(lines):
        match = words.titled.match(line)
        if match and (number == 0 or not words.ruling.search(line)):
            return next(filter(None, match.groups()), "")
    return lines[0]
