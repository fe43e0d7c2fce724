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
    # 発行するマニュアルに要ること。右のどれか1つの事実があれば足ります。
    # What a released manual needs: any one of the facts at the right.
    "needed": {
        "login": ["links.login"],
        "city": ["links.city"],
        "contact": ["contact.phone", "contact.mail"],
        "hours": ["contact.hours"],
        "lost": ["extra.lost_contact"],
    },
    # 事実の呼び名。お知らせと書類で、この名前を使います。
    # What people call this city's own facts, in messages and papers.
    "fact_names": {
        "links.form": {"ja": "申請フォームのアドレス", "en": "address of the application form"},
        "links.guideline": {"ja": "ガイドラインのアドレス", "en": "address of the guideline"},
        "links.login": {"ja": "ログイン画面のアドレス", "en": "address of the login page"},
        "links.city": {"ja": "市のホームページのアドレス", "en": "address of the city's page"},
        "extra.new_valid_from": {
            "ja": "新しい証明書を使えるようになる日",
            "en": "day from which the new certificate is accepted",
        },
        "extra.old_valid_until": {
            "ja": "古い証明書を使える最後の日",
            "en": "last day on which the old certificate is accepted",
        },
        "extra.lost_contact": {
            "ja": "端末をなくしたときに知らせる先",
            "en": "whom to tell of a lost device",
        },
        "extra.ios_versions": {
            "ja": "手順が合わせているiOS・iPadOSのバージョン",
            "en": "versions of iOS and iPadOS that the steps fit",
        },
        "extra.guideline_edition": {"ja": "ガイドラインの版", "en": "edition of the guideline"},
        "extra.guideline_date": {"ja": "ガイドラインの公表年月", "en": "month of the guideline"},
        "quotations.guideline_5": {"ja": "ガイドラインの原文（⑤）", "en": "text of the guideline, ⑤"},
        "quotations.guideline_9": {"ja": "ガイドラインの原文（⑨）", "en": "text of the guideline, ⑨"},
    },
    # 確認表の頭: 印を押す欄（決裁する人が左、起案する人が右）、手で書く欄。
    # The head of the papers to sign: boxes for seals, cells to be filled in by hand.
    "approval": {
        "stamps": ["課長", "課長補佐", "係長", "担当"],
        "cells": ["文書番号", "起案日", "決裁日", "保存期間"],
    },
    # The address that the pages will stand at ("https://…/"), once it is known.
    "site": None,
}
