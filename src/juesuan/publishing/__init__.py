"""Publishing (公开): filled forms as a workbook, a web page and open data, in one folder."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
