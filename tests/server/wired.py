"""A process with the server's sockets and bounds, and a small app behind them: `python wired.py '{"IDLE_FOR": 0.5}'`."""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402

import gevent  # noqa: E402
from flask import Flask  # noqa: E402

from sandbox.server.processes import wire  # noqa: E402

app = Flask("small")


@app.route("/", methods=["GET", "POST"])
def here() -> str:
    return "ada"


@app.route("/lama")
def slow() -> str:
    print("lama", flush=True)
    gevent.sleep(300)
    return "lama"


@app.post("/isi")
def body() -> str:
    from flask import request

    return str(len(request.get_data()))


def main() -> None:
    bounds = json.loads(sys.argv[1])
    sockets = wire.Sockets(**bounds.pop("sockets", {}))
    for name, value in bounds.items():
        setattr(wire, name, value)
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    listener.setblocking(False)
    print(listener.getsockname()[1], flush=True)
    wire.WireServer(listener, app, sockets, log=None, error_log=None).serve_forever()


if __name__ == "__main__":
    main()
