"""Parts that are more than what they are said to be of (2台，其中100万元以上3台), whatever it is
called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.speech.sentences.assertions import Assertion, held_together
from juesuan.checks.speech.sentences.paragraphs import paragraphs
from juesuan.checks.subject import Subject
from juesuan.resources import Pattern

__all__ = ["OfWhichWords", "exceeding_parts"]


class OfWhichWords(RuleSettings, frozen=True):
    """N105: all that stands between a whole and its first part, and between a part and the
    ``next``, apart from the part's name."""

    between: Pattern
    next: Pattern


def exceeding_parts(subject: Subject) -> Iterator[tuple[Assertion, Assertion]]:
    """Parts that are more than the whole right before them in the sentence, and than all before
    that, with this whole; all tell what there is this year, in one unit. Where the text tells of
    an amount below nothing, that may be the other part: a whole can be less than one of its
    parts, and nothing is said."""
    words = OfWhichWords.of("N105")
    texts = [
        [f for f in passage.figures if (f.one.role, f.one.year) == ("final", "this")]
        for passage in paragraphs(subject)
    ]
    paid_back = {f.unit for told in texts for f in told if f.number.value < 0}
    for passage, told in zip(paragraphs(subject), texts, strict=True):
        whole = None
        for before, part in pairwise(told):
            beside = (part.unit, part.sentence) == (before.unit, before.sentence)
            between = passage.words[before.end : part.start]
            if not beside or part.one.mention.reason or part.unit in paid_back:
                whole = None
                continue
            if words.between.search(between):
                whole = before
            elif whole is not None and not words.next.search(between):
                whole = None
            if whole is not None:
                held_together(part.one, whole.one)
                alike = [f for f in told if (f.sentence, f.unit) == (part.sentence, part.unit)]
                earlier = (f for f in alike if f.start < part.start)
                if all(part.number.low > f.number.high for f in earlier):
                    yield part.one, whole.one
