"""A real server on a free port, for tests that need one: started as the user starts it, and gone afterwards."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from sandbox import seats
from sandbox.accounts import cards, secret, staff
from sandbox.machine import child
from sandbox.platform import db as platform
from sandbox.seats import Seat
from sandbox.settings import Settings

READY_WITHIN = 300.0
SPEED = 20.0
"""How fast hall time runs in the hall of the browser tests: a submission's way takes eight seconds."""

@dataclass
class Server:
    """A running Gladi."""

    folder: Path
    url: str
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] = field(init=False)

    @property
    def settings(self) -> Settings:
        """As its processes have them."""
        return Settings.load({"GLADI_INSTANCE": str(self.folder), **self.environment})

    def platform(self) -> Flask:
        """An app that reads this hall's platform database."""
        app = Flask("reader")
        platform.init_app(app, self.settings.platform_url, reads_only=True)
        return app

    def seats(self) -> list[Seat]:
        with self.platform().app_context():
            return seats.seats(1)

    def pin(self, seat: Seat) -> str:
        return cards.pin_of(secret.secret_of(self.settings), seat)

    def card(self, seat: Seat) -> str:
        """The path in the seat's QR."""
        return f"/kartu/{cards.qr_token(secret.secret_of(self.settings), seat)}"

    def password(self, login: str = "pelatih") -> str:
        return staff.first_password(secret.secret_of(self.settings), login)

    def start(self, villages: int = 1) -> None:
        """`gladi start`: for the first time, or once more in the same folder and on the same port; ready."""
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                child.command("sandbox.server", "start", "--days", "1", "--villages", str(villages)), env=self.environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until_ready(self)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def workers(self) -> list[int]:
        """Process ids of the server processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in children if b"sandbox.server.processes.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]


BUILT = "GLADI_TEST_VILLAGES"
"""Where the processes of a test run find the folder of the first, as an environment variable."""


def built() -> Path:
    """The villages that servers of this test run have built: the next one finds them there, whatever process starts it."""
    if BUILT not in os.environ:
        folder = TemporaryDirectory(prefix="gladi-villages-")
        atexit.register(folder.cleanup)
        os.environ[BUILT] = folder.name
    return Path(os.environ[BUILT])


def _take(source: Path, target: Path) -> None:
    """Copy the finished villages that are not there yet. One is finished once its .json is there."""
    target.mkdir(parents=True, exist_ok=True)
    for told in source.glob("*.json"):
        for file in (told.with_suffix(".sqlite"), told):
            if not (target / file.name).exists():
                part = target / f"{file.name}.{os.getpid()}"
                shutil.copyfile(file, part)
                part.replace(target / file.name)


@contextmanager
def server(folder: Path, *, villages: int = 1, speed: float = 1.0, workers: int = 2,
           environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """`gladi start` on a fresh instance with one day, ready."""
    port = free_port()
    settings = {"INSTANCE": folder, "PORT": port, "HOST": "127.0.0.1", "WORKERS": workers, "CLOCK_SPEED": speed,
                "CLOCK_ORIGIN": time.time()}
    told = {**os.environ, **{f"GLADI_{name}": str(value) for name, value in settings.items()}, **(environment or {})}
    _take(built(), folder / "templates")
    running = Server(folder, f"http://127.0.0.1:{port}", told)
    try:
        running.start(villages)
        _take(folder / "templates", built())
        yield running
    finally:
        running.stop()


def wait_until_ready(running: Server) -> None:
    give_up = time.monotonic() + READY_WITHIN
    while time.monotonic() < give_up and running.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{running.url}/readyz", timeout=30):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"not ready: {(running.folder / 'server.log').read_text()}")


_ports = count(os.getpid() * 37)


def free_port() -> int:
    """A port that stays free until its server listens there, also while that one is started again: below those that systems
    give to whoever asks for any, and of each test process another share."""
    while True:
        port = 20_000 + next(_ports) % 12_000
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
