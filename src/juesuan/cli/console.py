"""Screen for people: one console for results, one for complaints, aligned in Chinese."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from juesuan.messages import say

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "Screen",
    "complain",
    "counted",
    "err",
    "out",
    "progress",
    "report_stream",
    "reports_alone",
]

_STDOUT, _STDERR = 1, 2


_OF_COLOUR = {"style", "markup"}
"""Settings of what is printed that say nothing without a terminal; no markup is written here."""
_HEIGHT = 25
"""Lines of what is no terminal: with a width and a height none is asked for its own."""
_AS_TERMINAL = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
"""Variables by which a stream that is no terminal is taken for one."""


class Screen:
    """A console of the terminal library, made when something is first printed with it: a report
    that goes to a file needs none."""

    def __init__(
        self, file: TextIO | None = None, *, to_errors: bool = False, width: int | None = None
    ) -> None:
        self._file, self._to_errors, self._width = file, to_errors, width
        self._made: Console | None = None

    @property
    def console(self) -> Console:
        """The console. What is printed may hold names and texts from files: no mark in them means
        anything."""
        if self._made is None:
            from rich.console import Console

            self._made = Console(
                file=self._file,
                stderr=self._to_errors,
                highlight=False,
                markup=False,
                emoji=False,
                soft_wrap=self._to_errors,
                width=self._width,
                height=_HEIGHT if self._width else None,
            )
        return self._made

    def print(self, *what: Any, **settings: Any) -> None:
        """Print something of the terminal library, or a text; one to where errors go is not
        broken into lines, and needs no library where nothing is coloured."""
        plain = self._to_errors and not self.is_terminal and not settings.keys() - _OF_COLOUR
        if plain and all(isinstance(one, str) for one in what):
            if self.file is not None:
                self.file.write(" ".join(what) + "\n")
                self.file.flush()
            return
        self.console.print(*what, **settings)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.console, name)

    @property
    def file(self) -> TextIO | None:
        """Where it is printed: what was set, else the standard stream as it is by now."""
        return self._file or (sys.stderr if self._to_errors else sys.stdout)

    @file.setter
    def file(self, stream: TextIO | None) -> None:
        self._file = stream
        if self._made is not None:
            self._made.file = cast(TextIO, stream)

    @property
    def width(self) -> int:
        """Characters of a line."""
        return self._width or self.console.width

    @property
    def is_terminal(self) -> bool:
        """Whether people see at once what is printed."""
        if self._made is None and not any(map(os.environ.get, _AS_TERMINAL)):
            try:
                return self.file is not None and self.file.isatty()
            except ValueError:  # closed
                return False
        return self.console.is_terminal


out = Screen()
err = Screen(to_errors=True)


def complain(text: str) -> None:
    """Say what is wrong, on standard error, exactly as written (no markup)."""
    err.print(text, style="red", markup=False)


@contextmanager
def progress(lang: str) -> Iterator[Callable[[str], None]]:
    """Show the stage a long job is in, on a terminal only. Yields a function to tell it."""
    if not err.is_terminal:
        yield lambda stage: None
        return
    with err.status("", spinner="dots") as status:
        yield lambda stage: status.update(say(f"stage.{stage}", lang))


@contextmanager
def counted(count: int) -> Iterator[Callable[[str], None]]:
    """A bar of how many of many are done and the time left, on standard error. Yields a function
    to tell the name of each that is done."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    named = TextColumn("{task.fields[name]}", markup=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), named)
    with Progress(*columns, console=err.console, transient=True, redirect_stdout=False) as bar:
        number = bar.add_task("", total=count, name="")
        yield lambda name: bar.update(number, advance=1, name=name)


@contextmanager
def reports_alone() -> Iterator[None]:
    """Within, standard output carries what ``out`` and ``report_stream`` write and nothing
    else: what a library prints, be it from C or in a process of ours, goes to standard error."""
    stream = sys.stdout
    with _apart(stream) as own:
        out.file, sys.stdout = own, sys.stderr
        try:
            yield
            own.flush()
        finally:
            sys.stdout = stream
            out.file = None  # again whatever standard output is


def report_stream() -> TextIO:
    """Where a report goes that is written to standard output. ``OSError`` if that is closed."""
    if sys.__stdout__ is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return cast(TextIO, out.file)


@contextmanager
def _apart(stream: TextIO | None) -> Iterator[TextIO]:
    """A stream that writes where ``stream`` does. If that is the process's standard output,
    file descriptor 1 leads to standard error meanwhile."""
    if stream is None:
        with Path(os.devnull).open("w") as nowhere:
            yield nowhere
        return
    try:
        shared = stream.fileno() == _STDOUT
    except OSError:  # a stream in memory, as tests give
        shared = False
    if not shared:
        yield stream
        return
    stream.flush()
    own = os.fdopen(os.dup(_STDOUT), "w", encoding=stream.encoding, errors=stream.errors)
    with own:
        try:
            os.dup2(_STDERR, _STDOUT)
            yield own
        finally:
            os.dup2(own.fileno(), _STDOUT)
