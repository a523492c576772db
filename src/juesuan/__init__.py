"""juesuan (决算): the final accounts of public bodies, from the year's book to the forms.

``JuesuanError`` is the base of everything that can go wrong and is told to people.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juesuan.messages import JuesuanError

__all__ = ["JuesuanError", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Loaded when asked for, so that ``import juesuan`` stays cheap."""
    if name == "JuesuanError":
        from juesuan.messages import JuesuanError

        return JuesuanError
    raise AttributeError(f"module 'juesuan' has no attribute {name!r}")
