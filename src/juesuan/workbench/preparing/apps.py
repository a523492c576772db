"""The app of preparation (编报)."""

from django.apps import AppConfig

__all__ = ["PreparingConfig"]


class PreparingConfig(AppConfig):
    """How Django knows this app."""

    name = "juesuan.workbench.preparing"
    label = "preparing"
