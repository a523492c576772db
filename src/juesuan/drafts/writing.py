"""A draft written out: as forms that ``build`` and ``check`` take, or as the set to publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from juesuan.drafts.draft import Draft
from juesuan.forms import DeterminedFacts
from juesuan.narrative import AuthorWords, Figures, amounts_beside, write_booklet
from juesuan.performance.preparing import Prepared
from juesuan.publishing import OutputFolder, manifest_head
from juesuan.publishing.composing import Composed
from juesuan.publishing.look import DEFAULT_LOOK
from juesuan.publishing.workbook import write_workbook
from juesuan.publishing.writing import write_set
from juesuan.rounding import balance_disclosure

__all__ = ["write_forms", "write_publication"]


def write_forms(draft: Draft, path: str | Path, lang: str = "zh") -> None:
    """Write a draft's forms as a workbook (xlsx). Raises ``OSError``."""
    write_workbook(draft.disclosure(), path, lang)


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
    beside, constraints = amounts_beside(disclosure, store)
    disclosure, balanced = balance_disclosure(disclosure, beside, constraints)
    printed: dict[Any, int] = {key: balanced.values[key] for key in beside}
    progress("telling")
    booklet = write_booklet(
        disclosure, store, previous=previous, said=said, printed=printed, lang=lang
    )
    conflicts = tuple(str(constraint) for constraint in balanced.conflicts)
    composed = Composed(disclosure, booklet, Prepared(), previous, conflicts)
    progress("writing")
    head = manifest_head(disclosure, {"kind": "draft", "edit": number})
    head |= {"rounding": disclosure.rounding, "look": DEFAULT_LOOK}
    with OutputFolder(folder, head) as output:
        write_set(composed, store, output.path, lang)
    return composed
