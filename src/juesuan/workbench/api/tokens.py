"""One's own tokens: made and shown once, revoked."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from juesuan.workbench.api.models import Token, digest_of
from juesuan.workbench.journal.chain import Change, record
from juesuan.workbench.people.models import User

__all__ = ["make_token", "revoke_token", "tokens"]


def make_token(user: User, name: str, writes: bool) -> tuple[Token, str]:
    """A new token, and the secret, which is told only here."""
    secret = f"jst_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        made = Token.objects.create(
            user=user,
            name=name[:100],
            start=secret[:8],
            digest=digest_of(secret),
            writes=writes,
        )
        after = "write" if writes else "read"
        record(user, Change(action="token.made", subject=made.name, after=after))
    return made, secret


def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens; a new one is shown here, once."""
    user = request.user
    assert isinstance(user, User)
    secret = ""
    if request.method == "POST" and (name := request.POST.get("name", "").strip()):
        _, secret = make_token(user, name, bool(request.POST.get("writes")))
    found = Token.objects.filter(user=user, revoked=None)
    return render(request, "workbench/tokens.html", {"tokens": found, "secret": secret})


def revoke_token(request: HttpRequest, token: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    assert isinstance(request.user, User)
    found = get_object_or_404(Token, pk=token, user=request.user, revoked=None)
    with transaction.atomic():
        found.revoked = timezone.now()
        found.save(update_fields=["revoked"])
        record(request.user, Change(action="token.revoked", subject=found.name))
    return redirect("tokens")
