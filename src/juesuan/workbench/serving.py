"""Starting the workbench: the database brought up to date, a worker, the server.

The server is waitress: in Python alone, so that it installs everywhere, one process with threads,
which suits SQLite; long work is done by the worker, and no page needs a connection that stays open.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator

from msgspec import Struct

from juesuan.workbench.place import Place, WorkbenchError

__all__ = ["Serving", "prepare", "serve"]

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_THREADS = 8
_CONNECTIONS = 1000
"""Browsers keep theirs open: more than the server's own 100, or 200 people would wait for each
other."""
_LARGEST = 220 * 1024 * 1024
"""Bytes of the largest request; what an upload may be is told to people before that."""


class Serving(Struct, frozen=True, kw_only=True):
    """How to serve: address, number of workers, whether to open a browser."""

    host: str = "127.0.0.1"
    port: int = 8010
    workers: int = 1
    browser: bool = False


def prepare(place: Place) -> None:
    """Set Django up for a place and bring its database up to date. Raises ``WorkbenchError``
    where the extra is not installed or the database cannot be reached."""
    try:
        import django
        import waitress  # noqa: F401
    except ImportError as error:
        raise WorkbenchError("not_installed") from error
    place.make()
    os.environ.update(place.environment(), DJANGO_SETTINGS_MODULE="juesuan.workbench.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import Error

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except Error as error:
        raise WorkbenchError("no_database", why=str(error).strip().split("\n")[0]) from error
    place.signing_key()


def serve(place: Place, how: Serving, tell: Callable[[str, str], None]) -> None:
    """Serve until the process is told to end. ``tell`` is given the address to open, and on the
    first run the one-time token. Raises ``WorkbenchError``."""
    if how.host not in _LOOPBACK and not place.site.startswith("https://"):
        raise WorkbenchError("open_host", host=how.host)
    token = secrets.token_urlsafe(18)
    os.environ["JUESUAN_FIRST_RUN"] = token
    prepare(place)
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    from juesuan.workbench.people.models import User

    listening = _listen(how)
    port = listening.getsockname()[1]
    named = f"[{how.host}]" if ":" in how.host else how.host
    address = place.site or f"http://{named}:{port}"
    first = not User.objects.exists()
    opened = f"{address}/setup/?token={token}" if first else f"{address}/"
    options: dict[str, object] = {"threads": _THREADS, "ident": None}
    options |= {"max_request_body_size": _LARGEST, "connection_limit": _CONNECTIONS}
    options["asyncore_use_poll"] = True  # more than 1024 files
    if place.site:
        options |= {
            "trusted_proxy": "*" if how.host not in _LOOPBACK else "127.0.0.1",
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
            "clear_untrusted_proxy_headers": True,
        }
    server = create_server(get_wsgi_application(), sockets=[listening], **options)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    with _workers(place, how.workers):
        tell(opened, token if first else "")
        if how.browser:
            threading.Timer(0.5, webbrowser.open, [opened]).start()
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            server.run()
        server.close()


def _listen(how: Serving) -> socket.socket:
    family = socket.AF_INET6 if ":" in how.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((how.host, how.port))
    except OSError as error:
        raise WorkbenchError("port_taken", host=how.host, port=how.port) from error
    return listening


@contextlib.contextmanager
def _workers(place: Place, count: int) -> Iterator[None]:
    """Workers that live as long as the server; one that dies is started again."""
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []
    environment = {**os.environ, **place.environment(), "JUESUAN_FIRST_RUN": ""}
    command = [sys.executable, "-m", "juesuan.workbench.jobs.worker"]

    def keep() -> None:
        while not stopping.wait(0.5):
            for number, worker in enumerate(running):
                if worker.poll() is not None and not stopping.wait(1):
                    running[number] = subprocess.Popen(command, env=environment)

    running += [subprocess.Popen(command, env=environment) for _ in range(count)]
    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join(3)
        for worker in running:
            worker.terminate()
        for worker in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                worker.wait(5)
            worker.kill()
