"""One poller a process and hall: reads the feed every 50 ms, folds what is new, and sends what changed to this process's boards.

Nothing here holds a database session between two polls. Started by the first board of that training that is opened in this
process, at rest again once none has been open for a while.
"""

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock, Thread
from typing import cast

from flask import Flask, current_app
from markupsafe import Markup

from instructor.board import clock_words, render, stretches
from instructor.board import hall as halls
from instructor.board import picture as pictures
from instructor.board.fold import NOBODY_YET, SeatState, seat_after
from instructor.board.hall import Hall, seat_key
from instructor.board.picture import Picture, SeatLine
from instructor.board.stream import BoardEvent, Subscription
from sandbox.platform.groups import asking_for, present_id
from sandbox.web import Services, clock_filter
from sandbox.words.digits import natural
from scenarios.results.fold import Row, SeatKey, key_of

log = logging.getLogger("gladi.board")

POLL_EVERY = 0.05
TICK_EVERY = 1.0
"""Seconds between two looks at what time alone changes; lag and clock are sent as often."""
REST_AFTER = 10.0
"""Seconds without an open board after which nobody polls any more: a board that connects again is back within a few."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The board as this process knows it at one moment, for a page."""

    hall: Hall | None
    picture: Picture | None
    now: datetime | None
    """Hall time."""
    lines: dict[int, Markup]
    """HTML of each seat's line, by trainee id."""
    needs: Markup
    lag: float
    version: str


