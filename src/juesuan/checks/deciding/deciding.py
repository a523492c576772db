"""Which findings are causes, and what follows from each (定因).

Forms, sentences and self-evaluations hang together: a wrong amount makes a rate, points, a total
and a grade wrong that are each found by a rule of their own. The steps of ``data/deciding.toml``
go from what rests on nothing to what rests on all. At each step the values that findings propose
are put in and the rules are asked again. What then agrees followed from them; what agreed before
and no longer does was made from the wrong figure, and must change with it, as must what is wrong
either way, but by another value. So no two findings of one report contradict each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from juesuan.checks.deciding.mending import Mending, mended, mending_of, union
from juesuan.checks.deciding.sentences import likelier_amounts
from juesuan.checks.deciding.settings import deciding
from juesuan.checks.deciding.tables import first_links
from juesuan.checks.deciding.witnesses import outvoted_forms
from juesuan.checks.model import Consequence, Finding, NotChecked, Where
from juesuan.checks.subject import Subject
from juesuan.reading import Spot

__all__ = ["decided"]

Ask = Callable[[str, Subject], Iterable[Finding | NotChecked]]
"""What a rule, by its code, says of a document."""

_FORMS = 0
"""The step of forms, on which sentences and self-evaluations rest."""

_OPEN = frozenset({"either", "neighbour"})
"""The variants of findings that leave open which of several figures is wrong."""

Identity = tuple[str, Spot, int]
"""What names a finding whatever is printed at its place: rule and place, and its number among
those that have the same."""


def decided(
    subject: Subject, found: Sequence[Finding], codes: Sequence[str], ask: Ask
) -> list[Finding]:
    """The findings that stand on their own, each with what follows from it. ``codes`` are the
    rules that were asked."""
    settings = deciding()

    def asked(starts: tuple[str, ...], of: Subject) -> list[Finding]:
        said = (one for code in codes if code.startswith(starts) for one in ask(code, of))
        return [one for one in said if isinstance(one, Finding)]

    def of_a_table(of: Subject) -> list[Finding]:
        chain = [code for code in codes if code.startswith(settings.chain)]
        standing = _by_identity(asked(settings.chain, of))
        work = _Work(state=of, standing=standing, codes=chain, ask=ask)
        return work.through(range(len(settings.steps)))

    def causes(state: Subject, standing: Sequence[Finding]) -> list[Finding]:
        links = outvoted_forms(
            state, first_links(state, standing, of_a_table, partial(asked, settings.beside))
        )
        return likelier_amounts(state, links, partial(asked, settings.sentences))

    work = _Work(state=subject, standing=_by_identity(found), codes=codes, ask=ask)
    work.through((_FORMS,))
    work.rework(causes)
    return work.through(range(_FORMS + 1, len(settings.steps)))


def _by_identity(findings: Iterable[Finding]) -> dict[Identity, Finding]:
    named: dict[Identity, Finding] = {}
    seen: Counter[tuple[str, Spot]] = Counter()
    for finding in findings:
        place = (finding.key, finding.where[0].spot if finding.where else Spot())
        named[*place, seen[place]] = finding
        seen[place] += 1
    return named


class _Root(Struct):
    """A finding whose value is put in, and the finding under which what follows is told."""

    identity: Identity
    finding: Finding
    mending: Mending
    teller: Identity


class _Work(Struct, kw_only=True):
    """``state`` is the document with all put right so far; ``owner`` are the findings under
    which those that arose are told; ``follows`` is what is told under each; ``right`` are those
    whose value has been put in."""

    state: Subject
    standing: dict[Identity, Finding]
    codes: Sequence[str]
    ask: Ask
    owner: dict[Identity, Identity] = field(default_factory=dict)
    follows: dict[Identity, dict[Identity, Consequence]] = field(default_factory=dict)
    right: set[Identity] = field(default_factory=set)
    reworded: dict[Identity, set[Identity]] = field(default_factory=dict)

    def through(self, steps: Iterable[int]) -> list[Finding]:
        """Take steps; what then stands on its own, each finding with what follows."""
        for step in steps:
            self.take(step)
        self._join()
        return [
            replace(finding, follows=tuple(self.follows.get(identity, {}).values()))
            for identity, finding in self.standing.items()
            if identity not in self.owner
        ]

    def _join(self) -> None:
        """Tell one matter of a table once, under the first of two rules that tell it."""
        for leading, other in deciding().together:
            heads = {
                one.where[0].project or one.where[0].form: each
                for each, one in self.standing.items()
                if one.code == leading and one.where and each not in self.owner
            }
            for identity, one in self.standing.items():
                free = one.code == other and one.where and identity not in self.owner
                table = one.where[0].project or one.where[0].form if free else ""
                if table and (head := heads.get(table)):
                    self.owner[identity] = head
                    told = Consequence(one, agrees=False, expected=one.expected)
                    self._tell(head, identity, told)

    def rework(self, causes: Callable[[Subject, Sequence[Finding]], Sequence[Finding]]) -> None:
        """Put what stands on its own in other words."""
        told = {each: one for each, one in self.standing.items() if each in self.owner}
        free = {each: one for each, one in self.standing.items() if each not in self.owner}
        anew = _by_identity(causes(self.state, list(free.values())))
        gone = {each: one for each, one in free.items() if each not in anew}
        for identity, finding in anew.items():
            if identity not in free:
                self.reworded[identity] = {
                    each
                    for each, one in gone.items()
                    if one.code == finding.code and _related(one, finding) > (0, 0)
                }
            for consequence in finding.follows:
                mine = next(each for each, one in anew.items() if one is consequence.finding)
                self.owner[mine] = identity
                self.follows.setdefault(identity, {})[mine] = consequence
        self.standing = told | anew

    def take(self, step: int) -> None:
        """Put in what the findings of a step propose, and see what becomes of the others."""
        roots = list(self._roots(step))
        while roots:
            state = mended(self.state, union(root.mending for root in roots))
            asked = self._codes(step, any(root.mending.cells for root in roots))
            said = _by_identity(self._asked(asked, state))
            now = self._in_other_words(said, {root.identity for root in roots})
            if helped := [root for root in roots if root.identity not in now]:
                if len(helped) < len(roots):  # a value that mends nothing is not put in
                    roots = helped
                    continue
                self.right |= {root.identity for root in roots}
                self._compare(roots, now, asked)
                self.state = state
            return

    def _in_other_words(
        self, said: Mapping[Identity, Finding], roots: Set[Identity]
    ) -> dict[Identity, Finding]:
        """What rules say, that which was put in other words in those. What no rule says in its
        own words stands until its value is put in."""
        now = dict(said)
        for identity, own in self.reworded.items():
            stands = bool(own & now.keys()) or (not own and identity not in roots)
            if stands and identity in self.standing and identity not in self.right:
                now = {each: one for each, one in now.items() if each not in own}
                now[identity] = self.standing[identity]
        return now

    def _roots(self, step: int) -> Iterator[_Root]:
        for identity, finding in self.standing.items():
            mine = deciding().step_of(f"{finding.code}.{finding.variant}") == step
            if (
                mine
                and not self._is_open(identity)
                and (mending := mending_of(self.state, finding))
            ):
                yield _Root(identity, finding, mending, self.owner.get(identity, identity))

    def _is_open(self, identity: Identity) -> bool:
        """Whether it is told under a finding that leaves open which figure is wrong."""
        teller = self.standing.get(self.owner.get(identity, identity))
        return identity in self.owner and teller is not None and teller.variant in _OPEN

    def _codes(self, step: int, cells: bool) -> list[str]:
        """The rules to ask again: those of this step and of later ones, and those that have
        something to say already."""
        settings, standing = deciding(), {finding.code for finding in self.standing.values()}
        starts = settings.asked_again + (settings.of_forms if cells else ())
        return [
            code
            for code in self.codes
            if code.startswith(starts) and (code in standing or settings.step_of(code) >= step)
        ]

    def _asked(self, codes: Iterable[str], state: Subject) -> Iterator[Finding]:
        for code in codes:
            yield from (said for said in self.ask(code, state) if isinstance(said, Finding))

    def _compare(
        self, roots: Sequence[_Root], now: Mapping[Identity, Finding], asked: Sequence[str]
    ) -> None:
        """What agrees now follows from a root, and so does what does not any more."""
        open_ = {identity for identity in self.standing if self._is_open(identity)}
        before, self.standing = self.standing, {}
        for identity, finding in before.items():
            if (
                finding.code not in asked
                or identity in self.right
                or (identity in now and (finding.variant in _OPEN or identity in open_))
            ):
                self.standing[identity] = finding
            elif identity in now:
                self.standing[identity] = now[identity]
                self._changed(identity, finding, now[identity], roots)
            else:
                self._settled(identity, finding, roots)
        for identity, finding in now.items():
            if identity not in before:
                self.standing[identity] = finding
                self._arisen(identity, finding, roots)

    def _settled(self, identity: Identity, finding: Finding, roots: Sequence[_Root]) -> None:
        if teller := self.owner.pop(identity, None):
            del self.follows[teller][identity]
        else:
            root = _nearest(finding, roots)
            self._tell(root.teller, identity, Consequence(finding, agrees=True))

    def _changed(
        self, identity: Identity, was: Finding, now: Finding, roots: Sequence[_Root]
    ) -> None:
        """What is wrong either way, but by another value: it is told where that comes from."""
        if identity in self.owner or was.expected != now.expected:
            self._arisen(identity, now, roots)

    def _arisen(self, identity: Identity, finding: Finding, roots: Sequence[_Root]) -> None:
        teller = self.owner.setdefault(identity, _nearest(finding, roots).teller)
        told = Consequence(finding, agrees=False, expected=finding.expected)
        self._tell(teller, identity, told)

    def _tell(self, teller: Identity, identity: Identity, consequence: Consequence) -> None:
        """Tell it under its cause, and what was told under it before."""
        told = self.follows.setdefault(teller, {})
        told[identity] = consequence
        told |= self.follows.pop(identity, {})


def _nearest(finding: Finding, roots: Sequence[_Root]) -> _Root:
    """The one of several causes that a finding has most to do with."""
    return max(roots, key=lambda root: _related(finding, root.finding))


def _related(finding: Finding, root: Finding) -> tuple[int, int]:
    mine, first = _places(finding), root.where[0]
    shares = len(mine & _places(root))
    if _place(first) in mine:
        return 3, shares
    near = any(_near(where, first) for where in finding.where)
    return (2, shares) if near else (1, shares) if shares else (0, 0)


def _near(one: Where, other: Where) -> bool:
    """Whether two places are in one self-evaluation or one section."""
    if one.project or other.project:
        return one.project == other.project
    return bool(one.section) and one.section == other.section


def _places(finding: Finding) -> set[object]:
    evidence = (o.where for broken in finding.identities for o in broken.operands)
    return {_place(where) for where in (*finding.where, *evidence)}


def _place(where: Where) -> object:
    if where.row:
        return where.form, where.row, where.column
    return where.spot, where.printed
