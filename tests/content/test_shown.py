"""Pages and declared screens fit together."""

from __future__ import annotations

from pathlib import Path

from tebiki.content.shown_screens import mistakes, shown_screens

TOML = 'verified = false\nknown = true\nsource = "s"\n'


def content(root: Path, page: str, **files: str) -> Path:
    (root / "docs" / "parts").mkdir(parents=True)
    (root / "docs" / "phone.md").write_text(page, encoding="utf-8")
    (root / "screenshots" / "phone").mkdir(parents=True)
    for name, text in files.items():
        (root / "screenshots" / "phone" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return root


def found(root: Path) -> list[tuple[str, str]]:
    return [(p.code, str(p.place)) for p in mistakes(root / "docs", root / "screenshots")]


def test_every_screen_of_a_page_is_found(tmp_path: Path) -> None:
    page = "# t\n\n:::{screen} phone/a\n:alt: a\n:::\n\n```{screen} phone/b/android-9\n:alt: b\n```\n"
    root = content(tmp_path, page)
    shown = shown_screens(root / "docs")
    assert {name: [place.line for place in places] for name, places in shown.items()} == {
        "phone/a": [3],
        "phone/b/android-9": [7],
    }


def test_what_fits_says_nothing(tmp_path: Path) -> None:
    assert found(content(tmp_path, "::::{screen} phone/a\n::::\n", a_toml=TOML)) == []


def test_a_toml_that_nobody_shows(tmp_path: Path) -> None:
    root = content(tmp_path, "text\n", a_toml=TOML)
    ((code, place),) = found(root)
    assert code == "screens/unshown"
    assert place.endswith("screenshots/phone/a.toml")


def test_a_screen_without_a_toml(tmp_path: Path) -> None:
    ((code, place),) = found(content(tmp_path, "x\n\n:::{screen} phone/a\n:::\n"))
    assert code == "screens/undeclared_shown"
    assert place.endswith("docs/phone.md:3")


def test_a_picture_of_no_screen(tmp_path: Path) -> None:
    root = content(tmp_path, ":::{screen} phone/a\n:::\n", a_toml=TOML, b_png="x")
    ((code, place),) = found(root)
    assert code == "screens/stray"
    assert place.endswith("screenshots/phone/b.png")


def test_a_variant_that_nobody_shows(tmp_path: Path) -> None:
    variants = '[variants.os-9]\nfallback = "os-8"\n[variants.os-8]\nfallback = "main"\n'
    root = content(tmp_path, ":::{screen} phone/a\n:::\n", a_toml=TOML + variants)
    assert [code for code, _ in found(root)] == ["screens/unshown", "screens/unshown"]
    (root / "docs" / "phone.md").write_text(":::{screen} phone/a/os-9\n:::\n", encoding="utf-8")
    assert found(root) == []
