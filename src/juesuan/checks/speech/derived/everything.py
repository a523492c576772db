"""All derived statements of a document that are wrong, by the rule that tells them; what is held
to its operands on the way counts as compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juesuan.checks.speech.derived.bracketed import bracketed
from juesuan.checks.speech.derived.changed import CHANGED
from juesuan.checks.speech.derived.counting import CountedWords, counted_rows
from juesuan.checks.speech.derived.derivations import Derivations, Derived, derived
from juesuan.checks.speech.derived.extremes import extreme_shares
from juesuan.checks.speech.derived.fractions import WordedRatios, worded
from juesuan.checks.speech.derived.moves import moved_rows
from juesuan.checks.speech.derived.operations import SOLVERS
from juesuan.checks.speech.derived.ordering import OrderWords, orders
from juesuan.checks.speech.derived.printed import PRINTED
from juesuan.checks.speech.derived.ranking import ranks
from juesuan.checks.speech.derived.ratios import converted, ratios
from juesuan.checks.speech.derived.remainders import remainders
from juesuan.checks.speech.derived.savings import SAVINGS
from juesuan.checks.speech.derived.summed import SUMMED
from juesuan.checks.speech.sentences.paragraphs import SaidParagraph, paragraphs
from juesuan.checks.speech.sums.balances import unbalanced
from juesuan.checks.speech.sums.runs import slipped_runs
from juesuan.checks.subject import Subject

__all__ = ["wrong_derived"]


def wrong_derived(subject: Subject) -> Mapping[str, Sequence[Derived]]:
    """The wrong ones by the code of their rule; once a document."""
    return subject.once(_wrong_derived)


def _wrong_derived(subject: Subject) -> Mapping[str, Sequence[Derived]]:
    kinds, worded_ = Derivations.of("N520"), WordedRatios.of("N521")
    order, counted = OrderWords.of("N522"), CountedWords.of("N523")
    found: dict[str, list[Derived]] = {"N520": [], "N521": [], "N522": [], "N523": []}
    solvers = SOLVERS | PRINTED | SAVINGS | SUMMED | CHANGED
    previous: SaidParagraph | None = None
    for passage in paragraphs(subject):
        found["N520"] += derived(subject, passage, previous, kinds, solvers)
        found["N521"] += worded(passage, previous, worded_, kinds)
        found["N521"] += ratios(passage, worded_, kinds)
        found["N520"] += converted(passage, worded_)
        found["N522"] += [*orders(subject, passage, order)] or [
            *ranks(subject, passage, previous, order)
        ]
        for code, wrong in extreme_shares(passage, previous, order):
            found[code].append(wrong)
        found["N523"] += counted_rows(subject, passage, counted)
        found["N523"] += moved_rows(subject, passage, counted)
        previous = passage
    found["N520"] += subject.once(bracketed)
    told = {wrong.where[0] for wrong in found["N520"]}
    told |= {wrong.whole.where for wrong in unbalanced(subject)}
    told |= {one.where for run in slipped_runs(subject) for one in (run.total, *run.parts)}
    found["N520"] += (one for one in remainders(subject, kinds) if one.where[0] not in told)
    return found
