"""The process that plays every seat and holds the boards open. Reads its task as JSON on standard input, prints figures.

Each seat starts the day at another exercise, so that all of them are played at once, and goes on with free practice when it has
done the last one. Between two requests a bot waits as long as it is told to think. A quarter of the bots take a wrong turn first,
then repeat the exercise and do it right.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402  everything below must find the patched library
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections import Counter  # noqa: E402
from collections.abc import Callable, Iterable, Sequence  # noqa: E402
from contextlib import suppress  # noqa: E402
from dataclasses import asdict, dataclass, field, replace  # noqa: E402
from functools import partial  # noqa: E402
from random import Random  # noqa: E402
from typing import Literal, NoReturn, TypeVar, cast  # noqa: E402

import gevent  # noqa: E402
from flask import Flask  # noqa: E402
from gevent import Greenlet  # noqa: E402
from gevent.event import Event  # noqa: E402
from sqlalchemy import event  # noqa: E402
from sqlalchemy.exc import DBAPIError  # noqa: E402
from urllib3 import Retry  # noqa: E402
from urllib3.exceptions import HTTPError  # noqa: E402

from instructor.rehearsal import boards, figures  # noqa: E402
from instructor.rehearsal.boards import Board  # noqa: E402
from instructor.rehearsal.figures import Doubled, Figures, Receipted  # noqa: E402
from instructor.rehearsal.machine import Watched, holds  # noqa: E402
from instructor.rehearsal.open_page import EVERY, OpenPage  # noqa: E402
from instructor.rehearsal.stage import wait_for_copies  # noqa: E402
from instructor.rehearsal.task import Task  # noqa: E402
from instructor.rehearsal.transport import PATIENT, Closing, HttpTransport, Log, Press  # noqa: E402
from sandbox import seats  # noqa: E402
from sandbox.accounts import cards, secret, staff  # noqa: E402
from sandbox.clock import SystemClock  # noqa: E402
from sandbox.deeds import BEGIN  # noqa: E402
from sandbox.errors import GladiError  # noqa: E402
from sandbox.journal import Deed  # noqa: E402
from sandbox.platform import db as platform  # noqa: E402
from sandbox.platform.models import Feed  # noqa: E402
from sandbox.platform.postgres.trouble import DatabaseAway  # noqa: E402
from sandbox.practice import version  # noqa: E402
from sandbox.seats import Seat  # noqa: E402
from sandbox.settings import Settings  # noqa: E402
from sandbox.store import generations  # noqa: E402
from sandbox.store.base import Pin  # noqa: E402
from sandbox.store.opening import open_store  # noqa: E402
from sandbox.words.roles import duty  # noqa: E402
from scenarios.bots.bot import HOME, Bot  # noqa: E402
from scenarios.bots.browser import Browser, Lost  # noqa: E402
from scenarios.day import agenda  # noqa: E402
from scenarios.file.loader import Loaded, library  # noqa: E402
from scenarios.results.fold import fold_all  # noqa: E402
from scenarios.results.progress import by_person  # noqa: E402
from scenarios.results.rows import rows  # noqa: E402
from scenarios.steps.base import BotStep  # noqa: E402

T = TypeVar("T")
BOARD_TRIES = 5
WRONG_TURNS = 4
"""One seat in so many takes a wrong turn."""


@dataclass
class Play:
    """The running rehearsal."""

    task: Task
    clock: SystemClock
    key: bytes
    until: float
    log: Log = field(default_factory=Log)
    beside: Log = field(default_factory=Log)
    receipts: list[Receipted] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    presses: dict[tuple[int, int], list[Press]] = field(default_factory=dict)
    """The forms that were sent to each sandbox and generation."""
    over: Event = field(default_factory=Event)
    """Set when it is told to end before its time."""

    def seat(self, seat: Seat, index: int, day: Sequence[Loaded]) -> None:
        """One seat's whole day, from another exercise on for each, and then free practice, until time is up."""
        rng = Random(f"rehearsal:{seat.key}")
        gevent.sleep(rng.uniform(0, min(self.task.think * 4, self.task.seconds / 4)))
        transport = HttpTransport(self.task.urls, self.task.clock_speed, self.log, self._thinker(rng), self._retries, self.beside)
        polling = gevent.spawn(self._poll, transport.screen)
        with suppress(Closing):
            self._whole_day(Bot(Browser(transport), self._wait), seat, index, day)
        polling.kill()

    def _whole_day(self, bot: Bot, seat: Seat, index: int, day: Sequence[Loaded]) -> NoReturn:
        """Raises Closing in the end."""
        mine = [each for each in day if duty(seat.role) in each.scenario.roles]
        start = index % len(mine)
        self._tried(lambda: bot.sit_down(f"/kartu/{cards.qr_token(self.key, seat)}"), seat)
        for number, loaded in enumerate(mine[start:] + mine[:start]):
            self._tried(partial(self._exercise, bot, seat, loaded, wrong_first=(index + number) % WRONG_TURNS == 0), seat)
        number = 0
        while True:
            self._tried(partial(self._practise, bot, seat, number), seat)
            number += 1

    def _poll(self, screen: OpenPage) -> None:
        """Look at the panel as its script does, whatever the bot does meanwhile."""
        while True:
            gevent.sleep(EVERY)
            with suppress(HTTPError):  # logged by the transport; the script too tries again
                screen.look_at_panel()

    def end(self) -> None:
        """Time is up now: every bot stops before its next request, and none waits any longer."""
        self.until = time.monotonic()
        self.over.set()

    def _wait(self, seconds: float) -> None:
        """Let `seconds` of hall time pass. Raises Closing."""
        if self.over.wait(max(0.0, seconds / self.task.clock_speed)):
            raise Closing

    @property
    def _retries(self) -> Retry | Literal[False]:
        return PATIENT if self.task.patient else False

    def _tried(self, deed: Callable[[], None], seat: Seat) -> None:
        """Do the deed. A bot that is lost, or whose connection broke, goes on with the next exercise. Raises Closing."""
        try:
            deed()
        except Lost as lost:
            self.problems.append(f"{seat.key}: {lost}")
        except HTTPError:
            pass  # logged by the transport

    def board(self, number: int) -> Board:
        """Log in as staff and watch the board's stream, at one node or the other; the board that is being filled."""
        watched, log = Board(), Log()
        transport = HttpTransport(self.task.urls, 1.0, log, lambda: None, self._retries)
        browser = Browser(transport)
        for tries_left in reversed(range(BOARD_TRIES)):
            try:
                self._log_in_staff(browser)
                break
            except HTTPError:  # the server process that answered was killed: a person would press again
                if not tries_left:
                    raise
        node = self.task.urls[number % len(self.task.urls)]
        gevent.spawn(watched.watch, transport.pool, f"{node}/papan/aliran", transport.cookie_header())
        return watched

    def _log_in_staff(self, browser: Browser) -> None:
        form = browser.get("/pelatih/masuk").all("//main//form[.//input[@name='password']]")[0]
        browser.submit(form, {"login": [self.task.staff], "password": [staff.first_password(self.key, self.task.staff)]})

    def _thinker(self, rng: Random) -> Callable[[], None]:
        def think() -> None:
            gevent.sleep(rng.uniform(0.3, 1.7) * self.task.think)
            if time.monotonic() > self.until:
                raise Closing

        return think

    def _exercise(self, bot: Bot, seat: Seat, loaded: Loaded, *, wrong_first: bool) -> None:
        scenario = loaded.scenario
        bot.begin(scenario.id)
        if wrong_first and scenario.wrong_turns:
            turn = scenario.wrong_turns[0]
            self._played(bot, seat, turn.steps, meant_double=True)
            self._again(bot)
        self._played(bot, seat, scenario.solution, meant_double=False)

    def _practise(self, bot: Bot, seat: Seat, number: int) -> None:
        """Free practice, in the weathers in turn; or, where something of the day is unsolved, what the panel offers of it."""
        page = bot.browser.get(HOME)
        drawn = page.all("//form[.//button[@data-weather]]")
        offered = drawn or page.all("//form[.//button[@data-scenario]]")
        if not offered:
            raise Lost(f"{page.url}: panel tidak menawarkan kelanjutan")
        try:
            bot.begin_by(offered[number % len(offered)])
        except Lost:
            return  # this village has no family left for another go at it
        begun = rows(Feed.person == seat.trainee_id, Feed.action == BEGIN.name)[-1].deed.told(BEGIN).scenario
        self._played(bot, seat, library()[begun].scenario.solution, meant_double=False)

    def _played(self, bot: Bot, seat: Seat, steps: Iterable[BotStep], *, meant_double: bool) -> None:
        bot.told.clear()
        sent = cast(HttpTransport, bot.browser.transport).presses
        try:
            bot.play(steps)
        finally:
            # Read before the copy is renewed: the acknowledgements belong to this generation.
            generation = self._generation(seat.pin.sandbox)
            self.receipts += [Receipted(seat.pin.sandbox, generation, told.kind, told.record, told.reference, meant_double)
                              for told in bot.told]
            self.presses.setdefault((seat.pin.sandbox, generation), []).extend(sent)
            sent.clear()

    def _generation(self, sandbox: int) -> int:
        """Its present one."""
        return self.asked(partial(generations.generation, sandbox))

    def asked(self, question: Callable[[], T]) -> T:
        """What the database answers; asked as often as it takes where the database may be away on purpose."""
        while True:
            try:
                return question()
            except (DBAPIError, DatabaseAway):
                if not self.task.patient:
                    raise
            gevent.sleep(0.5)

    def _again(self, bot: Bot) -> None:
        page = bot.browser.get(HOME)
        form = next(iter(page.all("//form[contains(@action,'/latihan/ulangi')]")), None)
        if form is None:
            raise Lost(f"{page.url}: panel tidak menawarkan Mulai dari awal")
        bot.browser.submit(form)
        bot.log_in()
        bot.numbers.clear()
        bot.records.clear()
        bot.papers.clear()
        bot.read_panel()


