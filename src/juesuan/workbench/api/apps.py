"""The app of interface (接口)."""

from django.apps import AppConfig

__all__ = ["ApiConfig"]


class ApiConfig(AppConfig):
    """How Django knows this app."""

    name = "juesuan.workbench.api"
    label = "api"
