"""Brackets behind a thing's name that say which were counted (专业技术用车（救护车））."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.lexicon.labels import key, label_of
from juesuan.lexicon.lexicon import Lexicon
from juesuan.lexicon.said import counts
from juesuan.lexicon.table_row import TableRow
from juesuan.lexicon.terms import around

__all__ = ["without_glosses"]


def without_glosses(lines: Sequence[TableRow], words: Lexicon) -> list[TableRow]:
    """The rows, those that count things read without the words in brackets that no term covers:
    where no other row bears the same name, they do not divide it."""
    bare = [around().gloss.sub("", label_of(line.label).words) for line in lines]
    often = Counter(map(key, bare))
    found = []
    for line, name in zip(lines, bare, strict=True):
        own = line.own
        if own.leftover and name and often[key(name)] == 1:
            said = words.read(name)
            if said.whole and said.says and all(map(counts, said.readings)):
                unit = own.unit or said.unit
                line = replace(line, own=replace(said, unit=unit, level=own.level, part=own.part))
        found.append(line)
    return found
