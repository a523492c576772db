"""Signing in: name, password and, where the account has them, a one-time code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest

from juesuan.workbench.people.codes import accepts
from juesuan.workbench.people.models import User
from juesuan.workbench.words import later

__all__ = ["CodeBackend", "SignIn", "SignInForm"]


class CodeBackend(ModelBackend):
    """Passwords, and codes with them: a wrong code counts as a failed attempt like a wrong
    password, and is told alike."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        code: str = "",
        **named: Any,
    ) -> User | None:
        """The account, or None."""
        user = super().authenticate(request, username=username, password=password, **named)
        if not isinstance(user, User) or (user.totp and not accepts(user, code)):
            return None
        return user


class SignInForm(AuthenticationForm):
    """Name, password, code."""

    code = forms.CharField(
        label=later("people.code"),
        required=False,
        max_length=6,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        """Let the backends decide. Raises ``ValidationError``."""
        given = self.cleaned_data
        self.user_cache = authenticate(
            self.request,
            username=given.get("username"),
            password=given.get("password"),
            code=given.get("code", ""),
        )
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        self.confirm_login_allowed(self.user_cache)
        return given


class SignIn(LoginView):
    """The page of sign-in."""

    form_class = SignInForm
    template_name = "workbench/sign_in.html"
    redirect_authenticated_user = True
