"""One human name a fact: what messages, lists and papers call ``links.form`` (申請フォームのアドレス)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ..messages import LANGUAGES, InLanguages, Language, say
from .edition import Edition
from .facts import DERIVED
from .ruby import plain
from .settings import Settings, in_language

#: Tables of the year's file whose facts ``messages/facts.toml`` names, each by its key.
_TABLES: Final = frozenset({"certificate", "contact", "mail_wait", "publisher", "previous", "year"})


def name_fact(edition: Edition, settings: Settings, key: str) -> InLanguages:
    """What people call the fact at a dotted key, in each language of the messages.

    A city's own facts (``links``, ``extra``, ``quotations``) have the name that the setting
    ``fact_names`` gives them, else their key in brackets. Never raises: a key that no fact has is
    named by itself, in brackets.
    """
    return InLanguages({language: _name(edition, settings, key, language) for language in LANGUAGES})


def names_of(edition: Edition, settings: Settings, keys: Iterable[str]) -> dict[str, InLanguages]:
    """The same of several facts, by their keys."""
    return {key: name_fact(edition, settings, key) for key in keys}


def name_facts(edition: Edition, settings: Settings, keys: tuple[str, ...], joined: str) -> InLanguages:
    """Names of several facts, joined by the message ``joined`` (``facts/or``, ``facts/and``)."""
    names = [name_fact(edition, settings, key) for key in keys]
    return InLanguages(
        {
            language: say(joined, language).join(name.texts[language] for name in names)
            for language in LANGUAGES
        }
    )


def _name(edition: Edition, settings: Settings, key: str, language: Language) -> str:
    key = DERIVED.get(key, key)
    if key in edition.extra:  # texts name a fact of the table without it
        key = f"extra.{key}"
    if (own := _own_name(settings.fact_names, key, language)) is not None:
        return own
    first, _, rest = key.partition(".")
    if first in _TABLES:
        return _said(key, language) or say("facts/other", language, key=key)
    if first == "manuals":
        return _manual_fact(edition, rest, language)
    if first == "links" and rest.endswith(".target"):
        link = _name(edition, settings, key.removesuffix(".target"), language)
        return say("facts/target", language, link=link)
    if first in ("links", "extra", "quotations") and rest:
        return say(f"facts/{first}", language, key=rest)
    return _said(f"manual.{key}", language) or say("facts/other", language, key=key)


def _own_name(names: Mapping[str, Mapping[str, str]], key: str, language: Language) -> str | None:
    """The name that the city gives a fact."""
    texts = names.get(key)
    return in_language(dict(texts), language) if texts else None


def _manual_fact(edition: Edition, rest: str, language: Language) -> str:
    name, _, field = rest.partition(".")
    manual = edition.manuals.get(name)
    platform = plain(in_language(manual.platform, language)) if manual else name
    what = (
        _said(f"manual.{field}", language)
        or _said(field, language)
        or say("facts/other", language, key=field)
    )
    return say("facts/of-manual", language, platform=platform, what=what)


def _said(key: str, language: Language) -> str | None:
    try:
        return say(f"facts/{key}", language)
    except KeyError:
        return None
