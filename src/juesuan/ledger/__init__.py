"""The book (账套) of a unit's year: read, checked, balanced and posted to facts."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
