"""A bad day of several nodes: nodes, connections and the PostgreSQL server itself are killed while bots work.

    python bench/nodes.py [--kills 10] [--nodes 2] [--villages 2] [--seed 1] [--json]

Starts Debian's PostgreSQL and the nodes, sends each request of the bots to the next node, and kills in turn a worker, a whole
node, all connections, the process of one connection, and the server. Prints what the bots were told against what the database
holds. Status 1 if anything acknowledged is lost or doubled, or if feed and journals differ. Linux only.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

import click
import psycopg
from sqlalchemy import select

from instructor.rehearsal.figures import Figures
from instructor.rehearsal.stage import environment
from instructor.rehearsal.task import Task
from sandbox import journal
from sandbox.clock import SystemClock
from sandbox.machine import child
from sandbox.platform import db as platform
from sandbox.platform.models import Feed, Sandbox
from sandbox.practice import version
from sandbox.store.base import Pin
from sandbox.store.opening import open_store
from tests import postgres
from tests.servers import Server, free_port

EVERY = 6.0
"""Seconds between two kills."""
SPEED, LONGEST = 12.0, 3600.0


@dataclass
class Nodes:
    """The hall: its PostgreSQL, its nodes, and what was done to them."""

    cluster: postgres.Cluster
    nodes: Sequence[Server]
    rng: Random
    done: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Result:
    """What the day came to."""

    kills: dict[str, int]
    requests: int
    acknowledged: int
    solved: int
    lost: int
    duplicated: int
    feed_rows: int
    feed_differs: int
    numbers_out_of_order: int
    """Rows of one copy whose numbers in the feed are not in the order of its journal."""
    seconds: float
    problems: list[str]

    @property
    def ok(self) -> bool:
        return not (self.lost or self.duplicated or self.feed_differs or self.numbers_out_of_order)


def kill_worker(hall: Nodes) -> None:
    """One server process of a node dies; its parent starts another."""
    if workers := hall.rng.choice(hall.nodes).workers():
        _kill(hall.rng.choice(workers))


def kill_node(hall: Nodes) -> None:
    """A whole node dies, and is started again."""
    node = hall.rng.choice(hall.nodes)
    for pid in (node.process.pid, *node.workers()):
        _kill(pid)
    node.process.wait()
    node.start()


def cut_connections(hall: Nodes) -> None:
    """The database ends every connection at the same moment."""
    _until_it_answers(hall.cluster)
    with hall.cluster.superuser() as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (postgres.LOGIN,))


def kill_backend(hall: Nodes) -> None:
    """The process of one connection is killed: the server takes all others down too and mends itself."""
    _until_it_answers(hall.cluster)
    with hall.cluster.superuser() as connection:
        found = connection.execute("SELECT pid FROM pg_stat_activity WHERE usename = %s LIMIT 1", (postgres.LOGIN,)).fetchone()
    if found is not None:
        _kill(found[0])


def kill_server(hall: Nodes) -> None:
    """PostgreSQL itself is killed with all its processes, and started again."""
    everybody = [hall.cluster.pid, *_children(hall.cluster.pid)]
    for pid in everybody:
        _kill(pid)
    while any(_lives(pid) for pid in everybody):  # what they share can't be had while one of them has it
        time.sleep(0.05)
    for name in ("data/postmaster.pid", f".s.PGSQL.{hall.cluster.port}.lock"):
        Path(hall.cluster.folder, name).unlink()  # a dead process that nobody buried would count as running
    hall.cluster.launch(postgres.SAFE)


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _lives(pid: int) -> bool:
    """Whether it is there, and not only waiting to be noticed by its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


Mishap = Callable[[Nodes], None]
MISHAPS: Sequence[Mishap] = (kill_node, cut_connections, kill_server, kill_worker, kill_backend)


def bad_day(folder: Path, *, kills: int, nodes: int, villages: int, seed: int) -> Result:
    """The whole day in that folder."""
    cluster = postgres.start(os.getpid(), postgres.SAFE)
    url = cluster.url(cluster.make()).render_as_string(hide_password=False)
    told = {**os.environ, "GLADI_DATABASE_URL": url, "GLADI_HOST": "127.0.0.1", "GLADI_CLOCK_SPEED": str(SPEED),
            "GLADI_CLOCK_ORIGIN": str(time.time()), "GLADI_WORKERS": "1"}
    began = time.monotonic()
    with ExitStack() as open_:
        served = [open_.enter_context(_started(folder / str(number), told, villages)) for number in range(nodes)]
        hall = Nodes(cluster, served, Random(seed))
        figures = _played(hall, kills, trainees=2 * villages)
        rows, journals = feed_of(served[0]), journals_of(served[0])
    feed = {row[1:] for row in rows}
    return Result(
        kills=dict(hall.done), requests=figures.requests, acknowledged=figures.acknowledged, solved=figures.solved,
        lost=figures.lost, duplicated=figures.duplicated, feed_rows=len(rows), feed_differs=len(feed ^ journals),
        numbers_out_of_order=_out_of_order(rows), seconds=round(time.monotonic() - began, 1),
        problems=[*(f"feed without journal: {row}" for row in sorted(feed - journals)),
                  *(f"journal without feed: {row}" for row in sorted(journals - feed)), *figures.problems])


