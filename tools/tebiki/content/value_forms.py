"""Why a value cannot be used, in words for staff: no regular expression and no sentence of pydantic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..messages import Said

#: Each form that a model asks for, by the table of ``messages/toml.toml`` that says it in words.
FORMS: Final = {
    r"^#[0-9A-Fa-f]{6}$": "form-colour",
    r"^([a-z][a-z0-9-]*)?$": "form-hyphen",
    r"^[a-z][a-z0-9-]*$": "form-hyphen",
    r"^[a-z0-9-]+$": "form-hyphen",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$": "form-variant",
    r"^[a-z][a-z0-9_]*$": "form-underscore",
    r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$": "form-underscore",
    r"^\.[a-z0-9]+$": "form-suffix",
    r"^https://[^\s]+/$": "form-site",
    r"^\S+$": "form-address",
    r"^[a-z0-9-]+(\.[a-z0-9-]+)+$": "form-host",
    r"^[a-z]{2,3}(_\w+)?$": "form-language",
    r"^[A-Z]+[0-9]+$": "form-row",
    r"^[1-4]\.\d\.\d{1,2}$": "form-criterion",
    r"^[0-9a-f]{16}$": "form-recorded",
    r"^[0-9a-f]{64}$": "form-recorded",
    r"^([0-9a-f]{64})?$": "form-recorded",
    r"^([0-9a-f]{40}|[0-9a-f]{64})$": "form-recorded",
    r"^[1-9]\d*(-[1-9]\d*)?$": "form-version",
    r"^([\w ,.-]|\x22[\w .-]+\x22|'[\w .-]+')*$": "form-css",
    r"^([0-9]{1,3}(\.[0-9]{1,4})?(rem|em|px|pt|%))?$": "form-length",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "form-tag",
    r"^[A-Z][A-Z -]*$": "form-script",
    r"^[A-Za-z0-9]{4}$": "form-feature",
    r"^(0|[1-9]\d*)$": "form-digits",
}
#: What a model's own check says → the table with its words.
OWN: Final = {
    "needs ja": "why-japanese",
    "month": "why-month",
    "needs / or https:// at its start and / at its end": "why-base",
    "needs / or https:// at its start, and no blank or quotation mark": "why-address",
    "note": "why-note",
    "reason": "why-reason",
    "first, last, declared": "why-order",
    "charset": "why-charset",
    "runs": "why-runs",
    "letters": "why-letters",
    "digits": "why-digits",
    "invisible": "why-invisible",
    "pairs": "why-pairs",
    "12 names": "why-months",
    "31 names": "why-days",
}
#: What of pydantic's findings our words name.
_LIMITS: Final = frozenset({"expected", "ge", "gt", "le", "max_length"})
_TYPES: Final = {
    "literal_error": "why-one-of",
    "greater_than_equal": "why-least",
    "greater_than": "why-more",
    "int_parsing": "why-number",
    "float_type": "why-number",
    "less_than_equal": "why-most",
    "string_too_long": "why-long",
    "too_short": "why-few",
    "date_type": "why-date",
    "date_from_datetime_inexact": "why-date",
    "date_from_datetime_parsing": "why-date",
    "date_parsing": "why-date",
    "dict_type": "why-table",
    "model_type": "why-table",
    "model_attributes_type": "why-table",
}


def form_of(found: Mapping[str, Any]) -> Said | str:
    """The form that a text should have had, in words; empty for another finding."""
    pattern = found.get("ctx", {}).get("pattern")
    return "" if pattern is None else Said(f"toml/{FORMS[pattern]}")


def why_of(found: Mapping[str, Any]) -> Said | str:
    """What is wrong with a value, in words where there are some."""
    own = found["msg"].removeprefix("Value error, ")
    name = OWN.get(own) or _TYPES.get(found["type"])
    values = {key: value for key, value in found.get("ctx", {}).items() if key in _LIMITS}
    if "expected" in values:
        values["expected"] = values["expected"].replace("'", "").replace(" or ", ", ")
    return Said(f"toml/{name}", values) if name else own
