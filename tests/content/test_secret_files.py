"""Keys are found in what staff get them in: a zip, a mail, a text; what cannot be looked into is told."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from certificates import p12, private
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat

from tebiki.content import secret_files
from tebiki.content.packed_files import DEPTH, MEMBERS
from tebiki.content.secret_files import check_secrets, find_secret
from tebiki.errors import Place
from tebiki.messages import LANGUAGES, tell


def zipped(*members: tuple[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", level) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def tarred(name: str, data: bytes, mode: str = "w") -> bytes:
    """A tar with one file."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def mailed(name: str, data: bytes) -> bytes:
    """A mail with one attachment."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "issuer@example.com", "care@example.com", "証明書"
    mail.set_content("ご確認ください。")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def locked(data: bytes) -> bytes:
    """A zip whose members say that they need a password."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def unfolded(data: bytes) -> str:
    """Base64 on one line."""
    return b64encode(data).decode()


def folded(data: bytes) -> str:
    """Base64 as mails and PEM have it."""
    text = unfolded(data)
    return "\n".join(text[at : at + 64] for at in range(0, len(text), 64))


def as_jwk() -> bytes:
    """A key as JSON (RFC 7517), invented."""
    part = urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")
    return f'{{"kty": "EC", "crv": "P-256", "x": "{part}", "y": "{part}", "d": "{part}"}}'.encode()


def dashed(words: str) -> bytes:
    """The line that begins a key; not written out here, for this file is looked at as well."""
    return f"-----BEGIN {words}-----\n".encode()


