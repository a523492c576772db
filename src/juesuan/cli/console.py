"""Printing for people: one console for results, one for complaints, aligned in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from rich.console import Console

from juesuan.messages import say

__all__ = ["Lang", "complain", "err", "out", "progress"]


class Lang(StrEnum):
    """Languages of reports."""

    zh = "zh"
    en = "en"


out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False, soft_wrap=True)


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
