"""A server and Debian's Chromium for tests of what people click. Without Chromium they skip and say so.

Its headless shell is the same browser without windows and takes a fifth of the processor time: where it is installed, it is used.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scenarios.proof.chromium import ARGUMENTS, executable
from tests.servers import SPEED, Server, server

CHROMIUM = executable()
SIZES = {"wide": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


PATIENCE = 90_000
"""ms in which what a person does has its effect; a loaded machine is no fault of the code."""

expect.set_options(timeout=PATIENCE)


def a_context(browser: Browser, url: str, *, size: str = "wide", **settings: Any) -> BrowserContext:
    """Somebody's browser, for the hall at that address."""
    context = browser.new_context(base_url=url, viewport=SIZES[size], locale="id-ID", **settings)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(scope="package")  # gone before the other tests: what stands by takes time from them
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A hall of five villages whose hall time runs so fast that a submission's way takes eight seconds."""
    with server(tmp_path_factory.mktemp("gladi"), villages=5, speed=SPEED) as started:
        yield started


@pytest.fixture
def visit(chromium: Browser, running: Server) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser of its own; every request that leaves the hall's server fails the test."""
    contexts: list[BrowserContext] = []
    requested: list[str] = []

    def visit(path: str, *, size: str = "wide", script: bool = True) -> Page:
        context = a_context(chromium, running.url, size=size, java_script_enabled=script)
        context.on("request", lambda request: requested.append(request.url))
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [url for url in requested if not url.startswith((running.url, "data:"))] == []
