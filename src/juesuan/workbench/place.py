"""Where a workbench keeps what it knows: a folder and a database."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from juesuan.messages import JuesuanError

__all__ = ["SIGNING_KEY", "Place", "WorkbenchError"]

SIGNING_KEY = "signing.key"
"""The file of the key that signs, in the folder."""

_FOLDER, _DATABASE, _SITE = "JUESUAN_FOLDER", "JUESUAN_DATABASE", "JUESUAN_SITE"


class WorkbenchError(JuesuanError):
    """The workbench cannot start, or a backup cannot be used."""

    section = "serve"


class Place(Struct, frozen=True):
    """A workbench's folder, its database (empty: SQLite in the folder) and, where others reach it,
    the address of its site (``https://juesuan.example.cn``)."""

    folder: Path
    database: str = ""
    site: str = ""

    @staticmethod
    def of_environment(environment: Mapping[str, str] = os.environ) -> Place | None:
        """The place that a parent process named, or None."""
        folder = environment.get(_FOLDER)
        if not folder:
            return None
        return Place(Path(folder), environment.get(_DATABASE, ""), environment.get(_SITE, ""))

    def environment(self) -> dict[str, str]:
        """What a child process needs to find this place."""
        return {_FOLDER: str(self.folder), _DATABASE: self.database, _SITE: self.site}

    def make(self) -> None:
        """Make the folder, for its owner alone. Raises ``OSError``."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in ("files", "pages", "published"):
            (self.folder / name).mkdir(exist_ok=True, mode=0o700)

    def secret(self) -> str:
        """The key that signs sessions: made once, kept in the folder, read by its owner alone."""
        return self._kept("secret.key", lambda: secrets.token_urlsafe(48))

    def signing_key(self) -> bytes:
        """The private key (PEM) that signs what is published: made once, kept in the folder, read
        by its owner alone, in every backup. Raises ``SignatureError`` without the extra."""
        from juesuan.publishing import new_key

        return self._kept(SIGNING_KEY, lambda: new_key().decode()).encode()

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        """A secret of the folder, made where it is not there yet; whole, or not at all."""
        path = self.folder / name
        if not path.exists():
            hidden = self.folder / f".{name}.{secrets.token_hex(4)}"
            handle = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(make())
                stream.flush()
                os.fsync(stream.fileno())
            try:
                os.link(hidden, path)
            except FileExistsError:
                pass  # another process was faster
            except OSError:
                hidden.rename(path)  # a file system without hard links
            hidden.unlink(missing_ok=True)
        return path.read_text("ascii")

    def connection(self) -> dict[str, object]:
        """Django's description of the database. Raises ``WorkbenchError`` for an address that is
        none of PostgreSQL."""
        if not self.database:
            return sqlite(self.folder / "workbench.sqlite3")
        parts = urlsplit(self.database)
        if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
            raise WorkbenchError("bad_database")
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or query.pop("host", "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {name: unquote(value) for name, value in query.items()},
        }


def sqlite(path: Path | str) -> dict[str, object]:
    """SQLite for several threads and processes: readers never wait for the writer (WAL), a write
    takes its lock at once, and what is acknowledged is on the disk (``synchronous=FULL``)."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}