#: What files of Office and Outlook begin with (MS-CFB 2.2).
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DER = private(Encoding.DER)
SHAPES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip": ("a.zip", lambda: zipped(("YMB.p12", p12())), "secret/packed"),
    "zip, other name within": ("a.zip", lambda: zipped(("docs/minutes.txt", p12())), "secret/packed"),
    "zip under another name": ("a.png", lambda: zipped(("minutes", p12())), "secret/packed"),
    "zip within zip": ("a.zip", lambda: zipped(("b.zip", zipped(("x", p12())))), "secret/packed"),
    "stored zip": ("a.zip", lambda: zipped(("x", p12()), level=zipfile.ZIP_STORED), "secret/file"),
    "office document": ("a.docx", lambda: zipped(("word/embeddings/o.bin", p12())), "secret/packed"),
    "zip behind a picture": ("a.png", lambda: b"\x89PNG\r\n" + zipped(("x", p12())), "secret/packed"),
    "tar": ("a.tar", lambda: tarred("x", DER), "secret/file"),
    "tar.gz": ("a.tgz", lambda: gzip.compress(tarred("x", DER)), "secret/packed"),
    "gz": ("a.gz", lambda: gzip.compress(private()), "secret/packed"),
    "bz2": ("a.bz2", lambda: bz2.compress(private()), "secret/packed"),
    "xz": ("a.xz", lambda: lzma.compress(private()), "secret/packed"),
    "second stream of gz": ("a", lambda: gzip.compress(b"x\n") + gzip.compress(private()), "secret/packed"),
    "mail": ("a.eml", lambda: mailed("YMB.p12", p12()), "secret/packed"),
    "mail, other name within": ("a.txt", lambda: mailed("minutes.dat", p12()), "secret/packed"),
    "mail with a zip": ("a.eml", lambda: mailed("a.zip", zipped(("x", p12()))), "secret/packed"),
    "zip with a mail": ("a.zip", lambda: zipped(("a.eml", mailed("x", p12()))), "secret/packed"),
    "mail of Outlook": ("a.msg", lambda: OLE + bytes(504) + p12(), "secret/file"),
    "mail of Outlook with zips": (
        "a.msg",
        lambda: OLE + bytes(504) + zipped(("x.txt", b"x")) + bytes(90) + zipped(("y", p12())) + bytes(99),
        "secret/packed",
    ),
    "locked zip that names it": ("a.zip", lambda: locked(zipped(("YMB.p12", b"x" * 99))), "secret/packed"),
    "base64 in TOML": ("a.toml", f'ja = "{unfolded(p12())}"'.encode, "secret/encoded"),
    "folded base64 in Markdown": (
        "a.md",
        f"証明書\n\n```\n{folded(p12())}\n```".encode,
        "secret/encoded",
    ),
    "base64 with escapes": ("a.json", lambda: folded(p12()).replace("\n", "\\n").encode(), "secret/encoded"),
    "base64 in an address": ("a.md", f"data:x;base64,{unfolded(p12())}".encode, "secret/encoded"),
    "base64 of DER": ("a.txt", lambda: unfolded(DER).encode(), "secret/encoded"),
    "base64 of PEM": ("a.txt", lambda: unfolded(private()).encode(), "secret/encoded"),
    "base64 of a zip": ("a.txt", lambda: unfolded(zipped(("x", p12()))).encode(), "secret/encoded"),
    "base64 for addresses": ("a.txt", lambda: urlsafe_b64encode(p12()), "secret/encoded"),
    "base64 of a file of OpenSSH": (
        "a.txt",
        lambda: unfolded(private(form=PrivateFormat.OpenSSH)).encode(),
        "secret/encoded",
    ),
    "hexadecimal": ("a.txt", lambda: p12().hex().encode(), "secret/encoded"),
    "hexadecimal with colons": ("a.txt", lambda: p12().hex(":").upper().encode(), "secret/encoded"),
    "PEM in UTF-16": ("a.txt", lambda: private().decode().encode("utf-16"), "secret/encoded"),
    "PEM in UTF-16, big end first": ("a", lambda: private().decode().encode("utf-16-be"), "secret/encoded"),
    "base64 in UTF-16": ("a.txt", lambda: unfolded(p12()).encode("utf-16"), "secret/encoded"),
    "PEM behind a megabyte": ("a.txt", lambda: b"x" * 1_100_000 + private(), "secret/file"),
    "a file behind a picture": ("a.png", lambda: b"\x89PNG\r\n" * 9 + p12(), "secret/file"),
    "PEM of GnuTLS": ("a.txt", lambda: dashed("PKCS12"), "secret/file"),
    "PGP": ("a.txt", lambda: dashed("PGP PRIVATE KEY BLOCK"), "secret/file"),
    "encrypted PKCS #8": ("a.txt", lambda: dashed("ENCRYPTED PRIVATE KEY"), "secret/file"),
    "PuTTY": ("a.txt", lambda: b"PuTTY-User-Key-File" + b"-3: ssh-ed25519\n", "secret/file"),
    "PuTTY by its name": ("a.ppk", lambda: b"x", "secret/file"),
    "JWK": ("a.json", as_jwk, "secret/file"),
}
UNSEEABLE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "locked": ("a.zip", lambda: locked(zipped(("x.txt", b"x" * 99))), "secret/locked"),
    "locked Office document": (
        "a.xlsx",
        lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "secret/locked",
    ),
    "a zip in pieces within a mail of Outlook": (
        "a.msg",
        lambda: OLE + bytes(504) + zipped(("x", b"x" * 999))[:40],
        "secret/damaged",
    ),
    "a zip by another method": ("a.zip", lambda: zipped(("x", b"x"), level=zipfile.ZIP_LZMA), "secret/kind"),
    "cut off": ("a.zip", lambda: zipped(("x.txt", b"x" * 9999))[:60], "secret/damaged"),
    "damaged within": ("a.gz", lambda: gzip.compress(b"x" * 9999)[:20], "secret/damaged"),
    "too many": ("a.zip", lambda: zipped(*((f"{n}", b"") for n in range(MEMBERS + 1))), "secret/large"),
    "packed too tightly": ("a.zip", lambda: zipped(("x", bytes(4 << 20))), "secret/large"),
    "packed too tightly, gz": ("a.gz", lambda: gzip.compress(bytes(4 << 20)), "secret/large"),
    "7z": ("a.7z", lambda: b"7z\xbc\xaf\x27\x1c\0\4", "secret/kind"),
    "rar": ("a.dat", lambda: b"Rar!\x1a\x07\x01\0", "secret/kind"),
    "lzh": ("a.lzh", lambda: b"\x19\x9a-lh5-\0\0", "secret/kind"),
}
CLEAN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip of pictures": ("a.zip", lambda: zipped(("x.png", bytes(range(256)) * 9), ("ja/x.html", b"<p>x"))),
    "tar.gz": ("a.tgz", lambda: gzip.compress(tarred("x", b"x"))),
    "mail": ("a.eml", lambda: mailed("list.csv", b"1,2")),
    "mail of Outlook": ("a.msg", lambda: OLE + bytes(504) + zipped(("x.txt", b"x"))),
    "text that begins as a mail": ("a.md", "Date: 令和8年\n\n本文".encode),
    "text in UTF-16": ("a.txt", lambda: "電子証明書".encode("utf-16")),
    "a picture in base64": ("a.md", lambda: unfolded(b"\x89PNG\r\n" + bytes(range(256))).encode()),
    "a certificate in base64": ("a.txt", lambda: b"MIIB" + b"A" * 200),
    "words": ("a.md", lambda: b"MII is an abbreviation, and 3082 a number. " * 9),
    "a public key as JSON": ("a.json", lambda: as_jwk().replace(b'"d"', b'"e"')),
    "empty": ("a.zip", lambda: b""),
    "an empty zip": ("a.zip", zipped),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_key_is_found_in(shape: str) -> None:
    name, make, code = SHAPES[shape]
    found = find_secret(name, make())
    assert found is not None
    assert found.code == code
    problem = found.problem(Place(name))
    assert all(tell(problem, language) for language in LANGUAGES)


