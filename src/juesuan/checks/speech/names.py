"""What a name in the narrative means: 公务接待费, 基本支出 → the facts of the forms.

The names are data (``claims.toml``). A name is linked only when it is known as a whole, money's
kind (一般公共预算、财政拨款 …) being taken from the name or else from the heading; anything else
stays unlinked and is held against nobody.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND, same_funds, selected
from juesuan.classification import CodeList, code_list
from juesuan.forms import Selection

__all__ = [
    "ELLIPTIC",
    "Linked",
    "Thing",
    "fund_in",
    "link",
    "received",
    "things",
    "words",
]

_QUOTES = str.maketrans("", "", "“”\"'‘’ \u3000")
_SPOKEN = re.compile(r"（\d*[类款项]）")
ELLIPTIC = frozenset({"收入", "支出", "收支"})
"""Names that say nothing by themselves."""

_CODE = re.compile(r"（?(2\d{2}(?:\d\d){0,2})）?")


@dataclass(frozen=True)
class Thing:
    """An item that narratives speak of, as ``claims.toml`` describes it."""

    id: str
    plain: str
    names: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    unit: str = "money"
    units: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    hasnt: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    at_most: tuple[tuple[str, ...], ...] = ()
    fund: str = ""
    either: bool = False


@dataclass(frozen=True)
class Linked:
    """What a name means: the thing, the fund (empty: all money) and selections of facts.

    ``select`` name the facts meant (any one of them); ``also`` are facts that a writer may
    mean just as well: a figure that agrees with one of these is right, too.
    """

    thing: str
    fund: str
    name: str
    select: tuple[Selection, ...] = ()
    also: tuple[Selection, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """The same for everything that means the same."""
        return self.thing, self.fund


@cache
def _data() -> Mapping[str, Any]:
    path = resources.files("juesuan") / "data" / "claims.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of words of ``claims.toml``, the longest first."""
    return tuple(sorted(_data()["words"][name], key=len, reverse=True))


@cache
def things() -> Mapping[str, Thing]:
    """All things by their names in the data."""
    found = {}
    for name, row in _data()["things"].items():
        given: dict[str, Any] = {"id": name}
        for key, value in row.items():
            listed = isinstance(value, list)
            given[key] = (
                tuple(tuple(v) if isinstance(v, list) else v for v in value) if listed else value
            )
        found[name] = Thing(**given)
    return found


@cache
def _funds() -> Sequence[tuple[str, str]]:
    """Words for kinds of money, the longest first, and the fund."""
    pairs = [(word, fund) for fund, listed in _data()["funds"].items() for word in listed]
    return sorted(pairs, key=lambda pair: len(pair[0]), reverse=True)


def fund_in(text: str) -> str:
    """The kind of money a text speaks of; empty if none or several."""
    found = {}
    for word, fund in _funds():
        if word in text:
            found[fund] = word
            text = text.replace(word, "〇")
    return next(iter(found)) if len(found) == 1 else ""


def _without_fund(text: str) -> tuple[str, str]:
    """The kind of money in a name, and the name without it; ``None``-like pair if none."""
    for word, fund in _funds():
        if (place := text.find(word)) >= 0:
            after = text[place + len(word) :]
            for joint in words("joint"):
                if after.startswith(joint):
                    after = after[len(joint) :]
                    break
            return fund, text[:place] + after
    return "", text


def _shapes(text: str) -> Iterator[str]:
    """The name with more and more taken off its ends."""
    seen = set()
    waiting = [text]
    while waiting:
        shape = waiting.pop(0)
        if shape in seen or not shape:
            continue
        seen.add(shape)
        yield shape
        if "、" in shape and "等" in shape:  # 基本工资、津贴补贴等人员经费
            waiting.append(shape.rpartition("等")[2])
        waiting += [shape[: -len(end)] for end in words("after") if shape.endswith(end)]
        waiting += [shape[len(word) :] for word in words("before") if shape.startswith(word)]


@cache
def _by_name() -> Mapping[str, tuple[Thing, ...]]:
    found: dict[str, tuple[Thing, ...]] = {}
    for thing in things().values():
        for name in thing.names:
            found[name] = (*found.get(name, ()), thing)
    return found


def link(
    subject: Subject, name: str, heading: str, kind: str = "money", unit: str = ""
) -> Linked | None:
    """What a name means under a heading (its whole path); ``None`` if that is not sure."""
    text = name.translate(_QUOTES)
    if not text or any(word in heading for word in words("not_under")):
        return None
    if kind == "count":
        return _counted(subject, text, heading.translate(_QUOTES), unit)
    around = fund_in(heading)
    if unit_name := "".join(subject.disclosure.unit.split()):
        text = text.removeprefix(unit_name)
    said, rest = _without_fund(text)
    if rest in ELLIPTIC and not said:
        return None  # 收入12万元，支出12万元: of whatever was spoken of before
    for shape in _shapes(rest):
        for thing in _by_name().get(shape, ()):
            if not thing.within or any(word in heading for word in thing.within):
                return _linked(subject, thing, said, around)
    for thing in things().values():
        if thing.ends and rest.endswith(thing.ends):
            return _linked(subject, thing, said, around)
    return _function(subject, text, said or around) or _economic(subject, text, heading, around)


