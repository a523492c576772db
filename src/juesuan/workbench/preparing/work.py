"""The long work of preparation."""

from juesuan.workbench.preparing.beginning import by_worker

__all__ = ["WORK"]

WORK = {"draft": by_worker}
