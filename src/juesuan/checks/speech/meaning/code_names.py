"""Names of functional items and economic classes (科目) in the narrative, by the lists of codes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND, same_funds, selected
from juesuan.classification import CodeList, code_list

__all__ = [
    "CLASS",
    "ITEM",
    "SECTION",
    "economic_meant",
    "economic_rows",
    "function_code",
    "function_meant",
    "function_topic",
]

CLASS, SECTION, ITEM = 3, 5, 7
"""Digits of a functional class (类), section (款) and item (项)."""

_TELLING = 4
"""Characters from which on an item's name alone tells it."""

_FUNCTION, _ECONOMIC = "function:", "economic:"
_PART = "part of function:"
"""The topic of an item's expenditure of one nature."""


def function_topic(code: str) -> str:
    """The id under which narratives speak of a functional code."""
    return _FUNCTION + code


def function_code(topic: str) -> str:
    """The functional code that a topic is; empty for any other topic."""
    return topic.removeprefix(_FUNCTION) if topic.startswith(_FUNCTION) else ""


def function_meant(subject: Subject, name: str, fund: str) -> FactsMeant | None:
    """A class, section or item by its path （类）（款）（项） or its code, a class by its name."""
    item, ending, nature = _nature_apart(name)
    code = subject.remembered.once((function_meant, item), lambda: _code_meant(subject, item))
    if not code:
        return None
    codes = code_list("function", subject.disclosure.year)
    select = f"expenditure[function={code}{nature and f', nature={nature}'}]"
    funds = same_funds(subject, fund, "expenditure")
    others = [other for other in ANY_FUND if other not in funds]
    return FactsMeant(
        f"{_PART}{nature}:{code}" if nature else function_topic(code),
        fund,
        codes.name(code) + ending,
        tuple(selected(subject, select, f) for f in funds),
        tuple(selected(subject, select, f) for f in others),
    )


def _nature_apart(name: str) -> tuple[str, str, str]:
    """The name of an item, and what follows its level, as printed and as a nature of expenditure:
    司法（款）项目支出."""
    for word, nature in claim_words().codes.natures.items():
        item = name.removesuffix(word)
        if item != name and (levels := _levels(item)) and item.endswith(f"（{levels[-1][1]}）"):
            return item, word, nature
    return name, "", ""


def _code_meant(subject: Subject, name: str) -> str:
    codes = code_list("function", subject.disclosure.year)
    rows = subject.once(_function_rows)
    if code := _code_in(name, codes):
        return code if code in rows or not rows else ""
    if _levels(name):
        code = _by_path(name, codes, rows)
    else:
        code = "" if not rows and _is_economic(subject, name) else _class_named(name, codes, rows)
    return code or _item_named(subject, name, codes, rows)


def _function_rows(subject: Subject) -> Collection[str]:
    """The functional codes that the forms have rows of."""
    codes = code_list("function", subject.disclosure.year)
    return {key.row for key in subject.cells if key.row in codes}


def _codes(codes: CodeList) -> Sequence[str]:
    return [code.code for code in codes]


def economic_rows(subject: Subject) -> Collection[str]:
    """The economic classes that the forms have rows of."""
    codes = code_list("economic", subject.disclosure.year)
    return {key.row for key in subject.cells if key.row in codes}


def _code_in(name: str, codes: CodeList) -> str:
    """The code printed in a name: in one piece (2010301), or in the brackets of its levels
    （201类）…（03款）…（01项）, be they digits alone; empty if there is none of the list."""
    patterns = claim_words().patterns
    if path := patterns.coded_path.match(name):
        code = path["c"] + path["s"] + (path["i"] or "")
        return code if code in codes else ""
    numbers = [match[1] for match in patterns.coded_level.finditer(name)]
    if numbers:
        code = numbers[-1] if len(numbers[-1]) > CLASS else "".join(numbers)
    else:
        printed = patterns.function_code.search(name)
        code = printed[0] if printed else ""
    return code if code in codes else ""


def _levels(name: str) -> Sequence[tuple[str, str]]:
    """The names of a path, each with its level: 类, 款, 项."""
    return [(match[1], match[2]) for match in claim_words().patterns.level.finditer(name)]


