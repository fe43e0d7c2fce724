"""Certificates with keys are known by name and by content, wherever they lie."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from certificates import certificate, p12, private
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat

from tebiki.content.private_keys import SUFFIXES, is_cut_off, is_pkcs12, is_secret
from tebiki.content.secret_files import check_secrets
from tebiki.errors import TebikiError
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

TOOL = Path(__file__).parents[2] / "tools" / "refuse_secrets.py"
KEYS: dict[str, Callable[[], bytes]] = {
    "PKCS #12": p12,
    "PKCS #8": private,
    "PKCS #8, encrypted": lambda: private(password="a"),  # noqa: S106 -- of a key that lives as long as a test
    "PKCS #8, DER": lambda: private(Encoding.DER),
    "PKCS #8, DER, encrypted": lambda: private(Encoding.DER, password="a"),  # noqa: S106
    "SEC 1": lambda: private(form=PrivateFormat.TraditionalOpenSSL),
    "SEC 1, DER": lambda: private(Encoding.DER, PrivateFormat.TraditionalOpenSSL),
    "OpenSSH": lambda: private(form=PrivateFormat.OpenSSH),
    "in the middle of a text": lambda: b"Dear all,\n" + private(),
    "Java": lambda: bytes.fromhex("feedfeed00000002"),
}


@pytest.mark.parametrize("kind", KEYS)
def test_a_key_under_another_name(kind: str) -> None:
    assert is_secret("minutes.txt", KEYS[kind]())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_name_is_enough(suffix: str) -> None:
    assert is_secret(f"x{suffix}", b"")
    assert is_secret(f"X{suffix.upper()}", b"anything")


@pytest.mark.parametrize(
    "data",
    [b"", b"0", b"0123", b"\x30\x80", b"\x89PNG\r\n", b"-----BEGIN PUBLIC KEY-----", "鍵".encode()],
)
def test_other_files_are_none(data: bytes) -> None:
    assert not is_secret("x.pem", data)


def test_a_certificate_alone_is_none() -> None:
    assert not is_secret("x.pem", certificate().public_bytes(Encoding.PEM))
    assert not is_secret("x.der", certificate().public_bytes(Encoding.DER))


def test_a_file_that_ends_too_early() -> None:
    data = p12()
    assert is_pkcs12(data)
    assert not is_cut_off(data)
    assert all(is_cut_off(data[:size]) for size in (100, len(data) - 1))


@pytest.mark.parametrize("place", ["docs/minutes.txt", "notes.key", "screenshots/x.png", ".secret"])
def test_a_build_refuses_it_anywhere(place: str, built_city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(built_city)
    path = built_city / place
    path.write_bytes(p12())
    try:
        with pytest.raises(TebikiError) as raised:
            build(Request(built_city), lambda _: None)
    finally:
        path.unlink()
    assert [(p.code, str(p.place)) for p in raised.value.problems] == [("secret/file", place)]


def test_what_make_makes_is_not_looked_at(tmp_path: Path) -> None:
    for name in ("build/x", ".git/x", ".venv/x", ".venv-new/x", "docs/__pycache__/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(private())
    assert list(check_secrets(tmp_path)) == []
    os.mkfifo(tmp_path / "pipe") if hasattr(os, "mkfifo") else None
    (tmp_path / "docs" / "build").write_bytes(private())
    assert len(list(check_secrets(tmp_path))) == 1


def test_a_commit_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("x", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(private())

    def hook(*names: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-S", str(TOOL), *names]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert hook("good.txt", "gone.txt").returncode == 0
    stopped = hook("good.txt", "bad.txt")
    assert stopped.returncode == 1
    assert stopped.stderr.startswith("bad.txt: This is a certificate")
