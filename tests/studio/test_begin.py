"""A year begins in the studio: each refusal at its field, the command's bytes, no trace of secrets."""

from __future__ import annotations

import base64
import io
import logging
import re
import sys
import tomllib
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, quote_plus, urlsplit

import pytest
from certificates import PASSWORD, key, p12, planted, put
from studio_client import Answer, StudioClient, studio

from tebiki.checks.city import City
from tebiki.checks.rules.facts import unknown
from tebiki.checks.subjects.sources import EditionFacts
from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.editions.begin_year import BeginAnswers
from tebiki.editions.certificate_file import inside
from tebiki.editions.given_certificate import GivenCertificate
from tebiki.log import TOP
from tebiki.messages import area
from tebiki.studio.begin_steps import KeptAnswers, pack, unpack
from tebiki.studio.session import Session
from tebiki.studio.words import room_texts

NAME = "YMB-2032-0301.pfx"
REAL = Path(__file__).parents[1] / "p12"
CASES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "bad" / "certificates").glob("*.toml"))
}
#: Refused whatever the edition says.
CLOSED = {
    name: case
    for name, case in CASES.items()
    if case["code"].startswith("certificate/") and case["code"] != "certificate/password"
}


@pytest.fixture
def begins(city: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StudioClient]:
    """A studio of a city whose year 2032 has not begun; the messages of tests are Japanese."""
    monkeypatch.chdir(city)
    monkeypatch.setenv("TEBIKI_LANG", "ja")
    with studio(city) as client:
        yield client


def opened(
    client: StudioClient,
    data: bytes | None = None,
    name: str = NAME,
    password: str = PASSWORD,
    **form: str,
) -> Answer:
    data = p12("YMB-2032-0301", "2040-03-31") if data is None else data
    return client.post("/2032/begin/1", {"password": password, **form}, {"file": (name, data)})


def kept(answer: Answer, step: int) -> str:
    """What goes on to that step."""
    assert answer.goes_to is not None, visible(answer)
    parts = urlsplit(answer.goes_to)
    assert parts.path == f"/2032/begin/{step}"
    return parse_qs(parts.query)["kept"][0]


def visible(answer: Answer) -> str:
    """The words of a page."""
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", answer.text).split()))


def wrong(answer: Answer, field: str) -> str:
    """What is said at a field: between its hint and its input."""
    start = answer.text.index(f'id="{field}-hint"')
    end = answer.text.index(f'id="{field}"')
    found = re.search(rf'<p class="wrong" id="{field}-wrong">(.*?)</p>', answer.text[start:end], re.DOTALL)
    assert found, visible(answer)
    return unescape(re.sub(r"<[^>]*>", "", found[1]))


def everything(root: Path) -> dict[str, bytes]:
    """All files but what the studio keeps for itself."""
    return {
        str(path): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "build" not in path.relative_to(root).parts
    }


def to_last_step(client: StudioClient, answer: Answer, **sentences: str) -> tuple[str, Answer]:
    """Go on to the summary: what is kept, and the page."""
    state = kept(client.post("/2032/begin/2", {"kept": kept(answer, 2)}), 3)
    state = kept(client.post("/2032/begin/3", {"kept": state, "published": "令和14年3月"}), 4)
    page = client.get(f"/2032/begin/4?kept={state}")
    fields = dict(re.findall(r'<textarea id="(sentence-[^"]+)"[^>]*>([^<]*)</textarea>', page.text))
    said = {name: unescape(text) for name, text in fields.items()} | sentences
    state = kept(client.post("/2032/begin/4", {"kept": state, **said}), 5)
    return state, client.get(f"/2032/begin/5?kept={state}")


def plan_of(page: Answer) -> str:
    found = re.search(r'name="plan" value="([0-9a-f]+)"', page.text)
    assert found, visible(page)
    return found[1]


