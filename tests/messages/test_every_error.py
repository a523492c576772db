"""Every public error: words in both languages, and the way through pickle."""

import ast
import copy
import pickle
import re
from functools import cache
from pathlib import Path

import pytest

from juesuan import JuesuanError
from juesuan.checks import check_identities
from juesuan.cli.errors import UsageError
from juesuan.consolidating import ConsolidationError
from juesuan.corpus.errors import CorpusError
from juesuan.drafts import DraftError
from juesuan.facts import WAN, AmountError, ExpressionError, UnknownNodeError
from juesuan.forms import CellKey, CellNotFoundError, FormDataError, FormSetError, GridError
from juesuan.importing import ImportRefusedError
from juesuan.ledger import BookError, Place, Problem
from juesuan.ledger.typed import TextError
from juesuan.messages import catalogue
from juesuan.narrative import TemplateError
from juesuan.performance import PolicyError
from juesuan.performance.preparing import TableDataError
from juesuan.publishing import (
    BrokenIdentitiesError,
    NotBuiltError,
    NotPublishedError,
    OutputError,
    SignatureError,
)
from juesuan.reading import NotADisclosureError, UnreadableError
from juesuan.reporting import SettingsError
from juesuan.rounding import SolverError
from juesuan.workbench.place import WorkbenchError
from support.balanced import fact, filled

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "juesuan"
CELL = CellKey("05", "2013750", "9")
FAULTS = [
    Problem("not_a_number", Place("entries.csv", "", 7, "金额"), {"text": "一百"}, (9, 12), 3),
    Problem("repeated_unit", Place("book.toml"), {"code": "01"}),
]
INCOME = fact("income", 100_00, fund="general", function="2010301", nature="basic")
UNBALANCED = filled([INCOME], "yunnan-2023")
BROKEN = BrokenIdentitiesError(UNBALANCED, [r for r in check_identities(UNBALANCED) if not r.holds])
ERRORS = [
    (SignatureError("bad_key"), "Ed25519"),
    (AmountError("too_many_decimals", "0.0000001", WAN), "0.0000001"),
    (UnknownNodeError("fund", "fiscl", ["fiscal", "nonfiscal"]), "fiscal"),
    (UnknownNodeError("colour", "red"), "measure"),
    (ExpressionError("no_sign", text="income expenditure", rest="expenditure"), "expenditure"),
    (FormDataError("bad_places", text="3"), "3"),
    (FormSetError("mof/overall", "numbers_overlap", number="40"), "mof/overall"),
    (FormSetError("mof/overall", "no_node", dimension="fund", node="x", near="y"), "fund"),
    (GridError("ragged_grid", line=2, found=3, wanted=4), "4"),
    (CellNotFoundError("no_row", CELL, ["1", "2", "total"]), "2013750"),
    (DraftError("follows", cell="03:total:1"), "03:total:1"),
    (BookError(FAULTS), "entries.csv"),
    (TextError("not_points", text="百分"), "百分"),
    (PolicyError("no_such_policy", "atlantis", known=["mof-2020", "yunnan"]), "yunnan"),
    (TableDataError("bad_line", "yunnan-2023", "project", line="总分 |"), "project"),
    (TemplateError("bad_template", "base", "sections.overall", why="{% for %}"), "overall"),
    (SolverError("no_answer", status="Time limit reached"), "Time limit"),
    (UnreadableError("damaged", path="年报.pdf"), "年报.pdf"),
    (NotADisclosureError("budget", path="预算.pdf"), "预算.pdf"),
    (OutputError("failed", path="out", reason="too many links"), "too many links"),
    (NotBuiltError("no_out", path="out"), "out"),
    (NotPublishedError("bad_manifest", path="out"), "out"),
    (BROKEN, "100.00"),
    (SettingsError("unknown_code", code="Q1", near=["K101", "K102"]), "K102"),
    (CorpusError("bad_year", file="a.xlsx", found="23"), "a.xlsx"),
    (ConsolidationError("counted_twice", unit="乙站", first="a", other="b"), "乙站"),
    (ImportRefusedError("no_heading", path="支付.xlsx", known=["支付明细"]), "支付.xlsx"),
    (WorkbenchError("no_backup", path="backup.zip"), "backup.zip"),
    (UsageError("build.bad_rounding", found="up", allowed=("balanced", "each")), "each"),
]
OF_ITS_PAGES = {
    "BeginError",
    "DecisionError",
    "IntakeError",
    "ReleaseError",
    "StateError",
    "UnusableError",
}
"""Kinds of ``WorkbenchError`` with nothing of their own; their modules need Django set up."""


