"""One project under two names (一个项目两个名称): what is told of it is told under another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, compact, passages
from juesuan.resources import Pattern
from juesuan.text import pieces

__all__ = ["RULES", "SETTINGS"]

_CLAUSES = "，。；：！"
_LEAST = 4
"""Signs of the name of a project without what all have."""


class TwoNames(RuleSettings, frozen=True, kw_only=True):
    """D114. ``titled`` is the title of a text on one project, with its ``name``; ``headed`` the
    beginning of a paragraph on one; behind a ``label`` the name stands in the same line or in the
    next. ``said`` has the ``name`` of what a clause tells the money, the score, the end of; what is
    ``no_name`` is none, ``general`` words do not tell names apart, nor
    do names of which ``alike`` percent of the signs agree. In clauses with words ``aside``
    other projects are rightly named."""

    alike: int
    titled: Pattern
    headed: Pattern
    label: Pattern
    said: Pattern
    no_name: Pattern
    general: Pattern
    aside: Pattern


class _Scope(Struct, frozen=True):
    """A text on one project: its name, and the passages."""

    name: str
    told: Sequence[tuple[Passage, str]]


def two_names(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D114: in a text on one project its money, score or end is told under another's name."""
    if unfilled(subject):
        yield NotChecked("D114", "unfilled_template")
        return
    told = [(p, compact(p.text)) for p in passages(subject) if not (p.within.form or p.head)]
    for scope in _scopes(told):
        strange = {
            name: (passage, clause)
            for passage, text in scope.told
            for clause in pieces(text, _CLAUSES)
            if (name := _named(clause)) and not _akin(name, scope.name)
        }
        if len(strange) != 1:
            continue
        name, (passage, clause) = next(iter(strange.items()))
        once = sum(text.count(name) for _, text in scope.told) == 1
        if once and not TwoNames.of("D114").aside.search(clause):
            where = replace(passage.where, item="", role="", printed=name)
            details = {"said": name, "own": scope.name}
            yield Finding(code="D114", where=(where,), details=details, expected=scope.name)


def _scopes(told: Sequence[tuple[Passage, str]]) -> Iterator[_Scope]:
    """The paragraphs that begin with the name of their project, and a document that names one in
    its titles or labels and no other."""
    row = TwoNames.of("D114")
    headed = [_Scope(m["name"], [one]) for one in told if (m := row.headed.match(one[1]))]
    names = dict.fromkeys(name for name in _titles(told) if not row.no_name.search(name))
    longest = max(names, key=len, default="")
    if longest and not headed and all(_akin(name, longest) for name in names):
        yield _Scope(longest, told)
    yield from (scope for scope in headed if not row.no_name.search(scope.name))


def _titles(told: Sequence[tuple[Passage, str]]) -> Iterator[str]:
    """The names of projects in titles, and behind labels."""
    row, labelled = TwoNames.of("D114"), False
    for _, text in told:
        if labelled:
            yield text
        match = row.titled.match(text) or row.label.match(text)
        labelled = bool(match and not match["name"])
        if match and match["name"]:
            yield match["name"]


def _named(clause: str) -> str:
    """The name of a project of which a clause tells money, score or end."""
    row = TwoNames.of("D114")
    match = row.said.match(clause)
    if match is None or row.no_name.search(match["name"]):
        return ""
    return match["name"] if len(_core(match["name"])) >= _LEAST else ""


def _core(name: str) -> str:
    return TwoNames.of("D114").general.sub("", name)


def _akin(one: str, other: str) -> bool:
    """Whether one name has few signs that the other lacks: it is short for it."""
    mine, theirs = set(_core(one)), set(_core(other))
    least = min(len(mine), len(theirs))
    return 100 * len(mine & theirs) >= TwoNames.of("D114").alike * least


RULES = {"D114": two_names}
SETTINGS = {"D114": TwoNames}