def main() -> None:
    task = Task(**json.load(sys.stdin))
    settings = Settings.load()
    app = Flask("rehearsal")
    platform.init_app(app, settings.platform_url, connections=settings.database_connections, reads_only=True)
    with app.app_context():
        # Each question on a connection of its own: under chaos a power cut puts another file in the database's place.
        event.listen(platform.db.engine, "checkin", lambda _connection, record: record.invalidate())
        print(json.dumps(asdict(rehearse(app, task, settings))))


def rehearse(app: Flask, task: Task, settings: Settings) -> Figures:
    """Play the task; returns its figures."""
    clock = SystemClock(task.clock_speed, task.clock_origin)
    group = 1
    chosen, day = seats.seats(group)[:task.trainees], agenda.exercises_of()
    if not task.patient:  # on a bad day they may be missing for long, and are made as somebody comes
        wait_for_copies(settings, {seat.pin for seat in chosen})
    play = Play(task, clock, secret.secret_of(settings), time.monotonic() + task.seconds)
    gevent.signal_handler(signal.SIGTERM, play.end)
    watched = [play.board(number) for number in range(task.boards)]
    began, machine = time.monotonic(), Watched(task.servers)
    before, looking = machine.look(), gevent.spawn(_look_often, machine)
    gevent.joinall([_in_context(app, play, seat, index, day) for index, seat in enumerate(chosen)], raise_error=True)
    took = time.monotonic() - began
    looking.kill()
    after, capacity = machine.look(), took * (os.cpu_count() or 1)
    share, busy = (after.cpu_s - before.cpu_s) / capacity, (after.busy_s - before.busy_s) / capacity
    gevent.sleep(1.0)  # what was committed last may still be on its way to the boards
    found = play.asked(partial(_figures, play, chosen, watched, took, settings))
    return replace(found, cpu_share=round(share, 3), busy_share=round(busy, 3),
                   holds=holds(len(chosen), share=share, busy=busy, p95_ms=found.p95_ms),
                   memory_mb=machine.largest_mb[-1], memory_grew_mb=machine.grew_mb)


