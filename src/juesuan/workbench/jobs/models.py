"""Long work, kept in the database: what to do, how far it is, what came of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from juesuan.workbench.people.models import Unit, User
from juesuan.workbench.words import language

__all__ = ["Job", "Status"]


class Status(models.TextChoices):
    """Where a job is."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"
    CANCELLED = "cancelled", "已取消"


class Job(models.Model):
    """A job of a ``kind`` (see ``kinds``) with its ``task`` as plain data.

    ``seconds`` and ``memory_mb`` bound each of at most ``tries`` attempts. ``stage`` is a key of
    words, ``part`` of ``parts`` are done. ``result`` is what the work gives, ``problem`` why it
    failed: a key of words, or words, with the English ones in ``problem_en``.
    """

    kind = models.CharField(max_length=40)
    task = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING, db_index=True)
    stage = models.CharField(max_length=40, blank=True)
    part = models.IntegerField(default=0)
    parts = models.IntegerField(default=0)
    attempt = models.IntegerField(default=0)
    tries = models.IntegerField(default=2)
    seconds = models.IntegerField(default=600)
    memory_mb = models.IntegerField(default=4096)
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    problem_en = models.TextField(blank=True, default="")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    began = models.DateTimeField(null=True)
    alive = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.status}"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status in {Status.DONE, Status.FAILED, Status.CANCELLED}

    @property
    def said(self) -> str:
        """Why it failed, in the language of the request."""
        return self.problem_en if self.problem_en and language() == "en" else self.problem
