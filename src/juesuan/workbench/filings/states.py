"""Which state may follow which, and who may take the step."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from juesuan.workbench.filings.models import Filing, State, Step
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import Role, User
from juesuan.workbench.people.rights import may
from juesuan.workbench.place import WorkbenchError

__all__ = ["STEPS", "StateError", "move", "steps_for"]

_WRITES = frozenset({Role.PREPARER, Role.DEPARTMENT})
_REVIEWS = frozenset({Role.REVIEWER})
_PUBLISHES = frozenset({Role.PUBLISHER})

STEPS: dict[tuple[State, State], frozenset[Role]] = {
    (State.NOT_STARTED, State.PREPARING): _WRITES,
    (State.NOT_STARTED, State.SUBMITTED): _WRITES | _REVIEWS,
    (State.PREPARING, State.SUBMITTED): _WRITES,
    (State.SUBMITTED, State.REVIEWING): _REVIEWS,
    (State.SUBMITTED, State.RETURNED): _REVIEWS,
    (State.SUBMITTED, State.APPROVED): _REVIEWS,
    (State.REVIEWING, State.RETURNED): _REVIEWS,
    (State.REVIEWING, State.APPROVED): _REVIEWS,
    (State.RETURNED, State.PREPARING): _WRITES,
    (State.RETURNED, State.SUBMITTED): _WRITES | _REVIEWS,
    (State.APPROVED, State.RETURNED): _REVIEWS,
    (State.APPROVED, State.PUBLISHED): _PUBLISHES,
    (State.PUBLISHED, State.RETURNED): _PUBLISHES,
}
"""Every step there is, and the roles that may take it (for the unit)."""

NEEDS_REASON = frozenset({State.RETURNED, State.PUBLISHED})
"""States that nobody is sent to without a word: why it is returned; where it was published, or as
which version."""


class StateError(WorkbenchError):
    """A step that does not exist from here, is another's to take, or lacks its reason."""

    section = "serve"


def steps_for(user: User, filing: Filing) -> list[State]:
    """The states that an account may bring a filing to now."""
    return [
        after
        for (before, after), roles in STEPS.items()
        if before == filing.state and may(user, roles, filing.unit)
    ]


def move(user: User, filing: Filing, after: State, why: str = "") -> Step:
    """Bring a filing to another state, with the step kept and journalled. Raises
    ``StateError``; two who move it at once do not both succeed."""
    with transaction.atomic():
        now = Filing.objects.select_for_update().get(pk=filing.pk)
        if after not in steps_for(user, now):
            raise StateError("no_step", before=now.state, after=str(after))
        if after in NEEDS_REASON and not why.strip():
            raise StateError("no_reason")
        step = Step.objects.create(filing=now, before=now.state, after=after, who=user, why=why)
        change = Change(
            action="filing.state", year=now.year, before=now.state, after=str(after), why=why
        )
        record(user, change, now.unit)
        now.state, now.since = after, timezone.now()
        now.save(update_fields=["state", "since"])
    filing.refresh_from_db()
    return step
