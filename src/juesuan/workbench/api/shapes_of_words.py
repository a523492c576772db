"""The shapes of a draft's words and self-evaluation, as the interface takes and gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from juesuan.workbench.api.shapes import Number

__all__ = [
    "EvaluationOut",
    "EvidenceOut",
    "LineIn",
    "LineOut",
    "MendingOut",
    "NarrativeOut",
    "Number",
    "PassageOut",
    "ProjectOut",
    "QuestionOut",
    "RowIn",
    "Stored",
    "SuggestionOut",
    "TextConflictOut",
    "TextConflicts",
    "TextIn",
    "TextOut",
    "Texts",
    "TextsIn",
]

Why = Annotated[str, Field(max_length=1000)]


class Stored(Schema):
    """An edit that was stored, by its number."""

    edit: int


class RowIn(Schema):
    """A code's row to add to a form, or to remove."""

    verb: Literal["add", "remove"]
    form: Annotated[str, Field(max_length=40)]
    code: Annotated[str, Field(max_length=40)]
    why: Why = ""


class TextIn(Schema):
    """Words to put under a key (``table|line|column``), with the version that was seen."""

    key: Annotated[str, Field(max_length=200)]
    text: Annotated[str, Field(max_length=20_000)]
    seen: Number


class TextsIn(Schema):
    """Words to store, all or none, and why."""

    texts: Annotated[list[TextIn], Field(min_length=1, max_length=5000)]
    why: Why = ""


class TextOut(Schema):
    """Words under a key, what the key is called, and their version."""

    key: str
    words: str
    text: str
    seen: int


class Texts(Schema):
    """Words of a draft."""

    edit: int
    texts: list[TextOut]


class TextConflictOut(Schema):
    """Words that others changed: what stands there, what was sent."""

    key: str
    words: str
    theirs: str
    ours: str
    seen: int


class TextConflicts(Schema):
    """Nothing was stored: others were faster, the year is closed, or what is wrong by key."""

    detail: str | dict[str, str]
    conflicts: list[TextConflictOut] = []


class LineIn(Schema):
    """A line of the self-evaluation to ``add`` (after ``line``, if given), ``copy`` or ``remove``;
    ``values`` are its texts by column, those of the book's tables."""

    verb: Literal["add", "copy", "remove"]
    table: Literal["projects", "indicators", "tasks", "goals"]
    line: Annotated[str, Field(max_length=60)] = ""
    values: Annotated[
        dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=20_000)]],
        Field(max_length=40),
    ] = {}
    why: Why = ""


class LineOut(Schema):
    """A line of the self-evaluation with its texts by column."""

    table: str
    line: str
    values: dict[str, str]


class SuggestionOut(Schema):
    """The points that an indicator's result suggests, from ``low`` to ``high``."""

    indicator: str
    weight: str
    low: str
    high: str
    reason: str


class ProjectOut(Schema):
    """A project: points of execution, total and grade as they follow; empty where not known."""

    line: str
    name: str
    execution: str
    total: str
    grade: str
    suggestions: list[SuggestionOut]


class EvidenceOut(Schema):
    """A file that is attached to an indicator."""

    id: str
    indicator: str
    name: str
    size: int
    sha256: str
    at: datetime


class EvaluationOut(Schema):
    """A draft's self-evaluation."""

    edit: int
    lines: list[LineOut]
    projects: list[ProjectOut]
    evidence: list[EvidenceOut]
    asked: list[str]


class PassageOut(Schema):
    """A heading (``level`` from 1) or a paragraph (0)."""

    level: int
    text: str


class QuestionOut(Schema):
    """Something only the author can say: what was said so far, and last year's wording."""

    key: str
    entry: str
    text: str
    said: str
    last: str
    seen: int


class NarrativeOut(Schema):
    """The booklet's text as it follows from the facts."""

    passages: list[PassageOut]
    questions: list[QuestionOut]


class MendingOut(Schema):
    """Entered figures whose change would mend identities, with what should stand there."""

    changes: list[list[str]]
    others: int
    sure: bool
