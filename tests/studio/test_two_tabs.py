"""Two tabs, or a tab and an editor: no room writes over what its form has not shown."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from planted import spoil
from release_years import NEXT, YEAR, next_year, prepare
from screen_editor_page import picture
from studio_client import Answer, StudioClient, hidden_fields, studio
from year_life import give_papers

from tebiki.content.project import Project
from tebiki.content.releases import load_review
from tebiki.editions.approval_number import make_number
from tebiki.editions.office_notes import load_approval
from tebiki.editions.walk_draft import find_draft
from tebiki.studio import rooms

TODAY: Final = date(2031, 3, 2)
EDITION: Final = f"docs/editions/{YEAR}.toml"
WALK: Final = f"/{YEAR}/walks/tablet"
SCREEN: Final = f"/{YEAR}/screens/tablet/ask"
HEAD: Final = {
    "device": "Tablet 1",
    "os": "Sky 3",
    "by": "認証担当",
    "on": "令和13年3月1日",
    "browser": "",
    "sheet": "",
}
DECISION: Final = {"role": "課長", "on": "3/1", "reason": "窓口で伝えるため"}
DEVICE: Final = {"device": "Tablet 1", "version": "Sky 3", "by": "係", "on": "3/1"}
CAPTURE: Final = {
    "device": "Tablet 1", "os": "Android 14", "on": "2031-01-20", "text_height": "48",
    "marks": "700,500,200,80",
}  # fmt: skip


ROOMS: Final = Path(rooms.__file__).parent
#: Forms that replace nothing somebody has seen: they begin, stop or end a job, which is one by its number;
#: they take in a file that says itself what it was made from; they take back an entry by its number, whose
#: files must be what it left.
NEED_NONE: Final = [
    "check {{ address }}",
    "handed {{ base }}/verify",
    "history {{ address }}/entries/{{ entry.number }}",
    "job_lines {{ stopped.address }}/resume",
    "job_lines {{ stopped.address }}/give-up",
    "job_state {{ address }}/cancel",
    "papers {{ base }}/compare",
    "papers {{ base }}/make",
    "preview /{{ visit.year }}/preview/pdfs?language={{ chosen }}&manual={{ manual }}",
    "translate {{ address }}/apply",
    "translate_language {{ address }}/{{ code }}/package",
]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[StudioClient]:
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    text = (root / EDITION).read_text(encoding="utf-8")
    opened = '"mail_wait", "certificate.opened"'
    (root / EDITION).write_text(text.replace('"mail_wait"', opened, 1), encoding="utf-8")
    with studio(root, TODAY) as found:
        yield found


def sources(root: Path) -> dict[str, bytes]:
    """All files that a room may write."""
    folders = ("docs", "screenshots", "build/notes", "build/studio/walks")
    paths = [root / "conf.py", *(path for name in folders for path in (root / name).rglob("*"))]
    kept = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    preferences = root / "build/studio/preferences.json"
    return kept | {preferences.name: preferences.read_bytes()}


def refused(answer: Answer) -> bool:
    """In words, with nothing done; or as two sides between which somebody chooses."""
    conflict = (answer.goes_to or "").startswith("/conflicts/")
    return conflict or (
        answer.status == 422 and bool(re.search("変わりました|変わった|もうありません", answer.text))
    )


def twice(
    client: StudioClient, page: str, action: str, first: dict[str, str], second: dict[str, str]
) -> tuple[Answer, Answer]:
    """One form in two tabs, sent from the one and then from the other."""
    hidden = hidden_fields(client.get(page).text, action)
    one = client.post(action, hidden | first)
    before = sources(client.desk.root)
    two = client.post(action, hidden | second)
    assert refused(two), two.text
    assert sources(client.desk.root) == before
    return one, two


@pytest.mark.parametrize(("page", "action", "first", "second"), [
    (f"/{YEAR}/facts?show=unknown", f"/{YEAR}/decide/walked.tablet", DECISION, DECISION | {"role": "部長"}),
    (f"/{YEAR}/facts/certificate.opened", f"/{YEAR}/devices", DEVICE, DEVICE | {"device": "Tablet 2"}),
    ("/role", "/role", {"role": "窓口の係"}, {"role": "庶務の係"}),
    ("/welcome", "/welcome", {"role": "窓口の係"}, {"role": "庶務の係"}),
    ("/appearance", "/appearance", {"language": "ja", "theme": "dark"}, {"language": "ja", "theme": "light"}),
])  # fmt: skip
def test_the_second_tab_is_refused(
    page: str, action: str, first: dict[str, str], second: dict[str, str], client: StudioClient
) -> None:
    one, _ = twice(client, page, action, first, second)
    assert one.goes_to
    assert client.send(page, second, action).goes_to  # made from what is there now


def test_an_approval(client: StudioClient) -> None:
    root = client.desk.root
    give_papers(root)
    review = load_review(Project(root).docs, YEAR)
    assert review is not None
    typed = {"approved": "2/20", "number": "福第12号", "by": "課長", "check_number": make_number(review)}
    page = f"/{YEAR}/approval"
    twice(client, page, page, typed, typed | {"number": "福第13号"})
    hidden = hidden_fields(client.get(page).text, f"{page}/forget")
    assert client.send(page, typed | {"number": "福第14号"}).goes_to
    assert refused(client.post(f"{page}/forget", hidden))
    kept = load_approval(Project(root), YEAR)
    assert kept is not None
    assert kept.approval == "福第14号"


def test_a_walk(client: StudioClient) -> None:
    begun = client.post(f"{WALK}/begin", HEAD)
    assert begun.goes_to
    again = client.post(f"{WALK}/begin", HEAD | {"os": "Sky 4"})
    assert again.status == 422
    assert "Sky 3" in client.get(WALK).text
    twice(client, f"{WALK}/head", f"{WALK}/head", HEAD | {"os": "Sky 4"}, HEAD | {"os": "Sky 5"})
    seen = {"seen.0": "same"}
    twice(client, f"{WALK}/2", f"{WALK}/2", seen, {"seen.0": "differs", "words.0": "とけい"})
    for act in ("record", "give-up"):
        hidden = hidden_fields(client.get(WALK).text, f"{WALK}/{act}")
        step = {"seen.0": "differs", "words.0": act}
        assert client.send(f"{WALK}/2", step).goes_to
        before = sources(client.desk.root)
        assert refused(client.post(f"{WALK}/{act}", hidden))
        assert sources(client.desk.root) == before


def test_answers_of_two_tabs_at_one_moment_are_both_kept(client: StudioClient) -> None:
    client.post(f"{WALK}/begin", HEAD)
    project = Project(client.desk.root)
    draft = find_draft(project, "tablet")
    assert draft is not None
    forms = {}
    for number in range(1, 20):
        action, text = f"{WALK}/{number}", client.get(f"{WALK}/{number}").text
        if f'action="{action}"' in text:
            forms[action] = hidden_fields(text, action) | {"seen.0": "same"}
    assert len(forms) > 1
    threads = [threading.Thread(target=client.post, args=sent) for sent in forms.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = find_draft(Project(client.desk.root), "tablet")
    assert kept is not None
    assert sum(entry.seen == "same" for entry in kept.walk.seen) >= len(forms)


def made_from(client: StudioClient) -> dict[str, str]:
    found = re.search(r'name="made_from" value="(\w+)"', client.get(SCREEN).text)
    assert found is not None
    return {"made_from": found[1]}


def test_a_capture(client: StudioClient) -> None:
    hidden = made_from(client)
    first = client.post(SCREEN, hidden | CAPTURE, {"picture": ("a.png", picture())})
    assert first.goes_to, first.text
    before = sources(client.desk.root)
    second = client.post(SCREEN, hidden | CAPTURE, {"picture": ("b.png", picture((1080, 901)))})
    assert refused(second), second.text
    drawing = client.post(f"{SCREEN}/drawing", hidden)
    assert refused(drawing), drawing.text
    assert sources(client.desk.root) == before


def test_captures_of_two_tabs_at_one_moment(client: StudioClient) -> None:
    hidden = made_from(client)
    answers: list[Answer] = []

    def send(number: int) -> None:
        data = picture((1080, 900 + number))
        answers.append(client.post(SCREEN, hidden | CAPTURE, {"picture": ("a.png", data)}))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(bool(answer.goes_to) for answer in answers) == 1
    assert sum(refused(answer) for answer in answers) == 3


def _outside(root: Path, year: str = YEAR) -> None:
    path = root / f"docs/editions/{year}.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# somebody else\n", encoding="utf-8")


def test_a_draft_is_not_given_up_once_its_file_has_changed(client: StudioClient) -> None:
    next_year(client.desk.root)
    page = f"/{NEXT}/discard"
    hidden = hidden_fields(client.get(page).text, page)
    _outside(client.desk.root, NEXT)
    before = sources(client.desk.root)
    assert refused(client.post(page, hidden))
    assert sources(client.desk.root) == before


@pytest.mark.parametrize("act", ["save", "confirm", "unknown"])
def test_a_fact_of_another_editions_tab_is_refused(act: str, client: StudioClient) -> None:
    root = client.desk.root
    action = f"/{YEAR}/facts/links.form/confirm"
    hidden = hidden_fields(client.get(f"/{YEAR}/facts/links.form").text, action)
    before = sources(root)
    answer = client.post(
        action.replace("confirm", act), hidden | {"edition": "2030", "source": "x", "by": "係"}
    )
    assert answer.status == 422
    assert "2030年度のページ" in answer.text
    for action in (f"/{YEAR}/decide/walked.tablet", f"/{YEAR}/devices"):
        assert "2030年度のページ" in client.post(action, DECISION | DEVICE | {"edition": "2030"}).text
    assert sources(root) == before


def test_a_change_that_is_no_longer_so_is_not_taken_back(client: StudioClient) -> None:
    root = client.desk.root
    form = client.get(f"/{YEAR}/facts/links.form").text
    hidden = hidden_fields(form, f"/{YEAR}/facts/links.form/confirm")
    saved = client.post(f"/{YEAR}/facts/links.form/save", hidden | {"value": "https://yamabe.example/f/10"})
    assert saved.goes_to, saved.text
    _outside(root)
    before = sources(root)
    answer = client.post(f"/{YEAR}/history/entries/1")
    assert answer.status == 422
    assert sources(root) == before


def test_a_conflict_is_settled_as_it_was_shown(client: StudioClient) -> None:
    action = f"/{YEAR}/facts/links.form/save"
    page = f"/{YEAR}/facts/links.form"
    first, second = (hidden_fields(client.get(page).text, f"{page}/confirm") for _ in range(2))
    assert client.post(action, first | {"value": "https://yamabe.example/f/10"}).goes_to
    assert client.post(action, second | {"value": "https://yamabe.example/f/11"}).goes_to == "/conflicts/1"
    settle = "/conflicts/1/settle"
    seen = hidden_fields(client.get("/conflicts/1").text, settle)
    spoil(client.desk.root / EDITION, "f/10", "f/12")
    clash = re.search(r'name="(choice\.[^"]*)"', client.get("/conflicts/1").text)
    assert clash is not None
    chosen = {clash[1]: "theirs"}
    assert refused(client.post(settle, seen | chosen))  # the file is another one than was shown
    assert refused(client.post(settle, seen | chosen))  # and so it stays for a tab that shows the older one
    assert client.send("/conflicts/1", chosen, settle).goes_to
    assert "f/12" in (client.desk.root / EDITION).read_text(encoding="utf-8")


def test_every_form_that_replaces_something_says_what_it_was_made_from() -> None:
    """A new room that forgets it is found here."""
    missing = []
    for path in sorted(ROOMS.glob("*.html")):
        for form in re.findall(
            r'<form[^>]*method="post".*?</form>', path.read_text(encoding="utf-8"), re.DOTALL
        ):
            action = re.search(r'action="([^"]*)"', form)
            assert action is not None
            if not re.search(r'type="hidden" name="(made_from|kept|change)"', form):
                missing.append(f"{path.stem} {action[1]}")
    assert missing == NEED_NONE
