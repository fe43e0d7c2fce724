"""Names longer than a column: they break after their marks, and what is copied or looked for is the name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pdf_gates as gates
import pytest
from conftest import ROOTS, Shared

from tebiki.content.long_names import CHANCE, with_chances
from tebiki.output.page_tree import read_tree
from tebiki.output.pdf_document import read_document
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

SUBJECT = (
    "CN=YMBPKI250301,OU=InformationSharingSystem,OU=ClientCertificates2025,"
    "O=ExampleNetworkCorporation,L=Yamabe-shi,ST=Yama,C=JP"
)
MAIL = "kaigo-shien.tantou_long.name@example.city.yamabe.yama.example"
FOLDER = "C:/Users/Public/AReallyLongFolderNameWithoutAnyMarkInIt/a_long_file_name.2031.tar.gz"
BARE = "Abcdefghij" * 7
TEXT = f""":::{{caution}} {SUBJECT}
主体は{{fact}}`certificate.subject`、場所は`{FOLDER}`です。{{fact}}`contact.mail`に聞きます。
:::

:::{{table}} {SUBJECT}
| 項目 | 主体者の名前 | ほか |
|---|---|---|
| 名前 | {SUBJECT} | `{FOLDER}` |
| {MAIL} | {BARE} | あ |
:::

(long)=
## {SUBJECT}

- {BARE}

{{nobreak}}`{SUBJECT}`

(step-2)=
### {SUBJECT}"""


def put(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def long(shared: Shared) -> Path:
    """The invented city with long names wherever names stand, built once and not to be changed."""

    def make(root: Path) -> None:
        shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
        put(
            root / "docs" / "tablet.md",
            ("(step-2)=\n### 入れる", TEXT),
            ("1. {ui}`tablet.ask.ok`を押します。", f"1. {{ui}}`tablet.ask.ok`を押します。{SUBJECT}"),
        )
        put(
            root / "docs" / "editions" / "2031.toml",
            ('stored_name = "yamabe-kaigo"', f'subject = "{SUBJECT}"\nstored_name = "{SUBJECT}"'),
            ("[extra.new_valid_from]", f'[contact]\nmail = "{MAIL}"\n\n[extra.new_valid_from]'),
            ('ja = "山辺市福祉課"', 'ja = "山辺市福祉課 kaigo_shien_tantou_long.name.yamabe.yama.example"'),
        )
        build(Request(root), lambda _: None)

    return shared("yamabe_long_names", make)


@pytest.mark.parametrize("end", ["", "-summary"], ids=["manual", "page for the wall"])
def test_nothing_leaves_the_paper(long: Path, end: str) -> None:
    document = read_document(long / "build" / "site" / "ja" / f"guide-tablet-ver12-ja{end}.pdf")
    assert document.stray == ()


def test_names_are_taken_out_of_print_as_they_are(long: Path) -> None:
    pdf = long / "build" / "site" / "ja" / "guide-tablet-ver12-ja.pdf"
    pages = "".join(gates.text(pdf))
    assert not re.search("[\u200b\u2060\u00ad]", pages)
    spoken = "".join(text for _, text in gates.reading(pdf))
    for name, count in ((SUBJECT, 8), (MAIL, 2), (FOLDER, 2), (BARE, 2)):
        assert spoken.count(name) >= count, name
    assert gates.conformance(pdf) == []


def test_pages_say_where_they_may_break(long: Path) -> None:
    text = (long / "build" / "site" / "ja" / "tablet.html").read_text(encoding="utf-8")
    assert f"<code>{with_chances(SUBJECT).replace(CHANCE, '<wbr>')}</code>" in text
    said = [element.text for element in read_tree(text).iter("code")]
    assert SUBJECT in said
    assert FOLDER in said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("YMB-2031-0401.p12", "YMB-2031-0401.p12"),
        ("a_b.c@d=e,f と a_b", "a_b.c@d=e,f と a_b"),
        ("CN=Aaaaaaaaaa,OU=Bbbbbbbbbbbbbbbb", "CN=|Aaaaaaaaaa,|OU=|Bbbbbbbbbbbbbbbb"),
        ("a.b...cccccccccccccccccccccccc.", "a.|b...|cccccccccccccccccccccccc."),
        ("https://aaaa.example/bbbb/cccc/dddd", "https://aaaa.example/bbbb/cccc/dddd"),
    ],
)
def test_chances_of_long_names(text: str, shown: str) -> None:
    assert with_chances(text).replace(CHANCE, "|") == shown