@contextmanager
def _started(folder: Path, told: dict[str, str], villages: int) -> Iterator[Server]:
    """A node that serves, and is stopped at the end, or where it never came to serve."""
    folder.mkdir()
    port = free_port()
    node = Server(folder, f"http://127.0.0.1:{port}", {**told, "GLADI_INSTANCE": str(folder), "GLADI_PORT": str(port)})
    try:
        node.start(villages)
        yield node
    finally:
        node.stop()


def _played(hall: Nodes, kills: int, *, trainees: int) -> Figures:
    """The bots take their day while so many kills happen; their figures."""
    first = hall.nodes[0].settings
    task = Task(urls=tuple(node.url for node in hall.nodes), trainees=trainees, seconds=LONGEST, think=0.3, boards=2,
                clock_speed=SPEED, clock_origin=first.clock_origin, patient=True)
    driver = subprocess.Popen(child.command("instructor.rehearsal.driver"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env=environment(first), text=True)
    assert driver.stdin is not None
    assert driver.stdout is not None
    driver.stdin.write(json.dumps(asdict(task)))
    driver.stdin.close()
    _wait_for_deeds(hall.nodes[0], 2 * trainees)
    for number in range(kills):
        mishap = MISHAPS[number % len(MISHAPS)]
        mishap(hall)
        hall.done[mishap.__name__] += 1
        time.sleep(EVERY)
    _until_it_answers(hall.cluster)
    driver.terminate()
    output = driver.stdout.read()
    if driver.wait(300) != 0:
        raise RuntimeError(f"the bots' process ended with {driver.returncode}")
    return Figures(**json.loads(output.splitlines()[-1]))


def _wait_for_deeds(node: Server, count: int) -> None:
    """Until the bots are at work: their process takes some seconds to begin."""
    give_up = time.monotonic() + 120
    while len(feed_of(node)) < count and time.monotonic() < give_up:
        time.sleep(0.5)


def _until_it_answers(cluster: postgres.Cluster) -> None:
    """A server that lost a process reads its log first."""
    while True:
        with suppress(psycopg.OperationalError), cluster.superuser():
            return
        time.sleep(0.2)


def feed_of(node: Server) -> list[tuple[int, int, int, int]]:
    """Number, sandbox, generation and journal id of every row of the feed, by number."""
    with node.platform().app_context(), platform.read() as session:
        found = session.execute(select(Feed.seq, Feed.sandbox_id, Feed.generation, Feed.journal_id).order_by(Feed.seq))
        return [(row.seq, row.sandbox_id, row.generation, row.journal_id) for row in found]


def journals_of(node: Server) -> set[tuple[int, int, int]]:
    """Sandbox, generation and id of every journal row."""
    with node.platform().app_context(), platform.read() as session:
        templates = {row.id: row.template for row in session.execute(select(Sandbox.id, Sandbox.template))}
    store = open_store(node.settings, stamp=version.stamp(), clock=SystemClock())
    found = set()
    for sandbox, generation in store.touched_since(0.0):
        with store.open(Pin(sandbox, generation, templates[sandbox])) as session:
            found |= {(sandbox, generation, deed.id) for deed in journal.deeds(session)}
    store.close()
    return found


def _out_of_order(rows: Sequence[tuple[int, int, int, int]]) -> int:
    last: dict[tuple[int, int], int] = {}
    wrong = 0
    for _seq, sandbox, generation, journal_id in rows:
        wrong += journal_id < last.get((sandbox, generation), 0)
        last[sandbox, generation] = journal_id
    return wrong


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@click.command()
@click.option("--kills", default=10, help="Kills, of each kind in turn.")
@click.option("--nodes", default=2, help="Servers on the one database.")
@click.option("--villages", default=2, help="Two seats each.")
@click.option("--seed", default=1, help="Which node, which process.")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
def main(kills: int, nodes: int, villages: int, seed: int, as_json: bool) -> None:
    """A bad day of several nodes."""
    folder = Path(tempfile.mkdtemp(prefix="gladi-nodes-"))
    result = bad_day(folder, kills=kills, nodes=nodes, villages=villages, seed=seed)
    shutil.rmtree(folder)
    told = asdict(result) | {"ok": result.ok}
    print(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(f"{name:20} {value}" for name, value in told.items()))
    sys.exit(0 if result.ok else 1)


if __name__ == "__main__":
    main()
