"""A draft written out: as forms that ``build`` and ``check`` take, or as the set to publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from juesuan.drafts.draft import Draft
from juesuan.drafts.evaluating import evaluate, money_of, written_of
from juesuan.forms import DeterminedFacts
from juesuan.narrative import AuthorWords, Figures, amounts_beside
from juesuan.performance.preparing import Prepared, amounts_written, prepare_written
from juesuan.publishing import OutputFolder, manifest_head
from juesuan.publishing.composing import Composed, annex_of, booklet_with
from juesuan.publishing.laid import LaidTable, laid_table
from juesuan.publishing.look import DEFAULT_LOOK
from juesuan.publishing.workbook import write_workbook
from juesuan.publishing.writing import write_set
from juesuan.rounding import balance_disclosure

__all__ = ["write_forms", "write_publication"]


def write_forms(draft: Draft, path: str | Path, lang: str = "zh") -> None:
    """Write a draft's forms and its filled performance tables as a workbook (xlsx). Raises
    ``OSError``, ``TableDataError`` or ``PolicyError``."""
    tables: list[LaidTable] = []
    if written_of(draft):
        kinds = ("overall", "department", "project")
        tables = [laid_table(t) for t in annex_of(evaluate(draft, kinds=kinds).prepared)]
    write_workbook(draft.disclosure(), path, lang, tables=tables)


def write_publication(
    draft: Draft,
    folder: str | Path,
    said: AuthorWords,
    *,
    previous: Figures | None = None,
    number: int = 0,
    lang: str = "zh",
    progress: Callable[[str], None] = lambda stage: None,
) -> Composed:
    """Write the whole set that a draft gives to a folder, as ``build`` does of a book: amounts in
    万元 rounded together, the booklet with the author's words, the open data. ``number`` is the
    draft's last edit, named in the manifest. Raises ``TemplateError`` or ``OutputError``."""
    disclosure = draft.disclosure()
    store = DeterminedFacts(disclosure, draft.head.space)
    progress("rounding")
    written, money = written_of(draft), money_of(draft)
    beside, constraints = amounts_beside(disclosure, store)
    if written:
        evaluated, more = amounts_written(written, money, disclosure, draft.head.space)
        beside, constraints = {**beside, **evaluated}, [*constraints, *more]
    disclosure, balanced = balance_disclosure(disclosure, beside, constraints)
    printed: dict[Any, int] = {key: balanced.values[key] for key in beside}
    progress("telling")
    prepared = Prepared()
    if written:
        prepared = prepare_written(
            written, money, disclosure, draft.head.space, lambda: store, printed
        )
    booklet = booklet_with(
        prepared, disclosure, store, previous=previous, said=said, printed=printed, lang=lang
    )
    conflicts = tuple(str(constraint) for constraint in balanced.conflicts)
    composed = Composed(disclosure, booklet, prepared, previous, conflicts)
    progress("writing")
    head = manifest_head(disclosure, {"kind": "draft", "edit": number})
    head |= {"rounding": disclosure.rounding, "look": DEFAULT_LOOK}
    with OutputFolder(folder, head) as output:
        write_set(composed, store, output.path, lang)
    return composed
