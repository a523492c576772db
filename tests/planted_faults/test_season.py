"""A season is made and scored: a fault found, a missing unit told, the others left alone."""

from pathlib import Path

from juesuan.corpus import audit, open_corpus
from juesuan.corpus.missing import keep_roster
from planted_faults.season import make_season, score, write_roster


def test_a_season_says_what_was_found_and_who_was_accused(tmp_path: Path) -> None:
    season = make_season(tmp_path / "in", 3, every=4)
    assert [(one.fault, one.state) for one in season.made] == [
        ("", "published"),
        ("digit", "published"),
        ("", "missing"),
    ]
    audit(tmp_path / "in", tmp_path / "corpus", jobs=1)
    write_roster(season, tmp_path / "roster.csv")
    keep_roster(tmp_path / "roster.csv", tmp_path / "corpus")
    with open_corpus(tmp_path / "corpus") as corpus:
        told = score(season, corpus)
    assert dict(told.faults["digit"]) == {"planted": 1, "found": 1, "asked": 1, "right": 1}
    assert told.untouched == 1 and not told.accused, told.examples
    assert dict(told.states["missing"]) == {"missing": 1}
