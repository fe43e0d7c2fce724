"""What is carried from step to step while a year begins: in the address, signed by this run.

The certificate's file and its password are sent once, on the page where they are given, and are gone when
that request ends. What goes on is what anybody may know of the file and what the year's file will say: no
key, no password. It lies in the address, so that back, reload and a second tab each have their own answers,
and nothing lies on this machine; it is signed, so that no page can claim a file that nobody has opened.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from ..editions.begin_year import BeginAnswers
from ..editions.certificate_file import Inside
from ..editions.given_certificate import GivenCertificate
from ..editions.pkcs12_structure import FileStructure, Protection
from .session import Session

#: Bytes of what is carried, unpacked.
_LONGEST: Final = 200_000
#: What this run signs for other rooms is none of ours.
_KIND: Final = "begin"


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """The answers so far. ``size``: bytes of the certificate's file."""

    answers: BeginAnswers
    size: int = 0


def pack(session: Session, kept: KeptAnswers) -> str:
    """The answers as letters of an address."""
    signed = session.sign(_plain(kept))
    return base64.urlsafe_b64encode(zlib.compress(signed.encode(), 9)).decode().rstrip("=")


def unpack(session: Session, year: str, text: str) -> KeptAnswers | None:
    """The answers for that year; None for what this run has not packed."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        signed = zlib.decompressobj().decompress(packed, _LONGEST).decode()
    except (binascii.Error, ValueError, zlib.error):
        return None
    found = session.read_signed(signed)
    if not isinstance(found, dict) or found.get("kind") != _KIND or found["answers"]["year"] != year:
        return None
    return _kept(found)


def _plain(kept: KeptAnswers) -> dict[str, Any]:
    answers = kept.answers
    given = answers.given
    said = {
        "year": answers.year,
        "certificate": answers.certificate,
        "same_certificate": answers.same_certificate,
        "published": answers.published,
        "changes": {name: dict(texts) for name, texts in answers.changes.items()},
        "other_year": answers.other_year,
    }
    return {
        "kind": _KIND,
        "answers": said,
        "size": kept.size,
        "given": None if given is None else {"name": given.name, "inside": _plain_inside(given.inside)},
    }


def _plain_inside(inside: Inside) -> dict[str, Any]:
    return asdict(inside) | {
        "valid_from": inside.valid_from.isoformat(),
        "valid_until": inside.valid_until.isoformat(),
        "purposes": None if inside.purposes is None else sorted(inside.purposes),
    }


def _kept(found: Mapping[str, Any]) -> KeptAnswers:
    given = found["given"]
    opened = None if given is None else GivenCertificate(given["name"], _inside(given["inside"]))
    return KeptAnswers(BeginAnswers(**found["answers"], given=opened), found["size"])


def _inside(found: Mapping[str, Any]) -> Inside:
    purposes, structure = found["purposes"], found["structure"]
    return Inside(
        **{
            **found,
            "valid_from": datetime.fromisoformat(found["valid_from"]),
            "valid_until": datetime.fromisoformat(found["valid_until"]),
            "purposes": None if purposes is None else frozenset(purposes),
            "structure": None if structure is None else _structure(structure),
        }
    )


def _structure(found: Mapping[str, Any]) -> FileStructure:
    mac = found["mac"]
    return FileStructure(
        keys=tuple(Protection(**one) for one in found["keys"]),
        certificates=tuple(Protection(**one) for one in found["certificates"]),
        mac=None if mac is None else Protection(**mac),
        ber=found["ber"],
        key_names=tuple(found["key_names"]),
    )
