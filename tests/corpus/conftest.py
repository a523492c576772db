"""One small corpus for all tests of corpora."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.corpus import Corpus, audit, open_corpus
from support.corpora import disclose_all
from support.once import made_once


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of disclosures and the corpus made of it, one for all workers."""

    def make(folder: Path) -> None:
        audit(disclose_all(folder / "disclosures"), folder / "corpus", jobs=2)

    return made_once("small-corpus", make, tmp_path_factory)


@pytest.fixture(scope="session")
def source(made: Path) -> Path:
    """The folder of disclosures; nothing may change it."""
    return made / "disclosures"


@pytest.fixture(scope="session")
def folder(made: Path) -> Path:
    """The corpus made of it; nothing may change it."""
    return made / "corpus"


@pytest.fixture(scope="session")
def corpus(folder: Path) -> Iterator[Corpus]:
    """The corpus, open; nothing may close it."""
    with open_corpus(folder) as opened:
        yield opened
