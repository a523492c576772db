"""A signed folder: who signed it and when, and every way in which a signature does not hold."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("cryptography", reason="the workbench's extra is not installed")

from juesuan.cli.app import app
from juesuan.publishing import OutputError, OutputFolder, SignatureError, Statement
from juesuan.publishing.signing import (
    check_signature,
    fingerprint,
    manifest_digest,
    new_key,
    public_key,
    sign,
)
from juesuan.publishing.verifying import verify

KEY = new_key()
HEAD = {"program": "juesuan", "version": "0", "unit": "示例中心", "year": 2023}


def state(folder: Path, **other: str) -> Statement:
    return Statement(
        unit="示例中心",
        year=2023,
        version=2,
        signer=other.get("signer", "王局长"),
        at="2024-09-01T10:00:00+08:00",
        note="更正三公经费",
        manifest_sha256=other.get("manifest", manifest_digest(folder)),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with OutputFolder(tmp_path / "out", HEAD) as made:
        (made.path / "cells.csv").write_text("form,row\n01,1\n")
    sign(tmp_path / "out", KEY, state(tmp_path / "out"))
    return tmp_path / "out"


def said(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["verify", *map(str, arguments)])
    return done.exit_code, "".join(done.output.split())


def test_who_signed_and_when_is_told_in_both_languages(folder: Path, tmp_path: Path) -> None:
    code, text = said(folder)
    assert code == 0
    assert "示例中心2023年度第2版，由王局长于2024-09-01T10:00:00+08:00签发" in text
    assert "更正三公经费" in text
    assert fingerprint(public_key(KEY)).replace(" ", "") in text
    (tmp_path / "key.pem").write_bytes(public_key(KEY))
    code, text = said(folder, "--key", tmp_path / "key.pem", "--lang", "en")
    assert code == 0
    assert "version2,by王局长at2024-09-01" in text
    assert "isbythekeythatwasgiven" in text


def retold(folder: Path) -> None:
    path = folder / "signature.json"
    path.write_text(path.read_text("utf-8").replace("王局长", "李局长"), "utf-8")


def remade(folder: Path) -> None:
    """Files and manifest exchanged together, the signature kept."""
    kept = (folder / "signature.json").read_bytes()
    (folder / "signature.json").unlink()
    with OutputFolder(folder, HEAD) as made:
        (made.path / "cells.csv").write_text("form,row\n01,2\n")
    (folder / "signature.json").write_bytes(kept)


def resigned(folder: Path) -> None:
    sign(folder, new_key(), state(folder))


def cut(folder: Path) -> None:
    (folder / "signature.json").write_text("{}")


def other_algorithm(folder: Path) -> None:
    path = folder / "signature.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"algorithm": "none"}))


def bare(folder: Path) -> None:
    (folder / "signature.json").unlink()


@pytest.mark.parametrize(
    ("change", "problem", "words"),
    [
        (retold, "bad_signature", "签名之后被改动过"),
        (remade, "other_manifest", "签名属于另一份清单"),
        (resigned, "foreign_key", "别的公钥"),
        (cut, "bad_signature_file", "signature.json不能用"),
        (other_algorithm, "bad_signature_file", "signature.json不能用"),
        (bare, "unsigned", "没有签名"),
    ],
)
def test_a_signature_that_does_not_hold_is_an_error_with_its_reason(
    folder: Path, tmp_path: Path, change: Callable[[Path], None], problem: str, words: str
) -> None:
    change(folder)
    (tmp_path / "key.pem").write_bytes(public_key(KEY))
    signed = check_signature(folder, public_key(KEY))
    assert signed is not None
    assert (signed.problem, signed.trusted) == (problem, False)
    code, text = said(folder, "--key", tmp_path / "key.pem")
    assert code == 1
    assert words in text


def test_a_changed_file_is_told_though_the_signature_holds(folder: Path) -> None:
    (folder / "cells.csv").write_text("form,row\n01,9\n")
    code, text = said(folder)
    assert code == 1
    assert "cells.csv内容已改动" in text.replace("│", "")


def test_a_signed_folder_is_never_replaced(folder: Path) -> None:
    with pytest.raises(OutputError), OutputFolder(folder, HEAD):
        pass
    assert verify(folder).differences == []


def test_a_key_that_is_none_is_unusable(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text("no key")
    assert said(folder, "--key", tmp_path / "key.pem")[0] == 2
    with pytest.raises(SignatureError):
        fingerprint(b"no key")
