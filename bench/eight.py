"""Eight o'clock: a whole hall comes in by its cards at once, and then begins its first exercise at once.

    python bench/eight.py [--trainees 74] [--cold] [--json]

The copies are there, as the server makes them ahead; with --cold people come in before it has, and each makes their own.
A throwaway hall of its own, served as for people; bots over HTTP in this process, on the same machine. Shown are, for each of
the two rushes: seconds until the last one is through, how long one person waits for all of it (median, 95th percentile), and the
processor time that the server took for each person, which other programs on the machine do not change.
"""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402  everything below must find the patched library
import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from dataclasses import asdict, dataclass  # noqa: E402
from functools import partial  # noqa: E402
from pathlib import Path  # noqa: E402

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

import gevent  # noqa: E402
from flask import Flask  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from instructor.rehearsal.figures import percentile  # noqa: E402
from instructor.rehearsal.machine import taken  # noqa: E402
from instructor.rehearsal.rehearse import SEATS_A_VILLAGE  # noqa: E402
from instructor.rehearsal.stage import Throwaway, stage, wait_for_copies  # noqa: E402
from instructor.rehearsal.transport import HttpTransport, Log  # noqa: E402
from sandbox import seats  # noqa: E402
from sandbox.accounts import cards, secret  # noqa: E402
from sandbox.platform import db as platform  # noqa: E402
from sandbox.seats import Seat  # noqa: E402
from sandbox.settings import Settings  # noqa: E402
from sandbox.words.roles import duty  # noqa: E402
from scenarios.bots.bot import Bot  # noqa: E402
from scenarios.bots.browser import Browser  # noqa: E402
from scenarios.day import agenda  # noqa: E402
from scenarios.file.loader import Loaded  # noqa: E402


@dataclass(frozen=True)
class Rush:
    """So many people who do the same at one moment."""

    name: str
    people: int
    errors: int
    all_s: float
    p50_ms: float
    p95_ms: float
    server_ms: float
    """Processor time of the server for each of them."""


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--trainees", type=int, default=74)
    arguments.add_argument("--cold", action="store_true")
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    with stage(Settings.load(), villages=-(-chosen.trainees // SEATS_A_VILLAGE), speed=1.0) as hall:
        found = rushes(hall, chosen.trainees, is_cold=chosen.cold)
    if chosen.json:
        print(json.dumps([asdict(rush) for rush in found], indent=2))
        return
    table = Table("at once", "people", "errors", "all through", "p50", "p95", "server, each")
    for rush in found:
        table.add_row(rush.name, str(rush.people), str(rush.errors), f"{rush.all_s:.2f} s", f"{rush.p50_ms:.0f} ms",
                      f"{rush.p95_ms:.0f} ms", f"{rush.server_ms:.1f} ms")
    Console().print(table)


def rushes(hall: Throwaway, trainees: int, *, is_cold: bool) -> list[Rush]:
    app, log = Flask("eight"), Log()
    platform.init_app(app, hall.settings.platform_url)
    with app.app_context():
        chosen = seats.seats(1)[:trainees]
    if not is_cold:
        wait_for_copies(hall.settings, {seat.pin for seat in chosen})
    key, day = secret.secret_of(hall.settings), agenda.exercises_of()
    bots = [Bot(Browser(HttpTransport(hall.urls, 1.0, log, lambda: None)), time.sleep) for _ in chosen]
    come_in = [partial(bot.sit_down, f"/kartu/{cards.qr_token(key, seat)}") for bot, seat in zip(bots, chosen, strict=True)]
    begin = [partial(bot.begin, first_of(day, seat)) for bot, seat in zip(bots, chosen, strict=True)]
    return [rush("come in", come_in, hall, log), rush("begin and log in", begin, hall, log)]


def first_of(day: Sequence[Loaded], seat: Seat) -> str:
    """The first exercise of the day that is this seat's duty."""
    return next(each.scenario.id for each in day if duty(seat.role) in each.scenario.roles)


def rush(name: str, deeds: Sequence[Callable[[], None]], hall: Throwaway, log: Log) -> Rush:
    spent, before, began = list[float](), taken(hall.pids).cpu_s, time.perf_counter()
    known = len(log.errors)

    def timed(deed: Callable[[], None]) -> None:
        deed()
        spent.append(time.perf_counter() - began)

    gevent.joinall([gevent.spawn(timed, deed) for deed in deeds], raise_error=True)
    took, after = time.perf_counter() - began, taken(hall.pids).cpu_s
    return Rush(name, len(deeds), len(log.errors) - known, round(took, 2), round(percentile(spent, 0.5) * 1000, 1),
                round(percentile(spent, 0.95) * 1000, 1), round((after - before) / len(deeds) * 1000, 1))


if __name__ == "__main__":
    main()
