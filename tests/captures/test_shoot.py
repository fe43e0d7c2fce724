"""What a dialog of a browser becomes: its parts, what is covered, what is refused; no browser is needed."""

from __future__ import annotations

import dataclasses
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tebiki.captures.shoot import shoot as module
from tebiki.captures.shoot.accessibility import Part
from tebiki.captures.shoot.certificate_dialog import HOSTS, host_boxes, is_complete, read_dialog, text_boxes
from tebiki.captures.shoot.session import SCALE, Shot
from tebiki.captures.shoot.shoot import ShootOptions, shoot
from tebiki.content.project import Project
from tebiki.errors import EnvironmentUnavailableError, TebikiError, UsageError
from tebiki.messages import remedy, tell

DAY = date(2031, 2, 3)
WORDS = {
    "title": "証明書の選択",
    "body": "{host}で使う証明書を選びます",
    "subject": "件名",
    "ok": "はい",
}
LABELS = "\n".join(
    f'[door.{part}]\nja = "{words}"\nsource = "guess"\nverified = false\n' for part, words in WORDS.items()
)
RECIPE = '\n[shoot]\nrecipe = "chromium-certificates"\n\n[shoot.labels]\n' + "".join(
    f'{part} = "shot.door.{part}"\n' for part in WORDS
)

#: What somebody writes wrong in the table, and what is told.
SLIPS = (
    ('"shot.door.ok"', '"shot.none"', "source/label"),
    ("[shoot.labels]", '[shoot.labels]\nnonsense = "shot.door.ok"', "screens/part"),
    ("[shoot.labels]", 'host = "links.none"\n\n[shoot.labels]', "screens/shoot-host"),
    ("[shoot.labels]", 'host = "certificate.id"\n\n[shoot.labels]', "screens/shoot-host"),
    ('"chromium-certificates"', '"firefox"', "toml/value"),
)


def parts(host: str, ok: str = "はい") -> tuple[Part, ...]:
    rows = [
        ("dialog", "証明書の選択", (10, 10, 560, 320)),
        ("heading", "証明書の選択", (30, 30, 400, 24)),
        ("push button", "閉じる", (530, 30, 20, 20)),
        ("static", f"{host}:443で使う証明書を選びます", (30, 60, 500, 40)),
        *(
            ("column header", name, (30 + 170 * n, 110, 160, 20))
            for n, name in enumerate(("件名", "発行元", "番号"))
        ),
        *(("table cell", name, (30 + 170 * n, 140, 160, 40)) for n, name in enumerate(("a", "b", "c"))),
        ("push button", "情報", (30, 270, 100, 40)),
        ("push button", "いいえ", (330, 270, 100, 40)),
        ("push button", ok, (440, 270, 100, 40)),
    ]
    return tuple(Part(role, name, box, ()) for role, name, box in rows)


def shot(host: str, ok: str = "はい") -> Shot:
    """A picture with ink where the host and the cells' texts stand."""
    image = Image.new("RGB", (1300, 800), "white")
    pen = ImageDraw.Draw(image)
    for n, letter in enumerate(host):
        grey = 6 * (ord(letter) - ord("a"))
        pen.rectangle((70 + 14 * n, 130, 70 + 14 * n + 10, 150), fill=(grey, grey, grey))
    for n in range(3):
        pen.rectangle((120 + 340 * n, 300, 220 + 340 * n, 330), fill="black")
    return Shot(image, parts(host, ok))


def test_parts_have_their_names_and_the_host_its_place() -> None:
    dialog = read_dialog(shot(HOSTS[0]), HOSTS[0])
    assert {key: dialog.words[key] for key in WORDS} == WORDS
    assert dialog.boxes["ok"] == (440 * SCALE, 270 * SCALE, 100 * SCALE, 40 * SCALE)
    assert dialog.boxes["certificate"] == (30 * SCALE, 140 * SCALE, 500 * SCALE, 40 * SCALE)
    assert not is_complete(parts(HOSTS[0])[:6])
    assert is_complete(parts(HOSTS[0]))


def test_what_no_reader_will_see_is_found_by_its_ink() -> None:
    first, second = (read_dialog(shot(host), host) for host in HOSTS)
    (host,) = host_boxes(first, second)
    assert host[0] <= 70 + 4
    assert host[0] + host[2] >= 70 + 14 * 5
    assert host[1] <= 130
    assert host[1] + host[3] >= 150
    cells = list(text_boxes(first, (0, 2)))
    assert [box[0] for box in cells] == [116, 796]