def by_command(root: Path, tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch, *more: str) -> bytes:
    """What ``tebiki edition new`` writes of the same answers; the file is taken away again."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    file = put(tmp_path, NAME, data)
    arguments = ["--p12", str(file), "--password-stdin", "--published", "2032-03", "--yes", *more]
    assert main(["edition", "new", "2032", *arguments]) == 0
    path = root / "docs/editions/2032.toml"
    written = path.read_bytes()
    path.unlink()
    return written


def test_a_year_begins_as_by_the_command(
    begins: StudioClient, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = p12("YMB-2032-0301", "2040-03-31")
    wanted = by_command(city, tmp_path, data, monkeypatch)
    before = everything(city)
    state, page = to_last_step(begins, opened(begins, data))
    assert everything(city) == before
    for text in (
        "令和14年度（2032）",
        "Ver.12 から Ver.13 へ",
        "新しい電子証明書に合わせました。",
        "山辺市福祉課",
    ):
        assert text in visible(page)
    done = begins.post("/2032/begin/5", {"kept": state, "plan": plan_of(page)})
    assert done.goes_to == "/2032/"
    path = city / "docs/editions/2032.toml"
    assert path.read_bytes() == wanted
    entry = next(one for one in begins.desk.journal.entries if one.label == "begin/begun")
    begins.desk.journal.take_back(entry.number)
    assert everything(city) == before


def test_own_words_are_those_of_the_command(
    begins: StudioClient, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = p12("YMB-2032-0301", "2040-03-31")
    wanted = by_command(city, tmp_path, data, monkeypatch, "--changes", "**図**を変えました。")
    state, page = to_last_step(begins, opened(begins, data), **{"sentence-1-ja": "**図**を\r\n変えました。"})
    begins.post("/2032/begin/5", {"kept": state, "plan": plan_of(page)})
    assert (city / "docs/editions/2032.toml").read_bytes() == wanted


def words_of(code: str) -> str:
    """The longest part of a message that no value fills."""
    where, _, name = code.partition("/")
    return max(area(where)[name]["ja"].replace("}", "{").split("{")[::2], key=len)


@pytest.mark.parametrize("case", CLOSED.values(), ids=CLOSED)
def test_what_no_password_opens_is_told_at_the_file(case: dict[str, Any], begins: StudioClient) -> None:
    answer = opened(begins, planted(case), case.get("name", NAME))
    assert answer.status == 422
    assert words_of(case["code"]) in wrong(answer, "file")
    assert 'id="password-wrong"' not in answer.text


@pytest.mark.parametrize(
    ("name", "until", "code"),
    [
        ("YMB-2032-0301 (1).pfx", "2040-03-31", "edition-command/give-back"),
        ("certificate.pfx", "2040-03-31", "edition-command/id-like"),
        ("YMB-2032-0230.pfx", "2040-03-31", "edition/id-date"),
        ("YMB-2031-0228.pfx", "2040-03-31", "edition-command/used-last"),
        ("YMB-2030-0301.pfx", "2040-03-31", "edition-command/used"),
        ("YMB-2030-0302.pfx", "2040-03-31", "edition-command/older"),
        (NAME, "2031-12-31", "edition-command/expired"),
    ],
)
def test_a_file_of_no_use_is_told_at_the_file(
    name: str, until: str, code: str, begins: StudioClient, city: Path
) -> None:
    before = everything(city)
    answer = opened(begins, p12("YMB-2032-0301", until), name)
    assert answer.status == 422
    assert words_of(code) in wrong(answer, "file")
    assert "--" not in visible(answer)
    assert everything(city) == before


def test_letters_that_nobody_prints_are_told_at_the_file(begins: StudioClient) -> None:
    answer = opened(begins, p12("yamabe\x1b[31m", "2040-03-31"))
    assert words_of("edition-command/unprintable") in wrong(answer, "file")
    assert "\x1b" not in answer.text


@pytest.mark.parametrize("file", ["openssl-server.p12", "openssl-later.p12", "openssl-over.p12"])
def test_a_real_file_of_no_use_is_told_at_the_file(file: str, begins: StudioClient) -> None:
    answer = opened(begins, (REAL / file).read_bytes())
    assert answer.status == 422
    assert wrong(answer, "file")


def test_a_renamed_file_may_be_read_as_it_is(begins: StudioClient) -> None:
    data, name = p12("YMB-2032-0301", "2040-03-31"), "YMB-2032-0301 (1).pfx"
    answer = opened(begins, data, name)
    assert 'name="certificate" value="YMB-2032-0301"' in answer.text
    assert kept(opened(begins, data, name, certificate="YMB-2032-0301"), 2)


def test_last_years_certificate_may_stay(begins: StudioClient) -> None:
    answer = opened(begins, name="YMB-2031-0228.pfx")
    assert 'name="same" value="yes"' in answer.text
    state = kept(opened(begins, name="YMB-2031-0228.pfx", same="yes"), 2)
    assert "同じものです" in visible(begins.get(f"/2032/begin/2?kept={state}"))


def test_no_file_is_told_at_the_file(begins: StudioClient) -> None:
    answer = begins.post("/2032/begin/1", {"password": PASSWORD})
    assert (answer.status, wrong(answer, "file").strip()) == (
        422,
        "! 証明書のファイルが、まだ選ばれていません。",
    )


@pytest.mark.parametrize(
    ("typed", "cause"),
    [
        ("Ab 12-secreT", "大文字と小文字"),
        (" Ab 12-secret", "前か後ろに、空白"),
        ("Ａb 12-secret", "全角の文字"),
        ("Ab 12-secret0", "0（ゼロ）か O（オー）"),
        ("", "何も入っていません"),
    ],
)
def test_a_wrong_password_is_told_at_the_password(typed: str, cause: str, begins: StudioClient) -> None:
    answer = opened(begins, password=typed)
    assert answer.status == 422
    assert "このパスワードでは開けませんでした" in wrong(answer, "password")
    assert cause in visible(answer)
    assert 'id="file-wrong"' not in answer.text
    assert not typed.strip() or typed not in answer.text
    for way_on in (
        "名前だけで始める",
        "発行元に、パスワードをもう一度聞く",
        "古い端末では、正しいパスワードでも",
    ):
        assert way_on in visible(answer)


def test_devices_are_reported_or_not_known(begins: StudioClient, city: Path) -> None:
    """An invented system is known to nobody; one that was reported on is told with its source."""
    state = kept(opened(begins), 2)
    words = visible(begins.get(f"/2032/begin/2?kept={state}"))
    assert "わからない 報告は知られていません" in words
    assert "開けないおそれ" not in words
    path = city / "docs/editions/2031.toml"
    text = (
        path.read_text(encoding="utf-8").replace("あおぞらOS", "Android OS").replace("Sky OS", "Android OS")
    )
    path.write_text(text, encoding="utf-8")
    page = begins.get(f"/2032/begin/2?kept={state}")
    assert "開けないおそれ" in visible(page)
    assert "strongswan/strongswan-docs, issue 5 (2022-08)" in visible(page)
    assert "begin-outlook-tried" not in page.text
    assert "button-main" not in page.text
    assert "このまま進む" in visible(page)


@pytest.mark.parametrize(
    ("file", "outlook"),
    [
        ("openssl-3.p12", "開けないおそれ"),
        ("openssl-3des.p12", "報告が分かれている"),
        ("openssl-legacy.p12", "開けた報告がある"),
        ("openssl-plain.p12", "わからない"),
    ],
)
def test_real_files_on_a_reported_system(file: str, outlook: str, begins: StudioClient, city: Path) -> None:
    path = city / "docs/editions/2031.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Sky OS", "Android"), encoding="utf-8")
    state = kept(opened(begins, (REAL / file).read_bytes()), 2)
    page = begins.get(f"/2032/begin/2?kept={state}")
    assert outlook in visible(page)
    assert "✓" not in page.text


def test_a_warning_leaves_no_button_filled(begins: StudioClient) -> None:
    state = kept(opened(begins, p12("YMB-2032-0301", "2032-12-31")), 2)
    page = begins.get(f"/2032/begin/2?kept={state}")
    assert words_of("certificate/ends-early") in visible(page)
    assert "button-main" not in page.text


def test_going_on_leaves_an_open_point(begins: StudioClient, city: Path) -> None:
    state, page = to_last_step(begins, opened(begins))
    begins.post("/2032/begin/5", {"kept": state, "plan": plan_of(page)})
    project = Project(city, asked_year="2032")
    here = City(city, project.settings, project.edition, project.words)
    assert "certificate.opened" in [one.place.key for one in unknown.look(EditionFacts(here)) if one.place]


def test_a_date_of_another_year_is_looked_at_first(begins: StudioClient) -> None:
    state = kept(opened(begins, name="YMB-2033-0301.pfx"), 2)
    assert words_of("edition-command/id-year") in visible(begins.get(f"/2032/begin/2?kept={state}"))
    answer = begins.post("/2032/begin/2", {"kept": state})
    assert answer.status == 422
    assert 'id="other-year-wrong"' in answer.text
    assert kept(begins.post("/2032/begin/2", {"kept": state, "other_year": "yes"}), 3)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("April", "edition-command/month"),
        ("2031-03", "edition-command/other-year"),
        (" ", "edition-command/no-month"),
    ],
)
def test_a_wrong_month_is_told_at_the_month(typed: str, code: str, begins: StudioClient) -> None:
    state = kept(begins.post("/2032/begin/2", {"kept": kept(opened(begins), 2)}), 3)
    answer = begins.post("/2032/begin/3", {"kept": state, "published": typed})
    assert answer.status == 422
    assert words_of(code) in wrong(answer, "published")
    assert f'value="{typed}"' in answer.text


def test_an_empty_sentence_is_told(begins: StudioClient) -> None:
    state = kept(begins.post("/2032/begin/2", {"kept": kept(opened(begins), 2)}), 3)
    state = kept(begins.post("/2032/begin/3", {"kept": state, "published": "2032-03"}), 4)
    answer = begins.post("/2032/begin/4", {"kept": state, "sentence-1-ja": " "})
    assert answer.status == 422
    assert 'id="changes-wrong"' in answer.text
    assert "日本語の文を書いてください" in visible(answer)


def test_without_a_file_its_name_begins_the_year(begins: StudioClient, city: Path) -> None:
    assert begins.get("/2032/begin/name").status == 200
    refused = begins.post("/2032/begin/name", {"which": "new", "certificate": "ymb-2032-0301"})
    assert words_of("edition-command/id-meant") in wrong(refused, "certificate")
    answer = begins.post("/2032/begin/name", {"which": "new", "certificate": "ＹＭＢ－２０３２－０３０１"})
    state, page = to_last_step(begins, answer)
    begins.post("/2032/begin/5", {"kept": state, "plan": plan_of(page)})
    written = (city / "docs/editions/2032.toml").read_bytes()
    (city / "docs/editions/2032.toml").unlink()
    said = ["--certificate", "YMB-2032-0301", "--published", "2032-03", "--yes"]
    assert main(["edition", "new", "2032", *said]) == 0
    assert (city / "docs/editions/2032.toml").read_bytes() == written


def test_the_same_certificate_begins_the_year(begins: StudioClient, city: Path) -> None:
    state, page = to_last_step(begins, begins.post("/2032/begin/name", {"which": "same"}))
    begins.post("/2032/begin/5", {"kept": state, "plan": plan_of(page)})
    assert Project(city).edition_of("2032").certificate.id == "YMB-2031-0228"


@pytest.mark.parametrize("year", ["2031", "2030"])
def test_a_year_that_cannot_begin_says_so(year: str, begins: StudioClient) -> None:
    answer = begins.get(f"/{year}/begin/1")
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert "tebiki" not in visible(answer).lower()


def test_the_door_leads_to_the_next_year(begins: StudioClient) -> None:
    assert begins.get("/begin").goes_to == "/2032/begin/1"
    assert begins.get("/2032/begin").goes_to == "/2032/begin/1"


@pytest.mark.parametrize("step", [2, 3, 4, 5])
def test_what_this_run_has_not_signed_leads_to_the_first_step(step: int, begins: StudioClient) -> None:
    state = kept(opened(begins), 2)
    for carried in ("", "nonsense", "eJwDAAAAAAE", state[:-40], "A" + state[1:]):
        assert begins.get(f"/2032/begin/{step}?kept={carried}").goes_to == "/2032/begin/1?again=yes"
        assert begins.post(f"/2032/begin/{step}", {"kept": carried}).goes_to == "/2032/begin/1?again=yes"
    assert begins.get(f"/2033/begin/{step}?kept={state}").goes_to == "/2033/begin/1?again=yes"
    assert "もう一度入れてください" in visible(begins.get("/2032/begin/1?again=yes"))


def test_what_changed_after_the_summary_is_not_written(begins: StudioClient, city: Path) -> None:
    state, page = to_last_step(begins, opened(begins))
    path = city / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8").replace(
        "https://yamabe.example/f/9", "https://yamabe.example/f/10"
    )
    path.write_text(text, encoding="utf-8")
    answer = begins.post("/2032/begin/5", {"kept": state, "plan": plan_of(page)})
    assert answer.status == 422
    assert words_of("studio/changed") in visible(answer)
    assert not (city / "docs/editions/2032.toml").exists()


def test_a_year_begins_once(begins: StudioClient, city: Path) -> None:
    state, page = to_last_step(begins, opened(begins))
    said = {"kept": state, "plan": plan_of(page)}
    assert begins.post("/2032/begin/5", said).goes_to == "/2032/"
    before = everything(city)
    assert begins.post("/2032/begin/5", said).status == 422
    assert everything(city) == before


def test_no_trace_of_password_and_key(
    city: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """All bytes below the root and all that the process says, after a run with wrong and right passwords."""
    monkeypatch.chdir(city)
    monkeypatch.setenv("TEBIKI_LANG", "ja")
    logging.getLogger(TOP).setLevel(logging.DEBUG)
    data, other = p12("YMB-2032-0301", "2040-03-31"), "Wrong-9876-pass"
    answers: list[Answer] = []
    with studio(city) as client:
        answers.append(opened(client, data, password=other))
        first = opened(client, data)
        state, page = to_last_step(client, first)
        done = client.post("/2032/begin/5", {"kept": state, "plan": plan_of(page)})
        answers += [first, page, done, opened(client, data[:400]), opened(client, data, "x.pfx")]
    secret = key().private_numbers().private_value
    forms = [
        PASSWORD.encode(),
        other.encode(),
        quote(PASSWORD).encode(),
        quote_plus(PASSWORD).encode(),
        base64.b64encode(PASSWORD.encode()),
        data[200:260],
        secret.to_bytes(32, "big"),
    ]
    told = capfd.readouterr()
    seen = {str(path): path.read_bytes() for path in city.rglob("*") if path.is_file()}
    seen |= {f"answer {number}": one.data + str(one.headers).encode() for number, one in enumerate(answers)}
    seen |= {"output": told.out.encode(), "errors": told.err.encode(), "state": _unpacked(state)}
    assert {name for name, text in seen.items() for form in forms if form in text} == set()


def _unpacked(state: str) -> bytes:
    return zlib.decompress(base64.urlsafe_b64decode(state + "=" * (-len(state) % 4)))


def test_what_is_carried_is_what_was_read() -> None:
    """Every real file that opens comes back letter by letter."""
    session = Session()
    for path in sorted(REAL.glob("*.p12")):
        given = GivenCertificate(path.name, inside(path.read_bytes(), PASSWORD, path))
        answers = BeginAnswers("2032", given, "A", published="2032-03", changes={"x": {"ja": "図"}})
        state = KeptAnswers(answers, 7)
        assert unpack(session, "2032", pack(session, state)) == state
        assert unpack(Session(), "2032", pack(session, state)) is None
        assert unpack(session, "2033", pack(session, state)) is None


def of_shiomi(client: StudioClient, **sentences: str) -> Answer:
    """The summary of a city of two languages, begun by a name alone."""

    def sent(step: int, **form: str) -> str:
        answer = client.post(f"/2042/begin/{step}", form)
        return parse_qs(urlsplit(answer.goes_to or "").query)["kept"][0]

    said = {"which": "new", "certificate": "SHIO-AB123"}
    answer = client.post("/2042/begin/name", said)
    state = parse_qs(urlsplit(answer.goes_to or "").query)["kept"][0]
    state = sent(3, kept=state, published="2042-05")
    assert "Updated for the new digital certificate." in client.get(f"/2042/begin/4?kept={state}").text
    state = sent(4, kept=state, **sentences)
    return client.get(f"/2042/begin/5?kept={state}")


@pytest.mark.parametrize(
    ("english", "changes"),
    [
        ("", {"ja": "図を変えました。"}),
        ("The pictures are new.", {"ja": "図を変えました。", "en": "The pictures are new."}),
    ],
)
def test_each_language_has_its_sentence(
    english: str, changes: dict[str, str], shiomi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language that is left empty stays unsaid."""
    monkeypatch.chdir(shiomi)
    with studio(shiomi) as client:
        page = of_shiomi(client, **{"sentence-1-ja": "図を変えました。", "sentence-1-en": english})
        assert "決まった文のまま" not in visible(page)
        state = re.search(r'name="kept" value="([^"]+)"', page.text)
        assert state
        client.post("/2042/begin/5", {"kept": state[1], "plan": plan_of(page)})
    assert Project(shiomi).edition_of("2042").manuals["chrome_book"].history[0].changes == changes


def test_ready_words_beside_own_ones_are_told(shiomi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shiomi)
    with studio(shiomi) as client:
        page = of_shiomi(client, **{"sentence-1-ja": "図を変えました。"})
        assert "決まった文のままです: 英語" in visible(page)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_room_speaks_both_languages(language: str, city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(city)
    with studio(city, language=language) as client:
        state, page = to_last_step(client, opened(client))
        assert page.status == 200
        for step in (1, 2, 3, 4, 5):
            answer = client.get(f"/2032/begin/{step}?kept={state}")
            assert answer.status == 200
            assert answer.text.count("<h1") == 1
            assert "{" not in visible(answer)
    assert all(set(text) == {"ja", "en"} for text in room_texts("begin").values())
