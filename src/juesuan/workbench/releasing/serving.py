"""Files of what was built and published, given to a browser safely.

Only names that the folder's manifest lists are there. Pages get a policy of their own: they may
run the script that they bring, in a sandbox that is no part of this site, so that nothing in them
could act for whoever is signed in here. All else is saved, not shown.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import FileResponse, Http404

from juesuan.workbench.releasing.folders import files_of

__all__ = ["POLICY", "file_of"]

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "sandbox allow-scripts allow-downloads allow-popups allow-modals"
)
"""The policy of a published page; the page's own names its one script besides."""
_SHOWN = {".html": "text/html; charset=utf-8"}
_SAVED = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_of(place: str, name: str, title: str) -> FileResponse:
    """A file of a folder; ``title`` begins the name it is saved by. Raises ``Http404``."""
    path = files_of(place).get(name)
    if path is None:
        raise Http404
    suffix = PurePosixPath(name).suffix
    kind = _SHOWN.get(suffix)
    saved = f"{title}-{PurePosixPath(name).name}"
    answer = FileResponse(
        path.open("rb"),
        as_attachment=kind is None,
        filename=saved if kind is None else "",
        content_type=kind or _SAVED.get(suffix, "application/octet-stream"),
    )
    answer["Content-Security-Policy"] = POLICY
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
