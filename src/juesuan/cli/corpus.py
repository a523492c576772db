"""The commands on many disclosures: reading them into a corpus, asking and comparing them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.cli.option_records import AuditOptions
from juesuan.cli.options import Lang, LangOption, perform

__all__ = ["COMMANDS"]


def audit(
    folder: Annotated[
        Path, typer.Argument(help="公开件所在文件夹 · folder with disclosures, at any depth")
    ],
    asked: AuditOptions,
) -> None:
    """普查：审核文件夹下的全部公开件，结果存为语料库 · Audit every disclosure below a folder.

    一份公开件可以是几个文件：怎样归组写在 grouping.csv，可以改，改后再运行一次。
    中断后再运行，从断处继续；没有变化的文件不重读。
    退出码：0 没有问题，1 有 --fail-on 及以上的问题，2 文件夹不能用、没有一份能读，或用法不对。

    例 · Example:  juesuan audit 各单位公开件 -o corpus --papers 整改 --due 2026-12-31
    """
    from juesuan.cli.audit import run

    perform(asked.lang, run, folder, asked)


def sql(
    query: Annotated[str, typer.Argument(help="一条 SELECT，- 从标准输入读 · one SELECT, or -")],
    corpus: Annotated[Path, typer.Option("--corpus", help="语料库 · a corpus that audit wrote")],
    output: Annotated[
        str,
        typer.Option("-o", "--output", help="输出文件，- 为标准输出 · file to write, - for stdout"),
    ] = "-",
    form: Annotated[
        str,
        typer.Option("--format", help="table、csv、json、parquet、xlsx（默认按扩展名）· format"),
    ] = "",
    engine: Annotated[
        str, typer.Option("--engine", help="duckdb、spark（需 juesuan[spark]）· engine")
    ] = "duckdb",
    lang: LangOption = Lang.zh,
) -> None:
    """查询语料库：只读，视图名和列名不变 · Ask a corpus in SQL, read only.

    视图：documents、facts、cells、findings、projects、indicators、quantities、missing、
    not_read、identities、broken（勾稽关系）。金额 amount 为元，value 为分。

    例 · Example:  juesuan sql "SELECT unit, errors FROM documents ORDER BY 2 DESC" --corpus corpus
    """
    from juesuan.cli.sql import run

    perform(lang.value, run, query, corpus, output, form, engine, lang.value)


def consolidate(
    units: Annotated[
        list[Path], typer.Argument(help="各单位的账套或公开件 · the units' books or booklets")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="部门账套（文件夹）；核对时为 csv · the book, or csv"),
    ] = None,
    department: Annotated[
        Path | None,
        typer.Option("--department", help="部门的公开件，与各单位之和核对 · compare with this"),
    ] = None,
    unit: Annotated[
        str,
        typer.Option("--name", "--unit", help="部门名称（默认第一家的）· name of the department"),
    ] = "",
    sets: Annotated[
        Path | None,
        typer.Option("--sets", help="各套表的报表小类（csv：文件、报表小类）· kinds of the sets"),
    ] = None,
    lang: LangOption = Lang.zh,
) -> None:
    """合并：由各单位账套得出部门账套，抵销内部往来 · A department's book from its units' books.

    对附属单位补助与上级补助、上缴上级与附属单位上缴，付收相符的抵销；不符的不抵销，说明是哪几家、差多少。
    报表小类（单户表、汇总表、经费差额表、调整表）看文件名，或写在 --sets 里：
    有调整表的由它冲抵，汇总表不与所含的单户表相加。
    写了 --department，可以是公开件：逐格核对部门数与各单位之和，指出是哪几家的往来，或漏了哪家。
    退出码：0 都相符，1 有不符的，2 账套不能用或用法不对。

    例 · Example:  juesuan consolidate 本级 中心 学校 -o 部门
                   juesuan consolidate 本级.pdf 中心.docx --department 部门.pdf -o 差异.csv
    """
    from juesuan.cli.consolidate import compare, run

    if department is not None:
        perform(lang.value, compare, units, department, output, lang.value)
    if output is None:
        raise typer.BadParameter("请写部门账套的文件夹 · name the book's folder", param_hint="-o")
    perform(lang.value, run, units, output, unit, sets, lang.value)


def atlas(
    corpus: Annotated[Path, typer.Argument(help="语料库 · a corpus that audit wrote")],
    output: Annotated[Path, typer.Option("-o", "--output", help="网站文件夹 · the site's folder")],
    lang: LangOption = Lang.zh,
) -> None:
    """图册：把语料库做成可离线看的网站 · A corpus as a static site that works offline.

    首页可按单位、科目、金额、项目查找；每家一页，各年并列；有比较、审核情况和数据下载。

    例 · Example:  juesuan atlas corpus -o site
    """
    from juesuan.cli.atlas import run

    perform(lang.value, run, corpus, output, lang.value)


COMMANDS = (audit, sql, consolidate, atlas)
"""In the order of the help."""
