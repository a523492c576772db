"""Which data file goes with a form set: policies and layouts name the sets they are for."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.forms import FormSet, FormSetError, load_form_set
from juesuan.resources import data_names, load

__all__ = ["by_form_set", "chosen_for"]

_LONGEST = 20
"""More sets that build on each other than there can be."""


def by_form_set(folder: str) -> Mapping[str, str]:
    """Form set → the file of a folder of the package's data that names it (``form_sets``)."""
    return {
        form_set: name
        for name in data_names(folder)
        for form_set in load(f"{folder}/{name}.toml").get("form_sets", ())
    }


def chosen_for(form_set: FormSet, known: Mapping[str, str]) -> str:
    """The file for a form set, or for the nearest one it builds on; empty for none."""
    current = form_set
    for _ in range(_LONGEST):
        for candidate in (current.id, current.inherits):
            if candidate in known:
                return known[candidate]
        if not current.inherits:
            return ""
        try:
            current = load_form_set(current.inherits)
        except (FormSetError, KeyError):
            return ""
    return ""
