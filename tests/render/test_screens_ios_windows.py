"""The screens of iOS and Windows: the words as documented, large enough, nothing hidden by a mark."""

from __future__ import annotations

import io
import re
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from tebiki.errors import TebikiError
from tebiki.model.screen import Drawing, Inputs, Picture
from tebiki.parse.labels import load_labels
from tebiki.parse.screens import list_screens, load_screen
from tebiki.render.drawing import Drawn, compile_drawing, inputs_of
from tebiki.render.marks import VERMILION, Rect, box_around, place_badges
from tebiki.render.screen import draw

REPOSITORY = Path(__file__).parents[2]
SCREENS = REPOSITORY / "screenshots"
LABELS = load_labels(REPOSITORY / "docs" / "labels")
#: Pixels of a picture, and its width in print in mm.
WIDTHS = {"ios": (750, 66), "windows": (736, 76)}
NAMES = [name for name in list_screens(SCREENS) if name.partition("/")[0] in WIDTHS]
HEAD = '#import "@tebiki/kit:1.0.0": *\n'
RED = (255, 0, 0)

# What the platforms are documented to show, letter by letter.
WORDS = {
    "ios.allow.message": "この Web サイトは構成プロファイルをダウンロードしようとしています。許可しますか？",
    "ios.allow.allow": "許可",
    "ios.downloaded.message": "プロファイルがダウンロードされました",
    "ios.downloaded.close": "閉じる",
    "ios.settings.row": "ダウンロード済みのプロファイル",
    "ios.settings.row_other": "プロファイルがダウンロード済み",
    "ios.settings.general": "一般",
    "ios.settings.management": "VPNとデバイス管理",
    "ios.settings.downloaded": "ダウンロード済みプロファイル",
    "ios.password.next": "次へ",
    "ios.done.title": "インストール完了",
    "ios.done.done": "完了",
    "windows.wizard.title": "証明書のインポート ウィザード",
    "windows.wizard.next": "次へ(N)",
    "windows.wizard.finish": "完了(F)",
    "windows.start.title": "証明書のインポート ウィザードの開始",
    "windows.start.user": "現在のユーザー(C)",
    "windows.start.computer": "ローカル コンピューター(L)",
    "windows.start.continue": "続行するには、[次へ] をクリックしてください。",
    "windows.filename.title": "インポートする証明書ファイル",
    "windows.filename.browse": "参照(R)...",
    "windows.key.title": "秘密キーの保護",
    "windows.key.show": "パスワードの表示(D)",
    "windows.key.options": "インポート オプション(I):",
    "windows.key.strong": "秘密キーの保護を強力にする(E)",
    "windows.key.export": "このキーをエクスポート可能にする(M)",
    "windows.key.virtual": "仮想化ベースのセキュリティを使用して秘密キーを保護する(エクスポート不可)(P)",
    "windows.key.properties": "すべての拡張プロパティを含める(A)",
    "windows.store.automatic": "証明書の種類に基づいて、自動的に証明書ストアを選択する(U)",
    "windows.store.chosen": "証明書をすべて次のストアに配置する(P)",
    "windows.finish.title": "証明書のインポート ウィザードの完了",
    "windows.finish.body": "[完了] をクリックすると、証明書がインポートされます。",
    "windows.message.imported": "正しくインポートされました。",
    "windows.picker.title": "証明書の選択",
    "windows.picker.body": "{host} での認証に使用する証明書を選択してください",
}
# What nobody has documented for this kind of file.
HEARSAY = {
    "ios.app.files",
    "ios.install.install",
    "ios.install.passcode",
    "ios.install.warning",
    "ios.install.unsigned",
    "ios.password.caption",
    "ios.remove.profile",
    "ios.settings.stolen_device",
    "ios.settings.trust",
    "windows.picker.ok",
    "windows.picker.cancel",
    "windows.picker.title_edge",
}


def inputs(language: str = "ja", stored_name: str | None = "ABC123") -> Inputs:
    facts = {"certificate.file": "ABC123.p12", "certificate.stored_name": stored_name}
    return Inputs(language, {key: label.text(language) for key, label in LABELS.items()}, facts)


def compiled(body: str) -> Drawn:
    drawing = Drawing(Path("x.typ"), HEAD + body)
    return compile_drawing(drawing, inputs_of(drawing, inputs()))


def image_of(drawn: Drawn) -> Image.Image:
    return Image.open(io.BytesIO(drawn.png)).convert("RGB")


def pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    raw = image.tobytes()
    return list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))


def picture_of(name: str, folder: Path, language: str = "ja", stored_name: str | None = "ABC123") -> Picture:
    return draw(load_screen(SCREENS, name, language), inputs(language, stored_name), folder)


