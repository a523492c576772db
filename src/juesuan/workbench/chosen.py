"""The language of a request: Chinese, unless English was chosen by the switch.

What the browser would like is not asked: a bureau's machines are set up in many ways, and everybody
should see the same page. Programs, which have no switch, say it by ``Accept-Language``.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

__all__ = ["ChosenLanguageMiddleware"]


class ChosenLanguageMiddleware:
    """Answers each request in the language that was chosen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        if request.path_info.startswith("/api/"):
            chosen = request.headers.get("Accept-Language", "")[:2]
        else:
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code: code for code, _ in settings.LANGUAGES}
        language = known.get(chosen, settings.LANGUAGE_CODE)
        with translation.override(language):
            answer = self.get_response(request)
            answer.headers.setdefault("Content-Language", language)
            return answer
