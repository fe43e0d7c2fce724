"""An edit makes the pages that it concerns and no others; what is taken from before is as it was made."""

from __future__ import annotations

from pathlib import Path

import edits
import pytest

from tebiki.errors import TebikiError
from tebiki.pipeline import workers
from tebiki.pipeline.job import Job, PageFound, Result
from tebiki.pipeline.kept_pages import KeptPages
from tebiki.pipeline.page_keys import stale_pages

BOOK, ROOM, SHARED = "docs/chrome_book.md", "docs/meeting_room.md", "docs/parts/trouble.md"
PO = "docs/locales/en/LC_MESSAGES/manual.po"
#: The pages of a job that makes the whole language.
WHOLE = ()


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, ...]]:
    """Language → the pages that a worker was asked for."""
    given: dict[str, tuple[str, ...]] = {}
    real = workers.Worker.give

    def give(worker: workers.Worker, job: Job) -> None:
        given[job.language] = job.pages
        real(worker, job)

    monkeypatch.setattr(workers.Worker, "give", give)
    return given


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's project, built."""
    root = edits.town(tmp_path_factory.mktemp("town") / "root")
    edits.site(root, ["html"])
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


BOTH = ("ja", "en")


@pytest.mark.parametrize(
    ("edit", "made"),
    [
        ((BOOK, "充電してから", "電源を入れて"), dict.fromkeys(BOTH, ("chrome_book",))),
        ((SHARED, "迷惑メールの中", "迷惑メール"), dict.fromkeys(BOTH, ("chrome_book", "meeting_room"))),
        ((PO, "Choose the device that you use.", "Choose your device."), {"en": ("index",)}),
        ((PO, 'msgstr "Troubleshooting"', 'msgstr "Trouble"'), {"en": ("chrome_book", "meeting_room")}),
        (("screenshots/chrome_book/import-pass.typ", "#", "// 1\n#"), dict.fromkeys(BOTH, ("chrome_book",))),
        (("docs/parts/spare.md", "予備", "余り"), {}),
        (("docs/editions/2041.toml", "about four days", "about five days"), {"en": WHOLE}),
        (("docs/glossary.toml", 'ja = "パソコン"', 'ja = "学習用"'), dict.fromkeys(BOTH, WHOLE)),
    ],
    ids=["page", "chapter", "message", "message of two", "screen", "chapter of none", "fact", "term"],
)
def test_only_the_pages_that_a_change_concerns_are_made(
    town: Path,
    jobs: dict[str, tuple[str, ...]],
    edit: tuple[str, str, str],
    made: dict[str, tuple[str, ...]],
) -> None:
    name, old, new = edit
    change(town, name, old, new)
    edits.site(town, ["html"])
    assert jobs == made
    change(town, name, new, old)  # an edited page may be held back in English: not in another test
    edits.site(town, ["html"])


def test_files_that_come_and_go_concern_every_page(town: Path, jobs: dict[str, tuple[str, ...]]) -> None:
    for act in (lambda path: path.write_text("一つ。\n", encoding="utf-8"), Path.unlink):
        act(town / "docs/parts/come.md")
        edits.site(town, ["html"])
        assert jobs == dict.fromkeys(BOTH, WHOLE)
        jobs.clear()


def test_a_kept_page_that_is_no_more_as_it_was_is_made_again(town: Path) -> None:
    page = town / "build/site/ja/meeting_room.html"
    whole = page.read_bytes()
    page.write_bytes(whole + b" ")
    change(town, BOOK, "学習用パソコンに", "学習用のパソコンに")
    edits.site(town, ["html"])
    assert page.read_bytes() == whole


