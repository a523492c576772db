"""Sentences of a section with their mentions: one pass, carrying what was said before."""

from __future__ import annotations

import re

from msgspec.structs import replace

from juesuan.keeping import compiled
from juesuan.reading.narrative.amounts import Plain, PrintedFigure, as_plain, figures, placeholders
from juesuan.reading.narrative.being_read import OpenSentence, split_sentences
from juesuan.reading.narrative.clauses import (
    bare_role,
    goes_on_of,
    in_money,
    introduced,
    is_counted,
    is_threshold,
    is_unnamed,
    item_alone,
    item_begun_with,
    labelled,
    named_before,
    names_item,
    of_budget,
    of_one_budget,
    spent_before,
    tells_anew,
    titled,
    whole_among,
)
from juesuan.reading.narrative.compared import (
    compares_again,
    item_compared,
    kind_of_base,
    settle_compared,
    settle_converted,
    settle_moved,
)
from juesuan.reading.narrative.comparisons import comparisons_in, none_in
from juesuan.reading.narrative.context import Context
from juesuan.reading.narrative.grammar import (
    LeadReading,
    compared_with,
    comparison,
    lead_of,
    rate_of_amount,
    share_of,
)
from juesuan.reading.narrative.headings import is_heading_within, item_path, subject_of_title
from juesuan.reading.narrative.leads import say
from juesuan.reading.narrative.lines import TextBlock
from juesuan.reading.narrative.model import (
    Mention,
    NarrativeUnread,
    Section,
    Sentence,
    WordedComparison,
)
from juesuan.reading.narrative.naming import name_of, other_side
from juesuan.reading.narrative.periods import period_in
from juesuan.reading.narrative.sharing import joins, share_out
from juesuan.reading.narrative.vocabulary import (
    alternatives,
    ends_with,
    pattern_of,
    strip_end,
    words_in,
)
from juesuan.text import unspaced

__all__ = ["SectionReader"]

_QUALIFIES = compiled(r"^[在由对从向].*[的中]$")


