"""The whole app with a small training: two groups of two villages, their templates tiny but real."""

import contextvars
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from instructor.days import groups, training
from sandbox import seats
from sandbox.accounts import staff
from sandbox.actions import note
from sandbox.clock import ManualClock
from sandbox.deeds import DEEDS
from sandbox.desks import desk_for
from sandbox.details import read
from sandbox.platform import logins
from sandbox.practice import version
from sandbox.seats import Seat
from sandbox.server.app import create_app
from sandbox.settings import Settings
from sandbox.store.base import Store
from sandbox.store.templates import template_name
from sandbox.web import Services
from seed.land.regions import Region
from tests import databases
from tests.conftest import AS_OF, NOON, a_platform, a_template, prepare

REGIONS = [Region(f"35.10.0{number}.200{number}", f"35.10.0{number}", f"Kecamatan {number}", f"Desa{number}", "desa")
           for number in range(1, 5)]


@dataclass(frozen=True)
class Training:
    """The app and what tests ask of it; its context is pushed."""

    app: Flask
    clock: ManualClock

    @property
    def services(self) -> Services:
        found: Services = self.app.extensions["gladi"]
        return found

    @property
    def store(self) -> Store:
        return self.services.store

    def seat(self, trainee: int = 1) -> Seat:
        found = seats.seat(trainee)
        assert found is not None
        return found

    def noted(self, action: str, trainee: int = 1, **fields: Any) -> None:
        """Journal an event of that trainee, as the lesson panel does."""
        kind = DEEDS[action]
        fields["detail"] = read(kind.details, fields.get("detail"))
        note(self.store, desk_for(self.seat(trainee), self.clock), kind, **fields)

    def browser(self, user: str = "", base: str = "http://localhost", **kept: str) -> "Browser":
        """A browser in which that user is logged in under that address: staff:1:1, or seat:1:1 (number and version).

        `kept`: what its session holds besides.
        """
        client = self.app.test_client()
        if user:
            with client.session_transaction(base_url=base) as session:
                session["_user_id"], session["_fresh"] = f"{user}:{logins.fresh()}", True
                session.update(kept)
        return Browser(client)

    def staff(self) -> "Browser":
        """A browser in which the instructor is logged in."""
        return self.browser("staff:1:1")


@dataclass(frozen=True)
class Browser:
    """A client whose requests see nothing of the test's own app context, as on a server."""

    client: FlaskClient

    def get(self, address: str, **options: Any) -> TestResponse:
        return contextvars.Context().run(self.client.get, address, **options)

    def post(self, address: str, **options: Any) -> TestResponse:
        return contextvars.Context().run(self.client.post, address, **options)


@pytest.fixture
def a_training(tmp_path: Path) -> Iterator[Training]:
    """Two groups, none opened yet."""
    clock = ManualClock(NOON)
    app = create_app(Settings(instance=tmp_path, database_url=databases.setting(tmp_path)), clock)
    app.config["WTF_CSRF_ENABLED"] = False
    prepare(app, train)
    with app.app_context():
        for region, day in zip(REGIONS, [AS_OF, AS_OF, AS_OF.replace(day=3), AS_OF.replace(day=3)], strict=True):
            a_template(tmp_path / "templates", template_name(region.code, day, 1, version.present().name))
        yield Training(app, clock)
        app.extensions["gladi"].stopping.set()  # a board that was opened polls until then
        app.extensions["gladi"].store.close()


def train() -> None:
    """The training, and an instructor."""
    training.create_training([REGIONS[:2], REGIONS[2:]], starts_on=AS_OF, seed=1, title="Latihan", now=NOON,
                             name_of=lambda key: f"Peserta {key}")
    staff.create("rini", "Rini", "instructor", "sandi")


@pytest.fixture
def opened(a_training: Training) -> Training:
    """The same with group 1 open."""
    prepare(a_training.app, train_and_open)
    return a_training


def train_and_open() -> None:
    if not training.training_exists():
        train()
    groups.open_group(1, now=NOON)


@pytest.fixture
def empty_platform(tmp_path: Path) -> Iterator[Flask]:
    """A platform database without any training."""
    app = a_platform(tmp_path)
    with app.app_context():
        yield app
