"""What the program says, in Chinese and English, and the base of its errors."""

from juesuan.messages.catalogue import LANGUAGES, catalogue, say
from juesuan.messages.errors import JuesuanError

__all__ = ["LANGUAGES", "JuesuanError", "catalogue", "say"]
