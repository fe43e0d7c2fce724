"""What of a file with texts in all languages one language's build depends on."""

from __future__ import annotations

from pathlib import Path

import edits
import pytest

from tebiki.pipeline.key import CONTENT, below, changed, parts_of, parts_of_language

EDITION = "docs/editions/2031.toml"
LABELS = "docs/labels/tablet.toml"
PUBLISHER = ('ja = "山辺市福祉課"', 'ja = "山辺市福祉部"')
#: What a proof of a language is asked for.
PROOF = {"--stage": "proof"}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A project in Japanese and Indonesian."""
    return edits.project(tmp_path / "root")


def concerned(root: Path, name: str, old: str, new: str, **asked: str) -> set[str]:
    """The languages whose key is another after an edit."""

    def keys() -> dict[str, dict[str, str]]:
        parts = parts_of(root, asked)
        return {code: parts_of_language(root, parts, code, ("ja", "id")) for code in ("ja", "id")}

    before, text = keys(), (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")
    now = keys()
    assert all(set(changed(before[code], now[code])) <= {name} for code in now)
    return {code for code in now if now[code] != before[code]}


def test_a_language_with_a_text_of_its_own_does_not_depend_on_the_japanese_one(two: Path) -> None:
    assert concerned(two, EDITION, *PUBLISHER) == {"ja"}
    assert concerned(two, EDITION, 'id = "Dinas Sosial"\n', "") >= {"id"}
    assert concerned(two, EDITION, *PUBLISHER[::-1]) == {"ja", "id"}  # now it is shown in Indonesian, too


def test_beside_a_label_stands_the_japanese_one(two: Path) -> None:
    assert concerned(two, LABELS, 'ja = "はい"', 'ja = "うん"') == {"ja", "id"}


def test_a_fact_in_no_language_concerns_all(two: Path) -> None:
    assert concerned(two, EDITION, "YMB-2031-0228", "YMB-2031-0301") == {"ja", "id"}


def test_what_a_walk_has_seen_was_japanese(two: Path) -> None:
    (two / "docs" / "walks").mkdir()
    (two / "docs" / "walks" / "a.toml").touch()
    assert concerned(two, EDITION, *PUBLISHER) == {"ja", "id"}


def test_a_proof_shows_screens_in_japanese(two: Path) -> None:
    assert concerned(two, EDITION, *PUBLISHER, **PROOF) == {"ja", "id"}


def test_an_extra_fact_may_have_the_name_of_a_language(two: Path) -> None:
    path = two / EDITION
    extra = '\n[extra]\nja = "一"\nid = "二"\n'
    path.write_text(path.read_text(encoding="utf-8") + extra, encoding="utf-8")
    assert concerned(two, EDITION, 'ja = "一"', 'ja = "三"') == {"ja", "id"}


def test_every_file_that_a_build_may_read_is_a_part(two: Path, tmp_path: Path) -> None:
    docs, other = two / "docs", tmp_path / "other"
    other.mkdir()
    for path in (docs / ".hidden", docs / "a.mo", docs / ".deep/b.md", docs / "deep/c.md", other / "d.md"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("text", encoding="utf-8")
    (docs / "linked").symlink_to(other, target_is_directory=True)
    (docs / "e.md").symlink_to(other / "d.md")
    (docs / "gone.md").symlink_to(other / "gone.md")
    parts = parts_of(two, {}, {str(docs / "deep" / "c.md"): "known"})
    listed = [path.relative_to(two).as_posix() for name in CONTENT for path in below(two / name)]
    assert sorted(name for name in parts if name.startswith(CONTENT)) == sorted(listed)
    assert parts["docs/deep/c.md"] == "known"
    assert parts["docs/e.md"] == parts["docs/.deep/b.md"]
    assert not {"docs/.hidden", "docs/a.mo", "docs/linked/d.md", "docs/gone.md"} & parts.keys()
