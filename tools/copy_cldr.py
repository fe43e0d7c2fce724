"""Copy what CLDR says of languages into tools/tebiki/languages/cldr/ (a maintainer's script).

Fetch the packages into one folder, then run the script on that folder::

    npm pack cldr-core@48.2.0 cldr-misc-full@48.2.0 cldr-numbers-full@48.2.0 cldr-dates-full@48.2.0 \
        cldr-rbnf@48.2.0
    python tools/copy_cldr.py FOLDER

It writes a file a language, and the licence. The same packages give the same bytes. `LANGUAGES` says which
languages are copied. `tebiki translate add` fills a new language's file from these.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tarfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from spelled_numbers import NotInWordsError, RuleSet, spell

TARGET = Path(__file__).parent / "tebiki" / "languages" / "cldr"
VERSION = "48.2.0"
PACKAGES = {
    "core": "5310e0c7a06c1feb83dc8e54c8584bbe0b9c2ea8320172a18d541986b124585d",
    "misc-full": "c6ba8384d7ea8701cf86935db0461379231ddd970cc41c249f4a33b9857ded3c",
    "numbers-full": "2d17a1453c559a62112caeed52e0bcfe3cb8539c99d239ae7b7ed4d0827679d9",
    "dates-full": "0256f1cefeca14f7d515be4872dda48fcdd7e75381430f25aafd0143eae5b430",
    "rbnf": "c01497f1690adb1daa066bb952c72206a72a2a6793cb5b1fb8a821ff22eb811b",
}
#: Languages of people in Japan, then others that a city may meet; as CLDR names them.
LANGUAGES = (
    *("bn", "en", "es", "fil", "fr", "hi", "id", "km", "ko", "lo", "mn", "ms", "my", "ne", "pt", "pt-PT"),
    *("ru", "si", "ta", "th", "uk", "ur", "uz", "vi", "zh", "zh-Hant"),
    *("am", "ar", "az", "bg", "cs", "da", "de", "el", "et", "fa", "fi", "gu", "he", "hr", "hu", "hy", "it"),
    *("jv", "ka", "kk", "kn", "ky", "lt", "lv", "ml", "mr", "nl", "no", "pa", "pl", "ps", "ro", "sk", "sl"),
    *("so", "sq", "sr", "sv", "sw", "te", "tg", "tr", "yue"),
    *("be", "ca", "gl", "mk"),
)
#: Numbers that manuals write in words: days of a month, and tens of seconds or minutes.
CARDINALS = (*range(1, 32), 40, 50, 60)
ORDINALS = range(1, 21)
#: Sets of rules whose words are no words of sentences: years, cheques, days of the lunar calendar.
SKIPPED = re.compile(r"year|financial|days|verbose")
#: Korean writes these in digits; their words of one syllable mean something else where they stand alone.
SKIPPED_OF = {"ko": re.compile("sinokorean$|numbering$")}
#: The engine reads numbers in Han characters by itself.
HAN = ("yue", "zh", "zh-Hant")
#: Code points in words that nobody types: where a line may break in German, Khmer, Lao and Thai.
BREAKS = str.maketrans(dict.fromkeys("\u00ad\u200b"))
EXEMPLARS = {
    "main": "exemplarCharacters",
    "auxiliary": "auxiliary",
    "punctuation": "punctuation",
    "numbers": "numbers",
}

_ESCAPE: Final = re.compile(r"\\u([0-9A-F]{4})|\\(.)")
_RANGE: Final = re.compile(r"(.)-(.)")


@dataclass(frozen=True)
class Packages:
    """The packages' files by package and path, as fetched."""

    files: Mapping[str, Mapping[str, bytes]]

    def table(self, package: str, path: str) -> Any:
        """A JSON file of a package; None where it is not there."""
        data = self.files[package].get(path)
        return None if data is None else json.loads(data)

    def of(self, package: str, language: str, name: str) -> Any:
        """What a package's file ``name`` says of a language."""
        return self.table(package, f"main/{language}/{name}.json")["main"][language]


def unpack(name: str, folder: Path) -> dict[str, bytes]:
    """Files of a package by path, after its sha256 has been compared."""
    file = folder / f"cldr-{name}-{VERSION}.tgz"
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != PACKAGES[name]:
        sys.exit(f"{file.name}: not the package that was looked at (sha256 differs)")
    with tarfile.open(file) as archive:
        members = ((m, archive.extractfile(m)) for m in archive.getmembers() if m.isfile())
        return {m.name.partition("/")[2]: stream.read() for m, stream in members if stream}


def characters(pattern: str) -> set[int]:
    r"""Code points of a UnicodeSet such as ``[a-z é {ng} \u200C]``, those within strings too."""
    text = pattern.removeprefix("[").removesuffix("]")
    plain = _ESCAPE.sub(lambda m: chr(0xE000) + (chr(int(m[1], 16)) if m[1] else m[2]), text)
    out: set[int] = set()
    chars = iter(_tokens(plain))
    before = 0
    for char, literal in chars:
        if char == "-" and not literal:
            last = ord(next(chars)[0])
            out.update(range(before, last + 1))
        elif literal or char not in " {}":
            before = ord(char)
            out.add(before)
    return out


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Each character, and whether it was written with a backslash."""
    literal = False
    for char in text:
        if char == chr(0xE000) and not literal:
            literal = True
        else:
            yield char, literal
            literal = False


def runs(codes: Iterable[int]) -> str:
    """Code points in hexadecimal, runs of them as ``1000-1021``, in order."""
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return " ".join(f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in spans)


def main_and_others(packages: Packages, language: str) -> dict[str, set[int]]:
    """CLDR's exemplar characters, capital letters added (CLDR gives the small ones alone)."""
    table = packages.of("misc-full", language, "characters")["characters"]
    found = {name: characters(table.get(key, "[]")) for name, key in EXEMPLARS.items()}
    for name in ("main", "auxiliary"):
        capitals = {c.upper() for c in map(chr, found[name])}
        found[name] |= {ord(c) for c in capitals if len(c) == 1}
    return found


