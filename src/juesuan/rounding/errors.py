"""What can go wrong in balanced rounding."""

from __future__ import annotations

from juesuan.messages import JuesuanError

__all__ = ["SolverError"]


class SolverError(JuesuanError, RuntimeError):
    """The solver gave no answer, or one that does not satisfy the rows. Keys: ``no_answer``,
    ``wrong_answer``, ``no_way``."""

    section = "rounding"
