"""Privacy and secrecy (个人信息与涉密): what a public booklet must not show.

Findings never repeat a whole number or name: all but the first characters are masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from juesuan.checks.catalogue import all_rules
from juesuan.checks.model import Finding, Where
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import Passage, compact, passages, shortened

__all__ = ["RULES", "is_name", "masked"]

_IDENTITY = re.compile(r"(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<![\d.,-])(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?![\d.,])")
_LANDLINE = re.compile(r"(?<![\d.])(?:[(（]?0\d{2,3}[)）]?[-—－ ]?)\d{7,8}(?![\d.])")
_ACCOUNT = re.compile(r"(?<![\d.])\d(?:[ -]?\d){11,18}(?![\d.])")
_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_HEADING = 40  # passages at the head of a document where a mark of secrecy stands


def masked(text: str, shown: int = 3) -> str:
    """A number or name with all but its first characters hidden."""
    return text[:shown] + "○" * max(0, len(text) - shown)


def _texts(subject: Subject) -> Iterator[Passage]:
    """Passages that can hold personal data: not the cells of forms."""
    return (p for p in passages(subject) if not (p.cell and p.where.form))


def _at(passage: Passage, printed: str) -> Where:
    return replace(passage.where, printed=printed)


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
    for passage in _texts(subject):
        for match in _IDENTITY.finditer(passage.text):
            if _is_identity(match[0]):
                hidden = masked(match[0], 6)
                yield Finding(
                    code="H101", where=(_at(passage, hidden),), details={"number": hidden}
                )
                break


def mobile_numbers(subject: Subject) -> Iterator[Finding]:
    """H102: a mobile telephone number."""
    for passage in _texts(subject):
        if match := _MOBILE.search(passage.text):
            hidden = masked(re.sub(r"\D", "", match[1]))
            yield Finding(code="H102", where=(_at(passage, hidden),), details={"number": hidden})


def landlines(subject: Subject) -> Iterator[Finding]:
    """H103: a landline number that is not said to be the office's for enquiries."""
    office = re.compile("|".join(all_rules()["H103"].settings["office"]))
    before = ""
    for passage in _texts(subject):
        match = _LANDLINE.search(passage.text)
        if match and not office.search(before + passage.text):
            hidden = masked(match[0], 5)
            yield Finding(code="H103", where=(_at(passage, hidden),), details={"number": hidden})
        before = passage.text[-20:]


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def bank_accounts(subject: Subject) -> Iterator[Finding]:
    """H104: the number of a bank account or card."""
    context = re.compile("|".join(all_rules()["H104"].settings["context"]))
    before = ""
    for passage in _texts(subject):
        for match in _ACCOUNT.finditer(passage.text):
            digits = re.sub(r"\D", "", match[0])
            card = len(digits) in (16, 19) and digits.startswith("62") and _luhn(digits)
            if card or (context.search(before + passage.text) and not _is_identity_like(digits)):
                hidden = masked(digits, 4)
                yield Finding(
                    code="H104", where=(_at(passage, hidden),), details={"number": hidden}
                )
                break
        before = passage.text[-20:]


def _is_identity_like(digits: str) -> bool:
    return len(digits) == 18 and _is_identity(digits)


def mail_addresses(subject: Subject) -> Iterator[Finding]:
    """H105: a mail address at a provider for private persons."""
    private = tuple(all_rules()["H105"].settings["private"])
    for passage in _texts(subject):
        match = _MAIL.search(passage.text)
        if match and match[1].lower() in private:
            hidden = masked(match[0].partition("@")[0], 2) + "@" + match[1]
            yield Finding(code="H105", where=(_at(passage, hidden),), details={"address": hidden})


@cache
def _name_words() -> Mapping[str, str]:
    settings = all_rules()["H106"].settings
    surnames = "|".join([*settings["double_surnames"], f"[{settings['surnames']}]"])
    return {
        "name": f"(?:{surnames})[\u4e00-\u9fff]{{1,2}}",
        "roles": "|".join(settings["roles"]),
        "people": "|".join(settings["people"]),
        "no_name": f"(?:{'|'.join(settings['no_name_endings'])})$",
    }


def is_name(text: str) -> bool:
    """Whether a text is, in all likelihood, a natural person's name and nothing else."""
    words = _name_words()
    plain = "".join(text.split())
    return bool(re.fullmatch(words["name"], plain)) and not re.search(words["no_name"], plain)


def natural_persons(subject: Subject) -> Iterator[Finding]:
    """H106: persons named as contact or author of a table, or listed as experts."""
    words = _name_words()
    role = re.compile(rf"({words['roles']})[:：]\s*({words['name']})(?=[\s，。；、,;（(\d电联]|$)")
    alone = re.compile(rf"(?:{words['roles']})[:：]?")
    listed = re.compile(
        rf"((?:{words['name']}、)+{words['name']}?)(?:等)?(?:\d{{1,2}}|[一二三四五六七八九十两]+)?"
        rf"(?:名|位|人)?(?:{words['people']})"
    )
    every = list(_texts(subject))
    for passage in every:
        match = role.search(passage.text)
        if match and is_name(match[2]):
            yield _named(passage, [match[2]], match[1])
        for found in listed.finditer(passage.text):
            people = [name for name in found[1].split("、") if is_name(name)]
            if len(people) >= 2 and sum(len(name) > 2 for name in people) >= 2:
                yield _named(passage, people, "")
                break
    for label, passage in pairwise(every):
        cells = label.cell and passage.cell and is_name(passage.text)
        if cells and alone.fullmatch(compact(label.text).replace("：", ":")):
            yield _named(passage, [passage.text.strip()], compact(label.text).rstrip("：:"))


def _named(passage: Passage, people: list[str], role: str) -> Finding:
    hidden = "、".join(masked(name, 1) for name in people)
    details = {"names": hidden, "count": len(people), "role": role}
    variant = "role" if role else ""
    contact = "联系人" in role  # some regions have one named for enquiries
    return Finding(
        code="H106",
        where=(_at(passage, hidden),),
        details=details,
        severity="info" if contact else "",
        variant=variant,
    )


def secrecy(subject: Subject) -> Iterator[Finding]:
    """H107: a mark of secrecy on the document, or a document cited that is said to be secret."""
    settings = all_rules()["H107"].settings
    marks, cited = re.compile("|".join(settings["marks"])), re.compile("|".join(settings["cited"]))
    for number, passage in enumerate(passages(subject)):
        line = passage.text.strip()
        if number < _HEADING and not passage.cell and marks.fullmatch(compact(line)):
            yield Finding(
                code="H107", where=(_at(passage, line),), details={"text": line}, severity="error"
            )
        elif match := cited.search(passage.text):
            begin = max(0, match.start() - 20)
            around = shortened(passage.text[begin : match.end()])
            yield Finding(
                code="H107",
                where=(_at(passage, around),),
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
