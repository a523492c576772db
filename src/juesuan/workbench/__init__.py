"""The workbench (工作台): prepare, review and publish final accounts in a browser.

A Django project that calls the packages below it and holds no rule of accounting. It needs the
extra ``juesuan[workbench]``; importing this package does not.
"""

from juesuan.workbench.place import Place, WorkbenchError

__all__ = ["Place", "WorkbenchError"]
