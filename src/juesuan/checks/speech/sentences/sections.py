"""The narrative section by section, its figures understood, and what self-evaluations in words
tell of the accounts; read once a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from juesuan.checks.speech.meaning.counts import counts_meant, received
from juesuan.checks.speech.meaning.funds import (
    fund_in,
    fund_said,
    fund_taken,
    is_own_money,
    without_funds,
)
from juesuan.checks.speech.meaning.meant import FactsMeant
from juesuan.checks.speech.meaning.names import facts_meant
from juesuan.checks.speech.meaning.roles import BUDGET_ROLES, base_of
from juesuan.checks.speech.meaning.times import narrative_year, year_of
from juesuan.checks.speech.meaning.topics import claim_words, topics
from juesuan.checks.speech.sentences.assertions import Assertion, Remark, SectionText
from juesuan.checks.speech.sentences.funded import settle_funds
from juesuan.checks.speech.sentences.unsaid import (
    settle_bases,
    settle_elliptic,
    settle_unsaid,
    settle_years,
)
from juesuan.checks.subject import Subject
from juesuan.reading import Document, Paragraph, Spot
from juesuan.reading.narrative import Mention, Section, Sentence, read_narrative
from juesuan.text import fold, pieces, unquoted, unspaced

__all__ = ["assertions", "every_text", "section_texts", "texts_with_items"]

_UNSURE = "?"
"""The topic of what a figure is said of that nobody knows."""
_COMPARED = frozenset({"money", "percent"})
_LISTED = 2
"""Items that a list has at least."""
_NEAR = 4
"""Sentences before a paragraph that say what it is about, where no heading does."""


def section_texts(subject: Subject) -> Sequence[SectionText]:
    """The sections of the narrative that are text (no glossary, no forms), in order."""
    return subject.once(_understood)


def every_text(subject: Subject) -> Sequence[SectionText]:
    """The sections of the narrative, those of self-evaluations in words (整体收支情况) that tell
    of the accounts, and the notes of tables (表注)."""
    return [*section_texts(subject), *subject.once(_elsewhere)]


def texts_with_items(subject: Subject) -> Sequence[SectionText]:
    """The texts below which a list stands (其中：then 1.…；2.…), each with the figure that begins
    every item, of the same kind of money."""
    return subject.once(_with_items)


def _with_items(subject: Subject) -> Sequence[SectionText]:
    items = defaultdict[int, list[Assertion]](list)
    for text in section_texts(subject):
        if text.section.parent >= 0 and text.assertions:
            items[text.section.parent].append(text.assertions[0])
    whole = {id(text.section): text for text in section_texts(subject)}
    found: list[SectionText] = []
    for parent, firsts in items.items():
        above = whole.get(id(subject.narrative.sections[parent]))
        if above is None or not above.assertions or len(firsts) < _LISTED:
            continue
        fund = above.assertions[0].key[1]
        of_fund = [one for one in firsts if one.key[1] == fund]
        found.append(
            SectionText(
                section=above.section,
                heading=above.heading,
                number=above.number,
                assertions=[*above.assertions, *of_fund],
            )
        )
    return found


def assertions(subject: Subject) -> Iterator[Assertion]:
    """Every figure of the narrative, and of what is told of the accounts elsewhere."""
    for text in every_text(subject):
        yield from text.assertions


def _understood(subject: Subject) -> Sequence[SectionText]:
    year = narrative_year(subject)
    sections = [section for section in subject.narrative.sections if section.kind == "text"]
    return [_section_text(subject, section, year) for section in sections]


def _elsewhere(subject: Subject) -> Sequence[SectionText]:
    data, year = claim_words().elsewhere, narrative_year(subject)
    found = []
    for note in subject.narrative.notes:
        number = max(note.title.split("\n"), key=len)
        title = unspaced(note.title)
        text = SectionText(section=note, heading=title, number=number, elsewhere=True)
        found.append(_filled(subject, text, year))
    for table in subject.performance.overall:
        for part in table.sections:
            name = unspaced(data.tag.sub("", part.path[-1].text)) if part.path else ""
            if not any(word in unquoted(name) for word in data.headings):
                continue
            for section in _read(data.tag.sub("", part.text.text), part.text.spot):
                text = SectionText(section=section, heading=name, number=name, elsewhere=True)
                found.append(_filled(subject, text, year))
    return found


@cache
def _matters() -> frozenset[str]:
    """The words of headings below which only some names are understood (采购, 资产): a text without
    a heading says by them what it is about."""
    return frozenset(
        word for topic in topics().values() if not topic.unsure for word in topic.within
    )


@lru_cache(maxsize=64)
def _read(text: str, spot: Spot) -> Sequence[Section]:
    """The sections of a text, which is asked for again whenever figures beside it change."""
    said = Paragraph(text, spot)
    return read_narrative([Document(spot.file, "text", [said])]).sections


def _section_text(subject: Subject, section: Section, year: int) -> SectionText:
    path = subject.narrative.path(section)
    heading = "".join(unspaced(above.title) for above in path)
    number = "/".join(above.number.strip("、.") for above in path if above.number)
    return _filled(subject, SectionText(section=section, heading=heading, number=number), year)


def _filled(subject: Subject, text: SectionText, year: int) -> SectionText:
    said, place, listing = "", None, False
    near: list[str] = []
    for sentence in text.section.sentences:
        said = said if sentence.spot == place else ""
        near = near if sentence.spot == place else near[-_NEAR:]
        near.append(unspaced(sentence.text))
        # A paragraph goes on with the money that it began with, unless its heading says one.
        named = not said or fund_in(text.heading)
        heading = text.heading if named else without_funds(text.heading) + said
        heading = heading or "".join(word for word in _matters() if word in "".join(near))
        told = _of_label(heading, sentence)
        for mention in sentence.mentions:
            if mention.role and mention.kind != "year":
                text.assertions.append(_assertion(subject, text, told, sentence, mention, year))
        plain = unspaced(sentence.text)
        whole, of_which, _ = plain.partition(claim_words().words.of_which)
        said, place = ("" if listing else fund_said(whole)) or said, sentence.spot
        # The parts of a list (其中：财政拨款收入5万元；) say nothing of what follows.
        listing = bool(of_which or listing) and not plain.endswith("。")
        text.remarks += _remarks(subject, text, sentence, year)
    settle_funds(subject, text)
    settle_years(text)
    settle_bases(text)
    settle_unsaid(text)
    settle_elliptic(text)
    return text


def _of_label(heading: str, sentence: Sentence) -> str | None:
    """The heading of a sentence that begins with the kind of money it is of (其中财政拨款部分：);
    ``None`` where that is another (非财政拨款)."""
    label = claim_words().patterns.label.match(unspaced(fold(sentence.text)))
    said = label["of"] if label else ""
    if is_own_money(said):
        return None
    others = claim_words().words.other_money
    if not any(fund_in(said.replace(other, "")) for other in ("", *others)):
        return heading
    return without_funds(heading) + said if fund_taken(said)[0] else None


def _assertion(
    subject: Subject,
    text: SectionText,
    heading: str | None,
    sentence: Sentence,
    mention: Mention,
    year: int,
) -> Assertion:
    place = len(text.assertions)
    part = _of_its_whole(heading, sentence, mention)
    heading = part or heading
    sure = mention.sure and (bool(part) or not _of_other_money(text.heading, sentence, mention))
    sure = sure and not claim_words().patterns.charged.search(
        unspaced(fold(sentence.text[: mention.start]))
    )
    named = _named_before(mention, sentence) if sure and heading is not None else ""
    coded = _coded(mention, sentence) if sure and heading is not None else ""
    called = coded or named
    meant = facts_meant(subject, called, heading or "") if called else None
    if meant is None and not named and sure and heading is not None:
        meant = _meant(subject, heading, sentence, mention)
    unknown = (
        ("", named or mention.subject)
        if mention.sure and heading is not None
        else _goes_on(text, sentence, mention, year) or (_UNSURE, f"{mention.subject}{place}")
    )
    return Assertion(
        mention=mention,
        sentence=sentence,
        within=text,
        place=place,
        meant=meant,
        key=meant.key if meant else unknown,
        year="last" if _is_opening(mention, mention.period) else year_of(mention.period, year),
        base="last_year" if _is_opening(mention, mention.base) else base_of(mention.base, year),
    )


def _goes_on(
    text: SectionText, sentence: Sentence, mention: Mention, year: int
) -> tuple[str, str] | None:
    """The key of the amount before it that a figure goes on with, though nobody knows of what:
    汇总数8万元，比上年9万元减少1万元. An account of the year begins anew."""
    last = text.assertions[-1] if text.assertions else None
    anew = mention.role == "final" and year_of(mention.period, year) == "this"
    if last is None or last.sentence is not sentence or anew or mention.role == "share":
        return None
    same = last.key[0] == _UNSURE and last.mention.subject == mention.subject
    return last.key if same and mention.kind in _COMPARED else None


def _named_before(mention: Mention, sentence: Sentence) -> str:
    """The name of an expense right before an amount that is called after something else, which
    stood before (会议费全年支出0.82万元); empty if there is none."""
    clause = pieces(unspaced(fold(sentence.text[: mention.start])), claim_words().reasons.marks)
    match = claim_words().patterns.of_the_year.search(clause[-1])
    return match["of"] if match and match["of"] not in unspaced(fold(mention.subject)) else ""


def _coded(mention: Mention, sentence: Sentence) -> str:
    """The code and name right before an amount that is called after what stands before several:
    201一般公共服务支出：2013801行政运行，决算902.10万元；empty if there is none."""
    if mention.kind != "money":
        return ""
    ends = [other.end for other in sentence.mentions if other.end <= mention.start]
    said = unspaced(fold(sentence.text[max(ends, default=0) : mention.start]))
    found = [match[0] for match in claim_words().patterns.code_and_name.finditer(said)]
    return found[-1] if found and found[-1] not in unspaced(fold(mention.subject)) else ""


def _is_opening(mention: Mention, said: str) -> bool:
    """Whether words speak of the beginning of the year, and a figure of what there is (资产年初
    为5万元): what there was at the end of last year."""
    data = claim_words().words
    stock = any(word in mention.subject for word in data.stocks)
    return stock and said.startswith(data.opening) and mention.role not in BUDGET_ROLES


def _meant(
    subject: Subject, heading: str, sentence: Sentence, mention: Mention
) -> FactsMeant | None:
    if mention.kind != "count":
        whole = mention.role == "final" and mention.base  # 占本年支出合计1000万元的: of all money
        meant = facts_meant(subject, mention.subject, "" if whole else heading)
        topic = topics().get(meant.topic) if meant else None
        said = (heading or "") + unspaced(fold(sentence.text[: mention.start]))
        if topic and topic.behind and not any(word in said for word in topic.behind):
            return None  # 其中：非财政拨款结余5万元
        return meant
    name = received(mention.subject, fold(sentence.text[: mention.start]))
    return counts_meant(subject, name, heading, mention.unit)


def _of_other_money(heading: str, sentence: Sentence, mention: Mention) -> bool:
    """Whether a name says no kind of money, while its sentence began with a narrower kind than
    the heading's: under 财政拨款, 政府性基金收入55万元，本年支出56万元."""
    if mention.kind != "money" or fund_in(mention.subject):
        return False
    ends = [other.end for other in sentence.mentions if other.end <= mention.start]
    led = fund_in(fold(sentence.text[: min(ends)])) if ends else ""
    return led not in {"", "fiscal", fund_in(heading)}


def _of_its_whole(heading: str | None, sentence: Sentence, mention: Mention) -> str:
    """The heading of a part (其中：) of an amount that is of one kind of money, where no heading
    says one: that kind; else empty."""
    if heading is None or fund_in(heading) or fund_in(mention.subject):
        return ""
    first = min((o for o in sentence.mentions if o.kind == "money"), key=_start, default=None)
    if first is None:
        return ""
    between = fold(sentence.text[first.end : mention.start])
    listed = claim_words().words.of_which in between
    said = fund_said(unspaced(fold(sentence.text[: first.start]))) if listed else ""
    return heading + said if said else ""


def _start(mention: Mention) -> int:
    return mention.start


def _remarks(
    subject: Subject, text: SectionText, sentence: Sentence, year: int
) -> Iterator[Remark]:
    for claim in sentence.comparisons:
        meant = facts_meant(subject, claim.subject, text.heading)
        yield Remark(
            claim=claim,
            sentence=sentence,
            within=text,
            meant=meant,
            key=meant.key if meant else ("", claim.subject),
            base=base_of(claim.base, year),
        )
