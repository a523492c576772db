"""What can be wrong with form data, said in the reader's language."""

from __future__ import annotations

from juesuan.messages import JuesuanError

__all__ = ["FormDataError", "FormSetError"]


class FormDataError(JuesuanError, ValueError):
    """Form data that cannot be read."""

    section = "formset"


class FormSetError(FormDataError):
    """A form set that cannot be used; ``place`` is the set, form or entry at fault."""

    borrows = ("selection", "data")

    def __init__(self, place: str, key: str, /, **details: object) -> None:
        super().__init__(key, **details)
        self.place = place

    def text(self, lang: str = "zh") -> str:
        """The place and what is wrong there."""
        return f"{self.place}{'：' if lang == 'zh' else ': '}{super().text(lang)}"
