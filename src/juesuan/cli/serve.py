"""``juesuan serve``: the workbench on one's own machine or for a bureau."""

from __future__ import annotations

from pathlib import Path

from juesuan.cli.console import err, out
from juesuan.messages import say
from juesuan.workbench.place import Place
from juesuan.workbench.serving import Serving

__all__ = ["keep", "run"]


def run(place: Place, how: Serving, lang: str) -> int:
    """Serve until Ctrl-C; the exit status."""
    from juesuan.workbench.serving import serve

    def tell(address: str, token: str) -> None:
        key = "serve.first_run" if token else "serve.running"
        err.print(say(key, lang, folder=place.folder), markup=False)
        out.print(address, soft_wrap=True)

    serve(place, how, tell)
    return 0


def keep(place: Place, backup: Path | None, restoring: Path | None, verify: bool, lang: str) -> int:
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
