"""The app of publication (公开)."""

from django.apps import AppConfig

__all__ = ["ReleasingConfig"]


class ReleasingConfig(AppConfig):
    """How Django knows this app."""

    name = "juesuan.workbench.releasing"
    label = "releasing"
