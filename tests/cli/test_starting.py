"""A command loads only what it uses: heavy libraries wait until something needs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct
from typer.main import get_command
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.cli.option_records import AuditOptions, CheckOptions
from support.balanced import filled
from support.disclosures import facts
from support.printing import write_text

SOURCES = Path(__file__).resolve().parents[2] / "src"
ENGINES = {"duckdb", "highspy", "numpy"}
OFFICE = {"docx", "lxml", "openpyxl", "xlsxwriter", "python_calamine"}
PAGES = {"PIL", "jinja2", "pypdfium2", "selectolax", "typst"}
HEAVY = ENGINES | OFFICE | PAGES
PUBLISHING = {"juesuan.narrative", "juesuan.publishing.building", "juesuan.rounding"}
BOOKS = {"juesuan.ledger.book", "juesuan.ledger.typed"}


def loaded(code: str) -> set[str]:
    """The modules that a fresh process has loaded after some code."""
    told = "\nimport sys\nsys.stderr.write('\\n'.join(sys.modules))\n"
    run = subprocess.run(
        [sys.executable, "-c", code + told],
        capture_output=True,
        encoding="utf-8",
        env={
            **{name: said for name, said in os.environ.items() if name not in TERMINAL},
            "PYTHONPATH": f"{os.environ.get('PYTHONPATH', '')}{os.pathsep}{SOURCES}",
        },
        check=True,
    )
    return set(run.stderr.split("\n"))


def command(*arguments: object) -> str:
    """Code that runs a command to its end."""
    return (
        f"import sys\nsys.argv = {['juesuan', *map(str, arguments)]!r}\n"
        "from juesuan.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    )


TERMINAL = {"COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"}
"""Variables that say what a terminal is like, for which its library is asked."""

HERE = (
    "import types\nfrom juesuan.reading import apart\n"
    "apart.sys = types.SimpleNamespace(platform='elsewhere')\n"
)
"""Code that has a document worked on in the process of the command, where it is seen."""


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms of a small unit as a text file; nothing is wrong with them."""
    path = tmp_path_factory.mktemp("starting") / "booklet.txt"
    return write_text(filled(facts(), "yunnan-2023"), path)


def test_the_commands_are_known_without_anything_they_use() -> None:
    modules = loaded("import juesuan.cli")
    assert {"juesuan.cli.app", "typer"} <= modules
    ours = {name for name in modules if name.startswith("juesuan.")}
    assert {name.split(".")[1] for name in ours} <= {"cli", "messages"}
    assert modules & {*HEAVY, "rich.console", "rich.table"} == set()


def test_only_the_command_that_is_asked_for_is_made() -> None:
    group = get_command(app)
    with group.make_context("juesuan", ["explain", "C101"], resilient_parsing=True) as context:
        assert set(group.list_commands(context)) == set(group.commands)
        assert group.get_help(context)
        assert group.commands.made == {}
        group.resolve_command(context, ["explain", "C101"])
    assert set(group.commands.made) == {"explain"}


def test_help_needs_nothing_of_ours_either_nor_a_library_to_print_it() -> None:
    modules = loaded(command("--help"))
    assert modules & {"rich", "typer.rich_utils"} == set()
    assert {name.split(".")[1] for name in modules if name.startswith("juesuan.")} <= {
        "cli",
        "messages",
    }
    assert modules & HEAVY == set()


def test_checking_a_text_loads_no_other_format_no_engine_and_no_publishing(booklet: Path) -> None:
    modules = loaded(HERE + command("check", booklet, "-o", booklet.with_suffix(".json")))
    assert {"juesuan.checks", "juesuan.reading.formats.text"} <= modules
    assert modules & HEAVY == set()
    assert modules & (PUBLISHING | BOOKS) == set()
    assert modules & {"juesuan.reporting.sarif", "juesuan.reporting.page", "pydantic"} == set()
    assert modules & {"rich", "html", "juesuan.reading.formats.own_title"} == set()


def test_a_report_in_a_file_needs_no_library_for_terminals(booklet: Path) -> None:
    modules = loaded(HERE + command("check", booklet, "-o", booklet.with_suffix(".report.txt")))
    assert "juesuan.reporting.text" in modules
    assert "rich.console" not in modules
    assert "有" in booklet.with_suffix(".report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--jobs", "x"], "--jobs"),
        (["--jobs", "-1"], "--jobs"),
        (["--lang", "fr"], "--lang"),
        ([], "files"),
    ],
)
def test_values_that_are_no_plain_ones_are_still_judged(given: list[str], told: str) -> None:
    files = ["booklet.txt"] if given else []
    run = CliRunner().invoke(app, ["check", *files, *given])
    assert run.exit_code == 2
    assert told in run.output


@pytest.mark.parametrize(
    ("command", "name", "earlier"),
    [
        ("build", "--money", "--unit"),
        ("check", "--accept", "--explained"),
        ("consolidate", "--name", "--unit"),
    ],
)
def test_options_that_were_named_anew_keep_their_earlier_names(
    command: str, name: str, earlier: str
) -> None:
    options = get_command(app).commands[command].params
    (one,) = (option for option in options if name in option.opts)
    assert one.opts == [name, earlier]


def test_reading_a_text_loads_no_rules(booklet: Path) -> None:
    modules = loaded(HERE + command("read", booklet, "-o", booklet.with_suffix(".csv")))
    assert "juesuan.reading.formats.text" in modules
    assert modules & HEAVY == set()
    assert modules & (PUBLISHING | BOOKS | {"juesuan.checks"}) == set()


def test_explaining_a_rule_reads_nothing() -> None:
    modules = loaded(command("explain", "C101"))
    assert "juesuan.checks.catalogue" in modules
    assert modules & (HEAVY | PUBLISHING | BOOKS) == set()


@pytest.mark.parametrize("package", ["ledger", "publishing", "reporting"])
def test_a_light_face_offers_every_name_it_lists(package: str) -> None:
    modules = loaded(f"import juesuan.{package}")
    assert {name for name in modules if name.startswith(f"juesuan.{package}.")} == set()
    told = loaded(
        f"import juesuan.{package} as face\n"
        "assert face.__all__ and all(hasattr(face, name) for name in face.__all__)"
    )
    assert f"juesuan.{package}" in told


@pytest.mark.parametrize(
    ("command", "record", "own"),
    [("check", CheckOptions, "files"), ("audit", AuditOptions, "folder")],
)
def test_what_a_command_can_be_asked_is_what_its_record_holds(
    command: str, record: type[Struct], own: str
) -> None:
    asked = [param.name for param in get_command(app).commands[command].params]
    assert asked == [own, *record.__struct_fields__]


def test_what_ends_with_the_process_is_not_looked_through_for_garbage() -> None:
    loaded(command("--help") + "import gc\nassert gc.get_freeze_count() > 10_000\n")
