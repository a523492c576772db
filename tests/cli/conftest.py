"""The commands as their users meet them: most tests here ask what they say."""

from pathlib import Path

import pytest

from support.commands import juesuan
from support.once import made_once


@pytest.fixture(autouse=True)
def _in_this_process(in_this_process: None) -> None:
    """See ``in_this_process``; commands in a process of their own are not touched."""


@pytest.fixture(scope="session")
def yuxi(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is built of an example book, once for all workers; nothing may change it."""

    def make(folder: Path) -> None:
        run = juesuan("build", examples / "yuxi-internet-office-2021", "-o", folder / "yuxi")
        assert run.returncode == 0, run.stderr

    return made_once("built-of-an-example", make, tmp_path_factory) / "yuxi"
