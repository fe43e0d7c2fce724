"""Random edits of a tiny project in two languages, and whether builds after them equal a clean one.

The second is Indonesian: its code, ``id``, is also a key of editions. Whole contents are edited as
``make bench`` does it.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PIL import Image
from translate_sample import BACK, HEADER, HELLO, LABEL, OPEN, PRESS, po

import bench
from tebiki.errors import TebikiError
from tebiki.pipeline.build import build
from tebiki.pipeline.request import FORMATS, Format, Request

ROOT = Path(__file__).resolve().parent / "roots" / "yamabe"
PO = Path("docs/locales/id/LC_MESSAGES/manual.po")
#: All that must be there for the manual to be published in Indonesian.
WORDS = {
    HELLO: "Selamat datang.",
    OPEN: "Buka formulir. Edisi {fact}`version`, {fact}`published`.",
    LABEL: "Saat melihat {ui}`tablet.ask.title`, pasang {fact}`certificate.file`.",
    PRESS: "Tekan {ui}`tablet.ask.ok`.",
    BACK: "Kembali ke {step}`1` atau lihat {remedy}`nothing`.",
    "申し込む": "Daftar",
    "入れる": "Pasang",
    "申込フォームを開くQRコード": "Kode QR membuka formulir",
    "申込フォーム": "Formulir",
    "[申込フォームを開く](fact:form)": "[Buka formulir](fact:form)",
    "別の端末では、QRコードを読み取ります。": "Di perangkat lain, pindai kode QR.",
    "メールは{fact}`mail_wait`で届きます。": "Surel tiba dalam {fact}`mail_wait`.",
    "{ui}`tablet.ask.ok`のボタンがある画面": "Layar dengan tombol {ui}`tablet.ask.ok`",
}

#: Names in conf.py → in Indonesian: on a PDF's cover no Japanese may stand that is not marked.
NAMES = {
    '"city": {"ja": "山辺市"': "Kota Yamabe",
    '"system": {"ja": "みまもりネット"': "Jaringan Mimamori",
    '"masthead": {"ja": "山辺市 みまもりネット"': "Jaringan Mimamori Kota Yamabe",
    '"title": {"ja": "接続証明\\u200b導入の\\u200b手引"': "Panduan Sertifikat",
}

#: File below the root → texts that stand for one another there.
PLACES: tuple[tuple[str, tuple[str, str]], ...] = (
    ("docs/tablet.md", ("もう一度押します", "長く押します")),
    ("docs/index.md", ("端末を選んでください。", "端末を一つ選びます。")),
    ("docs/locales/id/LC_MESSAGES/manual.po", ("Selamat datang.", "Halo.")),
    ("docs/locales/id/language.toml", ("bar = 0", "bar = 100")),
    ("docs/labels/tablet.toml", ('id = "Ya"', 'id = "Baik"')),
    ("docs/labels/tablet.toml", ('ja = "はい"', 'ja = "うん"')),
    ("docs/editions/2031.toml", ('id = "Dinas Sosial"', 'id = "Dinas Bantuan"')),
    ("docs/editions/2031.toml", ("YMB-2031-0228", "YMB-2031-0301")),
    ("screenshots/tablet/ask.typ", ("// 1", "// 2")),
    ("conf.py", ('"languages": ["ja", "id"]', '"languages": ["id", "ja"]')),
    ("docs/editions/2031.toml", ('ja = "山辺市福祉課"', 'ja = "山辺市福祉部"')),
)


def project(root: Path) -> Path:
    """The invented city's project in Japanese and Indonesian."""
    shutil.copytree(ROOT, root)
    (root / PO).parent.mkdir(parents=True)
    (root / PO).write_text(
        po(*WORDS.items(), header=HEADER.replace("Language: vi", "Language: id")), encoding="utf-8"
    )
    (root / "docs/locales/id/language.toml").write_text("bar = 0\n", encoding="utf-8")
    added = (
        ("conf.py", '    "documents": "guide",', '    "languages": ["ja", "id"],'),
        ("docs/labels/tablet.toml", 'ja = "はい"', 'id = "Ya"'),
        ("docs/labels/tablet.toml", 'ja = "{app}を入れますか"', 'id = "Pasang {app}?"'),
        ("docs/editions/2031.toml", 'ja = "山辺市福祉課"', 'id = "Dinas Sosial"'),
        ("screenshots/tablet/ask.typ", "", "// 1"),
    )
    conf = (root / "conf.py").read_text(encoding="utf-8")
    for before, text in NAMES.items():
        assert before in conf
        conf = conf.replace(before, f'{before}, "id": "{text}"', 1)
    (root / "conf.py").write_text(conf, encoding="utf-8")
    for name, after, line in added:
        text = (root / name).read_text(encoding="utf-8")
        (root / name).write_text(text.replace(after, f"{after}\n{line}\n", 1), encoding="utf-8")
    return root


