"""What can be wrong with a corpus, told in words."""

from __future__ import annotations

from juesuan.messages import JuesuanError

__all__ = ["CorpusError"]


class CorpusError(JuesuanError):
    """A corpus, a grouping, a roster or a query that cannot be used."""

    section = "corpus"
