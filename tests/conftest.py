"""Factories shared by all tests: a platform database, a village's template, a store, a desk. All real, all small."""

import gc

gc.disable()  # until all test files are read: what is imported stays

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

import sandbox.journal  # noqa: F401  its table belongs to every practice database
from sandbox.accounts import staff
from sandbox.actions import Desk, Gate
from sandbox.base import Practice
from sandbox.clock import HallClock, ManualClock
from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.platform.models import Group, GroupState, Sandbox, Trainee, Training, Village
from sandbox.practice import models as practice
from sandbox.practice import version
from sandbox.practice.sheets.sheet import places
from sandbox.store import generations
from sandbox.store.base import Store
from sandbox.store.templates import template_name
from sandbox.words.folding import folded
from tests import databases, in_memory, postgres, servers, sql

# What is compiled is kept, whatever the shell says: each test process, and each of the many that tests start, compiles it else.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

in_memory.keep_files_there()
servers.built()  # before other processes of this run begin: they share it

# A loaded machine is no fault of the code: no deadline, and examples may take long to draw. The same examples everywhere, so
# that what is green here is green in every hall, and few of them, for they are the same tomorrow; GLADI_EXPLORE=1 draws new
# ones, and many.
EXPLORE = "GLADI_EXPLORE" in os.environ
settings.register_profile("gladi", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=not EXPLORE,
                          max_examples=300 if EXPLORE else 40)
settings.load_profile("gladi")

# Hundreds of tests make a hall of their own: its statements are compiled once a process, and passwords hashed with less work.
staff.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
sql.share()

TESTS = Path(__file__).parent
BROWSER = "tests/browser/"
"""A hall and a browser serve all of these that one process has. One process alone would have to do with them to the end, so there
are two; those WITHOUT_IT are handed out one by one."""
OTHER_HALF = tuple(f"{BROWSER}test_{name}.py" for name in ("live", "sheets", "typing", "wire"))
"""These take as long as all others that need the hall."""
WITHOUT_IT = tuple(f"{BROWSER}test_{name}.py" for name in ("office_days", "hostile", "proof_in_chromium"))
"""They have a hall of their own, or none."""
APART = ("tests/scenarios/test_proof.py::test_every_exercise", "tests/test_house.py::test_a_linter")
"""Each of these is long enough to be handed out by itself."""


class ByFile(LoadScopeScheduling):
    """A file's tests share what they make, so one process has them all; but for what is APART, and whole folders together."""

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith(APART):
            return nodeid
        if nodeid.startswith(OTHER_HALF):
            return OTHER_HALF[0]
        in_the_hall = nodeid.startswith(BROWSER) and not nodeid.startswith(WITHOUT_IT)
        return BROWSER if in_the_hall else nodeid.partition("::")[0]


