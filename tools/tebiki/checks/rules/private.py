"""Rules about what must stay inside: passwords, keys, addresses of people, names of computers.

Files that are keys are told by their content (`tebiki.content.private_keys`), in sources and outputs.
"""

from __future__ import annotations

import base64
import re
from binascii import Error
from collections.abc import Iterator
from html import unescape
from typing import Final

from ...content.private_keys import is_secret
from ...content.settings import in_language
from ...errors import Problem
from ..city import City
from ..rule import rule
from ..subjects import Site, SitePage, SitePdf, SourceText

_MAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
#: Characters of such a file that are looked at: ours have 12 kB.
_MOST: Final = 2_000_000
#: Names that nobody has: RFC 2606.
_NOBODY: Final = re.compile(r"(?i)[@＠.](?:example\.(?:com|org|net|jp)|example|invalid|test|localhost)$")
_WORD: Final = (
    r"(?:パスワード|暗証番号|合言葉|\bpassword|\bpasswd|\bpwd|\bpassphrase|\bpin|密码|口令"
    r"|mật khẩu|kata sandi|\bsecret|\bapi[_-]?key|\btoken)"
)
#: A value that stands for itself behind such a word: letters with digits or signs, or four digits and more.
_PASSWORD: Final = re.compile(
    _WORD + r"[」\"']?\s*(?:[:：=＝]|は、?)\s*[「\"'`]?"
    r"((?=[!-~]*\d)(?=[!-~]*[A-Za-z])[!-&(-~]{6,64}|\d{4,16})(?![\w./-])",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(r"\{[\w:]+\}`[^`]*`")
_TOKEN: Final = re.compile(
    r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,}|xox[abprs]-[\w-]{10,}"
    r"|AIza[\w-]{35}|sk-[A-Za-z0-9_-]{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})"
)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{160,}={0,2}")
_PEM: Final = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----")
_FOLDER: Final = re.compile(r"(?i)\b[a-z]:\\users\\[^\\\s\"'<>]+|(?<![\w./:-])/(?:home|Users)/[a-z][\w.-]+/?")


def _mails(text: str, city: City) -> Iterator[str]:
    known = city.edition.contact.mail
    for found in _MAIL.findall(text):
        if found != known and not _NOBODY.search(found):
            yield found


