"""A project brings a language in a file of its own: no program is changed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tebiki.content.calendar import Month
from tebiki.content.labels import load_labels
from tebiki.content.language_files import ENGINE_LANGUAGES, code_of_tag, invisible_of, use_project_languages
from tebiki.content.languages import load_language
from tebiki.content.words import languages, load_words
from tebiki.errors import Problem, TebikiError

Write = Callable[..., None]
#: What stands before the words: dates of the English ones name months.
HEAD = f'tag = "pt-BR"\nmonths = {["mês"] * 12}\n'.replace("'", '"')


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    """Write a file of the project, and have it read."""

    def one(text: str, name: str = "pt_BR.toml") -> None:
        path = tmp_path / "languages" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        use_project_languages(tmp_path)

    yield one
    use_project_languages(tmp_path / "none")


def words_of(code: str) -> str:
    """``[words]`` of an engine's language, as its file has them."""
    text = (ENGINE_LANGUAGES / f"{code}.toml").read_text(encoding="utf-8")
    return text[text.index("[words]") :]


def problems_of(code: str) -> tuple[Problem, ...]:
    with pytest.raises(TebikiError) as raised:
        load_words(code)
    return raised.value.problems


def key_of(problem: Problem) -> str | None:
    return problem.place.key if problem.place else None


def test_a_language_of_a_project_is_one_like_any_other(write: Write) -> None:
    head = HEAD + 'decimal = ","\ninvisible = "\\u200b"\n[number_words]\noitinho = 8\n'
    write(head + words_of("en").replace('name = "English"', 'name = "Português"'))
    assert "pt_BR" in languages()
    assert code_of_tag("pt-BR") == "pt_BR"
    assert invisible_of("pt_BR") == "\u200b"
    data, words = load_language("pt_BR"), load_words("pt_BR")
    assert (data.known, data.decimal, data.number_words["oitinho"]) == (True, ",", 8)
    assert (words("language.name"), words.tag) == ("Português", "pt-BR")


def test_it_is_laid_over_the_engines_file(write: Write) -> None:
    before = load_language("vi")
    write('format = 1\n[words.box]\ninfo = "Báo tin"\n[features]\nccmp = 1\n', "vi.toml")
    data = load_language("vi")
    assert data.features == {"ccmp": 1}
    assert data.words == {**(before.words or {}), "box.info": "Báo tin"}
    assert data.months == before.months
    assert load_words("vi")("box.info") == "Báo tin"


def test_another_project_has_it_no_more(write: Write, tmp_path: Path) -> None:
    write('tag = "pt-BR"\n')
    use_project_languages(tmp_path / "elsewhere")
    assert not load_language("pt_BR").known
    assert "pt_BR" not in languages()


def test_a_change_is_seen(write: Write) -> None:
    write('tag = "pt-BR"\n')
    assert load_language("pt_BR").group == "."
    write('tag = "pt-BR"\ngroup = " "\n')
    assert load_language("pt_BR").group == " "


def test_words_that_lack_are_told_in_their_order(write: Write) -> None:
    lacking = ("skip =", "heading =", "stop =")
    lines = [line for line in words_of("en").splitlines() if not line.startswith(lacking)]
    write(HEAD + "\n".join(lines))
    [problem] = problems_of("pt_BR")
    assert problem.code == "words/lacking"
    assert problem.values["keys"] == "skip, box.stop, header.heading, history.stop"


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("Step {n}", "Etapa", "words/places", "words.step"),
        ("Step {n}", "Etapa {num}", "words/places", "words.step"),
        ("Step {n}", "Etapa {n", "words/places", "words.step"),
        ("Step {n}", "Etapa {n!r}", "words/places", "words.step"),
        ("Step {n}", "Etapa {n:>9}", "words/places", "words.step"),
        ("{day} {name} {year}", "{day} {moon} {year}", "words/places", "words.day.text"),
        ("Step {n}", "Eta\\u00adpa {n}", "text/unseen", "words.step"),
        ('step = "', 'steps = "Etapas"\nstep = "', "words/unknown", "words.steps"),
    ],
)
def test_words_that_cannot_be_used_are_told_by_their_key(
    old: str, new: str, code: str, key: str, write: Write
) -> None:
    write(HEAD + words_of("en").replace(old, new, 1))
    assert [(problem.code, key_of(problem)) for problem in problems_of("pt_BR")] == [(code, key)]


