"""What a page sends, read: figures as people write them, rows, words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from juesuan import drafts
from juesuan.drafts import DraftError
from juesuan.facts import AmountError, MoneyUnit, money_unit, parse_amount
from juesuan.forms import MONEY, CellKey, CellNotFoundError
from juesuan.messages import JuesuanError
from juesuan.workbench.preparing.places import key_of

__all__ = ["Sent", "read_cells", "read_sent"]

_MOST_CELLS, _LONGEST = 5000, 20_000
_BLANK = frozenset({"", "-", "—", "——", "－"})


@dataclass(frozen=True, kw_only=True)
class Sent:
    """An edit as a page sends it: texts of cells with the version seen, one row to add or
    remove, words by key; why; and the unit that amounts are written in."""

    cells: Mapping[CellKey, str]
    seen: Mapping[CellKey, int]
    row: tuple[str, str, str] | None
    words: Mapping[str, str]
    why: str
    money: MoneyUnit


def read_sent(body: bytes) -> Sent:
    """What a page sent. Raises ``ValueError`` for what no page of ours sends."""
    said = json.loads(body)
    if not isinstance(said, dict):
        raise ValueError
    cells, seen = {}, {}
    for each in said.get("cells", ())[: _MOST_CELLS + 1]:
        key = key_of(str(each["at"]))
        cells[key] = str(each["text"])[:100]
        seen[key] = int(each["seen"])
    if len(cells) > _MOST_CELLS:
        raise ValueError
    row = said.get("row")
    try:
        money = money_unit(str(said.get("money", "yuan")))
    except KeyError:
        raise ValueError from None
    words = {str(k)[:200]: str(v)[:_LONGEST] for k, v in dict(said.get("words", {})).items()}
    return Sent(
        cells=cells,
        seen=seen,
        row=(str(row[0]), str(row[1]), str(row[2])) if row else None,
        words=words,
        why=str(said.get("why", ""))[:1000],
        money=money,
    )


def read_cells(
    draft: drafts.Draft, sent: Sent
) -> tuple[dict[CellKey, int | None], dict[CellKey, JuesuanError]]:
    """The figures sent, and what is wrong with those that cannot be taken."""
    units = {key: cell.unit for key, cell in draft.cells.items()}
    given: dict[CellKey, int | None] = {}
    wrong: dict[CellKey, JuesuanError] = {}
    for key, text in sent.cells.items():
        try:
            if key not in units:
                draft.value(key)
            if draft.follows(key):
                raise DraftError("follows", cell=str(key))
            given[key] = _figure(text.strip(), units[key], sent.money)
        except (AmountError, CellNotFoundError, DraftError) as error:
            wrong[key] = error
    return given, wrong


def _figure(text: str, unit: str, money: MoneyUnit) -> int | None:
    """Cents, or counted things; ``None`` for a blank or a dash. Raises ``AmountError``."""
    if text in _BLANK:
        return None
    if unit == MONEY:
        return parse_amount(text, money)
    cents = parse_amount(text)
    if cents % 100:
        raise AmountError("not_a_number", text, money)
    return cents // 100
