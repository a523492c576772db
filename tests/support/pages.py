"""The site of a disclosure alone: its forms, without a narrative."""

from pathlib import Path
from typing import Any

from juesuan.forms import Disclosure
from juesuan.narrative import Booklet, FormTable
from juesuan.publishing import write_site
from juesuan.publishing.laid import laid_blocks


def write_page(disclosure: Disclosure, path: Path, lang: str = "zh", **more: Any) -> None:
    blocks = tuple(FormTable(form.form.no) for form in disclosure.forms)
    booklet = Booklet(
        unit=disclosure.unit, year=disclosure.year, title=disclosure.unit, blocks=blocks
    )
    write_site(booklet, laid_blocks(booklet, disclosure), disclosure, path, lang, **more)
