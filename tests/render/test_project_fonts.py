"""Fonts that a project brings: drawings use them, and refuse what no family of the language has."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pdf_gates
import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from invented_screens import FACTS, HEAD
from pdf_samples import WHEN, document, front
from PIL import Image

from tebiki.cli.dispatch import main
from tebiki.content.language_files import use_project_languages
from tebiki.content.languages import load_language
from tebiki.content.screens import Drawing, Inputs
from tebiki.content.words import load_words
from tebiki.errors import TebikiError
from tebiki.render import fonts
from tebiki.render.drawing import compile_drawing, inputs_of
from tebiki.render.font_tables import code_points, family_name
from tebiki.render.pdf import compile_pdf
from tebiki.sphinxext.extension import refuse_unknown_families

#: Letters of an alphabet that no font of the engine has.
LETTERS = "ꓐꓑꓒ"
BODY = '#show: android\n#block(label("phone.next"))\n'


def write_font(path: Path, family: str, letters: str) -> None:
    """A font in which each letter is a black square, and a space is one."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 700), (800, 700), (800, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square, empty = pen.glyph(), TTGlyphPen(None).glyph()
    names = {" ": "space"} | {letter: f"u{ord(letter):04X}" for letter in letters}
    build = FontBuilder(1000)
    build.setupGlyphOrder([".notdef", *names.values()])
    build.setupCharacterMap({ord(letter): name for letter, name in names.items()})
    build.setupGlyf({".notdef": empty, **{n: empty if n == "space" else square for n in names.values()}})
    build.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (900, 100)))
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    build.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    build.setupPost()
    build.save(path)


@pytest.fixture
def docs(tmp_path: Path) -> Iterator[Path]:
    """Documents of a project that has a language in those letters, and no font for it yet."""
    folder = tmp_path / "docs" / "languages"
    (folder / "fonts").mkdir(parents=True)
    (folder / "lis.toml").write_text(
        'tag = "lis"\nfamilies = ["Square Hand", "Noto Sans", "BIZ UDGothic", "BIZ UDPGothic"]\n'
        'screen_families = ["Square Hand", "Noto Sans"]\n',
        encoding="utf-8",
    )
    use_project_languages(folder.parent)
    yield folder.parent
    use_project_languages(tmp_path / "none")
    fonts.use_fonts(())


def drawn(text: str, language: str = "lis") -> Image.Image:
    drawing = Drawing(Path("x.typ"), HEAD + BODY)
    given = inputs_of(drawing, Inputs(language, {"phone.next": text}, FACTS))
    return Image.open(io.BytesIO(compile_drawing(drawing, given).png)).convert("L")


def ink(image: Image.Image) -> int:
    """How many pixels are nearly black."""
    return sum(image.histogram()[:60])


def refused(text: str, language: str = "lis") -> tuple[str, str]:
    with pytest.raises(TebikiError) as raised:
        drawn(text, language)
    [problem] = raised.value.problems
    return problem.code, str(problem.values["code"])


def test_a_drawing_is_refused_until_a_font_is_there(docs: Path) -> None:
    assert refused(LETTERS) == ("screens/character", "U+A4D0")
    write_font(docs / "languages" / "fonts" / "square.ttf", "Square Hand", LETTERS)
    use_project_languages(docs)
    assert ink(drawn(LETTERS)) > ink(drawn(" ")) + 100


def test_a_font_that_no_family_names_draws_nothing_and_is_refused(docs: Path) -> None:
    """Words were left out of the picture without an error."""
    write_font(docs / "languages" / "fonts" / "square.ttf", "Another Hand", LETTERS)
    use_project_languages(docs)
    assert refused(f"a{LETTERS}") == ("screens/letter", "U+A4D0")


def test_a_family_of_another_language_does_not_count(docs: Path) -> None:
    (docs / "languages" / "vi.toml").write_text('screen_families = ["BIZ UDPGothic"]\n', encoding="utf-8")
    use_project_languages(docs)
    assert refused("Chọn", "vi") == ("screens/letter", "U+1ECD")
    use_project_languages(docs / "none")
    assert ink(drawn("Chọn", "vi")) > 0


def test_words_of_the_drawing_itself_are_looked_at(docs: Path) -> None:
    (docs / "languages" / "vi.toml").write_text('screen_families = ["BIZ UDPGothic"]\n', encoding="utf-8")
    use_project_languages(docs)
    drawing = Drawing(Path("x.typ"), HEAD + "#show: android\n#block([Chọn])\n")
    with pytest.raises(TebikiError) as raised:
        compile_drawing(drawing, inputs_of(drawing, Inputs("vi", {}, FACTS)))
    assert [problem.code for problem in raised.value.problems] == ["screens/letter"]


def test_what_stayed_japanese_is_set_in_its_own_fonts(docs: Path) -> None:
    write_font(docs / "languages" / "fonts" / "square.ttf", "Square Hand", LETTERS)
    use_project_languages(docs)
    assert ink(drawn("次へ、進む")) > 0


