from .atlas import Atlas, write_atlas
from .auditing import Audit, Audited, audit
from .consolidating import Consolidated, Transfer, consolidate
from .errors import CorpusError
from .open import Corpus, open_corpus

__all__ = [
    "Atlas",
    "Audit",
    "Audited",
    "Consolidated",
    "Corpus",
    "CorpusError",
    "Transfer",
    "audit",
    "consolidate",
    "open_corpus",
    "write_atlas",
]
