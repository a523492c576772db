"""Drafts (编报底稿): the forms of a unit's year while people work on them.

Pure: figures, edits and what follows from them, without screens, servers or accounts.
"""

from juesuan.drafts.draft import Changed, Draft, Standing
from juesuan.drafts.edits import (
    CellEdit,
    Conflict,
    DraftError,
    Edit,
    RowEdit,
    TextConflict,
    TextEdit,
)
from juesuan.drafts.evaluating import Evaluated, evaluate
from juesuan.drafts.lines import (
    EVIDENCE,
    LINE_TABLES,
    MONEY_TABLE,
    RESULTS,
    Lines,
    adding_line,
    copying_line,
    kept_as,
    removing_line,
    text_key,
    understood,
)
from juesuan.drafts.making import Making, SourceCell, making, words_of
from juesuan.drafts.mending import DraftMending, mendings
from juesuan.drafts.opening import (
    GivenDifference,
    OpenedDraft,
    blank,
    from_book,
    from_forms,
    from_last_year,
    of_set,
)
from juesuan.drafts.places import key_of_place
from juesuan.drafts.taking import Taking, taking
from juesuan.drafts.writing import write_forms, write_publication

__all__ = [
    "EVIDENCE",
    "LINE_TABLES",
    "MONEY_TABLE",
    "RESULTS",
    "CellEdit",
    "Changed",
    "Conflict",
    "Draft",
    "DraftError",
    "DraftMending",
    "Edit",
    "Evaluated",
    "GivenDifference",
    "Lines",
    "Making",
    "OpenedDraft",
    "RowEdit",
    "SourceCell",
    "Standing",
    "Taking",
    "TextConflict",
    "TextEdit",
    "adding_line",
    "blank",
    "copying_line",
    "evaluate",
    "from_book",
    "from_forms",
    "from_last_year",
    "kept_as",
    "key_of_place",
    "making",
    "mendings",
    "of_set",
    "removing_line",
    "taking",
    "text_key",
    "understood",
    "words_of",
    "write_forms",
    "write_publication",
]
