"""Texts of the department's self-evaluation: the author's own, else what the facts say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from juesuan.facts import FactStore, Space, format_amount, round_half_away
from juesuan.forms import Disclosure, Selection
from juesuan.ledger.schema import called
from juesuan.performance.preparing.money import final_account
from juesuan.performance.preparing.written import WrittenPerformance
from juesuan.resources import Record, load_typed

__all__ = ["Facts", "asked_places", "section_texts"]

Facts = Callable[[], FactStore]
"""The facts, where no form prints what is asked: for drafts they are dear."""


class _Sentence(Record):
    """A sentence with figures: by name, what each selects in the forms' notation."""

    text: str
    figures: Mapping[str, str]


class _Written(Record):
    """What ``sections.toml`` says."""

    source: str
    made_of: Mapping[str, tuple[str, ...]]
    sentences: Mapping[str, _Sentence]
    otherwise: Mapping[str, str]


def _data() -> _Written:
    return load_typed(_Written, "performance/sections.toml")


def section_texts(
    facts: Facts | None, space: Space, disclosure: Disclosure, written: WrittenPerformance
) -> dict[str, str]:
    """The text of each place: the author's; else those of the places it may be made of; else
    a sentence of the facts (unless ``facts`` is ``None``), with the figures that the forms
    print."""
    data, texts = _data(), dict(written.texts)
    for place, others in data.made_of.items():
        lines = [texts[other] for other in others if texts.get(other)]
        if lines and not texts.get(place):
            texts[place] = "\n".join(lines)
    for goal in written.goals:
        if goal.year == disclosure.year:
            texts.setdefault("year_goal", goal.target)
    for place, sentence in data.sentences.items():
        if facts is not None and not texts.get(place):
            texts[place] = _sentence(sentence, facts, space, disclosure)
    for place, words in data.otherwise.items():
        texts.setdefault(place, words)
    return texts


def asked_places(grid: str) -> Iterator[tuple[str, str]]:
    """The author's texts that a table prints, with what their places are called."""
    for place in re.findall(r"\{(\w+)\}", grid):
        name = called("text_places", place)
        if name != place:
            yield place, name


def _sentence(sentence: _Sentence, facts: Facts, space: Space, disclosure: Disclosure) -> str:
    """A sentence with amounts as the forms print them."""
    said = {"year": str(disclosure.year), "unit": disclosure.money.zh}
    for name, select in sentence.figures.items():
        said[name] = _printed(final_account(select, space), facts, disclosure)
    return sentence.text.format(**said)


def _printed(selection: Selection, facts: Facts, disclosure: Disclosure) -> str:
    for filled in disclosure.forms:
        for cell in filled.sheet.cells:
            if cell.selection == selection and cell.key in filled.values:
                return format_amount(disclosure.printed(filled, cell) or 0, disclosure.money)
    sums = facts().evaluate(region for _, region in selection.terms)
    exact = sum(c * (sums[region] or 0) for c, region in selection.terms)
    step = disclosure.money.print_step
    return format_amount(round_half_away(exact, step) * step, disclosure.money)
