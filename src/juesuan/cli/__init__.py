"""The command line: ``juesuan new``, ``build``, ``read``, ``check``, ``explain``, ``verify``.

Exit status: 0 nothing wrong, 1 findings, 2 unusable input, a refused book, or usage.
"""

from juesuan.cli.app import app, main

__all__ = ["app", "main"]