def overlap(a: Rect, b: Rect) -> float:
    """The area in px² that two rectangles share."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return max(width, 0) * max(height, 0)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for tests that only look at pictures."""
    return tmp_path_factory.mktemp("pictures")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_marked_text_can_be_read(name: str, language: str, shared: Path) -> None:
    """12 CSS px in a column of 358 px, 7 pt at the width in print."""
    width, millimetres = WIDTHS[name.partition("/")[0]]
    picture = picture_of(name, shared, language)
    assert picture.width == width
    assert picture.marks > 0
    assert (picture.text_at(358) or 0) >= 12
    assert (picture.text_at(millimetres / 25.4 * 72) or 0) >= 7
    with Image.open(picture.path) as image:
        colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 20) or []}
    assert VERMILION in colours


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_mark_hides_nothing_that_is_meant(name: str, language: str) -> None:
    """Targets and their boxes stand apart; no badge lies on a target or on another badge."""
    screen = load_screen(SCREENS, name, language)
    assert isinstance(screen.source, Drawing)
    drawn = compile_drawing(screen.source, inputs_of(screen.source, inputs(language)))
    image = image_of(drawn)
    targets = [drawn.elements[mark.element].rect for mark in screen.spec.marks]
    boxes = [box_around(target, image.size) for target in targets]
    badges = [badge.rect for badge in place_badges(image, targets, boxes)]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    assert not any(overlap(a, b) for a, b in combinations(badges, 2))
    assert not any(overlap(badge, target) for badge in badges for target in targets)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_a_label_or_a_fact(name: str) -> None:
    text = (SCREENS / f"{name}.typ").read_text(encoding="utf-8")
    assert not re.findall(r"[\u3041-\u309F\u30A1-\u30FA\u4E00-\u9FFF]", text)
    assert set(re.findall(r'label\("([^"]+)"', text)) <= LABELS.keys()


@pytest.mark.parametrize(("key", "words"), WORDS.items())
def test_words_are_as_documented(key: str, words: str) -> None:
    assert LABELS[key].texts["ja"] == words
    assert LABELS[key].verified


def test_hearsay_is_marked() -> None:
    rows = {key: row for key, row in LABELS.items() if key.partition(".")[0] in WIDTHS}
    assert {key for key, row in rows.items() if not row.verified} == HEARSAY


@pytest.mark.parametrize("name", NAMES)
def test_no_screen_claims_to_be_seen(name: str) -> None:
    assert load_screen(SCREENS, name, "ja").spec.verified is None


@pytest.mark.parametrize("name", ["ios/profile", "ios/done", "ios/chooser", "windows/picker", "windows/list"])
def test_an_unknown_name_becomes_a_bar(name: str, shared: Path) -> None:
    known, unknown = picture_of(name, shared), picture_of(name, shared, stored_name=None)
    assert (known.marks, known.width) == (unknown.marks, unknown.width)
    assert known.path != unknown.path


def test_the_pictures_are_light(shared: Path) -> None:
    for platform in WIDTHS:
        sizes = [picture_of(n, shared).path.stat().st_size for n in NAMES if n.startswith(platform)]
        assert sum(sizes) <= 250_000


@pytest.mark.parametrize(
    "frame",
    [
        "#show: ios.screen\n#ios.group(ios.row({}, open: true))",
        "#show: ios.sheet\n#ios.nav(right: {})",
        "#show: ios.screen.with(dimmed: true)\n#ios.alert([a], none, [b], {})",
        "#show: ios.screen\n#ios.actions([a], {})",
        "#show: ios.safari\n#{}",
        "#windows.wizard([a], [b], {}, (windows.button([c]),))",
        "#windows.wizard([a], [b], [c], (windows.button([d]), {}), plain: true)",
        "#windows.picker([a], [b], windows.list-row({}), ([c],))",
        "#windows.plain-window(windows.branch({}, depth: 2))",
        "#windows.browser({})",
    ],
)
def test_an_element_lies_where_it_is_drawn(frame: str) -> None:
    red = 'target("red", 14pt, block(width: 60pt, height: 20pt, fill: rgb("#FF0000")))'
    drawn = compiled(frame.format(red))
    image = image_of(drawn)
    spots = [(i % image.width, i // image.width) for i, p in enumerate(pixels(image)) if p == RED]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    found = (min(xs), min(ys), max(xs) + 1, max(ys) + 1)
    assert drawn.elements["red"].rect == pytest.approx(found, abs=1.01)


def test_a_place_in_a_label_takes_a_bar() -> None:
    frame = '#show: windows.desktop\n#label("windows.picker.body", host: {})'
    assert RED in pixels(image_of(compiled(frame.format("bar(60pt, fill: rgb(255, 0, 0))"))))
    assert RED not in pixels(image_of(compiled(frame.format("bar(60pt)"))))


def test_a_place_in_a_label_is_not_left_open() -> None:
    with pytest.raises(TebikiError) as caught:
        compiled('#show: windows.desktop\n#label("windows.picker.body")')
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["name"]) == ("screens/placeholder", "host")


@pytest.mark.parametrize("words", ["次へ(N)", "Weiter zur nächsten Seite"])
def test_a_button_grows_with_its_words(words: str) -> None:
    drawn = compiled(f'#show: windows.desktop\n#windows.button("{words}", name: "b")')
    left, _, right, _ = drawn.elements["b"].rect
    assert right - left >= 2 * 86
    assert (right - left > 2 * 86 + 1) == (len(words) > 10)
