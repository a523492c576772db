"""The app of accounts (人员与权限)."""

from django.apps import AppConfig

__all__ = ["PeopleConfig"]


class PeopleConfig(AppConfig):
    """How Django knows this app."""

    name = "juesuan.workbench.people"
    label = "people"
