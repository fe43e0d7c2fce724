"""What a language lacks beside its catalogue, and a page that is nowhere."""

from __future__ import annotations

from pathlib import Path

from faults import CATALOG, EDITION, At, Batch, Fault, at, edit, put, translate

CONF = "conf.py"
GLOSSARY = "docs/glossary.toml"


def without_english(root: Path) -> At:
    """Terms in another language than the site has, as after a copy from elsewhere."""
    for old, new in (("certificate", "chứng chỉ"), ("browser", "trình duyệt")):
        edit(GLOSSARY, f'en = "{old}"', f'vi = "{new}"')(root)
    return None


BATCHES = (
    Batch(
        "languages",
        (
            Fault(
                "the city has no English name",
                "language/name",
                CONF,
                at("tebiki_settings.city", edit(CONF, '"city": "Yamabe", ', "")),
                also=("document/parts",),
            ),
            Fault(
                "a browser has no English name",
                "language/name",
                EDITION,
                at("manuals.tablet.browser", edit(EDITION, 'en = "Lake browser"', 'fr = "Lac"')),
            ),
            Fault(
                "no term has a word in English",
                "language/terms",
                GLOSSARY,
                without_english,
            ),
            Fault(
                "a label and a file are exchanged in a translation",
                "catalog/order",
                CATALOG,
                translate(
                    "When {ui}`tablet.ask.title` appears, install the file {fact}`certificate.file`.",
                    "When {fact}`certificate.file` appears, install the file {ui}`tablet.ask.title`.",
                ),
            ),
            Fault(
                "a page without a table in the edition",
                "page/no-manual",
                "docs/lake.md",
                put("docs/lake.md", "(lake)=\n# 湖\n".encode()),
            ),
        ),
        site=False,
    ),
    Batch(
        "undecided terms",
        (
            Fault(
                "nobody has decided between two words",
                "term/open",
                GLOSSARY,
                at(
                    "terms.0",
                    edit(
                        GLOSSARY,
                        'refused.en = ["credential"]',
                        'also.en = ["credential"]\nopen.en = "Which word do people know?"',
                    ),
                ),
            ),
            Fault(
                "a catalogue has both words",
                "term/mixed",
                CATALOG,
                translate("The new certificate is valid", "The new credential is valid"),
            ),
        ),
        site=False,
    ),
)
