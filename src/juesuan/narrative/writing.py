"""A booklet written: the template's parts in order, their sentences filled from the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from jinja2 import StrictUndefined
from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from juesuan.facts import FactStore
from juesuan.forms import Disclosure, Selection
from juesuan.ledger import Asked
from juesuan.ledger.schema import called, choices
from juesuan.narrative.figures import Figures
from juesuan.narrative.hints import main_parts
from juesuan.narrative.marks import told_only, unmarked
from juesuan.narrative.material import EvaluationResults, Material, evaluated
from juesuan.narrative.model import Block, Booklet, FormTable, Heading, WrittenParagraph
from juesuan.narrative.quantities import NamedQuantity, PrintedChange
from juesuan.narrative.said import AuthorWords
from juesuan.narrative.template import (
    NarrativeTemplate,
    TemplateError,
    load_template,
)
from juesuan.text import chinese

__all__ = ["write_booklet"]


def write_booklet(
    disclosure: Disclosure,
    store: FactStore,
    *,
    previous: Figures | None = None,
    said: AuthorWords | None = None,
    evaluation: EvaluationResults | None = None,
    annex: Sequence[Block] = (),
    printed: Mapping[Selection, int] | None = None,
    template: NarrativeTemplate | None = None,
    lang: str = "zh",
) -> Booklet:
    """The booklet of a disclosure: forms in their places, the narrative in words.

    ``store`` holds the facts of the disclosure's year, ``previous`` are last year's figures,
    ``said`` the author's texts and reasons; what is missing is in the booklet's ``asked``.
    ``evaluation`` are the results of the self-evaluation, ``annex`` blocks to put where the
    template has its annexes. ``printed`` are amounts in cents, beside those of the
    forms, that were rounded together with them. ``lang`` is the language of what is asked; the
    narrative is Chinese.

    Raises ``TemplateError``.
    """
    chosen = template or load_template(disclosure.form_set)
    material = Material(chosen, Figures(disclosure, store, printed), previous)
    return _Writer(material, said or AuthorWords(), evaluation, annex, lang).booklet()


_ANSWERED = {"statistics": "amount"}
"""The column that answers, where it is not the text."""

_ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
)


@cache
def _compiled(text: str) -> JinjaTemplate:
    return _ENVIRONMENT.from_string(text)


class _Writer:
    """Fills the sentences of a template and puts the parts in order."""

    def __init__(
        self,
        material: Material,
        said: AuthorWords,
        evaluation: EvaluationResults | None,
        annex: Sequence[Block],
        lang: str,
    ) -> None:
        self.material, self.template, self.figures = material, material.template, material.figures
        self.marks = material.marks
        self.said, self.annex, self.lang = said, annex, lang
        self.untold: set[str] = set()
        """Titles of sections of which something cannot be told."""
        self.asked: dict[tuple[object, ...], Asked] = {}
        disclosure = self.figures.disclosure
        self.names: dict[str, Any] = {
            **self.template.words,
            "unit": unmarked(disclosure.unit),
            "year": disclosure.year,
            "performance": evaluated(material, evaluation) if evaluation else None,
            "withheld": bool(disclosure.withheld),
            "said": self._texts,
            "reason": self._reason,
            "use": self._use,
            "budget_of": self._budget_of,
            "known": self._known,
            **material.quantities,
            **material.lists,
            **{f"{name}_planned": found for name, found in material.planned.items()},
        }

    def booklet(self) -> Booklet:
        """The whole booklet."""
        disclosure = self.figures.disclosure
        if self.material.previous is None:
            self._ask("last_year", "last_year")
        blocks = [block for part in self._numbered() for block in part]
        return Booklet(
            unit=disclosure.unit,
            year=disclosure.year,
            title=self._line(self.template.title, "title"),
            blocks=tuple(blocks),
            cover=tuple(self._line(line, "cover") for line in self.template.cover),
            asked=tuple(self.asked.values()),
        )

    def _numbered(self) -> Iterator[list[Block]]:
        count = 0
        for part in self.template.parts:
            if part.annex and not self.annex:
                continue
            count += 1
            title = self._line(part.title, "parts")
            found: list[Block] = [Heading(1, self._number(1, count), title)]
            if part.forms:
                found += self._forms()
            found += self._sections(part.sections, 2)
            found += self._glossary(part.glossary)
            if part.annex:
                found += self.annex
            yield found

    def _number(self, level: int, count: int) -> str:
        pattern = self.template.numbering[min(level, len(self.template.numbering)) - 1]
        return pattern.format(n=chinese(count), d=count)

    def _forms(self) -> Iterator[Block]:
        for count, filled in enumerate(self.figures.disclosure.forms, 1):
            yield Heading(2, self._number(2, count), filled.form.title)
            yield FormTable(filled.form.no)

    def _sections(self, keys: Iterable[str], level: int) -> Iterator[Block]:
        count = 0
        for key in keys:
            section = self.template.sections[key]
            if not self._holds(key):
                continue
            count += 1
            title = self._line(section.title, f"sections.{key}")
            found: list[Block] = [
                *self._paragraphs(section.text, f"sections.{key}", title),
                *self._sections(section.sections, level + 1),
                *(self.annex if section.annex else ()),
            ]
            if not found and title in self.untold:  # nothing of it can be told
                count -= 1
                continue
            yield Heading(level, self._number(level, count), title)
            yield from found

    def _glossary(self, keys: Iterable[str]) -> Iterator[Block]:
        for count, key in enumerate(keys, 1):
            term, meaning = self.template.glossary[key]
            yield from self._paragraphs(
                f"{self._number(2, count)}{term}：{meaning}", f"glossary.{key}"
            )

    def _holds(self, key: str) -> bool:
        when = self.template.sections[key].when
        if not when:
            return True
        written = "{% if " + when + " %}1{% endif %}"
        return self._rendered(written, f"sections.{key}.when") == "1"

    def _line(self, text: str, place: str) -> str:
        return self.marks.figures(self._rendered(text, place).strip())[0]

    def _paragraphs(self, text: str, place: str, title: str = "") -> Iterator[WrittenParagraph]:
        for line in self._rendered(text, place).splitlines():
            told = told_only(line)
            if told != line:
                self.untold.add(title)
                self._ask("untold", "texts", [title], place=title)
            if told.strip():
                yield WrittenParagraph(*self.marks.figures(told.strip()))

    @cached_property
    def macros(self) -> dict[str, Any]:
        """The ways of saying that the sections share."""
        try:
            return vars(_compiled(self.template.macros).make_module(self.names))
        except JinjaError as error:
            raise TemplateError("bad_template", self.template.id, "macros", why=error) from None

    def _rendered(self, text: str, place: str) -> str:
        if "{" not in text:
            return text
        try:
            return _compiled(text).render({**self.names, **self.macros})
        except JinjaError as error:
            raise TemplateError("bad_template", self.template.id, place, why=error) from None

    def _ask(
        self,
        key: str,
        table: str,
        names: Sequence[str] = (),
        row: Mapping[str, str] | None = None,
        hint: Callable[[], str] = str,
        /,
        **details: object,
    ) -> None:
        """Ask for something, once; ``row`` names the row of the table whose text answers it."""
        if (key, *names) not in self.asked:
            self.asked[key, *names] = Asked(
                key=key,
                table=table,
                names=tuple(names),
                details=details,
                row=row or {},
                column=_ANSWERED.get(table, "text") if row else "",
                hint=hint(),
            )

    def _texts(self, place: str, ask: bool = True) -> str:
        """The author's paragraphs for a place of the booklet, one a line; asked for if none."""
        lines = self.said.texts.get((place, ""), ())
        if not lines and ask:
            named = called("text_places", place, self.lang)
            row = {"place": place, "code": ""}
            self._ask("text", "texts", [called("text_places", place)], row, place=named)
        return "\n".join(lines)

    def _use(self, quantity: NamedQuantity, ask: bool = True) -> str:
        """What an item was mainly used for, as a clause."""
        lines = self.said.texts.get(("use", quantity.code), ())
        if not lines and ask:
            names = [called("text_places", "use"), quantity.code]
            row = {"place": "use", "code": quantity.code}
            self._ask("use", "texts", names, row, item=quantity.path)
        return "；".join(lines).rstrip("。；，")

    def _reason(self, about: str, change: PrintedChange, code: str = "", ask: bool = True) -> str:
        """The author's reason for a change, as a clause; asked for where there is none. Without
        a change there is nothing to explain."""
        if not change.known or change.equal:
            return ""
        reason = self.said.reasons.get((about, code, change.base), "")
        if not reason and ask:
            bases, items = "reason_bases", "reason_items"
            entry = [called(items, about), code, called(bases, change.base)]
            item = self.material.path(code) if code else called(items, about, self.lang)
            against = called(bases, change.base, self.lang)
            size = self.marks.figures(f"{change.word}{change}")[0]
            row = {"about": about, "code": code, "against": change.base}
            names = [*filter(None, entry)]
            said = {"item": item, "against": against, "change": size}
            self._ask("reason", "reasons", names, row, lambda: main_parts(change), **said)
        return reason

    def _known(self, count: NamedQuantity, unless: str = "") -> bool:
        """Whether a count can be said; asked for where nothing is known of it, which is not
        the same as none, ``unless`` the author's own text of this place tells it."""
        if count.known or not count.told:
            return True
        if (unless, "") in self.said.texts:
            return False
        if not self.material.store.divided:  # forms that are given: their cell is blank
            self._ask("count_blank", "texts", [count.name], item=count.name)
            return False
        nodes = {region.get("item") for _, region in count.selection.terms}
        space = self.material.space
        every = [choice.id for choice in choices("counted")]
        asked = [item for item in every if {space.expand("item", item)} == nodes]
        row = {"item": asked[0]} if asked else None
        self._ask("count", "statistics", [count.name], row, item=count.name)
        return False

    def _budget_of(
        self, quantity: NamedQuantity, stage: str, ask: bool = False
    ) -> NamedQuantity | None:
        """A quantity's budget in a stage, ``None`` where the book has none."""
        budget: NamedQuantity = quantity.adjusted if stage == "adjusted" else quantity.initial
        if budget.known:
            return budget
        if ask:
            self._ask("budget", "budgets", [quantity.name], item=quantity.name)
        return None
