"""Whose document it is (单位名称): as it was read, else as the first lines or a heading say, else
the body that the text is about."""

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
    """``titled`` has the name in a title as a group; ``named`` has one that begins a clause;
    ``ruling`` bodies are named everywhere."""

    titled: Pattern
    named: Pattern
    ruling: Pattern


def own_name(subject: Subject) -> str:
    """The unit's name for comparing; empty where nothing says it."""
    return subject.once(_own_name)


@of_the_text
def _own_name(subject: Subject) -> str:
    words, lines = (
        load_typed(_Titled, "own_name.toml"),
        [compact(subject.disclosure.unit).lstrip("（")],
    )
    for number, passage in enumerate(p for p in passages(subject) if not p.within.form):
        if number < _FIRST_LINES or len(passage.text) < _TITLE:
            lines.append(compact(passage.text))
    for number, line in enumerate(lines):
        match = words.titled.match(line)
        if match and (number == 0 or not words.ruling.search(line)):
            return next(filter(None, match.groups()), "")
    return lines[0] or _most_named(subject, words)


def _most_named(subject: Subject, words: _Titled) -> str:
    """The body that begins clauses and is named several times, and more often than all others
    together; empty where there is none."""
    texts = [compact(p.text) for p in passages(subject) if not p.within.form]
    begun = dict.fromkeys(m[1] for text in texts for m in words.named.finditer(text))
    names = [name for name in begun if not words.ruling.search(name)]
    often = {name: sum(text.count(name) for text in texts) for name in names}
    most = max(often, key=often.__getitem__, default="")
    others = sum(many for name, many in often.items() if name != most and most not in name)
    return most if most and often[most] > max(1, others) else ""
