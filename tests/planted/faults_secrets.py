"""What must stay inside: keys, passwords, addresses of people, in sources and outputs."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from certificates import key, p12
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from faults import (
    CATALOG,
    EDITION,
    EN,
    HOME,
    JA,
    LABELS,
    PAGE,
    PDF,
    PDF_EN,
    SITE,
    WALL,
    Batch,
    Fault,
    add,
    edit,
    paragraph,
    put,
)
from spoilt_pdfs import attached, info, metadata, spoil
from spoilt_pictures import repaint


def zipped(name: str, data: bytes) -> bytes:
    """A zip with one file, as staff get it in a mail."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


#: Made anew in each run: no key lies in the repository.
PEM: Final = key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
P12: Final = p12()
SEVEN: Final = b"7z\xbc\xaf\x27\x1c\0\4"
ZIP: Final = zipped("YMB-2031-0228.pfx", P12)
MAIL: Final = "taro.yamada@city.yamabe.lg.jp"
IMAGE = f"{SITE}/ja/_images/tablet-ask.png"

SOURCES = Batch(
    "sources",
    (
        Fault(
            "a certificate's file beside the pages",
            "secret/file",
            "docs/YMB-2031-0228.pfx",
            put("docs/YMB-2031-0228.pfx", P12),
        ),
        Fault(
            "a certificate's file under another name",
            "secret/file",
            "screenshots/tablet/mail.png",
            put("screenshots/tablet/mail.png", P12),
            also=("screens/stray",),
        ),
        Fault("a private key as text", "secret/file", "docs/notes.txt", put("docs/notes.txt", PEM)),
        Fault("a certificate in a zip", "secret/packed", "docs/mail.zip", put("docs/mail.zip", ZIP)),
        Fault(
            "a certificate in base64",
            "secret/encoded",
            "docs/notes.toml",
            put("docs/notes.toml", b'data = "' + b64encode(P12) + b'"'),
            also=("private/secret",),
        ),
        Fault("an archive that nobody can open", "secret/kind", "docs/x.7z", put("docs/x.7z", SEVEN)),
        Fault(
            "the certificate's password",
            "private/secret",
            PAGE,
            paragraph("パスワードは「Yama2031be」です。"),
        ),
        Fault("a password in a comment", "private/secret", PAGE, paragraph("% password: Yama2031be")),
        Fault(
            "a password in a label's source",
            "private/secret",
            LABELS,
            edit(LABELS, 'source = "invented"', 'source = "PIN=48291"'),
        ),
        Fault("a colleague's address", "private/mail", PAGE, paragraph(f"{MAIL}に送ってください。")),
        Fault(
            "a translator's address",
            "private/mail",
            CATALOG,
            edit(CATALOG, "lan@people.example", "lan.nguyen@gmail.com"),
        ),
        Fault(
            "a colleague's address in the edition's notes",
            "private/mail",
            EDITION,
            edit(EDITION, "year = 2031", f"year = 2031 # {MAIL}"),
        ),
        Fault(
            "an address in the settings",
            "private/mail",
            "conf.py",
            edit("conf.py", '"documents": "guide",', f'"documents": "guide",  # {MAIL}'),
        ),
        Fault(
            "a token",
            "private/secret",
            CATALOG,
            edit(CATALOG, '"Language: en', '"X-Token: ghp_' + "aB3" * 12 + '\\n"\n"Language: en'),
        ),
    ),
    site=False,
)
PAGES = Batch(
    "pages",
    (
        Fault(
            "a key in a comment",
            "private/secret",
            HOME,
            add(HOME, f"<!-- {PEM.decode().splitlines()[0]} -->"),
        ),
        Fault(
            "a certificate within a page",
            "private/secret",
            EN,
            add(EN, f"<!-- {b64encode(P12).decode()} -->"),
        ),
        Fault("a password on a page", "private/secret", EN, add(EN, "<p>Password: Yama2031be</p>")),
        Fault("a colleague's address on a page", "private/mail", HOME, add(HOME, f"<p>{MAIL}</p>")),
        Fault(
            "a colleague's address in a link",
            "private/mail",
            JA,
            add(JA, f'<p><a href="mailto:{MAIL}">係に送る</a></p>'),
            also=("link/pdf",),  # its PDF has no such link
        ),
        Fault(
            "a colleague's address in entities", "private/mail", EN, add(EN, "<p>taro&#64;yamabe.lg.jp</p>")
        ),
        Fault(
            "somebody's folder", "private/folder", EN, add(EN, "<!-- C:\\Users\\" + "taro\\manual.docx -->")
        ),
        Fault(
            "a certificate's file in the output",
            "secret/output",
            f"{SITE}/ja/ymb.png",
            put(f"{SITE}/ja/ymb.png", P12),
        ),
        Fault("a key in the output", "secret/output", f"{SITE}/robots.txt", put(f"{SITE}/robots.txt", PEM)),
        Fault("an address in a picture", "picture/metadata", IMAGE, repaint(IMAGE, text={"Comment": MAIL})),
        Fault("an address among a PDF's key words", "private/mail", PDF, spoil(PDF, info("/Keywords", MAIL))),
        Fault(
            "an address in XMP",
            "private/mail",
            PDF_EN,
            spoil(PDF_EN, metadata(b"<dc:format>application/pdf", f"<dc:format>{MAIL}".encode())),
        ),
        Fault("a key within a PDF", "private/attached", WALL, spoil(WALL, attached("key.p12", P12))),
    ),
    consequences=(
        "name/file",
        "output/forbidden",  # comments
        "picture/no-png",
        "private/secret",
        "secret/output",
    ),
)
SHARED = Batch(
    "in all files",
    (
        Fault(
            "an address in a style sheet",
            "private/mail",
            f"{SITE}/ja/tebiki.css",
            edit(f"{SITE}/ja/tebiki.css", "{", f"/* {MAIL} */{{"),
        ),
        Fault("an author who is a person", "private/author", PDF, spoil(PDF, info("/Author", "山田太郎"))),
        Fault(
            "a password in a PDF",
            "private/secret",
            PDF_EN,
            spoil(PDF_EN, info("/Subject", "password: Yama2031be")),
        ),
        Fault(
            "somebody's folder in a PDF",
            "private/folder",
            WALL,
            spoil(WALL, info("/Subject", "C:\\Users\\" + "taro\\a.docx")),
        ),
    ),
)
BATCHES = (SOURCES, PAGES, SHARED)
