"""Reading (读取): published disclosures, in whatever file, as figures with their evidence."""

from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.errors import NotADisclosureError, UnreadableError
from juesuan.reading.kinds import is_book
from juesuan.reading.laying_out import as_disclosure, exact_value
from juesuan.reading.place.reckoned import Reckoned
from juesuan.reading.read import read, read_all, read_units
from juesuan.reading.reading import (
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
