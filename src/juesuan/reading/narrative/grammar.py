"""What the words before a figure say: its item, its role, its direction and base."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from juesuan.keeping import compiled
from juesuan.reading.narrative.naming import YEARS, name_of
from juesuan.reading.narrative.vocabulary import alternatives, ends_with, words_in
from juesuan.reading.narrative.vocabulary import words as words_of

__all__ = [
    "LeadReading",
    "compared",
    "compared_behind",
    "compared_with",
    "comparison",
    "direction_of",
    "in_order",
    "is_average",
    "lead_of",
    "moved_up_to",
    "rate_of_amount",
    "share_of",
    "without_comparisons",
]


class LeadReading(Struct, frozen=True):
    """What a lead says. ``rest`` is what remains of it: the item's name, or nothing."""

    role: str = ""
    direction: str = "none"
    base: str = ""
    rest: str = ""
    of: str = ""


def lead_of(text: str, start: int, figure: int) -> str:
    """The clause that leads to a figure: back to a comma, colon or an open bracket."""
    depth = 0
    for place in range(figure - 1, start - 1, -1):
        character = text[place]
        if character == "）":
            depth += 1
        elif character == "（":
            if not depth:
                return text[place + 1 : figure]
            depth -= 1
        elif not depth and character in "，：；。！？":
            return text[place + 1 : figure]
    return text[start:figure]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    bases = alternatives(words_in("comparison", "bases"))
    tails = alternatives(words_in("comparison", "base_tails"))
    before = alternatives(words_in("comparison", "before"))
    after = alternatives(words_in("comparison", "after"))
    alone = alternatives(words_in("comparison", "alone"))
    named = alternatives(words_in("roles", "initial_budget", "full_year_budget"))
    of_item = f"{YEARS}[^，。；：（）比较与]{{1,24}}?{named}"  # 2023年“三公”经费年初预算
    base = f"(?P<base>(?:{of_item}|{YEARS}(?:{bases})?|{bases}){tails}?)"
    budgets = alternatives(words_in("roles", "initial_budget", "full_year_budget", "budget"))
    completes = alternatives(words_in("roles", "completes"))
    equal = alternatives(words_in("directions", "equal"))
    equals = alternatives(words_in("directions", "equals"))
    more = alternatives(words_in("directions", "more"))
    less = alternatives(words_in("directions", "less"))
    hedges = alternatives(words_in("comparison", "hedges"))
    moved_up = alternatives(words_in("directions", "increase"))
    moved_down = alternatives(words_in("directions", "decrease"))
    trends = alternatives(words_in("comparison", "trends"))
    claim = rf"(?:(?P<more>{more})|(?P<less>{less}))了?(?P<either>（[^）]*）)?"
    claim += rf"(?P<base>[^，。；：（]*?(?:{bases}){tails}?)"
    return {
        "base": compiled(rf"{before}{base}{after}?|(?P<alone>{alone})"),
        "completion": compiled(rf"{completes}(?P<base>{budgets})的?$"),
        "share": compiled(
            rf"占(?!比)(?P<base>[^占]*?){alternatives(words_in('roles', 'share_tails'))}?$"
        ),
        "whole": compiled(r"占(?!比)(?P<base>[^占]+)$"),
        "of_it": compiled(rf"的?{alternatives(words_in('roles', 'share_tails'))}?为?"),
        "equal": compiled(rf"{before}{base}[^，。；：]{{0,4}}?(?P<equal>{equal})"),
        "claim": compiled(claim),
        "equals": compiled(
            rf"(?P<equal>{equals})(?P<base>[^，。；：（]{{0,6}}?(?:{bases}){tails}?)"
        ),
        "alone": compiled(rf"(?P<base>{alone})[^，。；：]{{0,4}}?(?P<equal>{equal})"),
        "level": compiled(rf"^{after}?[^，。；：]{{0,3}}?{equal}"),
        "behind": compiled(
            rf"^{after}?{hedges}?(?:(?P<more>{moved_up})|(?P<less>{moved_down})){trends}?$"
        ),
        "alone_moved": compiled(
            rf"(?P<base>{alone}){hedges}?(?:(?P<more>{moved_up})|(?P<less>{moved_down})){trends}?$"
        ),
        "moved": compiled(
            rf"{before}{base}{after}?{hedges}?(?:(?P<more>{moved_up})|(?P<less>{moved_down})){trends}?$"
        ),
        "than": compiled(
            rf"(?:[比较与]|^[同和跟])(?P<year>{YEARS}|上年度?|去年)的?(?!.*(?:预算|年初))[^，。；：（）比较]{{2,24}}$"
        ),
    }


def comparison(text: str) -> tuple[str, int, int] | None:
    """The last base that a text compares with, as said, and its place."""
    found = list(_patterns()["base"].finditer(text))
    return (found[-1]["base"] or found[-1]["alone"], *found[-1].span()) if found else None


