"""What pages of the studio are made of: no script, style or handler within, every frame sandboxed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

import tebiki

STUDIO: Final = Path(tebiki.__file__).parent / "studio"
TEMPLATES: Final = sorted([*STUDIO.rglob("*.html")])
SCRIPTS: Final = sorted(path for path in STUDIO.rglob("*.js") if ".min." not in path.name)
#: What makes a page run or look as a text in it says.
INLINE: Final = {
    "style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "htmx code": re.compile(
        r"\bhx-(on|vals|headers|vars|trigger)\b.*(js:|javascript:|\[)|\bhx-on", re.IGNORECASE
    ),
    "address that runs": re.compile(r"javascript:|data:text", re.IGNORECASE),
    "unescaped": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\("),
    "other server": re.compile(r"(src|href|action)\s*=\s*[\"']?(https?:)?//", re.IGNORECASE),
}

#: What no script of ours does: have a text run, or become elements.
EVALUATES: Final = (
    *(r"\beval\(", r"new Function", r"innerHTML\s*=", r"outerHTML\s*=", r"insertAdjacentHTML"),
    *(r"document\.write", r"\.srcdoc", r"https?://(?!www\.w3\.org)", r"importScripts"),
)


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 5
    assert SCRIPTS


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_runs_or_looks_as_a_text_says(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [(kind, line.strip()) for kind, sign in INLINE.items() for line in lines if sign.search(line)]
    assert not found


@pytest.mark.parametrize(
    ("kind", "planted"),
    [
        ("style", '<p style="x">'), ("style", "<style>"), ("script", "<script>x</script>"),
        ("handler", '<p onclick="x">'), ("htmx code", '<p hx-on:click="x">'),
        ("htmx code", "<p hx-vals='js:{a: 1}'>"), ("address that runs", '<a href="javascript:x">'),
        ("unescaped", "{{ x|safe }}"), ("other server", '<img src="https://a.example/b">'),
        ("other server", "<form action='//a.example'>"),
    ],
)  # fmt: skip
def test_each_of_them_would_be_found(kind: str, planted: str) -> None:
    assert INLINE[kind].search(planted)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_frame_is_sandboxed_and_has_a_title(path: Path) -> None:
    for frame in re.findall(r"<(?:iframe|object|embed)[^>]*>", path.read_text(encoding="utf-8")):
        assert frame.startswith("<iframe")
        sandbox = re.search(r'sandbox="([^"]*)"', frame)
        assert sandbox is not None
        assert not re.search("allow-(scripts|same-origin|forms|top-navigation)", sandbox[1])
        assert 'title="' in frame


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_forms_send_by_post_within_the_studio(path: Path) -> None:
    for form in re.findall(r"<form[^>]*>", path.read_text(encoding="utf-8")):
        assert re.search(r'method="post"|method="get"', form), form
        assert re.search(r'action="(/|\{\{)', form), form


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_evaluates_or_injects(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [word for word in EVALUATES if re.search(word, text)]
