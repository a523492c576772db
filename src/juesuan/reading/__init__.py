"""Reading (读取): published disclosures, in whatever file, as figures with their evidence."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
