"""Rates of the narrative worked out again from their amounts: 占比, 增减率, 完成率.

- ``model``: a rate that does not come out; ``operands``: what it is worked out from
- ``completion``, ``growth``, ``shares``: one rate beside its amounts; ``points``: 百分点
- ``siblings``, ``named_wholes``: shares that stand side by side, shares of a whole by its name
- ``averages``: 人均、车均 beside the amounts and counts that they are reckoned from
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from juesuan.checks.speech.meaning.names import is_elliptic
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.rates.completion import wrong_completion
from juesuan.checks.speech.rates.growth import wrong_growth
from juesuan.checks.speech.rates.model import WrongRate
from juesuan.checks.speech.rates.named_wholes import wrong_of_named
from juesuan.checks.speech.rates.shares import wrong_share
from juesuan.checks.speech.rates.siblings import wrong_siblings
from juesuan.checks.speech.sentences.assertions import Assertion, sentence_before
from juesuan.checks.speech.sentences.sections import assertions
from juesuan.checks.subject import Subject

__all__ = ["WrongRate", "wrong_rates"]

_KINDS: Mapping[str, Callable[[Subject, Assertion], WrongRate | None]] = {
    "share": wrong_share,
    "growth": wrong_growth,
    "completion": wrong_completion,
}


def wrong_rates(subject: Subject) -> Sequence[WrongRate]:
    """All rates of the narrative that do not come out; worked out once a document."""
    return subject.once(_wrong_rates)


def _wrong_rates(subject: Subject) -> Sequence[WrongRate]:
    return list(_each(subject))


def _each(subject: Subject) -> Iterator[WrongRate]:
    for assertion in assertions(subject):
        if assertion.role in _KINDS and _is_rate(assertion):
            wrong = _KINDS[assertion.role](subject, assertion)
            if wrong is not None:
                yield wrong
    yield from wrong_siblings(subject)
    yield from wrong_of_named(subject)


def _is_rate(assertion: Assertion) -> bool:
    """Whether it is a percentage (no 百分点) of a known item, and not in a reason."""
    mention = assertion.mention
    if mention.kind != "percent" or mention.reason:
        return False
    if any(word in mention.unit for word in claim_words().words.points):
        return False
    if claim_words().patterns.bound.search(sentence_before(assertion)):
        return False  # 变动幅度不足0.01%
    if assertion.meant is not None or not is_elliptic(mention.subject):
        return True
    return _is_told_whole(assertion)


def _is_told_whole(rate: Assertion) -> bool:
    """Whether right before it, its sentence states the one amount that it can be of, and by how
    much it changed: （一）2020年收入60万元，比上年增加10万元，增长20%."""
    before = [o for o in rate.within.beside(rate.sentence) if o.place < rate.place]
    stated = [(o.mention.kind, o.role, o.key) for o in before]
    return stated == [("money", "final", rate.key), ("money", "change", rate.key)]
