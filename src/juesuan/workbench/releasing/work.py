"""The long work of publication."""

from juesuan.workbench.releasing.building import build_candidate
from juesuan.workbench.releasing.writing_out import write_by_worker

__all__ = ["WORK"]

WORK = {"release": build_candidate, "public_site": write_by_worker}