def _look_often(machine: Watched) -> None:
    while True:
        gevent.sleep(10)
        machine.look()


def _in_context(app: Flask, play: Play, seat: Seat, index: int, day: Sequence[Loaded]) -> Greenlet:
    def run() -> None:
        with app.app_context():
            play.seat(seat, index, day)

    return gevent.spawn(run)


def _figures(play: Play, chosen: Sequence[Seat], watched: Sequence[Board], took: float, settings: Settings) -> Figures:
    seconds, task = play.log.seconds, play.task
    feed = rows()
    reached = by_person(fold_all(feed))
    attempts = [(seat.trainee_id, attempt) for seat in chosen for attempt in reached.get(seat.trainee_id, ())]
    # Only what must change a seat's line: an opened page need not, and the line waits for the next thing that does.
    deeds = [(row.deed.person, row.generation, row.deed.id, play.clock.real_seconds(row.deed.wall_at)) for row in feed
             if row.deed.person > 0 and (row.deed.detail.solved or _is_first_go(row.deed))]
    lost, doubled = _against_the_databases(play, chosen, settings)
    return Figures(
        requests=len(seconds), errors=len(play.log.errors) + len(play.beside.errors) + len(play.problems),
        beside=len(play.beside.seconds), beside_p95_ms=_ms(figures.percentile(play.beside.seconds, 0.95)),
        p50_ms=_ms(figures.percentile(seconds, 0.5)), p95_ms=_ms(figures.percentile(seconds, 0.95)),
        p99_ms=_ms(figures.percentile(seconds, 0.99)),
        board_p95_ms=_ms(figures.percentile(boards.delays(deeds, watched), 0.95)),
        attempts=len(attempts), solved=len({(id_, attempt.scenario) for id_, attempt in attempts if attempt.solved_at}),
        acknowledged=len(play.receipts), lost=len(lost), duplicated=len(doubled.stored), sent_again=len(doubled.sent),
        trainees=len(chosen),
        boards=len(watched), seconds=round(took, 1),
        clock_speed=task.clock_speed, slowest=_slowest(play.log),
        problems=[*lost, *doubled.stored, *doubled.sent,
                  *_counted([*play.log.errors, *play.beside.errors, *play.problems])])


