"""What a click costs in processor time on either database: python bench/databases.py [--clicks 100]

Inside a running exercise of a throwaway hall, in one process: `ours` is its own time a click, `servers` that of all processes
of PostgreSQL, both in milliseconds. Processor time is the same on a busy machine as on an idle one. PostgreSQL is Debian's,
started for this on a free port, with the settings that outlive a power cut. Linux only.
"""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

import click

from tests import postgres
from tests.server.test_clicks import seated_in_an_exercise

PAGES = ("household", "outbox", "panel", "panel's version")
SERVER = "GLADI_BENCH_POSTMASTER"
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


def of_the_server(postmaster: int) -> float:
    """Milliseconds that its processes have taken so far; 0 without one."""
    spent = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat") if postmaster else ():
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if postmaster in (int(stat.parent.name), int(fields[1])):
                spent += (int(fields[11]) + int(fields[12])) * TICK_MS
    return spent


def measure(clicks: int, postmaster: int) -> None:
    """Ask each page so often, and print what it took."""
    with seated_in_an_exercise() as seated:
        for page in PAGES:
            browser, address = seated.browser_for(page), seated.addresses[page]
            for _ in range(10):
                browser.transport.get(address)
            ours, servers = time.process_time(), of_the_server(postmaster)
            for _ in range(clicks):
                browser.transport.get(address)
            ours, servers = (time.process_time() - ours) * 1000, of_the_server(postmaster) - servers
            name = "postgresql" if postmaster else "sqlite"
            print(f"{name:11} {page:16} ours {ours / clicks:6.1f}   servers {servers / clicks:6.1f}", flush=True)


@click.command()
@click.option("--clicks", default=100, help="Of each page.")
def main(clicks: int) -> None:
    """Both databases, each in a process of its own: an instance reads its address once."""
    if SERVER in os.environ:
        measure(clicks, int(os.environ[SERVER]))
        return
    cluster = postgres.start(os.getpid(), postgres.SAFE)
    with cluster.superuser() as administrator:
        administrator.execute(f"ALTER ROLE {postgres.LOGIN} CREATEDB")
    url = cluster.url(cluster.make()).render_as_string(hide_password=False)
    for given in ({SERVER: "0"}, {SERVER: str(cluster.pid), "GLADI_DATABASE_URL": url}):
        subprocess.run([sys.executable, __file__, f"--clicks={clicks}"], env={**os.environ, **given}, check=True)


if __name__ == "__main__":
    main()
