"""The gate: what is acknowledged is committed with its journal row, what is refused changes nothing, and both are told."""

import os
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, bindparam, delete, event, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from sandbox import journal
from sandbox.actions import Action, Gate, note
from sandbox.clock import HallClock, Pause
from sandbox.deeds import BEGIN, HOUSEHOLD, HOUSEHOLDS, MESSAGE, OPEN, OUTBOX, SAVE
from sandbox.details import BeginDetails, Misfit, RecordDetails
from sandbox.errors import Fate, LateSave, Problem, ReadOnly, Rejected, StaleForm, Trouble
from sandbox.journal import Outcome
from sandbox.platform import db as platform
from sandbox.platform.db import read
from sandbox.platform.models import Feed
from sandbox.practice.models import Household
from sandbox.store import feed, generations
from tests import databases
from tests.conftest import NOON, a_household


def households(hall, desk):
    with hall.store.open(desk.pin) as session:
        return session.scalar(select(func.count()).select_from(Household))


def deeds(hall, desk):
    with hall.store.open(desk.pin) as session:
        return journal.deeds(session)


def feed_rows():
    with read() as session:
        return session.scalars(select(Feed).order_by(Feed.seq)).all()


def save(desk):
    return Action(SAVE, desk, page=HOUSEHOLD, record="3510621208910050")


def enter(session, _now):
    session.add(a_household(50))
    return "tersimpan"


class Plug:
    """An interceptor that does at each point what it was given."""

    def __init__(self, before=lambda action: None, after=lambda action: None, inside=lambda action, session, row: None):
        self.before, self.after, self.inside = before, after, inside

    def meets(self, action, session):
        return True

    def around(self, action, proceed):
        self.before(action)
        result = proceed()
        self.after(action)
        return result

    def within(self, action, session, row):
        self.inside(action, session, row)


def a_trouble(**changes):
    return Trouble(**{"code": "SRV-500", "fate": Fate.NOT_SAVED, "text": "Terjadi kesalahan.", **changes})


def trouble(*_args, **changes):
    raise a_trouble(**changes)


@pytest.mark.both
def test_a_deed_is_committed_with_its_journal_row_and_copied_to_the_feed(hall):
    desk = hall.desk()
    assert hall.gate.perform(save(desk), enter, token=1) == "tersimpan"
    assert households(hall, desk) == 4
    assert [(d.action, d.record, d.outcome) for d in deeds(hall, desk)] == [("save", "3510621208910050", Outcome.DONE)]
    assert [(row.person, row.action) for row in feed_rows()] == [(1, "save")]


def test_a_form_of_an_earlier_generation_writes_nothing_and_says_when_by_the_clock_of_the_pages(hall):
    shown = hall.desk().pin.generation
    generations.renew(1, now=NOON)
    lunch = Pause(NOON - timedelta(hours=1), NOON - timedelta(minutes=20))
    desk = replace(hall.desk(), clock=HallClock(hall.clock, lambda: (lunch,)))
    with pytest.raises(StaleForm) as error:
        hall.gate.perform(save(desk), enter, token=shown)
    assert "pukul 11.20 dengan salinan desa yang baru" in str(error.value)
    assert (households(hall, desk), deeds(hall, desk)) == (3, [])


def test_a_form_without_a_token_writes_nothing(hall):
    with pytest.raises(StaleForm):
        hall.gate.perform(save(hall.desk()), enter)


@pytest.mark.both
def test_a_save_in_flight_during_a_reset_is_told_and_lies_in_the_archive(hall):
    desk = hall.desk()
    gate = Gate(hall.store, (Plug(inside=lambda *_: generations.renew(1, now=NOON)),))
    with pytest.raises(LateSave):
        gate.perform(save(desk), enter, token=1)
    assert (households(hall, desk), households(hall, hall.desk())) == (4, 3)
    hall.gate.perform(save(hall.desk()), enter, token=2)
    assert households(hall, hall.desk()) == 4


def renewed_while_waiting(*_args):
    generations.renew(1, now=NOON)
    trouble()


def test_an_answer_lost_while_the_copy_was_replaced_says_that_the_save_lies_in_the_archive(hall):
    with pytest.raises(LateSave):
        Gate(hall.store, (Plug(after=renewed_while_waiting),)).perform(save(hall.desk()), enter, token=1)


def test_a_deed_refused_while_the_copy_was_replaced_says_that_it_was_renewed(hall):
    desk = hall.desk()
    with pytest.raises(StaleForm):
        Gate(hall.store, (Plug(before=renewed_while_waiting),)).perform(save(desk), enter, token=1)
    assert [(d.outcome, d.code) for d in deeds(hall, desk)] == [(Outcome.REFUSED, "SRV-500")]
    assert feed_rows()[-1].generation == 1


def takes_no_more(connection):
    """As on a full disk: the platform's file cannot grow."""
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


