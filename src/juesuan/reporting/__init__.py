"""Reports (审核报告): checked documents told as text, JSON, web page, workbook and SARIF."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
