"""What a certificate's file tells without a password, in files of real tools; other bytes tell nothing."""

from __future__ import annotations

import hashlib
import random

import pytest
from certificates import p12
from p12_files import FOLDER, NAMES, TABLE, written

from tebiki.content import known_keys
from tebiki.content.private_keys import is_secret
from tebiki.editions.pkcs12_structure import FileStructure, read_structure

AES = "AES-256-CBC (PBES2, HMAC-SHA-256)"
#: What `openssl pkcs12 -info` tells of each file.
SAID = {
    "openssl-3.p12": f"key and certificate: {AES}; MAC: SHA-256",
    "openssl-legacy.p12": "key: 3DES (PBE, SHA-1); certificate: RC2-40 (PBE, SHA-1); MAC: SHA-1",
    "openssl-3des.p12": "key and certificate: 3DES (PBE, SHA-1); MAC: SHA-1",
    "openssl-no-mac.p12": f"key: {AES}; certificate: none; MAC: none",
    "keytool.p12": f"key and certificate: {AES}; MAC: SHA-256",
    "nss.p12": f"key: {AES}; certificate: {AES.replace('256-CBC', '128-CBC')}; MAC: SHA-256",
    "certtool.p12": f"key and certificate: {AES.replace('256-CBC', '128-CBC')}; MAC: SHA-256",
    "bouncy-castle.p12": "key: 3DES (PBE, SHA-1); certificate: RC2-40 (PBE, SHA-1); MAC: SHA-1",
}


def structure(data: bytes) -> FileStructure:
    found = read_structure(data)
    assert found is not None
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_those_of_the_table(name: str) -> None:
    row = TABLE["files"][name]
    assert hashlib.sha256(written(name)).hexdigest() == row["sha256"]
    assert row["tool"]
    assert row["version"]
    assert row["commands"]


def test_no_file_is_without_its_row() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.p12")) == NAMES


def test_only_these_files_are_let_through() -> None:
    """A repository that refuses private keys has these; one byte more, and it is a secret again."""
    assert known_keys.hashes() == {row["sha256"] for row in TABLE["files"].values()}
    for name in NAMES:
        assert not is_secret(name, written(name))
        assert is_secret(name, written(name) + b"\0")
    assert is_secret("x.p12", p12())
    assert is_secret("x.p12", b"")


@pytest.mark.parametrize("name", SAID)
def test_how_it_is_encrypted(name: str) -> None:
    assert structure(written(name)).encryption == SAID[name]


@pytest.mark.parametrize(
    ("name", "count"), [("openssl-3.p12", 2048), ("keytool.p12", 10_000), ("nss.p12", 600_000)]
)
def test_iterations(name: str, count: int) -> None:
    found = structure(written(name))
    assert found.mac is not None
    assert [one.iterations for one in (*found.keys, *found.certificates, found.mac)] == [count] * 3


def test_families() -> None:
    assert structure(written("openssl-3.p12")).families == {"aes"}
    assert structure(written("openssl-legacy.p12")).families == {"3des", "rc2"}
    assert structure(written("openssl-no-mac.p12")).families == {"aes", "none"}


@pytest.mark.parametrize("name", NAMES)
def test_ber(name: str) -> None:
    assert structure(written(name)).ber == (name in {"nss.p12", "bouncy-castle.p12"})


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("bouncy-castle-key-name.p12", ("yamabe-kaigo",)),
        ("keytool-yoshida.p12", ("𠮷田-1",)),
        ("keytool-two.p12", ("yamabe-kaigo", "yamabe-jimu")),
        ("openssl-no-name.p12", (None,)),
        ("nss.p12", ("yamabe-kaigo",)),
    ],
)
def test_names_beside_keys(name: str, names: tuple[str | None, ...]) -> None:
    assert structure(written(name)).key_names == names


def test_a_file_of_the_library() -> None:
    assert structure(p12()).encryption == SAID["openssl-3.p12"]


