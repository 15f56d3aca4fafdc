"""A throwaway instance, for `gladi scenario check` and for trying an exercise; and the people that an instance of nobody has."""

import atexit
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from faker import Faker
from flask import Flask

from instructor.days import groups, training
from sandbox.accounts import cards
from sandbox.clock import WIB, Clock, ManualClock
from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.platform.postgres.throwaway import setting_beside
from sandbox.seats import Seat
from sandbox.server.app import create_app
from sandbox.settings import Settings
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
    """A throwaway instance: one small village, a group that is open."""

    app: Flask
    village_code: str

    def card(self, seat: Seat) -> str:
        return f"/kartu/{cards.qr_token(self.app.extensions['gladi'].secret, seat)}"


@dataclass
class ProofStage(ThrowawayStage):
    """The same for `gladi scenario check`: its clock waits for nobody."""

    clock: ManualClock


@contextmanager
def proof_stage(chosen: Sequence[Loaded]) -> Iterator[ProofStage]:
    """A stage on which these exercises are the day's."""
    clock = ManualClock()
    with throwaway_stage(chosen, clock) as stage:
        yield ProofStage(stage.app, stage.village_code, clock)


@contextmanager
def throwaway_stage(chosen: Sequence[Loaded], clock: Clock) -> Iterator[ThrowawayStage]:
    """A stage on which these exercises are the day's, by that clock."""
    region = _proof_village()
    with TemporaryDirectory(prefix="gladi-proof-") as folder, setting_beside(Settings.load()) as database_url:
        settings = Settings(Path(folder), database_url=database_url)
        shutil.copytree(_proof_instance(region, clock.now()), folder, dirs_exist_ok=True)
        app = create_app(settings, clock)
        if settings.is_shared:  # its database does not lie in the folder
            _train_for_proofs(app, region, clock.now())
        with app.app_context():
            groups.open_group(1, now=clock.now(), day=ChosenDay(chosen))
        try:
            yield ThrowawayStage(app, region.code)
        finally:
            app.extensions["gladi"].stopping.set()  # a board that was opened polls until then
            app.extensions["gladi"].store.close()


@cache
def _proof_village() -> regions.Region:
    """The smallest of the district: its pages cost least, and where the fewest families fit, an exercise has it hardest."""
    return min(regions.demo_regions(), key=lambda each: areas.area(each, DEMO_SEED).households)


@cache
def _proof_instance(region: regions.Region, now: datetime) -> Path:
    """What all proofs of this process begin with, made once: the built village and a training of it."""
    folder = TemporaryDirectory(prefix="gladi-proof-")
    atexit.register(folder.cleanup)
    settings = Settings(Path(folder.name))
    day = next(training.days(now.astimezone(WIB).date()))  # on a Sunday the training begins a day later, and so does its data
    template.build(region, as_of=day, seed=DEMO_SEED, folder=settings.templates)
    app = create_app(settings, ManualClock(now))
    _train_for_proofs(app, region, now)
    with app.app_context():
        platform.db.engine.dispose()  # the last connection takes the write-ahead log into the file
    app.extensions["gladi"].store.close()
    return settings.instance


def _train_for_proofs(app: Flask, region: regions.Region, now: datetime) -> None:
    schema.prepare(app)
    with app.app_context():
        training.create_training([[region]], starts_on=now.astimezone(WIB).date(), seed=DEMO_SEED, title="Pembuktian", now=now,
                                 name_of=name_of)
