"""Checks (审核): what is wrong with a disclosure, and what would make everything agree."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
