"""The repository's own content: every fact is marked in its source and stands in both outputs."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import REPOSITORY

from tebiki.check.pdf import read_pdf
from tebiki.parse.config import load_config
from tebiki.parse.edition import load_edition
from tebiki.parse.labels import load_labels
from tebiki.parse.screens import list_screens

Strings = dict[str, dict[str, list[str]]]


def _facts(name: str) -> Strings:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


SHARED = _facts("facts.toml")
#: Of the facts of Android's manual, those that hold for every device.
EVERYWHERE = {f"F{n:02}" for n in (*range(2, 8), *range(9, 14), 20, *range(22, 27))}
#: What each manual must carry, by its page.
FACTS: dict[str, Strings] = {
    "android": SHARED,
    **{
        name: {fact: SHARED[fact] for fact in sorted(EVERYWHERE)} | _facts(f"facts_{name}.toml")
        for name in ("ios", "windows")
    },
}
CASES = [(manual, fact) for manual, facts in FACTS.items() for fact in facts]
MANUALS = sorted(FACTS)
FOLDERS = ("ja", "ja-simple", "en", "zh-cn", "vi", "id")


def pdf_name(manual: str) -> str:
    return f"certificate-manual-{manual}-ver4-ja.pdf"


def whole(manual: str) -> str:
    """A manual's source with the chapters that it shares."""
    docs = REPOSITORY / "docs"
    text = (docs / f"{manual}.md").read_text(encoding="utf-8")
    return re.sub(
        r"```\{include\} (\S+)\n```",
        lambda found: (docs / found[1]).read_text(encoding="utf-8"),
        text,
    )


class _Text(HTMLParser):
    """All text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def squeeze(text: str) -> str:
    """Text without blanks and invisible characters, in one form: line breaks differ between outputs."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b\u2060\u00ad]", "", plain).replace("\u2011", "-").replace("\u2010", "-")


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, tuple[str, str]]:
    """Each manual's page and PDF as text."""
    found = {}
    for manual in MANUALS:
        reader = _Text()
        reader.feed((site / "ja" / f"{manual}.html").read_text(encoding="utf-8"))
        pdf = "".join(read_pdf(site / "ja" / pdf_name(manual), scan="none").texts)
        found[manual] = (squeeze("".join(reader.parts)), squeeze(pdf))
    return found


@pytest.mark.parametrize(
    ("manual", "letter", "count"), [("android", "F", 26), ("ios", "I", 18), ("windows", "W", 15)]
)
def test_all_facts_are_listed(manual: str, letter: str, count: int) -> None:
    own = sorted(fact for fact in FACTS[manual] if fact.startswith(letter))
    assert own == [f"{letter}{n:02}" for n in range(1, count + 1)]


@pytest.mark.parametrize(("manual", "fact"), CASES)
def test_fact(manual: str, fact: str, texts: dict[str, tuple[str, str]]) -> None:
    marked = re.findall(r"[FIW]\d\d", " ".join(re.findall(r"(?m)^% (.*)$", whole(manual))))
    assert fact in marked
    for text in FACTS[manual][fact]["strings"]:
        for output, name in zip(texts[manual], ("page", "PDF"), strict=True):
            assert squeeze(text) in output, f"{fact} in the {name}: {text}"


#: Words of each step, in the order of the steps.
STEPS = {
    "android": [
        "「1. 医療機関・事業所名」",
        "Gmail、Yahoo!メール",
        "に付いている証明書のファイル",
        "「証明書を抽出」の画面が出ます",
        "「VPN とアプリユーザー証明書」を選びます",
        "証明書に名前を付けます",
        "ログイン画面へ進みます",
        "「証明書の選択」の画面で",
        "正しくインストールされています",
    ],
    "ios": [
        "「1. 医療機関・事業所名」",
        "パスワードをコピーするか",
        "に付いている証明書のファイル",
        "「許可」を押します",
        "「閉じる」を押します",
        "「ダウンロード済みのプロファイル」を押します",
        "プロファイルの画面が出ます",
        "「パスコード」の画面が出ます",
        "「警告」の画面が出ます",
        "もう一度聞かれます。",
        "証明書のパスワードを聞かれます",
        "「完了」を押します",
        "ログイン画面へ進みます",
        "証明書を選ぶように聞かれたら",
        "正しくインストールされています",
    ],
    "windows": [
        "「1. 医療機関・事業所名」",
        "パスワードをコピーするか",
        "に付いている証明書のファイル",
        "「現在のユーザー(C)」が選ばれていること",
        "「インポートする証明書ファイル」の画面が出ます",
        "「秘密キーの保護」の画面が出ます",
        "「証明書ストア」の画面が出ます",
        "「完了(F)」をクリック",
        "「正しくインポートされました。」と出れば",
        "ログイン画面へ進みます",
        "「証明書の選択」の画面で",
        "正しくインストールされています",
    ],
}


