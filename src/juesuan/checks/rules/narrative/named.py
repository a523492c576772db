"""Names of functional codes in the narrative (类、款、项的名称): N601, N602."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import ne

from msgspec import Struct
from msgspec.structs import replace

from juesuan.checks.catalogue import RuleSettings
from juesuan.checks.model import Finding
from juesuan.checks.speech.meaning.code_names import CLASS, ITEM
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.speech.named.misplaced import (
    Misnaming,
    against_code,
    is_called,
    misplaced,
    names_of,
    stray,
)
from juesuan.checks.speech.named.paths import NamedPath, named_paths, spelled_alike
from juesuan.checks.speech.named.renamed import renamed
from juesuan.checks.speech.named.with_codes import code_of_another, names_with_codes
from juesuan.checks.speech.sentences.assertions import places_of
from juesuan.checks.speech.sentences.sections import section_texts
from juesuan.checks.subject import Subject
from juesuan.checks.subject.facts import ANY_FUND, observed, selected
from juesuan.checks.subject.names_printed import names_printed
from juesuan.checks.subject.passages import compact, passages
from juesuan.classification import CodeList, code_list
from juesuan.resources import Pattern
from juesuan.text import fold, nearest, shortens, unspaced

__all__ = ["RULES", "SETTINGS"]


class Misnamed(RuleSettings, frozen=True):
    """N601: one character of so many may be another and the name still be meant; names shorter
    than ``shortest`` are not guessed, nor those shorter than ``alone`` where no form prints any."""

    one_of: int
    shortest: int
    alone: int


class Former(RuleSettings, frozen=True):
    """N602: what stands before and behind the name of a class, and behind that of a section; a
    year; words that say that a name was changed."""

    before: Pattern
    behind: Pattern
    marked: Pattern
    year: Pattern
    renames: Pattern


SETTINGS = {"N601": Misnamed, "N602": Former}


def misnamed(subject: Subject) -> Iterator[Finding]:
    """N601: a class, section or item that the list does not have, that lies elsewhere, that is
    not what the code beside it or its amount says, or that the forms do not print while they
    print its neighbour."""
    codes = code_list("function", subject.disclosure.year)
    rows = {key.row for key in subject.cells if key.row in codes and len(key.row) == ITEM}
    paths = named_paths(subject)
    told: set[tuple[str, str]] = set()
    for path in paths:
        wrong = _unlisted(path, codes, rows)
        wrong = wrong or (None if _is_strange(path, codes, rows) else against_code(path, codes))
        wrong = wrong or misplaced(path, codes, rows)
        wrong = wrong or _other_level(path, codes, rows) or _neighbour(path, paths, codes, rows)
        wrong = wrong or _of_amount(subject, path, paths, codes, rows)
        wrong = wrong or (None if rows else stray(path, paths, codes))
        if wrong is None or wrong[1:] in told:
            continue
        variant, said, right = wrong
        if variant != "place" and said in subject.once(_printed):
            continue
        told.add((said, right))
        yield Finding(
            code="N601",
            where=(path.where,),
            details={"said": said, "right": right},
            expected="" if variant == "stray" else right,
            variant=variant,
        )
    yield from _beside_code(subject, codes, rows)
    for one in renamed(subject):
        if (one.said, one.right) not in told:
            details = {"said": one.said, "right": one.right, "amount": one.amounts[0].text}
            yield Finding(
                code="N601",
                where=places_of(one.amounts[0]),
                details=details,
                expected=one.right,
                variant="amount",
            )


def _beside_code(subject: Subject, codes: CodeList, rows: Collection[str]) -> Iterator[Finding]:
    """A name right before a code in brackets that the forms print with another name."""
    printed, shortest = names_printed(subject), Misnamed.of("N601").shortest
    told = set[tuple[str, str]]()
    for text in section_texts(subject):
        for sentence in text.section.sentences:
            for said, code, begins in names_with_codes(unspaced(fold(sentence.text)), codes):
                if rows and code not in printed and not is_called(said, code, codes):
                    named = code_of_another(said, code, printed, codes)
                    if named and len(named[1]) >= shortest and (code, named[0]) not in told:
                        told.add((code, named[0]))
                        yield Finding(
                            code="N601",
                            where=(text.where(sentence),),
                            details={"said": code, "right": named[0], "name": named[1]},
                            expected=named[0],
                            variant="swapped",
                        )
                    continue
                right = printed.get(code, "") or ("" if rows else codes.name(code))
                if not right or said.endswith(tuple(spelled_alike(right))):
                    continue
                if is_called(said, code, codes) and said.endswith(tuple(printed.values())):
                    continue
                known = [c.name for c in codes if said.endswith(c.name)]
                known += [name for name in names_of(code, codes) if said.endswith(name)]
                whole = said if begins and not shortens(said, right) else ""
                name = max(known, key=len, default=whole)
                if len(name) < shortest or (name, right) in told:
                    continue
                told.add((name, right))
                yield Finding(
                    code="N601",
                    where=(text.where(sentence),),
                    details={"said": name, "right": right, "code": code},
                    expected=right,
                    variant="code" if code in printed else "list",
                    severity="" if known and not is_called(name, code, codes) else "warning",
                )


def _is_strange(path: NamedPath, codes: CodeList, rows: Collection[str]) -> bool:
    """Whether no form prints the code of a path, while they print one that is called so: then
    the code is wrong (``code_of_another``), and not the name."""
    said, _ = path.names[-1]
    return path.code not in rows and any(is_called(said, row, codes) for row in rows)


def _other_level(path: NamedPath, codes: CodeList, rows: Collection[str]) -> Misnaming | None:
    """The name of a class, marked as a section or an item: 住房保障（款）."""
    said, digits = path.names[0]
    if digits == CLASS:
        return None
    for same in (c.code for c in codes if len(c.code) == digits and is_called(said, c.code, codes)):
        if is_called(said, same[:CLASS], codes) or any(row.startswith(same) for row in rows):
            return None
    for one in codes:
        if len(one.code) == CLASS and said in spelled_alike(one.name):
            marks = {n: mark for mark, n in claim_words().codes.levels.items()}
            return "level", f"{said}（{marks[digits]}）", f"{said}（{marks[CLASS]}）"
    return None


def _printed(subject: Subject) -> frozenset[str]:
    """The words of the tables' cells: a name that a form prints is no slip of the text."""
    return frozenset(unspaced(fold(p.text)) for p in passages(subject) if p.cell)