@pytest.mark.parametrize(("error", "said"), ERRORS, ids=lambda one: type(one).__name__)
def test_it_says_in_both_languages_what_is_wrong(error: JuesuanError, said: str) -> None:
    zh, en = error.text("zh"), error.text("en")
    assert said in zh and said in en
    assert zh != en == str(error)
    assert "{" not in zh.replace("{% for %}", "")
    assert any("\u4e00" <= character <= "\u9fff" for character in zh)


@pytest.mark.parametrize(("error", "said"), ERRORS, ids=lambda one: type(one).__name__)
def test_it_survives_the_way_to_another_process(error: JuesuanError, said: str) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.key, again.details) == (error.key, error.details)
    assert (again.text("zh"), str(again)) == (error.text("zh"), str(error))
    assert vars(again).keys() == vars(error).keys()
    assert said in again.text("en")


@pytest.mark.parametrize(("error", "said"), ERRORS, ids=lambda one: type(one).__name__)
def test_each_of_its_keys_has_words_even_where_no_detail_is_known(
    error: JuesuanError, said: str
) -> None:
    for section in error._sections():
        for name in (name for name in catalogue() if name.startswith(f"{section}.")):
            bare = copy.copy(error)
            bare.key, bare.details = name.partition(".")[2], {}
            assert str(bare).strip() and "{" not in bare.text("zh").replace("{% for %}", "")


@cache
def nodes_where_errors_are() -> list[tuple[Path, ast.AST]]:
    """What is written in modules that make an error or a class of errors."""
    sources = ((path, path.read_text("utf-8")) for path in PACKAGE.rglob("*.py"))
    made = [(path, text) for path, text in sources if re.search(r"Error\s*[(:]", text)]
    return [(path, node) for path, text in made for node in ast.walk(ast.parse(text))]


def test_every_key_that_the_source_raises_has_words() -> None:
    kinds = {type(error).__name__: type(error) for error, _ in ERRORS}
    kinds |= dict.fromkeys(OF_ITS_PAGES, WorkbenchError)
    raised = [
        (f"{path.name}:{node.lineno}", kinds[node.func.id], key.value)
        for path, node in nodes_where_errors_are()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds
        for key in (node.args[1:2] if node.func.id == "FormSetError" else node.args[:1])
        if isinstance(key, ast.Constant)
    ]
    wordless = [
        (place, key)
        for place, kind, key in raised
        if not {f"{section}.{key}" for section in ["", *kind._sections()]} & set(catalogue())
        and key not in catalogue()
    ]
    assert len(raised) > 100
    assert wordless == []


def test_all_problems_of_a_book_are_told_one_a_line() -> None:
    assert BookError(FAULTS).text("zh").splitlines() == [
        "账套有2个问题，不能使用：",
        "  ✗ entries.csv 第7行 “金额”列：“一百”不是金额。"
        "请填数字，如 1234.56、(1234.56) 或 -1234.56。"
        "（共3处，另见第9、12行）",
        "  ✗ book.toml：单位代码 01 出现了两次。",
    ]


ELSEWHERE = {"JuesuanError", "DataError", "RuleError"}
"""The base, and errors of data that are tried where data is."""


def test_every_public_error_is_listed_above() -> None:
    """Found by name in the source, so that none is forgotten."""
    found = {
        node.name
        for _, node in nodes_where_errors_are()
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error") and node.name[0] != "_"
    }
    assert found - ELSEWHERE - OF_ITS_PAGES == {type(error).__name__ for error, _ in ERRORS}


def test_the_words_of_every_error_above_are_in_a_section_of_its_own() -> None:
    sections = {key.partition(".")[0] for key in catalogue()}
    assert {type(error).section for error, _ in ERRORS} - {""} <= sections


def test_a_file_that_gives_no_reading_is_named_where_it_is_known() -> None:
    assert str(NotADisclosureError("budget")).startswith("The file is a budget")
    assert UnreadableError("empty").text("zh") == "这个文件 是空的。"
    assert UnreadableError("empty", path="年报.pdf").text("zh") == "年报.pdf 是空的。"
