"""What can be wrong with form data, said in the reader's language."""

from __future__ import annotations

from juesuan.messages import say

__all__ = ["FormDataError", "FormSetError"]


class FormDataError(ValueError):
    """Form data that cannot be read. ``key`` names the message ``formset.KEY``."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(say(f"formset.{key}", "en", **details))
        self.key, self.details = key, details

    def text(self, lang: str = "zh") -> str:
        """What is wrong, in words."""
        return say(f"formset.{self.key}", lang, **self.details)


class FormSetError(FormDataError):
    """A form set that cannot be used; ``place`` is the set, form or entry at fault."""

    def __init__(self, place: str, key: str, **details: object) -> None:
        super().__init__(key, **details)
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {super().__str__()}"

    def text(self, lang: str = "zh") -> str:
        """The place and what is wrong there."""
        return f"{self.place}{'：' if lang == 'zh' else ': '}{super().text(lang)}"
