"""Addresses of the interface, and of one's tokens for it."""

from juesuan.workbench.api import tokens
from juesuan.workbench.api.interface import description, operations, page
from juesuan.workbench.routing import EVERYONE, SIGNED_IN, Route

__all__ = ["ROUTES"]

_GET = ("GET",)

ROUTES: tuple[Route, ...] = (
    Route(path="account/tokens/", view=tokens.tokens, name="tokens", who=SIGNED_IN),
    Route(
        path="account/tokens/<int:token>/revoke/",
        view=tokens.revoke_token,
        name="token-revoke",
        who=SIGNED_IN,
        methods=("POST",),
    ),
    Route(path="interface/", view=page, name="interface", who=EVERYONE, methods=_GET),
    Route(path="api/openapi.json", view=description, name="openapi", who=EVERYONE, methods=_GET),
    *operations(),
)
