"""A bad day: processes killed, power cut, disk full, platform locked, clock set, copies damaged, all while bots work.

    python bench/chaos.py [--kills 200] [--villages 6] [--seed 1] [--json]

Prints what the bots were told against what the databases hold, and whether every other seat was served. Status 1 if anything
acknowledged is lost or doubled, if feed and journals differ, or if a seat that nothing was done to went without its page. Tells
on standard error what it does. Ctrl-C (or SIGTERM) ends it after the mishap at hand, with the figures until then.
Linux only, without root: a full disk is a limit on the processes' files (RLIMIT_FSIZE), a power cut and the clock are made by
`bench/badday/sitecustomize.py`. tests/server/test_kills.py runs a short form.
"""

import json
import os
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

import click

from bench.badday.books import count_of, feed_of, journals_of
from bench.badday.power import leave_what_was_synced
from bench.badday.watched import BESIDE, a_watched_folder, everybody, reach
from instructor.rehearsal.figures import Figures
from instructor.rehearsal.task import Task
from sandbox.machine import child
from sandbox.seats import Seat
from tests import damaged
from tests.servers import Server, server, wait_until_ready

DEEDS = 4
"""The next mishap comes in the middle of work: after so many deeds of the bots that change something at most, drawn anew each
time."""
AT_MOST = 30.0
"""Seconds after which it comes anyhow: only a machine that is busy with something else takes as long."""
HELD_FOR = 2.0
"""Seconds of a full disk, or of a lock: longer than a save waits at its turn in the process."""
A_ROUND = 50
"""Mishaps while the bots take their day once; then they begin it anew."""
SPEED = 12.0
LONGEST = 3600.0
"""Seconds after which the bots end of themselves; they are told to as soon as everything of a round has happened."""
PATIENCE = 15.0
"""Seconds in which a page must come to a seat to which nothing was done, while processes serve; asked for anew after a third."""


@dataclass
class Day:
    """The hall on its bad day: what was done to it, and how its quiet seat fared."""

    hall: Server
    shadow: Path
    rng: Random
    quiet: int
    """The sandbox of the seat that nothing is done to."""
    patience: float = PATIENCE
    done: Counter[str] = field(default_factory=Counter)
    bots: tuple[int, ...] = ()
    """The process of the bots, which read the database for themselves."""
    seen: Sequence[int] = ()
    """The server processes that were there after the last mishap."""
    is_over: threading.Event = field(default_factory=threading.Event)
    """Set to end it before all has happened."""
    is_down: bool = False
    """Between the death of all processes and the next start."""
    unserved: list[str] = field(default_factory=list)
    asked: int = 0
    outage_s: float = 0.0

    @property
    def platform_file(self) -> Path:
        return self.hall.folder / "gladi.sqlite"

    def deeds(self) -> int:
        """How often the bots have changed something, as far as it can be read now."""
        return count_of(self.platform_file, but=self.quiet)

    def reach(self, act: Callable[[int], None]) -> None:
        """Act on every process of the hall."""
        reach(self.shadow, act, but=self.bots)


@dataclass(frozen=True)
class Result:
    """What the day came to. `kills` are SIGKILLs of workers and parents, `mishaps` all that was done, by kind."""

    kills: int
    mishaps: dict[str, int]
    requests: int
    acknowledged: int
    lost: int
    duplicated: int
    sent_again: int
    feed_rows: int
    feed_differs: int
    quiet_requests: int
    quiet_unserved: int
    longest_restart_s: float
    seconds: float
    is_whole: bool
    """Whether all happened that was to; else it was interrupted."""
    problems: list[str]

    @property
    def ok(self) -> bool:
        return not (self.lost or self.duplicated or self.feed_differs or self.quiet_unserved)


