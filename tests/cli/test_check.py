"""``juesuan check`` as its users meet it: files, options, exit statuses."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from support.commands import SOURCES, juesuan, process
from support.reports import write_forms


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drafts with a wrong total, with another one too, and mended."""
    folder = tmp_path_factory.mktemp("drafts")
    write_forms(folder / "wrong.xlsx", {"03:2010301:1": 1190000})
    write_forms(folder / "worse.xlsx", {"03:2010301:1": 1190000, "02:2080505:1": 900000})
    write_forms(folder / "mended.xlsx")
    return folder


def test_a_wrong_total_is_found_with_its_place_and_its_figure(drafts: Path) -> None:
    run = process("check", drafts / "wrong.xlsx", "--select", "K")
    assert run.returncode == 1 and run.stderr == ""
    assert "✗ K101" in run.stdout and "“2010301 行政运行”行" in run.stdout
    assert "03 支出决算表!E10" in run.stdout and "1090000.00" in run.stdout
    assert "\x1b" not in run.stdout


def test_a_set_that_holds_exits_with_0_and_says_what_was_checked(drafts: Path) -> None:
    run = juesuan("check", drafts / "mended.xlsx", "--select", "K1", "--lang", "en")
    assert run.returncode == 0
    assert "Nothing found" in run.stdout and "hold" in run.stdout


def test_from_which_severity_on_a_run_fails_is_a_choice(drafts: Path, tmp_path: Path) -> None:
    check = ("check", drafts / "wrong.xlsx", "--select", "K")
    assert juesuan(*check, "--fail-on", "never").returncode == 0
    (tmp_path / "juesuan.toml").write_text('severity = { K = "warning" }\n', encoding="utf-8")
    assert juesuan(*check, cwd=tmp_path).returncode == 0
    assert juesuan(*check, "--fail-on", "warning", cwd=tmp_path).returncode == 1


