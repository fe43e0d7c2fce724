"""The glossary: terms by language, refused spellings, and what is refused of the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.content.glossary import load_glossary
from tebiki.errors import TebikiError

TERM = '[[terms]]\nja = "端末"\nen = "device"\nrefused.en = ["terminal"]\n'


def load(tmp_path: Path, text: str) -> None:
    (tmp_path / "glossary.toml").write_text(text, encoding="utf-8")
    load_glossary(tmp_path)


def test_a_content_may_have_none(tmp_path: Path) -> None:
    assert load_glossary(tmp_path).terms == ()


def test_a_term(tmp_path: Path) -> None:
    load(tmp_path, TERM)
    term = load_glossary(tmp_path).terms[0]
    assert (dict(term.texts), dict(term.refused)) == ({"ja": "端末", "en": "device"}, {"en": ("terminal",)})


def test_a_term_that_nobody_has_decided(tmp_path: Path) -> None:
    load(tmp_path, TERM + 'also.en = ["unit"]\nopen.en = "device or unit?"\n')
    term = load_glossary(tmp_path).terms[0]
    assert term.spellings("en") == ("device", "unit")
    assert (term.told("en"), term.told("ja"), term.told("vi")) == (
        "device / unit (device or unit?)",
        "端末",
        "",
    )


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[[terms]", "toml/syntax", 1),
        ('[[terms]]\nen = "device"\n', "glossary/ja", 1),
        (TERM + TERM, "glossary/twice", 5),
        ('[[terms]]\nja = "端末"\nrefused.ja = ["端末"]\n', "glossary/own", 1),
        ('[[terms]]\nja = "端末"\nrefused.English = ["a"]\n', "glossary/language", 1),
        ('[[terms]]\nja = "端末"\nEnglish = "device"\n', "toml/unknown", 3),
        ('[[terms]]\nja = ""\n', "toml/empty", 2),
        ("[[terms]]\nja = 1\n", "toml/string", 2),
        ('[[terms]]\nja = "端末"\nrefused.en = "terminal"\n', "toml/list", 3),
        ('[terms]\nja = "端末"\n', "toml/list", 1),
        ('[[term]]\nja = "端末"\n', "toml/unknown", None),
        (TERM + 'also.en = ["unit"]\n', "glossary/open", 1),
        (TERM + 'open.en = "device or unit?"\n', "glossary/open", 1),
        (TERM + 'also.vi = ["máy"]\nopen.vi = "?"\n', "glossary/open", 1),
        (TERM + 'also.en = ["terminal"]\nopen.en = "?"\n', "glossary/both", 1),
        (TERM + 'also.en = ["device"]\nopen.en = "?"\n', "glossary/both", 1),
        (TERM + 'also.en = "unit"\nopen.en = "?"\n', "toml/list", 5),
        (TERM + 'also.en = ["unit"]\nopen.en = ""\n', "toml/empty", 6),
    ],
)
def test_what_is_wrong_with_the_file(tmp_path: Path, text: str, code: str, line: int | None) -> None:
    with pytest.raises(TebikiError) as caught:
        load(tmp_path, text)
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.line == line
