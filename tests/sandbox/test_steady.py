"""A machine's clock that is set, or a laptop that sleeps, neither freezes the hall nor moves its time."""

from datetime import timedelta

import pytest
from flask import Flask, session
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.clock import SystemClock, hall_time, is_paused
from sandbox.machine import steady
from sandbox.platform import db as platform
from sandbox.platform.models import Group, GroupPause
from sandbox.seats import pauses
from sandbox.server.requests.sessions import PatientSessions
from sandbox.server.signs import beat
from tests.conftest import NOON

HOUR = 3600.0


class Machine:
    """A machine's two clocks: one that goes on, one that people and time servers set."""

    def __init__(self) -> None:
        self.runs, self.set_by = 1000.0, NOON.timestamp() - 1000.0

    def monotonic(self) -> float:
        return self.runs

    def system(self) -> float:
        return self.runs + self.set_by

    def passes(self, seconds: float) -> None:
        self.runs += seconds

    def is_set(self, by: float) -> None:
        self.set_by += by


class Day:
    """A group that is open on such a machine, with the parent's chores."""

    def __init__(self, folder) -> None:
        self.machine, self.folder = Machine(), folder
        self.starts()

    def starts(self) -> None:
        """The server is started, as after a stop."""
        self.time = steady.begin(self.folder / "clock", monotonic=self.machine.monotonic, system=self.machine.system)
        self.clock = SystemClock(real=self.time)
        if (last := beat.last_sign_of_life()) is not None:
            self.time.follow(not_before=self.clock.real_seconds(last))
        self.beats()

    def beats(self) -> None:
        beat.keep_time(self.time, self.clock)
        beat.beat(self.clock.now())

    def passes(self, seconds: int) -> None:
        for _ in range(seconds // 5):
            self.machine.passes(5)
            self.beats()

    def hall(self):
        return hall_time(self.clock.now(), pauses(1))

    def is_paused(self) -> bool:
        return is_paused(self.clock.now(), pauses(1))


@pytest.fixture
def day(hall):
    return Day(hall.folder)


def test_a_clock_set_an_hour_ahead_and_then_right_stops_nobody(day):
    before = day.hall()
    day.machine.is_set(HOUR)
    day.passes(60)
    day.machine.is_set(-HOUR)
    day.passes(60)
    assert not day.is_paused()
    assert timedelta(seconds=110) <= day.hall() - before <= timedelta(seconds=125)
    assert [pause.why for pause in pauses(1)] == ["jam"]


def test_a_clock_set_back_is_not_followed_and_is_seen(day):
    before = day.hall()
    day.machine.is_set(-HOUR)
    day.passes(60)
    assert day.hall() - before == timedelta(seconds=60)
    assert pauses(1) == []
    assert round(day.time.ahead()) == -HOUR


def test_a_small_correction_of_a_time_server_is_no_pause(day):
    day.machine.is_set(4)
    day.passes(10)
    assert pauses(1) == []
    assert day.time.ahead() == pytest.approx(0)


def test_a_server_that_is_started_on_a_clock_set_back_goes_on_where_it_ended(day):
    day.passes(60)
    before = day.hall()
    day.machine.is_set(-HOUR)
    day.starts()
    assert day.hall() >= before
    day.passes(30)
    assert day.hall() - before >= timedelta(seconds=30)


def test_an_hour_without_power_is_one_pause(day):
    day.passes(10)
    before = day.hall()
    day.machine.passes(HOUR)
    day.starts()
    assert [pause.why for pause in pauses(1)] == ["listrik"]
    assert day.hall() - before <= timedelta(seconds=5)


steps = st.lists(st.one_of(
    st.tuples(st.just("passes"), st.integers(5, 90)),
    st.tuples(st.just("is_set"), st.integers(-90_000, 90_000)),
    st.tuples(st.just("starts"), st.just(0))), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_whatever_is_done_to_the_clock_hall_time_goes_on_evenly(day, does):
    with platform.write() as session_:
        session_.query(GroupPause).delete()
        session_.query(Group).filter(Group.id == 1).update({"heartbeat_at": None})
    day.starts()
    for what, by in does:
        before = day.hall()
        if what == "passes":
            day.passes(by)
            assert day.hall() - before <= timedelta(seconds=by + beat.A_CORRECTION.total_seconds())
        elif what == "is_set":
            day.machine.is_set(by)
        else:
            day.starts()
        assert day.hall() >= before
        assert all(pause.ended_at <= day.clock.now() for pause in pauses(1))
    before = day.hall()
    day.passes(60)
    assert day.hall() - before >= timedelta(seconds=60)


def test_the_workers_read_what_the_parent_set(tmp_path, monkeypatch):
    machine = Machine()
    parent = steady.begin(tmp_path / "clock", monotonic=machine.monotonic, system=machine.system)
    monkeypatch.setenv(steady.SHARED, str(tmp_path / "clock"))
    worker = steady.of_environment()
    before = worker()
    machine.is_set(HOUR)
    assert worker() - before < 60
    parent.follow()
    assert worker() - before == pytest.approx(HOUR, abs=60)


def test_a_session_survives_a_clock_that_is_set_back(monkeypatch):
    app = Flask("sessions")
    app.secret_key, app.session_interface = "x", PatientSessions()

    @app.get("/")
    def page():
        session["seen"] = session.get("seen", 0) + 1
        return str(session["seen"])

    client = app.test_client()
    client.get("/")
    signer = "sandbox.server.requests.sessions.PatientSigner.get_timestamp"
    monkeypatch.setattr(signer, lambda self: 0)
    assert client.get("/").text == "2"
    monkeypatch.setattr(signer, lambda self: 2**40)
    assert client.get("/").text == "1"


def test_a_cookie_that_is_known_gives_each_request_what_it_held_and_a_forged_one_gives_nothing():
    app = Flask("sessions")
    app.secret_key, app.session_interface = "x", PatientSessions()

    @app.get("/begin")
    def begin():
        session["seen"] = []
        return ""

    @app.get("/")
    def page():
        if "seen" in session:
            session["seen"].append(1)  # a change within, which sends no cookie
        return str(session.get("seen"))

    client = app.test_client()
    client.get("/begin")
    assert [client.get("/").text for _ in range(3)] == ["[1]"] * 3
    known = client.get_cookie("session").value
    client.set_cookie("session", known[:-6] + known[-6:][::-1])
    assert client.get("/").text == "None"
