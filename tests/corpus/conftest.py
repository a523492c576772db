"""One small corpus for all tests of corpora."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan.corpus import Corpus, audit, open_corpus
from support.corpora import disclose_all


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of disclosures."""
    return disclose_all(tmp_path_factory.mktemp("disclosures"))


@pytest.fixture(scope="session")
def folder(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus made of it."""
    corpus = tmp_path_factory.mktemp("corpora") / "corpus"
    audit(source, corpus, jobs=2)
    return corpus


@pytest.fixture
def corpus(folder: Path) -> Iterator[Corpus]:
    """The corpus, open."""
    with open_corpus(folder) as opened:
        yield opened
