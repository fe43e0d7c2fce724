"""Right translations into many languages pass the guard; wrong ones are told, counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from catalogs import rules
from corpus_cases import describe_rate, listed
from translations_corpus import (
    CorpusFault,
    CorpusTranslation,
    read_faults,
    read_known_refusals,
    read_least_told,
    read_translations,
)

from tebiki.checks.translations.catalog import check_pair, look_at_pair

Record = Callable[[str, object], None]


def find_errors(pair: CorpusTranslation) -> list[str]:
    return [code for code, _ in check_pair(pair.msgid, pair.msgstr, pair.language, rules())]


def find_all(pair: CorpusTranslation) -> list[str]:
    looks = (code for code, _ in look_at_pair(pair.msgid, pair.msgstr, pair.language))
    return find_errors(pair) or list(looks)


def list_untold(faults: Iterable[CorpusFault]) -> str:
    return listed((f"{f.kind}, {f.pair.name}", f"{f.edit[0]!r} → {f.edit[1]!r}") for f in faults)


def test_no_right_translation_is_refused(record_property: Record) -> None:
    pairs, known = read_translations(), read_known_refusals()
    errors = {name: codes for name, pair in pairs.items() if (codes := find_errors(pair))}
    rate = describe_rate("right translations refused", len(errors), len(pairs))
    record_property("rate", rate)
    looked = sum(bool(find_all(pair)) for name, pair in pairs.items() if name not in errors)
    record_property("rate", describe_rate("right translations to be looked at", looked, len(pairs)))
    refused = {name: codes for name, codes in errors.items() if name not in known}
    assert not refused, (
        f"{rate}\n{listed((n, f'{codes}: {pairs[n].msgstr}') for n, codes in refused.items())}"
    )
    assert not known.keys() - errors.keys(), "these pass now: take them out of known.toml"


@pytest.mark.parametrize("kind", list(dict.fromkeys(fault.kind for fault in read_faults())))
def test_wrong_translations_are_told(kind: str, record_property: Record) -> None:
    faults = [fault for fault in read_faults() if fault.kind == kind]
    untold = [fault for fault in faults if not find_all(fault.pair)]
    told = len(faults) - len(untold)
    rate = describe_rate(f"wrong translations told, {kind}", told, len(faults))
    record_property("rate", rate)
    assert told >= read_least_told()[kind], f"{rate}\n{list_untold(untold)}"


def test_the_corpus_of_translations_is_as_large_as_it_should_be() -> None:
    pairs, faults = read_translations(), read_faults()
    wrong = [fault.pair for fault in faults]
    texts = {(pair.language, pair.msgid, pair.msgstr) for pair in (*pairs.values(), *wrong)}
    assert len(pairs) >= 2350
    assert len(wrong) >= 1250
    assert len({pair.language for pair in pairs.values()}) >= 30
    assert len(texts) == len(pairs) + len(wrong), "one text stands there twice"


def test_every_kind_of_fault_has_its_floor() -> None:
    counted = Counter(fault.kind for fault in read_faults())
    least = read_least_told()
    assert counted.keys() == least.keys()
    assert all(least[kind] <= counted[kind] for kind in counted)
