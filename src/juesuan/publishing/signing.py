"""Signing a published folder (签发), and checking who signed it and when.

The manifest lists every file with its SHA-256; the signature is over a statement that names the
manifest's own SHA-256, so that one signature holds the whole folder. It is Ed25519, made and
checked by ``cryptography``, which the extra ``juesuan[workbench]`` brings.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from juesuan.publishing.errors import SignatureError
from juesuan.publishing.output import MANIFEST, SIGNATURE

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = [
    "Signed",
    "Statement",
    "check_signature",
    "fingerprint",
    "manifest_digest",
    "new_key",
    "public_key",
    "sign",
]

_ALGORITHM = "Ed25519"
_MOST = 1024 * 1024
"""Bytes of a signature's file at most."""


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is signed: of which unit (单位) and year (年度) this is which ``version``, who signs it
    (``signer``) at which time (``at``, ISO 8601 with its zone), why there is a new version
    (``note``), and the SHA-256 of the folder's manifest in hexadecimal."""

    unit: str
    year: int
    version: int
    signer: str
    at: str
    note: str
    manifest_sha256: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A signature's file."""

    algorithm: str
    statement: Statement
    public_key: str
    signature: str


class Signed(Struct, frozen=True, kw_only=True):
    """A signature that was looked at: what it says, the fingerprint of its key, and in
    ``problem`` why it does not hold: ``bad_signature_file``, ``bad_signature``,
    ``other_manifest``, ``foreign_key`` or ``unsigned``; empty where it holds. ``trusted``:
    the key is the one that was asked for."""

    statement: Statement | None = None
    fingerprint: str = ""
    problem: str = ""
    trusted: bool = False


def new_key() -> bytes:
    """A new private key (PKCS 8, PEM). Raises ``SignatureError`` without the extra."""
    keys, serial = _library()
    return bytes(
        keys.Ed25519PrivateKey.generate().private_bytes(
            serial.Encoding.PEM, serial.PrivateFormat.PKCS8, serial.NoEncryption()
        )
    )


def public_key(private: bytes) -> bytes:
    """The public key (PEM) of a private one. Raises ``SignatureError``."""
    _, serial = _library()
    return bytes(
        _private(private)
        .public_key()
        .public_bytes(serial.Encoding.PEM, serial.PublicFormat.SubjectPublicKeyInfo)
    )


def fingerprint(public: bytes) -> str:
    """How people compare a public key (PEM): the SHA-256 of its 32 bytes, in groups of four.
    Raises ``SignatureError`` for what is no such key."""
    return _grouped(_raw(public))


def sign(folder: Path | str, private: bytes, statement: Statement) -> None:
    """Write a folder's signature. ``statement.manifest_sha256`` is what stands in the folder's
    manifest now (``manifest_digest``). Raises ``SignatureError`` or ``OSError``."""
    _, serial = _library()
    key = _private(private)
    raw = key.public_key().public_bytes(serial.Encoding.Raw, serial.PublicFormat.Raw)
    said = _File(
        algorithm=_ALGORITHM,
        statement=statement,
        public_key=base64.b64encode(raw).decode(),
        signature=base64.b64encode(key.sign(_message(statement))).decode(),
    )
    text = json.dumps(msgspec.to_builtins(said), ensure_ascii=False, indent=2) + "\n"
    hidden = Path(folder) / f".{SIGNATURE}.{secrets.token_hex(4)}"
    try:
        with hidden.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        hidden.replace(Path(folder) / SIGNATURE)
    finally:
        with suppress(OSError):
            hidden.unlink(missing_ok=True)


def manifest_digest(folder: Path | str) -> str:
    """The SHA-256 of a folder's manifest. Raises ``OSError``."""
    return hashlib.sha256((Path(folder) / MANIFEST).read_bytes()).hexdigest()


def check_signature(folder: Path | str, trusted: bytes | None = None) -> Signed | None:
    """Who signed a folder; ``None`` where nobody did and no key is ``trusted``. With a trusted
    public key (PEM) a signature by any other does not hold. Raises ``SignatureError`` for a
    trusted key that is none, and where the library is missing; ``OSError``."""
    path = Path(folder) / SIGNATURE
    wanted = _raw(trusted) if trusted is not None else None
    if not path.exists():
        return Signed(problem="unsigned") if wanted is not None else None
    try:
        if path.is_symlink() or path.stat().st_size > _MOST:
            raise ValueError
        said = msgspec.json.decode(path.read_bytes(), type=_File)
        raw = base64.b64decode(said.public_key, validate=True)
        if said.algorithm != _ALGORITHM or len(raw) != 32:
            raise ValueError
        signature = base64.b64decode(said.signature, validate=True)
    except (ValueError, msgspec.DecodeError, RecursionError):
        return Signed(problem="bad_signature_file")
    problem = ""
    if not _holds(raw, signature, _message(said.statement)):
        problem = "bad_signature"
    elif wanted is not None and raw != wanted:
        problem = "foreign_key"
    elif said.statement.manifest_sha256 != manifest_digest(folder):
        problem = "other_manifest"
    return Signed(
        statement=said.statement,
        fingerprint=_grouped(raw),
        problem=problem,
        trusted=wanted is not None and not problem,
    )


def _message(statement: Statement) -> bytes:
    """The bytes that are signed: the statement as JSON, its names in order, without blanks."""
    said = msgspec.to_builtins(statement)
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return b"juesuan publication\n" + text.encode("utf-8", "surrogatepass")


def _holds(raw: bytes, signature: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature

    keys, _ = _library()
    try:
        keys.Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _grouped(raw: bytes) -> str:
    digest = hashlib.sha256(raw).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 40, 4))


def _raw(public: bytes) -> bytes:
    """The 32 bytes of a public key."""
    keys, serial = _library()
    try:
        key = serial.load_pem_public_key(public)
    except ValueError as error:
        raise SignatureError("bad_key") from error
    if not isinstance(key, keys.Ed25519PublicKey):
        raise SignatureError("bad_key")
    return bytes(key.public_bytes(serial.Encoding.Raw, serial.PublicFormat.Raw))


def _private(private: bytes) -> Ed25519PrivateKey:
    keys, serial = _library()
    try:
        key = serial.load_pem_private_key(private, None)
    except (ValueError, TypeError) as error:
        raise SignatureError("bad_key") from error
    if not isinstance(key, keys.Ed25519PrivateKey):
        raise SignatureError("bad_key")
    found: Ed25519PrivateKey = key
    return found


def _library() -> tuple[Any, Any]:
    """``cryptography``'s Ed25519 keys and their writing."""
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        raise SignatureError("needs_extra") from error
    return ed25519, serialization
