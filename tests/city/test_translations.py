"""The city's catalogues: Weblate finds them and sees every token; an update asks for what the pages hold."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from city.current import DOCS
from tebiki.cli.dispatch import main
from tebiki.content.catalogs.catalog import read_catalog
from tebiki.content.catalogs.tokens import tokens_of
from tebiki.content.project import Project
from tebiki.pipeline.extract_messages import extract
from tebiki.translate.targets import catalogs_of, target_languages
from tebiki.translate.template import asked

LOCALES = DOCS / "locales"
CATALOGS = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))


def placeholders() -> tuple[str, ...]:
    """The regular expressions of ``placeholders`` in Weblate's settings."""
    flags = json.loads((LOCALES / "weblate.json").read_text(encoding="utf-8"))["check_flags"]
    assert "\\" not in flags  # Weblate would take it for an escape
    return tuple(re.findall(r':r"([^"]*)"', flags))


def test_weblate_finds_every_catalogue() -> None:
    settings = json.loads((LOCALES / "weblate.json").read_text(encoding="utf-8"))
    assert settings["file_format"] == "po"
    assert sorted(DOCS.parent.glob(settings["filemask"])) == CATALOGS
    assert {"md-text", "safe-html"} <= {flag.strip() for flag in settings["check_flags"].split(",")}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_weblate_sees_every_token_and_no_word(path: Path) -> None:
    role, link = placeholders()
    for entry in read_catalog(path).entries:
        for text in (entry.msgid, entry.msgstr):
            tokens = tokens_of(text)
            roles = Counter(f"{{{name}}}`{value}`" for name, value in tokens.roles.elements())
            assert Counter(re.findall(role, text)) == roles
            assert len(re.findall(link, text)) == tokens.links.total()


def test_an_update_asks_for_what_the_pages_hold(content: Path, tmp_path: Path) -> None:
    """Whatever has been corrected since the last one; how far the languages are, the status tells."""
    root = shutil.copytree(content, tmp_path / "content", ignore=shutil.ignore_patterns("build"))
    assert main(["translate", "update", f"--root={root}"]) == 0
    project = Project(root)
    wanted = [one.msgid for one in asked(extract(project))]
    assert wanted
    for catalog in catalogs_of(project, target_languages(project)):
        assert [entry.msgid for entry in catalog.entries if not entry.obsolete] == wanted, catalog.language
