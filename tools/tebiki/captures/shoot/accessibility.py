"""What a window on a screen says of itself to assistive software: its parts, their words, their boxes.

The protocol is AT-SPI 2 over D-Bus (https://gitlab.gnome.org/GNOME/at-spi2-core, ``xml/*.xml``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.auth import AuthenticationError
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse

#: What tells that a bus, or what it should answer, is not there yet (or no longer).
NOT_THERE: Final = (OSError, EOFError, AuthenticationError, DBusErrorResponse)
_ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
_COMPONENT: Final = "org.a11y.atspi.Component"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_ROOT: Final = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
#: Deeper nests no dialog; a page in the window may.
_DEEPEST: Final = 16
_SECONDS: Final = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a window. ``box``: left, top, width, height on the screen, in the window's own units."""

    role: str
    name: str
    box: tuple[int, int, int, int]
    within: tuple[str, ...]


class Desktop:
    """All windows of one screen."""

    def __init__(self, session_bus: str) -> None:
        """Ask the bus of a session for that of assistive software. Raises one of `NOT_THERE`."""
        with open_dbus_connection(bus=session_bus) as session:
            where = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=_SECONDS)
        if reply.header.message_type == MessageType.error:
            raise DBusErrorResponse(reply)
        self._bus: DBusConnection = open_dbus_connection(bus=reply.body[0])

    def close(self) -> None:
        """Hang up."""
        self._bus.close()

    def parts(self, role: str) -> list[Part]:
        """All parts within the first window of that role, itself first; empty where there is none."""
        for found in self._walk(*_ROOT, ()):
            if found[0].role == role:
                return [part for part, _ in self._below(found)]
        return []

    def _below(self, found: tuple[Part, tuple[str, str]]) -> Iterator[tuple[Part, tuple[str, str]]]:
        part, place = found
        yield from self._walk(*place, part.within)

    def _walk(self, owner: str, path: str, within: tuple[str, ...]) -> Iterator[tuple[Part, tuple[str, str]]]:
        try:
            role = self._call(owner, path, _ACCESSIBLE, "GetRoleName")[0]
            name = self._call(
                owner, path, "org.freedesktop.DBus.Properties", "Get", "ss", _ACCESSIBLE, "Name"
            )
            children = self._call(owner, path, _ACCESSIBLE, "GetChildren")[0]
            box = self._box(owner, path)
        except (DBusErrorResponse, TimeoutError):  # gone meanwhile: a tool tip, a page that loads
            return
        yield Part(role, name[0][1], box, within), (owner, path)
        if len(within) < _DEEPEST:
            for child_owner, child_path in children:
                yield from self._walk(child_owner, child_path, (*within, role))

    def _box(self, owner: str, path: str) -> tuple[int, int, int, int]:
        try:
            left, top, width, height = self._call(owner, path, _COMPONENT, "GetExtents", "u", 0)[0]
        except DBusErrorResponse:  # an application has none
            return (0, 0, 0, 0)
        return (left, top, width, height)

    def _call(
        self, owner: str, path: str, interface: str, method: str, form: str = "", *values: object
    ) -> Any:
        message = new_method_call(
            DBusAddress(path, bus_name=owner, interface=interface), method, form or None, values
        )
        reply = self._bus.send_and_get_reply(message, timeout=_SECONDS)
        if reply.header.message_type == MessageType.error:
            raise DBusErrorResponse(reply)
        return reply.body
