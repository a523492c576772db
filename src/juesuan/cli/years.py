"""``juesuan years``: several years of one unit side by side on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.cli.options import Lang, LangOption, perform

__all__ = ["years"]


def years(
    sources: Annotated[
        list[Path],
        typer.Argument(help="各年：发布文件夹、账套或公开件，两份以上 · two or more years"),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="要写的网页 · page to write")],
    lang: LangOption = Lang.zh,
) -> None:
    """历年对照 · Set several years side by side on one page.

    每个年度一栏，每行一个小图：收支、“三公”经费、功能分类和经济分类的类。
    发布文件夹（build 的输出）、账套、各年的公开件（docx、pdf、xlsx …）都可以。

    例 · Example:  juesuan years out-2021 out-2022 out-2023 -o 历年.html
    """
    perform(lang.value, _run, sources, output, lang.value)


def _run(sources: list[Path], output: Path, lang: str) -> int:
    from juesuan.cli.console import err, progress
    from juesuan.cli.errors import UsageError
    from juesuan.messages import say
    from juesuan.publishing import replace_file
    from juesuan.publishing.years import YearOfFacts, write_years
    from juesuan.starting import open_last_year

    if len(sources) < 2:
        raise UsageError("years.too_few")
    found: dict[int, YearOfFacts] = {}
    for path in sources:
        with progress(lang) as tell:
            last = open_last_year(path, progress=tell)
        if last.year in found:
            raise UsageError("years.twice", year=last.year, path=path)
        found[last.year] = YearOfFacts(
            year=last.year, unit=last.unit, money=last.money, store=last.facts
        )
    names = list(dict.fromkeys(one.unit for one in found.values()))
    if len(names) > 1:
        err.print(say("years.names", lang, names=names), style="yellow", markup=False)
    with replace_file(output) as hidden:
        write_years(list(found.values()), hidden, lang)
    done = say("years.done", lang, years=sorted(found), path=output)
    err.print(done, style="green", markup=False)
    return 0
