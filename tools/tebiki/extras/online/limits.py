"""How much a look at links may take, and what it may reach."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from ... import __version__

IPAddress = IPv4Address | IPv6Address
#: Says plainly who asks, so that a server's administrator can write to somebody.
USER_AGENT: Final = f"tebiki/{__version__} (checks the links of a manual; a few requests, no crawling)"
_NAT64: Final = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an address is one of the internet: no private, loopback, link-local or reserved one within it.

    An IPv6 address that only wraps an IPv4 one (mapped, 6to4, Teredo, NAT64) is as public as that one.
    """
    here: IPAddress = ip_address(address.partition("%")[0])
    if isinstance(here, IPv6Address):
        within = [here.ipv4_mapped, here.sixtofour, *(here.teredo or ())]
        if here in _NAT64:
            within.append(IPv4Address(int(here) & 0xFFFFFFFF))
        if any(found is not None and not is_public(str(found)) for found in within):
            return False
        if here.ipv4_mapped is not None:
            return True
    return here.is_global and not here.is_multicast


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, unless it says otherwise."""

    #: For one request: connecting, the handshake and the head of the answer.
    request: float = 15
    #: For the whole run.
    total: float = 120
    #: Requests to one host in one run, redirects and second attempts among them.
    per_host: int = 10
    #: Redirects that are followed from one link.
    hops: int = 8
    #: Waits before each further attempt.
    pauses: tuple[float, ...] = (1, 3)
    #: The longest wait that a server may ask for (Retry-After); one that asks for more is left.
    longest_pause: float = 20
    #: Hosts that are asked at once.
    hosts: int = 6
    #: Whether an address may be asked. Only tests allow this machine's own.
    allowed: Callable[[str], bool] = is_public
    #: Whom to trust; None: the system's authorities.
    trust: ssl.SSLContext | None = None
