"""Sentences of a section with their mentions: one pass, carrying what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from juesuan.reading.narrative.amounts import Plain, Printed, figures, placeholders, plain
from juesuan.reading.narrative.claims import claims_in, none_in
from juesuan.reading.narrative.grammar import comparison, lead_of, name_of, period_in, say
from juesuan.reading.narrative.headings import item_path, subject_of_title
from juesuan.reading.narrative.lines import Block
from juesuan.reading.narrative.model import (
    Claim,
    Mention,
    NarrativeUnread,
    Section,
    Sentence,
)
from juesuan.reading.narrative.vocabulary import alternatives, ends_with, words_in

__all__ = ["SectionReader", "split_sentences"]

_END = re.compile(r"[。；;！？!?]+[”）》」]*")
_QUALIFIES = re.compile(r"^[在由对从向].*[的中]$")


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences up to 。；！？ and where each begins. Blanks around them are left out."""
    start = 0
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        piece = text[start:end]
        body = piece.strip()
        if body:
            yield start + len(piece) - len(piece.lstrip()), body
        start = end


@dataclass
class _Context:
    """What the text speaks of. ``subjects`` by depth of open brackets; ``topic`` is what it
    spoke of before 其中."""

    subjects: dict[int, str] = field(default_factory=dict)
    base: str = ""
    period: str = ""
    reason: bool = False
    topic: str = ""

    def subject(self, depth: int) -> str:
        self.subjects = {d: s for d, s in self.subjects.items() if d <= depth}
        return self.subjects[max(self.subjects)] if self.subjects else ""

    def ended(self, then: str) -> None:
        """A full stop: comparisons, years and reasons end; 其中 goes back to its topic."""
        goes_on = then.startswith("其中")
        self.base = self.base if goes_on else ""
        self.period = self.period if goes_on else ""
        self.reason = False
        kept = self.topic if self.topic and not goes_on else self.subject(0)
        self.subjects = {0: kept} if kept else {}
        self.topic = self.topic if goes_on else ""


