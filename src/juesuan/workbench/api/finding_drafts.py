"""The draft that an address of the interface names."""

from __future__ import annotations

from django.http import Http404

from juesuan.workbench.preparing.editing import draft_of
from juesuan.workbench.preparing.models import Draft

__all__ = ["found_draft"]


def found_draft(filing: int) -> Draft:
    """The draft of a unit's year. Raises ``Http404``."""
    if (record := draft_of(filing)) is None:
        raise Http404
    return record
