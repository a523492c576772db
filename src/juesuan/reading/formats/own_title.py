"""The title that a file gives itself (标题属性): of a page's head, or of an office document's core
properties. Nobody reads it on paper, but it may be the only place that says the year."""

from __future__ import annotations

import html
import re
from pathlib import Path

from juesuan.reading.errors import UnreadableError
from juesuan.reading.formats.package import DAMAGE, local, open_package, tree
from juesuan.text import decoded

__all__ = ["own_title"]

_CORE = "docProps/core.xml"
_TITLE = re.compile(rb"<title[^>]*>(.{1,400}?)</title>", re.IGNORECASE | re.DOTALL)
_HEAD = 65_536
"""Bytes of a page in which its head lies."""


def own_title(path: Path, kind: str) -> str:
    """The title of a file of a kind that has one; empty where it gives none, or none can be
    read."""
    if kind == "html":
        with path.open("rb") as file:
            found = _TITLE.search(file.read(_HEAD))
        try:
            return html.unescape(decoded(found[1])).strip() if found else ""
        except UnicodeDecodeError:
            return ""
    try:
        with open_package(path) as package:
            if _CORE not in package.namelist():
                return ""
            parts = (each for each in tree(package, _CORE).iter() if local(each.tag) == "title")
            return next(((each.text or "").strip() for each in parts), "")
    except (UnreadableError, *DAMAGE):  # an older workbook is no package
        return ""
