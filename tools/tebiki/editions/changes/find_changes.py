"""What has changed between two states of the sources, told by what the files are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from ...content.project import Project
from ...content.text_files import read_text
from ...errors import TebikiError
from .fact_places import drawn_facts, fact_places
from .found_changes import (
    FactChange,
    FoundChanges,
    LabelChange,
    OtherChange,
    PictureChange,
    PictureReason,
    RecordChange,
    SentenceChange,
    TranslationChange,
    change_id,
)
from .source_pairs import SourcePair
from .toml_leaves import Loc, fact_of, leaves_of, read_table

_TEXT: Final = re.compile(r"docs/(parts/)?[a-z0-9_-]+\.md")
_EDITION: Final = re.compile(r"docs/editions/(\d{4})\.toml")
_CATALOG: Final = re.compile(r"docs/locales/(\w+)/LC_MESSAGES/\w+\.po")
_LABELS: Final = re.compile(r"docs/labels/([a-z0-9_]+)\.toml")
_SCREEN: Final = re.compile(r"screenshots/([^/]+)/(?:[^/]+/)*([^/]+)\.(toml|typ|png)")
#: A language in front of a text that is not the Japanese one.
_LANGUAGES: Final = re.compile(r"[a-z]{2,3}(_\w+)?")


def find_changes(
    project: Project,
    pairs: Sequence[SourcePair],
    before_year: str | None = None,
    places: Callable[[Project], Mapping[str, int]] = fact_places,
) -> FoundChanges:
    """All changes of ``pairs`` in the edition that ``project`` is seen in.

    ``before_year``: the edition that its facts are compared with, where that is another one. ``places``:
    how often each fact is printed, for whoever asks several times and remembers it. Never raises
    for what the files say: what cannot be read is among the other files.
    """
    return _Finder(project, _with_year(project, pairs, before_year), places).all()


def _with_year(project: Project, pairs: Sequence[SourcePair], before_year: str | None) -> list[SourcePair]:
    """The pairs, with the facts of the former year in the place of a file that was not there."""
    year = project.year
    own = f"docs/editions/{year}.toml"
    if before_year in (None, year):
        return [*pairs]
    former = next((one.before for one in pairs if one.file == f"docs/editions/{before_year}.toml"), None)
    if former is None:  # it has not changed since
        former = (project.edition_file(str(before_year))).read_bytes().replace(b"\r\n", b"\n")
    new = next((one for one in pairs if one.file == own), None)
    rest = [one for one in pairs if one.file != own]
    return [*rest, SourcePair(own, former, new.after)] if new and new.before is None else [*pairs]


@dataclass(slots=True)
class _Finder:
    project: Project
    pairs: Sequence[SourcePair]
    places: Callable[[Project], Mapping[str, int]]
    facts: list[FactChange] = field(default_factory=list)
    records: list[RecordChange] = field(default_factory=list)
    sentences: list[SentenceChange] = field(default_factory=list)
    labels: list[LabelChange] = field(default_factory=list)
    translations: list[TranslationChange] = field(default_factory=list)
    others: list[OtherChange] = field(default_factory=list)
    screens: defaultdict[str, list[SourcePair]] = field(default_factory=lambda: defaultdict(list))

    def all(self) -> FoundChanges:
        """Look at each file, then at the pictures, which show facts and labels."""
        for pair in self.pairs:
            try:
                known = self._look(pair)
            except (ValueError, TebikiError):
                known = False
            if not known:
                self.others.append(OtherChange(_id_of(pair), pair))
        return FoundChanges(
            tuple(self.facts),
            tuple(self.records),
            tuple(self.sentences),
            tuple(self.labels),
            tuple(self._pictures()),
            tuple(self.translations),
            tuple(self.others),
        )

    def _look(self, pair: SourcePair) -> bool:
        """Tell what a file's change is; False where nothing can be told."""
        if found := _SCREEN.fullmatch(pair.file):
            self.screens[f"{found[1]}/{found[2]}"].append(pair)
            return True
        if (found := _CATALOG.fullmatch(pair.file)) and pair.after is not None:
            return self._catalog(pair, found[1])
        # A file that is new, or gone, is one change.
        return pair.before is not None and pair.after is not None and self._within(pair)

    def _within(self, pair: SourcePair) -> bool:
        if _TEXT.fullmatch(pair.file):
            self.sentences += _sentences(pair)
            return True
        if _LABELS.fullmatch(pair.file):
            labels = [*_labels(pair)]
            self.labels += labels
            return bool(labels)
        if (found := _EDITION.fullmatch(pair.file)) and found[1] == self.project.year:
            return self._edition(pair)
        return self._reviews(pair)

    def _edition(self, pair: SourcePair) -> bool:
        before, after = read_table(pair.before), read_table(pair.after)
        count = len(self.facts) + len(self.records)
        facts = [*_facts(dict(leaves_of(before)), dict(leaves_of(after)))]
        printed = self.places(self.project) if facts else {}
        self.facts += [replace(one, places=printed.get(one.key, 0)) for one in facts]
        self.records += _records(before, after)
        return len(self.facts) + len(self.records) > count

    def _catalog(self, pair: SourcePair, language: str) -> bool:
        old, new = (translations_in((side or b"").decode("utf-8-sig")) for side in (pair.before, pair.after))
        count = sum(old.get(key) != new.get(key) for key in old.keys() | new.keys())
        if count:
            self.translations.append(TranslationChange(language, count))
        return bool(count)

    def _reviews(self, pair: SourcePair) -> bool:
        """Who vouches for a language."""
        parts = pair.file.split("/")
        if parts[:2] != ["docs", "locales"] or parts[-1] != "language.toml":
            return False
        old = read_table(pair.before).get("reviewed", {}).get(self.project.year)
        new = read_table(pair.after).get("reviewed", {}).get(self.project.year)
        if old == new:
            return False
        self.records.append(RecordChange("reviewed", parts[2], _said(new)))
        return True

    def _pictures(self) -> Iterator[PictureChange]:
        facts = {one.key for one in self.facts}
        labels = {one.key for one in self.labels}
        folder = self.project.screenshots
        names = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.glob("*/*.typ")}
        for name in sorted(names | self.screens.keys()):
            pairs = tuple(self.screens.get(name, ()))
            drawing = folder / f"{name}.typ"
            text = read_text(drawing) if drawing.is_file() else ""
            shown = tuple(sorted(facts & set(drawn_facts(text))))
            words = tuple(sorted(key for key in labels if f'"{key}"' in text))
            if pairs or shown or words:
                key = change_id("picture", name, [_id_of(one) for one in pairs], shown, words)
                yield PictureChange(key, name, _reason(pairs), pairs, shown, words)