@pytest.mark.sqlite
def test_a_full_platform_unsays_no_deed_and_the_feed_catches_up(hall):
    desk = hall.desk()
    action = save(desk)
    action.detail = RecordDetails(reason="x" * 200_000)  # more than the pages that a migration left free
    event.listen(platform.db.engine, "begin", takes_no_more)
    assert hall.gate.perform(action, enter, token=1) == "tersimpan"
    assert (households(hall, desk), feed_rows()) == (4, [])
    event.remove(platform.db.engine, "begin", takes_no_more)
    platform.db.engine.dispose()
    hall.gate.perform(Action(OPEN, desk, page=HOUSEHOLDS), lambda session, now: None)
    assert [row.action for row in feed_rows()] == ["save", "open"]


def test_a_fault_before_the_commit_saves_nothing_and_is_journalled_as_refused(hall):
    desk = hall.desk()
    with pytest.raises(Trouble):
        Gate(hall.store, (Plug(before=trouble),)).perform(save(desk), enter, token=1)
    assert households(hall, desk) == 3
    assert [(d.outcome, d.code) for d in deeds(hall, desk)] == [(Outcome.REFUSED, "SRV-500")]


@pytest.mark.both
def test_a_fault_after_the_commit_loses_only_the_answer(hall):
    desk = hall.desk()
    with pytest.raises(Trouble):
        Gate(hall.store, (Plug(after=trouble),)).perform(save(desk), enter, token=1)
    assert households(hall, desk) == 4
    assert [d.outcome for d in deeds(hall, desk)] == [Outcome.DONE]


@pytest.mark.both
def test_what_does_not_fit_is_rolled_back_and_journalled_without_the_value(hall):
    desk = hall.desk()

    def reject(session, now):
        enter(session, now)
        raise Rejected([Problem("nik", "VAL-01", "NIK 351062120891003 berisi 15 angka.")])

    with pytest.raises(Rejected):
        hall.gate.perform(save(desk), reject, token=1)
    assert households(hall, desk) == 3
    (deed,) = deeds(hall, desk)
    assert (deed.code, deed.detail.problems) == ("VAL-01", (Misfit("nik", "VAL-01"),))


def refuse(why):
    raise why


def kept_of(hall, why, *, moment="before"):
    kept = []
    gate = Gate(hall.store, (Plug(**{moment: lambda _action: refuse(why)}),),
                keep_typing=lambda _session, action, reason, _now: kept.append((action.typed, reason)))
    action = save(hall.desk())
    action.typed = [("name", "Kasiran")]
    with pytest.raises(type(why)):
        gate.perform(action, enter, token=1)
    return kept


@pytest.mark.parametrize("why", [a_trouble(), Rejected([Problem("nik", "VAL-01", "NIK berisi 15 angka.")])])
def test_typing_is_kept_with_whatever_refused_it(hall, why):
    assert kept_of(hall, why) == [([("name", "Kasiran")], why)]


def test_typing_of_what_was_done_is_kept_only_where_nobody_can_tell(hall):
    unknown, known = a_trouble(fate=Fate.UNKNOWN), a_trouble(fate=Fate.SAVED)
    assert kept_of(hall, unknown, moment="after") == [([("name", "Kasiran")], unknown)]
    assert kept_of(hall, known, moment="after") == []


def test_who_only_looks_reads_but_leaves_no_trace_and_changes_nothing(hall):
    desk = replace(hall.desk(), may_write=False)
    look = Action(OPEN, desk, page=HOUSEHOLDS)
    assert hall.gate.perform(look, lambda s, _now: s.scalar(select(func.count()).select_from(Household))) == 3
    with pytest.raises(ReadOnly):
        hall.gate.perform(save(desk), enter, token=1)
    assert (deeds(hall, desk), feed_rows()) == ([], [])


@pytest.mark.both
def test_an_intervention_applied_twice_is_applied_once(hall):
    desk = hall.desk()
    assert note(hall.store, desk, MESSAGE, key="k1", person=-1) is not None
    assert note(hall.store, desk, MESSAGE, key="k1", person=-1) is None
    assert len(deeds(hall, desk)) == len(feed_rows()) == 1


@pytest.mark.both
def test_copying_the_feed_twice_is_copying_it_once(hall):
    desk = hall.desk()
    hall.gate.perform(save(desk), enter, token=1)
    assert feed.copy(hall.store, desk.pin) == 0
    assert len(feed_rows()) == 1


@pytest.mark.both
def test_what_a_dead_worker_left_is_caught_up(hall):
    desk = hall.desk()
    with hall.store.open(desk.pin, write=True) as session:
        session.add(journal.Journal(at=NOON, wall_at=NOON, person=1, action="save", outcome="done", detail={}))
        session.commit()
    assert feed.catch_up(hall.store, 0.0) == 1
    assert feed.catch_up(hall.store, 0.0) == 0
    assert [row.action for row in feed_rows()] == ["save"]


