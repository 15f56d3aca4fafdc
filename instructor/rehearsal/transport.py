"""What a bot sends its requests through: keep-alive connections, cookies, and the time that each answer took."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Literal
from urllib.parse import urlencode

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.filepost import encode_multipart_formdata

from instructor.rehearsal.open_page import OpenPage
from scenarios.bots.browser import NO_ANSWER, Pairs, Response, SentFile

SERVICE_UNAVAILABLE = 503
HELD = re.compile(r"held;dur=(\d+)")
NAMES = re.compile(r"(/\d+|/K-\d+-\d+|(?<=/kartu)/.*)")
TYPED = "application/x-www-form-urlencoded"
OWN_ERROR = re.compile(rb"GL-\d{3}")


PATIENT = Retry(total=None, connect=200, read=False, redirect=False, status=False, other=False, backoff_factor=0.05,
                backoff_max=0.5)
"""Nothing was sent where no connection was to be had: it may be sent again."""


@dataclass
class Log:
    """What was measured. `seconds`: from request to answer, less the time that a staged fault held it."""

    seconds: list[float] = field(default_factory=list)
    pages: dict[str, list[float]] = field(default_factory=dict)
    """Seconds of the answers by kind of page: GET /desa/keluarga/…"""
    errors: list[str] = field(default_factory=list)
    """Answers that no exercise asked for: Gladi's own errors and broken connections."""

    def add(self, request: str, seconds: float) -> None:
        """Note that the answer to this kind of request took so many seconds."""
        self.seconds.append(seconds)
        self.pages.setdefault(NAMES.sub("/…", request.split("?")[0]), []).append(seconds)


@dataclass(frozen=True, slots=True)
class Press:
    """A form that was sent: when, where to, and what came of it: a status, or why no answer came."""

    at: datetime
    path: str
    answer: str

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S} {self.path} {self.answer}"


class Closing(Exception):
    """The rehearsal's time is over: raised instead of another request."""


@dataclass
class HttpTransport:
    """One seat's browser. `think` waits before each request, as a person would; raises Closing when time is up."""

    nodes: Sequence[str]
    """Addresses of the servers: each request goes to the next of them."""
    speed: float
    log: Log
    think: Callable[[], None]
    retries: Retry | Literal[False] = False
    beside: Log = field(default_factory=Log)
    """What the open page asks for by itself."""
    cookies: dict[str, str] = field(default_factory=dict)
    presses: list[Press] = field(default_factory=list)
    """Every form that was sent, in order."""
    _sent: int = 0

    def __post_init__(self) -> None:
        # Its own connections, as a browser's: one for what is clicked and one for what the open page asks for meanwhile.
        self.pool = PoolManager(num_pools=len(self.nodes), maxsize=2)
        self.screen = OpenPage(lambda url: self._send("GET", url, None, log=self.beside))

    def get(self, url: str) -> Response:
        """The page; one that says that it opens by itself is asked for again, as a browser does."""
        while "refresh" in (answer := self._asked("GET", url, None)).headers and answer.status == SERVICE_UNAVAILABLE:
            time.sleep(1.0)
        return answer

    def post(self, url: str, data: Pairs, file: SentFile | None = None) -> Response:
        if file is None:
            return self._asked("POST", url, urlencode(list(data)))
        fields: list[tuple[str, str | tuple[str, bytes]]] = [*data, (file.input, (file.name, file.content))]
        return self._asked("POST", url, *encode_multipart_formdata(fields))

    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _asked(self, method: str, url: str, body: str | bytes | None, kind: str = TYPED) -> Response:
        """What a person asked for, with what their browser then fetches for it."""
        self.think()
        answer = self._send(method, url, body, kind, log=self.log)
        self.screen.show(answer)
        return answer

    def _send(self, method: str, url: str, body: str | bytes | None, kind: str = "", *, log: Log) -> Response:
        at, came = datetime.now(UTC), "no answer"
        try:
            answer = self._answer(method, url, body, kind, log)
            came = str(answer.status or "an answer that broke off")
            return answer
        finally:
            if body is not None:
                self.presses.append(Press(at, url, came))

    def _answer(self, method: str, url: str, body: str | bytes | None, kind: str, log: Log) -> Response:
        headers = {"Cookie": self.cookie_header(), "Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = kind
        began, base = time.perf_counter(), self.nodes[self._sent % len(self.nodes)]
        self._sent += 1
        try:
            answer = self.pool.request(method, base + url, body=body, headers=headers, redirect=False, retries=self.retries,
                                       timeout=Timeout(connect=10, read=120))
        except InvalidHeader:  # an answer that breaks off: a browser shows a page of its own
            return Response(NO_ANSWER, {}, b"")
        except HTTPError as error:
            log.errors.append(f"{method} {url}: {error}")
            raise
        took = time.perf_counter() - began
        found = {name.lower(): value for name, value in answer.headers.items()}
        self._keep_cookies(answer.headers.getlist("set-cookie"))
        held = HELD.search(found.get("server-timing", ""))
        log.add(f"{method} {url}", max(0.0, took - (int(held.group(1)) / 1000 / self.speed if held else 0.0)))
        if answer.status >= 400 and (own := OWN_ERROR.search(answer.data)) is not None:
            log.errors.append(f"{method} {url}: {answer.status} {own.group().decode()}")
        return Response(answer.status, found, answer.data)

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
