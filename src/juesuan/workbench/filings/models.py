"""A unit's year (单位年度): the state it is in and how it came there."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from juesuan.workbench.people.models import Unit, User

__all__ = ["UNFINISHED", "Filing", "State", "Step"]


class State(models.TextChoices):
    """The states of a unit's year. Late (逾期) is none of them: it follows from the day due."""

    NOT_STARTED = "not_started", "未开始"
    PREPARING = "preparing", "编报中"
    SUBMITTED = "submitted", "已报送"
    REVIEWING = "reviewing", "审核中"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已通过"
    PUBLISHED = "published", "已公开"


UNFINISHED = frozenset({State.NOT_STARTED, State.PREPARING, State.RETURNED, State.APPROVED})
"""States in which somebody still has to do something by the day due: the unit to hand in, or the
publisher to publish what was approved."""


class Filing(models.Model):
    """The final accounts of a unit for a year, whatever state they are in."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="filings")
    year = models.IntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.NOT_STARTED)
    since = models.DateTimeField(default=timezone.now)
    due = models.DateField(null=True, blank=True)
    reviewer = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-year", "unit__code")
        constraints = (models.UniqueConstraint(name="filing_once", fields=("unit", "year")),)

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

    @property
    def late(self) -> bool:
        """Whether the day due is past and nothing was submitted, or what was approved is not yet
        published."""
        return self.state in UNFINISHED and self.due is not None and self.due < timezone.localdate()


class Step(models.Model):
    """A change of state: from, to, who, when, why."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=20, choices=State)
    after = models.CharField(max_length=20, choices=State)
    who = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