_OF = "的"


def compared_with(words: str, kind: str) -> str:
    """The year of an amount, or of a rate, that is itself what something is compared with by the
    words before it (较上年的12万元, 增幅比上年的4.21%提高); else nothing."""
    rate = kind == "percent" and words.endswith(_OF)
    return compared(words) if kind == "money" or rate else ""


def compared(lead: str) -> str:
    """The year of an amount that is itself what something is compared with (较上年的, 与2022年度
    决算数); empty for other amounts and for budgets."""
    text = _strip_copulas(lead.removesuffix("（")).removesuffix(_OF)
    if named := _patterns()["than"].search(text):
        return named["year"]  # 比2022年度收入总计
    found = comparison(text)
    if found is None or found[2] < len(text) or "预算" in found[0] or "年初" in found[0]:
        return ""
    if not re.match("[比较与同和跟相对由从]", text[found[1] :]):
        return ""
    return found[0] if re.match(r"\d{4}|上|去", found[0]) else "上年"


def without_comparisons(text: str) -> str:
    """A text without what it compares with."""
    return _patterns()["base"].sub("", text)


def direction_of(text: str) -> tuple[str, str]:
    """The direction word at the end of a text (no end of a name: 能力提升), and what is before."""
    if ends_with(text, words_in("directions", "named")) and comparison(text) is None:
        return "", text
    for direction in ("increase", "decrease", "either", "equal"):
        if word := ends_with(text, words_in("directions", direction)):
            rest = text[: -len(word)]
            if before := direction_of(rest)[0]:
                return ("either" if before != direction else direction), direction_of(rest)[1]
            return direction, rest
    bracket = re.search(r"（([^（）]{2,4})）$", text)
    if bracket and direction_of(bracket[1])[0]:
        direction, rest = direction_of(text[: bracket.start()])
        if direction:
            return "either", rest
    return "", text


def in_order(lead: str, kind: str) -> LeadReading:
    """What the words that lead to a figure say, as their usual order tells."""
    text = _strip_copulas(lead)
    if kind == "percent":
        return _percent(text)
    if found := _average(lead):
        return found
    direction, rest = direction_of(text)
    if direction and lead.endswith(("到", "至")):  # 减少到5万元: the amount itself
        return LeadReading("final", rest=_without_role(_take_base(rest)[1])[1])
    for place in ("more", "less"):
        if not direction and (word := ends_with(text, words_in("directions", place))):
            direction = "increase" if place == "more" else "decrease"
            rest = text[: -len(word)]
    if direction:
        return _changed("change", direction, rest)
    if found := _claim_with_amount(text) or _difference(text, "change"):
        return found
    if word := ends_with(text, words_in("roles", "money_unsaid")):
        return LeadReading("other", rest=text[: -len(word)])
    role, rest = _without_role(text)
    return LeadReading(role, rest=rest)


def _average(lead: str) -> LeadReading | None:
    """人均接待费, 平均每辆: an average; ``base`` says per what, empty where that is the count right
    before (2辆车平均)."""
    if match := _averages().fullmatch(lead):
        name = name_of(match["who"] + _strip_copulas(match["spent"]))[0]
        return LeadReading("average", base=match["per"], rest=name)
    return LeadReading("average") if is_average(lead) else None


def is_average(lead: str) -> bool:
    """Whether words say that what follows is an average of the count right before."""
    return lead.endswith(words_in("averages", "alone"))


@cache
def _averages() -> re.Pattern[str]:
    around = alternatives(words_in("averages", "around"))
    per = alternatives(words_in("averages", "per"))
    return compiled(f"(?P<who>.*?){around}*(?P<per>{per}){around}*(?P<spent>.*)")


def _claim_with_amount(text: str) -> LeadReading | None:
    """决算数大于预算数 55.93万元: the difference, named after the base."""
    match = _patterns()["claim"].search(text)
    if match is None or match.end() != len(text):
        return None
    direction = "increase" if match["more"] else "decrease"
    of, rest = _without_role(text[: match.start()])
    return LeadReading(
        "change", "either" if match["either"] else direction, match["base"], rest, of
    )


def _difference(text: str, role: str) -> LeadReading | None:
    """预决算差异率, 差值: how far two amounts are apart, in no direction."""
    if word := ends_with(text, words_in("roles", "budget_difference")):
        of, rest = _without_role(text[: -len(word)])
        return LeadReading(role, "either", words_of("roles", "budget")[0], rest, of)
    word = ends_with(text, words_in("roles", "difference"))
    return _changed(role, "either", text[: -len(word)]) if word else None