def edit(root: Path, chance: random.Random) -> None:
    """Turn one place into its other text, sometimes with an older time."""
    name, texts = chance.choice(PLACES)
    text = (root / name).read_text(encoding="utf-8")
    old, new = texts if texts[0] in text else texts[::-1]
    (root / name).write_text(text.replace(old, new), encoding="utf-8")
    if chance.random() < 0.5:
        os.utime(root / name, (chance.randrange(10**9), chance.randrange(10**9)))


def site(root: Path, formats: Sequence[Format] = FORMATS, jobs: int | None = None) -> dict[str, object]:
    """Build; every file, and what was told."""
    request = replace(Request(root), formats=tuple(formats), jobs=jobs, output=root / "build" / "site")
    outcome = build(request, lambda _: None)
    out = outcome.target
    files = {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    return {**files, "told": outcome.told}


def differing(folder: Path, seed: int, sequences: int, say: Callable[[str], None] = print) -> list[str]:
    """Names of what differs from a clean build after each sequence of edits; empty where all is right."""
    chance = random.Random(seed)  # noqa: S311 -- edits, no secrets
    root, wrong = project(folder / "warm"), list[str]()
    formats: tuple[Format, ...] = ("html",)
    for number in range(sequences):
        for _ in range(chance.randint(1, 3)):
            edit(root, chance)
        if chance.random() < 0.2:
            elsewhere(root, folder, lambda: edit(root, chance), formats, chance)
        formats = FORMATS if chance.random() < 0.15 else ("html",)  # PDFs take most of the time
        names = compare(root, folder, formats, chance)
        wrong += [f"seed {seed}, sequence {number}: {name}" for name in names]
        say(f"seed {seed}, sequence {number}: {len(names)} differ")
    return wrong


def elsewhere(
    root: Path, folder: Path, change: Callable[[], None], formats: Sequence[Format], chance: random.Random
) -> None:
    """As a switch to another branch, a build there, and back."""
    shutil.copytree(root / "docs", folder / "docs")
    change()
    site(root, formats, chance.randint(1, 2))
    shutil.rmtree(root / "docs")
    (folder / "docs").rename(root / "docs")


def _site_or_refusal(
    root: Path, formats: Sequence[Format], jobs: int
) -> tuple[dict[str, object], frozenset[str]]:
    """As `site`; where the build is refused, nothing, and what it was refused for, with its place."""
    try:
        return site(root, formats, jobs), frozenset()
    except TebikiError as error:
        return {}, frozenset(
            f"{one.code} {one.place and (one.place.file, one.place.line)}" for one in error.problems
        )


def compare(root: Path, folder: Path, formats: Sequence[Format], chance: random.Random) -> list[str]:
    """Build where builds were made before, and a clean copy; names of files that differ.

    Raises `RefusedError` where one of them is, or both are.
    """
    warm, warm_refused = _site_or_refusal(root, formats, chance.randint(1, 2))
    clean = folder / "clean"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("build"))
    cold, cold_refused = _site_or_refusal(clean, formats, chance.randint(1, 2))
    shutil.rmtree(clean)
    if warm_refused or cold_refused:
        raise RefusedError(sorted(warm_refused ^ cold_refused))
    return sorted(name for name in {*warm, *cold} if warm.get(name) != cold.get(name))


#: What may happen to a whole content.
WHOLE: Final = (bench.change_paragraph, bench.change_fact, bench.change_message, bench.change_screen)


def differing_whole(folder: Path, sequences: int, fill: Callable[[Path], object]) -> list[str]:
    """The same with a whole content, that ``fill`` puts into a folder: all languages and both formats."""
    chance = random.Random("real")  # noqa: S311
    root, wrong = folder / "warm", list[str]()
    root.mkdir()
    fill(root)
    site(root)
    for number in range(1, sequences + 1):
        for change in chance.sample(WHOLE, chance.randint(1, 2)):
            change(root, number)
        if number % 2 == 0:
            elsewhere(root, folder, lambda: bench.change_fact(root, 9), ("html",), chance)
        wrong += [f"sequence {number}: {name}" for name in compare(root, folder, FORMATS, chance)]
    return wrong


