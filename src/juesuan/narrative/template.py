"""Narrative templates (情况说明模板): one file a form set, each stating how it differs.

A template says which parts and sections a booklet has and in which order, how they are numbered,
and what their sentences are; ``docs/narratives.md`` explains how to write one. A set that
``inherits`` changes entries of another: tables are merged key by key, lists and texts replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from juesuan.forms import FormSet, load_form_set
from juesuan.resources import DataError, Record, find_data, inherited, read_toml, typed
from juesuan.text import nearest

__all__ = [
    "ListSpec",
    "NarrativeTemplate",
    "PartSpec",
    "QuantitySpec",
    "SectionSpec",
    "TemplateError",
    "load_template",
]

_FILE = "narrative.toml"
"""The template in a form set's own folder, when the set does not come with the package."""

_FOLDER = "narratives"


class TemplateError(DataError):
    """A template that cannot be used. Keys besides those of any data file: ``no_such_name``,
    ``bad_select``, ``bad_template``."""

    section = "narrative"


class QuantitySpec(Record):
    """A quantity: what it is called, and the facts it selects in the forms' notation. ``form``
    is the key of a form of the set within whose scope it keeps, where the set has that form:
    the “三公” expenses are those of the funds that the set's own form counts."""

    name: str
    select: str
    form: str = ""


class ListSpec(Record):
    """A list of quantities: its ``members`` by name, or the parts ``of`` a quantity by the
    codes of a dimension (``by``) at a ``level``. ``of`` is what the members add up to, where
    they do."""

    members: tuple[str, ...] = ()
    of: str = ""
    by: Literal["", "function", "economic"] = ""
    level: Literal["", "class", "section", "item"] = ""


class SectionSpec(Record):
    """A section: its heading, its text (a template), the sections below it. ``when`` is a
    condition; ``annex``: tables that are passed in stand here."""

    title: str
    text: str = ""
    when: str = ""
    sections: tuple[str, ...] = ()
    annex: bool = False


class PartSpec(Record):
    """A part (第…部分): of sections, or the forms, or the glossary's terms, or the annexes."""

    title: str
    sections: tuple[str, ...] = ()
    forms: bool = False
    glossary: tuple[str, ...] = ()
    annex: bool = False


class NarrativeTemplate(Record):
    """A whole template. ``numbering`` are patterns of the headings' numbers by level: ``{n}``
    is a Chinese, ``{d}`` an Arabic number. ``glossary`` are terms with their meanings."""

    id: str
    source: str = ""
    title: str
    cover: tuple[str, ...]
    numbering: tuple[str, ...]
    words: Mapping[str, str]
    macros: str
    quantities: Mapping[str, QuantitySpec]
    lists: Mapping[str, ListSpec]
    parts: tuple[PartSpec, ...]
    sections: Mapping[str, SectionSpec]
    glossary: Mapping[str, tuple[str, str]]


def load_template(form_set: FormSet) -> NarrativeTemplate:
    """The template of a form set: its own, else that of the set it inherits, else the common
    one. Raises ``TemplateError``."""
    name = next(name for name in _candidates(form_set) if find_data(_FOLDER, name))
    data = {"id": name, **inherited(name, _read, TemplateError)}
    template = typed(NarrativeTemplate, data, name, error=TemplateError)
    _check_names(template)
    return template


def _candidates(form_set: FormSet) -> Iterator[str]:
    """Where the template may be, nearest first: in the set's own folder, or in the package."""
    current: FormSet | None = form_set
    while current is not None:
        if current.place:
            yield str(Path(current.place, _FILE))
        yield current.id
        parent = current.inherits
        if parent and current.place and Path(current.place, "..", parent, "set.toml").is_file():
            parent = str(Path(current.place, "..", parent))
        current = load_form_set(parent) if parent else None
    yield "base"


def _read(name: str) -> dict[str, Any] | None:
    file = find_data(_FOLDER, name)
    return None if file is None else read_toml(file, TemplateError)


def _check_names(template: NarrativeTemplate) -> None:
    """Every name that the template uses is one it defines."""
    uses: list[tuple[str, str, str]] = []
    for number, part in enumerate(template.parts, 1):
        uses += [(f"parts.{number}.sections", "sections", key) for key in part.sections]
        uses += [(f"parts.{number}.glossary", "glossary", key) for key in part.glossary]
    for name, section in template.sections.items():
        uses += [(f"sections.{name}.sections", "sections", key) for key in section.sections]
    for name, spec in template.lists.items():
        uses += [(f"lists.{name}.members", "quantities", key) for key in spec.members]
        uses += [(f"lists.{name}.of", "quantities", spec.of)] if spec.of else []
    for place, group, key in uses:
        known = getattr(template, group)
        if key not in known:
            near = nearest(key, known) or list(known)
            raise TemplateError("no_such_name", template.id, place, found=key, near=near)
