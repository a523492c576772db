"""Words of direction (增加、小于、持平 …) and of absence (无…支出) against the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from juesuan.checks.model import Finding
from juesuan.checks.speech.amounts import Figure, said_like
from juesuan.checks.speech.compared import claims_of, printed_of
from juesuan.checks.speech.names import fund_in, link, words
from juesuan.checks.speech.rates import finals_of, last_year_of, last_year_said
from juesuan.checks.speech.said import (
    Passage,
    Remark,
    Said,
    all_said,
    speech,
    where_said,
)
from juesuan.checks.subject import Subject
from juesuan.facts import plain_amount
from juesuan.forms import CellKey
from juesuan.reading.narrative import Sentence

__all__ = ["RULES"]

_BUDGETS = {
    "initial": ("initial_budget",),
    "adjusted": ("full_year_budget",),
    "budget": ("budget", "initial_budget", "full_year_budget"),
}
_SIGNS = {"increase": 1, "decrease": -1, "equal": 0}
_WORDS = {1: "增加", -1: "减少", 0: "持平"}
_MOVED = re.compile(r"(?:增加|减少|增长|下降)[为至到]$")
_OPEN = re.compile(
    r"[增减][加少长]?[（(][增减下上][加少降升]?[)）]|(?:增加|增长|减少|下降)[（(/](?:减少|下降|增加|增长)[)）]?"
    r"|[大小]于?[（(/][大小]于?[)）]?于?(?=预算|年初|全年)|(?:大小|小大)于(?=预算|年初|全年)"
    r"|(?<![核调扣新净])(?:减增[加长]|增减少|增加减少|减少增加|增长下降|下降增长)(?=\d)"
)


def direction_differs(subject: Subject) -> Iterator[Finding]:
    """N301: a word of direction that the amounts beside it refute."""
    for passage in speech(subject):
        for said in passage.said:
            if said.role == "growth" and (other := _opposed(said)):
                details = {
                    "name": said.name,
                    "said": f"{_word(other)}{other.mention.text.strip()}",
                    "other": f"{_word(said)}{said.mention.text.strip()}",
                }
                yield Finding(
                    code="N301",
                    where=(where_said(said), where_said(other)),
                    details=details,
                    variant="two",
                )
        for remark in passage.remarks:
            if found := _refuted(subject, remark):
                yield found


def _word(said: Said) -> str:
    return _WORDS[said.sign]


def _opposed(rate: Said) -> Said | None:
    """The change beside a growth rate that goes the other way."""
    mine = [o for o in rate.passage.said if o.sentence is rate.sentence and o.key == rate.key]
    changes = [o for o in mine if o.role == "change" and o.base == rate.base]
    if (
        len(changes) != 1
        or len([o for o in mine if o.role == "growth" and o.base == rate.base]) != 1
    ):
        return None
    change = changes[0]
    signs = (change.sign, rate.sign)
    nothing = not change.figure.value or not rate.figure.value
    return change if 0 not in signs and signs[0] != signs[1] and not nothing else None


def _refuted(subject: Subject, remark: Remark) -> Finding | None:
    said = _SIGNS.get(remark.claim.direction)
    if said is None or (not remark.key[1] and not remark.linked):
        return None
    if remark.base == "last_year":
        return _refuted_by_change(remark, said)
    roles = _BUDGETS.get(remark.base, ())
    passage = remark.passage
    finals = list(passage.of(remark.key, "final"))
    budgets = [o for role in roles for o in passage.of(remark.key, role)]
    if not budgets:
        return _refuted_by_rate(remark, said)
    if len({o.figure.value for o in finals}) != 1:
        return None
    final = finals[0]
    found = [_sign(final.figure, budget.figure) for budget in budgets]
    if any(sign is None or sign == said for sign in found):
        return None
    if "基本" in remark.claim.text and any(_near(final.figure, b.figure) for b in budgets):
        return None
    budget = budgets[0]
    details = {
        "name": final.name,
        "said": remark.claim.text.strip(),
        "final": final.mention.text.strip(),
        "base": budget.mention.text.strip(),
    }
    places = (where_said(remark), where_said(final), where_said(budget))
    return Finding(
        code="N301",
        where=places,
        details=details,
        expected=_WORDS[_sign(final.figure, budget.figure) or 0],
    )


def _near(figure: Figure, other: Figure) -> bool:
    """Whether two amounts are about equal (基本持平): within 5 %."""
    return abs(figure.value - other.value) * 20 <= abs(other.value)


def _refuted_by_rate(remark: Remark, said: int) -> Finding | None:
    """A completion rate of more or less than 100 % settles the direction just as well."""
    rates = [
        o
        for o in remark.passage.of(remark.key, "completion")
        if o.sentence is remark.sentence and remark.base in {o.base, "budget"}
    ]
    if len(rates) != 1:
        return None
    rate = rates[0].figure
    sign = 1 if rate.low > 100 else -1 if rate.high < 100 else None
    if sign is None or sign == said:
        return None
    other = f"完成{rates[0].mention.base}的{rates[0].mention.text.strip()}"
    details = {"name": rates[0].name, "said": remark.claim.text.strip(), "other": other}
    places = (where_said(remark), where_said(rates[0]))
    return Finding(code="N301", where=places, details=details, expected=_WORDS[sign], variant="two")


def _sign(figure: Figure, other: Figure) -> int | None:
    """1 for more, -1 for less, 0 for equal figures; ``None`` where the last digit hides it."""
    difference = figure.value - other.value
    if difference == 0:
        return 0 if not figure.value else None
    if abs(difference) <= figure.half + other.half:
        return None
    return 1 if difference > 0 else -1


def _refuted_by_change(remark: Remark, said: int) -> Finding | None:
    changes = [
        o
        for o in remark.passage.of(remark.key, "change")
        if o.base == "last_year" and o.sentence is remark.sentence and o.figure.value
    ]
    if not changes and not said and (moved := _moved_to(remark)):
        name, text, place = moved
        details = {"name": name, "said": remark.claim.text.strip(), "other": text}
        return Finding(
            code="N301",
            where=(where_said(remark), where_said(place)),
            details=details,
            variant="two",
        )
    if len(changes) != 1 or not changes[0].sign or changes[0].sign == said:
        return None
    change = changes[0]
    details = {
        "name": change.name,
        "said": remark.claim.text.strip(),
        "other": f"{_word(change)}{change.mention.text.strip()}",
    }
    places = (where_said(remark), where_said(change))
    return Finding(
        code="N301", where=places, details=details, expected=_WORDS[change.sign], variant="two"
    )


def _moved_to(remark: Remark) -> tuple[str, str, Said] | None:
    """An amount of the item in the same sentence that “fell to” or “rose to” it (减少为0万元):
    the name, the words, and the amount."""
    for said in remark.passage.said:
        if said.key != remark.key or said.sentence is not remark.sentence:
            continue
        before = "".join(said.sentence.text[: said.mention.start].split())
        if said.mention.kind == "money" and (match := _MOVED.search(before)):
            return said.name, match[0] + said.mention.text.strip(), said
    return None


def change_differs(subject: Subject) -> Iterator[Finding]:
    """N302: a difference to the budget, or to last year, that the two amounts do not have."""
    for said in all_said(subject):
        if said.role == "change" and said.base == "last_year" and said.year == "this":
            yield from _differs_from_last(subject, said)
        if said.role != "change" or said.base not in _BUDGETS or said.year != "this":
            continue
        if said.mention.reason or said.mention.of in {
            "initial_budget",
            "full_year_budget",
            "budget",
        }:
            continue
        final, where = finals_of(subject, said)
        mine = [o for o in said.passage.said if o.key == said.key]
        budgets = [o for o in mine if o.role in _BUDGETS[said.base]]
        if final is None or where is None or not budgets:
            continue
        if any(_moves(said, final, budget.figure) for budget in budgets):
            continue
        difference = final.value - budgets[0].figure.value
        expected = f"{_WORDS[(difference > 0) - (difference < 0)]}"
        if difference:
            expected += said_like(abs(difference), said.mention)
        details = {
            "name": said.name,
            "said": f"{_WORDS[said.sign] if said.sign else ''}{said.mention.text.strip()}",
            "final": where.mention.text.strip(),
            "base": budgets[0].mention.text.strip(),
            "right": expected,
        }
        yield Finding(
            code="N302",
            where=tuple(map(where_said, (said, where, budgets[0]))),
            details=details,
            expected=expected,
        )


def _differs_from_last(subject: Subject, said: Said) -> Iterator[Finding]:
    """A change beside both amounts, this year's and last year's, that is not their difference."""
    last = last_year_said(said)
    final, where = finals_of(subject, said)
    mine = [o for o in said.passage.said if o.sentence is said.sentence and o.key == said.key]
    changes = [o for o in mine if o.role == "change" and o.base == "last_year"]
    if last is None or final is None or said.mention.reason or len(changes) != 1:
        return
    if said.mention.of or _moves(said, final, last.figure):
        return
    difference = final.value - last.figure.value
    expected = _WORDS[(difference > 0) - (difference < 0)]
    expected += said_like(abs(difference), said.mention) if difference else ""
    details = {
        "name": said.name,
        "said": f"{_WORDS[said.sign] if said.sign else ''}{said.mention.text.strip()}",
        "final": where.mention.text.strip() if where else said_like(final.value, said.mention),
        "base": last.mention.text.strip(),
        "right": expected,
    }
    places = tuple(map(where_said, (said, *((where,) if where else ()), last)))
    yield Finding(code="N302", where=places, details=details, expected=expected, variant="last")


def _moves(change: Said, final: Figure, budget: Figure) -> bool:
    difference = final.value - budget.value
    room = final.half + budget.half + change.figure.half
    if not change.sign:
        return abs(abs(difference) - change.figure.value) <= room
    return abs(difference - change.sign * change.figure.value) <= room


def direction_open(subject: Subject) -> Iterator[Finding]:
    """N303: 增加（减少）: the direction was never chosen; one finding a document."""
    found = []
    for passage in speech(subject):
        for sentence in passage.section.sentences:
            if match := _OPEN.search("".join(sentence.text.split())):
                found.append((where_said(sentence, passage), match[0]))
    if found:
        details = {"said": found[0][1], "count": len(found)}
        yield Finding(code="N303", where=tuple(where for where, _ in found), details=details)


def minus_twice(subject: Subject) -> Iterator[Finding]:
    """N304: 下降-5%: the minus sign says it once more; one finding a document."""
    found = [
        said
        for said in all_said(subject)
        if said.role in {"change", "growth"}
        and said.mention.direction == "decrease"
        and said.mention.value < 0
    ]
    if found:
        details = {"said": f"减少（下降）{found[0].mention.text.strip()}", "count": len(found)}
        expected = found[0].mention.text.strip().lstrip("-")
        yield Finding(
            code="N304", where=tuple(map(where_said, found)), details=details, expected=expected
        )


def none_but_some(subject: Subject) -> Iterator[Finding]:
    """N305: the text says that there is none of something (无…支出), a form has figures."""
    for passage in speech(subject):
        for sentence in passage.section.sentences:
            for item in sentence.states_none:
                if _is_said_of_now(sentence, item) and (found := _some(subject, passage, item)):
                    place = where_said(sentence, passage)
                    key, printed = found
                    details = {"name": item, "form": key.form, "printed": printed}
                    yield Finding(code="N305", where=(place, subject.where(key)), details=details)


def _is_said_of_now(sentence: Sentence, item: str) -> bool:
    """Whether 无… is said of this year and is no instruction (无…的，仍保留表格)."""
    text = "".join(sentence.text.split())
    before, _, after = text.partition(item.strip("“”"))
    clause = re.split("[。；，：]", before)[-1]
    last = any(word in clause for word in words("last_year"))
    return not last and not after.startswith(("的，", "的,", "变动", "变化", "增", "减", "预算"))


def _some(subject: Subject, passage: Passage, item: str) -> tuple[CellKey, str] | None:
    """A cell with an amount of what is said not to be there, and how it is printed."""
    linked = link(subject, item, passage.heading)
    if linked is not None:
        claims = [c for c in claims_of(subject, linked, ("final",)) if c.value > 0]
        if len(claims) == len(claims_of(subject, linked, ("final",))) and claims:
            return claims[0].keys[0], printed_of(subject, claims[0])
        return None
    fund = fund_in(item)
    if fund not in {"government_funds", "state_capital"}:
        return None
    for key, cell in subject.cells.items():
        funds = [region.get("fund") for _, region in cell.selection.terms]
        if all(f == frozenset({fund}) for f in funds) and (value := subject.value(key)):
            money = subject.disclosure.money
            return key, plain_amount(value, money) + money.zh
    return None


def reason_exceeds(subject: Subject) -> Iterator[Finding]:
    """N306: amounts of last year in the reason of a change that are together more than last
    year's whole amount, as amount and change imply it."""
    for said in all_said(subject):
        if said.role != "change" or said.base != "last_year" or not said.sign:
            continue
        names = f"{said.name}{said.mention.subject}"
        core = next((core for core in words("cores") if core in names), "")
        final, _ = finals_of(subject, said)
        if not core or final is None or said.mention.reason:
            continue
        reasons = {
            o.mention.subject: o
            for o in said.passage.said
            if o.sentence is said.sentence
            and o.mention.reason
            and o.year == "last"
            and o.mention.kind == "money"
            and core in o.mention.subject
        }
        last = last_year_of(final, said)
        added = sum((o.figure.value for o in reasons.values()), Fraction(0))
        room = sum((o.figure.half for o in reasons.values()), last.half)
        if not reasons or added <= last.value + room:
            continue
        details = {
            "name": said.name,
            "said": f"{_WORDS[said.sign]}{said.mention.text.strip()}",
            "last": said_like(last.value, said.mention),
            "reasons": "＋".join(o.mention.text.strip() for o in reasons.values()),
            "sum": said_like(added, said.mention),
        }
        places = (where_said(said), *(where_said(o) for o in reasons.values()))
        yield Finding(code="N306", where=places, details=details)


RULES = {
    "N301": direction_differs,
    "N302": change_differs,
    "N303": direction_open,
    "N304": minus_twice,
    "N305": none_but_some,
    "N306": reason_exceeds,
}
