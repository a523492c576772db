from .atlas import Atlas, write_atlas
from .auditing import Audit, Audited, audit
from .consolidating import Consolidated, Transfer, consolidate
from .errors import CorpusError
from .open import Corpus, open_corpus
from .summing import Difference, Summed, sum_of_units

__all__ = [
    "Atlas",
    "Audit",
    "Audited",
    "Consolidated",
    "Corpus",
    "CorpusError",
    "Difference",
    "Summed",
    "Transfer",
    "audit",
    "consolidate",
    "open_corpus",
    "sum_of_units",
    "write_atlas",
]
