"""The page that explains the open data: its files and columns, and questions they answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from juesuan.forms import Disclosure
from juesuan.publishing.page import environment
from juesuan.publishing.texts import texts
from juesuan.resources import load

__all__ = ["DICTIONARY", "write_dictionary"]

DICTIONARY = "data.html"
_FILE = "open_data.toml"


def write_dictionary(
    disclosure: Disclosure, descriptor: Mapping[str, Any], folder: Path, lang: str = "zh"
) -> None:
    """Write ``data.html`` beside the files that a data package's ``descriptor`` lists.
    Raises ``OSError``, and ``ValueError`` for an unknown language."""
    said = load(_FILE)
    page = (
        environment()
        .get_template("data.html")
        .render(
            disclosure=disclosure,
            words=texts(lang),
            page={key: text[lang] for key, text in said["page"].items()},
            files=list(_files(descriptor, said, lang)),
            queries=[(query["title"][lang], query["sql"].strip()) for query in said["queries"]],
        )
    )
    with (folder / DICTIONARY).open("w", encoding="utf-8", newline="\n") as file:
        file.write(page)


def _files(
    descriptor: Mapping[str, Any], said: Mapping[str, Any], lang: str
) -> Iterator[dict[str, Any]]:
    for resource in descriptor["resources"]:
        yield {
            "path": resource["path"],
            "about": said["resources"][resource["name"]][lang],
            "fields": [
                (field["name"], field["type"], said["fields"][field["name"]][lang])
                for field in resource["schema"]["fields"]
            ],
        }
