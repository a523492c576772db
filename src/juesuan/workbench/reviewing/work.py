"""The long work of the review."""

from juesuan.workbench.reviewing.checking import check_document

__all__ = ["WORK"]

WORK = {"check": check_document}
