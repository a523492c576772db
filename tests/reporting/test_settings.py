"""The configuration file and the baseline: what they allow, and what is said of mistakes."""

from datetime import date
from pathlib import Path

import pytest

from juesuan.checks import Finding
from juesuan.messages import say
from juesuan.reporting.baseline import apply, baseline_entry, baseline_head, read_baseline
from juesuan.reporting.keeping import BaselineKeeper
from juesuan.reporting.settings import KEYS, Settings, SettingsError, load_settings
from support.reports import finding, report

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 21)
ENTRY = """
[[accepted]]
unit = "某局"
year = 2023
key = "K101 03:2010301:1"
who = "财务科"
why = "年底统一调整"
"""


def load(folder: Path, text: str) -> Settings:
    path = folder / "juesuan.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def baseline(folder: Path, text: str) -> Path:
    path = folder / "accepted.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_of_the_file_is_read(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        'select = ["k", "N"]\nignore = "K106"\nfail_on = "warning"\nbaseline = "a.toml"\n'
        'lang = "en"\n[severity]\nN = "info"\nN101 = "error"\n',
    )
    assert settings.select == ("K", "N") and settings.ignore == ("K106",)
    assert settings.baseline == tmp_path / "a.toml"
    assert settings.fail_on == "warning" and settings.lang == "en"
    assert settings.severity_of(Finding(code="N102", where=())) == "info"
    assert settings.severity_of(Finding(code="N101", where=())) == "error"
    assert {rule.code[0] for rule in settings.rules} == {"K", "N"}


def test_rules_on_trial_are_asked_only_where_previews_are_wanted(tmp_path: Path) -> None:
    usual, trying = Settings(select=("J7",)), load(tmp_path, 'select = "J7"\npreview = true\n')
    assert "J709" not in {rule.code for rule in usual.rules}
    assert "J709" in {rule.code for rule in usual.on_trial}
    assert "J709" in {rule.code for rule in trying.rules} and trying.on_trial == []


def test_every_key_is_documented() -> None:
    text = (ROOT / "docs" / "checking.md").read_text("utf-8")
    assert [key for key in KEYS if f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('selct = ["K"]', "selct"),
        ('select = ["K999"]', "K999"),
        ("select = 5", "select"),
        ('preview = "yes"', "preview"),
        ('fail_on = "fatal"', "fatal"),
        ('lang = "fr"', "fr"),
        ('[severity]\nK = "grave"', "grave"),
        ('[severity]\nQ = "info"', "Q"),
        ("baseline = 1", "baseline"),
        ("severity = 1", "severity"),
        ("select = [", "TOML"),
    ],
)
def test_a_mistake_is_told_with_the_file_and_the_entry(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    for lang in ("zh", "en"):
        words = say(f"settings.{caught.value.key}", lang, **caught.value.details)
        assert said in words and "juesuan.toml" in words


@pytest.mark.parametrize(
    ("fail_on", "counts", "fails"),
    [
        ("error", {"warning": 9}, False),
        ("error", {"error": 1}, True),
        ("warning", {"warning": 1}, True),
        ("info", {"info": 1}, True),
        ("never", {"error": 9}, False),
    ],
)
def test_findings_fail_a_run_from_a_severity_on(fail_on, counts, fails) -> None:
    assert Settings(fail_on=fail_on).fails(counts) is fails


def test_an_accepted_finding_is_set_apart_with_who_and_why(tmp_path: Path) -> None:
    entries = read_baseline(baseline(tmp_path, ENTRY))
    told = apply(report(finding(), finding("K102", at="01:1:1")), entries, TODAY)
    assert [f.code for f in told.findings] == ["K102"]
    (accepted,) = told.accepted
    assert accepted.accepted is not None and accepted.accepted.who == "财务科"


@pytest.mark.parametrize("other", [{"unit": "别局"}, {"year": 2024}])
def test_an_acceptance_is_for_its_own_document(tmp_path: Path, other: dict) -> None:
    entries = read_baseline(baseline(tmp_path, ENTRY))
    assert apply(report(finding(), **other), entries, TODAY).accepted == ()


def test_an_acceptance_ends_after_its_last_day(tmp_path: Path) -> None:
    entries = read_baseline(baseline(tmp_path, ENTRY + "until = 2026-11-21\n"))
    assert apply(report(finding()), entries, TODAY).findings == ()
    (again,) = apply(report(finding()), entries, date(2026, 11, 22)).findings
    assert again.expired is not None and again.accepted is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('who = "财务科"', 'who = ""'), "who"),
        (('why = "年底统一调整"', ""), "why"),
        (("year = 2023", 'year = "2023"'), "year"),
        (("year = 2023", ""), "unit"),
        (('unit = "某局"', "unit = 3"), "unit"),
        (('key = "K101 03:2010301:1"', 'kye = "K101"'), "kye"),
        (('who = "财务科"', 'who = "甲"\nuntil = "年底"'), "until"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused_by_its_number(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read_baseline(baseline(tmp_path, ENTRY + ENTRY.replace(*change)))
    words = say(f"settings.{caught.value.key}", "zh", **caught.value.details)
    assert "第2条" in words and said in words


def test_a_baseline_that_is_written_is_read_once_it_is_filled_in(tmp_path: Path) -> None:
    keeper = BaselineKeeper((), "zh", writing=True)
    keeper.see(report(finding(message='说"什么"\\n')))
    text = keeper.text()
    assert keeper.count == 1 and text.startswith("# ")
    with pytest.raises(SettingsError):
        read_baseline(baseline(tmp_path, text))
    filled = text.replace('who = ""', 'who = "财务科"').replace('why = ""', 'why = "已核"')
    (entry,) = read_baseline(baseline(tmp_path, filled))
    assert entry.key == "K101 03:2010301:1" and entry.unit == "某局"


def test_a_written_baseline_keeps_the_words_of_the_one_before(tmp_path: Path) -> None:
    entries = read_baseline(baseline(tmp_path, ENTRY + "until = 2026-12-31\n"))
    told = apply(report(finding()), entries, TODAY)
    text = baseline_head("zh") + baseline_entry(told, told.accepted[0])
    assert read_baseline(baseline(tmp_path, text))[0].acceptance == entries[0].acceptance


def test_entries_whose_finding_is_gone_are_named(tmp_path: Path) -> None:
    entries = read_baseline(baseline(tmp_path, ENTRY))
    keeper = BaselineKeeper(entries, "zh")
    keeper.see(apply(report(), entries, TODAY))
    assert keeper.no_longer() == [1]
    other = BaselineKeeper(entries, "zh")
    other.see(apply(report(unit="别局"), entries, TODAY))
    assert other.no_longer() == []
