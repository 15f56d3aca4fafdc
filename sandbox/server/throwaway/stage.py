"""A throwaway instance, for `gladi scenario check` and for trying an exercise; and the people that an instance of nobody has."""

import atexit
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from faker import Faker
from flask import Flask
from sqlalchemy import delete

from instructor.days import groups, training
from sandbox.accounts import cards
from sandbox.clock import WIB, Clock, ManualClock
from sandbox.platform import audit, schema
from sandbox.platform import db as platform
from sandbox.platform.models import Feed
from sandbox.platform.postgres.throwaway import setting_beside
from sandbox.seats import Seat
from sandbox.server.app import create_app
from sandbox.server.throwaway import moments
from sandbox.settings import Settings
from sandbox.store import generations
from scenarios.day.agenda import ChosenDay
from scenarios.file.loader import Loaded
from seed.building import template
from seed.land import areas, regions

DEMO_SEED = 1


def name_of(key: str) -> str:
    """The synthetic name of the person at a seat: the same for the same seat."""
    fake = Faker("id_ID")
    fake.seed_instance(key)
    return f"{fake.first_name()} {fake.last_name()}"


@dataclass
class ThrowawayStage:
    """A throwaway instance: a few small villages, a group that is open."""

    app: Flask
    villages: Sequence[str]
    """Their codes, the smallest village first."""

    @property
    def village_code(self) -> str:
        return self.villages[0]

    def card(self, seat: Seat) -> str:
        return f"/kartu/{cards.qr_token(self.app.extensions['gladi'].secret, seat)}"


@dataclass
class ProofStage(ThrowawayStage):
    """The same for `gladi scenario check`: a small village of each setting, a clock that waits for nobody."""

    clock: ManualClock
    begins_at: datetime
    seated: dict[int, Mapping[str, str]] = field(default_factory=dict)

    def lay(self, chosen: Sequence[Loaded]) -> None:
        """Make these the day's exercises, on a morning on which nobody has done anything yet."""
        self.clock.at = self.begins_at
        store = self.app.extensions["gladi"].store
        with self.app.app_context():
            with platform.write() as session:
                session.execute(delete(Feed))
                group = groups.by_number_within(session, 1)
                groups.opened(session, group.id, now=self.begins_at, by=audit.COMMAND_LINE, day=ChosenDay(chosen))
            generations.reset_all(now=self.begins_at)
            store.remove(list(store.kept()))

    def keep(self, seat: Seat) -> Callable[[], None]:
        return moments.keep(self.app, self.clock, seat.pin.sandbox)


@contextmanager
def proof_stage(chosen: Sequence[Loaded], *, in_files: bool = False) -> Iterator[ProofStage]:
    """A stage on which these exercises are the day's. `in_files`: on SQLite, whatever the hall's own database is."""
    villages, clock = _proof_villages(), ManualClock()
    with _instance(villages, clock, in_files=in_files) as app:
        stage = ProofStage(app, [region.code for region in villages], clock, clock.now())
        stage.lay(chosen)
        yield stage


@contextmanager
def throwaway_stage(chosen: Sequence[Loaded], clock: Clock) -> Iterator[ThrowawayStage]:
    """A stage on which these exercises are the day's, by that clock, in the smallest village."""
    villages = _proof_villages()[:1]
    with _instance(villages, clock) as app:
        with app.app_context():
            groups.open_group(1, now=clock.now(), day=ChosenDay(chosen))
        yield ThrowawayStage(app, [region.code for region in villages])


@contextmanager
def _instance(villages: tuple[regions.Region, ...], clock: Clock, *, in_files: bool = False) -> Iterator[Flask]:
    """The whole app on a throwaway instance of these villages."""
    beside = nullcontext("") if in_files else setting_beside(Settings.load())
    with TemporaryDirectory(prefix="gladi-proof-") as folder, beside as database_url:
        settings = Settings(Path(folder), database_url=database_url)
        built = Settings(_proof_instance(villages, clock.now()))
        shutil.copytree(built.instance, folder, dirs_exist_ok=True, copy_function=partial(_take, built.templates))
        app = create_app(settings, clock)
        if settings.is_shared:  # its database does not lie in the folder
            _train_for_proofs(app, villages, clock.now())
        try:
            yield app
        finally:
            app.extensions["gladi"].stopping.set()  # a board that was opened polls until then
            app.extensions["gladi"].store.close()


def _take(templates: Path, source: str, target: str) -> None:
    """Copy a file of the built instance; a village's template, which is never written to, is one file for all stages."""
    if Path(source).parent == templates:
        with suppress(OSError):  # not every file system knows a second name
            os.link(source, target)
            return
    shutil.copy2(source, target)


@cache
def _proof_villages() -> tuple[regions.Region, ...]:
    """The smallest of each setting, the smallest first: their pages cost least, and where the fewest families fit, an exercise
    has it hardest."""
    sized = [(areas.area(each, DEMO_SEED), each) for each in regions.demo_regions()]
    smallest = [min((each for each in sized if each[0].setting is setting), key=lambda each: each[0].households)
                for setting in sorted({area.setting for area, _ in sized})]
    return tuple(region for _, region in sorted(smallest, key=lambda each: each[0].households))


@cache
def _proof_instance(villages: tuple[regions.Region, ...], now: datetime) -> Path:
    """What all proofs of this process begin with, made once: the built villages and a training of them."""
    folder = TemporaryDirectory(prefix="gladi-proof-")
    atexit.register(folder.cleanup)
    settings = Settings(Path(folder.name))
    day = next(training.days(now.astimezone(WIB).date()))  # on a Sunday the training begins a day later, and so does its data
    for region in villages:
        template.build(region, as_of=day, seed=DEMO_SEED, folder=settings.templates)
    app = create_app(settings, ManualClock(now))
    _train_for_proofs(app, villages, now)
    with app.app_context():
        platform.db.engine.dispose()  # the last connection takes the write-ahead log into the file
    app.extensions["gladi"].store.close()
    return settings.instance


def _train_for_proofs(app: Flask, villages: Sequence[regions.Region], now: datetime) -> None:
    schema.prepare(app)
    with app.app_context():
        training.create_training([list(villages)], starts_on=now.astimezone(WIB).date(), seed=DEMO_SEED, title="Pembuktian",
                                 now=now, name_of=name_of)
