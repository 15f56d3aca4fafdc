"""The stage of a proof, and who plays on it: bots in fresh copies of one small village, on a clock that waits for nobody."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import cycle
from typing import Any, Protocol

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from sandbox.clock import ManualClock
from sandbox.platform import db as platform
from sandbox.platform.models import Feed
from sandbox.seats import Seat, find
from sandbox.store import generations
from sandbox.web import Services
from scenarios.attempt import known
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data
from scenarios.bots.bot import LOGIN, PANEL, Bot
from scenarios.bots.browser import NO_ANSWER, Browser, Lost, Pairs, Response, SentFile
from scenarios.file.loader import Loaded
from scenarios.file.schema import Scenario
from scenarios.play.standing import Standing
from scenarios.steps.base import BotStep


class ProofPlace(Protocol):
    """A throwaway instance: one small village, its two seats, a group that is open with the given exercises."""

    app: Flask
    clock: ManualClock
    village_code: str

    def card(self, seat: Seat) -> str:
        """The address on that seat's card."""
        ...


StageFor = Callable[[Sequence[Loaded]], AbstractContextManager[ProofPlace]]
"""Sets up a stage for these exercises; given by the composition root."""


class ClientTransport:
    """A Flask test client as transport."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

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
class Players:
    """Who plays one exercise on a stage."""

    scenario: Scenario
    stage: ProofPlace
    seated: dict[int, ClientTransport] = field(default_factory=dict)
    """By seat, what keeps the login by card: who sat down there once need not again."""

    def halves(self) -> Iterator[tuple[Seat, Bot]]:
        """A seat with a bot that has begun in a fresh copy; one of each half of the hall where they differ."""
        met: set[str | None] = set()
        for seat in cycle(self.seats()):
            bot = self.begun(seat)
            twin = self.attempt(seat).twin
            if twin not in met:  # with which half a seat goes changes from go to go
                met.add(twin)
                yield seat, bot
            if len(met) == max(1, len(self.scenario.twins)):
                return

    def begun(self, seat: Seat) -> Bot:
        """A bot that has begun the exercise in a fresh copy of the village."""
        bot = self.bot(seat)
        bot.begin(self.scenario.id)
        return bot

    def played_on(self, bot: Bot, seat: Seat, script: Sequence[BotStep]) -> tuple[str, Attempt]:
        """Play the script with a bot that has begun: what it did not find, if anything, and how the attempt ended."""
        lost = ""
        try:
            bot.play(script)
        except Lost as error:
            lost = str(error)
        bot.browser.fragment(PANEL)
        return lost, self.attempt(seat)

    def bot(self, seat: Seat) -> Bot:
        """Somebody at that seat, who has a fresh copy of the village."""
        with self.stage.app.app_context():  # never around a request: it would keep the user and the desk of the one before
            generations.renew(seat.pin.sandbox, now=self.stage.clock.now())
            card = self.stage.card(seat)
        transport = self.seated.get(seat.trainee_id) or ClientTransport(self.stage.app.test_client())
        bot = Bot(Browser(transport), self.stage.clock.wait)
        if seat.trainee_id in self.seated:
            bot.browser.get(LOGIN)
        else:
            bot.sit_down(card)
            self.seated[seat.trainee_id] = transport
        return bot

    def stand_up(self) -> None:
        """Whoever comes next logs in by the card: nobody knows what the one before pressed."""
        self.seated.clear()

    def forget(self, seat: Seat) -> None:
        """Nobody knows any more that this person began anything: the next go is the first one, with its case and its twin."""
        with self.stage.app.app_context(), platform.write() as session:
            session.execute(delete(Feed).where(Feed.person == seat.trainee_id))

    def attempt(self, seat: Seat) -> Attempt:
        services: Services = self.stage.app.extensions["gladi"]
        with self.stage.app.app_context(), services.store.open(generations.pin(seat.pin.sandbox)) as session:
            attempt = known.current(session, seat.trainee_id)
        assert attempt is not None  # begin() has passed
        return attempt

    @contextmanager
    def standing(self, seat: Seat) -> Iterator[Standing]:
        """The attempt of that seat, judged now; its data can be asked within."""
        services: Services = self.stage.app.extensions["gladi"]
        with self.stage.app.app_context(), services.store.open(generations.pin(seat.pin.sandbox)) as session:
            attempt = known.current(session, seat.trainee_id)
            assert attempt is not None  # begin() has passed
            yield Standing.of(self.scenario, attempt, Data(session), self.stage.clock.now())

    def seats(self) -> list[Seat]:
        """One seat that may do it; one of each half of the hall where they differ."""
        with self.stage.app.app_context():
            seats = [seat for role in self.scenario.roles if (seat := find(self.stage.village_code, role)) is not None]
        return seats if self.scenario.twins else seats[:1]
