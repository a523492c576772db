"""The long work of preparation."""

from juesuan.workbench.preparing import importing
from juesuan.workbench.preparing.beginning import by_worker

__all__ = ["WORK"]

WORK = {
    "draft": by_worker,
    "import": importing.by_worker,
    "import_take": importing.taken_by_worker,
}
