"""``tebiki edition new``: the file of the next year, whole, right, and with what people wrote in it."""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from certificates import PASSWORD, SUBJECT, p12, put
from next_year import asked_of_translators
from PIL import Image

from tebiki.cli.dispatch import main
from tebiki.content.edition import Edition, load_edition
from tebiki.content.settings import load_config
from tebiki.errors import TebikiError
from tebiki.messages import LANGUAGES, area
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

BAD = sorted((Path(__file__).parents[1] / "bad" / "edition-new").glob("*.toml"))
SAID = ("--certificate", "YMB-2032-0301", "--published", "2032-03", "--yes")
Told = pytest.CaptureFixture[str]


@pytest.fixture
def project(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(city)
    return city


def new(*arguments: str) -> int:
    return main(["edition", "new", *arguments])


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def loaded(root: Path, year: str) -> Edition:
    return load_edition(root / "docs" / "editions", year, load_config(root).settings)


def add(root: Path, text: str, at: str = "", file: str = "docs/editions/2031.toml") -> None:
    """Put text before ``at``, else at the end."""
    path = root / file
    old = path.read_text(encoding="utf-8")
    head, sign, rest = old.partition(at) if at else (old, "", "")
    path.write_text(head + text + sign + rest, encoding="utf-8")


def test_a_year_begins(project: Path, capsys: Told) -> None:
    before = everything(project)
    assert new("2032", *SAID) == 0
    edition, last = loaded(project, "2032"), loaded(project, "2031")
    assert (edition.year, edition.certificate.id) == (2032, "YMB-2032-0301")
    manual = edition.manuals["tablet"]
    assert (manual.version, str(manual.published)) == (13, "2032-03")
    row, *older = manual.history
    assert (row.version, row.certificate, list(row.changes)) == (13, "YMB-2032-0301", ["ja"])
    assert tuple(older) == last.manuals["tablet"].history
    assert manual.certificate_before(edition.certificate.id) == "YMB-2031-0228"
    assert edition.certificate.stored_name == "yamabe-kaigo"
    assert edition.unconfirmed == (
        "mail_wait",
        "certificate.subject",
        "certificate.stored_name",
        "certificate.opened",
        "links.form",
    )
    assert {path: data for path, data in everything(project).items() if "2032" not in path} == before
    told = capsys.readouterr()
    assert told.err == ""
    draft = ("docs/editions/2032.toml", "Ver.12 → Ver.13", "tebiki build --edition 2032", "tebiki release")
    for text in (*draft, "form: https://yamabe.example/f/9", "1 screen that nobody has seen"):
        assert text in told.out
    assert build(Request(project, edition="2032", formats=("html",)), lambda _: None).target.is_dir()


def test_the_same_twice_is_the_same(project: Path) -> None:
    new("2032", *SAID)
    first = (project / "docs/editions/2032.toml").read_bytes()
    assert main(["edition", "discard", "2032", "--yes"]) == 0
    new("2032", *SAID)
    assert (project / "docs/editions/2032.toml").read_bytes() == first


def test_comments_stay_but_those_of_the_year(project: Path) -> None:
    add(project, "# 令和13年度（2031）の事実\n# 2031\n\n", "format = ")
    add(project, '# 大事なメモ\n[contact]\nphone = "04-0000-2031" # 窓口\n\n', "[certificate]")
    old = 'unconfirmed = ["mail_wait", "certificate.subject"]'
    kept = '  "mail_wait",            # 待つ時間\n'
    text = f'unconfirmed = [\n{kept}  "certificate.subject",  # Ver.12 の実物で\n]'
    path = project / "docs/editions/2031.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, text), encoding="utf-8")
    assert new("2032", *SAID) == 0
    found = (project / "docs/editions/2032.toml").read_text(encoding="utf-8")
    assert found.startswith("# 令和14年度（2032）の事実\n# 2032\n\nformat = 2\nyear = 2032\n")
    assert '# 大事なメモ\n[contact]\nphone = "04-0000-2031" # 窓口\n' in found
    assert "# 待つ時間" in found
    assert "Ver.12" not in found
    assert "contact.phone" in loaded(project, "2032").unconfirmed


def test_the_comment_at_the_top_names_the_year_below_the_number_too(project: Path) -> None:
    """Where the comment stood right above the first key, `tebiki migrate` puts the number above it."""
    add(project, "\n# 令和13年度（2031）の事実\n", "year = 2031")
    assert new("2032", *SAID) == 0
    found = (project / "docs/editions/2032.toml").read_text(encoding="utf-8")
    assert found.startswith("format = 2\n\n# 令和14年度（2032）の事実\nyear = 2032\n")


def test_what_belongs_to_the_last_year_is_emptied(project: Path) -> None:
    add(
        project,
        """
[extra.old_valid_until]
ja = "令和１３年3月31日"
en = "31 March 2031"
[extra.desk]
ja = "福祉課"
[extra.file]
ja = "YMB-2031-0228です"
[confirmed."extra.desk"]
by = "山部"
on = 2031-02-01
""",
    )
    assert new("2032", *SAID) == 0
    edition = loaded(project, "2032")
    assert (edition.extra["old_valid_until"], edition.extra["file"]) == (None, None)
    assert edition.extra["desk"] == {"ja": "福祉課"}
    assert {"extra.old_valid_until", "extra.desk", "extra.file"} <= set(edition.unconfirmed)
    assert edition.confirmed == {}


def test_what_was_before_the_last_year_stays_and_is_confirmed_again(project: Path) -> None:
    """A guideline's month is no fact of the fiscal year."""
    add(
        project,
        """
[extra.guideline]
ja = "令和5年5月"
en = "May 2023"
[extra.both]
ja = "令和5年5月から令和13年3月まで"
""",
    )
    assert new("2032", *SAID) == 0
    edition = loaded(project, "2032")
    assert edition.extra["guideline"] == {"ja": "令和5年5月", "en": "May 2023"}
    assert edition.extra["both"] is None
    assert "extra.guideline" in edition.unconfirmed


def test_a_name_that_is_the_id_becomes_the_new_one(project: Path) -> None:
    path = project / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8").replace('"yamabe-kaigo"', '"YMB-2031-0228"')
    path.write_text(text, encoding="utf-8")
    assert new("2032", *SAID) == 0
    edition = loaded(project, "2032")
    assert edition.certificate.stored_name == "YMB-2032-0301"
    assert "certificate.stored_name" in edition.unconfirmed


@pytest.mark.parametrize("name", ["yamabe-2032", None])
def test_the_certificates_file_tells_its_names(
    name: str | None, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "YMB-2032-0301.pfx", p12(name, "2040-03-31"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert new("2032", "--p12", str(file), "--password-stdin", "--published", "2032-03", "--yes") == 0
    edition = loaded(project, "2032")
    assert edition.certificate.id == "YMB-2032-0301"
    assert (edition.certificate.stored_name, edition.certificate.subject) == (name or False, SUBJECT)
    assert (edition.certificate.key, str(edition.certificate.not_after)) == ("EC secp256r1", "2040-03-31")
    assert "MAC: SHA-256" in str(edition.certificate.encryption)
    told_by_file = {"certificate.subject", "certificate.stored_name"}
    assert told_by_file.isdisjoint(edition.unconfirmed)
    assert "certificate.opened" in edition.unconfirmed
    assert PASSWORD not in (project / "docs/editions/2032.toml").read_text(encoding="utf-8")


def test_a_person_is_asked(project: Path, typed: Callable[..., None], capsys: Told) -> None:
    typed("YMB-2032-0301", "", "**手順5**の図を変えました。", "y")
    assert new("2032") == 0
    row = loaded(project, "2032").manuals["tablet"].history[0]
    assert (str(row.published), row.changes) == ("2032-03", {"ja": "**手順5**の図を変えました。"})
    assert "the last one was YMB-2031-0228" in capsys.readouterr().err


def test_an_id_typed_in_full_width_is_the_same_id(project: Path, typed: Callable[..., None]) -> None:
    """Full width is how the letters were typed; what is written down is what the file is called."""
    typed("ＹＭＢ－２０３２－０３０１", "", "", "y")
    assert new("2032") == 0
    assert loaded(project, "2032").certificate.id == "YMB-2032-0301"
    assert "ＹＭＢ" not in (project / "docs/editions/2032.toml").read_text(encoding="utf-8")


def test_an_id_in_small_letters_is_told(project: Path, typed: Callable[..., None], capsys: Told) -> None:
    typed("ymb-2032-0301", "", "", "y")
    new("2032")
    assert "Write YMB-2032-0301 instead" in capsys.readouterr().err
    assert not (project / "docs/editions/2032.toml").exists()


@pytest.mark.parametrize(("answers", "code"), [(["YMB-2032-0301", "", "", ""], 0), (["YMB-2032-0301"], 130)])
def test_a_person_changes_their_mind(
    answers: list[str], code: int, project: Path, typed: Callable[..., None]
) -> None:
    before = everything(project)
    typed(*answers)
    assert new("2032") == code
    assert everything(project) == before


@pytest.mark.parametrize("yes", ["ｙ", "Ｙ", "はい", "YES", "ＹＥＳ", "ok"])
def test_a_yes_in_any_width(yes: str, project: Path, typed: Callable[..., None]) -> None:
    """An input method that is on loses nobody's answers."""
    typed("ＹＭＢ－２０３２－０３０１", "２０３２年３月", "", yes)
    assert new("２０３２") == 0
    edition = loaded(project, "2032")
    assert (edition.certificate.id, str(edition.manuals["tablet"].published)) == ("YMB-2032-0301", "2032-03")


def test_a_wrong_answer_is_asked_again(project: Path, typed: Callable[..., None], capsys: Told) -> None:
    """Each is told what is wrong with it, and what was answered before stays."""
    typed("", "YMB-2032-0230", "YMB-2032-0301", "April", "2040-01", "", "", "maybe", "y")
    assert new("2032") == 0
    told = capsys.readouterr().err
    assert told.count("The new certificate's id") == 3
    assert told.count("Month of publication") == 3
    for text in ("does not exist", "must be written like", "does not belong", "neither yes (y) nor no (n)"):
        assert text in told
    assert "[Enter alone: 2032-03]" in told
    assert "[Enter alone: plain words in every language]" in told
    assert "[Enter alone: n]" in told
    assert loaded(project, "2032").certificate.id == "YMB-2032-0301"


OTHER_YEAR = ("2032", "--certificate", "YMB-2033-0301", "--published", "2032-04")


def test_a_certificate_of_another_year_is_asked_back(
    project: Path, typed: Callable[..., None], capsys: Told
) -> None:
    """It may be right all the same; where nobody can be asked, nothing is written."""
    before = everything(project)
    assert new(*OTHER_YEAR, "--yes") == 1
    assert "does not belong to the fiscal year 2032" in capsys.readouterr().err
    typed("", "n", "")
    assert new(*OTHER_YEAR) == 1
    assert everything(project) == before
    typed("", "y", "y")
    assert new(*OTHER_YEAR) == 0
    assert loaded(project, "2032").certificate.id == "YMB-2033-0301"


@pytest.mark.parametrize("month", ["2032/3", "２０３２－０３", "2032年3月", "令和14年3月", "R14.3"])
def test_a_month_is_taken_as_people_write_it(project: Path, month: str) -> None:
    assert new("2032", "--certificate", "YMB-2032-0301", "--published", month, "--yes") == 0
    assert str(loaded(project, "2032").manuals["tablet"].published) == "2032-03"


def test_where_translations_of_own_words_go_is_told(
    shiomi: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    """Pages in other languages would print them in Japanese."""
    monkeypatch.chdir(shiomi)
    said = ("--certificate", "SHIO-AB123", "--published", "2042-05", "--yes", "--changes", "図を変えました。")
    assert new("2042", *said) == 0
    assert "docs/editions/2042.toml, keys changes.en" in capsys.readouterr().out


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
@pytest.mark.parametrize("to", LANGUAGES)
def test_what_is_wrong_leaves_all_as_it_was(  # noqa: PLR0917
    path: Path, to: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    monkeypatch.setenv("TEBIKI_LANG", to)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    arguments = case["arguments"]
    if "p12" in case:
        file = put(
            tmp_path,
            case["p12"],
            p12(case.get("stored_name", "yamabe-kaigo"), case.get("until", "2040-03-31")),
        )
        arguments = [*arguments, "--p12", str(file), "--password-stdin"]
    before = everything(project)
    assert new(*arguments) == case.get("exit", 1)
    told = capsys.readouterr()
    where, _, name = case["code"].partition("/")
    assert max(area(where)[name][to].replace("}", "{").split("{")[::2], key=len) in told.err
    assert told.out == ""
    assert everything(project) == before


def test_all_mistakes_at_once(project: Path, capsys: Told) -> None:
    assert new("2032", "--certificate", "YMB-2031-0228", "--published", "2031-03", "--yes") == 1
    assert "2 problems" in capsys.readouterr().err
    assert not (project / "docs/editions/2032.toml").exists()


def test_a_mistake_in_the_pages_stops_it_before_anything_is_written(project: Path) -> None:
    (project / "docs/locales/vi/LC_MESSAGES").mkdir(parents=True)
    (project / "docs/locales/vi/LC_MESSAGES/manual.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    add(project, "\n<script>\n", file="docs/tablet.md")
    before = everything(project)
    assert new("2032", *SAID) == 1
    assert everything(project) == before


def test_a_wrong_screen_is_told_and_keeps_nobody_from_beginning(project: Path, capsys: Told) -> None:
    add(project, "strange = 1\n", file="screenshots/tablet/ask.toml")
    assert new("2032", *SAID) == 0
    assert "1 problem of screens" in capsys.readouterr().out
    assert loaded(project, "2032").year == 2032


def test_captures_that_may_show_the_old_name(project: Path, capsys: Told) -> None:
    screen = project / "screenshots/tablet/ask.typ"
    screen.write_text(screen.read_text(encoding="utf-8") + '\n// "certificate.id"\n', encoding="utf-8")
    put(project, "shot.png", _shot())
    said = [
        "--device",
        "T",
        "--os",
        "A 14",
        "--on",
        "2031-01-20",
        "--text-height",
        "48",
        "--mark",
        "7,5,200,80",
    ]
    assert main(["screens", "add", "tablet/ask", "shot.png", *said]) == 0
    assert new("2032", *SAID) == 0
    assert "1 capture that may show the old certificate's name" in capsys.readouterr().out


def _shot() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (1080, 900), "white").save(stream, "PNG")
    return stream.getvalue()


def test_a_file_written_in_another_way(project: Path) -> None:
    """History as an array of inline tables, no list of unconfirmed facts, Windows' line ends."""
    path = project / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8").replace(
        'unconfirmed = ["mail_wait", "certificate.subject"]\n', ""
    )
    head, _, rest = text.partition("[[manuals.tablet.history]]")
    row = '{ version = 12, published = "2031-03", certificate = "YMB-2031-0228", changes = "図" }'
    text = f"{head.rstrip()}\nhistory = [\n  {row},\n]\n\n{rest[rest.index('[extra') :]}"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert new("2032", *SAID) == 0
    edition = loaded(project, "2032")
    assert [row.version for row in edition.manuals["tablet"].history] == [13, 12]
    assert "links.form" in edition.unconfirmed


def test_a_next_year_asks_for_no_new_translation(shiomi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shiomi)
    assert asked_of_translators(shiomi, "2042", "SHIO-MM520", "2042-05") == []
    assert len(loaded(shiomi, "2042").manuals["chrome_book"].history) == 3


def test_an_edition_that_cannot_be_read_is_not_begun_from(project: Path) -> None:
    add(project, "strange = 1\n", "year")
    with pytest.raises(TebikiError):
        loaded(project, "2031")
    assert new("2032", *SAID) == 1