def _secrets(text: str, city: City) -> Iterator[str]:
    """Passwords and keys in a text, each as it may be told: never in full."""
    for found in _PASSWORD.finditer(_ROLE.sub("", text)):
        if not city.settings.certificate_ids(found[1]):
            yield f"{found.group()[: found.start(1) - found.start() + 2]}…"
    yield from (f"{found.group()[:6]}…" for found in _TOKEN.finditer(text))
    yield from (found.group() for found in _PEM.finditer(text))
    for found in _BASE64.finditer(text):
        if is_secret("", _decoded(found.group())):
            yield f"{found.group()[:6]}…"


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text[: len(text) // 4 * 4])
    except (Error, ValueError):
        return b""


def _read(line: str) -> Iterator[str]:
    """A line of a page as it stands, and as a browser reads it where that is something else."""
    yield line
    if "&" in line and (read := unescape(line)) != line:
        yield read


@rule("private/mail", bad="yamada@city.example.lg.jp", good="{fact}`contact.mail`", fixed=True)
def mail_in_sources(source: SourceText) -> Iterator[Problem]:
    """No e-mail address but the contact of the edition."""
    for number, line in enumerate(source.lines, 1):
        for found in _mails(line, source.city):
            yield Problem("private/mail", source.place(number), {"mail": found})


@rule("private/mail", bad="yamada@city.example.lg.jp", good="{fact}`contact.mail`", fixed=True)
def mail_on_pages(page: SitePage) -> Iterator[Problem]:
    """The same in the whole text of a page, its attributes and comments too."""
    for number, line in enumerate(page.text.split("\n"), 1):
        for found in dict.fromkeys(found for text in _read(line) for found in _mails(text, page.city)):
            yield Problem("private/mail", page.place(number), {"mail": found})


@rule("private/mail", bad="/* yamada@city.example.lg.jp */", good="(nothing of the kind)", fixed=True)
def mail_in_files(site: Site) -> Iterator[Problem]:
    """The same in all else that is text: style sheets, lists, drawings."""
    for name, number, line in _lines(site):
        for found in _mails(line, site.city):
            yield Problem("private/mail", site.place(name, number), {"mail": found})


def _lines(site: Site) -> Iterator[tuple[str, int, str]]:
    for name, text in site.texts.items():
        yield from ((name, number, line) for number, line in enumerate(text[:_MOST].split("\n"), 1))


@rule("private/mail", bad="Author: yamada@city.example.lg.jp", good="Author: 山辺市", fixed=True)
def mail_in_pdfs(pdf: SitePdf) -> Iterator[Problem]:
    """The same in a PDF's text, links, alts, bookmarks and metadata."""
    links = [(None, link) for link in pdf.document.content.links]
    for number, text in dict.fromkeys([*_texts(pdf), *links]):
        for found in _mails(text, pdf.city):
            yield Problem("private/mail", pdf.place(number), {"mail": found})


def _texts(pdf: SitePdf) -> Iterator[tuple[int | None, str]]:
    """All that is in a PDF as text, each with its page."""
    yield from enumerate(pdf.document.content.texts, 1)
    yield from pdf.beside()


@rule("private/secret", bad="パスワード: Abc12345", good="メールのパスワードを入力します。", fixed=True)
def secret_in_sources(source: SourceText) -> Iterator[Problem]:
    """No password, no key and no token as text."""
    for number, line in enumerate(source.lines, 1):
        for found in _secrets(line, source.city):
            yield Problem("private/secret", source.place(number), {"text": found})


@rule("private/secret", bad="<!-- password=Abc12345 -->", good="(nothing of the kind)", fixed=True)
def secret_on_pages(page: SitePage) -> Iterator[Problem]:
    """The same in the whole text of a page."""
    for number, line in enumerate(page.text.split("\n"), 1):
        for found in dict.fromkeys(found for text in _read(line) for found in _secrets(text, page.city)):
            yield Problem("private/secret", page.place(number), {"text": found})


@rule("private/secret", bad="/* password=Abc12345 */", good="(nothing of the kind)", fixed=True)
def secret_in_files(site: Site) -> Iterator[Problem]:
    """The same in all else that is text."""
    for name, number, line in _lines(site):
        for found in _secrets(line, site.city):
            yield Problem("private/secret", site.place(name, number), {"text": found})


@rule("private/secret", bad="パスワード: Abc12345", good="メールのパスワードを入力します。", fixed=True)
def secret_in_pdfs(pdf: SitePdf) -> Iterator[Problem]:
    """The same in a PDF."""
    for number, text in dict.fromkeys(_texts(pdf)):
        for found in _secrets(text, pdf.city):
            yield Problem("private/secret", pdf.place(number), {"text": found})


@rule(
    "private/folder", bad="(folder of a person on a computer)/manual.md", good="docs/android.md", fixed=True
)
def folder_in_sources(source: SourceText) -> Iterator[Problem]:
    """No folder of a person's computer: it names the person."""
    for number, line in enumerate(source.lines, 1):
        for found in _FOLDER.findall(line):
            yield Problem("private/folder", source.place(number), {"folder": found})


@rule(
    "private/folder",
    bad="<!-- (folder of a person on a computer)/manual -->",
    good="(nothing of the kind)",
    fixed=True,
)
def folder_on_pages(page: SitePage) -> Iterator[Problem]:
    """The same in the whole text of a page."""
    for number, line in enumerate(page.text.split("\n"), 1):
        for found in _FOLDER.findall(line):
            yield Problem("private/folder", page.place(number), {"folder": found})


@rule(
    "private/folder",
    bad="Title: (folder of a person on a computer)/manual",
    good="(nothing of the kind)",
    fixed=True,
)
def folder_in_pdfs(pdf: SitePdf) -> Iterator[Problem]:
    """The same in a PDF."""
    for number, text in dict.fromkeys(_texts(pdf)):
        for found in _FOLDER.findall(text):
            yield Problem("private/folder", pdf.place(number), {"folder": found})


@rule("private/author", bad="Author: yamada", good="Author: 山辺市", fixed=True)
def author(pdf: SitePdf) -> Iterator[Problem]:
    """The author of a PDF is the publisher, no person."""
    known = {in_language(pdf.city.edition.publisher, code) for code in pdf.city.languages}
    found = pdf.document.content.metadata.get("Author", "")
    bare = {re.sub(r"｜|《[^》]*》", "", text) for text in known}
    if found and found not in bare:
        yield Problem("private/author", pdf.place(), {"author": found})


@rule("private/attached", bad="(attached: list.xlsx)", good="(nothing attached)", fixed=True)
def attached(pdf: SitePdf) -> Iterator[Problem]:
    """A PDF has no files within it."""
    if pdf.document.attached:
        yield Problem("private/attached", pdf.place(), {"count": pdf.document.attached})
