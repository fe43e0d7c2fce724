"""The setting ``approval``: what the head of a paper to be signed has in an invented city."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOTS

from tebiki.content.settings import load_config
from tebiki.errors import TebikiError
from tebiki.messages import tell


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOTS / "yamabe", tmp_path / "yamabe")
    return tmp_path / "yamabe"


def with_approval(root: Path, value: str) -> Path:
    with (root / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(f'tebiki_settings["approval"] = {value}\n')
    return root


def test_a_city_that_sets_nothing_has_what_most_have(root: Path) -> None:
    approval = load_config(root).settings.approval
    assert approval.stamps == ("課長", "課長補佐", "係長", "担当")
    assert approval.cells[0] == "文書番号"
    assert approval.drafter is None


def test_names_and_their_order_are_the_citys(root: Path) -> None:
    settings = load_config(
        with_approval(root, '{"stamps": ["所長", "係"], "cells": [], "drafter": "係 〇〇"}')
    )
    approval = settings.settings.approval
    assert (approval.stamps, approval.cells, approval.drafter) == (("所長", "係"), (), "係 〇〇")


@pytest.mark.parametrize(
    "value",
    [
        '{"stamps": ["役"] * 17}',
        '{"stamps": ["とても長い役職の名前"]}',
        '{"cells": ["a", "b", "c", "d", "e", "f"]}',
        '{"cells": ["とても長い名前"]}',
        '{"stamps": "課長"}',
        r'{"stamps": ["課\n長"]}',
        '{"drafter": "係" * 61}',
        r'{"drafter": "係\n印"}',
        '{"stamp": ["課長"]}',
        '{"stamps": [""]}',
    ],
)
def test_what_the_paper_has_no_room_for_is_told_at_its_line(root: Path, value: str) -> None:
    with pytest.raises(TebikiError) as raised:
        load_config(with_approval(root, value))
    [problem] = raised.value.problems
    assert re.search(r"conf\.py", str(problem.place))
    assert tell(problem, "ja")


def test_pages_do_not_depend_on_it(root: Path) -> None:
    assert "approval" not in load_config(root).settings.printed
