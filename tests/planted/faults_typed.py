"""What people type or are sent: hidden letters, days that never come, marks apart, keys in wrappings."""

from __future__ import annotations

import tarfile
from base64 import encodebytes
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Final

from faults import (
    CATALOG,
    EDITION,
    LABELS,
    PAGE,
    PDF_EN,
    SCREEN,
    WALL_EN,
    At,
    Batch,
    Fault,
    edit,
    paragraph,
    put,
    whole,
)
from faults_paper import moved, twice
from faults_secrets import P12, PEM, ZIP, zipped
from spoilt_pdfs import spoil

TABLE, GLOSSARY, CONF = "docs/required.toml", "docs/glossary.toml", "conf.py"
NAME, CERTIFICATE = 'ja = "山辺市福祉課"', '[certificate]\nid = "YMB-2031-0228"'
VALID = "not_before = 2031-04-01\nnot_after = 2030-04-01"


def one(fault: Fault, *consequences: str, of: str = "yamabe_planted") -> Batch:
    """A slip in a source that nothing else can be looked at beside."""
    return Batch(fault.name, (fault,), site=False, consequences=consequences, of=of)


def keyed(name: str, rule: str, word: str, old: str, new: str) -> Fault:
    """A slip in the year's file that is told at the line of ``new`` that begins with ``word``."""
    number = [line.startswith(word) for line in new.split("\n")].index(True)

    def plant(root: Path) -> At:
        line = edit(EDITION, old, new)(root)
        assert isinstance(line, int)
        return line + number

    return Fault(name, rule, EDITION, plant)


def hidden(name: str, file: str, old: str, new: str) -> Fault:
    """A sign that nobody sees, in a file that staff edit."""
    return Fault(name, "text/unseen", file, edit(file, old, new))


def tarred(name: str, data: bytes) -> bytes:
    """A .tar.gz with one file."""
    target = BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        row = tarfile.TarInfo(name)
        row.size = len(data)
        archive.addfile(row, BytesIO(data))
    return target.getvalue()


def mailed(name: str, data: bytes) -> bytes:
    """A mail that was saved with its attachment."""
    mail = EmailMessage()
    mail["Subject"] = "証明書の送付"
    mail.set_content("添付のとおりです。")
    mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


#: Beyond the first megabyte of a log.
FAR: Final = b"2031-03-01 ok\n" * 90_000
UNSEEN = (
    one(hidden("in the year's file", EDITION, "山辺市福祉課", "山辺市\u2060福祉課")),
    one(hidden("in a word on a screen", LABELS, 'ja = "はい"', 'ja = "は\u00adい"')),
    one(hidden("in the glossary", GLOSSARY, 'en = "certificate"', 'en = "certi\ufefficate"')),
    one(hidden("in a picture's table", SCREEN, 'source = "invented"', 'source = "inv\u202eented"')),
    one(
        hidden("in what must be said", TABLE, 'says = "終わりを', 'says = "終わり\u200bを'),
        of="yamabe_required",
    ),
)
FACTS = (
    one(keyed("a day that no month has", "date/day", "ja", 'ja = ""', 'ja = "令和13年4月31日"')),
    one(keyed("a month that no year has", "date/month", "ja", 'ja = ""', 'ja = "２０３１年１３月１日"')),
    one(keyed("an era that is over", "date/era", "ja", 'ja = ""', 'ja = "平成43年3月1日"')),
    one(keyed("another day of the week", "date/weekday", "ja", 'ja = ""', 'ja = "令和13年3月1日（水）"')),
    one(
        keyed(
            "a number too short", "edition/phone", "phone", CERTIFICATE,
            f'[contact]\nphone = "03-1234-567"\n\n{CERTIFICATE}',
        )
    ),
    one(
        keyed(
            "no address at all", "edition/mail", "mail", CERTIFICATE,
            f'[contact]\nmail = "kaigo@yamabe"\n\n{CERTIFICATE}',
        )
    ),
    one(
        keyed(
            "an address copied from a link", "edition/mail-meant", "mail", CERTIFICATE,
            f'[contact]\nmail = "mailto:kaigo@yamabe.example"\n\n{CERTIFICATE}',
        )
    ),
    one(
        keyed(
            "valid until before it begins", "edition/certificate-validity", "not_after",
            CERTIFICATE, f"{CERTIFICATE}\n{VALID}",
        )
    ),
    one(
        keyed(
            "a role within words of somebody else", "edition/quotation-role", "text", CERTIFICATE,
            '[quotations.rule]\ntext = "{fact}`title`のとおり"\nsource = "告示"\n\n' + CERTIFICATE,
        )
    ),
)  # fmt: skip
APART = tuple(
    one(Fault(f"stored apart {where}", "text/apart", file, whole(edit(file, old, new))), "labels/unknown")
    for where, file, old, new in (
        ("in a name", EDITION, NAME, 'ja = "山辺市か\u3099ん課"'),
        ("on a screen", LABELS, 'ja = "はい"', 'ja = "は\u309aい"'),
        ("in a translation", CATALOG, '"Language: en', '"X-Cafe\u0301: x\\n"\n"Language: en'),
        ("in the settings", CONF, '"""An', '"""Cafe\u0301. An'),
        ("in the glossary", GLOSSARY, 'ja = ["証明証"]', 'ja = ["証明か\u3099き"]'),
    )
)
TRANSLATIONS = (
    one(
        Fault(
            "a heading with a number",
            "source/begins-a-block",
            PAGE,
            edit(PAGE, "### 入れる", "### 1. 入れる"),
        )
    ),
    one(
        Fault(
            "a remedy with a number",
            "source/begins-a-block",
            PAGE,
            edit(PAGE, ":::{remedy} 何も起きない", ":::{remedy} 2) 何も起きない"),
        )
    ),
    one(Fault("a text that ends in colons", "source/ends-in-colons", PAGE, paragraph("次のとおりです::"))),
)  # fmt: skip
KEYS = Batch(
    "wrapped keys",
    tuple(
        Fault(name, rule, file, put(file, data), also=also)
        for name, rule, file, data, also in (
            ("a zip in a zip", "secret/packed", "docs/a.zip", zipped("in.zip", ZIP), ()),
            ("a document of an office", "secret/packed", "docs/a.docx", zipped("word/x.bin", P12), ()),
            ("a tar", "secret/packed", "screenshots/a.tgz", tarred("a.p12", P12), ("screens/stray",)),
            ("a mail", "secret/packed", "docs/a.eml", mailed("a.p12", P12), ()),
            ("in lines of base64", "secret/encoded", "docs/a.txt", encodebytes(P12), ()),
            ("in digits", "secret/encoded", "docs/b.txt", P12.hex().encode(), ()),
            ("from Windows' editor", "secret/encoded", "docs/c.txt", PEM.decode().encode("utf-16"), ()),
            ("behind a megabyte", "secret/file", "docs/d.log", FAR + PEM, ()),
            ("a zip cut off", "secret/damaged", "docs/b.zip", ZIP[: len(ZIP) // 2], ()),
        )
    ),
    site=False,
    consequences=("private/secret",),
)
PAPER = Batch(
    "beyond the paper, again",
    (
        Fault("a wall page too high", "document/outside", WALL_EN, spoil(WALL_EN, moved(1, 0, 300, "p. 1"))),
        Fault("a page upon itself", "document/over", PDF_EN, spoil(PDF_EN, twice(2, "p. 2"))),
    ),
    consequences=("document/bookmarks", "document/text", "document/order", "document/over", "output/qr-pdf"),
)
BATCHES = (*UNSEEN, *FACTS, *APART, *TRANSLATIONS, KEYS, PAPER)
