"""What is printed around a form's figures: its lines, notes, and a cell's meaning in words."""

from __future__ import annotations

from juesuan.facts import Space
from juesuan.forms import CellKey, Disclosure, FilledForm, Selection, region_words
from juesuan.publishing.texts import form_text, texts, total_labels

__all__ = [
    "anchor",
    "department_line",
    "describe",
    "empty_sentence",
    "is_total",
    "notes",
    "unit_line",
]


def department_line(disclosure: Disclosure, filled: FilledForm) -> str:
    """The line at the left above a form, such as 部门：某局; empty if the set has none."""
    return _filled_in(filled.form.department_line, disclosure)


def unit_line(disclosure: Disclosure, filled: FilledForm) -> str:
    """The line at the right above a form, such as 金额单位：万元."""
    return _filled_in(filled.form.unit_line, disclosure)


def _filled_in(template: str, disclosure: Disclosure, title: str = "") -> str:
    return template.format(
        unit=disclosure.unit, year=disclosure.year, money=disclosure.money.zh, title=title
    )


def notes(disclosure: Disclosure, filled: FilledForm) -> list[str]:
    """The lines of notes below a form, numbered where there are several.

    The first form of a set with rounded figures says so, and whether they are balanced; a form
    with rows left out says that.
    """
    found = list(filled.form.notes)
    if disclosure.rounded and filled is disclosure.forms[0]:
        balanced = disclosure.rounding == "balanced"
        found.append(form_text("balanced" if balanced else "rounded"))
    if disclosure.lists_withheld(filled):
        found.append(form_text("withheld"))
    if len(found) > 1:
        found = [f"{number}. {text}" for number, text in enumerate(found, 1)]
    return [form_text("note") + found[0], *found[1:]] if found else []


def empty_sentence(disclosure: Disclosure, filled: FilledForm) -> str:
    """What a form without figures must say; empty for a form that has some."""
    if not filled.empty:
        return ""
    return _filled_in(filled.form.empty, disclosure, filled.form.title)


def is_total(label: str) -> bool:
    """Whether a row label stands for a total, which forms print centred."""
    return label in total_labels()


def anchor(key: CellKey) -> str:
    """The id of a cell in a page: ``c-FORM-ROW-COLUMN``, one for each key.

    ASCII characters other than letters, digits and ``.``, and all spaces, become ``_HEX_``.

    >>> anchor(CellKey("01", "57", "2")), anchor(CellKey("04", "总计#2", "1"))
    ('c-01-57-2', 'c-04-总计_23_2-1')
    """
    return "-".join(("c", *(_escaped(part) for part in (key.form, key.row, key.column))))


def _escaped(text: str) -> str:
    return "".join(
        c if (c.isalnum() or c == "." if c.isascii() else c.isprintable()) else f"_{ord(c):x}_"
        for c in text
    )


def describe(selection: Selection, space: Space, lang: str = "zh") -> str:
    """What a cell sums, in words: each term's dimensions by name, terms joined by signs,
    those that add first."""
    words = texts(lang)
    terms = ((c < 0, region_words(region, space, lang), abs(c)) for c, region in selection.terms)
    written = ""
    for negative, region, times in sorted(terms):
        sign = words["minus"] if negative else words["plus"]
        lead = sign if written else sign.strip() if negative else ""
        written += lead + (f"{times} × " if times > 1 else "") + region
    return written
