"""What clauses around a figure say of it: the item before them, budgets in brackets, limits."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.reading.narrative.amounts import PrintedFigure
from juesuan.reading.narrative.grammar import (
    LeadReading,
    compared,
    comparison,
    is_average,
    lead_of,
    share_of,
)
from juesuan.reading.narrative.headings import split_number
from juesuan.reading.narrative.leads import say
from juesuan.reading.narrative.model import Mention, Section
from juesuan.reading.narrative.naming import name_of
from juesuan.reading.narrative.vocabulary import ends_with, pattern_of, words_in
from juesuan.text import fold, unspaced

__all__ = [
    "bare_role",
    "in_money",
    "introduced",
    "is_counted",
    "is_threshold",
    "is_unnamed",
    "item_alone",
    "item_begun_with",
    "labelled",
    "names_item",
    "of_budget",
    "of_one_budget",
    "spent_before",
    "tells_anew",
    "titled",
    "whole_among",
]


def of_budget(before: str, start: int) -> LeadReading | None:
    """What an amount in brackets right behind a budget is: 完成预算（20万元）的94.8%."""
    if not before.endswith("（"):
        return None
    words = before.removesuffix("（")
    said = say(lead_of(words, start, len(words)), "money")
    return LeadReading(said.role) if said.role.endswith("budget") else None


def spent_before(said: Sequence[Mention]) -> str:
    """What the last amount of a sentence was of, where a count stands between: a budget is of no
    count (支出9万元，保障人员12人，完成预算（10万元）)."""
    figures = [one for one in said if one.kind != "year"]
    amounts = [one for one in figures if one.kind == "money" and one.role == "final"]
    return amounts[-1].subject if amounts and figures[-1].kind == "count" else ""


def of_one_budget(said: Sequence[Mention]) -> bool:
    """Whether a sentence has stated nothing yet but the budgets of one item: what is spent next
    is spent of them (预算10万元，实际支出9万元)."""
    figures = [one for one in said if one.kind != "year"]
    budgets = all(one.kind == "money" and one.role.endswith("budget") for one in figures)
    return bool(figures) and budgets and len({one.subject for one in figures}) == 1


def named_before(before: str, start: int) -> str:
    """The words that name an amount in a bracket right behind its name, 较大的是办公费（5万元）;
    empty behind budgets, wholes of shares, last year's amounts and figures."""
    words = before.removesuffix("（")
    if words == before:
        return ""
    lead = lead_of(words, start, len(words)).lstrip("）、")
    said = say(lead, "money")
    if said.role or said.direction != "none" or compared(lead + "（") or share_of(lead):
        return ""
    name, known = name_of(said.rest)
    return lead if name and known else ""


def introduced(words: str) -> str:
    """What is named before the clause of a figure: 变化较大的是事业收入：2020年为; else nothing."""
    match = pattern_of("subject", "introduces").search(words)
    return match["name"] if match else ""


def item_begun_with(section: Section) -> str:
    """The item that a numbered paragraph begins with."""
    first = section.sentences[0] if section.sentences else None
    named = next((m for m in first.mentions if m.subject), None) if first else None
    if first is None or named is None or named.reason:
        return ""
    return named.subject if named.subject in unspaced(fold(first.text[: named.start])) else ""


def item_alone(text: str) -> str:
    """The item that a sentence is the name of, with its number or its level, as a heading is that
    does not stand on a line of its own: 其中：1.行政运行（项）。; else nothing."""
    if text[-1:] != "。":
        return ""
    heading = unspaced(fold(text)).rpartition("：")[2].rstrip("。")
    number = split_number(heading)
    level = pattern_of("subject", "level").search(heading)
    if number is None and level is None:
        return ""
    title = heading[number.end :] if number else heading
    name, known = name_of(title)
    return name if known and name == title else ""


def labelled(words: str, said: str = "") -> str:
    """The item's name that a sentence begins with as a label: 公务接待费：预算3万元; else nothing,
    and where what is ``said`` behind it is a name of its own."""
    if said and said not in words_in("subject", "of_label"):
        return ""
    label, colon, _ = words.partition("：")
    if said and not ends_with(label, words_in("subject", "label_ends")):
        return ""
    name, known = name_of(label) if colon else ("", False)
    return name if known and not say(label, "money").role else ""


def goes_on_of(text: str, item: str) -> str:
    """The item of the line before, where a line goes on with it; empty where it sums up, or begins
    with a name that a budget follows (项目甲：全年预算5万元，执行4万元)."""
    words = unspaced(fold(text))
    label = pattern_of("subject", "label").match(words)
    budgets = words_in("roles", "initial_budget", "full_year_budget", "budget")
    named = label is not None and words[label.end() :].startswith(budgets)
    return "" if named or pattern_of("subject", "summing").match(words) else item


def titled(before: str) -> str:
    """The name before the first colon of a sentence: 社区服务中心运转项目：全年预算数为."""
    match = pattern_of("subject", "label").match(before)
    return match["name"] if match else ""


def tells_anew(lead: str, behind: str) -> bool:
    """Whether a clause behind a reason tells the next item's accounts (原因是任务增加；公务接待费
    5万元，与上年相比减少1万元): its name alone before the amount, a comparison behind it."""
    name, known = name_of(lead)
    return bool(name) and known and name == lead and comparison(behind) is not None


def names_item(said: LeadReading) -> bool:
    """Whether the words before a figure name an item."""
    return bool(name_of(said.rest)[0])


def whole_among(lead: str, behind: str) -> str:
    """The name of a whole of which something before is a share: 在支出合计（100万元中占比）."""
    name = lead[1:] if lead.startswith(words_in("subject", "at")) else ""
    inside = next((word for word in words_in("subject", "among") if behind.startswith(word)), "")
    shares = behind.removeprefix(inside).lstrip("，").startswith(words_in("roles", "share"))
    return name if name and inside and shares else ""


def is_counted(words: str) -> bool:
    """Whether words after a count name what is counted: 个项目开展自评."""
    return words.startswith(words_in("subject", "counted"))


def is_unnamed(before: str) -> bool:
    """Whether a figure is of a part that is not named: 其中2.15万元由上级补助."""
    return before.endswith(words_in("subject", "parts_unnamed"))


def is_threshold(text: str, printed: PrintedFigure) -> bool:
    """单价100万元以上: a limit in a name, no amount."""
    after = text[printed.end :]
    before = words_in("subject", "threshold_before")
    if is_average(text[: printed.start]):
        return False
    return after.startswith(words_in("subject", "threshold_after")) or bool(
        ends_with(text[: printed.start], before)
    )


def bare_role(text: str, start: int, printed: PrintedFigure) -> str:
    """What a number without a unit is by the words that lead to it (占76.23，): a share, a growth
    or completion rate, an amount; empty where they do not say, or where its clause goes on."""
    if text[printed.end : printed.end + 1] not in words_in("figures", "stops"):
        return ""
    lead = lead_of(text, start, printed.start)
    role = say(lead, "percent").role
    return role if role and role != "growth" else say(lead, "money").role


def in_money(printed: PrintedFigure, role: str) -> PrintedFigure | None:
    """A bare 0 of an amount (年初预算为0，): nothing is the same in any unit."""
    if printed.value or role not in {"final", "initial_budget", "full_year_budget", "budget"}:
        return None
    return replace(printed, kind="money", unit=words_in("figures", "nothing_in")[0])
