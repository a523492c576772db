"""What commands share: languages, the form set's option, and how a command ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

__all__ = ["FormSetOption", "Lang", "LangOption", "UnitOption", "perform"]


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
UnitOption = Annotated[
    str,
    typer.Option(
        "--unit", help="文件有几个单位时读哪一个：名称或其一部分 · which unit of several, by name"
    ),
]


def perform(lang: str, run: Callable[..., int], *arguments: object) -> NoReturn:
    """Run a command and exit with its status."""
    from juesuan.cli.errors import perform as performed

    sys.exit(performed(lang, run, *arguments))
