from .atlas import Atlas, write_atlas
from .auditing import Audit, Audited, audit
from .errors import CorpusError
from .open import Corpus, open_corpus

__all__ = [
    "Atlas",
    "Audit",
    "Audited",
    "Corpus",
    "CorpusError",
    "audit",
    "open_corpus",
    "write_atlas",
]
