"""The names of items in what the words before a figure leave: 公务接待费, 行政运行（项）."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from juesuan.classification import code_list
from juesuan.keeping import compiled
from juesuan.reading.narrative.headings import item_path, split_number
from juesuan.reading.narrative.vocabulary import alternatives, ends_with, words_in

__all__ = ["YEARS", "name_of", "other_side"]

YEARS = r"(?:19|20)\d\d年度?"
_LIST_OF = 2024
"""The year of the list of codes whose names are known here."""

_ENDING = r"(?:[（][^（）]*[）])*$"
_CODED = compiled(r"2\d{2}(?:\d\d){1,2}[^\d，。；：]{2,}$")
"""A code with its name behind it: 2040504案件审判."""
_BEFORE_CODE = compiled(r"^\d{1,2}[.、](?=2\d{2}(?:\d\d){1,2}\D)")
"""The number of an item before its code: 3.2040504案件审判."""
_NAMED = compiled(r"[^\d，。；：]{2,}[（]2\d{2}(?:\d\d){1,2}[）]$")
"""A name with its code behind it: 社会福利—儿童福利（2081001）."""
_ABOVE = compiled(
    r"^(?:[^\d，。；：（）]{2,}[（]2\d{2}(?:\d\d)?[）])+(?=[^\d，。；：]{2,}[（]2\d{6}[）]$)"
)
"""Classes and sections with their codes above an item with its own: 住房保障支出（221）…."""


@cache
def _cuts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    kept = alternatives(words_in("subject", "kept"))
    openers = compiled(f".*(?!{kept}){alternatives(words_in('subject', 'openers'))}")
    leading = compiled(f"^{alternatives(words_in('subject', 'leading'))}")
    years = compiled(
        rf"(?:截至)?{YEARS}(?:\d+月\d+日|初|末|底)?|(?:截至)?(?:(?<!加)上年度?(?!结转|结余)|去年)(?:末|底)?"
    )
    return openers, leading, years


@cache
def _year_behind() -> re.Pattern[str]:
    return compiled(rf"(?:{YEARS}|{alternatives(words_in('subject', 'behind'))})$")


def _is_known(name: str) -> bool:
    """Whether a text ends as names of items do, or is the name of a code."""
    return bool(ends_with(name, words_in("subject", "endings"))) or name in _names_of_codes()


@lru_cache(maxsize=2048)
def name_of(rest: str) -> tuple[str, bool]:
    """The item's name in what remains of a lead, and whether it is one that is known.

    An empty name means that the sentence still speaks of the item before.
    """
    openers, leading, years = _cuts()
    text = _ABOVE.sub("", _without_number(rest.lstrip("）、")))
    if (match := _year_behind().search(text)) and _is_known(text[: match.start()]):
        text = text[: match.start()]
    for match in reversed(list(years.finditer(text))):
        if text[: match.start()].endswith("的"):
            text = text[: match.start()] + text[match.end() :]
            continue
        before, behind = text[: match.start()], text[match.end() :]
        said = behind in words_in("subject", "elliptic")
        named = said and ends_with(before, words_in("subject", "endings"))
        text = before if named else behind  # 机关运行经费2023年支出: of the name before
        break
    if path := item_path(text):
        return text if len(text) > len(path) else path, True
    for word in words_in("subject", "made_of"):
        part = text.rpartition(word)[2] if word in text else ""
        text = part or text
    if opener := openers.match(text):
        text = text[opener.end() :]
    carry = words_in("subject", "carry")
    while text and text not in carry:
        filler = leading.match(text)
        if filler is None:
            break
        text = text[filler.end() :]
    if text in carry and text not in words_in("subject", "elliptic"):
        return "", True
    text = text.strip("、“” ") if text.count("“") != text.count("”") else text.strip("、 ")
    bare = re.sub(_ENDING, "", text).rstrip("”")
    endings = words_in("subject", "endings")
    known = not text or bool(ends_with(bare, endings) or ends_with(text, endings))
    coded = _CODED.match(text) or _NAMED.search(text)
    return text, known or bare in _names_of_codes() or bool(coded)


def _without_number(text: str) -> str:
    """A name in a list without its number: （一）人员经费, 1.办公费."""
    number = split_number(text)
    rest = text[number.end :] if number else text
    return _BEFORE_CODE.sub("", text) if rest[:1].isdigit() else rest


@cache
def _names_of_codes() -> frozenset[str]:
    """The names of functional codes and of economic classes: 初中教育, 行政运行, 抚恤金."""
    lists = (code_list("function", _LIST_OF), code_list("economic", _LIST_OF))
    return frozenset(code.name for listed in lists for code in listed)


def other_side(name: str, before: str) -> str:
    """支出总计 said right after 财政拨款收入总计 is 财政拨款支出总计."""
    if name not in words_in("subject", "elliptic"):
        return name
    turned = name.replace("支出", "收入") if "支出" in name else name.replace("收入", "支出")
    return before.removesuffix(turned) + name if before.endswith(turned) else name
