"""The shapes of what the interface takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema

from juesuan.workbench.filings.models import State
from juesuan.workbench.reviewing.models import Decision

__all__ = [
    "AssignIn",
    "BeginDraft",
    "CellIn",
    "CellOut",
    "Cells",
    "ChangeOut",
    "Checked",
    "CommentIn",
    "CommentOut",
    "ConflictOut",
    "Conflicts",
    "DecideIn",
    "DocumentOut",
    "DraftOut",
    "EditIn",
    "Edited",
    "FilingIn",
    "FilingOut",
    "FindingOut",
    "FormOut",
    "JobOut",
    "Problem",
    "PublicationOut",
    "StepIn",
    "UnitOut",
]

Number = Annotated[int, Field(ge=0, lt=2**63)]
Text = Annotated[str, Field(max_length=4000)]


class Problem(Schema):
    """Why something was not done: words, or what is wrong with each part of the request."""

    detail: Any


class UnitOut(Schema):
    """A unit (单位)."""

    id: int
    code: str
    name: str
    department: str


class FilingIn(Schema):
    """A unit's year to begin."""

    unit: Number
    year: Annotated[int, Field(ge=2000, le=2100)]


class FilingOut(Schema):
    """A unit's year (单位年度) and its state; ``steps`` are the states it can be brought to."""

    id: int
    unit: UnitOut
    year: int
    state: str
    since: datetime
    due: date | None
    late: bool
    steps: list[str]


class StepIn(Schema):
    """A step to another state, with its reason where one is needed."""

    state: State
    why: Text = ""


class BeginDraft(Schema):
    """Which form set (套表) a draft begins with."""

    form_set: Annotated[str, Field(max_length=100)]


class FormOut(Schema):
    """A form of a draft."""

    number: str
    title: str


class DraftOut(Schema):
    """A draft (底稿): its forms, its last edit's number, how many identities hold, are broken or
    still open."""

    form_set: str
    money: str
    edit: int
    forms: list[FormOut]
    holds: int
    broken: int
    open: int


class AwayOut(Schema):
    """A draft that was put away (搁置): its number, what it was begun from, its edits."""

    id: int
    source: str
    edit: int
    away: datetime


class CellOut(Schema):
    """A cell: amounts are decimals in 元, counted things whole numbers, both as text; empty where
    it is blank. ``follows``: it is worked out from others. ``seen`` is its version."""

    form: str
    row: str
    column: str
    words: str
    value: str
    unit: str
    follows: bool
    seen: int


class Cells(Schema):
    """Cells of a draft."""

    edit: int
    cells: list[CellOut]


class CellIn(Schema):
    """A figure to enter, with the version that was seen."""

    form: Annotated[str, Field(max_length=40)]
    row: Annotated[str, Field(max_length=100)]
    column: Annotated[str, Field(max_length=40)]
    value: Annotated[str, Field(max_length=100)]
    seen: Number


class EditIn(Schema):
    """Figures to enter, all or none, and why."""

    cells: Annotated[list[CellIn], Field(min_length=1, max_length=5000)]
    why: Annotated[str, Field(max_length=1000)] = ""


class Edited(Schema):
    """What an edit changed, all that follows with it."""

    edit: int
    cells: list[CellOut]


class ConflictOut(Schema):
    """A cell that others changed: what stands there, what was sent."""

    form: str
    row: str
    column: str
    theirs: str
    ours: str
    seen: int


class Conflicts(Schema):
    """Nothing was stored: others were faster, the year is closed, or what is wrong by cell."""

    detail: str | dict[str, str]
    conflicts: list[ConflictOut] = []


class DocumentOut(Schema):
    """A document handed in; ``status`` is ``waiting``, ``checked`` or ``failed``, ``findings`` how
    many there are by severity."""

    id: int
    filing: int
    round: int
    name: str
    sha256: str
    at: datetime
    status: str
    problem: str
    findings: dict[str, int]


class FindingOut(Schema):
    """A finding of the check, in the language that was asked for."""

    id: int
    document: int
    code: str
    severity: str
    status: str
    title: str
    message: str
    todo: list[str]
    places: list[str]
    printed: list[str]
    expected: str
    decision: str
    reason: str


class Checked(Schema):
    """A document with what was found in it."""

    document: DocumentOut
    findings: list[FindingOut]


class DecideIn(Schema):
    """A decision on a finding: ``accepted``, ``rejected``, ``explained`` or ``open``; the middle
    two need a reason."""

    decision: Decision
    reason: Text = ""


class CommentIn(Schema):
    """A comment on a finding."""

    text: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]


class CommentOut(Schema):
    """A comment: who wrote what, when."""

    who: str
    at: datetime
    text: str


class AssignIn(Schema):
    """Whose a finding is: the number of an account, 0 for nobody."""

    user: Number


class JobOut(Schema):
    """Long work: how far it is, what it gave, why it failed."""

    id: int
    kind: str
    status: str
    part: int
    parts: int
    problem: str
    result: dict[str, Any]


class PublicationOut(Schema):
    """A published version: who signed it, when, why; addresses of its files below the site's."""

    id: int
    unit: str
    unit_code: str
    year: int
    version: int
    signer: str
    at: datetime
    note: str
    manifest_sha256: str
    fingerprint: str
    newest: bool
    files: dict[str, str]


class ChangeOut(Schema):
    """A cell that a version prints differently from another."""

    form: str
    row: str
    column: str
    words: str
    before: str
    after: str
    unit: str
