"""Reasons (原因) that sentences give for a change: of which direction they speak, and of which
direction the change is that they explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from juesuan.checks.speech.changes.directions import opposed_change
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, SectionText
from juesuan.checks.speech.sentences.sections import every_text
from juesuan.checks.subject import Subject
from juesuan.reading.narrative import Sentence
from juesuan.text import fold, pieces, unspaced

__all__ = ["Reason", "leaning", "level_reasons", "reasons", "says_unchanged"]

_SIGNS = {"increase": 1, "decrease": -1}
_EXPLAINED = frozenset({"change", "growth", "completion"})
_WHOLE = 100  # percent
_LEVEL = "equal"


class Reason(Struct, frozen=True, kw_only=True):
    """A reason as said, and what it explains: a change, a completion rate or a comparison in
    words, with its ``sign`` (1 for more, -1 for less)."""

    within: SectionText
    sentence: Sentence
    said: str
    explains: Assertion | Remark
    sign: int


def reasons(subject: Subject) -> Sequence[Reason]:
    """The reasons of a narrative whose change is surely known; those of figures that contradict
    one another are left out, for nobody can tell which they explain."""
    return [one for one in subject.once(_reasons) if one.sign]


def level_reasons(subject: Subject) -> Sequence[Reason]:
    """The reasons that are given where nothing changed (持平)."""
    return [one for one in subject.once(_reasons) if not one.sign]


def _reasons(subject: Subject) -> Sequence[Reason]:
    found: list[Reason] = []
    for text in every_text(subject):
        earlier: list[Sentence] = []
        for sentence in text.section.sentences:
            if earlier and earlier[-1].spot != sentence.spot:
                earlier = earlier[-1:]
            found += _of_sentence(text, sentence, earlier)
            earlier.append(sentence)
    return found


def _of_sentence(
    text: SectionText, sentence: Sentence, earlier: Sequence[Sentence]
) -> Iterator[Reason]:
    data, said = claim_words().reasons, fold(sentence.text)
    for match in data.opening.finditer(said):
        rest = said[match.end() :]
        end = data.end.search(rest)
        given = rest[: end.start()] if end else rest
        stated = _stated(text, sentence, match.start())
        lead = data.worded.sub("", said[: match.start()])
        if not stated and earlier:
            named = data.hollow.sub("", unspaced(lead).strip(data.marks))
            stated = [
                (one, sign)
                for one, sign in _stated(text, earlier[-1], len(earlier[-1].text))
                if not named or _is_named(one, named)
            ]
            if stated and _is_of_either(text, earlier[:-1], stated[-1]):
                continue
        if not given or not stated or data.shortfall.search(lead):
            continue
        if data.of_amount.match(match[0]) and _is_of_amount(text, sentence, match.start()):
            continue
        last, signs = stated[-1][0], {sign for _, sign in stated if sign}
        sign = stated[-1][1]
        if worded := data.worded.search(said[: match.start()]):
            sign = 1 if worded["more"] else -1
        own = data.measured.match(rest[end.start() :]) if end else None
        if own and _base(last) != ("budget" if own["budget"] else "last_year"):
            continue  # 原因：年中追加，较年初预算增加: of another change than the last
        level = not signs and isinstance(last, Remark) and last.claim.direction == _LEVEL
        if ((sign and signs == {sign}) or (level and not sign)) and not _is_balance(last):
            yield Reason(within=text, sentence=sentence, said=given, explains=last, sign=sign)


def _is_of_either(
    text: SectionText, earlier: Sequence[Sentence], stated: tuple[Assertion | Remark, int]
) -> bool:
    """Whether an earlier sentence of the paragraph tells an opposite change of the same item by
    another base: a reason in a sentence of its own may be of either."""
    last, sign = stated
    return any(
        one.key == last.key and other * sign < 0
        for sentence in earlier
        for one, other in _stated(text, sentence, len(sentence.text))
    )


def _is_of_amount(text: SectionText, sentence: Sentence, end: int) -> bool:
    """Whether the figure right before a place, and behind a completion rate, is an amount: what
    follows tells what it is (执行率95.5%，支出420万元，主要是新购设备)."""
    before = [one for one in text.beside(sentence) if one.mention.end <= end]
    rates = [one for one in before if one.role == "completion"]
    return bool(rates) and before[-1].role == "final" and before[-1].mention.kind == "money"


def _is_named(one: Assertion | Remark, named: str) -> bool:
    """Whether words before a reason are the name of what a statement is of."""
    subject = one.mention.subject if isinstance(one, Assertion) else one.claim.subject
    name = unspaced(fold(subject))
    return min(len(named), len(name)) > 1 and (named in name or name in named)


def _stated(
    text: SectionText, sentence: Sentence, end: int
) -> Sequence[tuple[Assertion | Remark, int]]:
    """What a sentence states before a place of the item and the base that it comes to last, each
    with its sign."""
    found: list[tuple[int, Assertion | Remark, int]] = []
    for one in text.beside(sentence):
        if one.mention.end <= end and one.role in _EXPLAINED and not one.mention.reason:
            if opposed_change(one):
                return []
            found.append((one.mention.start, one, _sign(one)))
    for remark in text.remarks:
        if remark.sentence is sentence and remark.claim.end <= end:
            found.append((remark.claim.start, remark, _SIGNS.get(remark.claim.direction, 0)))
    if not found:
        return []
    found.sort(key=lambda one: one[0])
    _, last, _ = found[-1]
    same = [one for one in found if one[1].key == last.key and _base(one[1]) == _base(last)]
    return [(one, sign) for _, one, sign in same]


def _sign(one: Assertion) -> int:
    if one.role != "completion":
        return one.sign if one.number.value else 0
    return (one.number.value > _WHOLE) - (one.number.value < _WHOLE)


def _base(one: Assertion | Remark) -> str:
    """What a statement is measured by, any budget being one."""
    if isinstance(one, Assertion) and one.role == "completion":
        return "budget"
    return "budget" if one.base in {"initial", "adjusted", "budget"} else one.base


def _is_balance(one: Assertion | Remark) -> bool:
    """Whether it is of a balance, which less expenditure makes more."""
    subject = one.mention.subject if isinstance(one, Assertion) else one.claim.subject
    return any(word in subject for word in claim_words().reasons.balances)


def leaning(reason: str, name: str = "") -> int:
    """1 where all that a reason says is of more, -1 where all is of less; 0 where it says both,
    neither, or something that may be either. What it says to follow for the item itself, by its
    ``name``, decides: 公积金相应减少."""
    data = claim_words().reasons
    follows = [match for c in pieces(reason, data.marks) if (match := data.follows.search(c))]
    own = {1 if m["more"] else -1 for m in follows if _shares(name, m["of"])}
    if own:
        return own.pop() if len(own) == 1 else 0
    signs, left = set(), False
    for clause in _causes(reason):
        if data.open.search(clause):
            return 0
        more, less = data.more.search(clause), data.less.search(clause)
        leaves = data.leaving.search(clause)
        if (more and less) or (leaves and (more or less)):
            return 0
        left = left or bool(leaves)
        if more or less:
            signs.add(1 if more else -1)
    lean = signs.pop() if len(signs) == 1 else 0
    # Who left may cost more (退休费): it counts where another clause says less of other costs.
    paid = data.retired.search(name + data.leaving.sub("", reason))
    return lean if not left or (lean < 0 and not paid) else 0


def _causes(reason: str) -> Sequence[str]:
    """The clauses of a reason; of money that moved and what that caused only the first."""
    data = claim_words().reasons
    clauses = pieces(reason, data.marks)
    causes = [clause for clause in clauses if not data.caused.search(clause)]
    moved = bool(causes) and all(data.money.search(clause) for clause in causes)
    return causes if moved else clauses


def says_unchanged(reason: str) -> bool:
    """Whether all that a reason says is that nothing changed."""
    data = claim_words().reasons
    clauses = [clause for clause in pieces(unspaced(reason), data.marks) if clause]
    return bool(clauses) and all(map(data.unchanged.search, clauses))


def _shares(name: str, said: str) -> bool:
    """Whether words have two characters of a name that follow one another, but for those that
    say nothing."""
    bare = claim_words().reasons.bare.sub("", unspaced(fold(name)))
    return any(bare[n : n + 2] in said for n in range(len(bare) - 1))