def test_one_unusable_file_is_told_and_the_others_are_checked(drafts: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("今天天气很好。\n", encoding="utf-8")
    files = (drafts / "wrong.xlsx", tmp_path / "note.txt", drafts / "mended.xlsx")
    run = juesuan("check", *files, "--format", "json", "--select", "K", "--jobs", "2")
    assert run.returncode == 2
    documents = json.loads(run.stdout)["documents"]
    assert [Path(d["file"]).name for d in documents] == ["wrong.xlsx", "note.txt", "mended.xlsx"]
    assert ["problem" in d for d in documents] == [False, True, False]
    assert [f["code"] for f in documents[0]["findings"]] == ["K101"]
    assert "note.txt" in documents[1]["problem"]["message"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--select", "Q1"), "没有规则 Q1"),
        (("--ignore", "K,K999"), "相近的有：K10"),
        (("--fail-on", "fatal"), "fatal"),
        (("--format", "yaml"), "yaml"),
        (("-o", "report.odt"), "odt"),
        (("--config", "none.toml"), "none.toml"),
        (("--baseline", "none.toml"), "none.toml"),
        (("--since", "none.json"), "none.json"),
        (("--previous", "none.pdf"), "none.pdf"),
        (("--form-set", "atlantis"), "没有这个套表"),
        (("-o", "no/such/folder/report.json"), "上级文件夹不存在"),
    ],
)
def test_what_cannot_be_asked_says_why_and_exits_with_2(
    drafts: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    run = juesuan("check", drafts / "mended.xlsx", *arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert said in run.stderr and "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_file_at_all_is_usage() -> None:
    assert juesuan("check").returncode == 2


def test_the_ending_of_the_output_says_the_format(drafts: Path, tmp_path: Path) -> None:
    starts = {"json": b"{", "html": b"<!DOCTYPE html>", "xlsx": b"PK", "sarif": b"{", "txt": None}
    for ending, start in starts.items():
        out = tmp_path / f"report.{ending}"
        run = juesuan("check", drafts / "wrong.xlsx", "-o", out, "--select", "K")
        assert run.returncode == 1 and run.stdout == "" and str(out) in run.stderr
        assert out.read_bytes().startswith(start or "某局".encode())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_written_not_replaced(drafts: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "report.json"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_text, "utf-8")
        assert juesuan("check", drafts / "wrong.xlsx", "-o", pipe, "--select", "K").returncode == 1
        assert json.loads(read.result(timeout=60))["schema"] == 1
    assert pipe.is_fifo()


def test_several_pages_are_a_folder_with_an_index(drafts: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    files = (drafts / "wrong.xlsx", drafts / "mended.xlsx")
    run = juesuan("check", *files, "--format", "html", "-o", out, "--select", "K")
    assert run.returncode == 1
    names = sorted(path.name for path in out.iterdir())
    assert names[:2] == ["index.html", "manifest.json"] and len(names) == 4
    assert "某局2023" in names[2] and "某局2023" in names[3]
    assert quote(names[2]) in (out / "index.html").read_text("utf-8")
    assert juesuan("check", *files, "--format", "html").returncode == 2


def test_several_are_one_file_where_it_has_an_ending_and_notices_a_folder(
    drafts: Path, tmp_path: Path
) -> None:
    files = (drafts / "wrong.xlsx", drafts / "mended.xlsx", "--jobs", "1")
    notices = ("--notices", tmp_path / "notices", "--due", "2026-12-31")
    run = juesuan("check", *files, "-o", tmp_path / "units.xlsx", "--select", "K", *notices)
    assert run.returncode == 1 and "1份整改通知书" in run.stderr
    assert (tmp_path / "units.xlsx").is_file()
    (notice,) = (tmp_path / "notices").iterdir()
    assert notice.name.endswith("2023决算公开整改通知书.docx")
    for name in ("units.html", "units.docx"):
        juesuan("check", *files, "-o", tmp_path / name, "--select", "K101")
        assert (tmp_path / name).is_file()
    bad = juesuan("check", *files, "--notices", tmp_path / "n", "--due", "year's end")
    assert bad.returncode == 2 and "2026-12-31" in bad.stderr


def test_a_written_explanation_travels_in_the_report(drafts: Path, tmp_path: Path) -> None:
    file = tmp_path / "explained.toml"
    found = json.loads(juesuan("check", drafts / "wrong.xlsx", "--format", "json").stdout)
    key = next(one["key"] for one in found["documents"][0]["findings"] if one["code"] == "K101")
    entry = {"file": "wrong.xlsx", "key": key, "who": "财务科", "why": "收回以前年度资金"}
    lines = [f"{name} = {json.dumps(said)}" for name, said in entry.items()]
    file.write_text("[[explained]]\n" + "\n".join(lines), encoding="utf-8")
    run = juesuan("check", drafts / "wrong.xlsx", "--explained", file, "--select", "K101")
    assert run.returncode == 1 and "已说明" in run.stdout and "收回以前年度资金" in run.stdout
    file.write_text('[[accepted]]\nkey = "K101"', encoding="utf-8")
    assert juesuan("check", drafts / "wrong.xlsx", "--explained", file).returncode == 2


def test_the_second_round_tells_mended_findings(drafts: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    juesuan("check", drafts / "worse.xlsx", "-o", old, "--select", "K")
    half = juesuan("check", drafts / "wrong.xlsx", "--since", old, "--select", "K")
    assert half.returncode == 1 and "已改 1  仍未改 1  新出现 0" in half.stdout
    whole = juesuan("check", drafts / "mended.xlsx", "--since", old, "--select", "K")
    assert whole.returncode == 0 and "已改 2  仍未改 0  新出现 0" in whole.stdout


def test_a_configuration_in_the_folder_is_used_and_options_stand_above_it(
    drafts: Path, tmp_path: Path
) -> None:
    text = 'select = ["K"]\nlang = "en"\n[severity]\nK101 = "warning"\n'
    (tmp_path / "juesuan.toml").write_text(text, encoding="utf-8")
    run = juesuan("check", drafts / "wrong.xlsx", cwd=tmp_path)
    assert run.returncode == 0 and "! K101" in run.stdout and "warning" in run.stdout
    chinese = juesuan("check", drafts / "wrong.xlsx", "--lang", "zh", cwd=tmp_path)
    assert "警告" in chinese.stdout


def test_a_baseline_is_written_filled_in_and_used(drafts: Path, tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    check = ("check", drafts / "wrong.xlsx", "--select", "K")
    assert juesuan(*check, "--write-baseline", path).returncode == 1
    unfilled = juesuan(*check, "--baseline", path)
    assert unfilled.returncode == 2 and "who" in unfilled.stderr
    text = path.read_text("utf-8").replace('who = ""', 'who = "财务科"')
    path.write_text(text.replace('why = ""', 'why = "下年统一调整"'), encoding="utf-8")
    run = juesuan(*check, "--baseline", path)
    assert run.returncode == 0 and "已接受：财务科，下年统一调整" in run.stdout
    later = path.read_text("utf-8") + "until = 2020-01-01\n"
    path.write_text(later, encoding="utf-8")
    again = juesuan(*check, "--baseline", path)
    assert again.returncode == 1 and "已于2020-01-01到期" in again.stdout


def test_a_book_and_what_was_built_of_it_are_checked(examples: Path, yuxi: Path) -> None:
    book = examples / "yuxi-internet-office-2021"
    for path in (book, book / "book.toml", yuxi):
        run = juesuan("check", path, "--select", "K")
        assert run.returncode == 0, run.stdout
        assert "玉溪市互联网信息办公室 2021年度" in run.stdout


def test_no_color_is_respected(drafts: Path) -> None:
    wrong = ("check", drafts / "wrong.xlsx", "--select", "K")
    assert "\x1b[1;31m" in process(*wrong, FORCE_COLOR="1").stdout
    shown = process(*wrong, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "✗ K101" in shown and "\x1b[31m" not in shown and "\x1b[1;31m" not in shown


def test_explain_shows_a_rule_in_both_languages() -> None:
    run = juesuan("explain", "k101")
    assert run.returncode == 0 and "K101" in run.stdout
    for part in ("为什么", "依据", "错的", "对的"):
        assert part in run.stdout
    assert "Source" in juesuan("explain", "K101", "--lang", "en").stdout


def test_explain_lists_rules_and_suggests_near_ones() -> None:
    assert "C101" in juesuan("explain", "rules").stdout
    family = juesuan("explain", "C").stdout
    assert "C101" in family and "K101" not in family
    unknown = juesuan("explain", "K999")
    assert unknown.returncode == 2 and "相近的有：K10" in unknown.stderr


def test_standard_output_carries_the_report_alone_when_the_solver_runs(tmp_path: Path) -> None:
    """The solver prints a banner when it is made; several errors that hang together need it."""
    changes = {"03:201:1": 1190000, "03:20103:1": 990000, "03:2010302:1": 350000}
    changes |= {"03:2010301:2": 10000, "02:2010301:1": 50000}
    draft = write_forms(tmp_path / "several.xlsx", changes)
    watched = (
        "import sys, types\nfrom juesuan.cli import main\nfrom juesuan.reading import apart\n"
        "apart.sys = types.SimpleNamespace(platform='elsewhere')\n"  # all in this process
        "try: main()\n"
        "finally: assert 'highspy' in sys.modules, 'the solver did not run'\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", watched, "check", draft, "--format", "json", "--select", "K"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        check=False,
    )
    assert run.returncode == 1 and run.stderr == ""
    (document,) = json.loads(run.stdout)["documents"]
    assert {found["code"] for found in document["findings"]} >= {"K101"}


def test_what_a_library_prints_goes_to_standard_error() -> None:
    noisy = (
        "import os, sys\nfrom juesuan.cli.console import out, reports_alone\n"
        "with reports_alone():\n"
        "    out.print('report')\n    print('from Python')\n    os.write(1, b'from C')\n"
        "print('afterwards')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", noisy],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        check=False,
    )
    assert run.stdout.splitlines() == ["report", "afterwards"]
    assert "from C" in run.stderr and "from Python" in run.stderr
