"""Codes and names (科目编码与名称) as printed in forms, held to the lists of the year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding, NotChecked, Severity
from juesuan.checks.rules.document.leftovers import unfilled
from juesuan.checks.subject import Subject
from juesuan.checks.subject.names_printed import (
    ECONOMIC,
    FUNCTIONS,
    PrintedName,
    names_beside_codes,
    names_beside_codes_elsewhere,
)
from juesuan.checks.subject.passages import compact
from juesuan.classification import Code, CodeList, code_list
from juesuan.text import alike, unspaced

__all__ = ["RULES", "SETTINGS"]

_TELLING = 8
"""Characters of a code's name from which on it stands in a text as that."""

_KNOWN = "knowledge"
"""The source of names that no printed edition was compared with, and none doubts."""

_WITNESSES = 2
"""Forms that print a code's own name, against one that prints another."""


class NameOfAnotherCode(RuleSettings, frozen=True):
    """D403. ``marks`` and a ``suffix`` that do not count in a name."""

    marks: str
    suffix: str


class Misspelt(RuleSettings, frozen=True):
    """D404. ``alike``: percent; ``shortest``: characters left of a name that is cut."""

    alike: int
    shortest: int


def _same(one: str, other: str) -> bool:
    return _key(one) == _key(other)


def _key(name: str) -> str:
    marks, suffix = _left_out()
    return compact(name).translate(marks).removesuffix(suffix)


@cache
def _left_out() -> tuple[Mapping[int, None], str]:
    """What names are compared without: signs anywhere, and the word at the end."""
    row = NameOfAnotherCode.of("D403")
    return dict.fromkeys(map(ord, row.marks)), row.suffix


def _named(codes: CodeList, name: str) -> Sequence[Code]:
    """The codes of a list that carry a name."""
    return _by_key(codes).get(_key(name), ())


@cache
def _by_key(codes: CodeList) -> Mapping[str, Sequence[Code]]:
    """The codes of a list by what is compared of their names, worked out once: every name that
    a document prints beside a code is looked for."""
    found: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        found[_key(code.name)].append(code)
    return found


def _lists(subject: Subject) -> dict[str, CodeList]:
    year = subject.disclosure.year
    return {kind: code_list(kind, year) for kind in (FUNCTIONS, ECONOMIC)}


