"""The scorecard of the checks: what careful readers found in real booklets, and what we find.

``python tests/checks/scorecard.py TRUTH DISCLOSURES`` (or ``make scorecard``) checks every
booklet of the folder DISCLOSURES by all rules. Against TRUTH/<booklet>.defects.jsonl it prints,
per kind, how many of the listed defects were found; each miss by its number with the reader's
explanation; and of all findings how many are true, false or not yet judged. Options:
``--only C,D`` (codes), ``--booklet NAME``, ``--findings`` (every finding with its key and
verdict), ``--evidence`` (how many booklets showed each rule). Rules on trial are asked, too.

**How a finding matches a listed defect.** Same booklet; the rule says that it is ``like`` the
defect's kind; and a place or values in common:

- *place and value*: a place that the defect names (form with row, project, section, code) and
  half of its telling values (figures but 0, 1 and 100; words of two characters and more);
- *value*: no place to compare, but half of the telling values, of which one has three digits
  or four characters;
- *place alone*: the exact place, for one defect a finding, where nothing closer was found.

One finding may match several defects by value: one cause, several symptoms.

**Judgements.** What a person thinks of a finding stands in ``judgements*.toml`` beside this
file; each family of rules may keep a file of its own::

    [[judgement]]            # a finding that no list holds, or that matches one wrongly
    document = "booklet"     # the file's name without its ending
    finding = "D301 九"       # Finding.key; several alike are told apart by ``says``
    says = "…"               # part of the message (optional)
    true = true              # is it right?
    why = "…"
    finds = ["07"]           # listed defects that it is, against the rule above (optional)

    [[listed]]               # a listed defect that is counted elsewhere, or not at all
    document = "booklet"
    id = "16"
    apart = "prose"          # performance, prose (needs understanding), or unfounded
    why = "…"

A finding that matches a listed defect is true unless a judgement says otherwise.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from juesuan.checks import Finding, Subject, all_rules, check, message, selected, severity_of
from juesuan.reading import UnreadableError, read

HERE = Path(__file__).resolve().parent
PERFORMANCE = {
    "total_score", "grade", "weights_total", "score_rate", "met_but_reduced", "missing_reason",
    "unresolved_code", "qualitative_with_percent_unit", "target_not_met_full_score",
}  # fmt: skip
"""Kinds that only performance tables have."""
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_SECTION = re.compile(
    r"[一二三四五六七八九十]+(?=[（(/]|$|、|\s)(?:[（(][一二三四五六七八九十]+[)）])?"
)
_CODE = re.compile(r"(?<!\d)\d{5}(?:\d\d)?(?!\d)")
_FORM = re.compile(r"(?:公开|表)\s*0?(\d{1,2})(?:/0?(\d{1,2}))?")


@dataclass
class Listed:
    """A defect of a careful reader's list."""

    id: str
    kind: str
    severity: str
    where: str
    values: list[object]
    explanation: str
    apart: str = ""
    found: list[str] = field(default_factory=list)
    """Keys of the findings that match it, with how."""

    @property
    def counts(self) -> bool:
        """Whether recall is measured over it."""
        return (
            self.severity != "info" and self.kind != "other" and self.apart in ("", "performance")
        )


@dataclass
class Judged:
    """A finding with its verdict."""

    finding: Finding
    text: str
    true: bool | None = None
    why: str = ""
    matches: list[str] = field(default_factory=list)


@dataclass
class Card:
    """One booklet: its listed defects and its findings."""

    name: str
    listed: list[Listed]
    findings: list[Judged]


def figures(text: str) -> set[str]:
    """The figures of a text as plain decimals."""
    found = set()
    for part in _NUMBER.findall(text):
        plain = part.replace(",", "").replace("，", "")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        found.add(plain)
    return found


@cache
def bare(text: str) -> str:
    """A text without blanks, quotes and the width of brackets."""
    return re.sub(r"[\s“”\"'‘’「」]", "", text.translate(str.maketrans("（）：，；", "():,;")))


