"""What can be wrong with sets to be added up, told in words."""

from __future__ import annotations

from juesuan.messages import JuesuanError

__all__ = ["ConsolidationError"]


class ConsolidationError(JuesuanError):
    """Books or booklets that cannot be added up."""

    section = "consolidating"