def _is_first_go(deed: Deed) -> bool:
    return deed.kind is BEGIN and deed.told(BEGIN).number == 1


def _slowest(log: Log) -> dict[str, float]:
    by_page = {page: _ms(figures.percentile(seconds, 0.95)) for page, seconds in log.pages.items() if len(seconds) >= 20}
    return dict(sorted(by_page.items(), key=lambda each: -each[1])[:5])


def _counted(problems: Sequence[str]) -> list[str]:
    return [f"{text} ({count}×)" for text, count in Counter(problems).most_common(20)]


def _against_the_databases(play: Play, chosen: Sequence[Seat], settings: Settings) -> tuple[list[str], Doubled]:
    store = open_store(settings, stamp=version.stamp(), clock=SystemClock())
    lost, doubled = list[str](), Doubled([], [])
    template = {seat.pin.sandbox: seat.pin.template for seat in chosen}
    for copy in sorted({(told.sandbox, told.generation) for told in play.receipts}):
        mine = [told for told in play.receipts if (told.sandbox, told.generation) == copy]
        pin = Pin(*copy, template[copy[0]])
        try:
            with store.open(pin) as session:
                lost += figures.missing(session, mine)
                found = figures.doubled(session, mine, play.presses[copy])
        except GladiError as error:  # a copy that can't be read keeps none of its receipts, and hides nobody else's
            lost += [f"{pin.key}: {error.code}"] * len(mine)
            continue
        doubled.stored.extend(f"{pin.key}: {text}" for text in found.stored)
        doubled.sent.extend(f"{pin.key}: {text}" for text in found.sent)
    store.close()
    return lost, doubled


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main()
