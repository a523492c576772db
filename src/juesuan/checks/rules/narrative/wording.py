"""Lists, reasons and purposes in the narrative: what is left out, missing, or copied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from juesuan.checks.catalogue import all_rules
from juesuan.checks.model import Finding
from juesuan.checks.speech.compared import printed_of
from juesuan.checks.speech.names import words
from juesuan.checks.speech.rates import finals_of, last_year_of
from juesuan.checks.speech.said import Passage, Said, speech, where_said
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed, observed, same_funds, selected
from juesuan.classification import code_list
from juesuan.reading.narrative import Sentence
from juesuan.reading.narrative.vocabulary import fold

__all__ = ["RULES"]

_NATURES = {"personnel": "basic.personnel", "public": "basic.public"}
_BUDGETS = {"initial_budget", "full_year_budget", "budget"}
_FEWEST = 3


def list_names_nothing(subject: Subject) -> Iterator[Finding]:
    """N401: 主要包括…邮电费, while the form has nothing for it."""
    for said, named, _ in _lists(subject):
        lines = _lines(subject, said)
        none = [code for code in named if code in lines and lines[code].value == 0]
        none = [code for code in none if not any(_below(c, code) for c in lines if lines[c].value)]
        if none:
            names = _names(subject, none)
            places = (where_said(said), *(subject.where(lines[code].keys[0]) for code in none))
            form = lines[none[0]].keys[0].form
            yield Finding(
                code="N401", where=places, details={"name": said.name, "lines": names, "form": form}
            )


def list_leaves_out(subject: Subject) -> Iterator[Finding]:
    """N402: 主要包括… without lines of the form that are as large as those it names."""
    for said, named, closed in _lists(subject):
        lines = _lines(subject, said)
        covered = {c for c in lines for name in named if c == name or _below(c, name)}
        amounts = [lines[c].value for c in named if c in lines and lines[c].value > 0]
        least = 0 if closed else min(amounts, default=0)
        left = [
            code
            for code, line in lines.items()
            if len(code) == 5 and code not in covered and line.value > least
        ]
        if left and amounts:
            lines_left = "、".join(
                f"{code_list('economic', subject.disclosure.year).name(code)}"
                f"{printed_of(subject, lines[code])}"
                for code in left
            )
            places = (where_said(said), *(subject.where(lines[code].keys[0]) for code in left))
            yield Finding(
                code="N402", where=places, details={"name": said.name, "lines": lines_left}
            )


def _below(code: str, above: str) -> bool:
    return code != above and code.startswith(above)


def _names(subject: Subject, codes: list[str]) -> str:
    listed = code_list("economic", subject.disclosure.year)
    return "、".join(listed.name(code) for code in codes)


def _lists(subject: Subject) -> Iterator[tuple[Said, list[str], bool]]:
    """Lists of economic classes behind an amount of personnel or public expenses: the amount,
    the codes that are named, and whether the list is closed (no 等 at its end)."""
    if "forms" not in subject.has:
        return
    for passage in speech(subject):
        for said in passage.said:
            if said.role != "final" or said.key[0] not in _NATURES or said.year != "this":
                continue
            text = said.sentence.text[said.mention.end :]
            after = [
                o for o in passage.said if o.sentence is said.sentence and o.place > said.place
            ]
            if after:
                text = said.sentence.text[said.mention.end : after[0].mention.start]
            listed = _listed(subject, fold("".join(text.split())))
            if listed is not None:
                yield said, *listed


def _listed(subject: Subject, text: str) -> tuple[list[str], bool] | None:
    place = min(
        (text.find(word) + len(word) for word in words("lists") if word in text), default=-1
    )
    if place < 0:
        return None
    body = re.split("[。；]", text[place:])[0].lstrip("：:用于")
    end = next((word for word in words("open_end") if body.endswith(word)), "")
    listed = code_list("economic", subject.disclosure.year)
    by_name = {fold(code.name): code.code for code in listed}
    pieces = []
    for piece in re.split("[、，]", body.removesuffix(end)):
        pieces += [piece] if piece in by_name else [p for p in re.split("[和及]", piece) if p]
    found = [by_name[piece] for piece in pieces if piece in by_name]
    if len(found) < _FEWEST or 2 * len(found) < len(pieces):
        return None
    return found, not end


def _lines(subject: Subject, said: Said) -> Mapping[str, Observed]:
    """The lines of the form of economic classes that an amount is the total of, by code."""
    found = {}
    if "general" not in same_funds(subject, said.key[1], "expenditure"):
        return {}  # the form is of the general public budget only
    select = "expenditure[economic={code}, nature=basic]"
    for code in sorted(
        {key.row for key in subject.cells if re.fullmatch(r"3\d\d(\d\d)?", key.row)}
    ):
        personnel = code.startswith(("301", "303"))
        if personnel != (said.key[0] == "personnel"):
            continue
        claims = observed(subject, selected(subject, select.format(code=code), "general"))
        if claims:
            found[code] = claims[0]
    return found


# 原因


def reason_missing(subject: Subject) -> Iterator[Finding]:
    """N403: large deviations from budget or last year without a word on the reason."""
    least = Fraction(str(all_rules()["N403"].settings["percent"]))
    amount = Fraction(str(all_rules()["N403"].settings["amount"])) * 1_000_000
    for passage in speech(subject):
        text = "".join(sentence.text for sentence in passage.section.sentences)
        if any(word in text for word in words("reason")):
            continue
        found = list(_deviating(subject, passage, least, amount))
        if found:
            names = "、".join(dict.fromkeys(f"{said.name}{why}" for said, why in found))
            places = tuple(where_said(said) for said, _ in found)
            yield Finding(code="N403", where=places, details={"names": names})


def _deviating(
    subject: Subject, passage: Passage, least: Fraction, amount: Fraction
) -> Iterator[tuple[Said, str]]:
    for said in passage.said:
        if not said.linked or said.year != "this" or said.mention.kind != "money":
            continue
        if said.role in _BUDGETS:
            final = next(iter(passage.of(said.key, "final")), None)
            base = said.figure
            if final is None:
                continue
            moved = abs(final.figure.value - base.value)
        elif said.role == "change" and said.base == "last_year" and said.sign:
            amount_now, _ = finals_of(subject, said)
            if amount_now is None:
                continue
            base = last_year_of(amount_now, said)
            moved = said.figure.value
        else:
            continue
        if base.value > 0 and moved * 100 > least * base.value and moved >= amount:
            sign = {1: "增加", -1: "减少"}.get(said.sign, "决算与预算相差")
            yield said, f"{sign}{float(moved * 100 / base.value):.1f}%"


def reason_copied(subject: Subject) -> Iterator[Finding]:
    """N404: one stock sentence given as the reason of several functional items; one finding a
    sentence. (Totals move for one reason, so they may share it.)"""
    times = int(all_rules()["N404"].settings["times"])
    found: dict[str, list[tuple[Passage, Sentence]]] = {}
    for passage in speech(subject):
        if not any(said.key[0].startswith("function:") for said in passage.said):
            continue
        for sentence in passage.section.sentences:
            for reason in _reasons(sentence.text):
                found.setdefault(reason, []).append((passage, sentence))
    for reason, places in found.items():
        if len({id(passage) for passage, _ in places}) >= times:
            where = tuple(where_said(sentence, passage) for passage, sentence in places)
            yield Finding(
                code="N404", where=where, details={"reason": reason, "count": len(places)}
            )


def _reasons(text: str) -> Iterator[str]:
    for match in re.finditer(r"原因[是为：:]*([^。；]{6,})", "".join(text.split())):
        yield match[1]


def purpose_copied(subject: Subject) -> Iterator[Finding]:
    """N405: the purpose (主要用于) of one item printed with another item, whose name it has
    nothing in common with."""
    found: dict[str, list[tuple[str, Passage, Sentence]]] = {}
    for passage in speech(subject):
        if "（项）" not in fold(passage.section.title):
            continue
        name = re.sub(r"（[类款项]）", "", fold(passage.section.title).rpartition("（款）")[2])
        for sentence in passage.section.sentences:
            text = "".join(fold(sentence.text).split())
            if match := re.search(r"主要用于[：:]?([^。；，]{4,})", text):
                found.setdefault(match[1], []).append((name, passage, sentence))
    for purpose, items in found.items():
        owners = [item for item in items if _akin(item[0], purpose)]
        strangers = [item for item in items if not _akin(item[0], purpose)]
        for name, passage, sentence in strangers if owners else ():
            details = {"name": name, "purpose": purpose, "owner": owners[0][0]}
            places = (where_said(sentence, passage), where_said(owners[0][2], owners[0][1]))
            yield Finding(code="N405", where=places, details=details)


def _akin(name: str, text: str) -> bool:
    """Whether a text has a pair of characters of a name, words that all share apart."""
    bare = re.sub("支出|费用|单位|机关|事业|行政", "", name)
    return any(bare[n : n + 2] in text for n in range(len(bare) - 1))


def rates_left_out(subject: Subject) -> Iterator[Finding]:
    """N406: some items of a list give their completion rate, others do not."""
    groups: dict[int, list[Passage]] = {}
    for passage in speech(subject):
        if any(said.key[0].startswith("function:") for said in passage.said):
            groups.setdefault(passage.section.parent, []).append(passage)
    for group in groups.values():
        without = [said for passage in group if (said := _unrated(passage))]
        rated = [p for p in group if any(said.role == "completion" for said in p.said)]
        if rated and without and len(group) > 1:
            names = "、".join(said.name for said in without)
            details = {"count": len(without), "all": len(rated) + len(without), "names": names}
            yield Finding(code="N406", where=tuple(map(where_said, without)), details=details)


def _unrated(passage: Passage) -> Said | None:
    """The final account of a passage that gives its budget (more than nothing), and no rate of
    completion."""
    if any(said.role == "completion" for said in passage.said):
        return None
    for said in passage.said:
        if said.role != "final" or not said.key[0].startswith("function:"):
            continue
        budgets = [o for o in passage.said if o.key == said.key and o.role in _BUDGETS]
        if any(budget.figure.value for budget in budgets):
            return said
    return None


RULES = {
    "N401": list_names_nothing,
    "N402": list_leaves_out,
    "N403": reason_missing,
    "N404": reason_copied,
    "N405": purpose_copied,
    "N406": rates_left_out,
}
