"""What somebody may do: the roles of an account and how far they reach."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from juesuan.workbench.people.models import Role, Unit, User

__all__ = ["has_role", "may", "roles_of", "units_of", "users_for"]


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """The roles that an account has anywhere; one question, whatever is then asked of them."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return frozenset(map(Role, user.grants.values_list("role", flat=True)))


def has_role(user: User | AnonymousUser, roles: Iterable[Role]) -> bool:
    """Whether an account has one of the roles anywhere."""
    return not roles_of(user).isdisjoint(roles)


def units_of(user: User | AnonymousUser, roles: Iterable[Role]) -> QuerySet[Unit]:
    """The units that an account reaches with one of the roles."""
    if not isinstance(user, User) or not user.is_active:
        return Unit.objects.none()
    grants = user.grants.filter(role__in=list(roles))
    if grants.filter(unit=None, department=None).exists():
        return Unit.objects.all()
    return Unit.objects.filter(
        Q(pk__in=grants.values("unit")) | Q(department__in=grants.values("department"))
    )


def may(user: User | AnonymousUser, roles: Iterable[Role], unit: Unit) -> bool:
    """Whether an account has one of the roles for a unit."""
    return units_of(user, roles).filter(pk=unit.pk).exists()


def users_for(unit: Unit, roles: Iterable[Role]) -> QuerySet[User]:
    """The accounts that have one of the roles for a unit."""
    everywhere = Q(grants__unit=None, grants__department=None)
    here = Q(grants__unit=unit) | everywhere
    if unit.department_id is not None:
        here |= Q(grants__department=unit.department_id)
    return User.objects.filter(here, grants__role__in=list(roles), is_active=True).distinct()
