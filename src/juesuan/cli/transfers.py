"""Transfers within a department in words: who paid, who received, what became of it."""

from __future__ import annotations

from juesuan.consolidating import Transfer
from juesuan.facts import YUAN, format_amount
from juesuan.messages import say

__all__ = ["transfer_words"]

_STATES = {
    "eliminated": "transfer_eliminated",
    "mixed": "transfer_mixed",
    "adjusted": "transfer_adjusted",
    "not_adjusted": "transfer_not_adjusted",
    "differs": "transfer_differs",
}
_ONE_SIDED = {True: "transfer_nobody_received", False: "transfer_nobody_paid"}
"""By whether somebody paid."""
_LACKING = {
    ("subsidy", True): "subsidy_received",
    ("subsidy", False): "subsidy_paid",
    ("remit", True): "remit_received",
    ("remit", False): "remit_paid",
}
"""What nobody wrote, by nature and whether somebody paid."""


def transfer_words(transfer: Transfer, lang: str) -> str:
    """What became of a transfer, with the units and each one's amount."""
    paid = bool(transfer.paid)
    key = _ONE_SIDED[paid] if transfer.state == "one_sided" else _STATES[transfer.state]
    lacking = _LACKING[transfer.nature, paid]
    sums = sum(transfer.paid.values()), sum(transfer.received.values()), transfer.difference
    names = ("paid", "received", "difference")
    amounts = dict(zip(names, (format_amount(cents, YUAN) for cents in sums), strict=True))
    return say(
        f"consolidating.{key}",
        lang,
        what=say(f"consolidating.{transfer.nature}", lang),
        other=say(f"consolidating.{lacking}", lang),
        payers=list(transfer.payers),
        receivers=list(transfer.receivers),
        parties=list(dict.fromkeys((*transfer.payers, *transfer.receivers))),
        each=[*_each(transfer, "paid", lang), *_each(transfer, "received", lang)],
        **amounts,
    )


def _each(transfer: Transfer, side: str, lang: str) -> list[str]:
    """The amounts of one side by unit, in words."""
    key = {"paid": "one_paid", "received": "one_received"}[side]
    amounts = transfer.of_each(getattr(transfer, side))
    return [
        say(f"consolidating.{key}", lang, unit=unit, amount=format_amount(cents, YUAN))
        for unit, cents in amounts.items()
    ]
