"""Deciding (定因): once for all findings of a document, which figure is wrong and what follows."""

from juesuan.checks.deciding.deciding import decided

__all__ = ["decided"]
