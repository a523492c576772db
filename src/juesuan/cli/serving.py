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
    browser: Annotated[bool, typer.Option("--open", help="打开浏览器 · open a browser")] = False,
    lang: LangOption = Lang.zh,
) -> None:
    """工作台：在浏览器里编报、审核、公开 · The workbench, in a browser.

    第一次运行时终端给出一次性口令，凭它设立管理员。数据都在文件夹里，Ctrl-C 结束。

    例 · Example:  juesuan serve 我的工作台 --open
    """
    place = Place(folder.absolute(), database, site.rstrip("/"))
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


COMMANDS = (serve,)
