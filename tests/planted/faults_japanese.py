"""Japanese as a city writes it, terms, and what other languages must not take over."""

from __future__ import annotations

from pathlib import Path

from faults import (
    CATALOG,
    EDITION,
    EN,
    HOME,
    JA,
    PAGE,
    At,
    Batch,
    Fault,
    Plant,
    add,
    edit,
    paragraph,
    translate,
)

SOURCES = Batch(
    "sources",
    (
        Fault("西暦 in Japanese", "japanese/date", PAGE, paragraph("2031年4月1日から使います。")),
        Fault("a date with slashes", "japanese/date", PAGE, paragraph("2031/4/1から使います。")),
        Fault("an era's short form", "japanese/date", PAGE, paragraph("R13.4.1から使います。")),
        Fault("full-width digits", "japanese/width", PAGE, paragraph("手順は１つです。")),
        Fault("full-width letters", "japanese/width", PAGE, paragraph("ＵＲＬを開きます。")),
        Fault("half-width kana", "japanese/width", PAGE, paragraph("ﾌｧｲﾙを開きます。")),
        Fault("a plain ending", "japanese/polite", PAGE, paragraph("ファイルを開く。")),
        Fault("である", "japanese/polite", PAGE, paragraph("これは必要な手順である。")),
        Fault("a refused spelling", "term/refused", PAGE, paragraph("ブラウザで開きます。")),
        Fault("another refused spelling", "term/refused", PAGE, paragraph("証明証を入れます。")),
        Fault(
            "a sentence without end",
            "japanese/long",
            PAGE,
            paragraph("メールを開いて、添付されたファイルを保存して、" * 6 + "終わりです。"),
        ),
        Fault(
            "an era in English",
            "japanese/date",
            CATALOG,
            translate('msgstr "Press once more."', 'msgstr "Press once more (since Reiwa 13)."'),
        ),
        Fault(
            "full-width digits in English",
            "japanese/width",
            CATALOG,
            translate('msgstr "Nothing happens"', 'msgstr "Nothing happens ２"'),
            also=("catalog/letters", "catalog/digit"),
        ),
        Fault(
            "a refused word in English",
            "term/refused",
            CATALOG,
            translate("The old certificate is", "The old credential is"),
            also=("term/other",),
        ),
        Fault(
            "another word for a term",
            "term/other",
            CATALOG,
            translate("The new certificate is", "The new ID card is"),
        ),
        Fault(
            "a plain ending in the history",
            "japanese/polite",
            EDITION,
            edit(EDITION, "はじめて出しました。", "はじめて出した。"),
        ),
        Fault(
            "half-width kana in the publisher",
            "japanese/width",
            EDITION,
            edit(EDITION, "山辺市福祉課", "山辺市福祉課ｶｲｺﾞ係"),
        ),
    ),
    site=False,
    consequences=("catalog/number",),
)
PAGES = Batch(
    "pages",
    (
        Fault("西暦 on a Japanese page", "japanese/date", HOME, add(HOME, "<p>2031年4月に出しました。</p>")),
        Fault("full-width letters on a page", "japanese/width", HOME, add(HOME, "<p>ＰＤＦを開きます。</p>")),
        Fault(
            "half-width kana in an alt", "japanese/width", JA, edit(JA, 'alt="「はい」', 'alt="ﾎﾞﾀﾝ「はい」')
        ),
        Fault("an era on an English page", "japanese/date", EN, add(EN, "<p>Since Reiwa 13.</p>")),
        Fault("half-width kana in the title", "japanese/width", HOME, edit(HOME, "<title>", "<title>ﾃﾋﾞｷ ")),
    ),
    consequences=("cms/width",),
)
SIMPLE_PO = "docs/locales/ja_simple/LC_MESSAGES/manual.po"
HEAD = """msgid ""
msgstr ""
"Language: ja_simple\\n"
"MIME-Version: 1.0\\n"
"PO-Revision-Date: 2031-02-03 10:00+0900\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def entry(msgid: str, msgstr: str) -> Plant:
    """A translation more in やさしい日本語; the place is its msgid's line."""

    def plant(root: Path) -> At:
        path = root / SIMPLE_PO
        if not path.exists():
            path.parent.mkdir(parents=True)
            path.write_text(HEAD, encoding="utf-8")
            (path.parent.parent / "readings.toml").write_text(
                'format = 2\nnames = []\n"端末" = "たんまつ"\n', encoding="utf-8"
            )
            conf = root / "conf.py"
            text = conf.read_text(encoding="utf-8").replace("['ja', 'en']", "['ja', 'en', 'ja_simple']")
            conf.write_text(text, encoding="utf-8")
        text = path.read_text(encoding="utf-8")
        path.write_text(f'{text}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n', encoding="utf-8")
        return text.count("\n") + 2

    return plant


SIMPLE = Batch(
    "やさしい日本語",
    (
        Fault(
            "kanji without a reading",
            "simple/bare",
            SIMPLE_PO,
            entry("端末を選んでください。", "端末をえらんでください。"),
        ),
        Fault(
            "a passive", "simple/passive", SIMPLE_PO, entry("もう一度押します。", "もう いちど おされます。")
        ),
        Fault(
            "a wrong reading", "simple/reading", SIMPLE_PO, entry("端末を選ぶ", "｜端末《はしまつ》を えらぶ")
        ),
        Fault(
            "two negatives",
            "simple/double-negative",
            SIMPLE_PO,
            entry("いつからかは、聞いてください。", "きかなければ なりません。"),
        ),
        Fault(
            "a long sentence",
            "simple/long",
            SIMPLE_PO,
            entry("みまもりネットに入る手順です。", "みまもりネットに はいるために、" * 6 + "みてください。"),
        ),
        Fault(
            "a plain ending",
            "simple/polite",
            SIMPLE_PO,
            entry("別の端末では、QRコードを読み取ります。", "べつの ものでは、QRコードを よむ。"),
        ),
    ),
    site=False,
    consequences=("language/name", "simple/lacking"),
)
BATCHES = (SOURCES, PAGES, SIMPLE)
