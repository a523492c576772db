"""What units do (采购、出访、接待、购车 …), by the signs that it was done: what a text denies is
looked for anywhere in the document, in sentences, lines of lists and rows of tables alike; forms
are held to the text as facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from juesuan.checks.model import Where
from juesuan.checks.speech.meaning.times import narrative_year
from juesuan.checks.speech.meaning.topics import claim_words
from juesuan.checks.subject import Subject
from juesuan.checks.subject.passages import passages
from juesuan.resources import Pattern, Record
from juesuan.text import fold, pieces, unspaced

__all__ = ["Act", "ActWords", "act_done", "acts_denied", "said_lines"]

_LONGEST = 40
"""Characters of a line that are shown."""
_MARKS = "，："
_EDGES = "，；：。、|"


class Act(Record, frozen=True, kw_only=True):
    """Something that is done: words that name all of it where it is ``denied``, those by which the
    denial is of a part of it (``but``), signs that it was done (``shown``), ``unless`` the sentence
    says by other words that it is another thing."""

    denied: Pattern
    but: Pattern | None = None
    shown: Pattern
    unless: Pattern | None = None


class ActWords(Record, frozen=True):
    """The ``acts`` by their names; how else than by 未 and 无 they are denied (``zero``); denials
    of other times, units or money (``apart``), of other units that stand before (``others``), of
    one's own money only (``own``, whereupon only amounts show something: ``money``); sentences of
    other times, units or payers (``elsewhere``), words that deny within a clause (``denial``);
    kinds of passages that tell nothing of the year (``kinds``); what parts the cells of a line
    (``blank``), and thousands."""

    acts: Mapping[str, Act]
    zero: Pattern
    apart: Pattern
    others: Pattern
    own: Pattern
    money: Pattern
    elsewhere: Pattern
    denial: Pattern
    kinds: tuple[str, ...]
    blank: Pattern
    thousands: Pattern


def acts_denied(clause: str, words: ActWords, *denials: Pattern) -> Iterator[tuple[str, Act]]:
    """The acts of which a clause says that nothing was done, by their names."""
    for match in filter(None, (one.search(clause) for one in (*denials, words.zero))):
        if words.apart.search(clause):
            return
        for name, act in words.acts.items():
            if act.denied.search(match[0]) and not (act.but and act.but.search(clause)):
                yield name, act


def act_done(
    subject: Subject, clause: str, act: Act, words: ActWords
) -> Iterator[tuple[str, Where]]:
    """What shows, in any sentence or row of the document, that an act was done this year."""
    own = words.own.search(clause)
    asked = (act_done, act.shown)
    shown = subject.remembered.once(
        asked,
        lambda: [one for one in said_lines(subject, words) if act.shown.search(one[0])],
    )
    for line, where in shown:
        told = line.replace(clause, "")
        match = act.shown.search(told)
        if match is None or (act.unless and act.unless.search(told)):
            continue
        if words.elsewhere.search(told) or _of_another_year(subject, told):
            continue
        before = pieces(told[: match.start()], _MARKS)[-1]
        if words.denial.search(before + match[0]) or (own and not words.money.search(match[0])):
            continue
        yield match[0].strip(_EDGES), where


def _of_another_year(subject: Subject, line: str) -> bool:
    years = {match[1] for match in claim_words().patterns.any_year.finditer(line)}
    return bool(years - {str(narrative_year(subject))})


def said_lines(subject: Subject, words: ActWords) -> Sequence[tuple[str, Where]]:
    """The sentences and rows of a document, folded and without blanks, cells parted by |; once a
    document."""
    asked = (said_lines, "N307")
    return subject.remembered.once(
        asked, lambda: [*_sentences(subject, words), *_rows(subject, words)]
    )


def _sentences(subject: Subject, words: ActWords) -> Iterator[tuple[str, Where]]:
    for passage in passages(subject):
        if passage.cell or passage.kind in words.kinds:
            continue
        for line in passage.text.split("\n"):
            for told in pieces(words.blank.sub("|", fold(line).strip()), "。；;"):
                if plain := words.thousands.sub("", unspaced(told)):
                    yield plain, passage.printing(plain[:_LONGEST])


def _rows(subject: Subject, words: ActWords) -> Iterator[tuple[str, Where]]:
    for table in subject.reading.others if subject.reading else ():
        for row in table.rows:
            if cells := [cell for cell in row if cell is not None]:
                told = "|".join(unspaced(fold(cell.text)) for cell in cells)
                line = words.thousands.sub("", told)
                yield line, Where(spot=cells[0].spot, printed=line[:_LONGEST])
