"""Every printed number accounted for (数字交代): compared, known for what it is, or not understood.

- ``model``: a number with its class, its kind and its place; ``shapes``: dates, ordinals, numbers
  of documents, known by their shape (``data/accounting.toml``)
- ``forms``: cells; ``narrative``: sentences and headings; ``performance``: self-evaluation
- ``accounting``: all of them, and their shares

A number is *compared* when a wrong one in its place would have been held to another print, a sum
or a rate. What was taken in but could be held to nothing, though something of its kind is there,
counts as not understood.
"""

from juesuan.checks.accounting.accounting import accounted, shares
from juesuan.checks.accounting.model import CLASSES, Accounted, FigureClass

__all__ = ["CLASSES", "Accounted", "FigureClass", "accounted", "shares"]