@pytest.mark.parametrize("manual", MANUALS)
def test_steps_stand_in_order(manual: str, texts: dict[str, tuple[str, str]]) -> None:
    for text in texts[manual]:
        places = [text.index(squeeze(mark)) for mark in STEPS[manual]]
        assert places == sorted(places)


@pytest.mark.parametrize(("manual", "count"), [("android", 9), ("ios", 13), ("windows", 11)])
def test_every_step_ends_with_what_to_do_when_the_screen_differs(manual: str, count: int) -> None:
    chapter = re.split(r"(?m)^\([a-z0-9-]+\)=\n## ", whole(manual).partition("(steps)=\n## ")[2])[0]
    steps = re.split(r"(?m)^\(step-\d+\)=$", chapter)[1:]
    assert len(steps) == count
    for step in steps:
        body, _, last = step.rpartition(":::{differs}")
        assert ":::{screen}" in body, step[:40]
        assert last.rstrip().endswith(":::"), step[:40]
        assert re.search(r"\{remedy\}|\(#", last), step[:40]


@pytest.mark.parametrize("manual", MANUALS)
def test_every_remedy_is_reached_from_a_step_or_found_by_its_symptom(manual: str) -> None:
    """A remedy that a step names exists; all lie in the chapter that a stuck reader opens."""
    text = whole(manual)
    before, _, after = text.partition("(trouble)=")
    assert ":::{remedy}" not in before
    names = set(re.findall(r"(?m)^:name: (\S+)$", after))
    assert set(re.findall(r"\{remedy\}`([^`]+)`", text)) <= names


def test_every_screen_is_shown_and_every_label_used() -> None:
    """A screen that nobody shows, or a label that nobody reads, goes stale unseen."""
    sources = [*(REPOSITORY / "docs").glob("*.md"), *(REPOSITORY / "docs" / "parts").glob("*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    drawings = "\n".join(p.read_text(encoding="utf-8") for p in (REPOSITORY / "screenshots").rglob("*.typ"))
    shown = set(re.findall(r"\{screen\} (\S+)", text))
    assert shown == set(list_screens(REPOSITORY / "screenshots"))
    labels = load_labels(REPOSITORY / "docs" / "labels")
    unused = {key for key in labels if f"`{key}`" not in text and f'"{key}"' not in drawings}
    assert unused <= UNUSED


#: Kept for real captures: what stands on a screen for a moment, or not with every file.
#: ``ios.settings.trust``: named in the list so that nobody sends readers there.
UNUSED = {"android.password.extracting", "android.name9.ca", "ios.settings.trust"}


@pytest.mark.parametrize("manual", MANUALS)
def test_a_manual_shows_its_own_screens_only(manual: str) -> None:
    shown = {name.partition("/")[0] for name in re.findall(r"\{screen\} (\S+)", whole(manual))}
    assert shown == {manual, "shared"}
    labels = {key.partition(".")[0] for key in re.findall(r"\{ui\}`([^`]+)`", whole(manual))}
    assert labels == {manual, "service"}


def test_output_is_what_is_promised(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pictures = {name for name in names if "/_images/" in name}
    wanted = {"index.html", "404.html", "robots.txt"}
    for folder in FOLDERS:
        pdfs = {f"{folder}/certificate-manual-{manual}-ver4-{folder}" for manual in MANUALS}
        wanted |= {f"{name}{end}.pdf" for name in pdfs for end in ("", "-summary")}
        wanted |= {f"{folder}/{name}.html" for name in ("index", *MANUALS)}
        wanted |= {f"{folder}/tebiki.css", f"{folder}/favicon.svg"}
    assert names - pictures == wanted
    assert {Path(name).suffix for name in pictures} == {".png"}


def test_the_index_leads_to_every_manual(site: Path) -> None:
    text = (site / "ja" / "index.html").read_text(encoding="utf-8")
    for manual, name in {"android": "Android", "ios": "iPhone・iPad", "windows": "Windows"}.items():
        assert len(re.findall(rf'href="{manual}\.html"', text)) == 1  # its card
        # For who does not know, by name: a link would break when one manual is built alone.
        assert f"上の「{name}」を選びます" in text


def test_edition_of_the_repository_is_right() -> None:
    config = load_config(REPOSITORY)
    edition = load_edition(REPOSITORY / "docs" / "editions", config.edition, config.settings)
    assert edition.certificate.id == "KNPKI250301"
    assert "links.form.target" in edition.unconfirmed
    assert edition.links["form"].target is None
    assert sorted(edition.manuals) == MANUALS
    # Ver.4 is known of Android only.
    for manual in ("ios", "windows"):
        assert {f"manuals.{manual}.{key}" for key in ("version", "published", "os", "tested")} <= set(
            edition.unconfirmed
        )
