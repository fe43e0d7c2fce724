"""A screen that nobody sees, with a bus and a browser on it; all of it ends with the block that uses it."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import Final
from xml.sax.saxutils import escape

from PIL import Image, ImageGrab

from ...errors import unavailable
from ...render.fonts import FOLDER
from .accessibility import NOT_THERE, Desktop, Part
from .certificates import Issued

#: Pixels of the screen; its pointer rests in the middle, away from a window at the upper left.
_SCREEN: Final = (4000, 2400)
#: Pixels of the screen a unit of the browser's window.
SCALE: Final = 2
#: The text size that the system is set to: large, for a dialog has to be read on a phone's page.
TEXT_POINTS: Final = 16
#: Pixels of a full-size character of the dialog.
TEXT_HEIGHT: Final = int(TEXT_POINTS * 96 / 72 * SCALE)
#: The engine's families, the one of a language first; in the order of the rest without one.
_FAMILIES: Final = ("Noto Sans", "BIZ UDPGothic", "Noto Sans SC")
_OWN_FAMILY: Final = {"ja": "BIZ UDPGothic", "zh": "Noto Sans SC"}
#: Letters in shades of grey: those in colours, for one kind of display, take half as many bytes more.
_GREY: Final = (
    "<match target='font'><edit name='rgba' mode='assign'><const>none</const></edit>"
    "<edit name='lcdfilter' mode='assign'><const>lcdnone</const></edit></match>"
)
_WINDOW: Final = "1400,1000"
#: Seconds until a dialog must be there.
_PATIENCE: Final = 60
_OPTIONS: Final = (
    "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--disable-gpu",
    "--disable-features=KeyboardAccessibleTooltip,KeyboardAccessibleTooltipInViews",
    "--force-renderer-accessibility", "--test-type",
    "--window-position=0,0", f"--window-size={_WINDOW}", f"--force-device-scale-factor={SCALE}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shot:
    """A dialog as it stood there: the picture of the screen, and the dialog's parts, itself first."""

    image: Image.Image
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a browser is to be shot. ``home``: its folder, with its store; ``port``: of the server."""

    home: Path
    programs: Mapping[str, str]
    port: int


class _QuietServer(ThreadingHTTPServer):
    """A browser that is ended hangs up in the middle: no news."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@contextmanager
def asking_server(issued: Issued) -> Iterator[int]:
    """A server on the loopback address that asks for a certificate; its port."""
    server = _QuietServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    # No handshake on accepting: a browser that waits for a person must not hold up the next call.
    server.socket = issued.server_context().wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def shoot_dialog(stage: Stage, language: str, host: str, ready: Callable[[Sequence[Part]], bool]) -> Shot:
    """Open ``https://host/`` in ``language`` and wait for the dialog whose parts are ``ready``.

    ``language``: as locales name it (``zh_CN``). Raises `TebikiError` (exit code 3,
    ``screens/no-dialog``) where none comes.
    """
    programs = stage.programs
    with ExitStack() as stack:
        around = _surroundings(stage.home, language)
        around["DISPLAY"] = stack.enter_context(_screen(programs["Xvfb"]))
        around["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_bus(programs["dbus-daemon"], around))
        stack.enter_context(_running([programs["launcher"], "--launch-immediately"], around))
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        line = [programs["chromium"], *_OPTIONS, *sandbox, f"--user-data-dir={stage.home / 'profile'}"]
        line += [f"--host-resolver-rules=MAP * 127.0.0.1:{stage.port}", f"https://{host}/"]
        stack.enter_context(_running(line, around))
        parts = _wait_for(around["DBUS_SESSION_BUS_ADDRESS"], ready)
        if parts is None:
            unavailable("screens/no-dialog", language=language, seconds=_PATIENCE)
        sleep(1)  # the last of its animation
        return Shot(ImageGrab.grab(xdisplay=around["DISPLAY"]).convert("RGB"), tuple(parts))


def _wait_for(session: str, ready: Callable[[Sequence[Part]], bool]) -> list[Part] | None:
    end = monotonic() + _PATIENCE
    while monotonic() < end:
        try:
            desktop = Desktop(session)
        except NOT_THERE:  # yet: the programs have only been started
            sleep(0.5)
            continue
        try:
            parts = desktop.parts("dialog")
        finally:
            desktop.close()
        if ready(parts):
            return parts
        sleep(0.5)
    return None


def _surroundings(home: Path, language: str) -> dict[str, str]:
    """Nothing of the caller's but the PATH, so that every machine shows the same; the engine's own fonts."""
    own = _OWN_FAMILY.get(language.partition("_")[0], _FAMILIES[0])
    families = sorted(_FAMILIES, key=lambda family: family != own)
    for toolkit in ("gtk-3.0", "gtk-4.0"):
        settings = home / ".config" / toolkit / "settings.ini"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(
            f"[Settings]\ngtk-font-name={own} {TEXT_POINTS}\ngtk-xft-rgba=none\n", encoding="utf-8"
        )
    fonts = home / "fonts.conf"
    prefer = "".join(f"<family>{escape(family)}</family>" for family in families)
    aliases = "".join(
        f"<alias binding='same'><family>{name}</family><prefer>{prefer}</prefer></alias>"
        for name in ("sans-serif", "system-ui", "sans")
    )
    fonts.write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<dir>{escape(str(FOLDER))}</dir>"
        f"<cachedir>{escape(str(home / 'fonts'))}</cachedir>{aliases}{_GREY}</fontconfig>",
        encoding="utf-8",
    )
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "LANGUAGE": language,
        "FONTCONFIG_FILE": str(fonts),
        "XDG_RUNTIME_DIR": str(home),
        "ACCESSIBILITY_ENABLED": "1",
    }


@contextmanager
def _screen(program: str) -> Iterator[str]:
    """A screen of its own, by the first number that is free; its name, ``:99``."""
    read, write = os.pipe()
    size = "x".join(map(str, _SCREEN))
    line = [program, "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    with _running(line, dict(os.environ), keep=write):
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            unavailable("screens/no-screen", program=program)
        yield f":{number}"


@contextmanager
def _bus(program: str, around: Mapping[str, str]) -> Iterator[str]:
    """A session's bus of its own; its address."""
    line = [program, "--session", "--nofork", "--print-address"]
    with _running(line, around, output=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield process.stdout.readline().decode().strip()


@contextmanager
def _running(
    line: Sequence[str],
    around: Mapping[str, str],
    *,
    output: int = subprocess.DEVNULL,
    keep: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is ended, with all that it has begun, at the end of the block."""
    process = subprocess.Popen(  # noqa: S603 -- no shell, full paths
        list(line),
        env=dict(around),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=() if keep is None else (keep,),
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for signal in (15, 9):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal)
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            continue
        break
    if process.stdout is not None:
        process.stdout.close()
