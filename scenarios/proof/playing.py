"""The stage of a proof, and who plays on it: bots in fresh copies of a few small villages, on a clock that waits for nobody.

To begin an exercise takes more pages than a step of it. So whoever has begun is kept as a `Beginning`, and every play goes
on from a copy of one, each time from another: of another village, seat, case, and half of the hall.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from io import BytesIO
from typing import Any, Protocol

from flask import Flask
from flask.testing import FlaskClient
from ruamel.yaml import YAML
from sqlalchemy import func, select

from sandbox.clock import ManualClock
from sandbox.errors import GladiError
from sandbox.journal import Journal
from sandbox.seats import Seat, find
from sandbox.store import generations
from sandbox.web import Services
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data
from scenarios.bots.bot import HOME, LOGIN, PANEL, Bot
from scenarios.bots.browser import NO_ANSWER, Browser, Lost, Pairs, Response, SentFile, Transport
from scenarios.file.loader import Loaded
from scenarios.file.schema import Scenario
from scenarios.play.standing import Standing
from scenarios.proof.oracle import Witness
from scenarios.steps.base import BotStep
from scenarios.steps.looking import Wait

MOST_MOMENTS = 40
"""So many seats and cases are begun at most, until both halves of the hall have been met."""


class ProofPlace(Protocol):
    """A throwaway instance: a few small villages, their seats, a group that is open."""

    app: Flask
    clock: ManualClock
    villages: Sequence[str]
    seated: dict[int, Mapping[str, str]]
    """What the browser of each trainee who has logged in by card was given to keep."""

    def card(self, seat: Seat) -> str:
        """The address on that seat's card."""
        ...

    def lay(self, chosen: Sequence[Loaded]) -> None:
        """Make these the day's exercises, on a morning on which nobody has done anything yet."""
        ...

    def keep(self, seat: Seat) -> Callable[[], None]:
        """Keep all that is stored at this moment for that seat; what is returned puts it back. Only where files hold it."""
        ...


class StageFor(Protocol):
    """Sets up a stage for these exercises; given by the composition root."""

    def __call__(self, chosen: Sequence[Loaded], *, in_files: bool) -> AbstractContextManager[ProofPlace]:
        """`in_files`: its databases are files, whatever the hall's are."""
        ...


class KeepingTransport(Transport, Protocol):
    """A transport that can go on where another was."""

    def take(self, cookies: Mapping[str, str]) -> None:
        """Be the browser that was given these."""
        ...


