"""An invented city with another vendor and another id pattern: the engine must not care."""

extensions = ["tebiki.sphinxext"]
language = "ja"
tebiki_edition = "2031"

#: 原稿・画面・訳の形式の番号。tebiki migrate が書きます。
#: The format of pages, drawings and catalogues; tebiki migrate writes it.
tebiki_format = 2
tebiki_settings = {
    "city": {"ja": "山辺市"},
    "system": {"ja": "みまもりネット"},
    "masthead": {"ja": "山辺市 みまもりネット"},
    "title": {"ja": "接続証明\u200b導入の\u200b手引"},
    "certificate_pattern": r"YMB-(?P<year>\d{4})-(?P<month>\d{2})(?P<day>\d{2})",
    "certificate_suffix": ".pfx",
    "documents": "guide",
    "colours": {"print": "#0C472A", "light": "#0C472A", "dark": "#9BD4B5"},
    "needed": {},  # its pages name no office; tests of what is needed set their own
    "site": "https://yamabe.example/tebiki/",
}
