"""The app of review (审核)."""

from django.apps import AppConfig

__all__ = ["ReviewingConfig"]


class ReviewingConfig(AppConfig):
    """How Django knows this app."""

    name = "juesuan.workbench.reviewing"
    label = "reviewing"
