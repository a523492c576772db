"""The command on what offices have: files brought into a book, or held against it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.cli.options import Lang, LangOption, perform

__all__ = ["import_file"]


def import_file(
    file: Annotated[
        Path,
        typer.Argument(help="支付明细、序时账、科目余额表、资产卡片或国库对账单 · the file"),
    ],
    into: Annotated[Path, typer.Option("--into", help="账套 · the book")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help="payments、journal、balances、cards、statement（默认按列名认）· kind"
        ),
    ] = "",
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="导入对照（默认在账套旁）· the mapping file"),
    ] = None,
    accept_suggestions: Annotated[
        bool,
        typer.Option("--accept-suggestions", help="没有填的都按建议 · take all suggestions"),
    ] = False,
    reconcile: Annotated[
        bool, typer.Option("--reconcile", help="只与账套核对，不导入 · compare only")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只预览，什么都不写 · preview only")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再确认 · do not ask")] = False,
    form: Annotated[str, typer.Option("--format", help="text、json · format")] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", help="报告文件 · file for the report, - for stdout")
    ] = "-",
    lang: LangOption = Lang.zh,
) -> None:
    """导入支付明细等到账套，或与账套核对 · Import an office's file into a book, or reconcile.

    先预览，后写入；文件里没有的，问一次，记在账套旁的“导入对照”里，以后照用。
    同一文件再次导入不会重复。国库对账单只核对。
    退出码：0 完成，1 还有要填的、读不懂的或核对不符的，2 文件不能用或用法不对。

    例 · Examples:  juesuan import 支付明细.xlsx --into mybook.xlsx
                    juesuan import 支付明细.xls --into book --dry-run
                    juesuan import 国库对账单.xlsx --into book
                    juesuan import 科目余额表.xlsx --into book --reconcile
    """
    from juesuan.cli.importing import run

    perform(
        lang.value,
        run,
        file,
        into,
        kind,
        mapping,
        accept_suggestions,
        reconcile,
        dry_run,
        yes,
        form,
        output,
        lang.value,
    )
