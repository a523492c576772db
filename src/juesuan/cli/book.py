"""The commands on one unit's book: beginning it, publishing it, and what was published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.cli.options import FormSetOption, Lang, LangOption, perform

__all__ = ["COMMANDS"]


def new(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="要写的工作簿 · workbook to write")
    ],
    form_set: FormSetOption,
    year: Annotated[int, typer.Option("--year", help="决算年度（默认按套表）· year")] = 0,
    name: Annotated[
        str, typer.Option("--name", help="部门全称 · full name of the department")
    ] = "",
    every: Annotated[
        bool, typer.Option("--all", help="少用的表也显示 · show the sheets that few units need")
    ] = False,
    lang: LangOption = Lang.zh,
) -> None:
    """新建空账套 · Write an empty book, with explanations and drop-down lists.

    例 · Example:  juesuan new --form-set yunnan-2023 --name 某某局 -o mybook.xlsx
    """
    from juesuan.cli.new import run

    perform(lang.value, run, output, form_set, year, name.strip(), every, lang.value)


def start(
    last: Annotated[
        Path,
        typer.Argument(
            help="上年的公开册（pdf、docx、xlsx …）、公开文件夹或账套 · last year's publication"
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="要写的新账套（xlsx）· the new book to write")
    ],
    form_set: FormSetOption = "",
    last_form_set: Annotated[
        str, typer.Option("--last-form-set", help="上年的套表（认不出时）· last year's form set")
    ] = "",
    year: Annotated[
        int, typer.Option("--year", help="新账套的年度（默认上年加一）· year of the new book")
    ] = 0,
    name: Annotated[
        str, typer.Option("--name", help="部门全称（上年公开件上没有时）· name of the department")
    ] = "",
    lang: LangOption = Lang.zh,
) -> None:
    """由上年公开册开新账套 · Begin this year's book from last year's booklet or folder.

    带入年初结转和结余、上年数、自设科目、文字、项目和指标；上年的表分不清的，列出来请您补。

    例 · Examples:  juesuan start 2024决算.pdf -o 2025账套.xlsx
                    juesuan start out2024 -o 2025账套.xlsx
    """
    from juesuan.cli.start import run

    perform(lang.value, run, last, output, form_set, last_form_set, year, name.strip(), lang.value)


def build(
    book: Annotated[
        Path,
        typer.Argument(help="账套，或已填好的报表（xlsx、docx、pdf …）· the book, or filled forms"),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="输出文件夹 · folder to write")],
    form_set: FormSetOption = "",
    name: Annotated[
        str, typer.Option("--name", help="部门全称（报表上没有时）· name of the department")
    ] = "",
    year: Annotated[
        int, typer.Option("--year", help="决算年度（报表上没有时）· year, where forms say none")
    ] = 0,
    accept: Annotated[
        str,
        typer.Option(
            "--accept", help="报表勾稽不符时的出错说明：文字或 toml · why identities do not hold"
        ),
    ] = "",
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="上年公开件或账套（报表用）· last year's, for forms"),
    ] = None,
    unit: Annotated[
        str, typer.Option("--money", "--unit", help="金额单位 · money unit: yuan, wan")
    ] = "",
    rounding: Annotated[
        str,
        typer.Option(
            "--rounding", help="万元取舍：balanced 舍位平衡，each 逐个四舍五入 · rounding of 万元"
        ),
    ] = "balanced",
    look: Annotated[
        str, typer.Option("--look", help="公开册版式：official 公文，compact 紧凑 · layout")
    ] = "official",
    lang: LangOption = Lang.zh,
) -> None:
    """由账套生成可公开的全套文件 · Build the whole published set of a book.

    写出公开册（docx、pdf）、报表（xlsx）、网站（html）、开放数据和 manifest.json，
    要么全部写成，要么什么都不改。

    已填好的报表逐格照登；勾稽关系不符的不生成（退出码1），除非用 --accept 写明原因。

    例 · Examples:  juesuan build examples/yuxi-internet-office-2021 -o out
                    juesuan build forms.xlsx -o out
                    juesuan build forms.xlsx -o out --accept 上年数据结转时四舍五入
    """
    from juesuan.cli.building import run

    perform(
        lang.value,
        run,
        book,
        output,
        form_set,
        name,
        year,
        accept,
        previous,
        unit,
        rounding,
        look,
        lang.value,
    )


def explain(
    what: Annotated[
        str,
        typer.Argument(
            help="规则代码、套表:表:行:栏，或输出文件夹 · RULE, SET:FORM:ROW:COLUMN, or OUT"
        ),
    ],
    cell: Annotated[str, typer.Argument(help="表:行:栏 · FORM:ROW:COLUMN (of OUT)")] = "",
    book: Annotated[
        Path | None, typer.Option("--book", help="账套所在（如已移动）· where the book is now")
    ] = None,
    entries: Annotated[
        int, typer.Option("--entries", help="最多列出的行数 · most rows shown")
    ] = 20,
    units: Annotated[
        list[Path] | None,
        typer.Option("--units", help="所属单位的公开件或账套，可写几个 · a department's units"),
    ] = None,
    lang: LangOption = Lang.zh,
) -> None:
    """解释一条规则或一个数字 · Explain a rule, or a cell: what it means, where it came from.

    例 · Examples:  juesuan explain C101
                    juesuan explain rules
                    juesuan explain yunnan-2023:05:2013750:9
                    juesuan explain out 05:2013750:9
                    juesuan explain 部门.pdf 01:4:1 --units 本级.pdf --units 中心.docx
    """
    from juesuan.cli.explain import run

    perform(lang.value, run, what, cell, book, entries, units or [], lang.value)


def verify(
    output: Annotated[Path, typer.Argument(help="build 写出的文件夹 · folder that build wrote")],
    key: Annotated[
        Path | None,
        typer.Option("--key", help="签发人的公钥（pem）· key that must have signed it"),
    ] = None,
    lang: LangOption = Lang.zh,
) -> None:
    """核验已发布的文件夹 · Verify that a published folder is as it was built, and who signed it.

    逐个文件核对 manifest.json 中的 SHA-256；改动、缺失、多出的文件一一列出。
    有签名的，还说明谁在何时签发；签名不对，或不是所给公钥的签名，退出码为 1。

    例 · Examples:  juesuan verify out
                    juesuan verify out --key public-key.pem
    """
    from juesuan.cli.verify import run

    perform(lang.value, run, output, key, lang.value)


COMMANDS = (new, start, build, explain, verify)
"""In the order of ``juesuan --help``."""
