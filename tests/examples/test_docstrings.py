"""The examples in docstrings are true."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

import juesuan

PACKAGE = Path(juesuan.__file__).parent
RUN = re.compile(r"^ +>>> (?!.*\+SKIP)", re.MULTILINE)
NAMES = [
    ".".join(("juesuan", *path.relative_to(PACKAGE).with_suffix("").parts))
    for path in sorted(PACKAGE.rglob("*.py"))
    if RUN.search(path.read_text("utf-8")) and path.parts[-3] != "workbench"
]
"""Without those that need a workbench that is set up."""


@pytest.mark.parametrize("name", NAMES)
def test_what_a_docstring_shows_is_so(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted
    assert not found.failed
