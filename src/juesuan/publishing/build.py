"""From a book to a folder of forms: filled, checked, written whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from juesuan.checks import Residual, check_identities
from juesuan.facts import MoneyUnit, money_unit
from juesuan.forms import Disclosure, fill, load_form_set
from juesuan.ledger import Book
from juesuan.ledger.digest import digest, relative
from juesuan.publishing.open_data import write_cells, write_facts
from juesuan.publishing.output import OutputFolder, manifest_head
from juesuan.publishing.page import write_page
from juesuan.publishing.workbook import write_workbook
from juesuan.rounding import balance_disclosure

__all__ = ["ROUNDINGS", "BrokenIdentitiesError", "Built", "build", "fill_book"]


ROUNDINGS = ("balanced", "each")
"""How a build may round: all amounts together (舍位平衡), or each by itself (四舍五入)."""

_DOWNLOADS = ("forms.xlsx", "cells.csv", "facts.parquet")


class BrokenIdentitiesError(Exception):
    """Forms whose identities do not hold; ``broken`` are the ones that fail."""

    def __init__(self, disclosure: Disclosure, broken: list[Residual]) -> None:
        super().__init__(f"{len(broken)} identities do not hold")
        self.disclosure, self.broken = disclosure, broken


@dataclass(frozen=True)
class Built:
    """What a build made. ``residuals`` are all identities checked, ``seconds`` the time of
    filling (with checking) and of writing. ``conflicts`` are identities that no rounding lets
    hold in print together, in words; none as a rule."""

    disclosure: Disclosure
    residuals: list[Residual]
    folder: Path
    fill_seconds: float
    write_seconds: float
    conflicts: tuple[str, ...] = ()

    @property
    def tails(self) -> int:
        """How many identities hold but for a last digit (尾差)."""
        return sum(residual.tail for residual in self.residuals)


def fill_book(book: Book, form_set: str = "", money: MoneyUnit | None = None) -> Disclosure:
    """A book's forms, filled. The form set and money unit default to the book's own, and
    those to the form set's. Raises ``FormSetError``."""
    said = book.description
    forms = load_form_set(form_set or said.form_set, book.space)
    own = forms.id == said.form_set
    unit = money or (said.print if own else None) or money_unit(forms.money)
    zeros = said.zeros if own else None
    return fill(forms, book.store, said.unit, said.year, unit, zeros)


def build(
    book: Book,
    folder: Path,
    form_set: str = "",
    money: MoneyUnit | None = None,
    lang: str = "zh",
    progress: Callable[[str], None] = lambda stage: None,
    rounding: str = "balanced",
) -> Built:
    """Write forms.xlsx, index.html, cells.csv, facts.parquet and manifest.json to a folder.

    What is printed in 万元 is rounded together so that all sums hold (``rounding`` is
    ``balanced``), or each figure by itself (``each``). Raises ``FormSetError``,
    ``BrokenIdentitiesError`` or ``OutputError``; then the folder is as it was before.
    """
    began = time.perf_counter()
    progress("filling")
    disclosure = fill_book(book, form_set, money)
    progress("verifying")
    residuals = check_identities(disclosure)
    # A part above its whole can be true (money taken back): no reason to refuse a book.
    broken = [r for r in residuals if not r.holds and r.identity.kind != "part"]
    if broken:
        raise BrokenIdentitiesError(disclosure, broken)
    conflicts: tuple[str, ...] = ()
    if rounding == "balanced" and disclosure.rounding == "each":
        progress("rounding")
        disclosure, balanced = balance_disclosure(disclosure)
        residuals = check_identities(disclosure)
        conflicts = tuple(str(constraint) for constraint in balanced.conflicts)
    filled = time.perf_counter()
    progress("writing")
    head = manifest_head(disclosure, digest(book.path, folder))
    head["rounding"] = disclosure.rounding
    if own := _own_codes(book):
        head["own_codes"] = own
    if place := disclosure.form_set.place:
        head["form_set_folder"] = relative(Path(place), folder)
    with OutputFolder(folder, head) as output:
        write_workbook(disclosure, output.path / "forms.xlsx", lang)
        write_page(disclosure, output.path / "index.html", lang, space=book.space, files=_DOWNLOADS)
        write_cells(disclosure, output.path / "cells.csv")
        write_facts(book.store, output.path / "facts.parquet")
    wrote = time.perf_counter() - filled
    return Built(disclosure, residuals, folder, filled - began, wrote, conflicts)


def _own_codes(book: Book) -> list[dict[str, str]]:
    """The codes that the book adds to the standard lists, to open what was built again."""
    return [
        {"list": kind, "code": code.code, "name": code.name}
        for kind, codes in book.space.codes.items()
        for code in codes
        if code.source == "own"
    ]
