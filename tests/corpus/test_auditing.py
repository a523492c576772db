"""Reading a folder into a corpus: grouped, bounded, resumed, and nothing read twice."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from juesuan.corpus import Audit, Corpus, CorpusError, audit, open_corpus
from juesuan.corpus.migrating import HEAD, migrated, version_of
from juesuan.corpus.parts import Parts, journaled
from juesuan.corpus.schema import tables
from juesuan.corpus.store import Store
from juesuan.corpus.tasks import bounded
from support.corpora import disclose


def test_every_disclosure_is_there_and_one_that_cannot_be_read_costs_only_itself(
    corpus: Corpus,
) -> None:
    found = corpus.rows(
        "SELECT region, unit, year, status, broken FROM documents ORDER BY region, unit, year, name"
    )
    assert found == [
        ("云南", "丙局", 2023, "read", 3),
        ("云南", "乙局", 2022, "read", 0),
        ("云南", "乙局", 2023, "read", 0),
        ("云南", "甲局", 2022, "read", 0),
        ("云南", "甲局", 2023, "read", 0),
        ("山西", "丁局", 2023, "read", 0),
        ("山西", "己局", 2023, "not_read", None),
        ("山西", "戊局", 2023, "read", 0),
        ("山西", "戊局", 2023, "read", 0),
    ]
    ((reason,),) = corpus.rows("SELECT words FROM not_read WHERE unit = '己局'")
    assert reason.startswith("山西省/己局2023年度部门决算.pdf 已损坏")


def test_several_files_of_a_unit_are_one_disclosure_with_its_prose(corpus: Corpus) -> None:
    ((files,),) = corpus.rows("SELECT files FROM documents WHERE unit = '丙局'")
    assert [Path(file["path"]).name for file in files] == ["附件1 公开表.txt", "附件2 情况说明.txt"]
    said = corpus.rows(
        "SELECT subject, value, counted_in FROM quantities WHERE unit = '丙局' AND kind = 'money'"
    )
    assert [(subject, int(value), unit) for subject, value, unit in said] == [
        ("收入合计", 171, "万元")
    ]


def test_an_observation_has_its_exact_value_and_its_place(corpus: Corpus) -> None:
    (found,) = corpus.rows(
        "SELECT value, amount, printed, file, place FROM cells"
        " WHERE unit = '丁局' AND form = '03' AND row = 'total' AND col = '1'"
    )
    value, amount, printed, file, place = found
    assert (value, str(amount), printed) == (171_010_000, "1710100.00", "171.01")
    assert file == "丁局2023年度部门决算.txt" and place.startswith(file)


def test_what_has_not_changed_is_not_read_again(source: Path, folder: Path, tmp_path: Path) -> None:
    own = shutil.copytree(folder, tmp_path / "corpus")
    assert Audit(source, own, 1).todo == []


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    disclose(tmp_path / "in" / "甲局2023年度部门决算.txt", "甲局")
    disclose(tmp_path / "in" / "乙局2023年度部门决算.txt", "乙局")
    return tmp_path / "in"


def units(folder: Path) -> list[tuple[str, int, str]]:
    with open_corpus(folder) as corpus:
        return corpus.rows("SELECT unit, year, region FROM documents ORDER BY name")


def test_only_what_is_new_changed_or_corrected_is_read(pair: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    audit(pair, out, 1)
    assert units(out) == [("乙局", 2023, "云南"), ("甲局", 2023, "云南")]
    disclose(pair / "乙局2023年度部门决算.txt", "乙局", cars=5)
    grouping = out / "grouping.csv"
    text = grouping.read_text("utf-8-sig")
    line = next(line for line in text.splitlines() if line.startswith("甲局"))
    corrected = line.replace("甲局2023,,,,,", "甲局2023,甲县甲局,,贵州,2024-09-20,")
    grouping.write_text(text.replace(line, corrected), "utf-8")
    work = Audit(pair, out, 1)
    assert sorted(task.group.name for task in work.todo) == ["乙局2023", "甲局2023"]
    work.run()
    assert units(out) == [("乙局", 2023, "云南"), ("甲县甲局", 2023, "贵州")]
    (pair / "乙局2023年度部门决算.txt").unlink()
    assert audit(pair, out, 1).read == 0
    assert units(out) == [("甲县甲局", 2023, "贵州")]


def contents(folder: Path, documents: list[int]) -> dict[str, list]:
    """All rows of the tables, but for the times of files."""
    with open_corpus(folder) as corpus:
        found = {}
        for table in tables().values():
            names = [name for name, _ in table.all_columns if name != "files"]
            columns = ", ".join(f'"{name}"' for name in names)
            some = f"document IN ({', '.join(map(str, documents))})"
            layouts = f"layout IN (SELECT layout FROM _documents WHERE {some})"
            where = some if "document" in names else layouts
            query = f"SELECT {columns} FROM _{table.name} WHERE {where} ORDER BY ALL"
            found[table.name] = corpus.rows(query)
    return found


EACH_ALONE = """
import functools, sys
from juesuan.corpus import audit, store
store.Parts = functools.partial(store.Parts, together=1)
audit(*sys.argv[1:], jobs=1)
"""
"""An audit that writes a file for each disclosure as soon as it is read."""


def test_killed_at_any_moment_and_resumed_it_is_as_if_uninterrupted(
    source: Path, folder: Path, tmp_path: Path
) -> None:
    some, out = tmp_path / "in", tmp_path / "out"
    for name in ("甲局2022", "甲局2023", "乙局2022"):
        (some / "云南省").mkdir(parents=True, exist_ok=True)
        file = f"云南省/{name}年度部门决算.txt"
        shutil.copy2(source / file, some / file)
    command = [sys.executable, "-c", EACH_ALONE, str(some), str(out)]
    for parts in (1, 2):  # killed as the first, then the second part is there
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while len(list((out / "parts").glob("*.parquet"))) < parts and time.monotonic() < until:
            assert process.poll() is None
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    work = Audit(some, out, 1)
    assert len(work.todo) < 3
    work.run()
    documents = [group.document for group in work.groups]
    assert contents(out, documents) == contents(folder, documents)


def test_disclosures_are_written_together_and_the_last_reading_counts(
    pair: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    tasks, parts = Audit(pair, out, 1).todo, Parts(out, together=2)
    first, second = (part for _, part in bounded(pair, 1).results(tasks))
    assert not parts.add(*first.rows) and journaled(out) == set()
    assert parts.add(*second.rows)
    assert journaled(out) == {task.group.document for task in tasks}
    disclose(pair / "乙局2023年度部门决算.txt", "乙局", cars=5)
    work = Audit(pair, out, 1)
    assert [task.group.name for task in work.todo] == ["乙局2023"]
    work.run()
    with open_corpus(out) as corpus:
        ((unchanged,), (read_anew,)) = corpus.rows(
            "SELECT value FROM cells WHERE form = '03' AND row = 'total' AND col = '1'"
            " ORDER BY unit = '乙局'"
        )
    assert read_anew == unchanged + 5


@pytest.mark.parametrize("moment", ["making", "made", "half in place"])
def test_a_dataset_half_made_is_taken_back_or_finished(
    moment: str, folder: Path, source: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(folder, out)
    following = out / ".data.next"
    shutil.copytree(out / "data", following)
    if moment != "making":
        (following / ".done").touch()
    else:
        shutil.rmtree(following / "documents")
    if moment == "half in place":
        (out / "data").rename(out / ".data.before")
    Store(out, source)
    with open_corpus(out) as corpus:
        assert corpus.rows("SELECT count(*) FROM documents") == [(9,)]
    assert [path.name for path in out.glob(".data*")] == []


def test_folders_that_cannot_be_used_are_refused(pair: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source, out, key in (
        (tmp_path / "nowhere", tmp_path / "out", "no_folder"),
        (tmp_path / "empty", tmp_path / "out", "no_files"),
        (next(pair.iterdir()), tmp_path / "out", "a_file"),
        (pair, pair, "not_a_corpus"),
    ):
        with pytest.raises(CorpusError) as told:
            Audit(source, out)
        assert told.value.key == key


def test_what_no_audit_wrote_cannot_be_asked(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CorpusError) as told:
            open_corpus(folder)
        assert told.value.key == "no_corpus" and "juesuan audit" in str(told.value)
    (tmp_path / HEAD).write_text('{"program": "another"}', "utf-8")
    with pytest.raises(CorpusError) as told:
        open_corpus(tmp_path)
    assert told.value.key == "not_a_corpus"


def test_an_older_corpus_is_brought_on_step_by_step_and_a_newer_one_refused(
    tmp_path: Path,
) -> None:
    head = tmp_path / "corpus.json"
    head.write_text('{"program": "juesuan", "schema": 0}', "utf-8")
    with pytest.raises(CorpusError) as told:
        migrated(tmp_path)
    assert told.value.key == "older_schema"
    steps = [lambda folder, n=n: (folder / f"stepped {n}").touch() for n in range(2)]
    assert migrated(tmp_path, dict(enumerate(steps))) == 0
    assert len(list(tmp_path.glob("stepped *"))) == version_of(tmp_path) == 2
    head.write_text('{"program": "juesuan", "schema": 9}', "utf-8")
    with pytest.raises(CorpusError) as told:
        migrated(tmp_path)
    assert told.value.key == "newer_schema"
