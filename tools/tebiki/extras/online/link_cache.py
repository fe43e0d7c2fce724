"""What was seen of links before: so that a server is not asked again and again for the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from .follow import STATES, Seen

#: How long an answer is believed; what nobody could tell is looked at anew each time.
LONGEST: Final = timedelta(days=7)
_FILE: Final = "online.json"


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen, and when (UTC)."""

    seen: Seen
    on: datetime

    def fresh(self, now: datetime) -> bool:
        """Whether it may still be believed."""
        return self.seen.state != "unclear" and timedelta() <= now - self.on < LONGEST


def load(cache: Path) -> dict[str, Look]:
    """What is known, by address; nothing where the file is missing or damaged."""
    try:
        table = json.loads((cache / _FILE).read_text(encoding="utf-8"))
        return {url: _look(item) for url, item in table.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _look(item: Any) -> Look:
    path, status, why = tuple(item["path"]), item["status"], item["why"]
    texts = [*path, *([] if why is None else [why])]
    if not path or item["state"] not in STATES or not all(isinstance(text, str) for text in texts):
        raise ValueError("damaged")
    if status is not None and not isinstance(status, int):
        raise ValueError("damaged")
    on = datetime.fromisoformat(item["on"])
    return Look(Seen(item["state"], path, status, why), on if on.tzinfo else on.replace(tzinfo=UTC))


def keep(cache: Path, looks: Mapping[str, Look]) -> None:
    """Write down what is known, at once."""
    table = {
        url: {
            "state": look.seen.state,
            "path": list(look.seen.path),
            "status": look.seen.status,
            "why": look.seen.why,
            "on": look.on.isoformat(timespec="seconds"),
        }
        for url, look in looks.items()
    }
    cache.mkdir(parents=True, exist_ok=True)
    new = cache / f"{_FILE}.new"
    new.write_text(json.dumps(table, ensure_ascii=False, sort_keys=True), encoding="utf-8", newline="\n")
    new.replace(cache / _FILE)
