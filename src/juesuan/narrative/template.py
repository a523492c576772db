"""Narrative templates (情况说明模板): one file a form set, each stating how it differs.

A template says which parts and sections a booklet has and in which order, how they are numbered,
and what their sentences are; ``docs/narratives.md`` explains how to write one. A set that
``inherits`` changes entries of another: tables are merged key by key, lists and texts replaced.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from juesuan.forms import FormSet, load_form_set
from juesuan.messages import say

__all__ = ["ListSpec", "NarrativeTemplate", "Part", "Section", "TemplateError", "load_template"]

_FILE = "narrative.toml"
"""The template in a form set's own folder, when the set does not come with the package."""

_ENTRIES = {
    "": {"inherits", "source", "title", "cover", "numbering", "words", "macros", "quantities"}
    | {"lists", "parts", "sections", "glossary", "annex"},
    "quantities": {"name", "select"},
    "lists": {"members", "of", "by", "level"},
    "sections": {"title", "text", "when", "sections", "annex"},
    "parts": {"title", "sections", "forms", "glossary", "annex"},
}


class TemplateError(ValueError):
    """A template that cannot be used. ``key`` is a message's in ``narrative``."""

    def __init__(self, place: str, key: str, **details: object) -> None:
        super().__init__(f"{place}: {key} {details}")
        self.place, self.key, self.details = place, key, details

    def text(self, lang: str = "zh") -> str:
        """What is wrong and where, in words."""
        return f"{self.place}: {say(f'narrative.{self.key}', lang, **self.details)}"


@dataclass(frozen=True)
class Section:
    """A section: its heading, its text (a template), the sections below it. ``when`` is a
    condition; ``annex``: tables that are passed in stand here."""

    key: str
    title: str
    text: str = ""
    when: str = ""
    sections: tuple[str, ...] = ()
    annex: bool = False


@dataclass(frozen=True)
class Part:
    """A part (第…部分): of sections, or the forms, or the glossary's terms, or the annexes."""

    title: str
    sections: tuple[str, ...] = ()
    forms: bool = False
    glossary: tuple[str, ...] = ()
    annex: bool = False


@dataclass(frozen=True)
class ListSpec:
    """A list of quantities: its ``members`` by name, or the parts ``of`` a quantity by the
    codes of a dimension (``by``) at a level (``class``, ``section``, ``item``). ``of`` is what
    the members add up to, where they do."""

    members: tuple[str, ...] = ()
    of: str = ""
    by: str = ""
    level: str = ""


@dataclass(frozen=True)
class NarrativeTemplate:
    """A whole template. ``numbering`` are patterns of the headings' numbers by level: ``{n}``
    is a Chinese, ``{d}`` an Arabic number. ``quantities`` are (name, selection) pairs."""

    id: str
    title: str
    cover: tuple[str, ...]
    numbering: tuple[str, ...]
    words: Mapping[str, str]
    macros: str
    quantities: Mapping[str, tuple[str, str]]
    lists: Mapping[str, ListSpec]
    parts: tuple[Part, ...]
    sections: Mapping[str, Section]
    glossary: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def load_template(form_set: FormSet) -> NarrativeTemplate:
    """The template of a form set: its own, else that of the set it inherits, else the common
    one. Raises ``TemplateError``."""
    name, data = next(_candidates(form_set))
    seen = [name]
    while parent := data.get("inherits"):
        if parent in seen:
            raise TemplateError(name, "inherits_itself")
        seen.append(parent)
        path = _root() / f"{parent}.toml"
        if not path.is_file():
            raise TemplateError(name, "no_parent", parent=parent)
        below = {key: value for key, value in data.items() if key != "inherits"}
        data = _merge(_read(path), below)
    return _build(name, data)


def _root() -> Traversable:
    return resources.files("juesuan") / "data" / "narratives"


def _candidates(form_set: FormSet) -> Iterator[tuple[str, dict[str, Any]]]:
    current: FormSet | None = form_set
    while current is not None:
        own = Path(current.place, _FILE) if current.place else None
        if own is not None and own.is_file():
            yield str(own), _read(own)
        if (_root() / f"{current.id}.toml").is_file():
            yield current.id, _read(_root() / f"{current.id}.toml")
        parent = current.inherits
        if parent and current.place and Path(current.place, "..", parent, "set.toml").is_file():
            parent = str(Path(current.place, "..", parent))
        current = load_form_set(parent) if parent else None
    yield "base", _read(_root() / "base.toml")


def _read(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(path.name, "not_toml", why=error) from None


def _merge(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in change.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _merge(merged[key], value)
        else:
            merged[key] = value
    return merged


def _build(name: str, data: Mapping[str, Any]) -> NarrativeTemplate:
    _check(name, "", data)
    for group in ("quantities", "lists", "sections"):
        for key, entry in data[group].items():
            _check(name, group, entry, key)
    for part in data["parts"]:
        _check(name, "parts", part, part.get("title", ""))
    try:
        template = NarrativeTemplate(
            id=name,
            title=data["title"],
            cover=tuple(data["cover"]),
            numbering=tuple(data["numbering"]),
            words=data["words"],
            macros=data["macros"],
            quantities={k: (e["name"], e["select"]) for k, e in data["quantities"].items()},
            lists={
                key: ListSpec(
                    tuple(e.get("members", ())),
                    e.get("of", ""),
                    e.get("by", ""),
                    e.get("level", ""),
                )
                for key, e in data["lists"].items()
            },
            parts=tuple(
                Part(
                    e["title"],
                    tuple(e.get("sections", ())),
                    e.get("forms", False),
                    tuple(e.get("glossary", ())),
                    e.get("annex", False),
                )
                for e in data["parts"]
            ),
            sections={
                key: Section(
                    key,
                    e["title"],
                    e.get("text", ""),
                    e.get("when", ""),
                    tuple(e.get("sections", ())),
                    e.get("annex", False),
                )
                for key, e in data["sections"].items()
            },
            glossary={key: tuple(e) for key, e in data["glossary"].items()},
        )
    except KeyError as error:
        raise TemplateError(name, "missing_entry", entry=error.args[0]) from None
    _check_names(template)
    return template


def _check(name: str, group: str, entry: Mapping[str, Any], key: str = "") -> None:
    if unknown := sorted(set(entry) - _ENTRIES[group]):
        place = ".".join(filter(None, (name, group, key)))
        raise TemplateError(place, "unknown_entries", found="、".join(unknown))


def _check_names(template: NarrativeTemplate) -> None:
    """Every name that the template uses is one it defines."""
    listed = [part.sections for part in template.parts]
    listed += [section.sections for section in template.sections.values()]
    wanted = {
        "sections": {key for keys in listed for key in keys},
        "glossary": {key for part in template.parts for key in part.glossary},
        "quantities": {key for spec in template.lists.values() for key in (*spec.members, spec.of)},
    }
    for group, keys in wanted.items():
        if unknown := sorted(keys - set(getattr(template, group)) - {""}):
            raise TemplateError(template.id, "no_such_name", group=group, found="、".join(unknown))
