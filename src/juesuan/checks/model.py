"""What a check says: findings with their places, and what could not be checked.

Small frozen records; checks collect them and never raise on what a document says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from juesuan.reading import Spot

__all__ = [
    "SEVERITIES",
    "BrokenIdentity",
    "Consequence",
    "Finding",
    "NotChecked",
    "Operand",
    "Part",
    "Severity",
    "Where",
]

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest: 错误, 警告, 提示."""


Part = Literal["", "cover", "contents"]
"""A part of a booklet without a number: 封面, 目录."""


class Where(Struct, frozen=True, kw_only=True):
    """One place that a finding speaks of.

    A cell of a form (``form``, ``row``, ``column``), a performance table (``project``: its
    name, or the department table's title), a ``section`` of the narrative (the path of its
    numbers, 三/（一）) or another ``part`` of the booklet. ``item`` narrows it in the document's
    own words (an indicator, a heading) or those of the trade (公务接待费); ``role`` says what
    stands there, as a name of ``[role]`` in the messages (final, money_unit). ``printed`` is
    the text that stands there, ``spot`` where it is in the file.

    What the document calls these is put in when the check is done (``subject.naming``): the
    form's title, the labels of row and column, the section's ``heading``, and as ``quote`` the
    sentence around what is printed.
    """

    spot: Spot = field(default_factory=Spot)
    form: str = ""
    row: str = ""
    column: str = ""
    project: str = ""
    part: Part = ""
    section: str = ""
    item: str = ""
    role: str = ""
    printed: str = ""
    form_title: str = ""
    row_label: str = ""
    column_label: str = ""
    heading: str = ""
    quote: str = ""

    @property
    def anchor(self) -> str:
        """The place without what is printed there, the same over versions of a document and
        in every language."""
        cell = ":".join(filter(None, (self.form, self.row, self.column)))
        names = (cell, self.project, self.part, self.section, self.item, self.role)
        return "/".join(filter(None, names))


class Operand(Struct, frozen=True):
    """A term of a broken identity: its coefficient, the place, what is printed."""

    coefficient: int
    where: Where


class BrokenIdentity(Struct, frozen=True):
    """A broken identity as evidence: its kind, its operands (Σ coefficient × printed should
    be 0), and the difference as a plain decimal in the printed unit."""

    kind: str
    dimension: str
    operands: tuple[Operand, ...]
    difference: str
    unit: str = ""

    def __str__(self) -> str:
        left = [str(o.where.anchor) for o in self.operands if o.coefficient > 0]
        right = [str(o.where.anchor) for o in self.operands if o.coefficient < 0]
        return f"{' + '.join(left)} {'≥' if self.kind == 'part' else '='} {' + '.join(right)}"


class Finding(Struct, frozen=True, kw_only=True):
    """One cause (not one symptom): which rule, where, what should stand there.

    ``details`` fill the rule's message, whose first place is the cause and whose others are
    what disagrees with it. ``expected`` is the figure or text that would make everything
    agree, empty where none is known. ``candidates`` are other places that could be the cause
    just as well. ``severity`` is empty where the rule's own applies. ``variant`` chooses
    among several messages of the rule. ``follows`` are what else is wrong because of it.
    """

    code: str
    where: tuple[Where, ...]
    details: Mapping[str, object] = field(default_factory=dict)
    expected: str = ""
    identities: tuple[BrokenIdentity, ...] = ()
    candidates: tuple[tuple[Where, str], ...] = ()
    severity: Severity | Literal[""] = ""
    variant: str = ""
    follows: tuple[Consequence, ...] = ()

    @property
    def key(self) -> str:
        """What names this finding over versions of a document: the rule and the place."""
        place = self.where[0].anchor if self.where else ""
        return f"{self.code} {place}".strip()


class Consequence(Struct, frozen=True):
    """What follows from a finding (由此而来): another finding that is none of its own.

    It ``agrees`` by itself once the cause is put right; or else ``expected`` is what must then
    stand at its first place, empty where that is not known.
    """

    finding: Finding
    agrees: bool
    expected: str = ""


class NotChecked(Struct, frozen=True):
    """A rule, or a part of it, that could not be checked: a message key of ``[coverage]`` and
    its details."""

    code: str
    reason: str
    details: Mapping[str, object] = field(default_factory=dict)
