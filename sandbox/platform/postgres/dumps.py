"""All that a hall keeps in PostgreSQL as one file, and back: by PostgreSQL's own tools, which know every version of it.

A dump is of one moment and is made while people work. It is put back in one transaction: wholly or not at all. What was there
before stays in schemas of another name.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Engine

from sandbox.errors import GladiError
from sandbox.platform.postgres.engine import SCHEMA
from sandbox.platform.postgres.schema import STANDS_IN
from sandbox.words.texts import lazy_gettext as _l

BLOCK = 1 << 16
OBEDIENT = ("--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", "-")
"""psql: it does what it reads, up to the first error."""
DEBIAN = Path("/usr/lib/postgresql")
OURS = "^(platform|practice)(_[0-9]+)?$"
"""The schemas of a hall: the platform's, the copies', and the copies' of before an update."""
SEEN = re.compile(rf"^COPY {SCHEMA}\.{STANDS_IN} .*\n(\w+)$", re.MULTILINE)
MADE = re.compile(r"^; Archive created at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", re.MULTILINE)


class NoTool(GladiError):
    code = "GL-CAD-8"
    status = 409
    text = _l("Cadangan dari PostgreSQL memerlukan %(tool)s, yang belum ada di komputer ini. Pasang alat PostgreSQL, misalnya: "
              "apt install postgresql-client")


class DumpFailed(GladiError):
    code = "GL-CAD-9"
    status = 409
    text = _l("%(tool)s tidak berhasil: %(why)s. Perbaiki sebabnya, lalu coba lagi. Data di basis data tidak berubah.")


class NoDump(GladiError):
    code = "GL-CAD-10"
    text = _l("%(path)s bukan cadangan Gladi dari PostgreSQL yang utuh. Pakai file cadangan yang lain. Tidak ada yang diubah.")


class DatabaseFilled(GladiError):
    code = "GL-CAD-11"
    text = _l("Basis data %(database)s sudah berisi data. Tambahkan --replace: data itu dipindahkan ke skema lain di dalamnya, "
              "lalu cadangan dipasang. Tidak ada yang diubah.")


class StillServed(GladiError):
    code = "GL-CAD-12"
    text = _l("Basis data %(database)s masih dipakai Gladi. Hentikan semuanya (Ctrl-C atau systemctl stop gladi), lalu coba "
              "lagi. Tidak ada yang diubah.")


def parts(engine: Engine) -> Iterator[bytes]:
    """The dump of that hall, part by part as it is made. Raises NoTool, DumpFailed; what was yielded before is not whole then."""
    named = [option for name in _schemas(engine) for option in ("--schema", name)]
    with _started("pg_dump", engine.url, "--format=custom", *named, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while part := process.stdout.read(BLOCK):
            yield part
        _require_done("pg_dump", process)


def revision(dump: Path) -> str:
    """The migration at which the hall of that dump stood. Raises NoTool, NoDump."""
    asked = [_tool("pg_restore"), "--schema", SCHEMA, "--table", STANDS_IN, "--data-only", "--file", "-", str(dump)]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    found = SEEN.search(told.stdout)
    if told.returncode or found is None:
        raise NoDump(path=dump)
    return found[1]


def made_at(dump: Path) -> datetime:
    """When that dump was made. Raises NoTool, NoDump."""
    told = subprocess.run([_tool("pg_restore"), "--list", str(dump)], capture_output=True, text=True, check=False)
    found = MADE.search(told.stdout)
    if told.returncode or found is None:
        raise NoDump(path=dump)
    return datetime.strptime(found[1], "%Y-%m-%d %H:%M:%S").astimezone()


def put_back(engine: Engine, dump: Path, *, replace: bool, at: datetime) -> tuple[str, ...]:
    """Make that database what the dump says. Raises NoTool, NoDump, DumpFailed, DatabaseFilled, StillServed.

    `replace`: also where it holds something, which is kept in schemas that bear the moment `at`: those.
    """
    there = _schemas(engine)
    if there and not replace:
        raise DatabaseFilled(database=engine.url.database)
    if _is_served(engine):
        raise StillServed(database=engine.url.database)
    moved = {name: f"{name}_sebelum_{at:%Y%m%d%H%M%S}" for name in there}
    first = "".join(("BEGIN;\n", *(f"ALTER SCHEMA {name} RENAME TO {other};\n" for name, other in moved.items())))
    with (_started("psql", engine.url, *OBEDIENT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as taking,
          subprocess.Popen([_tool("pg_restore"), "--no-owner", "--file", "-", str(dump)], stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL) as giving):
        if not _handed_over(first.encode(), giving, taking):
            raise NoDump(path=dump)
        _require_done("psql", taking)
    return tuple(moved.values())


def _handed_over(first: bytes, giving: "subprocess.Popen[bytes]", taking: "subprocess.Popen[bytes]") -> bool:
    """Whether the one process gave everything. Only then the other reads a COMMIT, whoever is killed meanwhile."""
    assert giving.stdout is not None
    assert taking.stdin is not None
    try:
        taking.stdin.write(first)
        while part := giving.stdout.read(BLOCK):
            taking.stdin.write(part)
        if giving.wait():
            return False
        taking.stdin.write(b"COMMIT;\n")
        taking.stdin.close()
    except BrokenPipeError:  # it gave up, and says why
        giving.kill()
    return True


def _schemas(engine: Engine) -> list[str]:
    asked = "SELECT nspname FROM pg_namespace WHERE nspname ~ %s ORDER BY 1"
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(asked, (OURS,)).scalars())


def _is_served(engine: Engine) -> bool:
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'gladi' "
            "AND pid <> pg_backend_pid()").scalar_one())


def _tool(name: str) -> str:
    """Where that program is, the newest if there are several. Raises NoTool."""
    found = shutil.which(name) or next(map(str, sorted(DEBIAN.glob(f"*/bin/{name}"), reverse=True)), None)
    if found is None:
        raise NoTool(tool=name)
    return found


def _started(name: str, url: URL, *options: str, stdin: int = subprocess.DEVNULL, stdout: int) -> "subprocess.Popen[bytes]":
    """That tool at work on that database. The password is not among the words, which every user of a machine can read."""
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    secret = {"PGPASSWORD": str(url.password)} if url.password is not None else {}
    return subprocess.Popen([_tool(name), "--dbname", plain.render_as_string(), "--no-password", *options], stdin=stdin,
                            stdout=stdout, stderr=subprocess.PIPE, env={**os.environ, **secret})


def _require_done(name: str, process: "subprocess.Popen[bytes]") -> None:
    assert process.stderr is not None
    said = process.stderr.read().decode(errors="replace").strip().splitlines()
    if process.wait():
        raise DumpFailed(tool=name, why=(said[0] if said else str(process.returncode)).rstrip("."))
