"""The sockets of one server process, and how long each may take: nobody who only holds a line keeps the others out.

A socket on which no whole request has arrived is expendable: when there are too many, the one that waited longest is closed for
the newcomer, first of the address that holds most. So a hall behind one address is never refused for its browsers' idle lines.
"""

import logging
import secrets
import time
from collections import Counter, OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from socket import SHUT_RD
from typing import Any

import gevent
from gevent.pywsgi import Input, WSGIHandler, WSGIServer
from werkzeug.exceptions import RequestTimeout

from sandbox.errors import GladiError
from sandbox.words.digits import natural
from sandbox.words.texts import lazy_gettext as _l

try:
    import resource
except ImportError:  # Windows has no such bound
    resource = None  # type: ignore[assignment]

log = logging.getLogger("gladi.wire")

IDLE_FOR = 75.0
"""Seconds for which a socket may be silent: before a request, in the middle of one, or when it should take an answer."""
HEADERS_WITHIN = 15.0
"""Seconds from the first letter of a request to the end of its headers."""
BODY_WITHIN = 60.0
"""Seconds for the whole body. A form of a megabyte takes one on the slowest of phones."""
DISCARDED = 8 << 20
"""Bytes of a body that nobody read which are still taken, so that the answer reaches its sender; then the line is cut."""
AN_ADDRESS = 1000
"""Sockets of one address in one process. A hall of 74 behind one address needs 450, at six a browser."""
ALL = 2000
FILES_WANTED = 8192
FILES_A_CONNECTION = 3
FILES_BESIDE = 150
"""What a process opens besides sockets and copies: the platform's database, log, modules."""
TELL_EVERY = 60.0


class LineBusy(GladiError):
    code = "GL-503S"
    status = 503
    text = _l("Gladi sedang melayani terlalu banyak permintaan sekaligus. Tunggu setengah menit, lalu muat ulang halaman ini.")


class AddressBusy(GladiError):
    code = "GL-503A"
    status = 503
    text = _l("Dari alamat jaringan Anda sudah ada terlalu banyak permintaan yang belum selesai. Tutup tab yang tidak dipakai, "
              "tunggu setengah menit, lalu muat ulang halaman ini.")


class HeadersLate(GladiError):
    code = "GL-408"
    status = 408
    text = _l("Permintaan ini terlalu lama tiba, jadi sambungannya ditutup. Periksa jaringan, lalu muat ulang halaman ini.")


class AddressTooLong(GladiError):
    code = "GL-414"
    status = 414
    text = _l("Alamat halaman ini terlalu panjang. Kembali ke halaman depan.")


class NotUnderstood(GladiError):
    code = "GL-400"
    status = 400
    text = _l("Permintaan ini tidak dimengerti. Kembali ke halaman depan.")


KINDS = {kind.status: kind for kind in (NotUnderstood, HeadersLate, AddressTooLong, LineBusy)}


def refusal(error: GladiError, address: str) -> bytes:
    """The whole answer, headers and page, where there is no request that the app could answer; logged under its number."""
    incident = secrets.token_hex(4)
    log.info("%s to %s incident=%s", error.code, address, incident)
    page = (f'<!doctype html>\n<html lang="id"><head><meta charset="utf-8"><title>{error.code} · Gladi</title></head>\n'
            f"<body><p><strong>Ini bukan bagian latihan.</strong> {error} <code>{error.code}</code></p>\n"
            f"<p>Nomor kejadian <code>{incident}</code></p>\n"
            '<p><a href="/">Ke halaman depan</a></p></body></html>\n').encode()
    head = (f"HTTP/1.1 {error.status} Refused\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n"
            "Cache-Control: no-store\r\nRetry-After: 30\r\nConnection: close\r\n\r\n")
    return head.encode() + page


def most_sockets(connections: int) -> int:
    """How many sockets this process can have beside `connections` open copies; lets it open as many files as it may."""
    if resource is None:
        return ALL
    files, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_WANTED if allowed == resource.RLIM_INFINITY else min(FILES_WANTED, allowed)
    if files < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, allowed))
            files = wanted
    return max(50, min(ALL, files - FILES_BESIDE - FILES_A_CONNECTION * connections))


@dataclass(eq=False)
class Sockets:
    """Who is on the line. `waiting`: no whole request has arrived, longest first."""

    most: int = ALL
    an_address: int = AN_ADDRESS
    here: Counter[str] = field(default_factory=Counter)
    inside: "set[WireHandler]" = field(default_factory=set)
    waiting: "OrderedDict[WireHandler, None]" = field(default_factory=OrderedDict)
    _told_at: float = -TELL_EVERY

    def enter(self, handler: "WireHandler") -> GladiError | None:
        """Take it in, if need be in the place of one that waits. Why not, if all are being answered."""
        address = handler.address
        refused: GladiError | None = None
        if self.here[address] >= self.an_address and not self._close_one(address):
            refused = AddressBusy()
        elif self.here.total() >= self.most and not self._close_one(self._fullest()):
            refused = LineBusy()
        self.here[address] += 1
        self.inside.add(handler)
        self.waiting[handler] = None
        return refused

    def leave(self, handler: "WireHandler") -> None:
        """Free its place, if it has one yet."""
        if handler not in self.inside:
            return
        self.inside.remove(handler)
        self.waiting.pop(handler, None)
        self.here[handler.address] -= 1
        if not self.here[handler.address]:
            del self.here[handler.address]

    def waits(self, handler: "WireHandler") -> None:
        """It has been answered and may send another request."""
        if handler in self.inside:
            self.waiting[handler] = None
            self.waiting.move_to_end(handler)

    def is_answered(self, handler: "WireHandler") -> None:
        """Its request is there: it is not closed any more."""
        self.waiting.pop(handler, None)

    def _fullest(self) -> str:
        """The address that holds most of those that wait; empty if none waits."""
        found = Counter(handler.address for handler in self.waiting).most_common(1)
        return found[0][0] if found else ""

    def _close_one(self, address: str) -> bool:
        """Close the one of that address that has waited longest; whether there was one."""
        self._tell()
        for handler in self.waiting:
            if handler.address == address:
                self.leave(handler)  # at once: until it notices, the next newcomer may be here
                handler.hear_no_more()
                return True
        return False

    def _tell(self) -> None:
        if time.monotonic() - self._told_at >= TELL_EVERY:
            self._told_at = time.monotonic()
            address, count = self.here.most_common(1)[0]
            log.warning("GL-503S many sockets: %d, of these %d from %s", self.here.total(), count, address)


