"""``juesuan new``: an empty book."""

from __future__ import annotations

from pathlib import Path

from juesuan.cli.console import out
from juesuan.cli.errors import UsageError
from juesuan.forms import load_form_set
from juesuan.ledger import Filling, write_template
from juesuan.messages import say
from juesuan.publishing import whole_file

__all__ = ["run"]


def run(path: Path, form_set: str, year: int, name: str, every: bool, lang: str) -> int:
    """Write an empty book to ``path`` and say what to do with it; the exit status."""
    if path.suffix.lower() != ".xlsx":
        raise UsageError("new.ends_in_xlsx", path=path)
    forms = load_form_set(form_set, year or None)
    year = year or forms.first_year
    with whole_file(path) as target:
        write_template(target, forms, year, lang, Filling(head={"unit": name}), every)
    out.print(say("new.done", lang, path=path, form_set=forms.id, year=year), soft_wrap=True)
    if not name:
        out.print(say("new.unnamed", lang), soft_wrap=True)
    return 0
