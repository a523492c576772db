"""A filled set of forms (已填好的报表) published: every cell as given, nothing worked out anew.

The forms may come from the ministry's reporting software, from last year's folder or from a
booklet: whatever ``reading`` understands. What they determine becomes the facts
(``DeterminedFacts``); where each figure stands in the files is kept beside it.
"""

from __future__ import annotations

import csv
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks import Subject
from juesuan.checks.causes.claims import identities_of
from juesuan.facts import standard_space
from juesuan.forms import DeterminedFacts, Disclosure
from juesuan.ledger.digest import relative
from juesuan.narrative import (
    AuthorWords,
    Block,
    Figures,
    Heading,
    WrittenParagraph,
    given_evaluation,
    write_booklet,
)
from juesuan.performance.preparing import Prepared
from juesuan.publishing.composing import Composed
from juesuan.publishing.given_origin import SOURCE_COLUMNS, SOURCES
from juesuan.publishing.given_tables import given_tables
from juesuan.publishing.look import DEFAULT_LOOK
from juesuan.publishing.open_data import harmless
from juesuan.publishing.output import OutputFolder, manifest_head
from juesuan.publishing.texts import form_text
from juesuan.publishing.writing import write_set
from juesuan.reading import Reading, as_disclosure

__all__ = ["BuiltForms", "GivenForms", "build_forms", "given_forms"]


class GivenForms(Struct, frozen=True, kw_only=True):
    """Forms as they were given: the files, what was read of them, the forms they show (no
    others), and what these determine."""

    path: Path
    reading: Reading
    disclosure: Disclosure
    store: DeterminedFacts

    @property
    def missing(self) -> list[str]:
        """Numbers of the forms of the set that the files do not show."""
        shown = {filled.form.no for filled in self.disclosure.forms}
        return [form.no for form in self.reading.form_set.forms if form.no not in shown]


class BuiltForms(Struct, frozen=True, kw_only=True):
    """What a build of given forms made; ``seconds`` it took."""

    composed: Composed
    folder: Path
    seconds: float


def given_forms(reading: Reading, path: str | Path, unit: str = "") -> GivenForms:
    """The forms of a reading as a set to publish; ``path`` is where they were read, ``unit``
    the department's name where the forms print none or another is wanted."""
    space = standard_space(reading.year)
    whole = as_disclosure(reading)
    subject = Subject(disclosure=whole, reading=reading)
    forms = tuple(form for form in whole.forms if form.form.no in subject.present)
    disclosure = replace(
        whole,
        unit=unit or whole.unit,
        forms=forms,
        identities=tuple(identities_of(subject)),
        balanced={} if reading.balanced else None,
    )
    store = DeterminedFacts(disclosure, space)
    return GivenForms(path=Path(path), reading=reading, disclosure=disclosure, store=store)


def build_forms(
    given: GivenForms,
    folder: str | Path,
    lang: str = "zh",
    progress: Callable[[str], None] = lambda stage: None,
    *,
    said: AuthorWords | None = None,
    previous: Figures | None = None,
    explanations: Sequence[str] = (),
    look: str = DEFAULT_LOOK,
) -> BuiltForms:
    """Write the whole published set of given forms to a folder, every cell as given.

    ``said`` are the author's words, ``previous`` last year's figures; ``explanations``
    (出错说明) are printed at the end of the booklet, ``look`` names its layout. Whether the
    identities hold is for the caller to see (``checks``). Raises ``TemplateError`` or
    ``OutputError``; then the folder is as it was before.
    """
    began, folder = time.perf_counter(), Path(folder)
    progress("telling")
    booklet = write_booklet(
        given.disclosure,
        given.store,
        previous=previous,
        said=said,
        evaluation=given_evaluation(given.reading.performance),
        annex=given_tables(given.reading),
        lang=lang,
    )
    blocks = (*booklet.blocks, *_explained(explanations))
    composed = Composed(given.disclosure, replace(booklet, blocks=blocks), Prepared(), previous)
    progress("writing")
    with OutputFolder(folder, {**_head(given, folder), "look": look}) as output:
        write_set(composed, given.store, output.path, lang, look)
        _write_sources(given.reading, output.path / SOURCES)
    return BuiltForms(composed=composed, folder=folder, seconds=time.perf_counter() - began)


def _explained(explanations: Sequence[str]) -> Iterator[Block]:
    """What was said of identities that do not hold."""
    if explanations:
        yield Heading(1, "", form_text("explanations"))
        for number, text in enumerate(explanations, 1):
            yield WrittenParagraph(f"{number}. {text}" if len(explanations) > 1 else text)


def _head(given: GivenForms, folder: Path) -> dict[str, Any]:
    book = {"path": relative(given.path, folder), "sha256": _digest(given.path), "kind": "forms"}
    head = manifest_head(given.disclosure, book)
    return {**head, "rounding": given.disclosure.rounding}


def _digest(path: Path) -> str:
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0")
        with file.open("rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()


def _write_sources(reading: Reading, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(SOURCE_COLUMNS)
        for found in reading.observations:
            spot = found.evidence
            place = str(replace(spot, file=""))
            row = (found.form, found.row, found.column, found.text.strip(), spot.file, place)
            writer.writerow([harmless(text) for text in row])
