"""The base of all errors: words in both languages, and the way through another process."""

import copy
import pickle
import subprocess
import sys

import pytest

import juesuan
from juesuan.messages import JuesuanError
from juesuan.resources import DataError


class OddError(JuesuanError, LookupError):
    section = "book"

    def __init__(self, path: str) -> None:
        super().__init__("no_book", path=path)
        self.path = path


def test_an_error_says_what_is_wrong_in_words() -> None:
    error = OddError("accounts")
    assert str(error) == error.text("en")
    assert str(error).startswith("There is no book at accounts.")
    assert error.text("zh").startswith("找不到账套 accounts。")
    assert isinstance(error, LookupError)


@pytest.mark.parametrize(
    "error",
    [
        OddError("accounts"),
        DataError("unknown_entry", "set.toml", "forms.01", entry="titel", near="title"),
    ],
)
def test_an_error_survives_the_way_to_another_process(error: JuesuanError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert again.text("zh") == error.text("zh")
        assert vars(again) == vars(error)


def test_a_detail_that_is_not_known_is_an_ellipsis() -> None:
    class UnknownError(JuesuanError):
        section = "book"

    assert UnknownError("no_book").text("en").startswith("There is no book at ….")
    assert UnknownError("no_book").text("zh").startswith("找不到账套 …。")


def test_an_error_within_an_error_speaks_the_same_language() -> None:
    inner = DataError("missing_entry", "set.toml", entry="title")
    outer = DataError("wrong_value", "mof", why=inner)
    assert "set.toml：缺少“title”" in outer.text("zh")
    assert "set.toml: the entry title is missing" in outer.text("en")


def test_the_base_is_at_the_top_and_costs_nothing_until_it_is_asked_for() -> None:
    assert juesuan.JuesuanError is JuesuanError
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = juesuan.nothing  # type: ignore[attr-defined]
    asked = "import sys, juesuan; print(sorted(m for m in sys.modules if m[:8] == 'juesuan.'))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
