"""Tests of the studio: a client over a real socket, and a person's browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from studio_client import StudioClient, studio

# Playwright's own five seconds are too few for a machine that does other things, too.
expect.set_options(timeout=60_000)

#: A client, a width and a colour scheme → the page of a browser that has come in by the opening file.
OpenPage = Callable[..., Page]


@pytest.fixture
def desk_of_city(city: Path) -> Iterator[StudioClient]:
    """A studio for a copy of the invented city."""
    with studio(city) as client:
        yield client


@pytest.fixture
def open_studio(browser: Browser) -> Iterator[OpenPage]:
    """Opens the studio as a person does: by its file; gives the page at an address."""
    with ExitStack() as stack:

        def opened(
            client: StudioClient,
            address: str = "/",
            width: int = 1280,
            scheme: Literal["light", "dark"] = "light",
        ) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            stack.callback(context.close)
            page = context.new_page()
            page.goto(client.studio.opening_file.as_uri())
            page.wait_for_selector(".frame")
            if address != "/":
                page.goto(f"http://{client.studio.host}{address}")
                page.wait_for_selector(".frame")
            return page

        yield opened
