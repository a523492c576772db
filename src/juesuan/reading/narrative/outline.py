"""The paragraphs of a narrative as contents page and sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from juesuan.keeping import compiled
from juesuan.reading.narrative.headings import (
    heading_before,
    is_contents_title,
    is_heading,
    item_path,
    kind_of,
    opens_part,
    split_number,
)
from juesuan.reading.narrative.lines import TextBlock
from juesuan.reading.narrative.model import ContentsEntry, Section
from juesuan.text import fold, unspaced

__all__ = ["Outlined", "outline", "split_contents"]

_LEADER = compiled(r"(?:[.．·…。\s_-]{2,}|PAGEREF\s*\S+(?:\s*\\?h)?\s*|[\s\u3000]+)(\d{1,3})\s*$")
_FEWEST = 3  # entries that make a contents page


class Outlined(Struct):
    """A section and the paragraphs of its text, each from where its text begins."""

    section: Section
    texts: list[tuple[TextBlock, int]] = field(default_factory=list)


def split_contents(found: Sequence[TextBlock]) -> tuple[list[ContentsEntry], list[TextBlock]]:
    """The lines of the contents page, and all other paragraphs."""
    for index, block in enumerate(found):
        if is_contents_title(block.text):
            entries, end = _entries(found, index + 1)
            if len(entries) < _FEWEST and not (entries and all(entry.page for entry in entries)):
                entries, end = [], index + 1
            return entries, [*found[:index], *found[end:]]
    return [], list(found)


def _entries(found: Sequence[TextBlock], start: int) -> tuple[list[ContentsEntry], int]:
    entries: list[ContentsEntry] = []
    seen: set[str] = set()
    for index in range(start, len(found)):
        block = found[index]
        page = 0
        text = block.text
        if match := _LEADER.search(text):
            page, text = int(match[1]), text[: match.start()]
        number = split_number(text)
        title = text[number.end :].strip() if number else text.strip()
        key = unspaced(fold(text))
        if number is None and not page:
            if not entries and not opens_part(text):
                continue  # the booklet's title under the word 目录
            if entries and len(title) <= 4 and not entries[-1].page:
                last = entries[-1]
                entries[-1] = ContentsEntry(last.number, last.title + title, 0, last.spot)
                continue
            return entries, index
        again = number is not None and number.level == 1 and entries and _restarts(key, seen)
        if key == _first(entries) or again or (number and not is_heading(title, False)):
            return entries, index
        seen.add(key)
        entries.append(ContentsEntry(number.text if number else "", title, page, block.spot))
    return entries, len(found)


def _first(entries: Sequence[ContentsEntry]) -> str:
    return "".join(fold(entries[0].number + entries[0].title).split()) if entries else ""


def _restarts(key: str, seen: set[str]) -> bool:
    """Whether a part's number was there before."""
    part = re.match(r"第.+?(?:部分|章)", key)
    return part is not None and any(other.startswith(part[0]) for other in seen)


def outline(found: Sequence[TextBlock]) -> list[Outlined]:
    """Sections in order with their paragraphs; parents are indexes into the list."""
    sections: list[Outlined] = []
    for block in found:
        number = split_number(block.text)
        if number is not None:
            _open_numbered(sections, block, number.text, number.level, number.end)
        elif opens_part(block.text) or (block.heading and is_heading(block.text, True)):
            level = 1 if opens_part(block.text) or not sections else _below(sections[-1].section)
            _open(sections, block, "", block.text.strip(), level)
        else:
            if not sections:
                _open(sections, block, "", "", 0)
            elif _closes_list(sections):
                _open(sections, block, "", "", sections[-1].section.level)
            sections[-1].texts.append((block, 0))
    return sections


def _closes_list(sections: Sequence[Outlined]) -> bool:
    """Whether a paragraph without a number, next after the last of several items of one paragraph
    each, goes on with what opened their list (包括：1.…；2.…)."""
    last = sections[-1].section
    items = [each for each in sections if _item_of(each.section, last)]
    above = sections[last.parent].texts if last.number and last.parent >= 0 else []
    opens = bool(above) and above[-1][0].text.rstrip().endswith(("：", ":"))
    return opens and len(items) > 1 and all(_is_item(each) for each in items)


def _item_of(section: Section, last: Section) -> bool:
    return (section.level, section.parent) == (last.level, last.parent)


def _is_item(one: Outlined) -> bool:
    """Whether a section is one paragraph that begins with its number."""
    return len(one.texts) == 1 and one.texts[0][1] > 0


def _below(section: Section) -> int:
    return section.level if not section.number else min(section.level + 1, 6)


def _open_numbered(
    sections: list[Outlined], block: TextBlock, number: str, level: int, end: int
) -> None:
    rest = block.text[end:].strip()
    if is_heading(rest, block.heading):
        _open(sections, block, number, rest.rstrip("。；;：:"), level)
        if not item_path(rest):
            return
    else:
        term = re.split("[：:]", rest, maxsplit=1)[0]
        _open(sections, block, number, item_path(rest) or heading_before(rest), level)
        section = sections[-1].section
        if section.kind == "glossary" and len(term) <= 30:
            section.title = term.strip()
    sections[-1].texts.append((block, end))


def _open(sections: list[Outlined], block: TextBlock, number: str, title: str, level: int) -> None:
    parent = len(sections) - 1  # the open sections are the last one and those above it
    while parent >= 0 and not 0 < sections[parent].section.level < level:
        parent = sections[parent].section.parent
    above = sections[parent].section if parent >= 0 else None
    kind = kind_of(title) or (above.kind if above else "text")
    sections.append(
        Outlined(
            Section(
                number=number, title=title, level=level, kind=kind, spot=block.spot, parent=parent
            )
        )
    )
