"""Privacy and secrecy (个人信息与涉密): what a public booklet must not show.

Findings never repeat a whole number or name: all but the first characters are masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise

from msgspec import Struct

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, compact, outside_forms, passages, shortened
from juesuan.keeping import compiled
from juesuan.resources import Pattern
from juesuan.text import unspaced

__all__ = ["RULES", "SETTINGS", "is_name", "masked"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""Weights and check characters of identity numbers (GB 11643)."""
_BEFORE = 20
"""Characters of the passage before that may say what a number is."""


class PersonalNumber(RuleSettings, frozen=True):
    """H101, H102: how the number is written; of a mobile one the group."""

    number: Pattern


class Landline(RuleSettings, frozen=True):
    """H103."""

    number: Pattern
    office: Pattern


class Account(RuleSettings, frozen=True):
    """H104. ``card``: how the number of a bank card begins."""

    card: str
    card_lengths: tuple[int, ...]
    number: Pattern
    context: Pattern


class Mail(RuleSettings, frozen=True):
    """H105. ``address`` has the provider as its group."""

    private: tuple[str, ...]
    address: Pattern


class Persons(RuleSettings, frozen=True):
    """H106. At least ``least`` names make a list, of them ``least_long`` of three characters;
    ``light`` are roles that some places have printed."""

    roles: tuple[str, ...]
    people: tuple[str, ...]
    surnames: str
    double_surnames: tuple[str, ...]
    no_name_endings: tuple[str, ...]
    light: tuple[str, ...]
    least: int
    least_long: int


class Secrecy(RuleSettings, frozen=True):
    """H107. A ``mark`` counts among the first ``head`` passages."""

    head: int
    mark: Pattern
    cited: Pattern


def masked(text: str, shown: int = 3) -> str:
    """A number or name with all but its first characters hidden."""
    return text[:shown] + "○" * max(0, len(text) - shown)


def _is_identity(text: str) -> bool:
    """Whether 18 characters are an identity number: a date of birth and the right check."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return date(1900, 1, 1) < born < date(2100, 1, 1) and _CHECKS[total % 11] == text[17].upper()


def identity_numbers(subject: Subject) -> Iterator[Finding]:
    """H101: an identity card number."""
    number = PersonalNumber.of("H101").number
    for passage in outside_forms(subject):
        for match in number.finditer(passage.text):
            if _is_identity(match[0]):
                hidden = masked(match[0], 6)
                yield Finding(
                    code="H101", where=(passage.printing(hidden),), details={"number": hidden}
                )
                break


def mobile_numbers(subject: Subject) -> Iterator[Finding]:
    """H102: a mobile telephone number."""
    number = PersonalNumber.of("H102").number
    for passage in outside_forms(subject):
        if match := number.search(passage.text):
            hidden = masked(re.sub(r"\D", "", match[1]))
            yield Finding(
                code="H102", where=(passage.printing(hidden),), details={"number": hidden}
            )


def landlines(subject: Subject) -> Iterator[Finding]:
    """H103: a landline number that is not said to be the office's for enquiries."""
    row = Landline.of("H103")
    before = ""
    for passage in outside_forms(subject):
        match = row.number.search(passage.text)
        if match and not row.office.search(before + passage.text):
            hidden = masked(match[0], 5)
            yield Finding(
                code="H103", where=(passage.printing(hidden),), details={"number": hidden}
            )
        before = passage.text[-_BEFORE:]


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def bank_accounts(subject: Subject) -> Iterator[Finding]:
    """H104: the number of a bank account or card."""
    row = Account.of("H104")
    before = ""
    for passage in outside_forms(subject):
        for match in row.number.finditer(passage.text):
            digits = re.sub(r"\D", "", match[0])
            long = len(digits) in row.card_lengths
            card = long and digits.startswith(row.card) and _luhn(digits)
            told = row.context.search(before + passage.text) and not _is_identity_like(digits)
            if card or told:
                hidden = masked(digits, 4)
                yield Finding(
                    code="H104", where=(passage.printing(hidden),), details={"number": hidden}
                )
                break
        before = passage.text[-_BEFORE:]


def _is_identity_like(digits: str) -> bool:
    return len(digits) == 18 and _is_identity(digits)


