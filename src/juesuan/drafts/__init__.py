"""Drafts (编报底稿): the forms of a unit's year while people work on them.

Pure: figures, edits and what follows from them, without screens, servers or accounts.
"""

from juesuan.drafts.draft import Changed, Draft, Standing
from juesuan.drafts.edits import CellEdit, Conflict, DraftError, Edit, RowEdit, TextEdit
from juesuan.drafts.making import Making, Piece, making, words_of
from juesuan.drafts.mending import Mending, mendings
from juesuan.drafts.opening import (
    Difference,
    Opened,
    blank,
    from_book,
    from_forms,
    from_last_year,
    of_set,
)
from juesuan.drafts.writing import write_forms, write_publication

__all__ = [
    "CellEdit",
    "Changed",
    "Conflict",
    "Difference",
    "Draft",
    "DraftError",
    "Edit",
    "Making",
    "Mending",
    "Opened",
    "Piece",
    "RowEdit",
    "Standing",
    "TextEdit",
    "blank",
    "from_book",
    "from_forms",
    "from_last_year",
    "making",
    "mendings",
    "of_set",
    "words_of",
    "write_forms",
    "write_publication",
]
