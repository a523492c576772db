"""The long work of units' years."""

from juesuan.workbench.filings.sample import put_in

__all__ = ["WORK"]

WORK = {"sample": put_in}
