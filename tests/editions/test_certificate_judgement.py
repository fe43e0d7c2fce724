"""What `edition inspect` and `new` say of files that real tools wrote: unusable, to be minded, or neither."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from certificates import p12, put
from p12_files import NAMES, PASSWORD, written

from tebiki.cli.dispatch import main
from tebiki.content.calendar import Month
from tebiki.content.certificate_names import intended_id, letters_and_digits
from tebiki.content.edition import Edition, load_edition
from tebiki.content.project import Project
from tebiki.content.settings import load_config
from tebiki.editions.certificate_file import inside
from tebiki.editions.certificate_judgement import Use, doubtful
from tebiki.editions.certificate_reports import reports_of
from tebiki.editions.pkcs12_structure import read_structure
from tebiki.messages import LANGUAGES, area

Told = pytest.CaptureFixture[str]
#: Of which file what is said in a year whose file says the same names and nothing more.
MINDED = {
    "openssl-3.p12": set[str](),
    "openssl-legacy.p12": set[str](),
    "openssl-any-use.p12": set[str](),
    "nss.p12": set[str](),
    "openssl-no-name.p12": {"no-name"},
    "openssl-rsa-1024.p12": {"weak-key"},
    "openssl-t61.p12": {"old-form"},
    "openssl-plain.p12": {"plain-key"},
    "keytool-two.p12": {"several-keys"},
    "keytool-yoshida.p12": {"rare-letter"},
    "bouncy-castle-key-name.p12": {"key-name-only"},
}
UNUSABLE = {
    "openssl-server.p12": "certificate/not-for-clients",
    "openssl-later.p12": "certificate/not-yet",
    "openssl-over.p12": "edition-command/expired",
}
#: What is said of every file here, whose stored name is neither its id nor its common name.
ALWAYS = {"name-not-id", "names-differ"}


@pytest.fixture
def project(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(city)
    return city


@pytest.fixture
def inspect(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.chdir(city)

    def run(data: bytes, name: str = "YMB-2031-0228.pfx") -> int:
        file = put(tmp_path, name, data)
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
        return main(["edition", "inspect", str(file), "--password-stdin"])

    return run


@pytest.fixture
def new(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    monkeypatch.chdir(city)

    def run(data: bytes, *more: str, name: str = "YMB-2032-0301.pfx", published: str = "2032-03") -> int:
        file = put(tmp_path, name, data)
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
        asked = ["2032", "--p12", str(file), "--password-stdin", "--published", published, "--yes"]
        return main(["edition", "new", *asked, *more])

    return run


def says_nothing_of_the_name(project: Path) -> None:
    path = project / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8").replace('stored_name = "yamabe-kaigo"\n', "")
    path.write_text(text, encoding="utf-8")


def loaded(root: Path, year: str = "2032") -> Edition:
    return load_edition(root / "docs" / "editions", year, load_config(root).settings)


def is_told(code: str, text: str, language: str = "en") -> bool:
    where, _, name = code.rpartition("/")
    sentence = area(where or "certificate")[name][language]
    return max(sentence.replace("}", "{").split("{")[::2], key=len) in text


def minded(text: str) -> set[str]:
    known = {key for key, row in area("certificate").items() if "do_en" in row}
    return {key for key in known if is_told(key, text)}


@pytest.mark.parametrize("name", MINDED)
def test_what_is_minded(name: str, project: Path, inspect: Callable[..., int], capsys: Told) -> None:
    says_nothing_of_the_name(project)
    assert inspect(written(name)) == 0
    told = capsys.readouterr()
    assert told.err == ""
    wanted = MINDED[name] | ALWAYS
    wanted -= ALWAYS if name == "openssl-no-name.p12" else set()
    wanted -= {"names-differ"} if name == "openssl-t61.p12" else set()
    assert minded(told.out) == wanted


@pytest.mark.parametrize("name", UNUSABLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_can_log_in_with(  # noqa: PLR0917
    name: str,
    language: str,
    project: Path,
    inspect: Callable[..., int],
    new: Callable[..., int],
    capsys: Told,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEBIKI_LANG", language)
    assert inspect(written(name)) == 1
    assert is_told(UNUSABLE[name], capsys.readouterr().err, language)
    assert new(written(name)) == 1
    assert is_told(UNUSABLE[name], capsys.readouterr().err, language)
    assert not (project / "docs/editions/2032.toml").exists()


def test_a_file_within_the_project_begins_no_year(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    """It would be committed with the pages."""
    file = put(project / "docs", "YMB-2032-0301.pfx", written("openssl-3.p12"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    asked = ["2032", "--p12", str(file), "--password-stdin", "--published", "2032-03", "--yes"]
    assert main(["edition", "new", *asked]) == 1
    assert is_told("secret/file", capsys.readouterr().err)
    assert not (project / "docs/editions/2032.toml").exists()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_and_no_secret_is_printed(
    name: str, language: str, inspect: Callable[..., int], capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEBIKI_LANG", language)
    inspect(written(name))
    told = capsys.readouterr()
    for text in ("Warning", "Traceback", ".py", "ParseError", PASSWORD, "PRIVATE"):
        assert text not in told.out + told.err


def test_a_warning_of_the_library_reaches_nobody(
    inspect: Callable[..., int], recwarn: pytest.WarningsRecorder
) -> None:
    assert inspect(written("nss.p12")) == 0
    assert not [one for one in recwarn if "PKCS#12" in str(one.message)]


def test_which_name_each_system_shows(inspect: Callable[..., int], capsys: Told) -> None:
    inspect(written("openssl-3.p12"))
    told = capsys.readouterr().out
    assert "Android (its chooser): yamabe-kaigo" in told
    assert "Chrome on a computer: kaigo," in told
    assert "iPhone and iPad (Safari): not known" in told


def test_no_weaker_cipher_is_asked_for(inspect: Callable[..., int], capsys: Told) -> None:
    inspect(written("openssl-3.p12"))
    told = capsys.readouterr().out
    assert "Android 12: refused (strongswan/strongswan-docs, issue 5 (2022-08))" in told
    assert "Windows 10: opened" in told
    assert "open this file on one device of each version" in told
    assert "is for the issuer to decide" in told


def test_no_sentence_names_another_cipher_to_ask_for() -> None:
    said = "\n".join(text for row in area("certificate").values() for text in row.values())
    for name in ("3DES", "RC2", "AES", "legacy", "SHA-1"):
        assert name not in said


@pytest.mark.parametrize(
    ("name", "families"),
    [("openssl-3.p12", {"aes"}), ("openssl-3des.p12", {"3des"}), ("openssl-legacy.p12", {"rc2"})],
)
def test_reports_are_of_files_like_this_one(name: str, families: set[str]) -> None:
    structure = read_structure(written(name))
    assert structure is not None
    found = reports_of(structure)
    assert {one.family for one in found} == families
    assert {one.result for one in found} == {"opened", "refused"}  # they contradict each other
    assert all(one.source for one in found)


def test_a_year_takes_what_the_file_says(project: Path, new: Callable[..., int], capsys: Told) -> None:
    assert new(written("openssl-no-name.p12")) == 0
    told = capsys.readouterr()
    certificate = loaded(project).certificate
    assert certificate.stored_name is False
    assert (certificate.common_name, certificate.typed_name) == ("kaigo", "YMB-2032-0301")
    assert (str(certificate.not_before), str(certificate.not_after)) == ("2031-03-01", "2032-04-30")
    assert certificate.key == "RSA 2048"
    assert certificate.encryption == "key and certificate: AES-256-CBC (PBES2, HMAC-SHA-256); MAC: SHA-256"
    assert minded(told.out) == {"no-name", "ends-early"}
    assert "[[certificate.opened]]" in told.out
    assert told.err == ""


def test_validity_says_nothing_of_when_the_vendor_takes_it(project: Path, new: Callable[..., int]) -> None:
    assert new(written("openssl-3.p12")) == 0
    extra = loaded(project).extra
    assert extra["new_valid_from"] is None


@pytest.mark.parametrize("name", ["nss.p12", "openssl-3.p12"])
def test_a_file_that_ends_too_early(name: str, inspect: Callable[..., int], capsys: Told) -> None:
    assert inspect(written(name)[:-40]) == 1
    assert is_told("cut-off", capsys.readouterr().err)


def test_a_name_that_may_be_hidden_is_not_said_to_be_missing(tmp_path: Path) -> None:
    data = written("openssl-no-name.p12")
    found = inside(data, PASSWORD, tmp_path)
    assert found.stores_no_name
    assert found.structure is not None
    assert not replace(found, structure=replace(found.structure, keys=())).stores_no_name
    assert not replace(found, structure=None).stores_no_name


_STRUCTURE = read_structure(written("openssl-3.p12"))
_WITHOUT_KEYS = _STRUCTURE and replace(_STRUCTURE, keys=())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"certificate_name": "kaigo-a", "key_name": "kaigo-b"}, "certificate/two-names"),
        ({"structure": None}, "certificate/unknown-structure"),
        ({"structure": _WITHOUT_KEYS}, "certificate/hidden-key"),
    ],
)
def test_what_no_file_here_has(change: dict[str, Any], code: str, city: Path, tmp_path: Path) -> None:
    """Planted in what was read: two names in one file, and a structure that is not understood."""
    found = inside(written("openssl-3.p12"), PASSWORD, tmp_path)
    use = Use("YMB-2032-0301", 2032, Month(2032, 3))
    told = {one.code for one in doubtful(Project(city), use, tmp_path / "a.pfx", found)}
    spoilt = {one.code for one in doubtful(Project(city), use, tmp_path / "a.pfx", replace(found, **change))}
    assert spoilt - told == {code}


def test_names_of_the_year_before(project: Path, new: Callable[..., int], capsys: Told) -> None:
    path = project / "docs/editions/2031.toml"
    stored = 'stored_name = "yamabe-kaigo"'
    text = path.read_text(encoding="utf-8").replace(stored, f'{stored}\nsubject = "CN=kaigo,O=Yamabe"')
    path.write_text(text, encoding="utf-8")
    assert new(written("openssl-3.p12")) == 0
    assert {"old-name", "old-common-name"} <= minded(capsys.readouterr().out)


def test_a_name_with_another_id_is_that_of_another_year(new: Callable[..., int], capsys: Told) -> None:
    assert new(p12("YMB-2030-0301", "2040-03-31")) == 0
    assert "old-name" in minded(capsys.readouterr().out)


def test_valid_only_from_after_publication(new: Callable[..., int], capsys: Told) -> None:
    assert new(written("openssl-3.p12"), published="2032-01") == 0
    assert "late" not in minded(capsys.readouterr().out)


def test_late(project: Path, inspect: Callable[..., int], capsys: Told) -> None:
    path = project / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8").replace('"2031-03"', '"2031-02"')
    path.write_text(text, encoding="utf-8")
    assert inspect(written("openssl-3.p12")) == 0
    assert "late" in minded(capsys.readouterr().out)


def test_a_new_years_file_is_told_as_such(inspect: Callable[..., int], capsys: Told) -> None:
    assert inspect(written("openssl-3.p12"), name="YMB-2032-0301.pfx") == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "a new year's certificate (YMB-2032-0301)" in told.out
    assert "tebiki edition new YEAR --p12 YMB-2032-0301.pfx" in told.out
    assert "ends-early" in minded(told.out)  # of the year to come
    assert "Result" not in told.out


def test_encryption_beside_last_years(project: Path, new: Callable[..., int], capsys: Told) -> None:
    path = project / "docs/editions/2031.toml"
    stored = 'stored_name = "yamabe-kaigo"'
    before = "key and certificate: 3DES (PBE, SHA-1); MAC: SHA-1"
    text = path.read_text(encoding="utf-8").replace(stored, f'{stored}\nencryption = "{before}"')
    path.write_text(text, encoding="utf-8")
    assert new(written("openssl-3.p12")) == 0
    assert f"encrypted otherwise than the certificate of edition 2031 (YMB-2031-0228): {before}" in (
        capsys.readouterr().out
    )


def test_an_edition_that_says_there_is_none(project: Path, inspect: Callable[..., int], capsys: Told) -> None:
    says_nothing_of_the_name(project)
    path = project / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[certificate]\n", "[certificate]\nstored_name = false\n"), encoding="utf-8")
    assert inspect(written("openssl-no-name.p12")) == 0
    assert "no-name" not in minded(capsys.readouterr().out)
    assert inspect(written("openssl-3.p12")) == 1  # it stores one


def test_a_certificate_that_stays(project: Path) -> None:
    path = project / "docs/editions/2031.toml"
    stored = 'stored_name = "yamabe-kaigo"'
    row = '\n[[certificate.opened]]\ndevice = "Sora 7"\nversion = "13"\non = 2031-02-20\nby = "担当"\n'
    text = path.read_text(encoding="utf-8").replace(stored, f"{stored}\nnot_after = 2034-03-31\n{row}")
    path.write_text(text, encoding="utf-8")
    assert main(["edition", "new", "2032", "--same-certificate", "--published", "2032-03", "--yes"]) == 0
    assert loaded(project).certificate == loaded(project, "2031").certificate
    manual = loaded(project).manuals["tablet"]
    assert manual.history[0].changes == {"ja": "年度を改めました。電子証明書は前の年度と同じです。"}
    assert manual.certificate_before("YMB-2031-0228") == "YMB-2030-0301"
    assert "certificate.opened" in loaded(project).unconfirmed


def test_a_certificate_that_stays_can_be_read_again(project: Path, new: Callable[..., int]) -> None:
    assert new(written("openssl-3.p12"), "--same-certificate", name="YMB-2031-0228.pfx") == 0
    assert loaded(project).certificate.key == "RSA 2048"


def test_a_renamed_file_is_read_where_its_id_is_said(project: Path, new: Callable[..., int]) -> None:
    assert new(written("openssl-3.p12"), "--certificate", "YMB-2032-0301", name="YMB-2032-0301 (1).P12") == 0
    assert loaded(project).certificate.id == "YMB-2032-0301"


@pytest.mark.parametrize(
    "name",
    [
        "YMB-2032-0301 (1).pfx",
        "YMB-2032-0301.P12",
        "YMB-2032-0301.pfx",
        "ymb-2032-0301.pfx",
        "ＹＭＢ－２０３２－０３０１．ｐ１２",
        "YMB-2032-0301 - コピー.pfx",
        "YMB-2032-0301_1.pfx.zip",
    ],
)
def test_what_a_name_means(name: str, city: Path) -> None:
    assert intended_id(name, load_config(city).settings) == "YMB-2032-0301"


@pytest.mark.parametrize("name", ["certificate.pfx", "YMB-2032-0301 YMB-2031-0228.pfx", ""])
def test_what_means_none_or_two(name: str, city: Path) -> None:
    assert intended_id(name, load_config(city).settings) is None


def test_the_shape_of_an_id_in_words() -> None:
    assert letters_and_digits("ABCDE250301") == ("ABCDE", 6)
    assert letters_and_digits("YMB-2031-0228") is None