@dataclass(eq=False)
class Hub:
    """The board's state in this process, and who is shown it. `training`: whose hall it is; None: of the one that is on."""

    app: Flask
    wall: Callable[[], datetime]
    training: int | None = None
    speed: float = 1.0
    """Seconds of `wall` a real second."""
    machine: Callable[[], datetime] | None = None
    """What the machine's own clock shows; `wall` if None."""
    rest_after: float = REST_AFTER
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:8])
    hall: Hall | None = None
    seats: dict[SeatKey, SeatState] = field(default_factory=dict)
    lines: dict[int, SeatLine] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    """The number of the poll at which each line last changed, by trainee id."""
    version: int = 0
    lag: float = 0.0
    subscriptions: set[Subscription] = field(default_factory=set)
    _html: dict[str, dict[int, Markup]] = field(default_factory=dict)
    _needs: dict[str, Markup] = field(default_factory=dict)
    _seq: int = 0
    _audit: int = -1
    _ticked_at: float = 0.0
    _is_failing: bool = False
    _watched_at: float = 0.0
    """Seconds of the steady clock: when somebody last looked."""
    _since: datetime | None = None
    """Since when it polls: what was done before is not late."""
    _thread: Thread | None = None
    _lock: RLock = field(default_factory=RLock)

    def start(self) -> None:
        """Poll from now on, once a process, until nobody has looked for a while."""
        with self._lock:
            self._watched_at = time.monotonic()
            if self._thread is not None and self._thread.is_alive():
                return
            self._since = self.wall()
            self._poll_safely()
            self._thread = Thread(target=self._run, name="gladi-board", daemon=True)
            self._thread.start()

    def poll(self, at: float | None = None) -> bool:
        """Fold what is new and send what changed; whether a line did. `at`: seconds of a steady clock, the system's if None."""
        with self._lock, self.app.app_context():
            return self._poll(time.monotonic() if at is None else at)

    def snapshot(self, lang: str) -> Snapshot:
        """The board at this moment, in that language: whoever changed something a moment ago finds it changed."""
        with self._lock:
            self._poll_safely()
            hall = self.hall
            if hall is None:
                return Snapshot(None, None, None, {}, Markup(), self.lag, self.mark())
            self._speak(lang)
            return Snapshot(hall, self._picture(hall), hall.now(self.wall()), dict(self._html[lang]), self._needs[lang],
                            self.lag, self.mark())

    def subscribe(self, lang: str, seen: str) -> Subscription:
        """An open board that has `seen` the state of that mark: its queue starts with what changed since."""
        subscription = Subscription(lang)
        with self._lock:
            subscription.put(self.changed_since(lang, seen))
            self.subscriptions.add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        self.subscriptions.discard(subscription)

    def next_events(self, subscription: Subscription, *, timeout: float) -> list[BoardEvent]:
        """What that board has not seen yet; the whole state if it read too slowly."""
        if subscription.overrun:
            with self._lock:
                subscription.overrun = False
                return self.changed_since(subscription.lang, "")
        return subscription.get(timeout)

    def mark(self) -> str:
        """Names the present state of this process."""
        return f"{self.id}-{self.version}"

    def changed_since(self, lang: str, seen: str) -> list[BoardEvent]:
        """Events that bring a board from that mark to the present; a mark of another process means from the start."""
        self._speak(lang)
        owner, _, number = seen.partition("-")
        version = natural(number)
        since = version if owner == self.id and version is not None else -1
        changed = [trainee for trainee, version in self.versions.items() if version > since]
        return [*self._line_events(lang, changed), *self._summary_events(lang)]

    def _run(self) -> None:
        services = cast(Services, self.app.extensions["gladi"])
        while not services.stopping.is_set():
            time.sleep(POLL_EVERY)
            if self._rests():
                return
            self._poll_safely()

    def _rests(self) -> bool:
        """Whether nobody has looked for long enough: from then on the thread counts as over, and who looks next begins anew."""
        with self._lock:
            now = time.monotonic()
            if self.subscriptions:
                self._watched_at = now
            rests = now - self._watched_at > self.rest_after
            if rests:
                self._thread = None
            return rests

    def _poll_safely(self) -> None:
        try:
            self.poll()
            self._is_failing = False
        except Exception:  # noqa: BLE001 - the edge: a board that dies silently lies; this one says how late it is
            if not self._is_failing:  # once an outage, not twenty times a second
                log.exception("GL-500 the board could not be read")
            self._is_failing = True

    def _poll(self, clock: float) -> bool:
        seq, audit = halls.marks()
        tick = clock - self._ticked_at >= TICK_EVERY
        fresh = self._fold(halls.rows_after(self._seq, seq)) if seq > self._seq and self.hall is not None else set()
        # A row of a generation that this process does not know yet: somebody was reset, or repeats an exercise.
        unknown = fresh - (self.hall.by_key.keys() if self.hall is not None else set())
        again = bool(tick or unknown or audit != self._audit)
        if again:
            self._read_hall(seq)
        self._seq, self._audit = max(seq, self._seq), audit
        if tick:
            self._ticked_at = clock
        if not (again or fresh):
            return False
        changed = self._look_again(None if again else fresh)
        self._send(changed, tick=tick)
        return bool(changed)

    def _fold(self, rows: list[Row]) -> set[SeatKey]:
        """Keys of the seats of this hall that these rows changed."""
        assert self.hall is not None
        ours = {sandbox for seat in self.hall.seats for sandbox in seat.sandboxes}
        keys: set[SeatKey] = set()
        oldest: datetime | None = None
        for row in rows:
            key = key_of(row)
            if key is not None and row.sandbox in ours:
                self.seats[key] = seat_after(self.seats.get(key, NOBODY_YET), row.deed)
                keys.add(key)
                oldest = row.deed.wall_at if oldest is None else min(oldest, row.deed.wall_at)
        if oldest is not None:
            late = self.wall() - max(oldest, self._since or oldest)
            self.lag = max(self.lag, late.total_seconds() / self.speed)
        return keys

    def _read_hall(self, seq: int) -> None:
        with asking_for(*([] if self.training is None else [self.training])):
            before, hall = self.hall, halls.open_hall()
        self.hall = hall
        if hall is None:
            self.seats, self.lines, self._html, self._needs = {}, {}, {}, {}
            return
        if before is None or before.group_id != hall.group_id:
            self.seats = {}
            self._fold(halls.rows_of_group(hall.group_id, seq))
            self.lines, self.versions, self._html, self._needs, self.lag = {}, {}, {}, {}, 0.0

    def _look_again(self, keys: set[SeatKey] | None) -> list[int]:
        """Make the lines of these seats anew, of all if `keys` is None; ids of the trainees whose line changed."""
        hall = self.hall
        if hall is None:
            return []
        now = hall.now(self.wall())
        earlier = pictures.archives(hall, self.seats)
        self.version += 1
        changed: list[int] = []
        for seat in hall.seats:
            key = seat_key(seat)
            if keys is not None and key not in keys:
                continue
            line = pictures.line(hall, seat, self.seats.get(key, NOBODY_YET), now,
                                 earlier.get(seat.trainee_id, ()))
            before = self.lines.get(seat.trainee_id)
            self.lines[seat.trainee_id] = line
            if before is None or before.shown != line.shown:
                changed.append(seat.trainee_id)
                self.versions[seat.trainee_id] = self.version
        return changed

    def _picture(self, hall: Hall) -> Picture:
        return pictures.of_lines(self.lines[seat.trainee_id] for seat in hall.seats if seat.trainee_id in self.lines)

    def _speak(self, lang: str) -> None:
        """Have every line and the list in that language."""
        if self.hall is None or lang in self._html:
            return
        self._html[lang] = {}
        self._render(lang, list(self.lines))

    def _render(self, lang: str, changed: list[int]) -> bool:
        """Render those lines and the list anew; whether the list changed."""
        hall = self.hall
        assert hall is not None
        places = stretches.places(hall.stretches)
        with render.for_everybody(self.app, lang):
            for trainee in changed:
                self._html[lang][trainee] = render.seat_html(self.lines[trainee], len(hall.exercises), places)
            needs = render.list_html(self._picture(hall), hall, hall.now(self.wall()),
                                     clock_words.notices(hall.pauses, self.wall(), (self.machine or self.wall)()))
        differs = needs != self._needs.get(lang)
        self._needs[lang] = needs
        return differs

    def _send(self, changed: list[int], *, tick: bool) -> None:
        if self.hall is None:
            self._put(lambda _lang: iter([self._tick_event()]))
            return
        differs = {lang: self._render(lang, changed) for lang in self._html}

        def events(lang: str) -> Iterator[BoardEvent]:
            yield from self._line_events(lang, changed)
            if changed or differs.get(lang):
                yield from self._summary_events(lang)
            if tick:
                yield self._tick_event()

        self._put(events)

    def _put(self, events: Callable[[str], Iterator[BoardEvent]]) -> None:
        with self._lock:
            by_lang: dict[str, list[BoardEvent]] = {}
            for subscription in self.subscriptions:
                lang = subscription.lang
                if lang not in by_lang:
                    by_lang[lang] = list(events(lang))
                subscription.put(by_lang[lang])

    def _line_events(self, lang: str, trainees: list[int]) -> Iterator[BoardEvent]:
        if self.hall is None or lang not in self._html:
            return
        mark = self.mark()
        by_village: dict[str, list[SeatLine]] = {}
        for line in self.lines.values():
            by_village.setdefault(line.seat.village_code, []).append(line)
        for trainee in trainees:
            line = self.lines[trainee]
            state = self.seats.get(seat_key(line.seat))
            yield BoardEvent("row", {
                "seat": trainee, "html": self._html[lang][trainee], "state": line.state.value,
                "worst": pictures.worst(by_village[line.seat.village_code]), "journal": state.last_id if state else 0,
                "generation": line.seat.pin.generation,
                "wall_at": state.last_wall_at.isoformat() if state and state.last_wall_at else "",
            }, mark)

    def _summary_events(self, lang: str) -> Iterator[BoardEvent]:
        if self.hall is None or lang not in self._needs:
            return
        picture = self._picture(self.hall)
        yield BoardEvent("counts", {state.value: count for state, count in picture.counts.items()})
        yield BoardEvent("list", {"html": self._needs[lang]})
        yield BoardEvent("tally", [pictures.tally(picture, index) for index in range(len(self.hall.exercises))])

    def _people(self, hall: Hall) -> list[int]:
        return stretches.at_work(hall.stretches, hall.exercises, (line.number for line in self.lines.values()))

    def _tick_event(self) -> BoardEvent:
        hall, wall = self.hall, self.wall()
        lag, self.lag = self.lag, 0.0
        return BoardEvent("lag", {"seconds": round(lag, 2), "group": hall.group_id if hall else 0,
                             "at": clock_filter(hall.now(wall) if hall else wall),
                             "paused": hall.is_paused(wall) if hall else False,
                             "people": self._people(hall) if hall else []})


def hub() -> Hub:
    """This process's running hub of the training that this request asks for; made and started by the first who asks."""
    app = cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]
    hubs: dict[int | None, Hub] = app.extensions.setdefault("gladi_boards", {})
    training = present_id()
    found = hubs.get(training)
    if found is None:
        services = cast(Services, app.extensions["gladi"])
        found = hubs.setdefault(training, Hub(
            app, services.clock.now, training, services.settings.clock_speed, services.clock.machine))
    found.start()
    return found
