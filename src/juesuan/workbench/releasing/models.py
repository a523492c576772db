"""The tables of publication: what is built and waits to be signed, and what was published."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone

from juesuan.workbench.filings.models import Filing
from juesuan.workbench.people.models import User

__all__ = ["Candidate", "Publication"]


class Candidate(models.Model):
    """A set that was built of an approved unit's year and waits for the signature (待签发稿).
    ``place`` names its folder among what is published, ``number`` the version it would be,
    ``source`` what it was built of in words, ``manifest_sha256`` its manifest."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="candidates")
    number = models.IntegerField()
    place = models.CharField(max_length=40, unique=True)
    source = models.CharField(max_length=300)
    form_set = models.CharField(max_length=100)
    manifest_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.filing} v{self.number}?"


class Publication(models.Model):
    """A version that was signed and published (公开版本). It never changes: the database refuses
    it. ``unit_name`` is the unit's name as it was then, ``signer`` the name that was signed,
    ``fingerprint`` that of the key, ``note`` why there is this version."""

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="publications")
    number = models.IntegerField()
    place = models.CharField(max_length=40, unique=True)
    unit_name = models.CharField(max_length=200)
    year = models.IntegerField()
    source = models.CharField(max_length=300)
    form_set = models.CharField(max_length=100)
    manifest_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signer = models.CharField(max_length=150)
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=60)

    class Meta:
        ordering = ("-year", "filing__unit__code", "-number")
        constraints = (
            models.UniqueConstraint(name="publication_once", fields=("filing", "number")),
        )

    def __str__(self) -> str:
        return f"{self.unit_name} {self.year} v{self.number}"

    def save(self, *arguments: Any, **named: Any) -> None:
        """Add the version; one that is there already is refused."""
        named["force_insert"] = True
        super().save(*arguments, **named)

    def delete(self, *arguments: Any, **named: Any) -> NoReturn:
        """Refused: what was published stays."""
        raise TypeError("published versions are never deleted")
