"""What `tebiki serve` answers beside the site's files: news, the script, PDFs made when asked for."""

from __future__ import annotations

import re
from functools import partial
from http import HTTPStatus
from typing import Final

from ..errors import Place, fail
from ..output.server import ADDRESS, SiteHandler, is_file_address, read_file, start_server
from ..output.site_files import MEDIA_TYPES
from . import page
from .state import State

#: A PDF of a language: its folder and its name.
_PDF: Final = re.compile(r"/([a-z-]+)/[^/]+\.pdf")
_FOLDER: Final = re.compile(r"/([a-z-]+)/")
#: A question for news: the number that the page has, and its folder.
_ASKED: Final = re.compile(r"after=(\d{1,9})&of=([a-z-]{0,20})")


class Handler(SiteHandler):
    """Answers one request."""

    policy = page.POLICY

    def __init__(self, state: State, *arguments: object) -> None:
        self.state = state
        super().__init__(*arguments)  # type: ignore[arg-type]  # what socketserver hands over

    def respond(self, address: str, query: str) -> None:
        """A file of the site, or one of the server's own."""
        if address == page.NEWS:
            asked = _ASKED.fullmatch(query)
            number = self.state.news(*((int(asked[1]), asked[2]) if asked else (-1, "")))
            self.send_answer(HTTPStatus.OK, MEDIA_TYPES[".txt"], str(number).encode())
        elif address == page.SCRIPT:
            self.send_answer(HTTPStatus.OK, "text/javascript; charset=utf-8", page.RELOAD.encode())
        elif address == page.STYLE:
            self.send_answer(HTTPStatus.OK, MEDIA_TYPES[".css"], page.PROBLEMS.encode())
        else:
            self.respond_with_file(address)

    def respond_with_file(self, address: str) -> None:
        """A file of the site, with the script where it is a page."""
        found = _FOLDER.match(address)
        name = found[1] if found else ""
        number, problems = self.state.number_of(name), self.state.problems  # before the page is read
        file = self.read(address)
        if file is None:
            self.send_answer(HTTPStatus.NOT_FOUND, MEDIA_TYPES[".html"], page.alone(number, problems))
        elif file[0] == MEDIA_TYPES[".html"]:
            self.state.seen = name
            self.send_answer(HTTPStatus.OK, file[0], page.with_script(file[1], number, problems))
        else:
            self.send_answer(HTTPStatus.OK, *file)

    def read(self, address: str) -> tuple[str, bytes] | None:
        """The file at an address; a PDF is made first, where it is not there."""
        if is_file_address(address) and (found := _PDF.fullmatch(address)):
            self.state.ask(found[1])
            return read_file(self.state.pdf / found[1], address)
        return read_file(self.state.html, address)


def start(state: State, port: int) -> str:
    """Serve in threads of their own. Gives the address; raises `TebikiError` where the port is taken."""
    try:
        server = start_server(partial(Handler, state), port)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        fail("serve/taken", Place("--port"), port=port, why=why)
    return f"http://{ADDRESS}:{server.server_address[1]}/"