def mail_addresses(subject: Subject) -> Iterator[Finding]:
    """H105: a mail address at a provider for private persons."""
    row = Mail.of("H105")
    for passage in outside_forms(subject):
        match = row.address.search(passage.text)
        if match and match[1].lower() in row.private:
            hidden = masked(match[0].partition("@")[0], 2) + "@" + match[1]
            yield Finding(
                code="H105", where=(passage.printing(hidden),), details={"address": hidden}
            )


class _Names(Struct, frozen=True):
    """Patterns made of the surnames, the roles and the people of H106."""

    name: re.Pattern[str]
    no_name: re.Pattern[str]
    with_role: re.Pattern[str]
    role_alone: re.Pattern[str]
    listed: re.Pattern[str]


@cache
def _names() -> _Names:
    row = Persons.of("H106")
    surnames = "|".join([*row.double_surnames, f"[{row.surnames}]"])
    name = f"(?:{surnames})[\u4e00-\u9fff]{{1,2}}"
    roles, people = "|".join(row.roles), "|".join(row.people)
    return _Names(
        compiled(name),
        compiled(f"(?:{'|'.join(row.no_name_endings)})$"),
        compiled(rf"({roles})[:：]\s*({name})(?=[\s，。；、,;（(\d电联]|$)"),
        compiled(rf"(?:{roles})[:：]?"),
        compiled(
            rf"((?:{name}、)+{name}?)(?:等)?(?:\d{{1,2}}|[一二三四五六七八九十两]+)?"
            rf"(?:名|位|人)?(?:{people})"
        ),
    )


def is_name(text: str) -> bool:
    """Whether a text is, in all likelihood, a natural person's name and nothing else."""
    names, plain = _names(), unspaced(text)
    return bool(names.name.fullmatch(plain)) and not names.no_name.search(plain)


def natural_persons(subject: Subject) -> Iterator[Finding]:
    """H106: persons named as contact or author of a table, or listed as experts."""
    row, names = Persons.of("H106"), _names()
    every = list(outside_forms(subject))
    for passage in every:
        match = names.with_role.search(passage.text)
        if match and is_name(match[2]):
            yield _named(passage, [match[2]], match[1])
        for listed in names.listed.finditer(passage.text):
            people = [name for name in listed[1].split("、") if is_name(name)]
            long = sum(len(name) > 2 for name in people)
            if len(people) >= row.least and long >= row.least_long:
                yield _named(passage, people, "")
                break
    for label, passage in pairwise(every):
        cells = label.cell and passage.cell and is_name(passage.text)
        if cells and names.role_alone.fullmatch(compact(label.text).replace("：", ":")):
            yield _named(passage, [passage.text.strip()], compact(label.text).rstrip("：:"))


def _named(passage: Passage, people: list[str], role: str) -> Finding:
    hidden = "、".join(masked(name, 1) for name in people)
    details = {"names": hidden, "count": len(people), "role": role}
    variant = "role" if role else ""
    light = role in Persons.of("H106").light
    return Finding(
        code="H106",
        where=(passage.printing(hidden),),
        details=details,
        severity="info" if light else "",
        variant=variant,
    )


def secrecy(subject: Subject) -> Iterator[Finding]:
    """H107: a mark of secrecy on the document, or a document cited that is said to be secret."""
    row = Secrecy.of("H107")
    for number, passage in enumerate(passages(subject)):
        line = passage.text.strip()
        if number < row.head and not passage.cell and row.mark.search(compact(line)):
            yield Finding(
                code="H107",
                where=(passage.printing(line),),
                details={"text": line},
                severity="error",
            )
        elif match := row.cited.search(passage.text):
            begin = max(0, match.start() - 20)
            around = shortened(passage.text[begin : match.end()])
            yield Finding(
                code="H107",
                where=(passage.printing(around),),
                details={"text": around},
                variant="cited",
            )


RULES = {
    "H101": identity_numbers,
    "H102": mobile_numbers,
    "H103": landlines,
    "H104": bank_accounts,
    "H105": mail_addresses,
    "H106": natural_persons,
    "H107": secrecy,
}
SETTINGS = {
    "H101": PersonalNumber,
    "H102": PersonalNumber,
    "H103": Landline,
    "H104": Account,
    "H105": Mail,
    "H106": Persons,
    "H107": Secrecy,
}