def kill_worker(day: Day) -> None:
    """One server process dies; another goes on, and the parent replaces the dead one."""
    workers = day.hall.workers()
    if candidates := [pid for pid in workers if pid in day.seen] or workers:  # one that only begins has no work to lose
        os.kill(day.rng.choice(candidates), signal.SIGKILL)


def kill_parent(day: Day) -> None:
    """The parent dies; its workers end by themselves. Started again at once."""
    with _down(day), _bots_stand_still(day):
        day.hall.process.kill()
        day.hall.process.wait()
        _start_again(day)


def cut_power(day: Day) -> None:
    """Everybody dies at the same moment, and what was not synced is gone, copies in the making included."""
    with _down(day):
        day.reach(lambda pid: _signal(pid, signal.SIGSTOP))
        with _bots_stand_still(day):
            day.reach(lambda pid: _signal(pid, signal.SIGKILL))
            day.hall.process.wait()
            while everybody(day.shadow, but=day.bots):  # gone, with all that they had open
                time.sleep(0.01)
            leave_what_was_synced(day.hall.folder, day.shadow)
            _start_again(day)


def lock_platform(day: Day) -> None:
    """Another program holds the platform's database for a while."""
    with closing(sqlite3.connect(day.platform_file, isolation_level=None, timeout=5)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(HELD_FOR)
        other.execute("ROLLBACK")


def fill_disk(day: Day) -> None:
    """No file takes another byte, for a while."""
    day.reach(lambda pid: _limit(pid, 0))
    time.sleep(HELD_FOR)
    day.reach(lambda pid: _limit(pid, resource.RLIM_INFINITY))


def set_clock(day: Day) -> None:
    """A day forward, an hour back, or right again."""
    with open(day.shadow / "clock", "r+b") as file:
        file.write(struct.pack("d", day.rng.choice((86400.0, -3600.0, 0.0))))


def damage_a_copy(day: Day) -> None:
    """The copy of a seat at which no bot sits, in any way. Whoever sits there gets a new one first: the last may be damaged."""
    _reset(day, "--trainee", str(day.hall.seats()[-2].trainee_id))
    seat = day.hall.seats()[-2]
    browser = _browser(day.hall, seat)
    path = day.hall.folder / "sandboxes" / str(seat.pin.sandbox) / f"g{seat.pin.generation}.sqlite"
    if path.exists():
        day.rng.choice(damaged.KINDS)(path)
        _why_not(browser, f"{day.hall.url}/desa/masuk")


Mishap = Callable[[Day], None]
OTHERS: Sequence[Mishap] = (cut_power, lock_platform, fill_disk, set_clock, damage_a_copy)
KILLS: Sequence[Mishap] = (kill_worker, kill_worker, kill_worker, kill_parent)


def chaos(folder: Path, *, kills: int, villages: int, seed: int, others: Sequence[Mishap] = OTHERS, think: float = 0.15,
          patience: float = PATIENCE, is_over: threading.Event | None = None,
          tell: Callable[[str], None] = lambda _line: None) -> Result:
    """The whole day in that folder: so many kills, and after every other one something else.

    `think`: between a bot's clicks. `patience`: seconds in which the quiet seat's page must come. `is_over` ends it early once
    set; `tell` is given a line for each thing that happened.
    """
    shadow = folder / "shadow"
    shadow.mkdir(parents=True, exist_ok=True)
    (shadow / "clock").write_bytes(bytes(4096))
    told = {"GLADI_CHAOS": str(shadow), "PYTHONPATH": str(Path(__file__).with_name("badday"))}
    began, rounds = time.monotonic(), []
    with server(folder / "gladi", villages=villages, speed=SPEED, environment=told) as hall:
        day = Day(hall, shadow, Random(seed), hall.seats()[-1].pin.sandbox, patience, is_over=is_over or threading.Event())
        plan = _plan(kills, others)
        with _quiet_seat(day):
            for first in range(0, len(plan), A_ROUND):
                if first:  # copies in which nothing was done yet: a round knows nothing of what an earlier one left unfinished
                    _reset(day, "--group", "1")
                rounds.append(_round(day, plan[first:first + A_ROUND], trainees=2 * (villages - 1), think=think,
                                     tell=lambda line: tell(f"{time.monotonic() - began:6.0f} s, {line} of {len(plan)}")))
                if day.is_over.is_set():
                    break
        kill_parent(day)  # what a start must bring level is brought level
        journals, unreadable = journals_of(hall)
        feed = {row for row in feed_of(hall) if row[:2] not in unreadable}
    return Result(
        kills=day.done["kill_worker"] + day.done["kill_parent"], mishaps=dict(day.done), **_summed(rounds), feed_rows=len(feed),
        feed_differs=len(feed ^ journals), quiet_requests=day.asked, quiet_unserved=len(day.unserved),
        longest_restart_s=round(day.outage_s, 1), seconds=round(time.monotonic() - began, 1),
        is_whole=day.done.total() == len(plan),
        problems=[*day.unserved, *(f"feed without journal: {row}" for row in sorted(feed - journals)),
                  *(f"journal without feed: {row}" for row in sorted(journals - feed)),
                  *(text for each in rounds if each.lost or each.duplicated or each.sent_again for text in each.problems)])


def _summed(rounds: Sequence[Figures]) -> dict[str, int]:
    return {name: sum(getattr(each, name) for each in rounds) for name in (
        "requests", "acknowledged", "lost", "duplicated", "sent_again")}


def _plan(kills: int, others: Sequence[Mishap]) -> list[Mishap]:
    """Kills in turn, and each second one followed by the next of the others."""
    plan: list[Mishap] = []
    for number in range(kills):
        plan.append(KILLS[number % len(KILLS)])
        if others and number % 2:
            plan.append(others[number // 2 % len(others)])
    return plan


def _round(day: Day, plan: Sequence[Mishap], *, trainees: int, think: float, tell: Callable[[str], None]) -> Figures:
    """The bots take their day while this happens; their figures."""
    task = Task(urls=(day.hall.url,), trainees=trainees, seconds=LONGEST, think=think, boards=1,
                patient=True, clock_speed=SPEED, clock_origin=float(day.hall.environment["GLADI_CLOCK_ORIGIN"]))
    driver = subprocess.Popen(child.command("instructor.rehearsal.driver"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env={**day.hall.environment, **BESIDE}, text=True,
                              start_new_session=True)  # Ctrl-C is for this process, which ends them in its turn
    assert driver.stdin is not None
    assert driver.stdout is not None
    driver.stdin.write(json.dumps(asdict(task)))
    driver.stdin.close()
    day.bots = (driver.pid,)
    _wait_for_deeds(day, 1, at_most=10 * AT_MOST)  # its process takes some seconds to begin
    for mishap in plan:
        before = day.deeds()
        mishap(day)
        day.done[mishap.__name__] += 1
        _wait_for_deeds(day, day.rng.randint(1, DEEDS), at_most=AT_MOST)
        day.seen = day.hall.workers()
        tell(f"{mishap.__name__:13} changes {before} → {day.deeds()}, unserved {len(day.unserved)}, "
             f"{day.done.total()}")
        if day.is_over.is_set():
            break
    driver.terminate()
    output = driver.stdout.read()
    if driver.wait(300) != 0:
        raise RuntimeError(f"the bots' process ended with {driver.returncode}")
    return Figures(**json.loads(output.splitlines()[-1]))


def _reset(day: Day, *whom: str) -> None:
    """New copies. By a process that is watched, as all are who write there."""
    subprocess.run(child.command("sandbox.server", "reset", *whom), env=day.hall.environment, check=True,
                   stdout=subprocess.DEVNULL)


def _wait_for_deeds(day: Day, count: int, *, at_most: float) -> None:
    """Until the bots have done so many since now."""
    wanted, give_up = day.deeds() + count, time.monotonic() + at_most
    while day.deeds() < wanted and time.monotonic() < give_up:
        time.sleep(0.05)


@contextmanager
def _quiet_seat(day: Day) -> Iterator[None]:
    """A seat that nothing is done to asks for its page again and again, beside all that happens."""
    over = threading.Event()
    (asking := threading.Thread(target=_ask, args=(day, over))).start()
    try:
        yield
    finally:
        over.set()
        asking.join()


def _ask(day: Day, over: threading.Event) -> None:
    browser = _browser(day.hall, day.hall.seats()[-1])
    while not over.wait(0.3):
        since, why = time.monotonic(), ""
        while (why := _why_not(browser, f"{day.hall.url}/desa/masuk")) and not over.is_set():
            since = time.monotonic() if day.is_down else since
            if time.monotonic() - since > day.patience:
                day.unserved.append(f"quiet seat: {why}")
                break
            time.sleep(0.1)
        day.asked += 1


def _why_not(browser: urllib.request.OpenerDirector, url: str) -> str:
    """Why the page did not come; empty if it did."""
    try:
        with browser.open(url, timeout=PATIENCE / 3):
            return ""
    except (OSError, HTTPException) as error:
        return str(error)


def _browser(hall: Server, seat: Seat) -> urllib.request.OpenerDirector:
    """A browser in which that seat's person has come in with the card."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    card, why = hall.url + hall.card(seat), ""
    for _attempt in range(400):  # both server processes may be starting, on a busy machine
        try:
            with browser.open(card, timeout=PATIENCE) as page:
                token = page.read().decode().partition('name="csrf_token" value="')[2].partition('"')[0]
            with browser.open(card, data=f"csrf_token={quote(token)}".encode(), timeout=PATIENCE):
                return browser
        except (OSError, HTTPException) as error:
            why = str(error)
            time.sleep(0.2)
    raise RuntimeError(f"nobody could come in by card: {why}")


@contextmanager
def _down(day: Day) -> Iterator[None]:
    began, day.is_down = time.monotonic(), True
    yield
    day.is_down = False
    day.outage_s = max(day.outage_s, time.monotonic() - began)


@contextmanager
def _bots_stand_still(day: Day) -> Iterator[None]:
    """While no server process is there. Who reads beside them would be the last to close the database and empty its log, and
    nothing keeps what the bots' process syncs."""
    for pid in day.bots:
        _signal(pid, signal.SIGSTOP)
    yield
    for pid in day.bots:
        _signal(pid, signal.SIGCONT)


def _start_again(day: Day) -> None:
    """Ready, by processes of its own: one that had just begun when its parent was killed may answer for a moment yet."""
    day.hall.start()
    while not day.hall.workers():
        time.sleep(0.05)
    wait_until_ready(day.hall)


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _limit(pid: int, size: int) -> None:
    with suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@click.command()
@click.option("--kills", default=200, help="SIGKILLs of workers and parents.")
@click.option("--villages", default=6, help="Two seats each; no bot sits in the last village.")
@click.option("--seed", default=1, help="Which worker, which damage, which clock.")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
def main(kills: int, villages: int, seed: int, as_json: bool) -> None:
    """A bad day under bots."""
    folder, is_over = a_watched_folder(), threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: is_over.set())
    try:
        result = chaos(folder, kills=kills, villages=villages, seed=seed, is_over=is_over,
                       tell=lambda line: print(line, file=sys.stderr, flush=True))
    except BaseException:
        print(f"kept as it was: {folder}", file=sys.stderr)
        raise
    if result.ok:
        shutil.rmtree(folder)
    else:
        print(f"kept as it was: {folder}", file=sys.stderr)
    told = asdict(result) | {"ok": result.ok}
    print(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(f"{name:20} {value}" for name, value in told.items()))
    sys.exit(0 if result.ok else 1)


if __name__ == "__main__":
    main()
