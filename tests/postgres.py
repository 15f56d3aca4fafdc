"""Debian's PostgreSQL for tests: one server for all test processes of a run, on a free port, thrown away afterwards.

A database of its own for whoever asks: `Cluster.database()`. Where there is no PostgreSQL the tests skip and say so, except where
GLADI_TEST_POSTGRESQL=needed (.ci/run): there they fail.
"""

import json
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import psycopg
import pytest
from filelock import FileLock
from psycopg import sql
from sqlalchemy import URL

from tests.servers import free_port

LOGIN, WALLED, PASSWORD = "gladi", "gladi_app", "rahasia"
"""The login that owns the tables and is no superuser, and the role granted to it, under which practice is read and written."""
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SAFE: Mapping[str, str] = {}
"""What a power cut would take, and what none takes: the settings of a server that tests kill."""
GUARD = """
while kill -0 "$1" 2>/dev/null; do sleep 1; done
kill -INT "$(head -1 "$2/data/postmaster.pid")" 2>/dev/null
while [ -e "$2/data/postmaster.pid" ] && kill -0 "$(head -1 "$2/data/postmaster.pid")" 2>/dev/null; do sleep 0.2; done
rm -rf "$2"
"""
"""Ends the server once the test run is gone, however it went."""


@dataclass(frozen=True)
class Cluster:
    """A running server. Over TCP it asks the login's password, over its socket in `folder` nobody's."""

    folder: str
    port: int

    def url(self, database: str, *, user: str = LOGIN, password: str = PASSWORD) -> URL:
        """The address of a database, as a hall's setting has it."""
        return URL.create("postgresql+psycopg", user, password, "127.0.0.1", self.port, database)

    def superuser(self, database: str = "postgres") -> psycopg.Connection:
        """A connection that may do everything, each statement a transaction of its own."""
        return psycopg.connect(host=self.folder, port=self.port, user="postgres", dbname=database, autocommit=True)

    def make(self, template: str = "template1") -> str:
        """A new database that the login owns, a copy of `template`; its name."""
        name = f"t{uuid.uuid4().hex[:12]}"
        with self.superuser() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                *map(sql.Identifier, (name, LOGIN, template))))
        return name

    def drop(self, name: str) -> None:
        with self.superuser() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def launch(self, settings: Mapping[str, str] = QUICK) -> None:
        """Start it, or start it again after it was killed; it answers then."""
        given = {**settings, "port": self.port, "unix_socket_directories": self.folder, "max_connections": 200,
                 "shared_buffers": "64MB", "listen_addresses": "127.0.0.1", "log_min_messages": "warning"}
        _run("pg_ctl", "start", "-w", "-t", "300", "-D", f"{self.folder}/data", "-l", f"{self.folder}/server.log", "-o",
             " ".join(f"--{key}={value}" for key, value in given.items()))

    @property
    def pid(self) -> int:
        """Of the process that all others of the server come from."""
        return int(Path(self.folder, "data", "postmaster.pid").read_text(encoding="ascii").split()[0])

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[URL]:
        """The address of a new database, which is gone afterwards."""
        name = self.make(template)
        try:
            yield self.url(name)
        finally:
            self.drop(name)


@cache
def programs() -> Path | None:
    """The folder of initdb and postgres, the newest where there are several; None without PostgreSQL."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return Path(found).parent if found else debian[-1].parent if debian else None


def require() -> Path:
    """The same; skips the test without PostgreSQL, or fails it where it is needed."""
    if (folder := programs()) is not None:
        return folder
    if os.environ.get("GLADI_TEST_POSTGRESQL") == "needed":
        pytest.fail("PostgreSQL is not installed, and this run must not go without it", pytrace=False)
    pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")


def shared(base: Path) -> Cluster:
    """The server of this test run, started by whichever of its processes comes first. `base`: a folder that all of them see."""
    require()
    note = base / "postgresql.json"
    with FileLock(f"{note}.lock"):
        if not note.exists():
            whole_run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
            note.write_text(json.dumps(asdict(start(whole_run))), encoding="utf-8")
        return Cluster(**json.loads(note.read_text(encoding="utf-8")))


def start(guarded: int, settings: Mapping[str, str] = QUICK) -> Cluster:
    """A new server, which ends with the process `guarded` and takes its files with it."""
    folder, port = Path(tempfile.mkdtemp(prefix="gladi-pg-")), free_port()
    if (user := _ordinary()) is not None:
        shutil.chown(folder, user, user)
    subprocess.Popen(["sh", "-c", GUARD, "guard", str(guarded), str(folder)], start_new_session=True, stdin=subprocess.DEVNULL,
                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _run("initdb", "-D", str(folder / "data"), "-U", "postgres", "--auth-host=scram-sha-256", "--auth-local=trust", "--no-sync",
         "-E", "UTF8", "--locale=C.UTF-8")
    cluster = Cluster(str(folder), port)
    cluster.launch(settings)
    with cluster.superuser() as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(LOGIN), sql.Literal(PASSWORD)))
        connection.execute(sql.SQL("ALTER ROLE postgres PASSWORD {}").format(sql.Literal(PASSWORD)))
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(WALLED)))
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(WALLED), sql.Identifier(LOGIN)))
    return cluster


def _run(program: str, *words: str) -> None:
    done = subprocess.run([str(require() / program), *words], user=_ordinary(), cwd="/", stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"


def _ordinary() -> str | None:
    """Whom the server runs as: Debian's user `postgres` in place of root, whom it refuses."""
    return "postgres" if getattr(os, "geteuid", lambda: 1)() == 0 else None
