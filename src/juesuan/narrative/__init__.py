"""The booklet (公开册): the narrative written from the facts, and the order of its parts."""

from juesuan.narrative.model import (
    Asked,
    Block,
    Booklet,
    FormTable,
    Heading,
    Paragraph,
    Table,
    TableCell,
)

__all__ = ["Asked", "Block", "Booklet", "FormTable", "Heading", "Paragraph", "Table", "TableCell"]
