"""The words of the pages: each is there in both languages, and each is shown somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

from juesuan.resources import load
from juesuan.workbench.jobs.kinds import kinds

HERE = Path(apps.get_app_config("people").path).parent
TEXT = "\n".join(
    path.read_text("utf-8") for path in HERE.rglob("*") if path.suffix in {".py", ".html"}
)
WORDS = {
    f"{section}.{key}": said
    for section, entries in load("workbench/words.toml").items()
    for key, said in entries.items()
}


def test_every_word_is_there_in_both_languages_with_the_same_places() -> None:
    for key, said in WORDS.items():
        assert set(said) == {"zh", "en"}, key
        places = [set(re.findall(r"{(\w+)}", text)) for text in said.values()]
        assert places[0] == places[1], key


def test_every_word_that_is_asked_for_exists() -> None:
    asked = set(re.findall(r'{% say "([\w.]+)"', TEXT))
    asked |= set(re.findall(r'\b(?:word|later)\(\s*"([\w.]+)"', TEXT))
    assert asked - set(WORDS) == set()


def test_every_word_is_asked_for() -> None:
    sections = set(re.findall(r'worded:"(\w+)"', TEXT)) | {"problem", "stage", "action"}
    sections |= set(re.findall(r'\b(?:word|later)\(f"(\w+)\.', TEXT))
    unsaid = {key for key in WORDS if key.split(".")[0] not in sections and f'"{key}"' not in TEXT}
    assert unsaid == set()


def test_every_kind_of_work_has_a_name() -> None:
    assert {f"kind.{name}" for name in kinds()} <= set(WORDS)
