"""What ``tebiki edition inspect`` and ``new`` print of a certificate's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..content.certificate import Certificate, common_name_of
from ..content.edition import Edition
from ..content.settings import in_language
from ..content.text_files import shown
from ..editions.certificate_file import JAPAN, Inside
from ..editions.certificate_judgement import LONGEST
from ..editions.certificate_reports import reports_of
from ..editions.inspect import Inspection, Row
from ..editions.pkcs12_structure import OLDEST_FIRST, Family, FileStructure, Protection
from ..errors import Place, Problem
from ..messages import say, tell
from ..messages.console import columns


def words(key: str, /, **values: object) -> str:
    """A message of the command."""
    return say(f"edition-command/{key}", **values)


def inspected_text(found: Inspection) -> str:
    """What the file says and readers see of it; then facts beside the edition's, or what comes next."""
    lines = [Place.of(found.file).file, *columns([list(row) for row in _said(found.inside)])]
    lines += ["", *_seen(found.inside), "", *_devices(found)]
    lines += ["", *(_new_year(found) if found.new_id else _compared(found))]
    return "\n".join([*lines, *warned(found.warnings)])


def _said(inside: Inside) -> Iterator[tuple[str, str]]:
    yield words("said-name"), _plain(inside.stored_name)
    yield words("said-subject"), _readable(inside.subject)
    yield words("said-issuer"), _readable(inside.issuer)
    yield words("said-serial"), inside.serial
    yield words("said-from"), _instant(inside.valid_from)
    yield words("said-until"), _instant(inside.valid_until)
    yield words("said-key"), inside.key
    yield words("said-purposes"), _purposes(inside)
    yield words("said-keys"), str(inside.keys)
    yield words("said-further"), str(inside.further)
    if inside.structure is None:
        yield words("said-encryption"), words("not-read")
    else:
        structure = inside.structure
        yield words("said-encryption"), _age(structure)
        yield words("said-algorithms"), structure.encryption
        mac = (structure.mac,) if structure.mac else ()
        yield words("said-iterations"), _iterations((*structure.keys, *structure.certificates, *mac))
        yield words("said-form"), words("form-ber" if structure.ber else "form-der")


def _age(structure: FileStructure) -> str:
    """The oldest way of encryption in the file, in words."""
    oldest: Family = next((one for one in OLDEST_FIRST if one in structure.families), "other")
    return words(f"family-{oldest}")


def _iterations(protections: Sequence[Protection]) -> str:
    counts = [one.iterations for one in protections if one.iterations is not None]
    return ", ".join(dict.fromkeys(f"{count:,}" for count in counts)) or words("none")


def _purposes(inside: Inside) -> str:
    if inside.purposes is None:
        return words("purposes-any")
    if inside.proves_clients:
        return words("purposes-client")
    return words("purposes-other", purposes=", ".join(sorted(inside.purposes)))


def _seen(inside: Inside) -> Iterator[str]:
    """Which name stands in the list of each system."""
    common = common_name_of(inside.subject) if inside.subject else None
    yield words("seen-head")
    key = "seen-android" if inside.stored_name else "seen-android-typed"
    yield "  " + words(key, name=_plain(inside.stored_name))
    yield "  " + words("seen-chrome", name=_plain(common) if common else words("no-common-name"))
    yield "  " + words("seen-ios")


def _devices(found: Inspection) -> Iterator[str]:
    """What is reported, what was tried, and what to do first."""
    structure, certificate = found.inside.structure, found.edition.certificate
    reports = reports_of(structure) if structure else ()
    yield words("reported-head" if reports else "reported-none")
    for one in reports:
        version = one.version or words("version-unknown")
        yield "  " + words(f"reported-{one.result}", system=f"{one.system} {version}", source=one.source)
    if certificate.opened and not found.new_id:
        yield words("opened-head", opened="、".join(map(str, certificate.opened)))
    yield words("try-it", systems=systems_of(found.edition))


def systems_of(edition: Edition) -> str:
    """The systems of an edition's manuals, with the versions that somebody has walked through on."""
    systems = (
        f"{in_language(manual.os, 'ja')} {'・'.join(manual.tested)}".strip()
        for manual in edition.manuals.values()
    )
    return "、".join(dict.fromkeys(systems))


def _compared(found: Inspection) -> Iterator[str]:
    """Each fact beside the edition's, and what its file can now be told."""
    heads = [words(f"col-{key}") for key in ("fact", "edition", "file", "verdict")]
    path = Place.of(found.edition_file).file
    yield words("compared", file=path, year=found.year)
    yield from columns([heads, *map(_row, found.rows)])
    for row in found.rows:
        if row.verdict == "not-said":
            yield words("write", file=path, key=row.key, value=_plain(row.found))
        elif row.verdict == "same" and row.open:
            yield words("confirmable", key=row.key, year=found.year)


def _row(row: Row) -> list[str]:
    return [row.key, _plain(row.said), _plain(row.found), words(f"verdict-{row.verdict}")]


def _new_year(found: Inspection) -> Iterator[str]:
    file = Place.of(found.edition_file).file
    yield words("new-year", year=found.year, file=file, id=found.new_id or "")
    yield beside_last(found.inside.encryption, found.edition.year, found.edition.certificate)
    yield words("begin-with", file=shown(found.file.name))


def beside_last(encryption: str | None, year: int, last: Certificate) -> str:
    """Whether a file is encrypted like the certificate of the year before."""
    values = {"year": year, "id": last.id, "encryption": last.encryption or ""}
    if last.encryption is None or encryption is None:
        return words("last-encryption-unknown", **values)
    return words(f"last-encryption-{'same' if last.encryption == encryption else 'other'}", **values)


def warned(problems: Sequence[Problem]) -> Iterator[str]:
    """What is to be minded, below a heading of its own."""
    if problems:
        yield from ("", words("mind"))
        yield from (tell(problem) for problem in problems)


def _plain(text: str | None) -> str:
    """A value from outside, on one line."""
    return words("none") if text is None else shown(text, LONGEST)


def _readable(text: str | None) -> str:
    return words("not-read") if text is None else shown(text, LONGEST)


def _instant(when: datetime) -> str:
    return words("instant", japan=f"{when.astimezone(JAPAN):%Y-%m-%d %H:%M}", utc=f"{when:%Y-%m-%d %H:%M}")
