"""What this city sets, and which edition is current. Facts of a year stand in docs/editions/."""

extensions = ["tebiki.sphinxext"]
language = "ja"

#: The edition that `make` builds. It changes when the city says so, not with the calendar.
tebiki_edition = "2025"

#: 原稿・画面・訳の形式の番号。tebiki migrate が書きます。
#: The format of pages, drawings and catalogues; tebiki migrate writes it.
tebiki_format = 2

tebiki_settings = {
    "city": {
        "ja": "流山市",
        "ja_simple": "｜流山市《ながれやまし》",
        "en": "Nagareyama City",
        "zh_CN": "流山市",
        "vi": "Thành phố Nagareyama",
        "id": "Kota Nagareyama",
    },
    "system": {
        "ja": "情報共有システム",
        "ja_simple": "｜情報共有《じょうほうきょうゆう》システム",
        "en": "Information Sharing System",
        "zh_CN": "信息共享系统",
        "vi": "Hệ thống chia sẻ thông tin",
        "id": "Sistem berbagi informasi",
    },
    "masthead": {
        "ja": "流山市 情報共有システム（カナミック）",
        "ja_simple": "｜流山市《ながれやまし》 ｜情報共有《じょうほうきょうゆう》システム（カナミック）",
        "en": "Nagareyama City Information Sharing System (Kanamic)",
        "zh_CN": "流山市 信息共享系统（Kanamic）",
        "vi": "Thành phố Nagareyama, Hệ thống chia sẻ thông tin (Kanamic)",
        "id": "Kota Nagareyama, Sistem berbagi informasi (Kanamic)",
    },
    # U+200B (zero-width space): a line may break here.
    "title": {
        "ja": "電子証明書\u200bインストール\u200bマニュアル",
        "ja_simple": "｜電子証明書《でんししょうめいしょ》\u200bインストール\u200bマニュアル",
        "en": "Digital Certificate \u200bInstallation Manual",
        "zh_CN": "电子证书\u200b安装手册",
        "vi": "Hướng dẫn cài đặt \u200bchứng chỉ điện tử",
        "id": "Panduan Instalasi \u200bSertifikat Elektronik",
    },
    # The certificate's id: KNPKI and a date, year-month-day.
    "certificate_pattern": r"KNPKI(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})",
    "documents": "certificate-manual",
    "languages": ["ja", "ja_simple", "en", "zh_CN", "vi", "id"],
    "colours": {"print": "#12305F", "light": "#0017C1", "dark": "#9DB7F9"},
    # The address that the pages will stand at ("https://…/"), once it is known.
    "site": None,
}
