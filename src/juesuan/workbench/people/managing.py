"""The administrator's pages: accounts and their roles, units, departments."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.forms import DepartmentForm, GrantForm, NewAccountForm, UnitForm
from juesuan.workbench.people.models import Department, Grant, Role, Unit, User
from juesuan.workbench.words import word

__all__ = ["add", "grant", "people", "revoke", "switch"]

_FORMS = {"account": NewAccountForm, "unit": UnitForm, "department": DepartmentForm}


def people(request: HttpRequest) -> HttpResponse:
    """Everybody with their roles, and the units."""
    grants = Grant.objects.select_related("unit", "department").order_by("role")
    shown = {
        "accounts": [
            (user, [one for one in grants if one.user_id == user.pk], GrantForm())
            for user in User.objects.all()
        ],
        "units": Unit.objects.select_related("department"),
        "departments": Department.objects.all(),
        "forms": {name: form() for name, form in _FORMS.items()},
    }
    return render(request, "workbench/people.html", shown)


def add(request: HttpRequest, what: str) -> HttpResponse:
    """Add an account, a unit or a department."""
    if what not in _FORMS:
        return redirect("people")
    form = _FORMS[what](request.POST)
    if not form.is_valid():
        shown = {"form": form, "what": what}
        return render(request, "workbench/person_form.html", shown, status=422)
    with transaction.atomic():
        made = form.save()
        record(_me(request), Change(action=f"people.{what}", subject=str(made)))
    messages.success(request, word("people.added", name=str(made)))
    return redirect("people")


def grant(request: HttpRequest, user: int) -> HttpResponse:
    """Give an account a role."""
    given = get_object_or_404(User, pk=user)
    form = GrantForm(request.POST, instance=Grant(user=given))
    if not form.is_valid():
        shown = {"form": form, "what": "grant", "user_given": given}
        return render(request, "workbench/person_form.html", shown, status=422)
    role, unit = form.cleaned_data["role"], form.cleaned_data["unit"]
    department = form.cleaned_data["department"]
    with transaction.atomic():
        made, new = Grant.objects.get_or_create(
            user=given, role=role, unit=unit, department=department
        )
        if new:
            record(_me(request), Change(action="people.grant", subject=str(made)), unit)
    return redirect("people")


def revoke(request: HttpRequest, grant: int) -> HttpResponse:
    """Take a role away; the last administrator keeps his."""
    given = get_object_or_404(Grant, pk=grant)
    with transaction.atomic():
        others = Grant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
        if given.role == Role.ADMINISTRATOR and not others.exclude(user=given.user).exists():
            messages.error(request, word("people.last_administrator"))
            return redirect("people")
        record(_me(request), Change(action="people.revoke", subject=str(given)), given.unit)
        given.delete()
    return redirect("people")


def switch(request: HttpRequest, user: int) -> HttpResponse:
    """Close an account, or open it again; nobody closes his own."""
    given = get_object_or_404(User, pk=user)
    if given.pk == _me(request).pk:
        messages.error(request, word("people.not_yourself"))
        return redirect("people")
    with transaction.atomic():
        given.is_active = not given.is_active
        given.save(update_fields=["is_active"])
        action = "people.open" if given.is_active else "people.close"
        record(_me(request), Change(action=action, subject=given.username))
    return redirect("people")


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
