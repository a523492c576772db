"""Forms whose table a pdf prints without lines: shown, though their figures are not certain.

They must neither be called missing nor be read at a guess.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from juesuan.forms import Form
from juesuan.reading.decide.resolving import ReadForm
from juesuan.reading.document import Document, Grid, GridText, Paragraph, Spot
from juesuan.reading.place import Way
from juesuan.reading.recognise.tables import Table
from juesuan.reading.words import bare_title, words
from juesuan.text import plain

__all__ = ["doubt_contrary", "doubt_unruled", "shown_only", "spaced_cells"]

_SPACED = re.compile(r"\S \d{1,2} -?[\d,]+\.\d\d(?: |$)")
_LINES = 5
_CONTRARY = 0.5
"""How certain figures of a form are at most whose head says something of another."""


def doubt_unruled(forms: Sequence[ReadForm], documents: Sequence[Document]) -> None:
    """Nothing is certain of forms with a part whose columns could not be told."""
    areas = [spot for d in documents for key, spot, _ in d.unread if key == "unruled_table"]
    for form in forms:
        spots = (cell.spot for row in form.table.rows for cell in row if cell)
        if areas and any(_within(spot, area) for spot in spots for area in areas):
            form.certainty = 0.0


def doubt_contrary(forms: Sequence[ReadForm], doubted: Collection[str]) -> None:
    """Nothing is certain of forms (by number) whose head says something of another form's: their
    figures may be of either."""
    for form in forms:
        if form.no in doubted:
            form.certainty *= _CONTRARY


def _within(spot: Spot, area: Spot) -> bool:
    if (spot.file, spot.page) != (area.file, area.page) or not spot.box or not area.box:
        return False
    left, top, right, bottom = area.box
    x, y = (spot.box[0] + spot.box[2]) / 2, (spot.box[1] + spot.box[3]) / 2
    return left <= x <= right and top <= y <= bottom


def shown_only(forms: Sequence[Form], documents: Sequence[Document]) -> Iterator[ReadForm]:
    """The forms that are printed on a pdf page without ruled lines, so that no table was found.

    Of ``forms`` (those not read so far) these are the ones whose title heads a page that also has
    the line of the unit or the form's number, as every form does, but no table with lines. They
    are given with certainty 0: it is known that they are there, not what they say.
    """
    titles = {bare_title(form.title): form for form in forms}
    for title in _heads(titles, documents):
        form = titles.pop(bare_title(title.text), None)
        if form is not None:
            table = Table([(GridText(title.text, title.spot),)])
            yield ReadForm(no=form.no, form=form, table=table, way=Way(), certainty=0.0)


def _heads(titles: Collection[str], documents: Sequence[Document]) -> Iterator[Paragraph]:
    for document in documents:
        if document.format != "pdf" or not titles:
            continue
        aligned = {s.page for key, s, _ in document.unread if key.endswith("ed_table")}
        ruled = {part.spot.page for part in document.parts if isinstance(part, Grid)} - aligned
        told = {p.spot.page for p in document.paragraphs if _heads_a_form(plain(p.text))}
        for paragraph in document.paragraphs:
            page = paragraph.spot.page
            if page in told and page not in ruled and bare_title(paragraph.text) in titles:
                yield paragraph


def spaced_cells(documents: Sequence[Document]) -> Spot | None:
    """Where a form's title and number stand above lines of words and amounts parted by single
    blanks: a table whose cells cannot be told from them."""
    for document in documents:
        titled: Spot | None = None
        lines = 0
        for paragraph in document.paragraphs:
            if words().around.number.fullmatch(plain(paragraph.text)):
                titled, lines = paragraph.spot, 0
            elif _SPACED.search(paragraph.text):
                lines += 1
                if titled is not None and lines >= _LINES:
                    return titled
    return None


def _heads_a_form(text: str) -> bool:
    """Whether a line names the unit of money or the number of a form."""
    around = words().around
    return bool(around.unit.search(text) or around.number.search(text))
