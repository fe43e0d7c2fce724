"""What is known of devices: as reported of their very system, as tried with this very file, else nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from certificates import PASSWORD

from tebiki.content.certificate import OpenedOn
from tebiki.content.edition import Edition
from tebiki.content.project import Project
from tebiki.editions.certificate_file import inside
from tebiki.editions.device_outlook import device_outlooks, other_reports
from tebiki.editions.pkcs12_structure import FileStructure

FILES = Path(__file__).parents[1] / "p12"


def edition_of(city: Path, system: str) -> Edition:
    """The invented city with a manual for another system."""
    path = city / "docs/editions/2031.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Sky OS", system), encoding="utf-8")
    return Project(city).edition


def structure(name: str) -> FileStructure | None:
    path = FILES / name
    return inside(path.read_bytes(), PASSWORD, path).structure


@pytest.mark.parametrize(
    ("system", "file", "outlook"),
    [
        ("Sky OS", "openssl-3.p12", "unknown"),
        ("Android OS", "openssl-3.p12", "refused"),
        ("Android OS", "openssl-3des.p12", "divided"),
        ("Android OS", "openssl-legacy.p12", "opened"),
        ("iOS, iPadOS", "openssl-3.p12", "refused"),
        ("iOS, iPadOS", "openssl-legacy.p12", "unknown"),
        ("iPadOS", "openssl-3.p12", "unknown"),
        ("Windows 10, 11", "openssl-3.p12", "opened"),
        ("Windows 10, 11", "openssl-3des.p12", "unknown"),
        ("Android OS", "openssl-plain.p12", "unknown"),
    ],
)
def test_only_reports_on_that_very_system_count(system: str, file: str, outlook: str, city: Path) -> None:
    found = device_outlooks(edition_of(city, system), structure(file))
    assert [one.outlook for one in found] == [outlook]


def test_a_server_is_no_office_computer(city: Path) -> None:
    edition = edition_of(city, "Windows 10, 11")
    found = device_outlooks(edition, structure("openssl-3.p12"))
    assert {one.system for one in found[0].reports} == {"Windows"}
    others = other_reports(structure("openssl-3.p12"), found)
    assert {"Windows Server", "Android", "iOS", "macOS"} == {one.system for one in others}


def test_only_the_very_file_was_tried(city: Path) -> None:
    tried = OpenedOn(device="Tablet 1", version="Android 13", on=date(2031, 2, 1), by="certificate desk")
    other = OpenedOn(device="PC 1", version="Windows 11", on=date(2031, 2, 1), by="certificate desk")
    edition = edition_of(city, "Android OS")
    found = device_outlooks(edition, structure("openssl-3.p12"), (tried, other))
    assert (found[0].outlook, found[0].tried) == ("tried", (tried,))
    assert device_outlooks(edition, None)[0].outlook == "unknown"