def telling(values: Iterable[object]) -> list[str]:
    """Values that tell one defect from others: not 0, 1, 100, no lone character."""
    told = []
    for value in values:
        if value is None:
            continue
        if isinstance(value, int | float):
            told.append(next(iter(figures(f"{value:.10f}".rstrip("0").rstrip(".") or "0"))))
        elif _NUMBER.fullmatch(str(value).strip("%万元≥≤=<> ")):
            told += figures(str(value))
        elif len(bare(str(value))) > 1:
            told.append(bare(str(value)))
    return [value for value in dict.fromkeys(told) if value not in {"0", "1", "100"}]


def heavy(value: str) -> bool:
    """Whether a value hardly occurs by chance."""
    if _NUMBER.fullmatch(value):
        return len(value.replace(".", "").strip("0")) >= 3
    return len(value) >= 4


def places(defect: Listed) -> set[str]:
    """What a defect's place names: forms with rows, codes, sections, projects."""
    found = {f"code {code}" for code in _CODE.findall(defect.where)}
    forms = {str(int(no)) for pair in _FORM.findall(defect.where) for no in pair if no}
    rows = re.findall(r"行\s*(\d+)", defect.where)
    found |= {f"form {no} row {row}" for no in forms for row in rows}
    if forms and not rows:
        found |= {f"form {no}" for no in forms}
    for match in _SECTION.findall(defect.where):
        found.add("section " + bare(match).rstrip("/"))
    parts = [bare(part) for part in re.split(r"[/\s、]|与|vs", defect.where)]
    return found | {f"name {part}" for part in parts if len(part) >= 4 and not _FORM.match(part)}


def places_of(finding: Finding) -> tuple[set[str], str]:
    """The places of a finding, and all its names in one text."""
    found, names = set(), []
    told = [operand.where for identity in finding.identities for operand in identity.operands]
    for where in (*finding.where, *told, *(where for where, _ in finding.candidates)):
        if where.form:
            no = where.form.lstrip("0")
            found |= {f"form {no}", f"form {no} row {where.row}"}
        found |= {f"code {code}" for code in _CODE.findall(f"{where.row} {where.item}")}
        path = bare(where.section).replace("、", "").split("/")
        marks = [part for part in path if re.match(r"[一二三四五六七八九十(]", part)]
        found |= {"section " + "".join(marks[:n]) for n in range(1, len(marks) + 1)}
        names += [bare(text) for text in (where.project, where.item, where.section) if text]
    return found, "|".join(names)


_SAID: dict[int, tuple[Finding, str]] = {}
"""What findings say by their identity; each is kept, so that no other gets its number."""


def text_of(finding: Finding) -> str:
    """Everything that a finding says and shows; put together once, as each is held to many."""
    if id(finding) not in _SAID:
        _SAID[id(finding)] = finding, _text_of(finding)
    return _SAID[id(finding)][1]


def _text_of(finding: Finding) -> str:
    told = [operand.where for identity in finding.identities for operand in identity.operands]
    every = (*finding.where, *told, *(where for where, _ in finding.candidates))
    shown = [f"{w.printed} {w.item} {w.project}" for w in every]
    figures_given = [text for _, text in finding.candidates]
    return " ".join([message(finding), finding.expected, *shown, *figures_given])


def close(finding: Finding, defect: Listed) -> int:
    """How a finding of the right kind matches a defect, else 0."""
    return near(finding, defect) if defect.kind in all_rules()[finding.code].like else 0


def near(finding: Finding, defect: Listed) -> int:
    """How a finding matches a defect: 3 place and value, 2 value, 1 place alone, 0 not."""
    here, names = places_of(finding)
    asked = places(defect)
    placed = bool(asked & here) or any(
        place.startswith("name ") and place[5:] in names for place in asked
    )
    text = text_of(finding)
    numbers, words = figures(text), bare(text)
    wanted = telling(defect.values)
    shared = [v for v in wanted if (v in numbers if _NUMBER.fullmatch(v) else v in words)]
    if wanted and 2 * len(shared) >= len(wanted):
        if placed:
            return 3
        if any(heavy(value) for value in shared):
            return 2
    return 1 if placed else 0


