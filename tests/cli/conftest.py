"""The commands as their users meet them: most tests here ask what they say."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _in_this_process(in_this_process: None) -> None:
    """See ``in_this_process``; commands in a process of their own are not touched."""


@pytest.fixture(scope="session")
def yuxi(built_yuxi: Path) -> Path:
    """What is built of an example book; nothing may change it."""
    return built_yuxi