class PacedInput(Input):
    """A request's body, which must be there in time."""

    __slots__ = ("due", "is_late")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.due = time.monotonic() + BODY_WITHIN
        self.is_late = False

    def read(self, length: int | None = None) -> bytes:
        return self._in_time(super().read, length)

    def readline(self, size: int | None = None) -> bytes:
        return self._in_time(super().readline, size)

    def _in_time(self, read: Any, size: int | None) -> bytes:
        try:
            with gevent.Timeout(max(0.001, self.due - time.monotonic()), RequestTimeout()):
                data: bytes = read(size)
                return data
        except (RequestTimeout, OSError):
            self.is_late = True
            raise

    def _discard(self) -> None:
        """What nobody read, up to a bound: the rest of the line is worth nothing then, and is cut."""
        left = DISCARDED
        with suppress(RequestTimeout):
            while left > 0 and not self.is_late and (data := self.read(16384)):
                left -= len(data)
        self.is_late = self.is_late or left <= 0


def _ends_for_sure(headers: Message) -> bool:
    """Whether everybody who reads these headers sees the same end of the body: what one takes for its rest, another would answer
    as a request of somebody else's. Where a line is no header, Python's parser takes all from there on for a text."""
    lengths, codings = headers.get_all("content-length", []), headers.get_all("transfer-encoding", [])
    told = [natural(length) for length in lengths] if not codings else [0 if codings == ["chunked"] and not lengths else None]
    return len(told) <= 1 and None not in told and not headers.get_payload()


class WireHandler(WSGIHandler):
    """One socket. See Sockets for who may have one."""

    wsgi_input: Any
    def __init__(self, sock: Any, address: Any, server: "WireServer") -> None:
        sock.settimeout(IDLE_FOR)
        super().__init__(sock, address, server)
        self.address = str(address[0]) if isinstance(address, tuple) else ""
        self.sockets = server.sockets
        self._headers_due = gevent.Timeout()

    def handle(self) -> None:
        refused = self.sockets.enter(self)
        try:
            if refused is None:
                super().handle()
            else:
                self._refuse(refused)
        finally:
            self.sockets.leave(self)

    def hear_no_more(self) -> None:
        """End it when it reads next; an answer that is on its way still arrives."""
        with suppress(OSError, AttributeError):
            self.socket.shutdown(SHUT_RD)

    def handle_one_request(self) -> Any:
        self.sockets.waits(self)
        try:
            if not self.rfile.peek(1):
                return None
        except OSError:  # silent for too long, or gone
            return None
        self._headers_due = gevent.Timeout.start_new(HEADERS_WITHIN)
        try:
            result = super().handle_one_request()
        except gevent.Timeout as late:
            if late is not self._headers_due:
                raise
            result = ("408", b"")
        finally:
            self._headers_due.close()
        return (result[0], refusal(KINDS[int(result[0])](), self.address)) if isinstance(result, tuple) else result

    def MessageClass(self, *lines: Any) -> Any:  # noqa: N802 - gevent's name
        """The headers of a request. Raises ValueError where a proxy before us may see its end elsewhere."""
        headers = super().MessageClass(*lines)
        if not _ends_for_sure(headers):
            raise ValueError("length in doubt")
        return headers

    def read_request(self, raw_requestline: str) -> bool:
        is_read: bool = super().read_request(raw_requestline)
        self._headers_due.close()
        self.sockets.is_answered(self)
        return is_read

    def _handle_client_error(self, error: Exception) -> tuple[str, bytes]:
        """What could not be read as a request: its line may hold numbers of people, so it is not written down."""
        log.info("GL-400 from %s: %s", self.address, type(error).__name__)
        return ("503", b"") if isinstance(error, OSError) else ("400", b"")

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        plain: Input = self.wsgi_input
        self.wsgi_input = PacedInput(plain.rfile, plain.content_length, socket=plain.socket, chunked_input=plain.chunked_input)
        return {**environ, "wsgi.input": self.wsgi_input, "wsgi.input_terminated": True}

    def handle_one_response(self) -> None:
        if self.server.is_ending:
            self.close_connection = True
        super().handle_one_response()
        if self.wsgi_input.is_late:
            self.close_connection = True

    def _refuse(self, why: GladiError) -> None:
        self.socket.settimeout(0.2)
        with suppress(OSError):
            self.socket.recv(16384)  # unread, it would take the answer back
        with suppress(OSError):
            self.socket.sendall(refusal(why, self.address))


class WireServer(WSGIServer):
    """gevent's server with bounds."""

    handler_class = WireHandler
    is_ending = False
    """Each answer says that it is the last on its connection."""

    def __init__(self, listener: Any, app: Any, sockets: Sockets, **more: Any) -> None:
        super().__init__(listener, app, **more)
        self.sockets = sockets