def _unlisted(path: NamedPath, codes: CodeList, rows: Collection[str]) -> Misnaming | None:
    """A name that no code of its level has, and the code of the forms that is nearly called so."""
    settings = Misnamed.of("N601")
    for said, digits in path.names:
        if len(said) < settings.shortest:
            continue
        if any(len(c.code) == digits and is_called(said, c.code, codes) for c in codes):
            continue
        known = {codes.name(row[:digits]) for row in rows}
        spellings = {spelling for name in known for spelling in spelled_alike(name)}
        right = nearest(said, sorted(spellings), len(said) // settings.one_of)
        if right:
            return "", said, right
        if not rows and (right := _one_sign_from(said, digits, codes)):
            return "spelled", said, right
    return None


def _one_sign_from(said: str, digits: int, codes: CodeList) -> str:
    """The only name of a level of which what is said has one sign wrong; of long names only, for
    short ones are too near to one another."""
    if len(said) < Misnamed.of("N601").alone or any(said in names_of(c.code, codes) for c in codes):
        return ""
    names = {c.name for c in codes if len(c.code) == digits and len(c.name) == len(said)}
    near = [name for name in names if sum(map(ne, said, name)) == 1]
    return near[0] if len(near) == 1 else ""


def _neighbour(
    path: NamedPath, paths: Collection[NamedPath], codes: CodeList, rows: Collection[str]
) -> Misnaming | None:
    """An item that the forms do not print, and the only one of its section that they print and
    the narrative does not name."""
    said, digits = path.names[-1]
    if digits != ITEM or len(path.names) < 2 or any(is_called(said, r, codes) for r in rows):
        return None
    beside = [row for row in rows if _lies_in(row, path, codes)]
    items = {p.names[-1][0] for p in paths if p.names[-1][1] == ITEM}
    unnamed = [row for row in beside if not any(is_called(name, row, codes) for name in items)]
    if len(unnamed) != 1:
        return None
    others = {p.names[-1][0] for p in paths if p.names[:-1] == path.names[:-1]}
    strange = {o for o in others if not any(is_called(o, row, codes) for row in rows)}
    return ("item", said, codes.name(unnamed[0])) if len(strange) == 1 else None


def _of_amount(
    subject: Subject,
    path: NamedPath,
    paths: Collection[NamedPath],
    codes: CodeList,
    rows: Collection[str],
) -> Misnaming | None:
    """An item that the forms do not print, told with the amount of the one item of its section
    that the narrative names nowhere."""
    said, digits = path.names[-1]
    if digits != ITEM or len(path.names) < 2 or any(is_called(said, r, codes) for r in rows):
        return None
    named = {p.names[-1][0] for p in paths if p.names[-1][1] == ITEM}
    same = [
        row
        for row in rows
        if _lies_in(row, path, codes)
        and not any(is_called(name, row, codes) for name in named)
        and _has_amount(subject, row, path)
    ]
    return ("item", said, codes.name(same[0])) if len(same) == 1 else None


def _has_amount(subject: Subject, row: str, path: NamedPath) -> bool:
    """Whether the forms print an amount that is told with a path as this year's of a code."""
    select = f"expenditure[function={row}]"
    printed = [
        figure.value
        for fund in (*ANY_FUND, "government_funds")
        for figure in observed(subject, selected(subject, select, fund), "final")
    ]
    return any(abs(one.value - value) <= one.half for one in path.amounts for value in printed)


def _lies_in(row: str, path: NamedPath, codes: CodeList) -> bool:
    """Whether an item's class and section are called as the path says."""
    return all(is_called(name, row[:n], codes) for name, n in path.names[:-1])


def former_names(subject: Subject) -> Iterator[Finding]:
    """N602: a class or section by a name that it had in earlier years only, or has in later ones,
    as the text uses it and no form does."""
    codes = code_list("function", subject.disclosure.year)
    printed = {p.text for p in passages(subject) if p.cell and p.within.form}
    forms = unspaced("".join(printed))
    known = "".join(code.name + "\n" for code in codes) + forms
    told: set[str] = set()
    every = unspaced("".join(passage.text for passage in passages(subject)))
    for one in _of_other_years(codes) if every else ():
        if not one.name or one.name not in every or one.name in known:
            continue
        if one.how and one.right not in forms:
            continue  # of the text alone the year is not that sure
        for passage in passages(subject):
            text = compact(passage.text) if one.name in unspaced(passage.text) else ""
            years = [int(match[0]) for match in Former.of("N602").year.finditer(text)]
            if one.name in told or not text or not _is_used(one.name, one.digits, text):
                continue
            if any(one.is_in(year) for year in years):
                continue
            if one.right in text and Former.of("N602").renames.search(text):
                continue  # 原“……”调整为“……”
            told.add(one.name)
            details = {"said": one.name, "right": one.right, "year": codes.year, "last": one.limit}
            where = replace(passage.where, item=one.name, printed=one.name)
            yield Finding(
                code="N602", where=(where,), details=details, expected=one.right, variant=one.how
            )


def _is_used(name: str, digits: int, text: str) -> bool:
    """Whether a text uses a name as that of a class or section, and not within other words."""
    row = Former.of("N602")
    for before, behind in zip(text.split(name), text.split(name)[1:], strict=False):
        if digits == CLASS and row.before.search(before) and row.behind.match(behind):
            return True
        if digits != CLASS and row.marked.match(behind):
            return True
    return False


class _OtherName(Struct, frozen=True):
    """A name that a class or section has until a year (``limit``) or, ``later``, from it on."""

    name: str
    right: str
    digits: int
    limit: int
    how: str = ""

    def is_in(self, year: int) -> bool:
        """Whether it has the name in a year."""
        return year >= self.limit if self.how else year <= self.limit


def _of_other_years(codes: CodeList) -> Iterator[_OtherName]:
    """The names that classes and sections of this year have in other years only."""
    for one in codes:
        for other in codes.other_years(one.code) if len(one.code) < ITEM else ():
            if other.name == one.name:
                continue
            name, right, digits = other.name, one.name, len(one.code)
            if other.last_year is not None and other.last_year < codes.year:
                yield _OtherName(name, right, digits, other.last_year)
            elif other.first_year is not None and other.first_year > codes.year:
                yield _OtherName(name, right, digits, other.first_year, "later")


RULES = {"N601": misnamed, "N602": former_names}
