"""The help of commands, in lines that fit the terminal."""

import unicodedata

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from juesuan.cli import app
from juesuan.cli.help import _pieces, _wrapped

COMMANDS = sorted(get_command(app).commands)


def width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def printed(*arguments: str, columns: int = 100) -> str:
    run = CliRunner().invoke(app, [*arguments, "--help"], env={"COLUMNS": str(columns)})
    assert run.exit_code == 0
    return run.output


@pytest.mark.parametrize("columns", [60, 100])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    for command in ("", *COMMANDS):
        lines = printed(*filter(None, [command]), columns=columns).split("\n")
        usage = lines.index("")  # how a program is called is not broken within a name
        assert [line for line in lines[usage:] if width(line) > columns] == []


@pytest.mark.parametrize("columns", [44, 100])
def test_nothing_of_what_options_say_is_left_out(columns: int) -> None:
    for name, command in get_command(app).commands.items():
        told = "".join(printed(name, columns=columns).split())
        for param in command.params:
            assert "".join((param.help or "").split()) in told
            assert all(one in told for one in param.opts if one.startswith("-"))


def test_every_command_is_listed_with_its_first_line() -> None:
    lines = printed().split("\n")
    for name, command in get_command(app).commands.items():
        first = command.help.strip().split("\n")[0]
        assert any(line.split()[:1] == [name] and first[:12] in line for line in lines), name


def test_what_an_option_is_stands_in_one_column() -> None:
    lines = printed("read").split("\n")
    listed = lines[lines.index("Options") + 1 :]
    rows = [line for line in listed if line.startswith("  -")]
    assert len(rows) > 4
    starts = {
        len(line) - len(line[2:].partition("   ")[2].lstrip()) for line in rows if "   " in line[2:]
    }
    assert len(starts) == 1


def test_defaults_and_what_must_be_given_are_told() -> None:
    told = " ".join(printed("sql").split())
    assert "a corpus that audit wrote [required]" in told
    assert "[default: -]" in told
    assert "juesuan[spark]" in told  # no mark of a printing library


def test_examples_keep_their_lines() -> None:
    lines = [line.strip() for line in printed("check").split("\n")]
    assert "juesuan check booklet.pdf -o report.html" in lines


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a few words", ["a ", "few ", "words"]),
        ("收支表", ["收", "支", "表"]),
        ("（默认）· year", ["（默", "认）· ", "year"]),
        ("见 check。", ["见 ", "check。"]),
        ("", [""]),
    ],
)
def test_lines_are_broken_at_spaces_and_between_wide_signs(text: str, pieces: list[str]) -> None:
    assert list(_pieces(text)) == pieces
    assert "".join(pieces) == text


def test_a_line_goes_on_under_its_own_beginning() -> None:
    assert _wrapped("    决算审核报告", 12) == ["    决算审核", "    报告"]
    assert _wrapped("averylongword", 5) == ["averylongword"]


def test_without_anything_asked_the_help_is_there() -> None:
    run = CliRunner().invoke(app, [], env={"COLUMNS": "100"})
    assert run.exit_code == 2
    assert run.stdout.split("\n")[2:] == printed().split("\n")[2:]
    assert "consolidate" in run.stdout