def test_the_key_of_a_picture_holds_fonts(docs: Path) -> None:
    before = fonts.digest()
    write_font(docs / "languages" / "fonts" / "square.ttf", "Square Hand", LETTERS)
    use_project_languages(docs)
    fonts.use_fonts(load_language("lis").fonts)
    assert fonts.digest() != before
    assert fonts.missing(LETTERS) == ""
    assert fonts.unknown_families(["Noto Sans", "Square Hand", "Round Hand"]) == ("Round Hand",)


def test_a_file_that_is_no_font_is_told(docs: Path) -> None:
    (docs / "languages" / "fonts" / "square.ttf").write_bytes(b"<html>not found</html>")
    use_project_languages(docs)
    with pytest.raises(TebikiError) as raised:
        drawn(LETTERS)
    [problem] = raised.value.problems
    assert (problem.code, problem.place is not None) == ("fonts/file", True)


def test_a_font_without_a_name_is_told(docs: Path) -> None:
    """Its characters can be read, and no family has them."""
    path = docs / "languages" / "fonts" / "square.ttf"
    write_font(path, "Square Hand", LETTERS)
    font = TTFont(path)
    font["name"].names = []
    font.save(path)
    use_project_languages(docs)
    with pytest.raises(TebikiError) as raised:
        drawn(LETTERS)
    [problem] = raised.value.problems
    assert problem.code == "fonts/file"
    assert problem.place is not None
    assert problem.place.file.endswith("fonts/square.ttf")


def test_a_family_of_screens_that_is_not_there_is_told_by_its_key(docs: Path) -> None:
    (docs / "languages" / "vi.toml").write_text('screen_families = ["Round Hand"]\n', encoding="utf-8")
    use_project_languages(docs)
    with pytest.raises(TebikiError) as raised:
        refuse_unknown_families(load_language("vi"))
    [problem] = raised.value.problems
    assert (problem.code, problem.values["families"]) == ("fonts/family", "Round Hand")
    assert problem.place is not None
    assert (problem.place.line, problem.place.key) == (1, "screen_families")


def test_a_build_tells_of_a_family_that_is_not_there(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = city / "docs" / "languages"
    folder.mkdir()
    (folder / "ja.toml").write_text('families = ["Round Hand"]\n', encoding="utf-8")
    monkeypatch.chdir(city)
    assert main(["build"]) == 1
    assert "docs/languages/ja.toml:1: families: There is no font" in capsys.readouterr().err
    assert not (city / "build" / "site").exists()
    use_project_languages(city / "none")
    fonts.use_fonts(())


def test_a_pdf_is_set_in_a_projects_font(docs: Path, tmp_path: Path) -> None:
    write_font(docs / "languages" / "fonts" / "square.ttf", "Square Hand", LETTERS)
    use_project_languages(docs)
    fonts.use_fonts(load_language("lis").fonts)
    sample = document('h1("a", "Open")', f'p("{LETTERS}")')
    shown = front("lis").json(load_words("en"))
    path = tmp_path / "lis.pdf"
    path.write_bytes(compile_pdf(type(sample)(sample.text, shown, {}), WHEN).data)
    assert LETTERS in "".join(pdf_gates.text(path))


def test_families_are_called_what_typst_calls_them() -> None:
    assert set(fonts.fonts().families()) == fonts.ENGINE_FAMILIES
    assert fonts.unknown_families(["Noto Sans", "Noto Sans Lisu"]) == ("Noto Sans Lisu",)


def test_a_family_that_is_not_there_is_told_before_anything_is_set(docs: Path) -> None:
    with pytest.raises(TebikiError) as raised:
        refuse_unknown_families(load_language("lis"))
    [problem] = raised.value.problems
    assert (problem.code, problem.values["families"]) == ("fonts/family", "Square Hand")
    assert problem.place is not None
    assert (problem.place.line, problem.place.key) == (2, "families")
    write_font(docs / "languages" / "fonts" / "square.ttf", "Square Hand", LETTERS)
    use_project_languages(docs)
    fonts.use_fonts(load_language("lis").fonts)
    refuse_unknown_families(load_language("lis"))


@pytest.mark.parametrize("path", fonts.FONT_FILES, ids=lambda path: path.stem)
def test_tables_of_fonts_are_read_as_others_read_them(path: Path, tmp_path: Path) -> None:
    with TTFont(path) as font:
        assert code_points(path) == font.getBestCmap().keys()
        assert family_name(path) == font["name"].getBestFamilyName()
        del font["cmap"]
        font.save(tmp_path / "cut.ttf")
    with pytest.raises(ValueError, match="cmap"):
        code_points(tmp_path / "cut.ttf")


def test_a_collection_is_read(tmp_path: Path) -> None:
    shutil.copy(fonts.BADGE_FONT, tmp_path / "one.ttf")
    assert code_points(tmp_path / "one.ttf")
