"""Addresses of publication."""

from juesuan.workbench.filings.views import unit_of
from juesuan.workbench.releasing import public, views
from juesuan.workbench.releasing.rights import PUBLISHERS, unit_of_candidate
from juesuan.workbench.routing import EVERYONE, Route

__all__ = ["ROUTES"]

_GET, _POST = ("GET",), ("POST",)

_CANDIDATE = (
    ("", views.candidate, "candidate", _GET),
    ("files/<path:name>", views.candidate_file, "candidate-file", _GET),
    ("sign/", views.sign, "candidate-sign", _POST),
    ("drop/", views.drop, "candidate-drop", _POST),
)
_PUBLIC = (
    ("", public.public, "public"),
    ("compare/", public.compare, "public-compare"),
    ("public-key.pem", public.public_key, "public-key"),
    ("<int:publication>/", public.publication, "publication"),
    ("<int:publication>/set.zip", public.set_file, "publication-set"),
    ("<int:publication>/files/<path:name>", public.public_file, "publication-file"),
)

ROUTES: tuple[Route, ...] = (
    Route(path="releases/", view=views.releases, name="releases", who=PUBLISHERS, methods=_GET),
    Route(
        path="releases/write/",
        view=views.write,
        name="releases-write",
        who=PUBLISHERS,
        methods=_POST,
    ),
    Route(
        path="filings/<int:filing>/release/",
        view=views.build,
        name="release",
        who=PUBLISHERS,
        unit=unit_of,
        methods=_POST,
    ),
    *(
        Route(
            path=f"candidates/<int:candidate>/{path}",
            view=view,
            name=name,
            who=PUBLISHERS,
            unit=unit_of_candidate,
            methods=methods,
        )
        for path, view, name, methods in _CANDIDATE
    ),
    *(
        Route(path=f"public/{path}", view=view, name=name, who=EVERYONE, methods=_GET)
        for path, view, name in _PUBLIC
    ),
)