def _spellings(name: str) -> tuple[str, ...]:
    """A name as it stands, and with or without 支出 at its end."""
    ending = claim_words().codes.ending
    return name, name.removesuffix(ending), name + ending


def _class_named(name: str, codes: CodeList, rows: Collection[str]) -> str:
    """The class (类) of that name, if the forms print one only; without forms that of the list."""
    for spelling in _spellings(name):
        among = rows or _codes(codes)
        classes = [row for row in among if len(row) == CLASS and codes.name(row) == spelling]
        if len(classes) == 1:
            return classes[0]
    return ""


def _item_named(subject: Subject, name: str, codes: CodeList, rows: Collection[str]) -> str:
    """The only section or item of that name, if the forms print one (or the list has one, where
    there are no forms) and no economic class is called so."""
    levels = _levels(name)
    name = levels[0][0] if len(levels) == 1 else name
    digits = claim_words().codes.levels[levels[0][1]] if len(levels) == 1 else 0
    matching = [row for row in rows or _codes(codes) if codes.name(row) == name]
    matching = [row for row in matching if len(row) == (digits or len(row))]
    if len(matching) != 1 or len(name) < _TELLING:
        return ""
    return "" if _is_economic(subject, name) else matching[0]


def _is_economic(subject: Subject, name: str) -> bool:
    """Whether an economic class is called so: 其他支出."""
    return any(one.name == name for one in code_list("economic", subject.disclosure.year))


def _by_path(name: str, codes: CodeList, rows: Collection[str]) -> str:
    """The code of a path, found level by level; empty where a level is unknown or missing."""
    levels, data = _levels(name), claim_words().codes
    if data.levels[levels[0][1]] != CLASS:
        return _below_a_heading(levels, codes, rows)
    code = ""
    for level_name, _ in levels:
        spellings = _spellings(_plain(level_name))
        matching = [c for c in codes.right_below(code) if codes.name(c) in spellings]
        if len(matching) != 1:
            return _item_in(code, levels[-1], codes, rows)
        code = matching[0]
    return code if len(code) == data.levels[levels[-1][1]] else ""


def _below_a_heading(
    levels: Sequence[tuple[str, str]], codes: CodeList, rows: Collection[str]
) -> str:
    """The only code of the forms that a path without its class （款）（项） can mean: the class
    stands in the heading."""
    digits = claim_words().codes.levels
    said = [(digits[level], _spellings(_plain(name))) for name, level in levels]
    last = said[-1][0]
    meant = [
        row
        for row in rows
        if len(row) == last and all(codes.name(row[:n]) in names for n, names in said)
    ]
    return meant[0] if len(meant) == 1 else ""


def _plain(name: str) -> str:
    """A level's name without what stands between it and the one before."""
    data = claim_words().codes
    return name.removeprefix(data.ending).strip("".join(data.between))


def _item_in(above: str, last: tuple[str, str], codes: CodeList, rows: Collection[str]) -> str:
    """The only item (项) of that name in the class ``above``, where the section between has an
    old name; empty if there is none, or several."""
    name, level = last
    if len(above) != CLASS or claim_words().codes.levels[level] != ITEM:
        return ""
    items = [row for row in rows if len(row) == ITEM and row.startswith(above)]
    matching = [row for row in items if codes.name(row) == name]
    return matching[0] if len(matching) == 1 else ""


def economic_meant(subject: Subject, name: str, heading: str, fund: str) -> FactsMeant | None:
    """An economic class by its name, under a heading that says which expenditure is meant and
    of which kind of money."""
    natures = claim_words().codes.natures
    nature = next((nature for word, nature in natures.items() if word in heading), "")
    if not nature or not fund:
        return None
    codes = code_list("economic", subject.disclosure.year)
    rows = subject.once(economic_rows)
    matching = [row for row in rows if codes.name(row) in _spellings(name)]
    if len(matching) != 1:
        return None
    selection = selected(subject, f"expenditure[economic={matching[0]}, nature={nature}]", fund)
    return FactsMeant(_ECONOMIC + matching[0], fund, codes.name(matching[0]), (selection,))
