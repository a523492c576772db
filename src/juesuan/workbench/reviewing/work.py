"""The long work of the review."""

from juesuan.workbench.reviewing.checking import check_document
from juesuan.workbench.reviewing.dropping import sort_document

__all__ = ["WORK"]

WORK = {"check": check_document, "sort": sort_document}