def test_dates_that_name_months_ask_for_their_names(write: Write) -> None:
    # Welsh: neither the engine nor CLDR's copied tables tell of its months.
    write('tag = "cy"\n' + words_of("en"), "cy.toml")
    keys = [(problem.code, key_of(problem)) for problem in problems_of("cy")]
    assert sorted(keys) == [("words/months", "words.date.month"), ("words/months", "words.day.text")]
    digits = words_of("en").replace("{day} {name} {year}", "{day}.{month}.{year}")
    write('tag = "cy"\n' + digits.replace("{name} {year}", "{month}/{year}"), "cy.toml")
    assert load_words("cy").month(Month(2031, 4)) == "4/2031"


def test_joiners_are_letters_of_some_languages(write: Write) -> None:
    words = words_of("en").replace("Step {n}", "क्\u200dष {n}")
    write('tag = "ne"\n' + words, "ne.toml")
    assert load_words("ne")("step", n=3) == "क्\u200dष 3"


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ('tag = "pt', "pt_BR.toml", "toml/syntax"),
        ('tag = "pt-BR"\nformat = 9\n', "pt_BR.toml", "format/newer"),
        ('colour = "red"\n', "pt_BR.toml", "toml/missing"),
        ('tag = "pt-BR"\nmonths = ["janeiro"]\n', "pt_BR.toml", "toml/value"),
        ('tag = "pt-BR"\n[css]\nfonts = "x } * { color: red"\n', "pt_BR.toml", "toml/pattern"),
        ('tag = "pt-BR"\nalso = 3\n', "pt_BR.toml", "toml/list"),
        ('tag = "pt-BR"\n', "Portuguese.toml", "words/file"),
        ('tag = "pt-BR"\n', "..toml", "words/file"),
        ('tag = "pt-BR"\nfamilies = ["Noto\u202eSans"]\n', "pt_BR.toml", "text/unseen"),
        ('tag = "pt-BR"\nmonth_before = "\\u001b[2J"\n', "pt_BR.toml", "text/unseen"),
        (f'tag = "pt-BR"\nx = {"[" * 5000}{"]" * 5000}\n', "pt_BR.toml", "toml/syntax"),
        (f'tag = "pt-BR"\n[words{".a" * 3000}]\nx = "1"\n', "pt_BR.toml", "toml/syntax"),
    ],
)
def test_a_file_with_a_mistake_is_refused(text: str, name: str, code: str, write: Write) -> None:
    def read() -> None:
        write(text, name)
        load_language("pt_BR")

    with pytest.raises(TebikiError) as raised:
        read()
    problem = raised.value.problems[0]
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.file.endswith(f"languages/{name}")


@pytest.mark.parametrize(
    ("name", "target", "code"),
    [
        ("pt_BR.toml", "nowhere", "text/missing"),
        ("pt_BR.toml", "pt_BR.toml", "text/unreadable"),
        ("pt_BR.toml", ".", "text/folder"),
        ("fonts/x.ttf", "nowhere", "text/missing"),
        ("fonts/x.ttf", ".", "text/folder"),
    ],
)
@pytest.mark.usefixtures("write")
def test_what_is_no_file_is_told(name: str, target: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "languages" / name
    path.parent.mkdir(parents=True)
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(TebikiError) as raised:
        use_project_languages(tmp_path)
    [problem] = raised.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.file.endswith(name)


@pytest.mark.usefixtures("write")
def test_labels_are_found_under_another_code_of_the_language(tmp_path: Path) -> None:
    """Filipino was called Tagalog before: 35 labels were not found."""
    (tmp_path / "labels").mkdir()
    row = 'source = "2026-11"\nverified = true\nja = "次へ"\ntl = "Susunod"\n'
    (tmp_path / "labels" / "phone.toml").write_text(f"format = 2\n[next]\n{row}", encoding="utf-8")
    label = load_labels(tmp_path / "labels")["phone.next"]
    assert label.text("fil") == label.text("tl") == "Susunod"
    assert label.speaks("fil")
    assert not label.speaks("vi")