class SectionReader:
    """Reads the paragraphs of one section; what it does not understand goes to ``unread``."""

    def __init__(self, section: Section, unread: list[NarrativeUnread]) -> None:
        self.section = section
        self.unread = unread
        about = subject_of_title(section.title)
        self.about = about
        self.context = _Context({0: about} if about else {})

    def read(self, block: Block, begin: int) -> None:
        """Add the sentences of a paragraph, from where its text begins, to the section."""
        subject = self.context.subject(0)
        self.context = _Context({0: subject} if subject else {})
        pieces = list(split_sentences(block.text[begin:]))
        for n, (start, text) in enumerate(pieces):
            spot = block.spot_at(begin + start)
            if self.section.kind != "text":
                self.section.sentences.append(Sentence(text, spot))
                continue
            self._sentence(block, begin + start, text)
            after = pieces[n + 1][1] if n + 1 < len(pieces) else ""
            if text[-1] not in "；;":
                self.context.ended("".join(after.split()))

    def _sentence(self, block: Block, offset: int, text: str) -> None:
        line = plain(text)
        if path := item_path(line.text):
            self.context.subjects = {0: path}
        self._placeholders(block, offset, line)
        found = figures(line)
        mentions: list[Mention] = []
        claims: list[Claim] = []
        gap = 0
        for printed in found:
            start, end = line.span(printed.start, printed.end)
            place = (text[start:end], start, end, block.spot_at(offset + start))
            if printed.kind == "year":
                mentions.append(Mention("year", printed.value, printed.unit, *place))
                continue
            claims += self._claims(line, gap, printed.start)
            mention = self._mention(line, printed, gap, place)
            if mention is not None:
                mentions.append(mention)
            if not (mention and self._is_threshold(line.text, printed)):
                gap = printed.end
        claims += self._claims(line, gap, len(line.text))
        amounts = any(mention.kind != "year" for mention in mentions)
        none = () if amounts else none_in(line.text, self.context.subject(0) or self.about)
        spot = block.spot_at(offset)
        self.section.sentences.append(Sentence(text, spot, tuple(mentions), tuple(claims), none))

    def _claims(self, line: Plain, start: int, end: int) -> list[Claim]:
        return [] if self.context.reason else claims_in(line, start, end, self._claim_subject)

    def _claim_subject(self, words: str) -> str:
        name, known = name_of(words)
        return name if name and known else self.context.subject(0)

    def _placeholders(self, block: Block, offset: int, line: Plain) -> None:
        for start, end in placeholders(line):
            place = line.span(start, end)
            self._note("placeholder", block.spot_at(offset + place[0]), line.source[slice(*place)])

    def _note(self, key: str, place: object, text: str, **more: object) -> None:
        from juesuan.reading.document import Spot

        assert isinstance(place, Spot)
        self.unread.append(NarrativeUnread(key, place, {"text": text, **more}))

    def _is_threshold(self, text: str, printed: Printed) -> bool:
        """单价100万元以上: a limit in a name, no amount."""
        after = text[printed.end : printed.end + 6]
        before = text[: printed.start]
        return any(
            after.startswith(word) for word in words_in("subject", "threshold_after")
        ) or bool(ends_with(before, words_in("subject", "threshold_before")))

    def _mention(
        self, line: Plain, printed: Printed, gap: int, place: tuple[str, int, int, object]
    ) -> Mention | None:
        from juesuan.reading.document import Spot

        text, start, end, spot = place
        assert isinstance(spot, Spot)
        if printed.kind == "ordinal":
            return None
        if not printed.kind:
            around = line.text[max(0, printed.start - 12) : printed.end + 6]
            self._note("figure_without_unit", spot, text, around=around)
            return None
        kind = "count" if printed.kind in {"time", "score"} else printed.kind
        mention = Mention(kind, printed.value, printed.unit, text, start, end, spot)
        if printed.kind == "time" or self._is_threshold(line.text, printed):
            return replace(mention, role="other")
        if printed.odd:
            self._note("odd_figure", spot, text)
        if printed.cut_short:
            self._note("unit_cut_short", spot, text)
        return self._understood(line, printed, gap, mention)

    def _understood(self, line: Plain, printed: Printed, gap: int, mention: Mention) -> Mention:
        context = self.context
        words = line.text[gap : printed.start]
        depth = _depth(line.text[: printed.start])
        lead = lead_of(line.text, gap, printed.start).lstrip("、和及与")
        self._look_back(words, depth)
        said = say(lead, mention.kind)
        name, known = name_of(said.rest)
        if not lead and mention.kind == "count" and not _closes(line.text, printed.end):
            name = re.split("[，。；：（]", line.text[printed.end :])[0]
            known = True
        context.base = (
            said.base if said.base and said.role in {"change", "growth"} else context.base
        )
        subject = self._subject(line, printed, name, known, depth, said.role, words, mention)
        role = said.role or ("final" if mention.kind != "percent" else "")
        if printed.kind == "score":
            role = "other"
        if context.reason and not said.role and mention.kind != "percent":
            role = "other"
        if mention.kind == "percent" and not role:
            self._note("unclear_role", mention.spot, mention.text, words=lead)
            role = "other"
        base = said.base
        if not base and role in {"change", "growth"}:
            base = context.base
        return replace(
            mention,
            subject=subject,
            role=role,
            direction=said.direction,
            base=base,
            period=context.period,
            reason=context.reason,
        )

    def _look_back(self, words: str, depth: int) -> None:
        """Take base, period, reason and 其中 from all words since the figure before."""
        context = self.context
        if found := comparison(words):
            context.base = found[0]
        context.period = period_in(words) or context.period
        if "其中" in words:
            context.reason = False
            if not context.topic and not depth:
                context.topic = context.subject(0)
        if re.search(alternatives(words_in("reasons", "words")), words):
            context.reason = True

    def _subject(
        self,
        line: Plain,
        printed: Printed,
        name: str,
        known: bool,
        depth: int,
        role: str,
        words: str,
        mention: Mention,
    ) -> str:
        context = self.context
        before = context.subject(depth)
        if not name:
            if not before:
                self._note("figure_without_subject", mention.spot, mention.text, words=words[-20:])
            return before
        if name in words_in("subject", "elliptic") and role in {"", "final"}:
            for ending in words_in("subject", "elliptic"):
                if before.endswith(ending):
                    name = before[: -len(ending)] + name
                    break
        if not known:
            self._note("unclear_subject", mention.spot, mention.text, words=name)
            return before
        clauses = re.split("[，：；]", words)[:-1]
        qualifiers = [clause for clause in clauses[-2:] if _QUALIFIES.match(clause)]
        name = "".join(qualifiers) + name
        context.subjects[depth] = name
        return name


def _depth(text: str) -> int:
    """How many brackets are open at the end of a text."""
    depth = 0
    for character in text:
        if character == "（":
            depth += 1
        elif character == "）" and depth:
            depth -= 1
    return depth


def _closes(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in "，。；：、）"
