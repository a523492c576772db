"""Regular expressions, compiled once for all runs.

Python compiles a pattern into a program for its engine, which takes a thousandth of a second for
many that list Chinese signs; the engine takes a program that was kept in a hundredth of that.
Only the engine of the same Python does, and only programs that are the same as a compiled one's
are kept. A Python whose modules are named otherwise compiles as usual.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import Any

import msgspec

from juesuan.keeping.store import get, put

__all__ = ["compiled"]

_KIND = f"re {sys.hexversion:x}"
_WIDTH = 4
"""Bytes of an instruction."""

Program = tuple[int, bytes, int, dict[str, int], list[str | None]]
"""Flags, instructions, number of groups, their numbers by name, their names by number."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression. Raises ``re.error``."""
    text = f"{int(flags)}:{pattern}".encode("utf-8", "surrogatepass")
    if (kept := get(_KIND, text)) is not None:
        try:
            return _of_program(pattern, msgspec.msgpack.decode(kept, type=Program))
        except Exception:  # whatever this Python's engine does not take is compiled
            return re.compile(pattern, flags)
    found = re.compile(pattern, flags)
    put(_KIND, text, lambda: _kept(found, pattern, flags))
    return found


def _kept(found: re.Pattern[str], pattern: str, flags: int) -> bytes | None:
    try:
        program = _program_of(pattern, flags)
        same = _of_program(pattern, program) == found
    except Exception:
        return None
    return msgspec.msgpack.encode(program) if same else None


def _of_program(pattern: str, program: Program) -> re.Pattern[str]:
    flags, instructions, groups, numbers, names = program
    code = memoryview(instructions).cast("I").tolist()
    made = import_module("_sre").compile(pattern, flags, code, groups, numbers, tuple(names))
    if not isinstance(made, re.Pattern):
        raise TypeError(made)
    return made


def _program_of(pattern: str, flags: int) -> Program:
    """What ``re.compile`` gives the engine."""
    parser: Any = import_module("re._parser")
    compiler: Any = import_module("re._compiler")
    tree = parser.parse(pattern, flags)
    code = compiler._code(tree, flags)
    names: list[str | None] = [None] * tree.state.groups
    for name, number in tree.state.groupdict.items():
        names[number] = name
    instructions = b"".join(one.to_bytes(_WIDTH, sys.byteorder) for one in code)
    numbers = dict(tree.state.groupdict)
    return int(flags | tree.state.flags), instructions, tree.state.groups - 1, numbers, names
