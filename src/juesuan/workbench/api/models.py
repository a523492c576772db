"""Tokens: what another program shows to act for an account."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils import timezone

from juesuan.workbench.people.models import User

__all__ = ["Token", "digest_of"]


def digest_of(secret: str) -> str:
    """What is kept of a token: its SHA-256. A token is random and long, so that no slow hash is
    needed to keep it from being guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class Token(models.Model):
    """A token of an account (访问令牌), known by its hash alone. It may do what its account may,
    or, unless ``writes``, only read. ``start`` is how it begins, to tell it from others."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    start = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    writes = models.BooleanField(default=False)
    made = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
