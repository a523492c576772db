"""Pages about oneself: the first run, the start page, one's account, language and colours."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.codes import accepts, address, new_secret
from juesuan.workbench.people.forms import SetupForm
from juesuan.workbench.people.models import Grant, Role, User
from juesuan.workbench.words import word

__all__ = ["account", "codes", "home", "setup", "sign_out", "theme"]


def home(request: HttpRequest) -> HttpResponse:
    """Where to begin: the first run, the dashboard, or a word about what is missing."""
    if not User.objects.exists():
        return render(request, "workbench/before_first_run.html")
    if not request.user.is_authenticated:
        return redirect("sign-in")
    assert isinstance(request.user, User)
    roles = set(request.user.grants.values_list("role", flat=True))
    if roles & {Role.PREPARER, Role.DEPARTMENT, Role.REVIEWER, Role.PUBLISHER}:
        return redirect("filings")
    if Role.ADMINISTRATOR in roles:
        return redirect("people")
    return redirect("public") if Role.READER in roles else _without(request)


def _without(request: HttpRequest) -> HttpResponse:
    return render(request, "workbench/no_rights.html")


def setup(request: HttpRequest) -> HttpResponse:
    """Make the administrator, with the token that the terminal shows; then never again."""
    if User.objects.exists():
        raise Http404
    given = request.POST.get("token") or request.GET.get("token", "")
    token = settings.FIRST_RUN_TOKEN
    if not token or not secrets.compare_digest(given.encode(), token.encode()):
        return render(request, "workbench/before_first_run.html", status=403)
    form = SetupForm(request.POST or None, initial={"token": given})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if User.objects.select_for_update().exists():
                raise Http404
            user = form.save()
            roles = list(Role) if form.cleaned_data["alone"] else [Role.ADMINISTRATOR]
            Grant.objects.bulk_create(Grant(user=user, role=role) for role in roles)
            record(user, Change(action="people.setup", subject=user.username))
            if form.cleaned_data["sample"]:
                from juesuan.workbench.filings.sample import hand_in_sample

                hand_in_sample(user)
        login(request, user, "juesuan.workbench.people.signing_in.CodeBackend")
        return redirect("home")
    return render(request, "workbench/setup.html", {"form": form})


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def account(request: HttpRequest) -> HttpResponse:
    """One's own account: roles, password."""
    assert isinstance(request.user, User)
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            user = form.save()
            record(user, Change(action="people.password", subject=user.username))
        update_session_auth_hash(request, user)
        messages.success(request, word("people.password_changed"))
        return redirect("account")
    grants = request.user.grants.select_related("unit", "department").order_by("role")
    return render(request, "workbench/account.html", {"form": form, "grants": grants})


def codes(request: HttpRequest) -> HttpResponse:
    """Turn one-time codes on, once a right one is shown, or off."""
    user = request.user
    assert isinstance(user, User)
    if request.method == "POST":
        code = request.POST.get("code", "")
        if user.totp:
            ends = accepts(user, code)
            secret = "" if ends else user.totp
        else:
            secret = str(request.session.get("totp", ""))
            trial = User(pk=user.pk, username=user.username, totp=secret)
            ends = bool(secret) and accepts(trial, code)
        if ends:
            with transaction.atomic():
                User.objects.filter(pk=user.pk).update(totp=secret)
                after = "on" if secret else "off"
                record(user, Change(action="people.codes", subject=user.username, after=after))
            request.session.pop("totp", None)
            messages.success(request, word("people.codes_on" if secret else "people.codes_off"))
            return redirect("account")
        messages.error(request, word("people.code_wrong"))
    shown = {"secret": "", "address": ""}
    if not user.totp:
        secret = request.session.setdefault("totp", new_secret())
        shown = {"secret": secret, "address": address(user, secret)}
    return render(request, "workbench/codes.html", shown)


def theme(request: HttpRequest) -> HttpResponse:
    """Choose light or dark, or what the system says."""
    chosen = request.POST.get("theme", "auto")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    answer = redirect(back)
    if chosen in {"light", "dark"}:
        answer.set_cookie("theme", chosen, max_age=31_536_000, samesite="Lax", httponly=True)
    else:
        answer.delete_cookie("theme")
    return answer
