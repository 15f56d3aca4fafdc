"""A line to the database that breaks at the moment of a COMMIT."""

import socket
import threading
from contextlib import contextmanager, suppress


def hang_up(*lines):
    for line in lines:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        line.close()


@contextmanager
def cutting(url, *, after):
    """An address of the same server, and what to set for its line to break at the next COMMIT: after passing it on, or before."""
    armed = threading.Event()

    def to_server(client, server, cut):
        with suppress(OSError):
            while data := client.recv(65536):
                if (b"COMMIT\0" in data or b"COMMIT; " in data) and armed.is_set():
                    armed.clear()
                    cut.set()
                    if not after:
                        break
                server.sendall(data)
        if not (after and cut.is_set()):  # else the answer, which is on its way, ends both
            hang_up(client, server)

    def to_client(client, server, cut):
        with suppress(OSError):
            while (data := server.recv(65536)) and not cut.is_set():
                client.sendall(data)
        hang_up(client, server)

    def serve():
        while True:
            try:
                client, _ = door.accept()
            except OSError:
                return
            line = (client, socket.create_connection((url.host, url.port)), threading.Event())
            for pump in (to_server, to_client):
                threading.Thread(target=pump, args=line, daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=serve, daemon=True).start()
        yield url.set(port=door.getsockname()[1]), armed