def pytest_configure(config: pytest.Config) -> None:
    """Each process of a whole run reads another share of the test files first. Where they are not compiled yet, as on a new
    machine, each is compiled once so, and not by all processes at the same moment."""
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS or "PYTEST_XDIST_WORKER" not in os.environ:
        return
    number, of = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")), int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    for path in sorted(TESTS.rglob("test_*.py"))[number::of]:
        try:
            import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))
        except Exception as error:  # noqa: BLE001  whatever is wrong with it ends the run where it is collected, and is told here
            config.issue_config_time_warning(pytest.PytestWarning(f"{path} could not be read early: {error!r}"), stacklevel=2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long is begun first, so that no process is alone with it at the end."""
    items.sort(key=lambda item: (not item.nodeid.startswith(BROWSER), item.get_closest_marker("slow") is None))


def pytest_collection_finish() -> None:
    """What is there now stays: Python need not look through it for rubbish, and elsewhere once in some twenty halls."""
    gc.freeze()
    gc.set_threshold(300_000, 5, 5)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    config.option.loadscopereorder = False  # in our order, not the files with most tests first
    return ByFile(config, log)


NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
AS_OF = date(2026, 3, 2)
CODE = "35.10.02.2003"
TEMPLATE = template_name(CODE, AS_OF, 1, version.present().name)


def a_template(folder: Path, name: str = TEMPLATE, households: int = 3) -> Path:
    """A tiny village's template, published as seed/ publishes one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.sqlite"
    content = _template(households, version.present())
    path.write_bytes(content)
    path.with_suffix(".json").write_text(json.dumps({"sha256": hashlib.sha256(content).hexdigest()}), encoding="utf-8")
    return path


@cache
def _template(households: int, made_in: version.Version) -> bytes:
    """The file of such a village, made once a process: hundreds of tests begin with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "village.sqlite"
        engine = create_engine(f"sqlite:///{path}")
        Practice.metadata.create_all(engine)
        with Session(engine) as session:
            session.add(practice.OwnVillage(
                code=CODE, name="Temurejo", kind="desa", district="Bangorejo", district_code="35.10.02", as_of=AS_OF, seed=1,
                version=made_in.name))
            session.add_all(a_household(serial) for serial in range(1, households + 1))
            session.execute(insert(practice.SheetEntry), unbegun_sheets())
            session.commit()
        engine.dispose()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version={version.stamp()}")
            connection.execute("PRAGMA journal_mode=WAL")
        return path.read_bytes()


@cache
def unbegun_sheets() -> Sequence[dict[str, Any]]:
    """Rows of this year's sheets, none of them begun."""
    return [{"sheet": place.sheet.id, "period": AS_OF.year, "number": place.called, "title": place.sheet.title,
             "folded": folded(f"{place.sheet.title} {place.called}"), "saved_at": NOON, "saved_by": "Data awal"}
            for place in places().values()]


def a_household(serial: int = 1) -> practice.Household:
    """A household of one member, who is its head."""
    name = f"Kepala {serial}"
    head = practice.Person(
        position=1, nik=f"351062120880{serial:04d}", name=name, sex="L", birth_place="Banyuwangi",
        birth_date=date(1980, 8, 12), answers={"2": "1", "3": "1"})
    return practice.Household(
        number=f"351062120891{serial:04d}", head_name=name, hamlet="Krajan", address="Jl. Melati 1", rw="01", rt="02",
        answers={}, member_count=1, saved_at=NOON, saved_by="Data awal", members=[head])


@dataclass(frozen=True)
class Hall:
    """A platform database with one group of one village and two seats, and a store of its sandboxes."""

    app: Flask
    folder: Path
    store: Store
    clock: ManualClock

    def desk(self, sandbox: int = 1, person: int = 1) -> Desk:
        """A desk at the present generation of that sandbox."""
        return Desk(
            pin=generations.pin(sandbox), person=person, name="Yessi Purwanti", role="operator", role_label="Operator",
            village_code=CODE, village_name="Temurejo", kind="Desa", district_name="Bangorejo", period=2026,
            clock=HallClock(self.clock, lambda: ()))

    @property
    def gate(self) -> Gate:
        return Gate(self.store)


def a_platform(folder: Path) -> Flask:
    """An app with nothing but the platform database, migrated."""
    app = bare_platform(folder)
    prepare(app)
    return app


def nothing() -> None:
    """Leaves the tables empty."""


def prepare(app: Flask, filled: Callable[[], object] = nothing) -> None:
    """A platform database for the app, as schema.prepare leaves one and `filled` by that function of a module.

    Both happen once a process, for all tests get a copy of the file; on PostgreSQL it is filled for each.
    """
    with app.app_context():
        if databases.is_shared():
            filled()
            return
        platform.db.engine.dispose()
        path = Path(platform.db.engine.url.database or "")
    path.touch(mode=0o600)
    path.write_bytes(_platform(filled, version.present()))


@cache
def _platform(filled: Callable[[], object], made_in: version.Version) -> bytes:
    with TemporaryDirectory() as folder:
        app = databases.bare(f"sqlite:///{folder}/gladi.sqlite")
        schema.prepare(app)
        with app.app_context():
            filled()
            platform.db.engine.dispose()  # the last connection takes the write-ahead log into the file
        return (Path(folder) / "gladi.sqlite").read_bytes()


def bare_platform(folder: Path) -> Flask:
    """The same before its database is there."""
    return databases.bare(databases.address(folder))


def fill(seats: int = 2) -> None:
    """One training, one open group, `seats` sandboxes of one seat each."""
    with platform.write() as session:
        session.add(Training(id=1, title="Latihan", seed=1, created_at=NOON))
        session.flush()
        session.add(Group(id=1, training_id=1, number=1, held_on=AS_OF, state=GroupState.OPEN, opened_at=NOON, agenda={}))
        session.flush()
        for index in range(seats):
            table = 1 + index // 2
            if session.get(Village, table) is None:
                session.add(Village(id=table, training_id=1, code=CODE if table == 1 else f"35.10.02.{2002 + table}",
                                    name="Temurejo", kind="desa", district="Bangorejo", district_code="35.10.02",
                                    group_id=1, table_number=table))
            session.flush()
            session.add(Sandbox(id=index + 1, village_id=table, template=TEMPLATE))
            session.flush()
            session.add(Trainee(id=index + 1, village_id=table, sandbox_id=index + 1,
                                role=("sekdes", "operator")[index % 2], name=f"Peserta {index + 1}"))
        databases.count_on(session)


def undone(reset_id: str) -> int:
    """Undo a reset in a write of its own; how many sandboxes point back."""
    with platform.write(durable=True) as session:
        return generations.undo_within(session, reset_id)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked `both` is asked on SQLite and on PostgreSQL."""
    if metafunc.definition.get_closest_marker("both") is not None and "database" in metafunc.fixturenames:
        metafunc.parametrize("database", [databases.SQLITE, databases.POSTGRESQL], indirect=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """Decides which database this test gets, and says which. PostgreSQL's are removed afterwards."""
    chosen = getattr(request, "param", databases.USUAL)
    if chosen == databases.SQLITE or request.node.get_closest_marker("sqlite") is not None:
        yield databases.SQLITE
        return
    databases.take(request.getfixturevalue("postgresql"))
    yield databases.POSTGRESQL
    databases.give_back()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose platform database is in use (app context pushed)."""
    a_template(tmp_path / "templates")
    app = bare_platform(tmp_path)
    prepare(app, fill)
    store = databases.store(tmp_path)
    with app.app_context():
        yield Hall(app, tmp_path, store, ManualClock(NOON))
    store.close()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> postgres.Cluster:
    """A running PostgreSQL, the same for all processes of this test run. Skips where there is none."""
    base = tmp_path_factory.getbasetemp()
    return postgres.shared(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