#: The same of the town of Shiomi: two manuals that share chapters and a screen, and a catalogue.
TOWN_PLACES: tuple[tuple[str, tuple[str, str]], ...] = (
    ("docs/chrome_book.md", ("充電してから始めます。", "電源につないで始めます。")),
    ("docs/chrome_book.md", ("### 開けたら完了", "### 開けたら終わり")),
    ("docs/chrome_book.md", ("電源を入れ直して", "パソコンを再起動して")),
    ("docs/chrome_book.md", ("```{include} parts/trouble.md\n```\n", "")),
    ("docs/meeting_room.md", ("職員が作業します。", "係の職員が作業します。")),
    ("docs/index.md", ("使う機器を選んでください。", "機器を選んでください。")),
    ("docs/index.md", ("利用証のファイルは{fact}`certificate.file`です。", "今年度の利用証を使います。")),
    ("docs/parts/request.md", ("学校の名前を選んで送ります。", "学校を選んで送ります。")),
    ("docs/parts/trouble.md", ("迷惑メールの中を見ます", "迷惑メールを開きます")),
    ("docs/parts/contact.md", ("に聞いてください。", "に問い合わせてください。")),
    ("screenshots/chrome_book/import-pass.typ", ("", "// 1\n")),
    ("screenshots/chrome_book/import-pass.toml", ("training machine", "spare machine")),
    ("screenshots/meeting_room/room-check.toml", ("format = 2\n", 'format = 2\nshape = "phone"\n')),
    ("screenshots/shared/request-form.typ", ("", "// 1\n")),
    ("docs/locales/en/LC_MESSAGES/manual.po", ("Choose the device that you use.", "Choose your device.")),
    ("docs/locales/en/LC_MESSAGES/manual.po", ('msgstr "What you need"', 'msgstr "You need"')),
    ("docs/locales/en/LC_MESSAGES/manual.po", ('msgstr "What you need"', 'msgstr ""')),
    ("docs/locales/en/LC_MESSAGES/manual.po", ("2041-04-03 10:00", "2041-04-05 10:00")),
    ("docs/locales/en/LC_MESSAGES/manual.po", ('msgid "用意するもの"', '#, fuzzy\nmsgid "用意するもの"')),
    ("docs/locales/en/language.toml", ('by = "School Affairs, desk 2"', 'by = "School Affairs, desk 3"')),
    ("docs/labels/meeting_room.toml", ('ja = "同じです"', 'ja = "一致します"')),
    ("docs/labels/meeting_room.toml", ("They are the same", "The same")),
    ("docs/glossary.toml", ('ja = "パソコン"', 'ja = "学習用"')),
    ("docs/editions/2041.toml", ("およそ四日", "およそ五日")),
    ("docs/editions/2041.toml", ("about four days", "about five days")),
    ("docs/editions/2041.toml", ("図書室のとなりの貸出窓口", "図書室の貸出窓口")),
    ("docs/editions/2041.toml", ("汐見町教育総務課", "汐見町教育課")),
    ("docs/editions/2041.toml", ("平日の九時から五時", "平日の九時から四時")),
    ("docs/editions/2041.toml", ("weekdays, nine to five", "weekdays, nine to four")),
    ("docs/editions/2041.toml", ("会議室ごとの確認を加えました", "会議室ごとの確認を足しました")),
    ("docs/editions/2041.toml", ('platform = {ja = "会議室の', 'platform = {ja = "小会議室の')),
    ("conf.py", ('"print": "#7A1F3D"', '"print": "#1F3D7A"')),
)


def town(root: Path) -> Path:
    """The town's project, with a capture for English and a part that no manual includes yet."""
    shutil.copytree(ROOT.parent / "shiomi", root)
    put_capture(root, "white")
    (root / "docs/parts/spare.md").write_text("予備の文です。\n", encoding="utf-8")
    return root


#: A screen of the town, its English capture, and where that is described; a manual that comes and goes.
_SCREEN: Final = "screenshots/meeting_room/room-check.toml"
_CAPTURE: Final = "screenshots/meeting_room/en/room-check.png"
_TABLE: Final = "\n[captures.en]\n"
_ROOM: Final = "meeting_room"
_HALL: Final = "town_hall"


