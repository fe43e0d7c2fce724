"""Words that go by a number: one problem, two problems; in Japanese there is one form."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from tebiki.messages import rule_files, say

FILES = [
    *(file for file in files("tebiki.messages").iterdir() if file.name.endswith(".toml")),
    *rule_files(),
]
SENTENCES = [
    pytest.param(words[key], id=f"{file.name}: {code} {key}")
    for file in FILES
    for code, words in tomllib.loads(file.read_text(encoding="utf-8")).items()
    for key in ("en", "do_en")
    if "|" in words.get(key, "")
]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 problems."), (1, "1 problem."), (2, "2 problems."), (11, "11 problems.")],
)
def test_one_is_one(count: int, said: str) -> None:
    assert say("build/failed", "en", count=count).startswith(said)
    assert f"{count}つ" in say("build/failed", "ja", count=count)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_forms_and_a_number_that_is_told(sentence: str) -> None:
    """A place is ``{number|one|other}``, and the number stands in the sentence or is known to its caller."""
    for field in re.findall(r"\{([^{}]*\|[^{}]*)\}", sentence):
        assert len(field.split("|")) == 3, field
        assert not re.search(r"[.\[!:]", field), field


def test_a_form_is_no_value() -> None:
    """A sentence whose value is missing is a mistake, as it was."""
    with pytest.raises(KeyError):
        say("build/failed", "en", number=1)