def tlv(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = bytes([len(content)]) if len(content) < 0x80 else b"\x82" + len(content).to_bytes(2)
    return bytes([tag]) + size + content


def oid(text: str) -> bytes:
    return tlv(0x06, bytes.fromhex(text))


def pbmac1() -> bytes:
    """A sum as RFC 9579 has it: PBKDF2 and HMAC, both SHA-256. No tool of this machine writes one."""

    rsadsi = "2a864886f70d"
    sha256 = tlv(0x30, oid(rsadsi + "0209"), tlv(0x05))
    derived = tlv(0x30, tlv(0x04, b"salt"), tlv(0x02, (600_000).to_bytes(3)), tlv(0x02, b"\x20"), sha256)
    parameters = tlv(0x30, tlv(0x30, oid(rsadsi + "01050c"), derived), sha256)
    digest = tlv(0x30, tlv(0x30, oid(rsadsi + "01050e"), parameters), tlv(0x04, b"\0" * 32))
    return tlv(0x30, digest, tlv(0x04, b"NOT USED"), tlv(0x02, b"\x01"))


def test_the_sum_of_rfc_9579() -> None:
    data = written("openssl-3.p12")
    size = int.from_bytes(data[2:4])
    # The old sum is the last part: SHA-256, salt and count of openssl have this length.
    content = data[4 : 4 + size]
    at = content.rindex(bytes.fromhex("3041 3031 300d 0609 6086480165 0304 0201".replace(" ", "")))
    mac = structure(tlv(0x30, content[:at], pbmac1())).mac
    assert mac is not None
    assert (mac.name, mac.iterations) == ("HMAC-SHA-256 (PBMAC1, HMAC-SHA-256)", 600_000)


def test_a_key_within_what_is_encrypted_is_not_seen() -> None:
    """All content is one encrypted part: how its key is protected, nobody can tell without the password."""
    cipher = tlv(0x30, oid("2a864886f70d010c0103"), tlv(0x30, tlv(0x04, b"saltsalt"), tlv(0x02, b"\x08")))
    hidden = tlv(0x30, oid("2a864886f70d010701"), cipher, tlv(0x80, b"\0" * 16))
    encrypted = tlv(0x30, oid("2a864886f70d010706"), tlv(0xA0, tlv(0x30, tlv(0x02, b"\0"), hidden)))
    content = tlv(0x30, oid("2a864886f70d010701"), tlv(0xA0, tlv(0x04, tlv(0x30, encrypted))))
    found = structure(tlv(0x30, tlv(0x02, b"\x03"), content))
    assert found.encryption == "key: ?; certificate: 3DES (PBE, SHA-1); MAC: none"
    assert (found.keys, found.key_names) == ((), ())


@pytest.mark.parametrize("data", [b"", b"\x30\x00", b"\x30\x03\x02\x01\x03", b"Meta", b"\x30\x80" * 99])
def test_what_is_no_such_file(data: bytes) -> None:
    assert read_structure(data) is None


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The file with some bytes changed, taken out or put in, or with an end that is missing."""
    spoilt = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(spoilt))
        match dice.randrange(5):
            case 0:
                spoilt[at] = dice.randrange(256)
            case 1:
                spoilt[at] = dice.choice(b"\x00\x1f\x30\x24\x80\x81\x84\xff\x06\x04")
            case 2:
                del spoilt[at + 9 : at + 9 + dice.randint(1, 9)]
            case 3:
                spoilt[at:at] = dice.randbytes(dice.randint(1, 9))
            case _:
                del spoilt[max(9, at) :]
    return bytes(spoilt)


def fuzz(count: int) -> None:
    dice = random.Random(14)  # noqa: S311 -- the same each time is what is wanted
    originals = [written(name) for name in NAMES]
    for _ in range(count):
        found = read_structure(mutated(dice.choice(originals), dice))
        assert found is None or isinstance(found.encryption, str)


def test_spoilt_files_tell_nothing_or_something() -> None:
    fuzz(3000)


@pytest.mark.long
def test_many_spoilt_files() -> None:
    fuzz(100_000)


@pytest.mark.parametrize("name", ["openssl-3.p12", "nss.p12"])
def test_files_that_end_too_early(name: str) -> None:
    data = written(name)
    for size in range(0, len(data), 7):
        found = read_structure(data[:size])
        assert found is None
