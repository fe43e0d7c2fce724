"""What venv and pip see of their surroundings: where packages come from, and nothing else."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest
from toy_project import Toy, ctrl_c_counts

import environment
import installer
from tebiki.errors import TebikiError

__all__ = ["ctrl_c_counts"]

#: Settings that would install something else, or elsewhere, or nothing, or hide what pip says.
HOSTILE = {
    "constraint": "{0}/limits.txt",
    "requirement": "{0}/more.txt",
    "editable": "{0}/other",
    "target": "{0}/elsewhere",
    "prefix": "{0}/elsewhere",
    "root": "{0}/elsewhere",
    "user": "1",
    "python": "{0}/no-python",
    "require-virtualenv": "1",
    "no-binary": ":all:",
    "only-binary": ":none:",
    "dry-run": "1",
    "ignore-installed": "1",
    "no-deps": "0",
    "require-hashes": "0",
    "platform": "plan9",
    "python-version": "2.7",
    "implementation": "jy",
    "abi": "none",
    "report": "{0}/elsewhere/report",
    "log": "{0}/not-here/pip.log",
    "quiet": "3",
    "global": "1",
    "site": "1",
    "no-compile": "1",
    "pre": "1",
}


def test_no_setting_of_pip_but_the_sources_counts(tmp_path: Path) -> None:
    """All at once, in the variables and in the file of settings, under a locale that knows only ASCII."""
    toy = Toy.make(tmp_path)
    bad = tmp_path / "設定 外"
    (bad / "pip").mkdir(parents=True)
    (bad / "pip" / "__init__.py").write_text("raise SystemExit('the pip of PYTHONPATH')")
    (bad / "limits.txt").write_text("toy==2")
    (bad / "more.txt").write_text("toy-of-nobody==1")
    told = {name: value.format(bad) for name, value in HOSTILE.items()}
    lines = [f"{name} = {value}" for name, value in told.items()]
    # The wheels are named in the file alone, as an office names its mirror.
    file = bad / "pip.conf"
    sections = ["[global]", *lines, "[install]", *lines, f"find-links = {toy.wheels.as_uri()}"]
    file.write_text("\n".join(sections), encoding="utf-8")
    variables = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in told.items()}
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    code, said = toy.run(
        "setup",
        **{**variables, **ascii_only, "PIP_CONFIG_FILE": str(file), "PIP_FIND_LINKS": ""},
        PYTHONPATH=str(bad),
        SETUPTOOLS_ENABLE_FEATURES="legacy-editable",
    )
    assert code == 0, said
    assert toy.beside() == {".venv"}
    printed = toy.call_tebiki("手引き")[0]
    assert printed.endswith(" 手引き")
    assert Path(printed.removesuffix(" 手引き")).parent.parent == toy.root / ".venv"
    assert {path.name for path in bad.iterdir()} == {"pip", "limits.txt", "more.txt", "pip.conf"}
    assert not list((toy.root / ".venv").rglob("*.log"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> installer.Installer:
    """An environment with the pip that this Python brings."""
    folder = tmp_path_factory.mktemp("installer") / "環境"
    folder.mkdir()
    it = installer.Installer(folder)
    it.create_environment()
    return it


def test_sources_come_from_files_and_variables_as_pip_has_them(
    made: installer.Installer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    file = tmp_path / "pip.ini"
    certificate = f"{tmp_path}/市の証明書 '{'x' * 200}'.pem"
    file.write_text(
        "[global]\nindex-url: http://mirror.invalid/simple\nextra-index-url:\n  http://a.invalid\n"
        f"  http://b.invalid\ncert = {certificate}\ntimeout = 7\nretries = 1\nquiet = 3\n"
        "[install]\nretries = 2\ntarget = /nowhere\n[download]\nproxy = http://not-for-install.invalid\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    monkeypatch.setenv("PIP_DEFAULT_TIMEOUT", "9")
    monkeypatch.setenv("PIP_TARGET", "/nowhere")
    found = {name: os.fsdecode(value) for name, value in made.read_sources().items()}
    expected = {
        "INDEX_URL": "http://mirror.invalid/simple",
        "EXTRA_INDEX_URL": "\nhttp://a.invalid\nhttp://b.invalid",
        "CERT": certificate,
        "TIMEOUT": "9",
        "RETRIES": "2",
    }
    assert {name: found.get(f"PIP_{name}") for name in expected} == expected
    assert not found.keys() & {"PIP_TARGET", "PIP_PROXY", "PIP_QUIET", "PIP_DEFAULT_TIMEOUT"}


def test_a_file_of_settings_that_pip_cannot_read_is_told_in_its_words(
    made: installer.Installer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pip.ini"
    file.write_text("index-url without a section\n", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    with pytest.raises(TebikiError) as caught:
        made.read_sources()
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["command"]) == ("bootstrap/failed", "pip config")
    assert "pip.ini" in str(problem.values["said"])


def test_what_is_no_setting_in_the_answer_of_pip_is_passed_over() -> None:
    lines = [
        "WARNING: global.cert='no'",
        "global.cert=no",
        ":env:.no-index='1'",
        'install.find-links="a\'b"',
        "other.cert='no'",
        "global.trusted-host=''",
        "global.proxy='a' is no value of 'b'",
    ]
    found = {name: os.fsdecode(value) for name, value in installer.sources_of(lines).items()}
    assert found == {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "a'b"}


def test_no_variable_of_the_surroundings_leads_python_or_pip_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (
        "PIP_TARGET",
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONUTF8",
        "SETUPTOOLS_USE_DISTUTILS",
        "PIP_CERT",
    ):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid")
    found = installer.own_variables()
    ours = {name for name in found if name.startswith(("PIP_", "PYTHON", "SETUPTOOLS_"))}
    assert ours == {"PYTHONSAFEPATH", "PYTHONNOUSERSITE", "PYTHONUTF8", "PIP_CONFIG_FILE"}
    assert (found["PYTHONUTF8"], found["PIP_CONFIG_FILE"]) == ("1", os.devnull)
    assert found["HTTPS_PROXY"] == "http://proxy.invalid"


def test_windows_reads_the_settings_in_its_own_encoding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    found = installer._variables_to_ask("python", tmp_path / "log")
    assert (found["PYTHONUTF8"], found["PYTHONIOENCODING"]) == ("0", "utf-8")
    assert installer.sources_of(["global.cert='証明書'"]) == {"PIP_CERT": "証明書"}


def test_a_program_that_cannot_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        installer.Installer(tmp_path).install_project(tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == "bootstrap/failed"
    assert environment.python(tmp_path) in str(problem.values["said"])


ENDLESS = """
import subprocess, sys, time
child = "import time\\nprint('begun', flush=True)\\nwhile True: time.sleep(1)"
subprocess.run([sys.executable, "-c", child])
"""
#: It does not end by Ctrl-C.
STUBBORN = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
print('begun', flush=True)
while True: time.sleep(1)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hands no descriptor on")
@pytest.mark.usefixtures("ctrl_c_counts")
@pytest.mark.parametrize("code", [ENDLESS, STUBBORN], ids=["with a child", "stubborn"])
def test_a_program_has_ended_with_all_it_started_when_it_is_stopped(
    code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(installer, "_PATIENCE", 3 if code == ENDLESS else 0.1)
    read, write = os.pipe()

    def stop(_: str) -> None:
        raise KeyboardInterrupt

    # The end of the pipe that each of them holds tells when the last one has gone.
    script = tmp_path / "endless.py"
    script.write_text(code.replace("[sys.executable", f"pass_fds=[{write}], args=[sys.executable"))
    with pytest.raises(KeyboardInterrupt):
        installer._run([sys.executable, str(script)], installer.own_variables(), (write,), stop)
    os.close(write)
    assert select.select([read], [], [], 60)[0], "something lives on"
    assert os.read(read, 1) == b""
    os.close(read)


def test_a_line_that_is_no_utf8_is_shown() -> None:
    said: list[str] = []
    line = [sys.executable, "-c", "import sys; sys.stdout.buffer.write(b'\\x93\\xfa\\n')"]
    assert installer._run(line, installer.own_variables(), (), said.append) == 0
    assert said == ["\\x93\\xfa\n"]
