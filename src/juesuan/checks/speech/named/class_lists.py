"""Lists of economic classes behind an amount (主要包括：办公费、水费等), with the form's lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from juesuan.checks.speech.meaning.code_names import economic_rows
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.assertions import Assertion, SectionText
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import Observed, observed, same_funds, selected
from juesuan.classification import code_list
from juesuan.text import fold, pieces, unspaced

__all__ = ["ListedClasses", "class_lists", "is_below"]

_FUND = "general"
"""The kind of money that the form of economic classes is of."""


class ListedClasses(Struct, frozen=True):
    """The economic classes that a text lists behind an amount of 人员经费 or 公用经费 (the groups
    of classes: their topics have the same names).

    ``named`` are their codes; ``closed``: no 等 at its end, so nothing is left out; ``lines``
    are the figures of the form that the amount is the total of, by code.
    """

    amount: Assertion
    named: tuple[str, ...]
    closed: bool
    lines: Mapping[str, Observed]


def class_lists(subject: Subject) -> Iterator[ListedClasses]:
    """All such lists of the narrative, where the document shows forms."""
    if "forms" not in subject.has:
        return
    groups = code_list("economic", subject.disclosure.year).groups
    for text in section_texts(subject):
        for amount in text.assertions:
            if amount.role != "final" or amount.year != "this" or amount.key[0] not in groups:
                continue
            if read := _read(subject, text, amount):
                named, closed = read
                yield ListedClasses(amount, named, closed, _lines(subject, amount))


def is_below(code: str, above: str) -> bool:
    """Whether a code lies below another."""
    return code != above and code.startswith(above)


def _read(
    subject: Subject, text: SectionText, amount: Assertion
) -> tuple[tuple[str, ...], bool] | None:
    """The codes listed between an amount and the next figure, and whether the list is closed."""
    following = text.assertions[amount.place + 1 : amount.place + 2]
    end = None
    if following and following[0].sentence is amount.sentence:
        end = following[0].mention.start
    behind = fold(unspaced(amount.sentence.text[amount.mention.end : end]))
    data = claim_words().lists
    opening = data.opening.search(behind)
    if opening is None:
        return None
    body = pieces(behind[opening.end() :], data.stops)[0]
    open_end = max(filter(body.endswith, data.open_ends), key=len, default="")
    known = {fold(code.name): code.code for code in code_list("economic", subject.disclosure.year)}
    names = list(_names(body.removesuffix(open_end), known))
    named = tuple(known[name] for name in names if name in known)
    if len(named) < data.fewest or 2 * len(named) < len(names):
        return None  # (a sentence on something else)
    return named, not open_end


def _names(body: str, known: Collection[str]) -> Iterator[str]:
    """The names of a list; 和 and 及 part names, too, but for those that have them."""
    data = claim_words().lists
    for piece in pieces(body, data.marks):
        if piece in known:
            yield piece
        else:
            yield from filter(None, pieces(piece, data.conjunctions))


def _lines(subject: Subject, amount: Assertion) -> Mapping[str, Observed]:
    """The lines of the form of economic classes that an amount is the total of, by code."""
    group, fund = amount.key
    if _FUND not in same_funds(subject, fund, "expenditure"):
        return {}
    codes = code_list("economic", subject.disclosure.year)
    lines = {}
    for code in sorted(subject.once(economic_rows)):
        if codes[code].group == group:
            select = f"expenditure[economic={code}, nature=basic]"
            if figures := observed(subject, selected(subject, select, _FUND)):
                lines[code] = figures[0]
    return lines
