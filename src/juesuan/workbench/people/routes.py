"""Addresses of people and rights."""

from django.views.i18n import set_language

from juesuan.workbench.people import managing, views
from juesuan.workbench.people.models import Role
from juesuan.workbench.people.signing_in import SignIn
from juesuan.workbench.routing import EVERYONE, SIGNED_IN, Route

__all__ = ["ROUTES"]

_ADMIN = frozenset({Role.ADMINISTRATOR})
_POST = ("POST",)

ROUTES = (
    Route(path="", view=views.home, name="home", who=EVERYONE, methods=("GET",)),
    Route(path="setup/", view=views.setup, name="setup", who=EVERYONE),
    Route(path="sign-in/", view=SignIn.as_view(), name="sign-in", who=EVERYONE),
    Route(path="language/", view=set_language, name="language", who=EVERYONE, methods=_POST),
    Route(path="theme/", view=views.theme, name="theme", who=EVERYONE, methods=_POST),
    Route(path="sign-out/", view=views.sign_out, name="sign-out", who=SIGNED_IN, methods=_POST),
    Route(path="account/", view=views.account, name="account", who=SIGNED_IN),
    Route(path="account/codes/", view=views.codes, name="codes", who=SIGNED_IN),
    Route(path="people/", view=managing.people, name="people", who=_ADMIN, methods=("GET",)),
    Route(path="people/add/<str:what>/", view=managing.add, name="add", who=_ADMIN, methods=_POST),
    Route(
        path="people/<int:user>/grant/",
        view=managing.grant,
        name="grant",
        who=_ADMIN,
        methods=_POST,
    ),
    Route(
        path="people/grant/<int:grant>/revoke/",
        view=managing.revoke,
        name="revoke",
        who=_ADMIN,
        methods=_POST,
    ),
    Route(
        path="people/<int:user>/switch/",
        view=managing.switch,
        name="switch",
        who=_ADMIN,
        methods=_POST,
    ),
)
