"""All identities of all disclosures of a corpus as one relational plan (一次核对全部勾稽关系).

The SQL stands in ``data/corpus/plan.sql``; it needs nothing but sums of whole numbers, so that
every engine gives the same to the cent. ``identities`` is every identity that speaks, with its
outcome; ``broken`` only those that nothing lawful explains, and looks closer only where the one
sum of all equalities of a disclosure is not zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from juesuan.corpus.fingerprint import PRIME
from juesuan.corpus.queries import sql_parts

__all__ = ["plan"]


@cache
def plan(observations: str = "_observations", terms: str = "_terms") -> Mapping[str, str]:
    """The views ``identities`` and ``broken`` as SQL over tables of observations and terms."""
    parts = sql_parts("corpus/plan.sql")
    names = {"observations": observations, "terms": terms}

    def told(seen: str, terms: str, same: str) -> str:
        sums = parts["sums"].format(observations=seen, terms=terms, same=same)
        return parts["told"].format(sums=sums)

    doubtful = parts["doubtful"].format(prime=PRIME, **names)
    looked = told("near", "looked", "t.document = o.document")
    return {
        "identities": told(observations, terms, "t.layout = o.layout"),
        "broken": parts["broken"].format(doubtful=doubtful, told=looked, **names),
    }
