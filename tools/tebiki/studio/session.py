"""The secrets of one run: what opens the studio, what each request carries, what addresses of files hold.

A cookie of 127.0.0.1 is sent to every port of it, so there is none: the token lies in the browser's
storage of this origin, port included, and goes as a header.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Final

_BYTES: Final = 32


def _new() -> str:
    return secrets.token_urlsafe(_BYTES)


@dataclass(slots=True)
class Session:
    """Secrets that live as long as the process and are written nowhere but the file that opens the studio."""

    #: Goes as a header with each request.
    token: str = field(default_factory=_new, repr=False)
    #: Stands in addresses of files that the browser fetches by itself, which can send no header.
    ticket: str = field(default_factory=_new, repr=False)
    #: Opens the studio once.
    secret: str = field(default_factory=_new, repr=False)
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(_BYTES), repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def open_with(self, secret: str) -> bool:
        """Whether ``secret`` opens the studio; it does so once and is another one then."""
        with self._lock:
            if not same(secret, self.secret):
                return False
            self.secret = _new()
            return True

    def sign(self, data: object) -> str:
        """``data`` as text that only this run can have made, to be carried by a form from page to page."""
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        return f"{self._mac(text)}.{text}"

    def read_signed(self, text: str) -> object | None:
        """What `sign` was given; None for what this run did not sign."""
        mac, _, signed = text.partition(".")
        return json.loads(signed) if same(mac, self._mac(signed)) else None

    def _mac(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
