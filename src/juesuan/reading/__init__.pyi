from .document import Document, Grid, GridText, Paragraph, Spot
from .errors import NotADisclosureError, UnreadableError
from .kinds import is_book
from .laying_out import as_disclosure, exact_value
from .opening import read, read_all, read_units
from .place.reckoned import Reckoned
from .reading import (
    Observation,
    Reading,
    Unread,
    read_documents,
)

__all__ = [
    "Document",
    "Grid",
    "GridText",
    "NotADisclosureError",
    "Observation",
    "Paragraph",
    "Reading",
    "Reckoned",
    "Spot",
    "Unread",
    "UnreadableError",
    "as_disclosure",
    "exact_value",
    "is_book",
    "read",
    "read_all",
    "read_documents",
    "read_units",
]
