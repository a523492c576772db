"""What ``check`` and ``audit`` can be asked: each option once, with its words for the command line.

A command takes such a record as one parameter (``taken_apart``); nothing here imports what the
commands do, so that the help is there at once.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer
from msgspec import Struct

from juesuan.cli.options import FormSetOption, Lang, LangOption, UnitOption

__all__ = ["AuditOptions", "CheckOptions", "taken_apart"]

_JobsOption = Annotated[
    int, typer.Option("--jobs", min=0, help="同时几个进程（默认按处理器数）· processes")
]
_DueOption = Annotated[
    str, typer.Option("--due", help="整改期限，如 2026-12-31 · day due in the notices")
]
_FailOnOption = Annotated[
    str,
    typer.Option(
        "--fail-on", help="从哪一级起退出码为1：error、warning、info、never · exit status 1 from"
    ),
]


class CheckOptions(Struct, frozen=True, kw_only=True):
    """The options of ``juesuan check`` as given."""

    output: Annotated[
        str,
        typer.Option("-o", "--output", help="输出文件，或每份一个文件的文件夹 · file or folder"),
    ] = "-"
    format: Annotated[
        str, typer.Option("--format", help="text、json、html、xlsx、docx、sarif · format")
    ] = ""
    select: Annotated[
        list[str] | None,
        typer.Option("--select", help="只查这些规则：代码或前缀 · only these rules, by prefix"),
    ] = None
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="不查这些规则 · not these rules")
    ] = None
    preview: Annotated[
        bool, typer.Option("--preview", help="也查试行规则（见于一份公开件）· rules on trial, too")
    ] = False
    fail_on: _FailOnOption = ""
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="已接受的问题 · accepted findings (TOML)")
    ] = None
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline", help="把现有问题写成基线文件 · write a baseline to fill in"
        ),
    ] = None
    since: Annotated[
        Path | None,
        typer.Option("--since", help="旧的 json 报告：已改、未改、新出现 · an earlier json report"),
    ] = None
    explained: Annotated[
        Path | None,
        typer.Option("--accept", "--explained", help="出错说明 · written explanations (TOML)"),
    ] = None
    notices: Annotated[
        Path | None,
        typer.Option(
            "--notices", help="给每个单位写整改通知书（docx）的文件夹 · folder of notices"
        ),
    ] = None
    due: _DueOption = ""
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="上年公开件（多份时为文件夹）· last year's disclosure"),
    ] = None
    form_set: FormSetOption = ""
    unit: UnitOption = ""
    year: Annotated[int, typer.Option("--year", help="决算年度（默认自动识别）· year")] = 0
    jobs: _JobsOption = 0
    config: Annotated[
        Path | None,
        typer.Option("--config", help="配置文件（默认 ./juesuan.toml）· configuration file"),
    ] = None
    lang: Annotated[
        Lang | None,
        typer.Option("--lang", envvar="JUESUAN_LANG", help="报告语言 · language: zh, en"),
    ] = None


class AuditOptions(Struct, frozen=True, kw_only=True):
    """The options of ``juesuan audit`` as given. ``papers`` is the folder of notices and
    inspection sheets."""

    output: Annotated[Path, typer.Option("-o", "--output", help="语料库文件夹 · the corpus")]
    roster: Annotated[
        Path | None,
        typer.Option("--roster", help="应公开名单（csv、xlsx）· who must publish, by when"),
    ] = None
    changes: Annotated[
        Path | None,
        typer.Option(
            "--changes", help="更名、合并的单位和科目（csv）· renamed, merged units, codes"
        ),
    ] = None
    papers: Annotated[
        Path | None,
        typer.Option(
            "--papers",
            help="给每个有问题的单位写整改通知书和检查表的文件夹 · folder of notices and sheets",
        ),
    ] = None
    due: _DueOption = ""
    format: Annotated[str, typer.Option("--format", help="text、json · format of the report")] = ""
    fail_on: _FailOnOption = "error"
    jobs: _JobsOption = 0
    engine: Annotated[
        str,
        typer.Option("--engine", help="在哪里读：duckdb 本机，spark 集群（需 juesuan[spark]）"),
    ] = "duckdb"
    lang: LangOption = Lang.zh


def taken_apart(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameter that is a record of options, if it has one, is many parameters,
    one a field, as the command line wants them."""
    hints = get_type_hints(command, include_extras=True)
    name = next((each for each, kind in hints.items() if _is_record(kind)), "")
    if not name:
        return command
    record: type[Any] = hints[name]
    own = [
        inspect.Parameter(each, inspect.Parameter.KEYWORD_ONLY, annotation=hints[each])
        for each in inspect.signature(command).parameters
        if each != name
    ]
    kinds = get_type_hints(record, include_extras=True)
    options = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=kinds[each.name])
        for each in inspect.signature(record).parameters.values()
    ]

    @functools.wraps(command)
    def taking(**given: Any) -> None:
        asked = {one.name: given.pop(one.name) for one in options}
        command(**given, **{name: record(**asked)})

    taking.__annotations__ = {one.name: one.annotation for one in (*own, *options)}
    taking.__signature__ = inspect.Signature([*own, *options])  # type: ignore[attr-defined]
    return taking


def _is_record(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)
