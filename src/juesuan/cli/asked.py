"""What only the author can say: the first few on the terminal, all of it in one file (待填)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juesuan.cli.console import err
from juesuan.ledger import Asked, answer_rows, answers_of, write_answers
from juesuan.messages import say
from juesuan.publishing import OutputError, replace_file

__all__ = ["ask_for", "tell_asked"]

_SHOWN = 6
_MARKS = {"asked": "?", "advice": "·"}


def tell_asked(key: str, said: Sequence[Asked], lang: str) -> None:
    """Print the first of these under the heading ``asked`` or ``advice``."""
    if not said:
        return
    err.print(say(f"build.{key}", lang, count=len(said)), style="yellow")
    for each in said[:_SHOWN]:
        err.print(f"  {_MARKS[key]} {each.entry}：{each.text(lang)}", markup=False)
    if len(said) > _SHOWN:
        err.print(f"  … {len(said) - _SHOWN}")


def ask_for(path: Path, asked: Sequence[Asked], lang: str) -> None:
    """Tell what is asked for, and write it into the file of answers beside ``path`` (a book, or
    forms) where one cell answers it; what is entered in the book itself is told first. Answers that
    stand there stay."""
    elsewhere = [each for each in asked if not each.column]
    asked = [*elsewhere, *(each for each in asked if each.column)]
    tell_asked("asked", asked, lang)
    answers = answers_of(path)
    if answers.problems or not any(each.column for each in asked):
        return
    rows = answer_rows(answers, asked, lang)
    try:
        if not answers.hold(rows):
            with replace_file(answers.path) as target:
                write_answers(target, rows, lang)
    except OutputError as error:
        err.print(error.text(lang), style="red")
        return
    count = sum(1 for row in rows if row.ask and not row.text)
    err.print(say("answers.written", lang, count=count, path=answers.path), style="bold")
    if elsewhere:
        err.print(say("answers.elsewhere", lang, count=len(elsewhere)), style="bold")