def put_capture(root: Path, colour: str) -> None:
    """An English capture of one screen, of 1080 × 900 px in a colour, instead of another or of none."""
    path, table = root / _CAPTURE, root / _SCREEN
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (1080, 900), colour).save(path)
    described = (
        f'{_TABLE}sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"\ndevice = "spare machine"\n'
        'os = "8.1"\non = 2041-05-02\ntext_height = 42\n\n'
        "[[captures.en.marks]]\nbox = [300, 450, 300, 150]\n"
    )
    text = table.read_text(encoding="utf-8").partition(_TABLE)[0]
    table.write_text(text + described, encoding="utf-8", newline="\n")


def take_capture(root: Path) -> None:
    """Take it away: the drawing is shown again."""
    (root / _CAPTURE).unlink()
    text = (root / _SCREEN).read_text(encoding="utf-8").partition(_TABLE)[0]
    (root / _SCREEN).write_text(text, encoding="utf-8", newline="\n")


def turn_capture(root: Path, chance: random.Random) -> str:
    """Another capture, or one where there was none, or none."""
    if (root / _CAPTURE).is_file() and chance.random() < 0.3:
        take_capture(root)
        return "no capture"
    colour = chance.choice(("white", "silver", "ivory"))
    put_capture(root, colour)
    return f"a capture in {colour}"


def turn_manual(root: Path) -> str:
    """Add a manual, or take it away again: a page that says what another one says, with its facts."""
    page, edition = root / f"docs/{_HALL}.md", root / "docs/editions/2041.toml"
    text = edition.read_text(encoding="utf-8")
    start = text.index(f"[manuals.{_ROOM}]")
    if page.exists():
        page.unlink()
        text = text.partition(f"\n[manuals.{_HALL}]")[0]
    else:
        source = (root / f"docs/{_ROOM}.md").read_text(encoding="utf-8")
        page.write_text(source.replace("(meeting-room)=", "(town-hall)="), encoding="utf-8")
        added = text[start:].replace(f"manuals.{_ROOM}", f"manuals.{_HALL}")
        text += "\n" + re.sub("(会議室|Meeting Room)", r"\1 2", added)
    edition.write_text(text, encoding="utf-8", newline="\n")
    return f"a manual: {page.exists()}"


def edit_town(root: Path, chance: random.Random) -> str:
    """Turn one place into its other text, or put something there or away; what was done."""
    kind = chance.random()
    if kind < 0.1:
        return turn_capture(root, chance)
    if kind < 0.2:
        return turn_manual(root)
    if chance.random() < 0.15:
        name = chance.choice(("docs/parts/spare.md", "docs/spare_page.md", "screenshots/shared/spare.typ"))
        path = root / name
        if path.exists():
            path.unlink()
        else:
            path.write_text("予備の文です。\n" if path.suffix == ".md" else "// spare\n", encoding="utf-8")
        return name
    while True:
        name, (one, other) = chance.choice(TOWN_PLACES)
        text = (root / name).read_text(encoding="utf-8")
        changed = _turned(text, one, other)
        if changed != text:
            (root / name).write_text(changed, encoding="utf-8")
            return f"{name}: {one or other!r}"


def _turned(text: str, one: str, other: str) -> str:
    """The text with the one for the other, or the other way round; an empty one stands at the beginning."""
    if not one:
        return text.removeprefix(other) if text.startswith(other) else other + text
    return text.replace(one, other, 1) if one in text else text.replace(other or "\0", one, 1)


def differing_town(folder: Path, seed: int, sequences: int, say: Callable[[str], None] = print) -> list[str]:
    """As `differing`, in the town: pages, chapters, screens and messages by themselves, and all else."""
    chance = random.Random(seed)  # noqa: S311 -- edits, no secrets
    root, wrong = town(folder / "warm"), list[str]()
    formats: tuple[Format, ...] = FORMATS if chance.random() < 0.3 else ("html",)
    site(root, formats)
    for number in range(sequences):
        before = shutil.copytree(root, folder / "before", ignore=shutil.ignore_patterns("build"))
        done = [edit_town(root, chance) for _ in range(chance.choice((1, 1, 2)))]
        try:
            names = compare(root, folder, formats, chance)
        except RefusedError as refused:
            names = refused.names
            for name in ("docs", "screenshots", "conf.py"):  # back to what can be built
                _put_back(before / name, root / name)
        shutil.rmtree(before)
        wrong += [f"seed {seed}, sequence {number}, {done}: {name}" for name in names]
        say(f"seed {seed}, sequence {number}, {done}: {names}")
    return wrong


def _put_back(old: Path, new: Path) -> None:
    shutil.rmtree(new) if new.is_dir() else new.unlink()
    old.rename(new)


class RefusedError(Exception):
    """Builds were refused. ``names``: what only one of the warm and the clean build was refused for."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names