def match(card: Card) -> None:
    """Pair findings with listed defects; place alone only where nothing closer is found."""
    loose = []
    for judged in card.findings:
        best = {d.id: close(judged.finding, d) for d in card.listed}
        for defect in card.listed:
            if best[defect.id] >= 2:
                how = "value" if best[defect.id] == 2 else "place+value"
                defect.found.append(f"{judged.finding.key} ({how})")
                judged.matches.append(defect.id)
        if not judged.matches:
            loose.append((judged, [d for d in card.listed if best[d.id] == 1]))
    for judged, near in loose:
        defect = next((d for d in near if not d.found), None)
        if defect is not None:
            defect.found.append(f"{judged.finding.key} (place)")
            judged.matches.append(defect.id)


def judgements() -> tuple[list[dict], list[dict]]:
    """All judgements of findings and of listed defects, over all files."""
    found: tuple[list[dict], list[dict]] = ([], [])
    for path in sorted(HERE.glob("judgements*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        found[0].extend(data.get("judgement", []))
        found[1].extend(data.get("listed", []))
    return found


def judge(card: Card, said: Sequence[dict], apart: Sequence[dict]) -> None:
    """Put the judgements on the findings and the listed defects of a card."""
    for row in apart:
        for defect in card.listed:
            if row["document"] == card.name and row["id"] == defect.id:
                defect.apart = row["apart"]
    by_id = {defect.id: defect for defect in card.listed}
    for judged in card.findings:
        for row in said:
            fits = row["document"] == card.name and row["finding"] == judged.finding.key
            if not fits or row.get("says", "") not in judged.text:
                continue
            judged.true, judged.why = row["true"], row["why"]
            if "finds" in row or not row["true"]:
                _forget(judged, by_id.values())
                judged.matches = list(row.get("finds", ()))
                for one in judged.matches:
                    by_id[one].found.append(f"{judged.finding.key} (judged)")
            break
        if judged.true is None and judged.matches:
            judged.true = True


def _forget(judged: Judged, defects: Iterable[Listed]) -> None:
    for defect in defects:
        if defect.id in judged.matches:
            kept = [told for told in defect.found if not told.startswith(judged.finding.key + " (")]
            defect.found = kept


def listed(path: Path, subject: Subject) -> list[Listed]:
    """A list of defects; what lies in performance tables is set apart."""
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    names = ("id", "kind", "severity", "where", "values", "explanation")
    found = [Listed(**{name: row[name] for name in names}) for row in rows]
    forms = {form.no.lstrip("0") for form in subject.disclosure.form_set.forms}
    annexes = [s.number for s in subject.narrative.sections if s.kind == "annex" and s.number]
    projects = [bare(p.name.text) for p in subject.performance.projects if p.name]
    for defect in found:
        numbers = {str(int(no)) for pair in _FORM.findall(defect.where) for no in pair if no}
        where = bare(defect.where)
        inside = (
            defect.kind in PERFORMANCE
            or "绩效自评" in where
            or (bool(numbers) and not numbers & forms)
            or any(number in where for number in annexes)
            or any(len(name) > 3 and name in where for name in projects)
        )
        defect.apart = "performance" if inside else ""
    return found


def score(
    truth: Path, disclosures: Path, only: Sequence[str] = (), booklet: str = ""
) -> list[Card]:
    """A card for each booklet that can be read."""
    said, apart = judgements()
    cards = []
    for path in sorted(disclosures.iterdir()):
        if booklet and booklet not in path.name:
            continue
        try:
            subject = Subject.of(read(path), [path])
        except UnreadableError:
            continue
        found = every(check(subject, selected(only, preview=True)).findings)
        card = Card(
            path.stem,
            listed(truth / f"{path.stem}.defects.jsonl", subject),
            [Judged(finding, message(finding)) for finding in found],
        )
        match(card)
        judge(card, said, apart)
        cards.append(card)
    return cards


def every(findings: Iterable[Finding]) -> list[Finding]:
    """Findings and what is told under them: a reader is shown both."""
    return [one for f in findings for one in (f, *(told.finding for told in f.follows))]


def recall(cards: Iterable[Card], performance: bool) -> tuple[int, int]:
    """(found, listed) over what counts, in performance tables or outside them."""
    counted = [
        d for c in cards for d in c.listed if d.counts and (d.apart == "performance") == performance
    ]
    return sum(bool(d.found) for d in counted), len(counted)


def precision(cards: Iterable[Card], performance: bool) -> tuple[int, int, int]:
    """(true, false, unjudged) findings, of the performance rules or of the others."""
    verdicts = [
        j.true for c in cards for j in c.findings if (j.finding.code[0] == "J") == performance
    ]
    return verdicts.count(True), verdicts.count(False), verdicts.count(None)


def evidence(cards: Iterable[Card]) -> Counter[str]:
    """By code, the booklets in which a rule has a true finding."""
    shown = {(card.name, j.finding.code) for card in cards for j in card.findings if j.true}
    return Counter(code for _, code in shown)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "—"


def show(cards: Sequence[Card], every: bool = False) -> None:
    """Print the scorecard."""
    kinds: dict[str, list[Listed]] = defaultdict(list)
    for card in cards:
        for defect in card.listed:
            kinds[defect.kind].append(defect)
    print(f"{'kind':32}{'error+warning':>16}{'info':>12}")
    for kind, defects in sorted(kinds.items()):
        heavy_ones = [d for d in defects if d.severity != "info"]
        light = [d for d in defects if d.severity == "info"]
        told = [f"{sum(bool(d.found) for d in ones)}/{len(ones)}" for ones in (heavy_ones, light)]
        print(f"{kind:32}{told[0]:>16}{told[1]:>12}")
    for card in filter(lambda card: card.listed, cards):
        print(f"\n{card.name}: not found")
        for d in card.listed:
            if not d.found:
                apart = f" [{d.apart}]" if d.apart else ""
                print(f"  {d.id} {d.severity} {d.kind}{apart} | {d.where} | {d.explanation[:110]}")
    for card in cards:
        codes = Counter((j.finding.code, j.true) for j in card.findings)
        verdicts = Counter(j.true for j in card.findings)
        print(f"\n{card.name}: {verdicts[True]} true, {verdicts[False]} false,"
              f" {verdicts[None]} unjudged")  # fmt: skip
        word = {True: "true", False: "FALSE", None: "unjudged"}
        told = [f"{code} {word[true]} {n}" for (code, true), n in sorted(codes.items(), key=str)]
        print("  " + ", ".join(told))
        for j in card.findings:
            if every or j.true is not True:
                ids = " = " + ",".join(j.matches) if j.matches else ""
                print(f"  {word[j.true]:9}{severity_of(j.finding):8}{j.finding.key}{ids}: {j.text}")
    for name, performance in (("outside performance tables", False), ("performance", True)):
        found, all_listed = recall(cards, performance)
        true, false, open_ = precision(cards, performance)
        print(
            f"\n{name}: recall {found}/{all_listed} {_percent(found, all_listed)};"
            f" precision {true}/{true + false} {_percent(true, true + false)}, unjudged {open_}"
        )
    apart = [
        d
        for c in cards
        for d in c.listed
        if d.severity != "info" and d.apart not in ("", "performance")
    ]
    others = [d for c in cards for d in c.listed if d.severity != "info" and d.kind == "other"]
    for name, ones in (("set apart by judgement", apart), ("kind other", others)):
        print(f"without a target, {name}: {sum(bool(d.found) for d in ones)}/{len(ones)} found")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("truth", type=Path)
    parser.add_argument("disclosures", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--booklet", default="")
    parser.add_argument("--findings", action="store_true")
    parser.add_argument("--evidence", action="store_true")
    said = parser.parse_args()
    only = [code for code in said.only.split(",") if code]
    cards = score(said.truth, said.disclosures, only, said.booklet)
    if said.evidence:
        shown = evidence(cards)
        for code, rule in all_rules().items():
            told = "" if shown[code] == rule.evidence else f"  (the row says {rule.evidence})"
            print(code, shown[code], told)
        return
    show(cards, said.findings)


if __name__ == "__main__":
    main()
