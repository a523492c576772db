"""What only the author can say, told on a terminal: the first few."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from juesuan.cli.console import err
from juesuan.messages import say

__all__ = ["tell_asked"]

_SHOWN = 12
_MARKS = {"asked": "?", "advice": "·"}


def tell_asked(key: str, said: Sequence[tuple[str, Callable[[str], str]]], lang: str) -> None:
    """Print entries and words under the heading ``asked`` or ``advice``."""
    if not said:
        return
    err.print(say(f"build.{key}", lang, count=len(said)), style="yellow")
    for entry, words in said[:_SHOWN]:
        place = f"{entry}：" if entry else ""
        err.print(f"  {_MARKS[key]} {place}{words(lang)}", markup=False)
    if len(said) > _SHOWN:
        err.print(f"  … {len(said) - _SHOWN}")
