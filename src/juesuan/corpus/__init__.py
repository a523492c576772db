"""A corpus (语料库): many disclosures over units and years, read, checked, compared, asked."""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
