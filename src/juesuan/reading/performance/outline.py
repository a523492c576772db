"""Texts under labels: the overall self-evaluation and the analysis of a project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from juesuan.lexicon.performance import label_key, words
from juesuan.reading.performance.lines import GridRow, value_at
from juesuan.reading.performance.model import NOTHING, LabelledText, UnreadNote, Value

__all__ = ["has_label", "read_outline"]

_FIRST_PARAGRAPH = re.compile(r"\s*(<p>.*?</p>)\s*(.*)", re.DOTALL)
_LINE = re.compile(r"\s*([^\n]+?)\s*\n\s*(.*)", re.DOTALL)


def has_label(name: str, row: GridRow) -> bool:
    """Whether a row begins with a label of an outline, or a broken one of its merged cells."""
    outline = words().outlines[name]
    return any(_key(outline, text) or _split(outline, text) for _, text in row.filled[:3])


def read_outline(
    name: str, rows: Sequence[GridRow]
) -> tuple[tuple[LabelledText, ...], list[UnreadNote]]:
    """The sections that rows hold, and what was not understood.

    Labels above a section that stand in a merged cell of another row come from there."""
    outline = words().outlines[name]
    unread: list[UnreadNote] = []
    found: list[tuple[list[Value], Value]] = []
    for row in rows:
        labels, texts = _labels(outline, row)
        if not labels and not texts:
            continue
        text = texts[-1] if texts else _blank(row)
        if not labels:
            details: dict[str, object] = {"text": text.text[:40]}
            unread.append(("performance_no_label", text.spot, details))
        found.append((labels, text))
    printed: dict[str, Value] = {}
    for labels, _ in found:
        for label in labels:
            if key := _key(outline, label.text):
                printed.setdefault(key, label)
    sections = [LabelledText(_path(outline, labels, printed), text) for labels, text in found]
    leading = {value for section in sections for value in section.path[:-1] if value}
    spots = {value.spot for value in leading}
    kept = [
        section
        for section in sections
        if section.text or not section.path or section.path[-1].spot not in spots
    ]
    return tuple(kept), unread


def _labels(
    outline: dict[str, tuple[str, tuple[str, ...]]], row: GridRow
) -> tuple[list[Value], list[Value]]:
    """The labels and the texts of a row."""
    values = [value_at(row, index) for index, _ in row.filled]
    if not values:
        return [], []
    *first, last = values
    if _key(outline, last.text):
        return values, []
    split = _split(outline, last.text)
    if split:
        return [*first, Value(split[0], last.spot)], [Value(split[1], last.spot)]
    return first, [last]


def _path(
    outline: dict[str, tuple[str, tuple[str, ...]]], labels: list[Value], printed: dict[str, Value]
) -> tuple[Value, ...]:
    if not labels:
        return ()
    own = outline.get(label_key(labels[-1].text)) or outline.get(_key(outline, labels[-1].text))
    if own is None:
        return tuple(labels)
    here = {_key(outline, label.text): label for label in labels[:-1]}
    above = [
        here.get(key) or Value(printed[key].text, printed[key].spot, carried=True)
        for key in own[1]
        if key in here or key in printed
    ]
    odd = [label for label in labels[:-1] if label not in above]
    return (*above, *odd, labels[-1])


def _key(outline: dict[str, tuple[str, tuple[str, ...]]], text: str) -> str:
    """The main key of a label; the cut end of a label of merged cells counts."""
    key = label_key(text)
    if key in outline:
        return outline[key][0]
    if outline is words().outlines["analysis"] and (main := words().analysis(text)):
        return main
    groups = {parent for _, above in outline.values() for parent in above}
    cut = [label for label in groups if 3 <= len(key) < len(label) and label.endswith(key)]
    return cut[0] if len(cut) == 1 else ""


def _split(outline: dict[str, tuple[str, tuple[str, ...]]], text: str) -> tuple[str, str] | None:
    """A cell that holds a label and its text: apart at the first paragraph, line or colon."""
    for pattern in (_FIRST_PARAGRAPH, _LINE):
        match = pattern.fullmatch(text)
        if match and match[2] and _key(outline, match[1]):
            return match[1], match[2].strip()
    return None


def _blank(row: GridRow) -> Value:
    """The empty cell after the last label of a row, if there is one."""
    last = row.filled[-1][0]
    return value_at(row, last + 1) if row.cell(last + 1) is not None else NOTHING