def _changed(role: str, direction: str, text: str) -> LeadReading:
    """A change or growth: the words before its direction name its base and its item."""
    base, text = _take_base(text)
    of, rest = _without_role(text)
    return LeadReading(role, direction, base, rest, of)


def _percent(text: str) -> LeadReading:
    direction, rest = direction_of(text)
    if direction:
        return _changed("growth", direction, rest)
    if found := _difference(text, "growth"):
        return found
    if match := _patterns()["completion"].search(text):
        return LeadReading(
            "completion", base=match["base"], rest=_without_role(text[: match.start()])[1]
        )
    if word := ends_with(text, words_in("roles", "completion")):
        return LeadReading("completion", base="", rest=text[: -len(word)])
    if match := _patterns()["share"].search(text):
        return LeadReading(
            "share", base=match["base"], rest=text[: match.start()].removesuffix("所")
        )
    if word := ends_with(text, words_in("roles", "share")):
        return LeadReading("share", rest=text[: -len(word)])
    return LeadReading("", rest=text)


def share_of(lead: str) -> str:
    """The name of a whole of which something is a share, in words that lead to its amount:
    占支出合计（100万元的…）; empty for other amounts."""
    match = _patterns()["whole"].search(_strip_copulas(lead))
    return match["base"] if match else ""


def rate_of_amount(words: str, amount: str, whole: str) -> LeadReading | None:
    """What a percentage right behind an amount is, by the words between (的) and the role of the
    amount: completion of a budget, or a share of the ``whole``."""
    if not _patterns()["of_it"].fullmatch(words):
        return None
    if whole:
        return LeadReading("share", base=whole)
    budgets = ("initial_budget", "full_year_budget", "budget")
    return (
        LeadReading("completion", base=words_of("roles", amount)[0]) if amount in budgets else None
    )


def _take_base(text: str) -> tuple[str, str]:
    """A base at the end of a text (比上年) and the text before it."""
    found = comparison(text)
    if found and found[2] >= len(_strip_copulas(text)):
        return found[0], text[: found[1]]
    return "", text


def _strip_copulas(text: str) -> str:
    while word := ends_with(text, words_in("subject", "copulas")):
        named = ends_with(text, (*words_in("subject", "endings"), "公共"))
        named = max(named, ends_with(text, words_in("directions", "increase", "decrease")), key=len)
        if len(named) > len(word):
            break  # 总计 is a name, 计 is none; 节约 is a direction
        text = text[: -_apart(text, word)]
    return text


def _apart(text: str, word: str) -> int:
    """How many signs of a copula at the end of a text are none of a longer name: 金额/为."""
    for size in range(1, len(word)):
        if len(ends_with(text[:-size], words_in("subject", "endings"))) > len(word) - size:
            return size
    return len(word)


def _without_role(text: str) -> tuple[str, str]:
    """The role's name at the end of a text, and the text before it."""
    text = _strip_copulas(text)
    best = ""
    found = ""
    for role in ("initial_budget", "full_year_budget", "budget", "final"):
        word = ends_with(text, words_in("roles", role))
        if len(word) > len(best):
            best, found = word, role
    rest = _strip_copulas(text[: -len(best)]) if best else text
    if best and rest.endswith(("公共", "基金", "经营")):
        return "", text  # 一般公共预算 is a name, no budget
    if best and rest in words_in("subject", "elliptic"):
        rest = ""
    return found, rest


def claim_patterns() -> tuple[re.Pattern[str], ...]:
    """Patterns of comparisons without a figure; groups ``more``, ``less``, ``base``."""
    names = ("equal", "claim", "moved", "equals", "alone", "alone_moved")
    return tuple(_patterns()[name] for name in names)


def moved_up_to(before: str, clause: str) -> tuple[str, str]:
    """The base of an amount and the direction in which words behind it lead to another (由上年的
    9万元降/至); empty where they do not."""
    found = comparison(before)
    if found is None or not clause.endswith(words_in("comparison", "up_to")):
        return "", ""
    direction = direction_of(clause[:-1])[0]
    return (found[0], direction) if direction in {"increase", "decrease"} else ("", "")


def compared_behind(before: str, clause: str) -> tuple[str, str]:
    """The base of an amount with which a clause right behind it compares (与上年5万元相比持平,
    …相比减少), and the direction; empty where it says nothing of the kind."""
    if (found := comparison(before)) is None:
        return "", ""
    if _patterns()["level"].search(clause):
        return found[0], "equal"
    amount = re.fullmatch(r"\D?[\d.,，]+\D{1,3}", before[found[2] :])
    moved = _patterns()["behind"].search(clause) if amount else None
    return (found[0], "increase" if moved["more"] else "decrease") if moved else ("", "")


def role_stripped(text: str) -> str:
    """The words before a comparison without 决算数 and the like at their end."""
    return _without_role(text)[1]
