"""Random edits of a tiny project in two languages, and whether builds after them equal a clean one.

The second is Indonesian: its code, ``id``, is also a key of editions. Whole contents are edited as
``make bench`` does it.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from translate_sample import BACK, HEADER, HELLO, LABEL, OPEN, PRESS, po

import bench
from tebiki.pipeline.build import build
from tebiki.pipeline.job import FORMATS, Format
from tebiki.pipeline.request import Request

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


def compare(root: Path, folder: Path, formats: Sequence[Format], chance: random.Random) -> list[str]:
    """Build where builds were made before, and a clean copy; names of files that differ."""
    warm = site(root, formats, chance.randint(1, 2))
    clean = folder / "clean"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("build"))
    cold = site(clean, formats, chance.randint(1, 2))
    shutil.rmtree(clean)
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
