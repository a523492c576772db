"""Whose a set that waits for its signature is, and who may publish."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from juesuan.workbench.people.models import Role, Unit
from juesuan.workbench.releasing.models import Candidate

__all__ = ["PUBLISHERS", "unit_of_candidate"]

PUBLISHERS = frozenset({Role.PUBLISHER})


def unit_of_candidate(candidate: int, **others: object) -> Unit:
    """The unit of a set that waits. Raises ``Http404``."""
    query = Candidate.objects.select_related("filing__unit")
    return get_object_or_404(query, pk=candidate).filing.unit
