"""Solutions played in a real browser: pages are opened, forms filled and sent in Chromium, with all their scripts.

Playwright, which drives it, comes with the tests' packages only; it is imported where it is used.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.util import find_spec
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from werkzeug.serving import WSGIRequestHandler, make_server

from scenarios.bots.bot import PANEL
from scenarios.bots.browser import NO_ANSWER, Pairs, Response, SentFile
from scenarios.file.loader import Loaded
from scenarios.proof.finding import Unproved, spelled, told
from scenarios.proof.playing import Players, ProofPlace

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update"]
LONGEST_MS = 60_000
"""So long a page may take: a loaded machine is no fault of the exercise."""
OWN_PAGE = "chrome-error://"
"""How the address of the page begins that Chromium shows where no answer came."""
FETCHED = (PANEL, ".xlsx", ".csv", ".pdf")
"""How addresses end that are fetched without leaving the page."""
SEND = """async ([target, pairs]) => {
  const here = address => { const url = new URL(address, location.href); return url.pathname + url.search; };
  const goes = form => form.method === "post" && here(form.getAttribute("action") || location.href) === target;
  const own = [...document.forms].find(goes);
  const form = own || document.body.appendChild(Object.assign(document.createElement("form"), {method: "post", action: target}));
  const left = new Map();
  for (const [name, value] of pairs) left.set(name, [...(left.get(name) || []), value]);
  for (const input of [...form.elements]) {
    if (!input.name || ["file", "submit", "button"].includes(input.type)) continue;
    const values = left.get(input.name) || [];
    if (["checkbox", "radio"].includes(input.type)) {
      input.checked = values.includes(input.value);
      if (input.checked) values.splice(values.indexOf(input.value), 1);
    } else if (values.length) input.value = values.shift();
    else input.disabled = true;
  }
  for (const [name, values] of left) for (const value of values)
    form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  form.noValidate = true;
  let stays = false;
  addEventListener("submit", event => { stays = event.defaultPrevented && !!form.closest("#panel-latihan"); }, {once: true});
  const swapped = new Promise(done => addEventListener("panel:swapped", done, {once: true}));
  form.requestSubmit();
  if (stays) await swapped;
  return stays;
}"""
"""Fills the page's own form for that address, and sends it as its button does; what the form lacks is added, as scripts do.
Says whether the panel sent it by itself: then the page stays where it is, with another panel in it."""


class _Quiet(WSGIRequestHandler):
    """Tells nobody of each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        return


class _Stayed(Exception):
    """The page sent a form by its script and stays where it is."""


@dataclass
class ChromiumTransport:
    """A page of Chromium as transport. `errors`: what its scripts ran into, and what came to no end."""

    page: Any
    address: str
    errors: list[str] = field(default_factory=list)
    landed: tuple[str, Response] | None = None
    """Where Chromium came to by itself, following redirects, and what it was answered there."""

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def take(self, cookies: Mapping[str, str]) -> None:
        """Be the browser that was given these."""
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.address} for name, value in cookies.items()])

    def get(self, url: str) -> Response:
        if self.landed is not None and self.landed[0] == url:
            (_, answer), self.landed = self.landed, None
            return answer
        if url.partition("?")[0].endswith(FETCHED):
            fetched = self.page.context.request.get(self.address + url, timeout=LONGEST_MS)
            return Response(fetched.status, fetched.headers, fetched.body())
        return self._came(url, lambda: self.page.goto(self.address + url, timeout=LONGEST_MS))

    def post(self, url: str, data: Pairs, file: SentFile | None = None) -> Response:
        if file is not None:
            self.page.set_input_files(f"input[type=file][name='{file.input}']", {
                "name": file.name, "mimeType": "application/octet-stream", "buffer": file.content})

        def send() -> Any:
            with self.page.expect_navigation(timeout=LONGEST_MS) as navigation:
                if self.page.evaluate(SEND, [url, [list(pair) for pair in data]]):
                    raise _Stayed
            return navigation.value

        try:
            return self._came(url, send)
        except _Stayed:
            return self._led_to(_address(self.page.url), Response(HTTPStatus.OK, {}, self.page.content().encode()))

    def _came(self, url: str, go: Any) -> Response:
        """What the server answered; a redirect where Chromium stands at another address now, whose answer is kept."""
        from playwright.sync_api import Error

        try:
            answered = go()
            answer = Response(answered.status, answered.headers, answered.body())
        except Error as error:
            self._wait_for_own_page(error)
            return Response(NO_ANSWER, {}, b"")
        there = _address(answered.url)
        return answer if there == url else self._led_to(there, answer)

    def _wait_for_own_page(self, error: Exception) -> None:
        """Where an answer broke off Chromium shows a page of its own, a moment later: it would stop the next one."""
        from playwright.sync_api import Error

        try:
            self.page.wait_for_url(f"{OWN_PAGE}**", timeout=LONGEST_MS)
        except Error:
            self.errors.append(str(error))

    def _led_to(self, there: str, answer: Response) -> Response:
        """A redirect to that address, whose answer is kept."""
        self.landed = there, answer
        return Response(HTTPStatus.SEE_OTHER, {"location": there}, b"")


def _address(url: str) -> str:
    """The path of it, with its query."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def executable() -> str | None:
    """Where this machine's Chromium lies; None where it has none. Its headless shell takes a fifth of the processor time."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def is_there() -> bool:
    """Whether this machine has what drives a browser, and the browser."""
    return executable() is not None and find_spec("playwright") is not None


def sample(loaded: Sequence[Loaded]) -> list[Loaded]:
    """Of each block the exercise with the shortest solution."""
    shortest: dict[str, Loaded] = {}
    for each in sorted(loaded, key=lambda each: len(each.scenario.solution)):
        shortest.setdefault(each.scenario.block, each)
    return list(shortest.values())


def played(chosen: Sequence[Loaded], stage: ProofPlace) -> Iterator[tuple[Loaded, list[str]]]:
    """Each of these with what is wrong with it in Chromium, in sentences."""
    with served(stage) as address, _chromium() as chromium:
        for loaded in chosen:
            page = chromium.new_page(locale="id-ID")
            yield loaded, list(told(problems(loaded, stage, ChromiumTransport(page, address)), loaded))
            page.context.close()


def problems(loaded: Loaded, stage: ProofPlace, transport: ChromiumTransport) -> Iterator[Unproved]:
    """What is wrong with its solution, played by that transport."""
    stage.lay([loaded])
    players = Players(loaded, stage)
    if lost := list(players.begin_in(1)):
        yield from (Unproved(each) for each in lost)
        return
    moment, script = players.moments[0], loaded.scenario.solution
    end = players.played_on(players.from_there(moment, transport), moment, script)
    if end.lost:
        yield Unproved(f"di Chromium, langkah {end.place + 1} {spelled(script[end.place])}: {end.lost}", ("solution", end.place),
                       moment.where)
    elif end.attempt.solved_at is None:
        yield Unproved("di Chromium: solution tidak mencapai semua tujuan", ("solution",), moment.where)
    for error in dict.fromkeys(transport.errors):
        yield Unproved(f"di Chromium, skrip halaman gagal: {error}", ("solution",), moment.where)


@contextmanager
def served(stage: ProofPlace) -> Iterator[str]:
    """The stage's app on a free port of this machine; its address."""
    server = make_server("127.0.0.1", 0, stage.app, threaded=True, request_handler=_Quiet)
    serving = Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