@pytest.mark.sqlite  # in one database both are of one transaction
def test_a_look_that_a_power_cut_left_only_in_the_feed_hides_no_later_deed(hall):
    desk = hall.desk()
    for page in (HOUSEHOLDS, OUTBOX):
        hall.gate.perform(Action(OPEN, desk, page=page), lambda session, now: None)
    with hall.store.open(desk.pin, write=True) as session:
        session.execute(delete(journal.Journal).where(journal.Journal.id == journal.last(session)))
        session.commit()
    assert len(feed_rows()) == 2
    with levels_of("DELETE FROM feed") as levels:
        assert feed.catch_up(hall.store, 0.0) == 0
    assert levels == [FULL]  # a second power cut must not bring it back
    hall.gate.perform(save(desk), enter, token=1)
    assert [(row.journal_id, row.action) for row in feed_rows()] == [(each.id, each.action) for each in deeds(hall, desk)]
    assert [row.action for row in feed_rows()] == ["open", "save"]


@pytest.mark.both
def test_the_databases_errors_name_no_value(hall):
    nik, nowhere = "3510621208800099", text("SELECT * FROM nowhere WHERE nik = :nik")
    half_a_row = insert(Household).values(number=bindparam("nik"), head_name="Sulastri")
    for opened, asked in ((hall.store.open(hall.desk().pin), nowhere), (read(), nowhere),
                          (hall.store.open(hall.desk().pin, write=True), half_a_row)):
        with pytest.raises(DBAPIError) as error, opened as session:
            session.execute(asked, {"nik": nik})
        told = "".join(traceback.format_exception(error.value))
        assert not [value for value in (nik, "Sulastri") if value in told]


def test_what_names_people_stays_in_the_sandbox(hall):
    papers = [{"nik": "3510621208800001"}]
    note(hall.store, hall.desk(), BEGIN, detail=BeginDetails(scenario="coba", papers=papers, prints={"kk": "a"}))
    assert deeds(hall, hall.desk())[0].detail.papers
    assert [row.detail for row in feed_rows()] == [{"scenario": "coba"}]


NORMAL, FULL = 1, 2
"""SQLite's `synchronous`."""


@pytest.mark.sqlite
def test_a_save_is_synced_and_a_look_is_not(hall):
    levels = [gate_level(hall, kind) for kind in (SAVE, OPEN, SAVE)]
    assert levels == [FULL, NORMAL, FULL]


@contextmanager
def levels_of(beginning):
    """SQLite's `synchronous` at each statement that begins so."""
    levels = []

    def asked(connection, cursor, statement, *_rest):
        if statement.startswith(beginning):
            levels.append(cursor.connection.execute("PRAGMA synchronous").fetchone()[0])

    event.listen(Engine, "before_cursor_execute", asked)
    yield levels
    event.remove(Engine, "before_cursor_execute", asked)


def gate_level(hall, kind):
    """SQLite's `synchronous` while that deed's transaction runs."""
    def work(session, now):
        return session.connection().connection.dbapi_connection.execute("PRAGMA synchronous").fetchone()[0]

    desk = hall.desk()
    return hall.gate.perform(Action(kind, desk, page=HOUSEHOLD), work, token=desk.pin.generation)


@dataclass
class Telling:
    """An interceptor to which looking tells something that must last."""

    tells: bool

    def meets(self, action, session):
        return False

    def around(self, action, proceed):
        return proceed()

    def within(self, action, session, row):
        action.must_last = self.tells


@pytest.mark.sqlite
@pytest.mark.parametrize("tells", [True, False])
def test_a_look_is_synced_if_something_was_told_by_it(hall, tells, monkeypatch):
    synced = []
    fsync = os.fsync
    desk = hall.desk()
    with hall.store.open(desk.pin):
        pass  # the copy is made, which syncs too
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(handle), fsync(handle)))
    Gate(hall.store, (Telling(tells),)).perform(Action(OPEN, desk, page=OUTBOX), lambda session, now: None)
    assert len(synced) == int(tells)


@pytest.mark.parametrize("database", [databases.POSTGRESQL], indirect=True)
@pytest.mark.parametrize("interceptors", [(), (Plug(),)], ids=["alone", "met"])
def test_a_deed_whose_connection_was_lost_before_its_commit_is_done_again_and_once(hall, interceptors):
    desk, lost = hall.desk(), []

    def enter_and_lose(session, now):
        entered = enter(session, now)
        if not lost:
            lost.append(session.scalar(text("SELECT pg_backend_pid()")))
            with hall.store.open(hall.desk(2).pin) as other:
                other.execute(text("SET LOCAL ROLE NONE"))
                other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": lost[0]})
        return entered

    assert Gate(hall.store, interceptors).perform(save(desk), enter_and_lose, token=1) == "tersimpan"
    assert households(hall, desk) == 4
    assert [(deed.id, deed.outcome) for deed in deeds(hall, desk)] == [(1, Outcome.DONE)]
    assert [row.journal_id for row in feed_rows()] == [1]
