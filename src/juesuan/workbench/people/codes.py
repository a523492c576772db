"""One-time codes (动态口令) by RFC 6238, as the usual telephone apps show them."""

from __future__ import annotations

import base64
import secrets
import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from juesuan.workbench.people.models import User

__all__ = ["accepts", "address", "new_secret"]

_SECONDS = 30


def new_secret() -> str:
    """A new secret, in base 32 as apps take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address(user: User, secret: str) -> str:
    """What an app reads: the ``otpauth`` address of a secret."""
    return _codes(secret).get_provisioning_uri(user.username, "juesuan")


def accepts(user: User, code: str, now: float | None = None) -> bool:
    """Whether a code is right now, or was half a minute ago; each is taken once."""
    step = int((time.time() if now is None else now) // _SECONDS)
    for one in (step, step - 1, step + 1):
        right = _codes(user.totp).generate(one * _SECONDS).decode()
        if secrets.compare_digest(right, code.strip()):
            taken = User.objects.filter(pk=user.pk, totp_last__lt=one).update(totp_last=one)
            return bool(taken)
    return False


def _codes(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), 6, SHA1(), _SECONDS)
