"""Fields and bookmarks of a Word document: what the word processor works out by itself."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

__all__ = ["bookmark", "clean", "field"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def clean(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return _CONTROL.sub("", text)


def field(line: Any, code: str, shown: str) -> None:
    """A field that the word processor works out; ``shown`` stands there until it has."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = line.add_run(text if kind == "shown" else "")
        if kind == "shown":
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
            if kind == "begin":
                mark.set(qn("w:dirty"), "true")
        else:
            mark.set(qn("xml:space"), "preserve")
            mark.text = f" {text} "
        run._element.append(mark)


def bookmark(line: Any, name: str, number: int, text: str) -> None:
    """Text that a field can refer to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    line._element.append(start)
    line.add_run(text)
    line._element.append(end)
