"""``juesuan serve``: the workbench on one's own machine or for a bureau."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from juesuan.cli.console import err, out
from juesuan.cli.options import Lang, LangOption, perform
from juesuan.messages import say
from juesuan.workbench.place import Place
from juesuan.workbench.serving import Serving

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
    place = Place(folder.absolute(), database, site.rstrip("/"))
    if backup or restore or verify:
        perform(lang.value, _keep, place, backup, restore, verify, lang.value)
    how = Serving(host=host, port=port, workers=workers, browser=browser)
    perform(lang.value, _serve, place, how, lang.value)


def _serve(place: Place, how: Serving, lang: str) -> int:
    from juesuan.workbench.serving import serve as run

    def tell(address: str, token: str) -> None:
        key = "serve.first_run" if token else "serve.running"
        err.print(say(key, lang, folder=place.folder), markup=False)
        out.print(address, soft_wrap=True)

    run(place, how, tell)
    return 0


def _keep(
    place: Place, backup: Path | None, restoring: Path | None, verify: bool, lang: str
) -> int:
    """Back up, restore, verify; the exit status is 1 where the journal does not hold."""
    from juesuan.workbench.serving import prepare

    prepare(place)
    if backup or restoring:
        from juesuan.workbench.backing_up import back_up, restore

        if restoring:
            count = sum(restore(place, restoring).values())
            err.print(say("serve.restored", lang, count=count, path=restoring), markup=False)
        if backup:
            count = sum(back_up(place, backup.absolute()).values())
            err.print(say("serve.backed_up", lang, count=count, path=backup), markup=False)
    if not verify:
        return 0
    from juesuan.workbench.journal.chain import verify as whole

    found = whole()
    key = "serve.journal_broken" if found.broken else "serve.journal_whole"
    details = {"count": found.count, "hash": found.hash, "number": found.broken}
    out.print(say(key, lang, **details), soft_wrap=True)
    return int(bool(found.broken))


COMMANDS = (serve,)
