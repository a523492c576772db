"""The command of the workbench and its options; what it does stands in ``serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.cli.options import Lang, LangOption, perform

__all__ = ["COMMANDS"]


def serve(
    folder: Annotated[Path, typer.Argument(help="工作台的文件夹 · the workbench's folder")] = Path(
        "workbench"
    ),
    host: Annotated[
        str, typer.Option("--host", help="监听地址（默认只限本机）· address to listen on")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="端口，0 为任一空闲 · port, 0 for any")
    ] = 8010,
    database: Annotated[
        str,
        typer.Option(
            "--database",
            envvar="JUESUAN_DATABASE",
            help="postgresql://用户:密码@主机/库（默认文件夹里的 SQLite）· PostgreSQL instead",
        ),
    ] = "",
    site: Annotated[
        str, typer.Option("--site", help="对外网址，如 https://juesuan.example.cn · public address")
    ] = "",
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=16, help="后台进程数 · worker processes")
    ] = 1,
    backup: Annotated[
        Path | None,
        typer.Option("--backup", help="备份，运行中也可以 · write a backup, even while running"),
    ] = None,
    restore: Annotated[
        Path | None,
        typer.Option("--restore", help="从备份恢复到空的工作台 · restore into an empty workbench"),
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify-journal", help="核验流水没有被改动 · prove the journal whole")
    ] = False,
    browser: Annotated[bool, typer.Option("--open", help="打开浏览器 · open a browser")] = False,
    lang: LangOption = Lang.zh,
) -> None:
    """工作台：在浏览器里编报、审核、公开 · The workbench, in a browser.

    第一次运行时终端给出一次性口令，凭它设立管理员。数据都在文件夹里，Ctrl-C 结束。

    例 · Examples:  juesuan serve 我的工作台 --open
                    juesuan serve 我的工作台 --backup 备份.zip
    """
    from juesuan.cli.serve import keep, run
    from juesuan.workbench.place import Place
    from juesuan.workbench.serving import Serving

    place = Place(folder.absolute(), database, site.rstrip("/"))
    if backup or restore or verify:
        perform(lang.value, keep, place, backup, restore, verify, lang.value)
    how = Serving(host=host, port=port, workers=workers, browser=browser)
    perform(lang.value, run, place, how, lang.value)


COMMANDS = (serve,)
