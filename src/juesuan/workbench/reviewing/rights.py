"""Whose a document or a finding is, for the rules of their addresses."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from juesuan.workbench.people.models import Unit
from juesuan.workbench.reviewing.models import Document, Finding

__all__ = ["unit_of_document", "unit_of_finding"]


def unit_of_document(document: int, **others: object) -> Unit:
    """The unit that a document was handed in for. Raises ``Http404``."""
    found = get_object_or_404(Document.objects.select_related("filing__unit"), pk=document)
    return found.filing.unit


def unit_of_finding(finding: int) -> Unit:
    """The unit of a finding's document. Raises ``Http404``."""
    found = Finding.objects.select_related("document__filing__unit")
    return get_object_or_404(found, pk=finding).document.filing.unit
