"""What this city sets, and which edition is current. Facts of a year stand in docs/editions/."""

extensions = ["tebiki.adapt.extension"]
language = "ja"

#: The edition that `make` builds. It changes when the city says so, not with the calendar.
tebiki_edition = "2025"

tebiki_settings = {
    "city": {
        "ja": "流山市",
        "en": "Nagareyama City",
        "zh_CN": "流山市",
    },
    "system": {
        "ja": "情報共有システム",
        "en": "Information sharing system",
        "zh_CN": "信息共享系统",
    },
    "masthead": {
        "ja": "流山市 情報共有システム（カナミック）",
        "en": "Nagareyama City, information sharing system (Kanamic)",
        "zh_CN": "流山市 信息共享系统（Kanamic）",
    },
    # U+200B (zero-width space): a line may break here.
    "title": {
        "ja": "電子証明書\u200bインストール\u200bマニュアル",
        "en": "Installing your digital certificate",
        "zh_CN": "电子证书\u200b安装手册",
    },
    # The certificate's id: KNPKI and a date, year-month-day.
    "certificate_pattern": r"KNPKI(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})",
    "documents": "certificate-manual",
    "languages": ["ja"],
    "colours": {"print": "#12305F", "light": "#0017C1", "dark": "#9DB7F9"},
    # The address that the pages will stand at ("https://…/"), once it is known.
    "site": None,
}