def _reason(pairs: Sequence[SourcePair]) -> PictureReason:
    if any(one.file.endswith(".png") for one in pairs):
        return "capture"
    return "drawing" if pairs else "values"


def _id_of(pair: SourcePair) -> str:
    return change_id("file", pair.file, pair.before, pair.after)


def _facts(before: Mapping[Loc, str], after: Mapping[Loc, str]) -> Iterator[FactChange]:
    groups: dict[str, list[Loc]] = {}
    for loc in dict.fromkeys([*after, *before]):
        key = fact_of(loc)
        if key is not None and not key.endswith(".history") and before.get(loc) != after.get(loc):
            groups.setdefault(key, []).append(loc)
    for key, locs in groups.items():
        old, new = (_value(key, locs, side) for side in (before, after))
        leaves = {".".join(loc): (before.get(loc), after.get(loc)) for loc in locs}
        name = change_id("fact", key, sorted(leaves.items()))
        yield FactChange(name, key, old, new, 0, leaves)


def _value(key: str, locs: Iterable[Loc], side: Mapping[Loc, str]) -> str:
    """What a file says of a fact, as far as the two differ; texts other than Japanese with their language."""
    parts: list[str] = []
    for loc in locs:
        if text := side.get(loc, ""):
            rest = ".".join(loc)[len(key) :].strip(".")
            named = bool(rest) and rest != "ja" and _LANGUAGES.fullmatch(rest) is not None and rest != "url"
            parts.append(f"{rest}: {text}" if named else text)
    return " ".join(parts)


def _records(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[RecordChange]:
    for key, row in after.get("confirmed", {}).items():
        if before.get("confirmed", {}).get(key) != row:
            yield RecordChange("confirmed", key, _said(row))
    for key in before.get("confirmed", {}):
        if key not in after.get("confirmed", {}):
            yield RecordChange("confirmed", key, "")
    old = before.get("decisions", [])
    for row in after.get("decisions", []):
        if row not in old:
            yield RecordChange("decision", str(row.get("about", "")), str(row.get("reason", "")))
    for name, manual in after.get("manuals", {}).items():
        rows, former = (one.get("history", []) for one in (manual, before.get("manuals", {}).get(name, {})))
        if rows != former and rows:
            changes = rows[0].get("changes", "")
            yield RecordChange(
                "history", name, changes if isinstance(changes, str) else changes.get("ja", "")
            )


def _said(row: Any) -> str:
    """By which source something was confirmed, and when; who is not told."""
    if not isinstance(row, dict):
        return ""
    return " ".join(str(row[key]) for key in ("source", "on") if row.get(key))


def _sentences(pair: SourcePair) -> Iterator[SentenceChange]:
    old, new = ((side or b"").decode("utf-8-sig").split("\n") for side in (pair.before, pair.after))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            before, after = tuple(old[a:b]), tuple(new[c:d])
            name = change_id("text", pair.file, before, after, tuple(new[max(c - 1, 0) : c]))
            yield SentenceChange(name, pair.file, c + 1, d - c, before, after)


def _labels(pair: SourcePair) -> Iterator[LabelChange]:
    stem = Path(pair.file).stem
    before, after = (dict(leaves_of(read_table(side))) for side in (pair.before, pair.after))
    for loc in dict.fromkeys([*after, *before]):
        old, new = before.get(loc), after.get(loc)
        if old != new and len(loc) > 1:
            at = loc.index("meaning") if "meaning" in loc[:-1] else len(loc) - 1
            key, part = ".".join([stem, *loc[:at]]), ".".join(loc[at:])
            yield LabelChange(change_id("label", key, part, old, new), pair.file, key, part, old, new)


def translations_in(text: str) -> dict[str, str]:
    """A catalogue's messages with their translations as they are spelt; those to be looked at are marked.

    By its lines alone: whether it is right is told elsewhere, and this takes a thousandth of the time.
    """
    found: dict[str, str] = {}
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        message, sign, translation = "\n".join(lines).partition("\nmsgstr ")
        if sign and message != 'msgid ""' and translation != '""':
            fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.split("\n"))
            found[message] = ("fuzzy " if fuzzy else "") + translation
    return found
