from __future__ import annotations

from pathlib import Path

import pytest
from small_book import BOOK_TOML, WriteBook, write_book

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def book(tmp_path: Path) -> WriteBook:
    """Writes a small book as a folder and returns its path."""

    def write(toml: str | None = BOOK_TOML, **tables: str | bytes) -> Path:
        return write_book(tmp_path / "book", toml, **tables)

    return write


@pytest.fixture(scope="session")
def qujing() -> Path:
    """The example book of a public institution, in 万元."""
    return EXAMPLES / "qujing-digital-economy-centre-2023"


@pytest.fixture(scope="session")
def yuxi() -> Path:
    """The example book of a department with two units, in 元."""
    return EXAMPLES / "yuxi-internet-office-2021"
