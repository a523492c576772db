"""Help drawn by typer without what it only might need.

Typer's module that draws help loads rich's ways to draw Markdown and tracebacks, which take as
long as all else that ``--help`` loads; our help has neither. Both are loaded when first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["load_drawing"]

_LATER = {"rich.markdown": "Markdown", "rich.traceback": "Traceback"}
_DRAWS = "typer.rich_utils"


def load_drawing() -> None:
    """Load what typer draws help with, but for the classes above."""
    if _DRAWS in sys.modules or _LATER.keys() & sys.modules.keys():
        return
    for module, name in _LATER.items():
        stands_in = ModuleType(module)
        setattr(stands_in, name, _Later(module, name))
        sys.modules[module] = stands_in
    try:
        import_module(_DRAWS)
    except (ImportError, AttributeError, TypeError):  # another typer needs more of them
        sys.modules.pop(_DRAWS, None)
    finally:
        for module in _LATER:
            del sys.modules[module]


class _Later:
    """A class that is imported when it is called, or anything of it is asked for."""

    def __init__(self, module: str, name: str) -> None:
        self._of = (module, name)

    def _loaded(self) -> Any:
        module, name = self._of
        return getattr(import_module(module), name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loaded(), name)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._loaded()(*given, **named)

    def __or__(self, other: Any) -> Any:
        return other  # in a signature

    __ror__ = __or__
