"""All publishers together: the folder that a reader gets, and its being reproducible."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WRITE = """
import sys
from pathlib import Path
from small_unit import FACTS
from support.pages import write_page
from juesuan.facts import WAN, FactStore, Space
from juesuan.forms import fill, load_form_set
from juesuan.publishing import *
space = Space(2023)
store = FactStore(space)
store.add(FACTS)
disclosure = fill(load_form_set("yunnan-2023", space), store, "某局", 2023, WAN)
with OutputFolder(Path(sys.argv[1]), manifest_head(disclosure)) as folder:
    write_workbook(disclosure, folder.path / "forms.xlsx")
    write_page(disclosure, folder.path / "index.html", space=space)
    write_cells(disclosure, folder.path / "cells.csv")
    write_facts(store, folder.path / "facts.parquet")
"""


def test_a_disclosure_published_twice_is_the_same_folder(tmp_path: Path) -> None:
    """In two processes, so that nothing depends on the order of sets or on the clock."""
    folders = []
    for seed in ("1", "2"):
        paths = os.pathsep.join([*sys.path, str(Path(__file__).parent)])
        subprocess.run(
            [sys.executable, "-c", WRITE, str(tmp_path / seed)],
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            check=True,
        )
        folders.append({p.name: p.read_bytes() for p in (tmp_path / seed).iterdir()})
    names = {"forms.xlsx", "index.html", "cells.csv", "facts.parquet", "manifest.json"}
    assert set(folders[0]) == names
    assert folders[0] == folders[1]
