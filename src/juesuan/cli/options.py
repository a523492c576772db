"""What commands share: languages, the form set's option, and how a command ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

__all__ = ["FormSetOption", "Lang", "LangOption", "perform"]


class Lang(StrEnum):
    """Languages of reports."""

    zh = "zh"
    en = "en"


LangOption = Annotated[
    Lang,
    typer.Option("--lang", envvar="JUESUAN_LANG", help="报告语言 · language of reports: zh, en"),
]
FormSetOption = Annotated[
    str,
    typer.Option(
        "--form-set",
        help="套表：标识或文件夹 · form set: an id such as yunnan-2023, or a folder",
    ),
]


def perform(lang: str, run: Callable[..., int], *arguments: object) -> NoReturn:
    """Run a command and exit with its status."""
    from juesuan.cli.errors import perform as performed

    sys.exit(performed(lang, run, *arguments))
