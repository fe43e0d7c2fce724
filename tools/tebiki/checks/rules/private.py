"""Rules about what must stay inside: passwords, keys, addresses of people, names of computers.

Files that are keys are told by their content (`tebiki.content.private_keys`), in sources and outputs.
"""

from __future__ import annotations

import base64
import re
from binascii import Error
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from ...content.private_keys import is_secret
from ...content.settings import in_language
from ...errors import Problem
from ..city import City
from ..rule import rule
from ..subjects.site import Site, SitePage, SitePdf
from ..subjects.sources import SourceText
from ..subjects.text import PlacedText

_MAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
)
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
#: The same words, and how each token, key and folder begins, without pattern: most texts have none, which a
#: search for them tells in a tenth of the time.
_WORDS: Final = (
    *("パスワード", "暗証番号", "合言葉", "password", "passwd", "pwd", "passphrase", "pin", "密码", "口令"),
    *("mật khẩu", "kata sandi", "secret", "api", "token"),
)
_TOKENS: Final = (
    *("AKIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xox", "AIza", "sk-", "eyJ"),
)
_SIGNS: Final = ("@", "＠")
_FOLDERS: Final = (":\\users\\", "/home/", "/users/")
_ROLE: Final = re.compile(r"\{[\w:]+\}`[^`]*`")
_TOKEN: Final = re.compile(
    r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,}|xox[abprs]-[\w-]{10,}"
    r"|AIza[\w-]{35}|sk-[A-Za-z0-9_-]{20,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})"
)
_SHORTEST_BASE64: Final = 160
_BASE64: Final = re.compile(rf"[A-Za-z0-9+/]{{{_SHORTEST_BASE64},}}={{0,2}}")
_PEM: Final = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----")
_FOLDER: Final = re.compile(r"(?i)\b[a-z]:\\users\\[^\\\s\"'<>]+|(?<![\w./:-])/(?:home|Users)/[a-z][\w.-]+/?")


def _mails(text: str, city: City) -> Iterator[str]:
    if not _has_any(_SIGNS, text):
        return
    known = city.edition.contact.mail
    for found in _MAIL.findall(text):
        if found != known and not _NOBODY.search(found):
            yield found


def _secrets(text: str, city: City, words: Sequence[str], tokens: Sequence[str]) -> Iterator[str]:
    """Passwords and keys in a text, each as it may be told: never in full.

    ``words``, ``tokens``: those of which the subject has any at all.
    """
    bare = _ROLE.sub("", text) if "}`" in text else text
    for found in _PASSWORD.finditer(bare) if words and _has_any(words, _folded(bare)) else ():
        if not city.settings.certificate_ids(found[1]):
            yield f"{found.group()[: found.start(1) - found.start() + 2]}…"
    if _has_any(tokens, text):
        yield from (f"{found.group()[:6]}…" for found in _TOKEN.finditer(text))
    if "PRIVATE KEY" in text:
        yield from (found.group() for found in _PEM.finditer(text))
    for found in _BASE64.finditer(text) if len(text) >= _SHORTEST_BASE64 else ():
        if is_secret("", _decoded(found.group())):
            yield f"{found.group()[:6]}…"


def _has_any(parts: Sequence[str], text: str) -> bool:
    for part in parts:  # noqa: SIM110 -- the generator of `any` takes longer than the search
        if part in text:
            return True
    return False


def _parts_in(parts: Sequence[str], text: str) -> Sequence[str]:
    """Those of the parts that a text holds anywhere."""
    return [part for part in parts if part in text]


def _folded(text: str) -> str:
    """Text in which a search finds at least what a pattern without regard to case finds."""
    if text.isascii():
        return text.lower()
    # Patterns take ı and İ for an i, too; of the latter this leaves a dot of its own.
    return text.casefold().replace("ı", "i").replace("\u0307", "")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text[: len(text) // 4 * 4])
    except (Error, ValueError):
        return b""


def _texts(subject: SourceText | SitePage | Site | SitePdf) -> Iterator[PlacedText]:
    """All texts of a subject as they are written; of a PDF the addresses of its links, too."""
    yield from subject.written_texts()
    if isinstance(subject, SitePdf):
        yield from subject.link_goals()


def _joined(texts: Sequence[PlacedText]) -> str:
    """All that texts say in any of their forms: what is not in it is in none of them."""
    others = (text.words for text in texts if text.words is not text.written)
    return "\n".join([*(text.written for text in texts), *others])


def _forms(text: PlacedText) -> tuple[str, ...]:
    """A text as it stands, and as a browser reads it where that is something else."""
    return tuple(dict.fromkeys((text.written, text.words)))


def _found(
    texts: Iterable[PlacedText], look: Callable[[str], Iterator[str]]
) -> Iterator[tuple[PlacedText, str]]:
    """Each text with what ``look`` gives of any of its forms, once."""
    for text in texts:
        for found in dict.fromkeys(found for form in _forms(text) for found in look(form)):
            yield text, found


@rule(
    "private/mail",
    bad="yamada@city.example.lg.jp\n<!-- yamada@city.example.lg.jp -->\nAuthor: yamada@city.example.lg.jp",
    good="{fact}`contact.mail`\n(nothing of the kind)\nAuthor: 山辺市",
    fixed=True,
)
def mail(subject: SourceText | SitePage | Site | SitePdf) -> Iterator[Problem]:
    """No e-mail address but the contact of the edition, in any text: sources, pages, PDFs, style sheets."""
    texts = [*_texts(subject)]
    if not _has_any(_SIGNS, _joined(texts)):
        return
    for text, found in _found(texts, partial(_mails, city=subject.city)):
        yield Problem("private/mail", text.place, {"mail": found})


@rule(
    "private/secret",
    bad="パスワード: Abc12345\n<!-- password=Abc12345 -->",
    good="メールのパスワードを入力します。\n(nothing of the kind)",
    fixed=True,
)
def secret(subject: SourceText | SitePage | Site | SitePdf) -> Iterator[Problem]:
    """No password, no key and no token in any text: sources, pages, PDFs, style sheets."""
    texts = [*subject.written_texts()]
    whole = _joined(texts)
    folded = _folded(whole)
    # A role that is taken out may leave a word of what stood around it.
    words = _WORDS if "}`" in whole else _parts_in(_WORDS, folded)
    tokens = _parts_in(_TOKENS, whole)
    look = partial(_secrets, city=subject.city, words=words, tokens=tokens)
    for text, found in _found(texts, look):
        yield Problem("private/secret", text.place, {"text": found})


@rule(
    "private/folder",
    bad="(folder of a person on a computer)/manual.md\nTitle: (folder of a person on a computer)/manual",
    good="docs/android.md\nTitle: Android 電子証明書インストールマニュアル",
    fixed=True,
)
def folder(subject: SourceText | SitePage | SitePdf) -> Iterator[Problem]:
    """No folder of a person's computer: it names the person."""
    texts = [*subject.written_texts()]
    if not _has_any(_FOLDERS, _folded(_joined(texts))):
        return
    for text in texts:
        for found in _FOLDER.findall(text.written) if _has_any(_FOLDERS, _folded(text.written)) else ():
            yield Problem("private/folder", text.place, {"folder": found})


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
