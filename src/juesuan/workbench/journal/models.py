"""The journal's table: entries that are only ever added."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from juesuan.workbench.people.models import Unit, User

__all__ = ["Entry", "Head"]


class Entry(models.Model):
    """One change: who, when, what was done to what; for a cell its form, row and column, what
    stood there before and after, why, and the file it came from.

    ``number`` counts from 1 without gaps. ``hash`` is the SHA-256 over the entry and the hash of
    the one before it. The database itself refuses to change or delete entries.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    who = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    year = models.IntegerField(default=0)
    subject = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=40, blank=True)
    row = models.CharField(max_length=100, blank=True)
    column = models.CharField(max_length=40, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=("unit", "year", "form", "row", "column"), name="entry_of_cell"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def save(self, *arguments: Any, **named: Any) -> None:
        """Add the entry; one that is there already is refused."""
        named["force_insert"] = True
        super().save(*arguments, **named)

    def delete(self, *arguments: Any, **named: Any) -> NoReturn:
        """Refused: what happened stays."""
        raise TypeError("entries of the journal are never deleted")


class Head(models.Model):
    """The end of the chain: its one row is locked while an entry is added."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
