"""The app of journal (流水)."""

from django.apps import AppConfig

__all__ = ["JournalConfig"]


class JournalConfig(AppConfig):
    """How Django knows this app."""

    name = "juesuan.workbench.journal"
    label = "journal"
