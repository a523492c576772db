"""Small damages to data: numbers of settings changed, words and rows left out."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from in_code import Mutant

__all__ = ["of_data"]

_TOLD = re.compile(r"\s*(title|message|why|wrong|right|source|example|note|name)\b")
"""Lines that are only said to people."""
_NUMBER = re.compile(r"(?<![\w.\"-])\d+(?:\.\d+)?(?![\w.\"-])")
_QUOTED = re.compile(r'"[^"]*"')


def of_data(root: Path, file: str) -> Iterator[Mutant]:
    """Every damage of one file of data that still can be read and says something else."""
    text = (root / file).read_text("utf-8")
    lines = text.splitlines(keepends=True)
    whole = tomllib.loads(text) if file.endswith(".toml") else None
    for at, line in enumerate(lines):
        for kind, changed in _rows(at, line) if whole is None else _settings(line):
            made = "".join([*lines[:at], changed, *lines[at + 1 :]])
            if whole is not None and not _differs(whole, made):
                continue
            change = f"{line.strip()[:60]} → {changed.strip()[:60]}"
            yield Mutant(file=file, line=at + 1, kind=kind, change=change, text=made)


def _differs(whole: dict, made: str) -> bool:
    try:
        return tomllib.loads(made) != whole
    except tomllib.TOMLDecodeError:
        return False


def _rows(at: int, line: str) -> Iterator[tuple[str, str]]:
    if at and line.strip():
        yield "row", ""


def _settings(line: str) -> Iterator[tuple[str, str]]:
    if line.lstrip().startswith(("#", "[")) or _TOLD.match(line):
        return
    quoted = [match.span() for match in _QUOTED.finditer(line)]
    for match in _NUMBER.finditer(line):
        if not any(a <= match.start() < b for a, b in quoted):
            value = float(match[0]) if "." in match[0] else int(match[0])
            other = value * 2 if value else 1
            yield "setting", line[: match.start()] + str(other) + line[match.end() :]
    for was, now in (("true", "false"), ("false", "true")):
        if re.search(rf"=\s*{was}\b", line):
            yield "setting", re.sub(rf"(=\s*){was}\b", rf"\g<1>{now}", line)
    if "[" in line and len(quoted) > 1:
        for a, b in quoted:
            if re.match(r"\s*[,\]]", line[b:]) and line[:a].rstrip()[-1:] in {"[", ","}:
                yield "word", line[:a] + re.sub(r"^\s*,", "", line[b:])
