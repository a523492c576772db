"""Why files give no reading: what was seen in them instead (一份什么材料), for the message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juesuan.reading.document import Document, Paragraph
from juesuan.reading.errors import NotADisclosureError
from juesuan.reading.figures import read_figure
from juesuan.reading.narrative import Narrative
from juesuan.reading.recognise.budget import has_text, is_budget, titles
from juesuan.reading.recognise.parts import (
    has_figure,
    plans_only,
    speaks_of_accounts,
    tells_accounts,
)
from juesuan.reading.recognise.tables import Table
from juesuan.reading.recognise.without_figures import (
    OtherSeen,
    has_figures,
    is_part,
    other_matter,
)
from juesuan.reading.unread.unruled import spaced_cells
from juesuan.reading.words import words
from juesuan.text import plain

__all__ = ["before_reading", "refusal", "title_above"]

_LONGEST = 40
_HEAD = 5
"""Characters of words in a table's head (年初决算数); titles have more."""
_SHOWN = 3
_STOPS = ("。", ".", ";", ":")
"""Marks that a title does not end with."""


def before_reading(documents: Sequence[Document]) -> NotADisclosureError | None:
    """The refusal of documents whose titles say that they are another matter: a budget, the
    final accounts of a government (本级财政决算), those of a building or a company; ``None`` for
    all others."""
    if is_budget(documents):
        return NotADisclosureError("budget")
    said = words().documents
    named = ((t, s) for t, s in titles(documents) if said.accounts in t and len(t) > _HEAD)
    listed = [(text, spot) for text, spot in named if not text.endswith(_STOPS)]
    governments = [(text, spot) for text, spot in listed if said.government.finds_in(text)]
    if governments and len(governments) > len(listed) / 2:
        text, spot = governments[0]
        return NotADisclosureError("government", text=text, spot=str(spot))
    parts = words().parts
    others = [
        (text, spot)
        for text, spot in titles(documents)
        if parts.other_accounts.finds_in(text) and not text.endswith(_STOPS)
    ]
    if others and not any(parts.title.finds_in(text) for text, _ in listed):
        text, spot = others[0]
        return NotADisclosureError("other_accounts", text=text, spot=str(spot))
    return None


def refusal(
    documents: Sequence[Document], narrative: Narrative, tables: Sequence[Table], year: int
) -> NotADisclosureError | None:
    """What is said of documents in which no form or performance table was found: the first that
    holds of another matter without figures, pages without text, cells that only blanks part, the
    internal report, a budget; then tables and text, unless their words are those of accounts:
    ``None``."""
    figures = has_figures(documents, narrative)
    if not figures and (seen := other_matter(documents, narrative, year)) is not None:
        return _another(seen)
    if tells_accounts(documents, narrative, tables, year):
        return None
    if not has_text(documents):
        pages = [spot for d in documents for key, spot, _ in d.unread if key == "scanned_page"]
        if pages:
            return NotADisclosureError("only_pictures", count=len(pages), page=pages[0].page)
        return NotADisclosureError("no_text")
    if (spot := spaced_cells(documents)) is not None:
        return NotADisclosureError("cells_by_spaces", line=spot.line, page=spot.page)
    stacked = (spot for d in documents for key, spot, _ in d.unread if key == "stacked_table")
    if (spot := next(stacked, None)) is not None:
        return NotADisclosureError("cells_by_lines", line=spot.line, page=spot.page)
    for text, spot in titles(documents):
        if found := words().around.internal.search(text):
            return NotADisclosureError("internal", number=found[0], spot=str(spot))
    if plans_only(narrative):
        return NotADisclosureError("budget")
    if is_part(documents, year) or speaks_of_accounts(documents, narrative):
        return None
    named = [_called(table) for table in tables if has_figure(table)]
    if named:
        shown = tuple(f"“{title}”" for title in named[:_SHOWN])
        return NotADisclosureError("unknown_tables", count=len(named), titles=shown)
    if line := _first(documents):
        return NotADisclosureError("only_text", text=line)
    return NotADisclosureError("no_disclosure")


def _another(seen: OtherSeen) -> NotADisclosureError:
    if seen.kind == "budget":
        return NotADisclosureError("budget")
    kind = words().other_matters.kinds[seen.kind]
    return NotADisclosureError("other_matter", kind=kind, text=seen.texts)


def title_above(table: Table) -> str:
    """What a table is called: the last line above it, or alone in its first row, that is a title;
    empty where none is."""
    around = words().around
    first = table.texts(1)
    near: list[str] = [*reversed(table.before[-_SHOWN:]), *(first if len(first) == 1 else ())]
    for text in near:
        line = plain(text)
        aside = bool(around.head.search(line) or around.furniture.fullmatch(line))
        aside |= line.endswith(_STOPS)
        if 2 < len(line) <= _LONGEST and not aside and not read_figure(line).is_number:
            return text.strip()
    return ""


def _called(table: Table) -> str:
    """A table's title, or else its first words."""
    return title_above(table) or " ".join(text.strip() for text in table.texts()[:_SHOWN])


def _first(documents: Iterable[Document]) -> str:
    lines = (p.text for d in documents for p in d.parts if isinstance(p, Paragraph))
    return next((text.strip()[:_LONGEST] for text in lines if text.strip()), "")
