"""Every file of a published set, written from what was composed and the facts behind it."""

from __future__ import annotations

from pathlib import Path

from juesuan.facts import FactStore
from juesuan.publishing.charts import charts_of, draw, headlines_of
from juesuan.publishing.composing import Composed
from juesuan.publishing.data_package import write_data_package
from juesuan.publishing.laid import LaidTable, laid_blocks
from juesuan.publishing.look import DEFAULT_LOOK, look_named
from juesuan.publishing.open_data import write_cells, write_facts
from juesuan.publishing.pdf import write_pdf
from juesuan.publishing.site import write_site
from juesuan.publishing.workbook import write_workbook

__all__ = ["write_set"]

_DOWNLOADS = (
    "booklet.pdf",
    "booklet.docx",
    "forms.xlsx",
    "cells.csv",
    "facts.parquet",
    "datapackage.json",
    "data.html",
)
"""Files beside the site that it links to."""


def write_set(
    composed: Composed, store: FactStore, folder: str | Path, lang: str, look: str = DEFAULT_LOOK
) -> None:
    """Write the booklet (docx, pdf), the forms (xlsx), the site (html) and the open data of a
    set into a folder that exists; ``look`` names the booklet's layout. Raises ``OSError``."""
    from juesuan.publishing.word import write_word  # heavy to load, and only this needs it

    folder, layout = Path(folder), look_named(look)
    disclosure, booklet = composed.disclosure, composed.booklet
    blocks = list(laid_blocks(booklet, disclosure))
    last = composed.previous.store if composed.previous else None
    projects = composed.prepared.projects
    charts = [draw(chart) for chart in charts_of(disclosure, store, last, lang, projects)]
    others = [block for block in blocks if isinstance(block, LaidTable) and not block.form]
    write_workbook(disclosure, folder / "forms.xlsx", lang, tables=others)
    pages = write_pdf(booklet, blocks, folder / "booklet.pdf", lang, layout)
    write_word(booklet, blocks, folder / "booklet.docx", lang, pages, layout)
    write_cells(disclosure, folder / "cells.csv")
    write_facts(store, folder / "facts.parquet")
    write_data_package(disclosure, store, folder, lang=lang)
    write_site(
        booklet,
        blocks,
        disclosure,
        folder / "index.html",
        lang,
        space=store.space,
        charts=charts,
        headlines=headlines_of(disclosure, store, composed.previous, lang, composed.prepared),
        files=_DOWNLOADS,
    )
