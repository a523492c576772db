"""Accounts, units, departments, and what each account may do where."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

__all__ = ["Department", "Grant", "Role", "Unit", "User"]


class Role(models.TextChoices):
    """What one may be here. Nobody is anything by default."""

    PREPARER = "preparer", "编报人"
    DEPARTMENT = "department", "主管部门"
    REVIEWER = "reviewer", "审核人"
    PUBLISHER = "publisher", "公开人"
    ADMINISTRATOR = "administrator", "管理员"
    READER = "reader", "公众"


class Department(models.Model):
    """A department with its units (主管部门)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit that files final accounts (单位). ``code`` is that of the roster."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """An account. ``totp`` is the secret of one-time codes, empty where they are not used."""

    full_name = models.CharField(max_length=100, blank=True)
    totp = models.CharField(max_length=64, blank=True)
    totp_last = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name or self.username


class Grant(models.Model):
    """A role of an account: for one unit, for all units of a department, or, where neither is
    set, everywhere."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True)
    department = models.ForeignKey(Department, models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="grant_for_one_reach",
                condition=models.Q(unit=None) | models.Q(department=None),
            ),
            models.UniqueConstraint(
                name="grant_once",
                fields=("user", "role", "unit", "department"),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit or self.department or '*'}"