@pytest.mark.parametrize("shape", UNSEEABLE)
def test_what_cannot_be_looked_into_is_told(shape: str) -> None:
    name, make, code = UNSEEABLE[shape]
    found = find_secret(name, make())
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("shape", CLEAN)
def test_honest_files(shape: str) -> None:
    name, make = CLEAN[shape]
    assert find_secret(name, make()) is None


def test_the_member_is_named() -> None:
    """By the names that a person sees when it is opened."""
    found = find_secret("mail.zip", zipped(("4月/書類.zip", zipped(("YMB-2031.p12", p12())))))
    assert found is not None
    assert found.member == "mail.zip › 書類.zip › YMB-2031.p12"


def test_archives_within_archives_end() -> None:
    """Deeper than anybody packs, it is not looked into."""
    data = b"x"
    for _ in range(DEPTH + 3):
        data = zipped(("a.zip", data))
    found = find_secret("a.zip", data)
    assert found is not None
    assert found.code == "secret/large"


def test_an_archive_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Again when its bytes change, whatever its time says."""
    (tmp_path / "build" / ".cache").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    archive = tmp_path / "docs" / "a.zip"
    archive.write_bytes(zipped(("x.txt", b"x")))
    looked: list[str] = []
    find = secret_files.find_secret

    def noted(name: str, data: bytes) -> secret_files.FoundSecret | None:
        looked.append(name)
        return find(name, data)

    monkeypatch.setattr(secret_files, "find_secret", noted)
    assert not [*check_secrets(tmp_path)]
    assert not [*check_secrets(tmp_path)]
    assert looked == ["a.zip"]
    archive.write_bytes(zipped(("x.txt", p12())))
    assert [problem.code for problem in check_secrets(tmp_path)] == ["secret/packed"]
    assert [problem.code for problem in check_secrets(tmp_path)] == ["secret/packed"]
    assert looked == ["a.zip"] * 3
