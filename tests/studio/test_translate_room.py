"""翻訳: languages at a glance, one language, the package, what becomes of a file that came back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from job_samples import ended
from studio_client import StudioClient, studio

from tebiki.content.catalogs.catalog import read_catalog
from tebiki.studio.rooms.translate import _COUNTERS

PO = "docs/locales/en/LC_MESSAGES/manual.po"
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SCAN = "別の端末では、QRコードを読み取ります。"


@pytest.fixture
def client(bilingual: Path) -> Iterator[StudioClient]:
    with studio(bilingual) as client:
        yield client


def wait(client: StudioClient) -> None:
    _COUNTERS[client.desk]["2031"].wait()


def shown(client: StudioClient, address: str = "/2031/translate") -> str:
    client.get(address)
    wait(client)
    return client.get(address).text


def make_open(root: Path) -> None:
    """One message loses its translation."""
    path = root / PO
    text = path.read_text(encoding="utf-8")
    changed = re.sub(rf'(msgid "{SCAN}"\nmsgstr )"[^"]*"', r'\1""', text)
    assert changed != text
    path.write_text(changed, encoding="utf-8", newline="\n")


def sent(message: str, translation: str, comment: str = "") -> bytes:
    return f'{HEADER}{comment}msgid "{message}"\nmsgstr "{translation}"\n'.encode()


def give(client: StudioClient, data: bytes, name: str = "back-en.po", language: str = "") -> str:
    answer = client.post("/2031/translate/apply", {"language": language}, {"file": (name, data)})
    return answer.text


def translation(client: StudioClient) -> str:
    entries = read_catalog(client.desk.root / PO).entries
    return next(one.msgstr for one in entries if one.msgid == SCAN)


def test_the_first_answer_waits_for_nothing(client: StudioClient) -> None:
    answer = client.get("/2031/translate")
    assert answer.status == 200
    assert "数えています" in answer.text
    wait(client)


def test_languages_at_a_glance(client: StudioClient) -> None:
    make_open(client.desk.root)
    text = shown(client)
    assert '<a href="/2031/translate/en">英語</a>' in text
    assert "残り1文" in text
    assert "まだ" in text  # nobody vouches
    assert "残り1" in client.get("/appearance").text or "残り1" in text  # the rail


def test_who_vouches(client: StudioClient) -> None:
    care = client.desk.root / "docs" / "locales" / "en" / "language.toml"
    care.write_text(
        'format = 1\n[reviewed.2031]\nby = "国際交流の担当"\non = "2031-02-01"\n', encoding="utf-8"
    )
    assert "国際交流の担当（令和13年2月1日）" in shown(client)


def test_one_language_with_what_is_open(client: StudioClient) -> None:
    make_open(client.desk.root)
    text = shown(client, "/2031/translate/en")
    assert "<h1" in text
    assert "英語の翻訳" in text
    assert "タブレット 手順1・手順・訳がない" in text
    assert SCAN in text
    assert "送るファイルを作る" in text
    assert "受け取る" not in text


def test_a_language_that_there_is_not(client: StudioClient) -> None:
    assert client.get("/2031/translate/xx").status == 422


def test_the_package_is_made_by_a_job_and_kept(client: StudioClient) -> None:
    make_open(client.desk.root)
    answer = client.post("/2031/translate/en/package")
    assert answer.goes_to is not None
    assert answer.goes_to.startswith("/jobs/")
    done = ended(client.desk.jobs, int(answer.goes_to.rpartition("/")[2]))
    assert done.state == "done"
    assert "翻訳者に送るファイルができました" in client.get(answer.goes_to).text
    assert "受け取る" in client.get("/2031/translate/en").text
    kept = client.get("/2031/translate/en/package")
    assert "attachment" in kept.headers["content-disposition"]
    assert any(name.endswith(".po") for name in zipfile.ZipFile(io.BytesIO(kept.data)).namelist())


def test_no_package_is_no_file(client: StudioClient) -> None:
    assert client.get("/2031/translate/en/package").status == 422


def test_a_right_file_goes_in(client: StudioClient) -> None:
    make_open(client.desk.root)
    text = give(client, sent(SCAN, "On another device, scan the QR code."))
    assert "英語の訳を1文入れました" in text
    assert translation(client) == "On another device, scan the QR code."
    entry = client.desk.journal.entries[-1]
    assert (entry.label, [one.file for one in entry.files]) == ("translate/applied", [PO])


def test_a_wrong_translation_is_refused_with_its_reason_and_a_reply(client: StudioClient) -> None:
    make_open(client.desk.root)
    text = give(client, sent(SCAN, "On another device, scan the {fact}`version` QR code."))
    assert "入れられなかった訳 1" in text
    assert SCAN in text
    assert translation(client) == ""
    reply = client.get("/2031/translate/en/reply")
    assert reply.status == 200
    assert SCAN in reply.text


def test_questions_stand_in_words(client: StudioClient) -> None:
    make_open(client.desk.root)
    text = give(client, sent(SCAN, "Scan the QR code on another device.", "# Which device is meant?\n"))
    assert "翻訳者からの質問・コメント 1" in text
    assert "Which device is meant?" in text


def test_a_file_that_cannot_be_read_changes_nothing(client: StudioClient) -> None:
    before = (client.desk.root / PO).read_bytes()
    for name, data in (("back.po", b"no catalogue"), ("back.zip", b"PK no zip"), ("back.docx", b"x")):
        text = give(client, data, name)
        assert "このファイルは読めません" in text, name
    assert (client.desk.root / PO).read_bytes() == before


def test_no_file_is_told(client: StudioClient) -> None:
    answer = client.post("/2031/translate/apply", {"language": ""}, {"file": ("", b"")})
    assert answer.status == 422
    assert "ファイルが選ばれていません" in answer.text


@pytest.mark.parametrize("name", ["../../../docs/back-en.po", "..\\back-en.po", "..", "/etc/back-en.po"])
def test_a_files_name_leads_nowhere(client: StudioClient, name: str) -> None:
    make_open(client.desk.root)
    before = sorted(path for path in client.desk.root.rglob("back*"))
    give(client, sent(SCAN, "Scan the code."), name, "en")
    assert sorted(path for path in client.desk.root.rglob("back*")) == before


def test_a_translation_with_markup_of_a_page_is_shown_as_text(client: StudioClient) -> None:
    make_open(client.desk.root)
    text = give(client, sent(SCAN, "<script>alert(1)</script>"))
    assert "<script>alert" not in text


def test_a_project_of_one_language(desk_of_city: StudioClient) -> None:
    assert "ほかの言語はありません" in shown(desk_of_city)


def test_sources_that_cannot_be_read_are_told(client: StudioClient) -> None:
    page = client.desk.root / "docs" / "tablet.md"
    page.write_text(page.read_text(encoding="utf-8").replace("{fact}`version`", "{fact}`no_fact`"), "utf-8")
    assert "no_fact" in shown(client)
