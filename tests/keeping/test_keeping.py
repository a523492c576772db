"""What is made of texts is kept between runs, and is what would be made anew."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import tomli

from juesuan.keeping import compiled, compiling, keep_made, kept_file, parsed, store
from juesuan.resources import files_in, read_toml

PATTERNS = [
    ("增加了?|减少了?", 0),
    ("(?P<year>20\\d\\d)年(?P<part>[^，。；、]{2,8}?)(?:预算|决算)(?!数)", 0),
    ("(?<=支出)[一二三四五六七八九十]+、|[\U00020000-\U0002a6df]", 0),
    ("^a(b)?(?(1)c|d)$", re.IGNORECASE | re.MULTILINE),
    ("", 0),
]
TOML = '[a]\nwords = ["收入", "支出"]\nnumber = 3\nshare = 0.5\ntold = true\n'.encode()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own to keep things in; nothing is kept there yet."""
    monkeypatch.setenv("JUESUAN_CACHE", str(tmp_path / "kept here"))
    store._store.cache_clear()
    yield tmp_path / "kept here"
    store._store.cache_clear()


def next_run() -> None:
    """Keep what was made, and begin as a new process does."""
    keep_made()
    store._store.cache_clear()


def refuse(*given: object) -> object:
    raise AssertionError(given)


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_the_next_run_compiles_nothing_and_has_the_same_pattern(
    pattern: str, flags: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiled(pattern, flags) == re.compile(pattern, flags)
    next_run()
    right = re.compile(pattern, flags)
    monkeypatch.setattr(compiling.re, "compile", refuse)
    kept = compiled(pattern, flags)
    assert kept == right
    assert (kept.groups, kept.groupindex, kept.flags) == (
        right.groups,
        right.groupindex,
        right.flags,
    )


def test_flags_part_patterns_of_one_text() -> None:
    compiled("[a-z]")
    next_run()
    assert compiled("[a-z]", re.IGNORECASE).search("A")
    next_run()
    assert not compiled("[a-z]").search("A")


def test_what_is_no_pattern_is_told_in_every_run() -> None:
    for _ in range(2):
        with pytest.raises(re.error, match="unterminated"):
            compiled("(增加")
        next_run()


def test_an_engine_that_does_not_take_what_is_kept_has_it_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = (0, b"\xff\xff\xff\x7f" * 4, 0, {}, [])
    monkeypatch.setattr(compiling, "get", lambda kind, text: msgspec.msgpack.encode(wrong))
    assert compiled("减少").search("减少")


def test_the_next_run_parses_nothing_and_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    said = parsed(TOML)
    assert said == tomli.loads(TOML.decode())
    next_run()
    monkeypatch.setattr(tomli, "loads", refuse)
    assert parsed(TOML) == said
    assert [type(value) for value in said["a"].values()] == [list, int, float, bool]


def test_days_are_not_kept_for_they_would_come_back_as_texts() -> None:
    dated = b"day = 2024-05-01\n"
    day = parsed(dated)["day"]
    next_run()
    assert parsed(dated)["day"] == day
    assert store.get("toml", dated) is None


def test_all_data_of_the_package_is_the_same_in_the_next_run() -> None:
    files = [file for _, file in files_in("")]
    first = [parsed(file.read_bytes()) for file in files]
    next_run()
    assert [parsed(file.read_bytes()) for file in files] == first
    assert sum(store.get("toml", file.read_bytes()) is not None for file in files) > 100


def test_a_changed_text_is_another(folder: Path) -> None:
    parsed(TOML)
    next_run()
    assert parsed(TOML.replace(b"number = 3", b"number = 4"))["a"]["number"] == 4


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[:-3],
        lambda content: content[:60] + bytes([content[60] ^ 1]) + content[61:],
        lambda content: b"",
        lambda content: b"somebody else's\n" * 9,
    ],
)
def test_a_damaged_file_is_as_good_as_none_and_written_anew(folder: Path, harm: object) -> None:
    parsed(TOML)
    next_run()
    file = folder / "kept"
    whole = file.read_bytes()
    file.write_bytes(harm(whole))  # type: ignore[operator]
    assert store.get("toml", TOML) is None
    assert parsed(TOML)["a"]["number"] == 3
    next_run()
    assert file.read_bytes() == whole


def test_a_file_that_others_may_write_to_is_not_read(folder: Path) -> None:
    parsed(TOML)
    next_run()
    (folder / "kept").chmod(0o666)
    assert store.get("toml", TOML) is None


def test_it_is_kept_for_its_user_alone_and_nothing_is_left_beside_it(folder: Path) -> None:
    parsed(TOML)
    next_run()
    assert [one.name for one in folder.iterdir()] == ["kept"]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "kept").stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_where_nothing_was_made(folder: Path) -> None:
    parsed(TOML)
    next_run()
    before = (folder / "kept").stat()
    parsed(TOML)
    next_run()
    assert (folder / "kept").stat() == before


def test_what_another_process_kept_meanwhile_stays() -> None:
    parsed(TOML)
    assert store.get("toml", b"") is None  # this process has read what is kept: nothing
    mine = store._store()
    store._store.cache_clear()
    parsed(b"other = 1")
    next_run()
    mine.write()
    assert parsed(b"other = 1") == {"other": 1}
    assert store.get("toml", TOML)
    assert store.get("toml", b"other = 1")


def test_where_it_would_be_too_much_only_what_is_in_use_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [f"number = {n}\n".encode() for n in range(20)]
    for text in texts:
        parsed(text)
    next_run()
    monkeypatch.setattr(store, "_MOST", 100)
    parsed(texts[7])
    parsed(b"new = 1")
    next_run()
    kept = [text for text in (*texts, b"new = 1") if store.get("toml", text)]
    assert kept == [texts[7], b"new = 1"]


@pytest.mark.parametrize("said", ["off", "OFF", "no", "0"])
def test_it_can_be_turned_off(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUESUAN_CACHE", said)
    assert kept_file() is None
    assert compiled("增加").search("增加")
    assert parsed(TOML)["a"]["told"]
    next_run()
    assert store.get("toml", TOML) is None


def test_a_folder_that_cannot_be_made_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("JUESUAN_CACHE", str(tmp_path / "file" / "below"))
    assert parsed(TOML)["a"]["number"] == 3
    next_run()
    assert parsed(TOML)["a"]["number"] == 3


@pytest.mark.parametrize(
    ("set_to", "expected"),
    [("/somewhere", "/somewhere/juesuan/kept"), ("relative", "/home/me/.cache/juesuan/kept")],
)
def test_without_a_folder_named_it_is_the_users_own(
    set_to: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JUESUAN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", set_to)
    monkeypatch.setenv("HOME", "/home/me")
    assert kept_file() == Path(expected)


def test_what_users_write_is_never_kept(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_bytes(TOML)
    assert read_toml(own)["a"]["number"] == 3
    next_run()
    assert store.get("toml", TOML) is None
