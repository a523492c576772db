"""Booklets for the tests of rules on wording: a cover and contents before the printed forms,
other notes below them, other words above them, cells of any table, and a narrative."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from juesuan.checks import Finding, Subject, check, selected
from juesuan.reading import Document, Grid, GridText, Paragraph, Spot, read_documents
from support.disclosures import printed_document


def booklet(
    form_set: str = "shanxi-2023",
    *,
    front: Sequence[str] = (),
    notes: Mapping[str, str] | None = None,
    words: Mapping[str, str] | None = None,
    table: Sequence[Sequence[str]] = (),
    lined: bool = True,
    **book,
) -> Subject:
    """The small unit's booklet. ``front`` are lines before the forms, ``notes`` texts below a
    form by its number (``*``: below all), ``words`` other texts for those of paragraphs and
    cells, ``table`` a table of no form at the end; without ``lined``, paragraphs know their
    file only, as those of a docx do; ``book`` goes to ``printed_document``."""
    source, disclosure = printed_document(form_set, **book)
    titles = {form.title: form.no for form in disclosure.form_set.forms}
    document = Document(source.file, source.format)
    document.parts += [Paragraph(text, _line(n)) for n, text in enumerate(front, 1)]
    form, after = "", False
    for number, part in enumerate(source.parts, 100):
        if isinstance(part, Grid):
            document.parts.append(_changed(part, words or {}, 1000 * number))
            after = bool(form)
            continue
        text = part.text
        if after and notes:
            text = notes.get(form, notes.get("*", text))
        form = titles.get(part.text, "" if after else form)
        after = False
        document.parts.append(Paragraph((words or {}).get(text, text), _line(number), part.heading))
    if table:
        rows = tuple(
            tuple(
                GridText(text, Spot(file="a.txt", line=900_000 + y, field=x))
                for x, text in enumerate(row, 1)
            )
            for y, row in enumerate(table)
        )
        document.parts.append(Grid(rows, _line(900_000)))
    if not lined:
        bald = Spot(file="a.docx")
        document.parts = [
            replace(part, spot=bald) if isinstance(part, Paragraph) else part
            for part in document.parts
        ]
    return Subject.of(read_documents([document], form_set), ())


def _line(number: int) -> Spot:
    return Spot(file="a.txt", line=number)


def _changed(grid: Grid, words: Mapping[str, str], first: int) -> Grid:
    rows = tuple(
        tuple(
            GridText(words.get(cell.text, cell.text), Spot(file="a.txt", line=first + y, field=x))
            if cell
            else None
            for x, cell in enumerate(row, 1)
        )
        for y, row in enumerate(grid.rows)
    )
    return Grid(rows, grid.spot)


def found(subject: Subject, *codes: str) -> list[Finding]:
    """The findings of the rules whose codes begin so."""
    return check(subject, selected(codes, preview=True)).findings