class ClientTransport:
    """A Flask test client as transport."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def cookies(self) -> Mapping[str, str]:
        """What this browser was given to keep."""
        name = str(self.client.application.config["SESSION_COOKIE_NAME"])
        cookie = self.client.get_cookie(name)
        return {name: cookie.value} if cookie else {}

    def take(self, cookies: Mapping[str, str]) -> None:
        """Be the browser that was given these."""
        for name, value in cookies.items():
            self.client.set_cookie(name, value)

    def get(self, url: str) -> Response:
        return self._answer(self.client.get(url))

    def post(self, url: str, data: Pairs, file: SentFile | None = None) -> Response:
        form: dict[str, Any] = {}
        for name, value in data:
            form.setdefault(name, []).append(value)
        sent = {file.input: (BytesIO(file.content), file.name)} if file else {}
        return self._answer(self.client.post(url, data=form | sent))

    @staticmethod
    def _answer(answer: object) -> Response:
        if len(answer.headers.getlist("Content-Length")) > 1:  # type: ignore[attr-defined]
            return Response(NO_ANSWER, {}, b"")  # no browser takes it for an answer
        headers = {name.lower(): value for name, value in answer.headers}  # type: ignore[attr-defined]
        return Response(answer.status_code, headers, answer.data)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Beginning:
    """Somebody who has begun and done nothing yet: where, in which half of the hall, when, and what the bot knew."""

    seat: Seat
    twin: str | None
    at: datetime
    source: str
    cookies: Mapping[str, str]
    bot: Bot
    met: frozenset[str]
    """Goals that the panel calls met already."""
    struck: frozenset[str]
    """Faults that struck on the way, as one does at the first look at Beranda."""
    contents: Mapping[str, Any]
    """What stood in the picked households and sheets, for the second opinion (oracle.py)."""

    @property
    def where(self) -> str:
        """How a problem names it."""
        half = f", kembaran {self.twin}" if self.twin else ""
        return f"{self.seat.role} {self.seat.village_code}{half}"


@dataclass(frozen=True)
class PlayMoment:
    """A state of play, to which one can come back as often as one likes."""

    put_back: Callable[[], None]
    bot: Bot
    transport: ClientTransport
    cookies: Mapping[str, str]

    def back(self) -> Bot:
        """All is as it was then: what is stored, the hour, the login; and whoever plays on from there."""
        self.put_back()
        self.transport.take(self.cookies)
        bot = self.bot.copied()
        bot.browser.transport = self.transport
        return bot


@dataclass(frozen=True)
class Played:
    """How a play ended. `lost`: what the step at `place` did not find on its page; empty where the script was played whole."""

    attempt: Attempt
    lost: str = ""
    place: int = 0


@dataclass
class Players:
    """Who plays one exercise on a stage."""

    loaded: Loaded
    stage: ProofPlace
    moments: list[Beginning] = field(default_factory=list)
    turn: int = 0
    """How many plays went on from a moment so far."""

    @property
    def scenario(self) -> Scenario:
        return self.loaded.scenario

    @cached_property
    def spec(self) -> Mapping[str, Any]:
        """The file as it is written."""
        found: Mapping[str, Any] = YAML(typ="safe").load(self.loaded.text)
        return found

    def begin_in(self, draws: int) -> Iterator[str]:
        """Begin so many cases, each village first, and both halves of the hall; what went wrong, in sentences."""
        for number in range(MOST_MOMENTS):
            if number >= draws and len({moment.twin for moment in self.moments}) >= max(1, len(self.scenario.twins)):
                return
            try:
                self.moments.append(self._begun(self.place(number)))
            except (Lost, GladiError) as lost:
                yield f"tidak bisa dimulai oleh {self.place(number).role} {self.place(number).village_code}: {lost}"
                return

    def place(self, number: int) -> Seat:
        """The seat whose turn it is: through the villages, by turns in each role that the exercise is for."""
        villages, roles = self.stage.villages, self.scenario.roles
        role = roles[(number + number // len(villages)) % len(roles)]
        with self.stage.app.app_context():
            seat = find(villages[number % len(villages)], role)
        assert seat is not None  # the stage has people at each
        return seat

    def _begun(self, seat: Seat) -> Beginning:
        """Sit down there, in a fresh copy, and begin. Raises Lost, and what the page says where the village has no case."""
        stage, sandbox = self.stage, seat.pin.sandbox
        with stage.app.app_context():
            generations.renew(sandbox, now=stage.clock.now())
            card = stage.card(seat)
        transport = ClientTransport(stage.app.test_client())
        bot = Bot(Browser(transport), stage.clock.wait)
        if (cookies := stage.seated.get(seat.trainee_id)) is None:
            bot.sit_down(card)
        else:
            transport.take(cookies)
            bot.browser.get(LOGIN)
        bot.begin(self.scenario.id)
        bot.look_at_panel()
        services: Services = stage.app.extensions["gladi"]
        with stage.app.app_context():
            pin = generations.pin(sandbox)
            with services.store.open(pin) as session:
                attempt, last = known.current(session, seat.trainee_id), session.scalar(select(func.max(Journal.id)))
                assert attempt is not None  # begin() has passed
                contents = Witness(session, seat.trainee_id, stage.clock.now()).contents()
            source = services.store.mark(pin, f"g{pin.generation}-{last}")
        stage.seated[seat.trainee_id] = transport.cookies()
        return Beginning(seat, attempt.twin, stage.clock.now(), source, transport.cookies(), bot,
                      frozenset(attempt.met), frozenset(deed.fault for deed in attempt.deeds if deed.fault), contents)

    def halves(self) -> Iterator[tuple[Beginning, Bot]]:
        """Somebody who has begun, in a copy of one's own; one of each half of the hall where they differ."""
        met: set[str | None] = set()
        while len(met) < max(1, len(self.scenario.twins)):
            moment = self.moments[self.turn % len(self.moments)]
            self.turn += 1
            if moment.twin not in met:
                met.add(moment.twin)
                yield moment, self.from_there(moment)

    def from_there(self, moment: Beginning, transport: KeepingTransport | None = None) -> Bot:
        """A bot that goes on from there, in a copy of its own; by that transport, or in process.

        Nothing is on its screen, as the forms of the beginning are of another copy; where a fault has struck, Beranda is.
        """
        self.stage.clock.at = moment.at
        with self.stage.app.app_context():  # never around a request: it would keep the user and the desk of the one before
            generations.renew(moment.seat.pin.sandbox, source=moment.source, now=moment.at)
        known = moment.bot
        transport = transport or ClientTransport(self.stage.app.test_client())
        transport.take(moment.cookies)
        bot = Bot(Browser(transport), self.stage.clock.wait, seen=dict(known.seen), papers=dict(known.papers),
                  numbers=dict(known.numbers), facts=dict(known.facts), records=dict(known.records), password=known.password)
        if moment.struck:
            bot.get(HOME)
        return bot

    def played_on(self, bot: Bot, moment: Beginning, script: Sequence[BotStep]) -> Played:
        """Play the script with a bot that has begun."""
        lost, at = "", 0
        for place, step in enumerate(script):
            try:
                step.play(bot)
            except Lost as error:
                lost, at = str(error), place
                break
        if lost or not isinstance(next(reversed(script), None), Wait):  # who waited has looked at the panel since
            bot.browser.fragment(PANEL)
        return Played(self.attempt(moment), lost, at)

    def keep(self, moment: Beginning, bot: Bot) -> PlayMoment:
        """How it stands now with that bot, who has gone on from there."""
        transport = bot.browser.transport
        assert isinstance(transport, ClientTransport)  # every bot here has one
        return PlayMoment(self.stage.keep(moment.seat), bot.copied(), transport, transport.cookies())

    def attempt(self, moment: Beginning) -> Attempt:
        services: Services = self.stage.app.extensions["gladi"]
        with self.stage.app.app_context(), services.store.open(generations.pin(moment.seat.pin.sandbox)) as session:
            attempt = known.current(session, moment.seat.trainee_id)
        assert attempt is not None  # begin() has passed
        return attempt

    def objections(self, moment: Beginning) -> list[str]:
        """What the copy's tables say against that it is solved (oracle.py)."""
        services: Services = self.stage.app.extensions["gladi"]
        with self.stage.app.app_context(), services.store.open(generations.pin(moment.seat.pin.sandbox)) as session:
            witness = Witness(session, moment.seat.trainee_id, self.stage.clock.now(), moment.contents)
            return list(witness.objections(self.spec))

    @contextmanager
    def standing(self, moment: Beginning) -> Iterator[Standing]:
        """The attempt, judged now; its data can be asked within."""
        services: Services = self.stage.app.extensions["gladi"]
        with self.stage.app.app_context(), services.store.open(generations.pin(moment.seat.pin.sandbox)) as session:
            attempt = known.current(session, moment.seat.trainee_id)
            assert attempt is not None  # begin() has passed
            yield Standing.of(self.scenario, attempt, Data(session), self.stage.clock.now())
