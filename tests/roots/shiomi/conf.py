"""An invented town, unlike the other: two-word manuals, two languages, ids without a date, no address yet."""

extensions = ["tebiki.sphinxext"]
language = "ja"
tebiki_edition = "2041"

#: 原稿・画面・訳の形式の番号。tebiki migrate が書きます。
#: The format of pages, drawings and catalogues; tebiki migrate writes it.
tebiki_format = 2
tebiki_settings = {
    "city": {"ja": "汐見町", "en": "Shiomi Town"},
    "system": {"ja": "まなびポート", "en": "Learning Port"},
    "masthead": {"ja": "汐見町立学校 まなびポート", "en": "Shiomi Town Schools, Learning Port"},
    "title": {"ja": "利用証\u200b設定の\u200bしおり", "en": "Access Pass \u200bSetup Leaflet"},
    "certificate_pattern": r"SHIO-[A-Z]{2}\d{3}",
    "documents": "school-leaflet",
    "languages": ["ja", "en"],
    "colours": {"print": "#7A1F3D", "light": "#8C1D40", "dark": "#F2A7BE"},
    "site": None,
}
