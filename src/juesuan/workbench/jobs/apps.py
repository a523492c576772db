"""The app of long work (后台任务)."""

from django.apps import AppConfig

__all__ = ["JobsConfig"]


class JobsConfig(AppConfig):
    """How Django knows this app."""

    name = "juesuan.workbench.jobs"
    label = "jobs"