def _counted(subject: Subject, text: str, heading: str, unit: str) -> Linked | None:
    for thing in things().values():
        if thing.unit != "count" or unit not in thing.units:
            continue
        if thing.within and not any(word in heading for word in thing.within):
            continue
        if any(word in text for word in thing.hasnt):
            continue
        if text in thing.named or any(word in text for word in thing.has):
            select = tuple(selected(subject, s, fund) for s in thing.select for fund in ANY_FUND)
            return Linked(thing.id, "", thing.plain, select)
    return None


def received(name: str, before: str) -> str:
    """The name of a count of receptions (接待人次) with the kind that the words before it speak
    of; brackets that were closed again say nothing of what follows."""
    kinds: Mapping[str, str] = _data()["received"]
    text = "".join(before.split()).replace("国（境）外", "境外").replace("（境）", "")
    if "接待" not in name or any(kind in name.replace("（境）", "境") for kind in kinds):
        return name
    while (shorter := re.sub(r"（[^（）]*）", "", text)) != text:
        text = shorter
    places = {kind: text.rfind(kind) for kind in kinds}
    last = max(places, key=lambda kind: places[kind])
    return f"{name} {kinds[last]}" if places[last] >= 0 else name


def _linked(subject: Subject, thing: Thing, said: str, around: str) -> Linked:
    if thing.fund == "fixed":
        select = tuple(selected(subject, text, "") for text in thing.select)
        return Linked(thing.id, "", thing.plain, select)
    fund = said or around
    if "economic=" in "".join(thing.select) and not fund:
        fund = "fiscal"
    meant = same_funds(subject, fund, thing.select[0].partition("[")[0])
    also = [other for other in ("", "fiscal", "general", around) if other not in meant]
    if said in {"government_funds", "state_capital"}:
        also = []
    return Linked(
        thing.id,
        fund,
        thing.plain,
        tuple(selected(subject, text, f) for text in thing.select for f in meant),
        tuple(selected(subject, text, f) for text in thing.select for f in also),
    )


def _function(subject: Subject, text: str, fund: str) -> Linked | None:
    """A class, section or item by its path （类）（款）（项） or its code, a class by its name."""
    rows = {key.row for key in subject.cells if re.fullmatch(r"2\d{2}(?:\d\d){0,2}", key.row)}
    code = _code_of(text, rows, subject.disclosure.year)
    if code is None:
        return None
    funds = same_funds(subject, fund, "expenditure")
    also = [f for f in ("", "fiscal", "general") if f not in funds]
    select = f"expenditure[function={code}]"
    return Linked(
        f"function:{code}",
        fund,
        code_list("function", subject.disclosure.year).name(code),
        tuple(selected(subject, select, f) for f in funds),
        tuple(selected(subject, select, f) for f in also),
    )


def _code_of(text: str, rows: set[str], year: int) -> str | None:
    codes = code_list("function", year)
    numbers = re.findall(r"（(\d+)[类款项]）", text)
    if numbers:  # （201类）…（03款）…（01项）
        whole = numbers[-1] if len(numbers[-1]) > 3 else "".join(numbers)
        if whole in codes:
            return whole if whole in rows or not rows else None
    elif (match := _CODE.search(text)) and match[1] in codes:
        return match[1] if match[1] in rows or not rows else None
    levels = re.findall(r"([^）]*?)（\d*([类款项])）", text)
    if not levels:
        for shape in (text, text.removesuffix("支出"), text + "支出"):
            found = [c for c in rows if len(c) == 3 and codes.name(c) == shape]
            if len(found) == 1:
                return found[0]
        return None
    above = ""
    for name, _ in levels:
        bare = name.removeprefix("支出").strip("、")
        named = {bare, bare + "支出", bare.removesuffix("支出")}
        length = 3 if not above else len(above) + 2
        found = [c.code for c in codes if len(c.code) == length and c.code.startswith(above)]
        found = [c for c in found if codes.name(c) in named]
        if len(found) != 1:
            return _by_item(levels, above, rows, codes)
        above = found[0]
    return above if {3: "类", 5: "款", 7: "项"}[len(above)] == levels[-1][1] else None


def _by_item(
    levels: Sequence[tuple[str, str]], above: str, rows: set[str], codes: CodeList
) -> str | None:
    """The only item of that name in the class, where the section between has an old name."""
    if len(above) != 3 or levels[-1][1] != "项":
        return None
    name = levels[-1][0]
    found = [c for c in rows if len(c) == 7 and c.startswith(above) and c in codes]
    found = [c for c in found if codes.name(c) == name]
    return found[0] if len(found) == 1 else None


def _economic(subject: Subject, text: str, heading: str, around: str) -> Linked | None:
    """An economic class by its name, under a heading that says which expenditure is meant."""
    nature = "basic" if "基本支出" in heading else "project" if "项目支出" in heading else ""
    if not nature or not around:
        return None
    codes = code_list("economic", subject.disclosure.year)
    rows = {key.row for key in subject.cells if re.fullmatch(r"3\d\d(?:\d\d)?", key.row)}
    named = {text, text.removesuffix("支出"), text + "支出"}
    found = [code for code in rows if code in codes and codes.name(code) in named]
    if len(found) != 1:
        return None
    select = f"expenditure[economic={found[0]}, nature={nature}]"
    selection = (selected(subject, select, around),)
    return Linked(f"economic:{found[0]}", around, codes.name(found[0]), selection)
