"""Consolidation (合并): a department from its units, by books or by published booklets."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
