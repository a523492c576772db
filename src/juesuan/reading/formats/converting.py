"""Word processors' older files (doc, wps, rtf, odt), turned into docx by LibreOffice.

LibreOffice runs as a process of its own, with a profile that is gone afterwards, and for a
bounded time: files that it cannot read make it wait, or fail, and it must not meet one that the
user has open.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juesuan.reading.document import Document
from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.docx import read_docx

__all__ = ["MAX_BYTES", "PROGRAMS", "read_converted"]

PROGRAMS = ("soffice", "libreoffice")
"""Names under which LibreOffice is looked for."""
MAX_BYTES = 128 * 1024 * 1024
"""The largest file that is converted."""
SECONDS = 60
"""After which LibreOffice is given up."""


def read_converted(path: Path, kind: str) -> Document:
    """What Word would show of an older file; ``kind`` (``doc``, ``rtf``, ``odt``) names what it is.

    Raises ``UnreadableError``: ``needs_soffice`` where LibreOffice is not on this machine,
    ``not_converted`` where it makes nothing of the file.
    """
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError("too_large", bytes=path.stat().st_size, most=MAX_BYTES)
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise UnreadableError("needs_soffice", kind=kind)
    with _converted(program, path, kind) as made:
        document = read_docx(made, path.name)
    document.format = kind
    return document


@contextmanager
def _converted(program: str, path: Path, kind: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="juesuan-office-") as folder:
        place = Path(folder)
        source = place / f"source.{kind}"
        shutil.copyfile(path, source)
        _run(program, source, place)
        made = place / "out" / "source.docx"
        if not made.is_file():
            raise UnreadableError("not_converted", kind=kind)
        yield made


def _run(program: str, source: Path, place: Path) -> None:
    command = [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(place / "out"), str(source)),
    ]
    running = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        running.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableError("not_converted", seconds=SECONDS) from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
