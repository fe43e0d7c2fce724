"""The style of やさしい日本語, as far as a machine can hold it; what it finds is for people to judge.

After 「在留支援のためのやさしい日本語ガイドライン」 (出入国在留管理庁・文化庁): short sentences, です・ます,
no passive, no double negative, Gregorian years, foreign letters in names only. Readings, which
are a matter of right and wrong, are in `tebiki.checks.translations.readings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ...content.readings import FOREIGN, Readings
from ...content.ruby import plain
from ...content.text_files import shown
from ...errors import Problem
from .pair import Found
from .plain_japanese_texts import Text

#: Characters of a sentence, without readings; what a role prints counts one. The guideline says
#: "about 40": one limit above that, or every run would tell of sentences that are short enough.
LONGEST: Final = 50

_SENTENCE = re.compile(r"[^。！？]+[。！？]*[」』）]*")
_ASIDES = re.compile(r"(?:（[^（）]*）)+$")
_POLITE = re.compile(r"(?:です|ます|ません|ました|でした|ください|ましょう|でしょう)[かねよ]?$")
#: The end of a stem and れ, as it goes on. Not ば (分かれば), not in だ, な, は (慣れる, 離れる). られる that
#: says "can" is found as well: it, too, is better said できます.
_PASSIVE = re.compile(r"(\w?[かがさたばまらわ])れ(?:る|ま[すせし]|た|て|な[いくけ]|ず|そう|よう|れば|、)")
#: Stems of verbs that end so and are no passive: 分かれる, 生まれる, こわれる, つかれる, ながれる; 終われる.
_OTHERS = re.compile(
    "[分わ別つ]か|[生うと止]ま|[こさ現表終変]わ|らわ|[な上あ下さ曲ま]が|[も当]た|がば|[始じ]ま"
)
_NOT = r"(?:な[いくけ]|(?:あり|いき)?ません|いかない)"
_DOUBLE = re.compile(
    rf"ない(?:こと|わけ|はず|もの|の)(?:では|じゃ|には|にも|は|も){_NOT}"
    rf"|(?<![少く])なく[はも]{_NOT}"
    rf"|ないとは(?:限|かぎ|言|い)\w*{_NOT}"
    rf"|(?:なければ|なくては|なきゃ|ないと、)[^。！？]*{_NOT}|ないと(?:い|な)[けら]{_NOT}"
    rf"|(?:ずには|ないでは)\w*{_NOT}"
)
_ERA = re.compile(r"(?:明治|大正|昭和|平成|令和)\s*(?:元|[\d〇一二三四五六七八九十]+)\s*年")
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}[:：]\d\d(?!\d)|(?<!\d)(?:1[3-9]|2[0-4])時(?!間)")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")


def check_style(texts: Iterable[Text], known: Readings) -> Iterator[Problem]:
    """What should be said more simply. Words of a screen are as the device has them."""
    for text in texts:
        if text.ours and not text.lacking:
            for code, values in style(text.visible, known.names):
                yield Problem(code, text.place(), values)


def style(visible: str, names: frozenset[str]) -> Iterator[Found]:
    """The findings of one text: code, values."""
    text = plain(visible)
    for sentence in map(str.strip, _SENTENCE.findall(text)):
        yield from _of_sentence(sentence)
    for code, found in (("era", _ERA), ("clock", _CLOCK), ("full-width", _WIDE)):
        if signs := list(dict.fromkeys(found.findall(text))):
            yield f"simple/{code}", {"text": shown("、".join(signs))}
    if words := [word for word in dict.fromkeys(FOREIGN.findall(text)) if word not in names]:
        yield "simple/foreign", {"text": shown("、".join(words))}


def _of_sentence(sentence: str) -> Iterator[Found]:
    values = {"text": shown(sentence, 80)}
    if len(sentence) > LONGEST:
        yield "simple/long", {**values, "length": str(len(sentence)), "longest": str(LONGEST)}
    if "。" in sentence and not _POLITE.search(_end(sentence)):
        yield "simple/polite", values
    if passive := [found.group() for found in _PASSIVE.finditer(sentence) if not _OTHERS.fullmatch(found[1])]:
        yield "simple/passive", {**values, "found": "、".join(passive)}
    if found := _DOUBLE.search(sentence):
        yield "simple/double-negative", {**values, "found": found.group()}


def _end(sentence: str) -> str:
    """The words before the full stop: quotation marks and what stands in brackets are left out."""
    return _ASIDES.sub("", sentence.rstrip("」』）").rstrip("。"))
