"""What people fill in about accounts, units and departments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm

from juesuan.workbench.people.models import Department, Grant, Role, Unit, User
from juesuan.workbench.words import later, word

__all__ = ["DepartmentForm", "GrantForm", "NewAccountForm", "SetupForm", "UnitForm"]


class NewAccountForm(BaseUserCreationForm):  # type: ignore[type-arg]
    """A new account, without any right."""

    class Meta:
        model = User
        fields = ("username", "full_name")
        labels = {"full_name": later("people.full_name")}


class SetupForm(NewAccountForm):
    """The administrator of a new workbench. ``alone``: whoever works alone here does everything
    himself, and gets every role."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    alone = forms.BooleanField(label=later("people.alone"), required=False, initial=True)
    sample = forms.BooleanField(label=later("people.sample"), required=False)


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]
    """A unit."""

    class Meta:
        model = Unit
        fields = ("code", "name", "department")
        labels = {
            "code": later("people.code_of_unit"),
            "name": later("people.name"),
            "department": later("role.department"),
        }


class DepartmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A department."""

    class Meta:
        model = Department
        fields = ("code", "name")
        labels = {"code": later("people.code_of_unit"), "name": later("people.name")}


class GrantForm(forms.ModelForm):  # type: ignore[type-arg]
    """A role for an account. Where it reaches must be said: a unit, a department or everywhere."""

    everywhere = forms.BooleanField(label=later("people.everywhere"), required=False)

    class Meta:
        model = Grant
        fields = ("role", "unit", "department")
        labels = {
            "role": later("people.role"),
            "unit": later("people.unit"),
            "department": later("role.department"),
        }

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["role"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(role.value, later(f"role.{role.value}")) for role in Role]

    def clean(self) -> dict[str, Any]:
        """One reach, and said. Raises ``ValidationError``."""
        given = super().clean() or self.cleaned_data
        reaches = [given.get("unit"), given.get("department"), given.get("everywhere")]
        whole = given.get("role") in {Role.ADMINISTRATOR, Role.READER}
        if not whole and sum(map(bool, reaches)) != 1:
            raise forms.ValidationError(word("people.say_reach"))
        if whole:
            given["unit"] = given["department"] = None
        return given
