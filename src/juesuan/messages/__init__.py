"""What the program says, in Chinese and English, and the base of its errors."""

from juesuan.messages.catalogue import LANGUAGES, Message, Told, catalogue, filled, say, say_in
from juesuan.messages.errors import JuesuanError

__all__ = ["LANGUAGES", "JuesuanError", "Message", "Told", "catalogue", "filled", "say", "say_in"]
