"""The commands and their options; what they do stands in the modules beside this one."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Annotated

import typer

from juesuan import __version__
from juesuan.cli import book, corpus, serving, sources
from juesuan.cli.options import FormSetOption, Lang, LangOption, UnitOption, perform
from juesuan.cli.plain_values import Command, Commands
from juesuan.cli.years import years

__all__ = ["app", "main"]

app = typer.Typer(
    name="juesuan",
    cls=Commands,
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


for own in book.COMMANDS:
    app.command(cls=Command)(own)


@app.command(cls=Command)
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


@app.command(cls=Command)
def check(
    files: Annotated[
        list[Path],
        typer.Argument(help="公开件、草稿或账套：文件、文件夹或 zip · documents or books"),
    ],
    output: Annotated[
        str,
        typer.Option("-o", "--output", help="输出文件，或每份一个文件的文件夹 · file or folder"),
    ] = "-",
    form: Annotated[
        str,
        typer.Option("--format", help="text、json、html、xlsx、docx、sarif · format"),
    ] = "",
    select: Annotated[
        list[str] | None,
        typer.Option("--select", help="只查这些规则：代码或前缀 · only these rules, by prefix"),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", help="不查这些规则 · not these rules"),
    ] = None,
    preview: Annotated[
        bool,
        typer.Option("--preview", help="也查试行规则（见于一份公开件）· rules on trial, too"),
    ] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            help="从哪一级起退出码为1：error、warning、info、never · exit status 1 from",
        ),
    ] = "",
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="已接受的问题 · accepted findings (TOML)")
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline", help="把现有问题写成基线文件 · write a baseline to fill in"
        ),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option("--since", help="旧的 json 报告：已改、未改、新出现 · an earlier json report"),
    ] = None,
    explained: Annotated[
        Path | None,
        typer.Option("--accept", "--explained", help="出错说明 · written explanations (TOML)"),
    ] = None,
    notices: Annotated[
        Path | None,
        typer.Option(
            "--notices", help="给每个单位写整改通知书（docx）的文件夹 · folder of notices"
        ),
    ] = None,
    due: Annotated[
        str, typer.Option("--due", help="整改期限，如 2026-12-31 · day due in the notices")
    ] = "",
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="上年公开件（多份时为文件夹）· last year's disclosure"),
    ] = None,
    form_set: FormSetOption = "",
    unit: UnitOption = "",
    year: Annotated[int, typer.Option("--year", help="决算年度（默认自动识别）· year")] = 0,
    jobs: Annotated[
        int, typer.Option("--jobs", min=0, help="同时几个进程（默认按处理器数）· processes")
    ] = 0,
    config: Annotated[
        Path | None,
        typer.Option("--config", help="配置文件（默认 ./juesuan.toml）· configuration file"),
    ] = None,
    lang: Annotated[
        Lang | None,
        typer.Option("--lang", envvar="JUESUAN_LANG", help="报告语言 · language: zh, en"),
    ] = None,
) -> None:
    """审核决算：错在哪里、依据、应为多少 · Check disclosures, drafts or books.

    每个文件一份公开件；文件夹或 zip 为几个文件组成的一份。
    退出码：0 没有问题，1 有 --fail-on 及以上的问题，2 文件不能用或用法不对。

    例 · Examples:  juesuan check booklet.pdf
                    juesuan check booklet.pdf -o report.html
                    juesuan check new.pdf --since report.json
                    juesuan check *.pdf -o units.xlsx --notices notices --due 2026-12-31
    """
    from juesuan.cli.check import Options, run

    options = Options(
        output=output,
        format=form,
        select=_codes(select),
        ignore=_codes(ignore),
        preview=preview,
        fail_on=fail_on,
        config=config,
        baseline=baseline,
        write_baseline=write_baseline,
        since=since,
        explained=explained,
        notices=notices,
        due=due,
        previous=previous,
        form_set=form_set,
        unit=unit,
        year=year,
        jobs=jobs,
        lang=lang.value if lang else "",
    )
    perform(options.lang or "zh", run, files, options)


def _codes(given: list[str] | None) -> tuple[str, ...]:
    """Codes given one by one or with commas."""
    return tuple(code for text in given or () for code in text.replace("，", ",").split(","))


@app.command(name="inspect", cls=Command)
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


app.command(name="import", cls=Command)(sources.import_file)
for command in (*corpus.COMMANDS, *serving.COMMANDS):
    app.command(cls=Command)(command)
app.command(cls=Command)(years)


def main() -> None:
    """Run the command line."""
    # A library that starts threads (numpy's) keeps its process from being copied for a document;
    # nothing here computes with it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What a command makes mostly lives as long as it: looking for garbage often finds none.
    gc.set_threshold(100_000, 50, 100)
    app()