def words(packages: Packages, language: str, kind: str, numbers: Iterable[int]) -> dict[str, int]:
    """Words for numbers by word: ``kind`` is ``cardinal`` or ``ordinal``. Empty where CLDR has none."""
    table = packages.table("rbnf", f"rbnf/{language.replace('_', '-')}.json")
    if table is None or language in HAN:
        return {}
    sets: dict[str, RuleSet] = {
        name: rules for group in table["rbnf"]["rbnf"].values() for name, rules in group.items()
    }
    skipped = SKIPPED_OF.get(language, re.compile("(?!)"))
    chosen = [
        name
        for name in sets
        if re.match(rf"%spellout-({kind}|{'numbering' if kind == 'cardinal' else kind})", name)
        and not SKIPPED.search(name)
        and not skipped.search(name)
    ]
    letters = main_and_others(packages, language)
    found: dict[str, int] = {}
    for number in numbers:
        for name in chosen:
            for word in _spelled(sets, name, number, letters):
                found.setdefault(word, number)
    return found


def _spelled(
    sets: Mapping[str, RuleSet], name: str, number: int, letters: Mapping[str, set[int]]
) -> Iterator[str]:
    """A number as people type it; nothing where the rules give digits or letters of another script."""
    try:
        word = unicodedata.normalize("NFC", spell(sets, name, number).translate(BREAKS)).strip()
    except NotInWordsError:
        return
    used = {ord(c) for c in word if unicodedata.category(c)[0] in "LMN"}
    if not word or not used <= letters["main"] | letters["auxiliary"]:
        return
    yield word
    if not used <= letters["main"]:  # Filipino: isá, in everyday writing isa
        bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        if {ord(c) for c in bare if c.isalpha()} <= letters["main"]:
            yield bare


def months(packages: Packages, language: str) -> dict[str, list[str]]:
    """Names of the months: as dates write them, then other forms; each list begins with January."""
    table = packages.of("dates-full", language, "ca-gregorian")
    forms = table["dates"]["calendars"]["gregorian"]["months"]
    rows: dict[str, list[str]] = {}
    for key, use, width in (
        ("months", "format", "wide"),
        ("months_alone", "stand-alone", "wide"),
        ("months_short", "format", "abbreviated"),
    ):
        row = [forms[use][width][str(month)] for month in range(1, 13)]
        if row not in rows.values():
            rows[key] = row
    return rows


def signs(packages: Packages, language: str) -> dict[str, Any]:
    """Quotation marks, the signs within numbers, and the script's own digits."""
    quotes = packages.of("misc-full", language, "delimiters")["delimiters"]
    numbers = packages.of("numbers-full", language, "numbers")["numbers"]
    latin, native = numbers["symbols-numberSystem-latn"], numbers["otherNumberingSystems"]["native"]
    systems = packages.table("core", "supplemental/numberingSystems.json")["supplemental"]
    digits = systems["numberingSystems"][native].get("_digits", "")
    sides = ("quotationStart", "quotationEnd", "alternateQuotationStart", "alternateQuotationEnd")
    return {
        "quotes": [quotes[side] for side in sides],
        "decimal": latin["decimal"],
        "group": latin["group"],
        "digits": "" if native in ("latn", "hanidec") else digits,
    }


def script(packages: Packages, language: str) -> str:
    """The script in which a language is written, as ISO 15924 has it: ``Mymr``."""
    likely = packages.table("core", "supplemental/likelySubtags.json")["supplemental"]["likelySubtags"]
    tag = language if language in likely else language.partition("-")[0]
    return str(likely[tag].split("-")[1])


def file_text(packages: Packages, language: str) -> str:
    """The file of a language."""
    layout = packages.of("misc-full", language, "layout")["layout"]["orientation"]
    rows: dict[str, Any] = {
        "tag": language,
        "script": script(packages, language),
        "right_to_left": layout["characterOrder"] == "right-to-left",
        **signs(packages, language),
        **months(packages, language),
    }
    tables: dict[str, Mapping[str, Any]] = {
        "letters": {name: runs(codes) for name, codes in main_and_others(packages, language).items()},
        "number_words": words(packages, language, "cardinal", CARDINALS),
        "ordinals": words(packages, language, "ordinal", ORDINALS),
    }
    lines = [
        f"# Copied from CLDR {VERSION} by tools/copy_cldr.py (Unicode License v3: LICENSE.txt). Do not edit.",
        *(f"{key} = {toml(value)}" for key, value in rows.items()),
    ]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{_key(key)} = {toml(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z_]+", key) else toml(key)


def toml(value: Any) -> str:
    """A value as TOML; characters that nobody can see are written by number."""
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if not isinstance(value, str):
        return json.dumps(value)
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c == " " or c.isprintable() else f"\\u{ord(c):04X}" for c in text)


@cache
def packages_of(folder: Path) -> Packages:
    """All packages of a folder. Ends the program for one that is not the one that was looked at."""
    return Packages({name: unpack(name, folder) for name in PACKAGES})


def main(folder: Path) -> None:
    """Write the file of each language, and the licence."""
    packages = packages_of(folder)
    TARGET.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        path = TARGET / f"{language.replace('-', '_')}.toml"
        path.write_text(file_text(packages, language), encoding="utf-8", newline="\n")
    (TARGET / "LICENSE.txt").write_bytes(packages.files["core"]["LICENSE"])
    print(f"{len(LANGUAGES)} languages in {TARGET}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
