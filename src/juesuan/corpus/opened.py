"""A corpus that is open, in whatever engine: asked for rows, and closed at the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

__all__ = ["OpenCorpus"]


class OpenCorpus(ABC):
    """An open corpus. ``rows`` gives the answer to a question; close it, or use it in a
    ``with``."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let what was opened go."""

    @abstractmethod
    def stream(self, query: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns of an answer and its rows, some at a time. Raises ``CorpusError``."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """All rows of the answer to one ``SELECT``. Raises ``CorpusError``."""
        return list(self.stream(query)[1])
