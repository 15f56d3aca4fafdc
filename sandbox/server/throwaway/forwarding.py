"""Leads a browser that tries an exercise to the process that plays it: its pages stand where a trainee's do.

Such a browser carries a ticket (instructor/authoring/trials.py). Pages of staff stay the hall's, where it is logged in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from string import punctuation
from typing import Any
from urllib.parse import quote, urlsplit

from instructor.authoring import trials
from instructor.authoring.errors import TrialGone
from instructor.authoring.trials import Trial
from sandbox.accounts.secret import ticket_cookie
from sandbox.server.requests.reading import LARGEST_BODY

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
OF_A_SEAT = ("/desa", "/latihan", "/kartu")
LEAVING = "/keluar"
ENDED = "/pelatih/skenario/coba"
LONGEST_S = 1800.0
"""Seconds for an answer: longer than any fault waits."""
OF_ONE_LINE = frozenset({"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade"})
"""Headers that speak of one connection, not of the answer."""


class Forwarding:
    """Stands round the hall's app."""

    def __init__(self, app: WsgiApp, instance: Path, secret: bytes) -> None:
        self.app, self.instance, self.secret, self.cookie = app, instance, secret, ticket_cookie(secret)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        carried = _ticket(environ, self.cookie)
        path = str(environ.get("PATH_INFO", ""))
        leaves = path == LEAVING and _is_of_a_seat(_page_before(environ))
        if not carried or not (leaves or _is_of_a_seat(path)):
            return self.app(environ, start_response)
        try:
            trial = trials.require(self.instance, self.secret, carried)
            if leaves:
                trials.end(self.instance)
                raise TrialGone()
            return _answer(environ, trial, start_response)
        except (TrialGone, OSError, HTTPException):
            start_response("303 See Other", [("Location", ENDED), ("Cache-Control", "no-store"), ("Content-Length", "0"),
                                             ("Set-Cookie", f"{self.cookie}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")])
            return [b""]


def _page_before(environ: Mapping[str, Any]) -> str:
    """The path of the page that it came from; empty where what was sent is no address. Asked of everybody's requests."""
    try:
        return urlsplit(str(environ.get("HTTP_REFERER", ""))).path
    except ValueError:
        return ""


def _is_of_a_seat(path: str) -> bool:
    return any(path == start or path.startswith(f"{start}/") for start in OF_A_SEAT)


def _ticket(environ: Mapping[str, Any], name: str) -> str:
    """The ticket that the browser carries; empty where it has none."""
    said = str(environ.get("HTTP_COOKIE", ""))
    if f"{name}=" not in said:
        return ""
    try:
        found = SimpleCookie(said).get(name)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def _answer(environ: Mapping[str, Any], trial: Trial, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Ask that process the same, and say what it says; an answer that a fault has broken stays broken."""
    line = HTTPConnection("127.0.0.1", trial.port, timeout=LONGEST_S)
    try:
        try:
            line.request(environ["REQUEST_METHOD"], _address(environ), _body(environ), dict(_headers(environ)))
        except ValueError as error:  # letters that no browser sends there
            raise HTTPException("not passed on") from error
        answer = line.getresponse()
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in OF_ONE_LINE]
        content = b"" if _is_broken(headers) else answer.read()
    finally:
        line.close()
    start_response(f"{answer.status} {answer.reason}", _measured(answer, headers, content))
    return [content]


def _address(environ: Mapping[str, Any]) -> str:
    path = quote(str(environ["PATH_INFO"]).encode("latin-1"))
    query = quote(str(environ.get("QUERY_STRING", "")).encode("latin-1"), safe=punctuation)
    return f"{path}?{query}" if query else path


def _body(environ: Mapping[str, Any]) -> bytes:
    """What was sent; of what is too large one byte more than is taken, so that it is refused."""
    length = min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST_BODY + 1)
    return bytes(environ["wsgi.input"].read(length)) if length > 0 else b""


def _headers(environ: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for key, value in environ.items():
        name = key.removeprefix("HTTP_").replace("_", "-").title()
        if key.startswith("HTTP_") and name.lower() not in OF_ONE_LINE:
            yield name, value
    if environ.get("CONTENT_TYPE"):
        yield "Content-Type", environ["CONTENT_TYPE"]


def _is_broken(headers: Sequence[tuple[str, str]]) -> bool:
    return sum(name.lower() == "content-length" for name, _ in headers) > 1


def _measured(answer: HTTPResponse, headers: Sequence[tuple[str, str]], content: bytes) -> list[tuple[str, str]]:
    """The headers with the length of what was read, where the answer came without one."""
    has_length = any(name.lower() == "content-length" for name, _ in headers)
    return [*headers] if has_length or answer.status == 204 else [*headers, ("Content-Length", str(len(content)))]
