"""Addresses of the review."""

from juesuan.workbench.filings.views import WORKERS
from juesuan.workbench.filings.views import unit_of as unit_of_filing
from juesuan.workbench.people.models import Role
from juesuan.workbench.reviewing import deciding, dropping, handing_in, papers, views
from juesuan.workbench.reviewing.rights import unit_of_document, unit_of_finding
from juesuan.workbench.routing import Route

__all__ = ["ROUTES"]

_GET, _POST = ("GET",), ("POST",)
_REVIEWER = frozenset({Role.REVIEWER})
_HANDS_IN = dropping.HANDS_IN

_DOCUMENTS = (
    ("documents/<int:document>/", views.document, "document"),
    ("documents/<int:document>/pages/<int:page>/", views.picture, "picture"),
    ("documents/<int:document>/original/", views.original, "original"),
    ("documents/<int:document>/notice/", papers.notice, "notice"),
    ("documents/<int:document>/inspection/<str:ending>/", papers.inspection, "inspection"),
)
_FINDINGS = (
    ("findings/<int:finding>/decide/", deciding.decide, "decide", _REVIEWER),
    ("findings/<int:finding>/assign/", deciding.assign, "assign", _REVIEWER),
    ("findings/<int:finding>/comment/", deciding.comment, "comment", WORKERS),
)

ROUTES = (
    Route(path="drop/", view=dropping.drop, name="drop", who=_HANDS_IN),
    Route(
        path="filings/<int:filing>/upload/",
        view=handing_in.upload,
        name="upload",
        who=_HANDS_IN,
        unit=unit_of_filing,
        methods=_POST,
    ),
    *(
        Route(path=path, view=view, name=name, who=WORKERS, unit=unit_of_document, methods=_GET)
        for path, view, name in _DOCUMENTS
    ),
    *(
        Route(path=path, view=view, name=name, who=who, unit=unit_of_finding, methods=_POST)
        for path, view, name, who in _FINDINGS
    ),
)