def test_without_shortcuts_a_language_is_made_as_a_whole(
    town: Path, jobs: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEBIKI_PLAIN", "1")
    change(town, ROOM, "会議室のタブレットに", "会議室にあるタブレットに")
    edits.site(town, ["html"])
    assert jobs == dict.fromkeys(BOTH, WHOLE)


def test_what_is_wrong_with_another_page_is_told_until_it_is_right(tmp_path: Path) -> None:
    root = edits.town(tmp_path / "root")
    edits.site(root, ["html"])
    change(root, ROOM, "{ui}`meeting_room.check.yes`を押します。", "{ui}`meeting_room.check.no`を押します。")
    for text in ("充電してから始めます。", "電源を入れて始めます。"):
        change(root, BOOK, text, "電源を入れて始めます。" if "充電" in text else "電源につなぎます。")
        with pytest.raises(TebikiError) as refused:
            edits.site(root, ["html"])
        assert {problem.code for problem in refused.value.problems} == {"source/label"}
        assert {Path(problem.place.file).name for problem in refused.value.problems if problem.place} == {
            "meeting_room.md"
        }


def test_a_picture_that_two_pages_show_otherwise_makes_the_whole(tmp_path: Path) -> None:
    """Both name it alike: which of them is there must not depend on what was made anew."""
    root = edits.town(tmp_path / "warm")
    drawing = root / "screenshots/shared/request-form.typ"
    label = 'label("service.form.send")'
    text = drawing.read_text(encoding="utf-8")
    assert label in text
    drawing.write_text(text.replace(label, f'{label} + fact("platform")', 1), encoding="utf-8")
    edits.site(root, ["html"])
    change(root, BOOK, "充電してから始めます。", "電源を入れて始めます。")
    warm = edits.site(root, ["html"])
    for name in ("docs", "screenshots", "conf.py"):
        (tmp_path / "clean").mkdir(exist_ok=True)
        (root / name).rename(tmp_path / "clean" / name)
    assert warm == edits.site(tmp_path / "clean", ["html"])


def test_pages_agree_where_they_show_the_same_picture() -> None:
    kept = KeptPages(found={"a": PageFound(pictures={"x.png": "1.png", "y.png": "2.png"})})
    assert kept.agrees({"b": PageFound(pictures={"x.png": "1.png", "z.png": "3.png"})})
    assert not kept.agrees({"b": PageFound(pictures={"y.png": "1.png"})})


def test_a_job_without_the_last_output_keeps_nothing(tmp_path: Path) -> None:
    found = {"a": PageFound(), "b": PageFound()}
    job = Job(tmp_path, "2041", "ja", (), ("ja",), ("html",), tmp_path, tmp_path, tmp_path, pages=("a",))
    assert KeptPages.of(job) == KeptPages()
    gone = Job(
        tmp_path, "2041", "ja", (), ("ja",), ("html",), tmp_path, tmp_path, tmp_path,
        pages=("a",), old=tmp_path / "gone", last=Result(found=found),
    )  # fmt: skip
    assert KeptPages.of(gone) == KeptPages()


@pytest.mark.parametrize(
    ("name", "stale"),
    [
        ("docs/a.md", {"a"}),
        ("docs/parts/one.md", {"a", "b"}),
        ("docs/c.md", set()),
        ("screenshots/x/y.typ", {"b"}),
        ("screenshots/x/en/y.png", {"b"}),
        ("screenshots/x/variant/en/y.png", {"b"}),
        ("screenshots/x/yy.png", set()),
        ("docs/locales/en/LC_MESSAGES/manual.po", set()),
        ("screenshots/notes.toml", None),
        ("screenshots/x/y.txt", None),
        ("docs/locales/en/language.toml", None),
        ("docs/walks/a.toml", None),
        ("docs/parts/deep/one.md", None),
        ("conf.py", None),
    ],
)
def test_pages_are_known_by_the_files_that_they_show(name: str, stale: set[str] | None) -> None:
    pages = {
        "a": PageFound(files=frozenset({"docs/a.md", "docs/parts/one.md"})),
        "b": PageFound(files=frozenset({"docs/b.md", "docs/parts/one.md"}), screens=frozenset({"x/y"})),
    }
    assert stale_pages({name: "1"}, {name: "2"}, pages, "en") == stale
    assert stale_pages({name: "1"}, {name: "1"}, pages, "en") == frozenset()
    assert stale_pages({}, {name: "1"}, pages, "en") is None
    assert stale_pages({name: "1"}, {}, pages, "en") is None