def wrong_code(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D401: a code that cannot be what its name says: of another list, or of no list while
    its name has a code of its own. Light for functional codes, whose list is not complete, unless
    another form prints the name beside its own code."""
    if unfilled(subject):
        yield NotChecked("D401", "unfilled_template")
        return
    lists = _lists(subject)
    entries_of: dict[tuple[str, str], list[PrintedName]] = defaultdict(list)
    for entry in names_beside_codes(subject):
        codes = lists[entry.kind]
        if entry.code in codes or codes.other_years(entry.code):
            continue
        right = [code for code in _named(codes, entry.name) if len(code.code) == len(entry.code)]
        near = [c for c in right if _slips(c.code, entry.code) == 1]
        if entry.kind == ECONOMIC and entry.code[0] != "3":
            entries_of[entry.code, (near or right or [Code(code="", name="")])[0].code].append(
                entry
            )
        elif near and len(right) == 1:  # no name that many codes share
            entries_of[entry.code, near[0].code].append(entry)
    borne_out = _borne_out(subject)
    for (code, right_code), entries in entries_of.items():
        details = {"code": code, "name": entries[0].name, "right": right_code or "3……"}
        where = tuple(entry.where for entry in entries)
        unsure = entries[0].kind == FUNCTIONS and right_code not in borne_out
        light: Severity | Literal[""] = "info" if unsure else ""
        yield Finding(
            code="D401", where=where, details=details, expected=right_code, severity=light
        )


def _slips(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def unknown_code(subject: Subject) -> Iterator[Finding | NotChecked]:
    """D402: a code that the year's list does not have: a question. Lists of functional items
    are not complete, so only classes and sections are asked about there."""
    if unfilled(subject):
        yield NotChecked("D402", "unfilled_template")
        return
    lists = _lists(subject)
    entries_of: dict[str, list[PrintedName]] = defaultdict(list)
    for entry in names_beside_codes(subject):
        codes = lists[entry.kind]
        if entry.code in codes or codes.other_years(entry.code):
            continue
        if entry.kind == ECONOMIC:
            asked = entry.code[0] == "3" and not _named(codes, entry.name)
        else:
            asked = entry.code[:3] not in codes
        if asked:
            entries_of[entry.code].append(entry)
    for code, entries in entries_of.items():
        details = {"code": code, "name": entries[0].name, "year": subject.disclosure.year}
        yield Finding(code="D402", where=tuple(entry.where for entry in entries), details=details)


def anothers_name(subject: Subject) -> Iterator[Finding]:
    """D403: a code with the name that belongs to another code."""
    lists = _lists(subject)
    row = Misspelt.of("D404")
    entries_of: dict[tuple[str, str], list[PrintedName]] = defaultdict(list)
    every = (*names_beside_codes(subject), *subject.once(names_beside_codes_elsewhere))
    printed = Counter((entry.code, entry.name) for entry in every)
    for entry in every:
        codes = lists[entry.kind]
        others = [c for c in _named(codes, entry.name) if len(c.code) == len(entry.code)]
        beside = any(c.code[:-2] == entry.code[:-2] for c in others)  # no slip: its neighbour's
        once = not entry.form and printed[entry.code, entry.name] == 1
        if not _differs(subject, codes, entry, beside and once):
            continue
        like = alike(entry.name, codes.name(entry.code))
        if others and (beside or like < row.alike) and not _named_elsewhere(codes, entry):
            entries_of[entry.code, entry.name].append(entry)
    for (code, name), entries in entries_of.items():
        codes = lists[entries[0].kind]
        other = next(c for c in _named(codes, name) if len(c.code) == len(code))
        details = {"code": code, "name": name, "right": codes.name(code), "other": other.code}
        yield Finding(code="D403", where=tuple(entry.where for entry in entries), details=details)
    told = {pair[0] for pair in entries_of}
    more = (*_twice(subject, lists), *_apart(subject, lists))
    yield from (one for one in more if one.details["code"] not in told)


def _apart(subject: Subject, lists: dict[str, CodeList]) -> Iterator[Finding]:
    """D403: a name that one form alone prints beside a code, where the others print the list's;
    not one that is cut off or misspelt."""
    by_code: dict[tuple[str, str], list[PrintedName]] = defaultdict(list)
    for entry in names_beside_codes(subject):
        by_code[entry.kind, entry.code].append(entry)
    least = Misspelt.of("D404").alike
    for (kind, code), entries in by_code.items():
        if len({one.name for one in entries}) == 1:
            continue
        own = [one for one in entries if _own(lists[kind], one)]
        other = [one for one in entries if one not in own]
        if len(other) != 1 or len({one.form for one in own} - {other[0].form}) < _WITNESSES:
            continue
        name, right = other[0].name, lists[kind].name(code)
        short, long = sorted((_key(name), _key(right)), key=len)
        if alike(name, right) >= least or long.startswith(short):
            continue
        details = {"code": code, "name": name, "right": right}
        yield Finding(code="D403", where=(other[0].where,), details=details, variant="apart")


def _twice(subject: Subject, lists: dict[str, CodeList]) -> Iterator[Finding]:
    """D403: one name beside two codes of the same class or section; names cut off aside."""
    beside: dict[tuple[str, str, str, int], dict[str, PrintedName]] = defaultdict(dict)
    for entry in names_beside_codes(subject):
        place = (entry.form, entry.code[:-2], _key(entry.name), len(entry.code))
        beside[place].setdefault(entry.code, entry)
    of_pair: dict[tuple[str, str], list[list[PrintedName]]] = defaultdict(list)
    for (_, _, name, _), by_code in beside.items():
        entries = [by_code[code] for code in sorted(by_code)]
        if len(entries) == 2 and not _cut(lists[entries[0].kind], entries, name):
            wrong = [one for one in entries if _own(lists[one.kind], one) is False]
            chosen = wrong[0] if len(wrong) == 1 else entries[1]
            other = next(one for one in entries if one is not chosen)
            of_pair[chosen.code, other.code].append([chosen, other])
    for (code, owner), both in of_pair.items():
        first, second = both[0]
        codes = lists[first.kind]
        decided = _own(codes, first) is False and _own(codes, second) is not False
        details = {"code": code, "other": owner, "name": first.name}
        if decided:
            details["right"] = codes.name(code)
        yield Finding(
            code="D403",
            where=tuple(pair[0].where for pair in both),
            details=details,
            variant="twice" if decided else "open",
        )


def _own(codes: CodeList, entry: PrintedName) -> bool | None:
    """Whether a name is the code's own; ``None`` where no list says."""
    if entry.code not in codes:
        return None
    known = [codes[entry.code], *codes.other_years(entry.code)]
    return any(_same(code.name, entry.name) for code in known)


def _cut(codes: CodeList, entries: list[PrintedName], name: str) -> bool:
    """Whether both codes' names begin like the name that is printed beside them."""
    return all(one.code in codes and _key(codes.name(one.code)).startswith(name) for one in entries)


def _borne_out(subject: Subject) -> frozenset[str]:
    """The codes beside which a document prints the list's own name somewhere."""
    lists = _lists(subject)
    return frozenset(
        one.code
        for one in names_beside_codes(subject)
        if one.code in lists[one.kind] and _same(lists[one.kind].name(one.code), one.name)
    )


def _differs(
    subject: Subject, codes: CodeList, entry: PrintedName, neighbours: bool = False
) -> bool:
    """Whether the printed name is not the list's; names of other years are fine, and so are
    those beside a name of the list that nobody has seen printed, not even in this document,
    but where it is its neighbour's in the list and printed once outside the forms
    (``neighbours``)."""
    if entry.code not in codes or _same(codes.name(entry.code), entry.name):
        return False
    known = codes[entry.code]
    borne_out = not known.source.startswith("knowledge") or (neighbours and known.source == _KNOWN)
    if (
        not borne_out
        and entry.code not in subject.once(_borne_out)
        and not _is_told(subject, known)
    ):
        return False
    return not any(_same(code.name, entry.name) for code in codes.other_years(entry.code))


def _is_told(subject: Subject, code: Code) -> bool:
    """Whether the text has a code's name, if it is too long to stand there by chance."""
    return len(code.name) >= _TELLING and code.name in subject.once(_told)


def _told(subject: Subject) -> str:
    every = subject.narrative.sections
    return unspaced("".join(one.text for section in every for one in section.sentences))


def _named_elsewhere(codes: CodeList, entry: PrintedName) -> bool:
    """Whether the name is one that many codes of its level share (行政运行 and the like)."""
    named = _named(codes, entry.name)
    return sum(len(code.code) == len(entry.code) for code in named) > 1


def cut_or_misspelt(subject: Subject) -> Iterator[Finding]:
    """D404: a name that is cut off, or spelt otherwise than in the list."""
    lists = _lists(subject)
    row = Misspelt.of("D404")
    entries_of: dict[tuple[str, str, str], list[PrintedName]] = defaultdict(list)
    for entry in names_beside_codes(subject):
        codes = lists[entry.kind]
        if not _differs(subject, codes, entry):
            continue
        right = codes.name(entry.code)
        if _key(right).startswith(_key(entry.name)) and len(_key(entry.name)) >= row.shortest:
            entries_of["cut", entry.code, right].append(entry)
        elif alike(entry.name, right) >= row.alike and len(entry.name) == len(right):
            entries_of["spelt", entry.code, right].append(entry)
    for how in ("cut", "spelt"):
        rows = {key: entries for key, entries in entries_of.items() if key[0] == how}
        if rows:
            samples = "；".join(
                f"{code} {e[0].name}→{right}" for (_, code, right), e in rows.items()
            )
            where = tuple(entry.where for entries in rows.values() for entry in entries)
            yield Finding(code="D404", where=where, details={"samples": samples}, variant=how)


RULES = {
    "D401": wrong_code,
    "D402": unknown_code,
    "D403": anothers_name,
    "D404": cut_or_misspelt,
}
SETTINGS = {"D403": NameOfAnotherCode, "D404": Misspelt}
