"""All rules on one document, without reading it: whole booklets, and forms of many codes."""

from __future__ import annotations

import gc
import random
import time
from pathlib import Path
from typing import Any

from bench.planted import Plant, planted, random_set
from juesuan.checks import Subject, check
from juesuan.classification import code_list
from juesuan.facts import money_unit
from juesuan.ledger import read_book
from juesuan.publishing import fill_book
from juesuan.publishing.composing import compose
from juesuan.publishing.laid import laid_blocks
from juesuan.publishing.word import write_word
from juesuan.reading import read

__all__ = ["check_large", "check_written"]

_YEAR = 2023
_SPENDING = 3
"""Kinds of spending of each code."""
_GARBAGE = (500_000, 10, 100)
"""How seldom garbage is looked for, as in the command."""


def check_written(book: str, folder: str, repeat: int) -> dict[str, Any]:
    """Seconds of processors of each check of a book's booklet in Word, after a first one that
    learns its form set; its money unit, and how many figures and findings it has."""
    gc.set_threshold(*_GARBAGE)
    path = Path(folder) / "booklet.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    source = read_book(Path(book))
    filled = fill_book(source)
    composed = compose(source, filled)
    blocks = list(laid_blocks(composed.booklet, composed.disclosure))
    write_word(composed.booklet, blocks, path)
    reading = read(path)
    times, findings = [], 0
    for _ in range(repeat + 1):
        subject = Subject.of(reading, [path])
        began = time.process_time()
        findings = len(check(subject).findings)
        times.append(time.process_time() - began)
    return {
        "times": times[1:],
        "money": filled.money.zh,
        "figures": len(reading.observations),
        "findings": findings,
    }


def check_large(money: str, codes: int) -> dict[str, Any]:
    """Seconds of processors of a check of forms that list so many functional codes, where all
    holds and with one digit wrong; how many figures they have."""
    gc.set_threshold(*_GARBAGE)
    listed = code_list("function", _YEAR)
    leaves = [code.code for code in listed if listed.is_leaf(code.code)]
    draw = random.Random(codes)
    chosen = tuple(draw.sample(leaves, codes))
    kinds = (_SPENDING * codes, _SPENDING * codes)
    disclosure = random_set(1, "yunnan-2023", money_unit(money), facts=kinds, functions=chosen)
    wrong = None
    while not isinstance(wrong, Plant):
        wrong = planted(disclosure, "digit", draw)
    check(Subject(disclosure=disclosure))  # finds the identities of the layout
    times = []
    for one in (disclosure, wrong.disclosure):
        began = time.process_time()
        check(Subject(disclosure=one))
        times.append(time.process_time() - began)
    figures = sum(len(form.values) for form in disclosure.forms)
    return {"figures": figures, "holds": times[0], "wrong": times[1]}
