"""The studio as an ASGI application: an address is answered by its room, behind the gate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from http import HTTPStatus
from logging import getLogger
from pathlib import Path
from traceback import extract_tb
from typing import Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from ..errors import Place, Problem, TebikiError
from ..log import TOP
from ..messages import Language, speaking
from .desk import Desk
from .files import find_file, policy_of
from .forms import Given, read_form
from .gate import FILES, START, STATIC, TOKEN_HEADER, BodyTooLargeError, Gate
from .render import render_part, render_reply
from .reply import Download, Go, Page, Part, Reply
from .room import RoomRoute, routes
from .session import same
from .visit import Visit

_LOG: Final = getLogger(f"{TOP}.studio")
_HERE: Final = Path(__file__).parent
_SHELL: Final = _HERE / "templates" / "shell.html"


class YearConvertor(Convertor[str]):
    """The edition in an address: four digits."""

    regex = "[0-9]{4}"

    def convert(self, value: str) -> str:
        """The year as it stands."""
        return value

    def to_string(self, value: str) -> str:
        """The same."""
        return value


register_url_convertor("year", YearConvertor())


def make_app(desk: Desk, host: str) -> ASGIApp:
    """The application that answers to ``host`` (``127.0.0.1:8017``) alone."""
    static = StaticFiles(directory=_HERE / "static")
    known = [
        Route(STATIC + "rooms.css", _room_styles),
        Mount(STATIC.rstrip("/"), static),
        Route(START, partial(_start, desk), methods=["GET", "POST"]),
        Route(FILES + "{ticket}/{kind}/{name:path}", partial(_file, desk)),
        *(Route(one.address, _endpoint(desk, one), methods=[one.method]) for one in routes()),
        Route("/{any:path}", _endpoint(desk, RoomRoute("GET", "/{any:path}", _nothing))),
    ]
    return Gate(Starlette(routes=known), desk.session, host)


async def _room_styles(_: Request) -> Response:
    """The styles of all rooms, by name."""
    styles = sorted((_HERE / "static" / "rooms").glob("*.css"))
    return Response("\n".join(style.read_text(encoding="utf-8") for style in styles), media_type="text/css")


async def _start(desk: Desk, request: Request) -> Response:
    """The way in: the secret of the file that opened the browser becomes the token, once."""
    if request.method == "GET":
        return FileResponse(_SHELL)
    given = await _read_given(request)
    if isinstance(given, Response):
        return given
    if not desk.session.open_with(given.form.get("secret", "")):
        return PlainTextResponse(HTTPStatus.FORBIDDEN.phrase, HTTPStatus.FORBIDDEN)
    desk.when_opened()
    desk.get_ready()
    return JSONResponse({"token": desk.session.token})


async def _file(desk: Desk, request: Request) -> Response:
    """A file of the project that the browser fetches by itself."""
    path = find_file(desk.folders, request.path_params["kind"], request.path_params["name"])
    if path is None:
        return PlainTextResponse(HTTPStatus.NOT_FOUND.phrase, HTTPStatus.NOT_FOUND)
    return FileResponse(path, headers=policy_of(path))


async def _read_given(request: Request) -> Given | Response:
    """What a form gives; the answer to one that is too much, or none."""
    try:
        return await read_form(request) if request.method == "POST" else Given()
    except HTTPException as error:
        return PlainTextResponse(str(error.detail), error.status_code)
    except BodyTooLargeError:
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return PlainTextResponse(status.phrase, status)


def _nothing(_: Visit) -> Reply:
    return Page("nothing.html", "", {}, HTTPStatus.NOT_FOUND)


def _endpoint(desk: Desk, route: RoomRoute) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        if not same(request.headers.get(TOKEN_HEADER, ""), desk.session.token):
            # The frame holds nothing of the project; its script comes back with the token.
            navigates = request.headers.get("sec-fetch-mode", "navigate") == "navigate"
            return FileResponse(_SHELL, 200 if navigates else HTTPStatus.UNAUTHORIZED)
        given = await _read_given(request)
        if isinstance(given, Response):
            return given
        language: Language = "en" if desk.preferences.language == "en" else "ja"
        visit = Visit(
            desk,
            request.url.path,
            language,
            dict(request.path_params),
            dict(request.query_params),
            given.form,
            given.lists,
            given.uploads,
            acts=route.method == "POST",
        )
        return await run_in_threadpool(answer, route, visit)

    return endpoint


def answer(route: RoomRoute, visit: Visit) -> Response:
    """What a room says, as a response; what is wrong is told above the room, which stays as it is."""
    with speaking(visit.language):
        with _told(route, visit) as told:
            # What acts looks and writes in one turn: another tab saves before it looks, or after it.
            with visit.desk.writer if visit.acts else nullcontext():
                reply = route.answer(visit)
            if isinstance(reply, Page | Part):
                told.response = HTMLResponse(render_reply(visit, reply), reply.status, _history(route, reply))
            else:
                told.response = _sent(reply)
        return told.response


class _Told:
    """The response to send in the end."""

    response: Response


@contextmanager
def _told(route: RoomRoute, visit: Visit) -> Iterator[_Told]:
    told = _Told()
    try:
        yield told
    except TebikiError as error:
        told.response = _problems(route, visit, error.problems)
    except OSError as error:  # a full disk, a folder that may not be written, a file that has gone meanwhile
        why = error.strerror or type(error).__name__
        told.response = _problems(route, visit, (Problem("studio/disk", None, {"why": why}),))
    except Exception as error:  # noqa: BLE001 -- whoever works here goes on; the log has the place
        told.response = _failed(route, visit, Problem("studio/failed", _note_mistake(error)))


def _note_mistake(error: Exception) -> Place:
    """Put a mistake of the engine into the log; where it was made, without any word of the content."""
    frame = extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    _LOG.info("request stopped by %s: %s", type(error).__name__, where)
    return Place(f"{type(error).__name__} {where}")


def _failed(route: RoomRoute, visit: Visit, problem: Problem) -> Response:
    """A mistake in the engine, told without the frame around it: that may be what failed."""
    if route.method == "POST":
        return _problems(route, visit, (problem,))
    return _alone(visit, (problem,), HTTPStatus.INTERNAL_SERVER_ERROR)


def _alone(visit: Visit, problems: tuple[Problem, ...], status: HTTPStatus) -> Response:
    """Problems without bar and rail, which may be what cannot be read."""
    return HTMLResponse(render_part(visit, "alone.html", {"problems": problems}), status)


def _problems(route: RoomRoute, visit: Visit, problems: tuple[Problem, ...]) -> Response:
    """Problems told above the room, with what was typed still in its fields; or in a room of their own."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if route.method == "POST":
        html = render_part(visit, "problems.html", {"problems": problems})
        headers = {"HX-Retarget": "#problems", "HX-Reswap": "innerHTML", "HX-Push-Url": "false"}
        return HTMLResponse(html, status, headers)
    try:
        return HTMLResponse(render_reply(visit, Page("wrong.html", "", {"problems": problems})), status)
    except Exception as error:  # noqa: BLE001 -- what is wrong is told also where the frame around it fails
        if not isinstance(error, (OSError, TebikiError)):  # else the room tells the same of its own reading
            _note_mistake(error)
        return _alone(visit, problems, status)


def _history(route: RoomRoute, reply: Page | Part) -> dict[str, str]:
    """Whether the browser's address changes: for rooms that were asked for, and for no act."""
    return {} if route.method == "GET" and isinstance(reply, Page) else {"HX-Push-Url": "false"}


def _sent(reply: Go | Download) -> Response:
    if isinstance(reply, Go):
        return Response(status_code=200, headers={"X-Tebiki-Go": quote(reply.address, safe="/?=&#%")})
    name = re.sub(r"[^\w.-]", "_", reply.name)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(reply.data, 200, headers, reply.media_type)
