"""Addresses of preparation."""

from juesuan.workbench.routing import Route

__all__ = ["ROUTES"]

ROUTES: tuple[Route, ...] = ()
