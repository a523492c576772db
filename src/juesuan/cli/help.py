"""The help of a command, set in lines by how wide its signs are on a terminal.

Typer sets it with a library whose import takes longer than everything else that the help needs, and
which breaks no line of Chinese but cuts it off.
"""

from __future__ import annotations

import inspect
import shutil
import unicodedata
from collections.abc import Iterator
from typing import Any

import typer

__all__ = ["help_of"]

_WIDEST = 100
_NARROWEST = 40
_GAP = 2
_FIRST = 0.4
"""Share of the width that names of options may take; longer ones have a line of their own."""


def help_of(command: Any, ctx: Any) -> str:
    """What ``--help`` prints: the usage, what the command does, its arguments, options and
    commands, each with what it is."""
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    said = inspect.cleandoc(command.help or "").split("\n")
    parts = [[command.get_usage(ctx)], [line for one in said for line in _wrapped(one, width)]]
    rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        if record := param.get_help_record(ctx):
            rows[param.param_type_name].append(record)
    commands = command.described() if hasattr(command, "described") else ()
    told = [(one, _first_paragraph(text)) for one, text in commands]
    for title, listed in (
        ("Arguments", rows["argument"]),
        ("Options", rows["option"]),
        ("Commands", told),
    ):
        if listed:
            parts.append([typer.style(title, bold=True), *_listed(listed, width)])
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _first_paragraph(text: str) -> str:
    paragraph = inspect.cleandoc(text).split("\n\n")[0]
    return " ".join(paragraph.split("\n"))


def _listed(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    """Names beside what they are."""
    most = int(width * _FIRST)
    first = max((_width(name) for name, _ in rows if _width(name) <= most), default=most)
    indent = " " * (first + 2 * _GAP)
    for name, text in rows:
        lines = _wrapped(text, width - len(indent))
        if _width(name) > first:
            yield " " * _GAP + name
        else:
            yield (" " * _GAP + name + " " * (first + _GAP - _width(name)) + lines.pop(0)).rstrip()
        yield from (indent + line for line in lines)


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of a width, broken at spaces or between wide signs; what it is indented
    by stays."""
    indent = text[: len(text) - len(text.lstrip())]
    lines, line = [], indent
    for piece in _pieces(text.lstrip()):
        if line.strip() and _width(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = indent
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """Parts between which a line may be broken: a word with the space behind it, or a wide sign
    with the closing signs behind and the opening ones before it."""
    start = 0
    for place in range(1, len(text)):
        if _may_break(text[place - 1], text[place]):
            yield text[start:place]
            start = place
    yield text[start:]


def _may_break(before: str, sign: str) -> bool:
    if sign == " " or unicodedata.category(before) in {"Ps", "Pi"}:
        return False
    if before == " ":
        return True
    wide = _is_wide(before) or _is_wide(sign)
    return wide and unicodedata.category(sign) not in {"Pe", "Pf", "Po"}


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in {"W", "F"}


def _width(text: str) -> int:
    return sum(1 + _is_wide(sign) for sign in text)
