"""The public site written to a folder (写出公开站点): every version with its files, and the atlas.

It needs no server: a list by year, a page for each version with its signature and what it
changed, the frozen folders themselves, and an atlas of what is in force.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from juesuan import __version__
from juesuan.corpus import audit, write_atlas
from juesuan.publishing import OutputFolder
from juesuan.workbench.jobs.kinds import Tell
from juesuan.workbench.people.models import User
from juesuan.workbench.place import WorkbenchError
from juesuan.workbench.releasing import keys
from juesuan.workbench.releasing.folders import differences, files_of, folder_of, packed
from juesuan.workbench.releasing.models import Publication
from juesuan.workbench.releasing.public import latest, site_folder

__all__ = ["write_by_worker", "write_site_folder"]

_STYLES = ("colours.css", "workbench.css")
_MOST = 2000


def write_by_worker(task: Mapping[str, Any], tell: Tell, by: User | None = None) -> dict[str, Any]:
    """Write the site to the workbench's own folder for it."""
    count = write_site_folder(site_folder(), lambda part, parts: tell("writing_site", part, parts))
    return {"address": "/releases/", "versions": count}


def write_site_folder(
    folder: Path, progress: Callable[[int, int], None] = lambda part, parts: None
) -> int:
    """Write the public site to a folder, in place of the one that was written there before; how
    many versions it holds. Raises ``WorkbenchError`` where nothing is published yet, and
    ``OutputError``."""
    every = list(Publication.objects.select_related("filing__unit").order_by("pk"))
    if not every:
        raise WorkbenchError("nothing_published")
    head = {"program": "juesuan", "version": __version__, "kind": "public site"}
    with OutputFolder(folder, head) as output:
        for number, found in enumerate(every, 1):
            progress(number, len(every))
            _write_version(output.path, found, every)
        styles = output.path / "assets"
        styles.mkdir()
        for name in _STYLES:
            shutil.copyfile(str(finders.find(f"workbench/{name}")), styles / name)
        (output.path / "public-key.pem").write_bytes(keys.public())
        _write_atlas(output.path / "atlas")
        years: dict[int, list[dict[str, Any]]] = {}
        for found in latest():
            row = {"publication": found, "page": f"{_address(found)}.html"}
            years.setdefault(found.year, []).append(row)
        shown = {"years": years, "fingerprint": keys.shown(), "atlas": True, "root": ""}
        _page(output.path / "index.html", "workbench/site_index.html", shown)
    return len(every)


def _address(found: Publication) -> str:
    """A version's folder within the site; the page beside it has the same name."""
    code = found.filing.unit.code
    plain = code if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", code) else f"u{found.filing.unit_id}"
    return f"{found.year}/{plain}-v{found.number}"


def _write_version(folder: Path, found: Publication, every: list[Publication]) -> None:
    target = folder / _address(found)
    for name, path in files_of(found.place).items():
        copied = target / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
    shutil.copyfile(packed(found.place), target.with_name(f"{target.name}.zip"))
    versions = [one for one in every if one.filing_id == found.filing_id]
    before = next((one for one in versions if one.number == found.number - 1), None)
    differing = differences(before.place, found.place) if before else []
    shown = {
        "publication": found,
        "versions": [(one, Path(_address(one)).name) for one in reversed(versions)],
        "newest": versions[-1],
        "before": before,
        "differing": differing[:_MOST],
        "more": max(0, len(differing) - _MOST),
        "here": target.name,
        "root": "../",
    }
    _page(target.with_name(f"{target.name}.html"), "workbench/site_version.html", shown)


def _page(path: Path, template: str, shown: Mapping[str, Any]) -> None:
    said = {**shown, "lang": "zh", "html_lang": "zh-Hans", "version": __version__}
    path.write_text(render_to_string(template, said), encoding="utf-8", newline="\n")


def _write_atlas(folder: Path) -> None:
    """An atlas of the versions in force, read as anybody would read them."""
    with tempfile.TemporaryDirectory() as work:
        given = Path(work) / "given"
        for found in latest():
            target = given / f"{found.year}-{found.filing.unit_id}.xlsx"
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(folder_of(found.place) / "forms.xlsx", target)
        audit(given, Path(work) / "corpus", 1)
        write_atlas(Path(work) / "corpus", folder)
