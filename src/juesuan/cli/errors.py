"""What goes wrong in a command, said in one way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from juesuan.cli.console import complain, reports_alone
from juesuan.keeping import keep_made
from juesuan.messages import JuesuanError, say

__all__ = ["UsageError", "perform", "told"]


class UsageError(JuesuanError):
    """What was asked for cannot be done. ``key`` names the whole message
    (``build.bad_rounding``)."""

    def text(self, lang: str = "zh") -> str:
        """What cannot be done, and what can."""
        return say(self.key, lang, **self.details)


def perform(lang: str, run: Callable[..., int], *arguments: object) -> int:
    """Run a command with standard output for its report alone; its exit status."""

    def alone() -> int:
        with reports_alone():
            return run(*arguments)

    try:
        return told(lang, alone)
    finally:
        keep_made()


def told(lang: str, run: Callable[..., int], *arguments: object) -> int:
    """What some work gives, an exit status, or 2 where it went wrong, after saying why."""
    try:
        return run(*arguments)
    except JuesuanError as error:
        complain(error.text(lang))
    except BrokenPipeError:
        raise  # whoever read the report has seen enough
    except OSError as error:
        from juesuan.publishing.errors import output_error

        place = error.filename or say("check.stdout", lang)
        complain(output_error(error, Path(place)).text(lang))
    return 2
