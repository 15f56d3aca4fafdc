"""One server process: gevent's pywsgi on the socket that the parent shares. Started by supervisor.py only."""

from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402  everything below must find the patched library

gc.disable()  # what is imported stays; looking for rubbish in it took a sixth of the start

import sys  # noqa: E402
from types import TracebackType  # noqa: E402


def _say_why(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The parent reads the last line of the output of a worker that ended, and tells it."""
    sys.__excepthook__(kind, error, trace)
    print(f"{kind.__name__}: {error}", flush=True)


sys.excepthook = _say_why  # before the imports: a broken installation is found by them

import argparse  # noqa: E402
import logging  # noqa: E402
import signal  # noqa: E402
import socket  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterable, Iterator  # noqa: E402
from contextlib import suppress  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402

from sandbox.practice import version  # noqa: E402
from sandbox.practice.consistency import families, selecting  # noqa: E402
from sandbox.practice.consistency.rulebook import explanation  # noqa: E402
from sandbox.practice.forms.instruments import load_all  # noqa: E402
from sandbox.practice.sheets.sheet import places  # noqa: E402
from sandbox.server.app import create_app  # noqa: E402
from sandbox.server.processes.slots import READY  # noqa: E402
from sandbox.server.processes.supervisor import BACKLOG, DRAIN_FOR, bind  # noqa: E402
from sandbox.server.processes.wire import Sockets, WireServer, most_sockets  # noqa: E402
from sandbox.server.signs import logs  # noqa: E402
from sandbox.settings import Settings  # noqa: E402
from sandbox.web import Services  # noqa: E402

KEPT_LINES_FOR = 1.0
"""Seconds in which a proxy may still send a click on a connection that it keeps, before it was told that this one ends."""

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class InFlight:
    """Counts the requests being answered, so that a stop waits for them and for nothing else (idle keep-alives)."""

    def __init__(self, app: WsgiApp) -> None:
        self.app = app
        self.count = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
        self.count += 1
        body: Iterable[bytes] = ()
        try:
            body = self.app(environ, start_response)
            yield from body
        finally:
            self.count -= 1
            getattr(body, "close", lambda: None)()


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--fd", type=int)
    number = arguments.parse_args().fd
    # A commit's thread must not wait the default 5 ms for the interpreter while the loop renders a page.
    sys.setswitchinterval(0.0005)
    settings = Settings.load()
    logs.init(settings)
    app = create_app(settings)
    read_forms()
    # What stands here now stands to the end. Looking for rubbish among it stopped everybody for a fifth of a second at a time.
    gc.freeze()
    gc.enable()
    listener = bind(settings.host, settings.port) if number is None else socket.socket(fileno=number)
    listener.setblocking(False)
    in_flight = InFlight(app)
    most = most_sockets(settings.connections)
    sockets = Sockets(most, an_address=most) if settings.proxies else Sockets(most)  # a proxy's address is everybody's
    server = WireServer(listener, in_flight, sockets, log=None, error_log=logging.getLogger("gladi.http"))
    server.max_accept = 1  # the default of 100 lets one process take the whole hall while the others idle
    built: Services = app.extensions["gladi"]

    def stop() -> None:
        gevent.spawn(_drain, server, in_flight, built)

    listener.listen(BACKLOG)  # where nobody was to wait for this moment; else it changes nothing
    server.start()  # before it can be stopped: it looks up a name meanwhile, and what was stopped by then cannot begin
    if hasattr(signal, "SIGTERM") and sys.platform != "win32":
        gevent.signal_handler(signal.SIGTERM, stop)
    gevent.spawn(_watch_parent, stop)
    with suppress(OSError):  # a parent that was killed meanwhile
        print(READY, flush=True)
    server.serve_forever()
    built.store.close()


def read_forms() -> None:
    """Read every form and every rule now: it takes almost a second, which no request should wait for.

    Also fixes their version before files change.
    """
    list(load_all())
    places()
    selecting.everything()
    families.counts_of("")
    explanation("")
    version.present()


def _watch_parent(stop: Callable[[], None]) -> None:
    """The parent holds the other end of standard input; when it is gone, drain."""
    gevent.get_hub().threadpool.apply(sys.stdin.buffer.read)
    stop()


def _drain(server: WireServer, in_flight: InFlight, built: Services) -> None:
    built.stopping.set()
    server.is_ending = True
    server.stop_accepting()
    # Let go at once: when the parent was killed, nothing but this keeps the port, and the next start wants it.
    server.socket.close()
    give_up = time.monotonic() + DRAIN_FOR - 2
    told = time.monotonic() + (KEPT_LINES_FOR if built.settings.proxies else 0.0)
    while (in_flight.count or time.monotonic() < told) and time.monotonic() < give_up:
        gevent.sleep(0.02)
    server.stop(timeout=0.2)


if __name__ == "__main__":
    main()
