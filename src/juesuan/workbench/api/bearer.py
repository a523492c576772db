"""Who asks, where a program asks: the account of the token it shows, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from juesuan.workbench.api.models import Token, digest_of
from juesuan.workbench.people.models import User
from juesuan.workbench.routing import refused

__all__ = ["PREFIX", "BearerMiddleware"]

PREFIX = "/api/"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_MINUTE = timedelta(minutes=1)


class BearerMiddleware:
    """Below ``/api/`` only a token says who asks: a session of a browser counts for nothing there,
    so that no other site can use it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.user = AnonymousUser()
        said = request.headers.get("Authorization", "")
        if said:
            token = _token(said)
            if token is None:
                return refused(401)
            if not token.writes and request.method not in _SAFE:
                return refused(403)
            request.user = token.user
        return self.get_response(request)


def _token(said: str) -> Token | None:
    kind, _, secret = said.partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        return None
    found = Token.objects.select_related("user").filter(
        digest=digest_of(secret.strip()), revoked=None, user__is_active=True
    )
    token = found.first()
    if token is not None and (token.used is None or timezone.now() - token.used > _MINUTE):
        Token.objects.filter(pk=token.pk).update(used=timezone.now())
    assert token is None or isinstance(token.user, User)
    return token
