"""Items listed under the other part of basic expenditure (人员经费、公用经费), or under another
budget than theirs: N603, N604."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.named.misbudgeted import BudgetItems, misbudgeted
from juesuan.checks.speech.sentences.assertions import places_of
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import compact, passages_with
from juesuan.classification import code_list
from juesuan.resources import Pattern

__all__ = ["RULES", "SETTINGS"]

_ITEM = 5
"""Digits of an economic item (款)."""

_FEWEST = 3
"""Items of a list that the classification knows."""


class ListedItems(RuleSettings, frozen=True):
    """N603: ``personnel`` and ``public`` find what personnel and public expenditure was spent on,
    with the ``list``; ``parts`` stands between its items, ``aside`` is what an item may have
    behind its name. ``both`` is what a passage that tells of both parts has before their list."""

    personnel: Pattern
    public: Pattern
    parts: Pattern
    aside: Pattern
    both: Pattern


SETTINGS = {"N603": ListedItems, "N604": BudgetItems}


def of_the_other_part(subject: Subject) -> Iterator[Finding]:
    """N603: an item of goods and services among what personnel expenditure was spent on, or one
    of wages among public expenditure; lists of few known items aside."""
    asked = ListedItems.of("N603")
    groups = _groups(subject.disclosure.year)
    told: set[tuple[str, str]] = set()
    for passage in passages_with(subject, asked.personnel, asked.public):
        if passage.kind != "text" or passage.cell:
            continue
        text = compact(passage.text)
        for group, pattern in (("personnel", asked.personnel), ("public", asked.public)):
            for match in pattern.finditer(text):
                names = [asked.aside.sub("", p) for p in asked.parts.regex.split(match["list"])]
                known = [name for name in names if name in groups]
                wrong = [name for name in known if group not in groups[name]]
                if len(known) < _FEWEST or not wrong:
                    continue
                lead = text[match.start() : match.start("list")]
                if len(wrong) == len(known) and not asked.both.search(lead):
                    where = replace(passage.where, item=wrong[0], printed=wrong[0])
                    yield Finding(
                        code="N603",
                        where=(where,),
                        details={"names": wrong},
                        variant=f"all_{group}",
                    )
                if 2 * len(wrong) >= len(known):
                    continue
                for name in wrong:
                    if (group, name) not in told:
                        told.add((group, name))
                        where = replace(passage.where, item=name, printed=name)
                        details = {"name": name}
                        yield Finding(code="N603", where=(where,), details=details, variant=group)


@cache
def _groups(year: int) -> Mapping[str, frozenset[str]]:
    """The parts of basic expenditure that the items called so belong to."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in code_list("economic", year):
        if len(code.code) == _ITEM:
            found[compact(code.name)].add(code.group)
    return {name: frozenset(each) for name, each in found.items()}


def of_another_budget(subject: Subject) -> Iterator[Finding]:
    """N604: an item of government funds among what state capital paid, or the other way round."""
    for part, whole, fund in misbudgeted(subject):
        details = {"name": part.name, "whole": whole.name, "said": part.text}
        details["fund"] = claim_words().funds[fund][0]
        yield Finding(code="N604", where=places_of(part, whole), details=details)


RULES = {"N603": of_the_other_part, "N604": of_another_budget}