class SectionReader:
    """Reads the paragraphs of one section; what it does not understand goes to ``unread``."""

    def __init__(self, section: Section, unread: list[NarrativeUnread]) -> None:
        self.section = section
        self.unread = unread
        self.about = subject_of_title(section.title)
        self.context = Context.about(self.about)

    def read(self, block: TextBlock, begin: int) -> None:
        """Add the sentences of a paragraph, from where its text begins, to the section."""
        self.context = Context.about(goes_on_of(block.text[begin:], self.context.subject(0)))
        pieces = [(begin + at, text) for at, text in split_sentences(block.text[begin:])]
        caption = pattern_of("headings", "caption").search(block.text.lstrip())
        first = ""
        for n, (offset, text) in enumerate(pieces):
            if (named := item_alone(text)) or (n and is_heading_within(text)):
                self.context = Context.about(named or self.about or first)
            if self.section.kind != "text" or caption:
                self.section.sentences.append(Sentence(text, block.spot_at(offset)))
                continue
            line, opened = as_plain(text), (0, self.context.open)
            sentence = OpenSentence(block=block, offset=offset, line=line, counted=opened)
            self.section.sentences.append(self._sentence(sentence))
            first = first or self.context.subject(0)
            after = pieces[n + 1][1] if n + 1 < len(pieces) else ""
            if text[-1] not in "；;":
                self.context.ended(unspaced(after))
        if self.section.number and not self.section.title:
            self.section.title = item_begun_with(self.section)

    def _sentence(self, sentence: OpenSentence) -> Sentence:
        line, context = sentence.line, self.context
        context.fresh = False
        if path := item_path(line.text):
            context.subjects = {0: path}
        for place in placeholders(line):
            span = line.span(*place)
            self._note("placeholder", sentence, span[0], line.source[slice(*span)])
        for printed in figures(line):
            self._figure(sentence, printed)
        share_out(sentence.mentions, line.source)
        settle_compared(sentence.mentions, line.source)
        settle_converted(sentence.mentions, line.source)
        context.open = sentence.depth(len(line.text))
        sentence.comparisons += self._comparisons(line, sentence.gap, len(line.text))
        amounts = any(mention.kind != "year" for mention in sentence.mentions)
        none = () if amounts else none_in(line.text, context.subject(0) or self.about)
        spot = sentence.block.spot_at(sentence.offset)
        told = (tuple(sentence.mentions), tuple(sentence.comparisons))
        return Sentence(line.source, spot, *told, none)

    def _comparisons(self, line: Plain, start: int, end: int) -> list[WordedComparison]:
        return [] if self.context.reason else comparisons_in(line, start, end, self._claim_subject)

    def _claim_subject(self, words: str) -> str:
        name, known = name_of(words)
        if name and known:  # what follows goes on with it: …与预算持平，比上年增加5万元
            self.context.subjects = {0: name}
            self.context.lost = False
        return self.context.subject(0)

    def _note(
        self, key: str, sentence: OpenSentence, start: int, text: str, **more: object
    ) -> None:
        spot = sentence.block.spot_at(sentence.offset + start)
        self.unread.append(NarrativeUnread(key, spot, {"text": text, **more}))

    def _figure(self, sentence: OpenSentence, printed: PrintedFigure) -> None:
        """Make a mention of a figure, or say why it was not understood."""
        line = sentence.line
        start, end = line.span(printed.start, printed.end)
        text = line.source[start:end]
        if printed.kind == "ordinal":
            return
        if not printed.kind:
            role = bare_role(line.text, sentence.gap, printed)
            around = line.text[max(0, printed.start - 12) : printed.end + 6]
            if (nothing := in_money(printed, role)) is None:
                self._note("figure_without_unit", sentence, start, text, around=around, role=role)
                sentence.gap = printed.end
                return
            printed = nothing
        kind = "count" if printed.kind in {"time", "score"} else printed.kind
        mention = Mention(
            kind=kind,
            value=printed.value,
            unit=printed.unit,
            text=text,
            start=start,
            end=end,
            spot=sentence.block.spot_at(sentence.offset + start),
        )
        if kind == "year":
            sentence.mentions.append(mention)
            return
        if printed.odd:
            self._note("odd_figure", sentence, start, text)
        if printed.cut_short:
            self._note("unit_cut_short", sentence, start, text)
        if printed.kind == "time" or is_threshold(line.text, printed):
            sentence.mentions.append(replace(mention, role="other"))
            return  # part of the words that lead to the next figure
        sentence.comparisons += self._comparisons(line, sentence.gap, printed.start)
        sentence.mentions.append(self._understood(sentence, printed, mention))
        sentence.gap = printed.end

    def _understood(
        self, sentence: OpenSentence, printed: PrintedFigure, mention: Mention
    ) -> Mention:
        context = self.context
        depth = sentence.depth(printed.start)
        lead = lead_of(sentence.text, sentence.gap, printed.start).lstrip("）、")
        if mention.kind == "money" and not lead:
            lead = named_before(sentence.text[: printed.start], sentence.gap)
        self._look_back(sentence.text[sentence.gap : printed.start], depth)
        self._bracket(sentence, depth)
        joined = joins(sentence.text[sentence.gap : printed.start]) and sentence.mentions
        before = sentence.mentions[-1] if sentence.mentions else mention
        same = joined and before.kind == mention.kind
        same = same and (mention.kind != "count" or before.role == "change")
        said = replace(context.said, rest="") if same else say(lead, mention.kind)
        if mention.kind == "percent" and not said.role and before.kind == "money":
            between = sentence.text[sentence.gap : printed.start].lstrip("）")
            said = rate_of_amount(between, before.role, before.base) or said
        if mention.kind == "money" and not (lead or said.role):
            said = of_budget(sentence.text[: printed.start], sentence.gap) or said
        moved = settle_moved(sentence.mentions, sentence.text[: printed.start])
        if moved and said.role == "change":
            said = replace(said, role="final", direction="none")
        context.said = said
        if context.reason and not (sentence.gap or said.role):
            context.reason = not tells_anew(lead, sentence.text[printed.end :])
        if said.role == "average":
            return replace(
                mention,
                subject=said.rest,
                role="average",
                base=said.base,
                period=context.period,
                reason=context.reason,
            )
        whole = share_of(lead) or whole_among(lead, sentence.text[printed.end :])
        if mention.kind == "money" and not said.role and whole:
            return replace(mention, subject=name_of(whole)[0], role="final", base=whole)
        words = lead or lead_of(sentence.text, sentence.gap, max(0, printed.start - 1)) + "（"
        than = compared_with(words, mention.kind)
        if than and (item := item_compared(words)) and not names_item(said):
            said, depth = replace(said, rest=item), depth if lead else max(0, depth - 1)
        subject = self._subject(sentence, printed, mention, said, lead, depth)
        role = said.role or (context.role_of_part(depth) if mention.kind == "money" else "")
        begins = mention.kind == "money" and sentence.gap == printed.start  # 8.84万元1.49万元
        role = "" if begins and printed.start else role
        if not role and (mention.kind == "percent" or begins):
            self._note("unclear_role", sentence, mention.start, mention.text, words=lead)
            role = "other"
        elif printed.kind == "score" or (context.reason and not role):
            role = "other"
        base, of, period = said.base, "", context.period
        if than and (mention.kind == "percent" or role in {"", "final"}):
            period = than  # 较上年的12万元增加1万元: last year's amount
        if role in {"change", "growth"}:
            base = context.base = base or context.base
            context.compared.add(kind_of_base(base))
            of = context.of = said.of or ("" if names_item(said) else context.of)
        if mention.kind == "money" and role != "other" and not context.reason:
            context.told(subject, role or "final")
        elif role == "completion":  # 预算10万元，完成预算的90%。其中：what was spent on
            context.told(subject, "final")
        return replace(
            mention,
            subject=subject,
            role=role or "final",
            direction=said.direction,
            base=base,
            of=of,
            period=period,
            reason=context.reason,
            sure=not context.lost and not is_unnamed(sentence.text[: printed.start]),
        )

    def _bracket(self, sentence: OpenSentence, depth: int) -> None:
        """Note a bracket that opens right behind an amount."""
        before = sentence.mentions[-1] if sentence.mentions else None
        if depth and before and before.kind == "money" and sentence.text[sentence.gap] == "（":
            self.context.opens_bracket(depth, before.role)

    def _look_back(self, words: str, depth: int) -> None:
        """Take base, period, reason and 其中 from all words since the figure before."""
        context = self.context
        context.takes_period(period_in, words, depth)
        if words.startswith(words_in("subject", "list_ends")):
            context.ends_list(depth)
        listing = words_in("subject", "of_which" if context.reason else "list_openers")
        if any(word in words for word in listing):
            context.opens_list(depth)
        if reason := re.search(alternatives(words_in("reasons", "words")), words):
            context.reason, context.base = True, ""
            words = words[reason.end() :]
        if context.reason and compares_again(words, context.compared):
            context.reason = False
        if found := comparison(words):
            context.base = found[0]

    def _subject(
        self,
        sentence: OpenSentence,
        printed: PrintedFigure,
        mention: Mention,
        said: LeadReading,
        lead: str,
        depth: int,
    ) -> str:
        context = self.context
        words = sentence.text[sentence.gap : printed.start]
        name, known = name_of(said.rest)
        unsaid = not name or name in words_in("subject", "elliptic")
        if unsaid and not context.reason and (opened := introduced(words)):
            name, known = name_of(opened)
        elif not sentence.gap and (label := labelled(words, name)):
            name, known = label, True  # 会议费：本年支出2万元
        after = re.split("[，。；：（、）]", sentence.text[printed.end :])[0]
        if ends_with(after, words_in("subject", "among")) == after and after:
            name = name[name.startswith(words_in("subject", "at")) :]
        if mention.kind == "count" and not (name and known) and is_counted(after):
            name, known = after, True  # 6个项目自评等级为“优”
        if name in words_in("subject", "elliptic") and (
            said.role not in {"", "change", "growth"}
            or (not said.role and of_one_budget(sentence.mentions))
        ):
            name = ""  # 支出决算为: of the item before
        before = context.subject(depth) if name else context.unnamed(mention.kind, depth)
        if not name and "支出" in words and ends_with(before, words_in("subject", "unspent")):
            context.lost = True  # no expenditure is a balance or income: not understood
        earned = not name and any(w in lead for w in words_in("subject", "earned"))
        if earned and ends_with(before, words_in("subject", "unearned")):
            context.lost = True
        if mention.kind == "money" and name in words_in("subject", "spent"):
            item = strip_end(before, words_in("subject", "count_ends"))
            if ends_with(item, words_in("subject", "spends")):
                name, before = "", item  # 国内公务接待210人次，支出2.50万元
        a_budget = mention.kind == "money" and said.role.endswith("budget")
        if not name and a_budget and (spent := spent_before(sentence.mentions)):
            before, context.subjects = spent, {0: spent}
        if not (name or before or depth) and (label := titled(sentence.text[: printed.start])):
            before = context.subjects[0] = label
        if not name:
            if said.role == "other":  # 项目个数3个，涉及资金5万元
                before = before.removesuffix("个数").removesuffix("数量")
            if not before:
                self._note(
                    "figure_without_subject",
                    sentence,
                    mention.start,
                    mention.text,
                    words=words[-20:],
                )
            return before
        if not known:
            self._note("unclear_subject", sentence, mention.start, mention.text, words=name)
            context.lost = True
            return before
        if depth and before and name in words_in("subject", "of_fund"):
            whole = context.outside(depth) or before
            name = name.removesuffix("支出") + whole  # 三公经费5万元（其中：一般公共预算支出5万元
        if context.fresh and not context.topic:
            name = other_side(name, before)
        clauses = re.split("[，：；]", words)[:-1]
        name = "".join(clause for clause in clauses[-2:] if _QUALIFIES.match(clause)) + name
        if not (before and name.startswith(words_in("subject", "excluding"))):
            context.subjects[depth] = name  # what is left out is not what is spoken of
        context.fresh, context.lost = True, False
        context.counted = name * (mention.kind == "count")
        return name
