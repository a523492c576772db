"""How long a unit's year was in each state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from juesuan.workbench.filings.models import Filing, State, Step

__all__ = ["days_in_states"]


def days_in_states(
    filing: Filing, steps: Iterable[Step], now: datetime | None = None
) -> dict[State, int]:
    """Whole days that a filing has been in each state it was in, up to now. Days before its first
    step are not counted: nothing says when it was begun."""
    spent: dict[State, timedelta] = {}
    last: Step | None = None
    for step in sorted(steps, key=lambda one: one.pk):
        if last is not None:
            state = State(last.after)
            spent[state] = spent.get(state, timedelta()) + (step.at - last.at)
        last = step
    if last is not None:
        state = State(filing.state)
        spent[state] = spent.get(state, timedelta()) + ((now or timezone.now()) - last.at)
    return {state: max(time, timedelta()).days for state, time in spent.items()}
