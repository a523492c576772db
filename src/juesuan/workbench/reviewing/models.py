"""Documents under review, what was found in them, and what people decided."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from juesuan.workbench.filings.models import Filing
from juesuan.workbench.jobs.models import Job
from juesuan.workbench.people.models import User
from juesuan.workbench.words import language

__all__ = ["Comment", "Decision", "Document", "Finding"]


class Document(models.Model):
    """A disclosure handed in for a unit's year, one file or several, as one ``round`` of its
    review. ``place`` names its folder among the files; ``pages`` are the sizes of a pdf's pages in
    points. ``edit`` is the number of the edit of the unit's draft that it was written from; 0
    where it came from elsewhere."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="documents")
    round = models.IntegerField(default=1)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    place = models.CharField(max_length=40, unique=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    checked = models.BooleanField(default=False)
    problem = models.TextField(blank=True)
    unit_said = models.CharField(max_length=200, blank=True)
    year_said = models.IntegerField(default=0)
    pages = models.JSONField(default=list)
    coverage = models.JSONField(default=dict)
    edit = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("-round", "-pk")

    def __str__(self) -> str:
        return self.name


class Decision(models.TextChoices):
    """What a reviewer says of a finding."""

    OPEN = "open", "待定"
    ACCEPTED = "accepted", "成立"
    REJECTED = "rejected", "不成立"
    EXPLAINED = "explained", "已说明"


class Finding(models.Model):
    """A finding of the check. ``words`` hold, by language, title, message, what to do, the
    derivation; ``places`` where it is in the file. ``status`` is that of the second round: new,
    remaining, mended."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="findings")
    number = models.IntegerField()
    key = models.TextField()
    code = models.CharField(max_length=20)
    severity = models.CharField(max_length=10)
    expected = models.TextField(blank=True)
    words = models.JSONField(default=dict)
    places = models.JSONField(default=list)
    status = models.CharField(max_length=10, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    assigned = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.code} {self.key}"

    @property
    def seen(self) -> str:
        """What tells this decision from a later one."""
        at = self.decided_at.isoformat() if self.decided_at else ""
        return f"{self.decision} {at}".strip()

    @property
    def said(self) -> dict[str, object]:
        """Its words in the language of the request."""
        found: dict[str, object] = self.words.get(language()) or self.words.get("zh", {})
        return found


class Comment(models.Model):
    """What somebody wrote about a finding."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="comments")
    who = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]
