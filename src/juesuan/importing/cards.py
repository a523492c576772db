"""Asset cards (资产卡片) become the book's assets: one row for each kind of asset."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from juesuan.importing.draft import DraftRow, Drafts
from juesuan.importing.faults import Fault
from juesuan.importing.kinds import words
from juesuan.importing.mapping import Question
from juesuan.importing.rows import LeftOut, SourceRow
from juesuan.importing.understanding import Understanding, first_met
from juesuan.importing.values import amount_text
from juesuan.ledger.schema import called, choices, compared, written_choices
from juesuan.text import plain

__all__ = ["cards"]

_CENTS = 100


def cards(rows: Sequence[SourceRow], reader: Understanding, comparing: bool = False) -> Drafts:
    """The book's assets, summed from cards; a kind of asset that the book has already is left
    out, and held against it instead."""
    drafts = Drafts()
    book = reader.book
    groups = _groups(rows, reader, drafts)
    tags = {_summed_tag(group) for group in groups.values()}
    there = {
        book.chosen("assets", "item", record)
        for record in book.from_elsewhere("assets", set() if comparing else tags)
    }
    for (unit, item), group in groups.items():
        if item in there and not comparing:
            drafts.left_out += [LeftOut(r.sheet, r.number, "there_already") for r in group]
            continue
        first, last = group[0], group[-1]
        values: dict[str, str | int] = {
            "unit": unit,
            "item": called("asset_items", item),
            "gross": sum(row.money.get("gross", 0) for row in group),
            "net": sum(_net(row) for row in group),
        }
        row = replace(first, tag=_summed_tag(group), last=last.number)
        drafts.add(DraftRow("assets", values, row))
    return drafts


def _groups(
    rows: Sequence[SourceRow], reader: Understanding, drafts: Drafts
) -> dict[tuple[str, str], list[SourceRow]]:
    """Cards by unit and kind of asset; those disposed of are left out."""
    found: dict[tuple[str, str], list[SourceRow]] = defaultdict(list)
    for row in rows:
        states = {plain(row.text("state")), plain(row.text("card_state"))}
        if states & {*words().states.disposed, *words().states.void}:
            drafts.left_out.append(LeftOut(row.sheet, row.number, "disposed"))
            continue
        drafts.faults += _odd_net(row)
        item = _item(row, reader)
        found[reader.unit(row, row.money.get("gross", 0)), item].append(row)
    return found


def _net(row: SourceRow) -> int:
    """The net value: as given, or gross less depreciation."""
    if "net" in row.money:
        return row.money["net"]
    return row.money.get("gross", 0) - row.money.get("depreciation", 0)


def _odd_net(row: SourceRow) -> list[Fault]:
    """A net value that is not gross less depreciation: told, and taken as it is printed."""
    names = ("gross", "depreciation", "net")
    if any(name not in row.money for name in names):
        return []
    gross, worn, net = (row.money[name] for name in names)
    if net in {gross - worn, gross + worn}:
        return []
    details = {
        "net": amount_text(net),
        "gross": amount_text(gross),
        "worn": amount_text(worn),
        "expected": amount_text(gross - worn),
    }
    return [Fault(place=row.at("net"), key="import.odd_net", details=details, stops=False)]


def _summed_tag(group: Sequence[SourceRow]) -> str:
    said = "\0".join(sorted(row.tag for row in group))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _item(row: SourceRow, reader: Understanding) -> str:
    """The kind of asset a card is of, by the words of its class and then its name."""
    known = words()
    gross = row.money.get("gross", 0)
    for text in (row.text("asset_class"), row.text("asset_name")):
        said = plain(text)
        for listed in known.assets:
            if any(word in said for word in listed.words):
                vehicle = known.assets[0]
                if any(word in plain(row.text("asset_name")) for word in vehicle.words):
                    return vehicle.item
                large = gross >= known.large.yuan * _CENTS
                if large and any(word in said for word in known.large.of):
                    return known.large.item
                return listed.item
    by = "asset_class" if row.text("asset_class") else "asset_name"
    labels = {choice.id: choice.zh for choice in choices("asset_items")}
    question = Question(
        ask="item",
        by=by,
        text=row.text(by),
        cents=gross,
        first=first_met(row, by),
        among=tuple(labels.values()),
    )
    return written_choices("asset_items").get(compared(reader.mapping.ask(question)), "")