def test_hosts_differ_at_every_place_and_are_made_of_the_same_letters() -> None:
    assert sorted(HOSTS[0]) == sorted(HOSTS[1])
    assert all(a != b for a, b in zip(*HOSTS, strict=True))


@pytest.fixture
def project(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city with a screen that has a recipe, and a browser that is no browser."""
    (city / "docs" / "labels" / "shot.toml").write_text("format = 2\n\n" + LABELS, encoding="utf-8")
    name = next((city / "screenshots").glob("*/*.toml"))
    text = name.read_text(encoding="utf-8").split("[[marks]]")[0]
    (name.parent / "door.toml").write_text(text + RECIPE, encoding="utf-8")
    shutil.copy(name.with_suffix(".typ"), name.parent / "door.typ")
    monkeypatch.setattr(module, "find_programs", lambda: {"chromium": "chromium"})
    monkeypatch.setattr(module, "browser_version", lambda _: "Chromium 1.2.3")
    monkeypatch.setattr(module, "system_name", lambda: "Some Linux 9")
    monkeypatch.setattr(
        module, "_dialog", lambda _work, _language, host, _name: read_dialog(shot(host), host)
    )
    return city


def door(city: Path) -> str:
    return (
        next((city / "screenshots").glob("*/door.toml"))
        .relative_to(city / "screenshots")
        .with_suffix("")
        .as_posix()
    )


def test_a_capture_takes_its_place_and_labels_get_their_source(project: Path) -> None:
    done = shoot(Project(project), ShootOptions(door(project), DAY), lambda _: None)
    assert [one.capture.os for one in done.added] == ["Chromium 1.2.3 (Some Linux 9)"]
    assert done.added[0].capture.on == DAY
    assert len(done.added[0].capture.redact) >= 3  # the host, who issued it, its number
    assert sorted(done.confirmed) == sorted(f"shot.door.{part}" for part in WORDS)
    labels = tomllib.loads((project / "docs" / "labels" / "shot.toml").read_text(encoding="utf-8"))["door"]
    assert (
        labels["ok"]["source"] == "Chromium 1.2.3 (Some Linux 9): read from its dialog on 2031-02-03, in ja"
    )
    assert all(row["verified"] for row in labels.values())


def test_other_words_are_told_and_nothing_is_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    seen = shot(HOSTS[0])
    seen = dataclasses.replace(seen, parts=parts(HOSTS[0], ok="了解"))
    monkeypatch.setattr(module, "_dialog", lambda *_: read_dialog(seen, HOSTS[0]))
    with pytest.raises(TebikiError) as caught:
        shoot(Project(project), ShootOptions(door(project), DAY), lambda _: None)
    (problem,) = caught.value.problems
    assert problem.code == "screens/other-words"
    assert (problem.values["seen"], problem.values["said"]) == ("了解", "はい")
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_what_cannot_be_shot_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = next(p for p in sorted((project / "screenshots").glob("*/*.toml")) if p.stem != "door")
    name = other.relative_to(project / "screenshots").with_suffix("").as_posix()
    with pytest.raises(UsageError) as caught:
        shoot(Project(project), ShootOptions(name, DAY), lambda _: None)
    assert caught.value.problems[0].code == "screens/no-recipe"
    with pytest.raises(UsageError) as caught:
        shoot(Project(project), ShootOptions(door(project), DAY, ("en",)), lambda _: None)
    assert caught.value.problems[0].code == "screens/no-words"
    for old, new, code in SLIPS:
        path = project / "screenshots" / f"{door(project)}.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(TebikiError) as wrong:
            shoot(Project(project), ShootOptions(door(project), DAY), lambda _: None)
        [problem] = wrong.value.problems
        assert problem.code == code
        assert door(project) in tell(problem)
        assert remedy(problem)
        path.write_text(text, encoding="utf-8")
    monkeypatch.undo()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentUnavailableError) as gone:
        shoot(Project(project), ShootOptions(door(project), DAY), lambda _: None)
    assert "chromium" in str(gone.value.problems[0].values["packages"])
