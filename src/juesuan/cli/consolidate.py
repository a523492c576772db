"""``juesuan consolidate``: a department's book from its units' books."""

from __future__ import annotations

from pathlib import Path

from juesuan.cli.console import err, out
from juesuan.corpus import Transfer, consolidate
from juesuan.facts import YUAN, format_amount
from juesuan.messages import say

__all__ = ["run"]


def run(books: list[Path], folder: Path, unit: str, lang: str) -> int:
    """Consolidate books; the exit status: 1 where transfers do not agree."""
    found = consolidate(books, folder, unit)
    for transfer in found.transfers:
        style = "green" if transfer.eliminated else "yellow"
        err.print(_words(transfer, lang), style=style, markup=False)
    said = say(
        "corpus.consolidated", lang, units=len(found.units), rows=found.rows, path=found.folder
    )
    out.print(said, soft_wrap=True)
    return int(any(not transfer.eliminated for transfer in found.transfers))


def _words(transfer: Transfer, lang: str) -> str:
    parties = {"payers": list(transfer.payers), "receivers": list(transfer.receivers)}
    what = say(f"corpus.{transfer.nature}", lang)
    paid, received, difference = (
        format_amount(cents, YUAN)
        for cents in (transfer.paid, transfer.received, transfer.difference)
    )
    if transfer.eliminated:
        return say("corpus.transfer_eliminated", lang, amount=paid, what=what, **parties)
    if not transfer.difference:
        return say("corpus.transfer_mixed", lang, what=what, **parties)
    amounts = {"paid": paid, "received": received, "difference": difference}
    return say("corpus.transfer_differs", lang, what=what, **parties, **amounts)
