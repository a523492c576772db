"""The tables of preparation: a draft, its figures and words, every edit of it, who is there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from juesuan.workbench.filings.models import Filing
from juesuan.workbench.people.models import User

__all__ = ["Draft", "Edit", "Evidence", "Figure", "Import", "Presence", "Words"]


class Standing(models.Manager["Draft"]):
    """The drafts that stand: those not put away."""

    def get_queryset(self) -> models.QuerySet[Draft]:
        return super().get_queryset().filter(away__isnull=True)


class Draft(models.Model):
    """The draft of a unit's year. ``number`` is that of its last edit, ``rows`` the codes' rows
    that its forms show (form, code), ``source`` what it was begun from, ``former`` last year's
    reasons by the keys of this year's words, to be looked at and never taken over.

    One draft of a unit's year stands; ``away`` is when another was put away (搁置). ``objects``
    are those that stand, ``every`` all of them."""

    every: ClassVar[models.Manager[Draft]] = models.Manager()
    objects: ClassVar[Standing] = Standing()

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="drafts")
    form_set = models.CharField(max_length=100)
    money = models.CharField(max_length=4)
    withheld = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    number = models.BigIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)
    former = models.JSONField(default=dict)
    begun = models.DateTimeField(default=timezone.now)
    away = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="draft_stands_once",
                fields=("filing",),
                condition=models.Q(away__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.filing} #{self.number}"


class Figure(models.Model):
    """An entered figure: cents or counted things, ``None`` where it was taken away again.
    ``version`` is the number of the edit that put it there."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="figures")
    form = models.CharField(max_length=40)
    row = models.CharField(max_length=100)
    column = models.CharField(max_length=40)
    value = models.BigIntegerField(null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="figure_once", fields=("draft", "form", "row", "column")),
        )

    def __str__(self) -> str:
        return f"{self.form}:{self.row}:{self.column} {self.value}"


class Words(models.Model):
    """The author's words under a key."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="words")
    key = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="words_once", fields=("draft", "key")),)

    def __str__(self) -> str:
        return self.key


class Edit(models.Model):
    """An edit as it was made: ``what`` says figures, rows and words before and after. ``kind`` is
    ``begin``, ``edit``, ``undo``, ``redo``, or ``back`` (the draft was put away and brought back);
    ``of`` the edit that was taken back or made again;
    ``undone`` whether it is taken back now. ``mark`` is the browser's own name of what it sent, so
    that what is sent again, its answer lost, is not made twice."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="edits")
    number = models.BigIntegerField()
    who = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=8, default="edit")
    of = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    undone = models.BooleanField(default=False)
    what = models.JSONField()
    mark = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(name="edit_once", fields=("draft", "number")),)
        indexes = (
            models.Index(name="edit_mark", fields=("draft", "mark"), condition=~models.Q(mark="")),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Evidence(models.Model):
    """A file that proves an indicator's result (佐证): kept below ``files`` under its ``place``. It
    is attached while the draft has a text for it; what is taken away can come back."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="evidence")
    place = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A file of an office brought into a unit's year (导入): a payment list, a journal, balances,
    cards, a treasury statement. The file lies below ``files`` under its ``place``.

    ``kind`` is what it is said to be (empty: told by its columns), ``comparing`` whether it is only
    held against the book, ``draft`` the draft that it was looked at with. ``answers`` are [what is
    asked, on what ground, the file's words, the answer]. ``preview`` is what was understood when
    the draft's last edit was ``number``. Once taken, ``book`` names the folder of the book with all
    imports so far, ``edit`` the edit that put its figures into the draft: while that is undone, so
    is the import.
    """

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="imports")
    place = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, blank=True)
    comparing = models.BooleanField(default=False)
    form_set = models.CharField(max_length=100)
    unit_kind = models.CharField(max_length=20)
    answers = models.JSONField(default=list)
    preview = models.JSONField(default=dict)
    number = models.BigIntegerField(default=0)
    book = models.CharField(max_length=32, blank=True)
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, related_name="+")
    edit = models.ForeignKey(Edit, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Presence(models.Model):
    """Who has a draft open, and the cell they are at."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="present")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="presence_once", fields=("draft", "user")),)

    def __str__(self) -> str:
        return f"{self.user} {self.place}"
