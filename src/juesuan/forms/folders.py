"""The folders of form sets (套表): where they are, what each builds on, its files merged.

A set's folder holds ``set.toml`` and one file per form, named by the form's key. A set that
``inherits`` takes the other set's entries and changes some; so does a form file with the
same name. Tables are merged key by key: ``false`` removes an entry, ``anew = true`` in a
table drops all that was inherited there, and ``follows`` starts from another form.
"""

from __future__ import annotations

from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from juesuan.forms.errors import FormSetError
from juesuan.forms.written import FormFile, SetFile, checked, read_as
from juesuan.resources import DataError, data_folder, merged, read_toml

__all__ = [
    "chain_of",
    "folder_of",
    "form_file",
    "own_place",
    "set_file",
    "shipped_sets",
    "title_of",
]

_MOST = 20
"""The longest chain of sets, each following another, that can be meant."""


@cache
def _root() -> Traversable:
    return data_folder() / "formsets"


def _read(folder: Traversable, file: str) -> dict[str, Any]:
    """A file of a set; those of the package are read once, so nobody may change them."""
    if not own_place(folder):
        return _read_shipped(folder.name, file)
    return _read_file(folder, file)


@cache
def _read_shipped(name: str, file: str) -> dict[str, Any]:
    return _read_file(_shipped_folder(name), file)


def _read_file(folder: Traversable, file: str) -> dict[str, Any]:
    place = f"{folder.name}/{file}"
    try:
        data = read_toml(folder / file)
    except DataError as error:
        raise FormSetError(place, error.key, **error.details) from None
    checked(SetFile if file == "set.toml" else FormFile, data, place)
    return data


@cache
def _shipped_folder(name: str) -> Traversable:
    return _root() / name


@cache
def _shipped_files(name: str) -> frozenset[str]:
    return frozenset(entry.name for entry in _shipped_folder(name).iterdir())


def _has(folder: Traversable, file: str) -> bool:
    """Whether a file stands in a set's folder; those of the package are listed once."""
    if own_place(folder):
        return (folder / file).is_file()
    return file in _shipped_files(folder.name)


@cache
def shipped_sets() -> tuple[str, ...]:
    """Ids of all sets that come with the package, abstract ones included, in order."""
    return tuple(sorted(e.name for e in _root().iterdir() if (e / "set.toml").is_file()))


def folder_of(name: str | Path, beside: Traversable | None = None) -> Traversable:
    """The folder of a set: a path to one, one beside another set, or one of the package's.

    Raises ``FormSetError``.
    """
    name = str(name)
    if "/" in name or "\\" in name or Path(name, "set.toml").is_file():
        if Path(name, "set.toml").is_file():
            return Path(name)
    elif beside is not None and (beside / ".." / name / "set.toml").is_file():
        return beside / ".." / name
    elif name in shipped_sets():
        return _shipped_folder(name)
    every = {entry: _read(_shipped_folder(entry), "set.toml") for entry in shipped_sets()}
    known = ", ".join(entry for entry, own in every.items() if not own.get("abstract"))
    raise FormSetError(name, "no_such_set", known=known)


def own_place(folder: Traversable) -> str:
    """The path of a folder that does not come with the package, else empty."""
    if folder is _shipped_folder(folder.name):  # asked for every file of every set
        return ""
    return str(folder) if isinstance(folder, Path) and folder.parent != _root() else ""


def chain_of(name: str | Path) -> list[Traversable]:
    """The folders a set builds on, furthest first, its own last. Raises ``FormSetError``."""
    folder = folder_of(name)
    chain = [folder]
    while parent := _read(chain[0], "set.toml").get("inherits"):
        chain.insert(0, folder_of(parent, chain[0] if own_place(chain[0]) else None))
        if len(chain) > _MOST:
            raise FormSetError(folder.name, "inherits_itself")
    return chain


def set_file(chain: list[Traversable]) -> SetFile:
    """What the ``set.toml`` of a chain say together. ``forms`` is one list: a set that lists
    forms lists all of them; a set that names its first year names its last one, too. Raises
    ``FormSetError``."""
    head: dict[str, Any] = {}
    for link in chain:
        own = _read(link, "set.toml")
        forms = own.get("forms") or head.get("forms", {})
        if "first_year" in own:
            head.pop("last_year", None)
        head = {**merged(head, own), "forms": forms, "abstract": own.get("abstract", False)}
    return read_as(SetFile, head, f"{chain[-1].name}/set.toml")


def form_file(chain: list[Traversable], key: str) -> FormFile:
    """What the files of one form say together; the same object for all sets of the package that
    take the form from the one that they build on. Raises ``FormSetError``."""
    if not any(map(own_place, chain)):
        saying = [folder for folder in chain if _has(folder, f"{key}.toml")]
        follows = any("follows" in _read(folder, f"{key}.toml") for folder in saying)
        if saying and not follows:
            return _shipped_form(tuple(folder.name for folder in saying), key)
    return _form_of(chain, key)


@cache
def _shipped_form(names: tuple[str, ...], key: str) -> FormFile:
    return _form_of([_shipped_folder(name) for name in names], key)


def _form_of(chain: list[Traversable], key: str) -> FormFile:
    return read_as(FormFile, _merged_form(chain, key), f"{chain[-1].name}/{key}")


def title_of(chain: list[Traversable], key: str) -> str:
    """The title of a form, as the last file says it that says one: the files need not be merged
    for it. Raises ``FormSetError``."""
    for folder in reversed(chain):
        own = _read(folder, f"{key}.toml") if _has(folder, f"{key}.toml") else {}
        if "title" in own:
            return str(own["title"])
        if "follows" in own:
            break
    return form_file(chain, key).title


def _merged_form(chain: list[Traversable], key: str, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    place = f"{chain[-1].name}/{key}"
    data: dict[str, Any] = {}
    for folder in chain:
        if _has(folder, f"{key}.toml"):
            own = _read(folder, f"{key}.toml")
            data = own if "follows" in own else merged(data, own)
    if not data or key in seen:
        raise FormSetError(place, "no_form_file")
    if follows := data.get("follows"):
        data = merged(_merged_form(chain, follows, (*seen, key)), data)
    return data
