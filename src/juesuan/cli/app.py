"""The commands and their options; what they do stands in the modules beside this one."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from juesuan import __version__
from juesuan.cli import book, corpus, serving, sources
from juesuan.cli.option_records import CheckOptions
from juesuan.cli.options import FormSetOption, Lang, LangOption, UnitOption, perform
from juesuan.cli.plain_values import Commands
from juesuan.cli.years import years

__all__ = ["app", "main"]


def read(
    file: Annotated[Path, typer.Argument(help="公开件：文件、文件夹或 zip · the disclosure")],
    output: Annotated[
        str,
        typer.Option("-o", "--output", help="输出文件，- 为标准输出 · file to write, - for stdout"),
    ] = "-",
    form: Annotated[
        str, typer.Option("--format", help="csv、json、parquet、xlsx（默认按扩展名）· format")
    ] = "",
    form_set: FormSetOption = "",
    unit: UnitOption = "",
    year: Annotated[int, typer.Option("--year", help="决算年度（默认自动识别）· year")] = 0,
    lang: LangOption = Lang.zh,
) -> None:
    """读取已公开或草拟的决算 · Read a published or draft disclosure.

    pdf、ofd、xlsx、xls、et、docx、doc、wps、html、txt；文件夹或 zip 作为一份文件。
    读到的数字带出处，没读懂的一一列出。

    例 · Example:  juesuan read booklet.pdf -o cells.csv
    """
    from juesuan.cli.read import run

    perform(lang.value, run, file, output, form, form_set, year, lang.value, unit)


def check(
    files: Annotated[
        list[Path],
        typer.Argument(help="公开件、草稿或账套：文件、文件夹或 zip · documents or books"),
    ],
    asked: CheckOptions,
) -> None:
    """审核决算：错在哪里、依据、应为多少 · Check disclosures, drafts or books.

    每个文件一份公开件；文件夹或 zip 为几个文件组成的一份。
    退出码：0 没有问题，1 有 --fail-on 及以上的问题，2 文件不能用或用法不对。

    例 · Examples:  juesuan check booklet.pdf
                    juesuan check booklet.pdf -o report.html
                    juesuan check new.pdf --since report.json
                    juesuan check *.pdf -o units.xlsx --notices notices --due 2026-12-31
    """
    from juesuan.cli.check import run

    perform(asked.lang or "zh", run, files, asked)


def inspect_disclosures(
    files: Annotated[
        list[Path], typer.Argument(help="公开件：文件、文件夹或 zip · the disclosures")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", help="输出文件 · file to write, - for stdout")
    ] = "-",
    form: Annotated[
        str, typer.Option("--format", help="text、json、xlsx、docx（默认按扩展名）· format")
    ] = "",
    sheet: Annotated[
        str,
        typer.Option(
            "--sheet", help="检查表：thirty-two、district，或自己的 toml · the sheet, or one's own"
        ),
    ] = "thirty-two",
    form_set: FormSetOption = "",
    year: Annotated[int, typer.Option("--year", help="决算年度（默认自动识别）· year")] = 0,
    lang: LangOption = Lang.zh,
) -> None:
    """填检查表：逐项判断是、否、本处不能查 · Fill an inspection sheet from disclosures.

    每项附页码、位置和文字作依据，并算扣分；留一栏给检查人自己决定。多份时每单位一页，另有总表。
    退出码：0 没有不合格的，1 有不合格的，2 文件不能用或用法不对。

    例 · Examples:  juesuan inspect booklet.pdf
                    juesuan inspect *.pdf -o sheet.xlsx
                    juesuan inspect *.pdf --sheet district -o sheet.docx
    """
    from juesuan.cli.inspecting import run

    perform(lang.value, run, files, output, form, sheet, form_set, year, lang.value)


class _Own(Commands):
    functions = MappingProxyType(
        {
            **{one.__name__: one for one in (*book.COMMANDS, read, check)},
            "inspect": inspect_disclosures,
            "import": sources.import_file,
            **{one.__name__: one for one in (*corpus.COMMANDS, *serving.COMMANDS, years)},
        }
    )


app = typer.Typer(
    name="juesuan",
    cls=_Own,
    help="决算：从账套到平衡、可公开的全套决算表。\n\n"
    "Final accounts of public bodies: from the year's book to the complete, balanced forms.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    rich_markup_mode="rich",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"juesuan {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 · version")
    ] = False,
) -> None:
    del version


def main() -> None:
    """Run the command line."""
    # A library that starts threads (numpy's) keeps its process from being copied for a document;
    # nothing here computes with it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What a command makes mostly lives as long as it: looking for garbage often finds none.
    gc.set_threshold(500_000, 10, 100)
    try:
        app()
    finally:
        gc.freeze()  # what ends with the process is not looked through for garbage first
