"""From a book to a folder of forms: filled, checked, written whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from juesuan.checks import Residual, check_identities
from juesuan.facts import MoneyUnit, money_unit
from juesuan.forms import Disclosure, fill, load_form_set
from juesuan.ledger import Asked, Book
from juesuan.ledger.digest import digest, relative
from juesuan.publishing.composing import Composed, compose
from juesuan.publishing.errors import BrokenIdentitiesError
from juesuan.publishing.look import DEFAULT_LOOK
from juesuan.publishing.output import OutputFolder, manifest_head
from juesuan.publishing.writing import write_set

__all__ = ["ROUNDINGS", "Built", "build", "fill_book"]


ROUNDINGS = ("balanced", "each")
"""How a build may round: all amounts together (舍位平衡), or each by itself (四舍五入)."""


class Built(Struct, frozen=True):
    """What a build made. ``residuals`` are all identities checked, ``fill_seconds`` the time
    of filling (with checking and composing), ``write_seconds`` that of writing."""

    composed: Composed
    residuals: list[Residual]
    folder: Path
    fill_seconds: float
    write_seconds: float

    @property
    def disclosure(self) -> Disclosure:
        """The forms as printed."""
        return self.composed.disclosure

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Identities that no rounding lets hold in print together; none as a rule."""
        return self.composed.conflicts

    @property
    def asked(self) -> list[Asked]:
        """What only the author can still say, and where in the book."""
        return [*self.composed.booklet.asked, *self.composed.prepared.asked]

    @property
    def advice(self) -> list[Asked]:
        """What could be better: targets that cannot be measured, with others to use."""
        return list(self.composed.prepared.advice)

    @property
    def tails(self) -> int:
        """How many identities hold but for a last digit (尾差)."""
        return sum(residual.tail for residual in self.residuals)


def fill_book(book: Book, form_set: str | Path = "", money: MoneyUnit | None = None) -> Disclosure:
    """A book's forms, filled. The form set and money unit default to the book's own, and
    those to the form set's. Raises ``FormSetError``."""
    form_set = str(form_set)
    said = book.description
    forms = load_form_set(form_set or said.form_set, book.space)
    own = forms.id == said.form_set
    unit = money or (said.print if own else None) or money_unit(forms.money)
    zeros = said.zeros if own else None
    return fill(forms, book.store, said.unit, said.year, unit, zeros)


def build(
    book: Book,
    folder: str | Path,
    form_set: str | Path = "",
    money: MoneyUnit | None = None,
    lang: str = "zh",
    progress: Callable[[str], None] = lambda stage: None,
    rounding: str = "balanced",
    look: str = DEFAULT_LOOK,
) -> Built:
    """Write the whole published set to a folder: the booklet (docx, pdf), the forms (xlsx),
    the site (html), the open data with its description, and the manifest.

    What is printed in 万元 is rounded together so that all sums hold (``rounding`` is
    ``balanced``), or each figure by itself (``each``); ``look`` names the booklet's layout.
    Raises ``FormSetError``, ``BookError`` (last year's figures cannot be used), ``TemplateError``,
    ``TableDataError``, ``PolicyError``, ``BrokenIdentitiesError`` or ``OutputError``; then the
    folder is as it was before.
    """
    form_set = str(form_set)
    folder = Path(folder)
    began = time.perf_counter()
    progress("filling")
    disclosure = fill_book(book, form_set, money)
    progress("verifying")
    residuals = check_identities(disclosure)
    # A part above its whole can be true (money taken back): no reason to refuse a book.
    broken = [r for r in residuals if not r.holds and r.identity.kind != "part"]
    if broken:
        raise BrokenIdentitiesError(disclosure, broken)
    composed = compose(book, disclosure, rounding, lang, progress)
    if composed.disclosure is not disclosure:
        disclosure = composed.disclosure
        residuals = check_identities(disclosure)
    filled = time.perf_counter()
    progress("writing")
    with OutputFolder(folder, {**_head(book, disclosure, folder), "look": look}) as output:
        write_set(composed, book.store, output.path, lang, look)
    wrote = time.perf_counter() - filled
    return Built(composed, residuals, folder, filled - began, wrote)


def _head(book: Book, disclosure: Disclosure, folder: Path) -> dict[str, Any]:
    """What the manifest says before its list of files."""
    head = manifest_head(disclosure, digest(book.path, folder))
    head["rounding"] = disclosure.rounding
    if own := _own_codes(book):
        head["own_codes"] = own
    if place := disclosure.form_set.place:
        head["form_set_folder"] = relative(Path(place), folder)
    return head


def _own_codes(book: Book) -> list[dict[str, str]]:
    """The codes that the book adds to the standard lists, to open what was built again."""
    return [
        {"list": kind, "code": code.code, "name": code.name}
        for kind, codes in book.space.codes.items()
        for code in codes
        if code.source == "own"
    ]
