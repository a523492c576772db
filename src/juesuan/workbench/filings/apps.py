"""The app of a unit's year (报送)."""

from django.apps import AppConfig

__all__ = ["FilingsConfig"]


class FilingsConfig(AppConfig):
    """How Django knows this app."""

    name = "juesuan.workbench.filings"
    label = "filings"
