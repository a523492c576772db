"""What a page sends, read: figures as people write them, rows, lines, words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from juesuan import drafts
from juesuan.drafts import DraftError
from juesuan.facts import YUAN, AmountError, MoneyUnit, money_unit, parse_amount
from juesuan.forms import MONEY, CellKey, CellNotFoundError
from juesuan.ledger.typed import TextError
from juesuan.messages import JuesuanError
from juesuan.workbench.preparing.places import key_of

__all__ = ["Sent", "SentLine", "mark_of", "read_cells", "read_sent", "read_texts"]

_MOST_CELLS, _LONGEST, _MARK = 5000, 20_000, 40
_BLANK = frozenset({"", "-", "—", "——", "－"})


class SentLine(Struct, frozen=True, kw_only=True):
    """A line of the self-evaluation to ``add``, ``copy`` or ``remove``; ``line`` is that to copy
    or remove, or the one to add after."""

    verb: str
    table: str
    line: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


class Sent(Struct, frozen=True, kw_only=True):
    """An edit as a page sends it: what is to stand in cells and under the keys of words, with the
    versions seen; one row or one line to add, copy or remove; why; the unit that amounts are
    written in; and the page's own mark of it."""

    cells: Mapping[CellKey, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[CellKey | str, int] = field(default_factory=dict)
    row: tuple[str, str, str] | None = None
    line: SentLine | None = None
    why: str = ""
    money: MoneyUnit = YUAN
    mark: str = ""


def read_sent(body: bytes) -> Sent:
    """What a page sent. Raises ``ValueError`` for what no page of ours sends."""
    said = json.loads(body)
    if not isinstance(said, dict):
        raise ValueError
    cells: dict[CellKey, str] = {}
    texts: dict[str, str] = {}
    seen: dict[CellKey | str, int] = {}
    for each in said.get("cells", ())[: _MOST_CELLS + 1]:
        key = key_of(str(each["at"]))
        cells[key] = str(each["text"])[:100]
        seen[key] = int(each["seen"])
    for each in said.get("texts", ())[: _MOST_CELLS + 1]:
        at = str(each["at"])[:200]
        texts[at] = str(each["text"])[:_LONGEST]
        seen[at] = int(each["seen"])
    if len(cells) + len(texts) > _MOST_CELLS:
        raise ValueError
    row = said.get("row")
    try:
        money = money_unit(str(said.get("money", "yuan")))
    except KeyError:
        raise ValueError from None
    return Sent(
        cells=cells,
        texts=texts,
        seen=seen,
        row=(str(row[0]), str(row[1]), str(row[2])) if row else None,
        line=_line(said["line"]) if said.get("line") else None,
        why=str(said.get("why", ""))[:1000],
        money=money,
        mark=mark_of(body),
    )


def mark_of(body: bytes) -> str:
    """The mark of what a page sent, by which it is known when it comes again; empty for none."""
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return ""
    return str(said.get("mark", ""))[:_MARK] if isinstance(said, dict) else ""


def _line(said: Mapping[str, Any]) -> SentLine:
    values = {str(k)[:40]: str(v)[:_LONGEST] for k, v in dict(said.get("values", {})).items()}
    verb, table, line = (str(said.get(name, ""))[:60] for name in ("verb", "table", "line"))
    if verb not in {"add", "copy", "remove"}:
        raise ValueError
    return SentLine(verb=verb, table=table, line=line, values=values)


def read_texts(draft: drafts.Draft, sent: Sent) -> tuple[dict[str, str], dict[str, JuesuanError]]:
    """The words sent as they are kept, and what is wrong with those that cannot be taken."""
    given: dict[str, str] = {}
    wrong: dict[str, JuesuanError] = {}
    for key, text in sent.texts.items():
        try:
            given[key] = drafts.understood(draft.texts, key, text, sent.money)
        except (DraftError, TextError) as error:
            wrong[key] = error
    return given, wrong


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
