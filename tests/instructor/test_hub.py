"""The hub sends what changed, once, to every open board."""

from datetime import timedelta

import pytest

from instructor.board import render
from instructor.board.hub import Hub
from instructor.board.stream import LONGEST_QUEUE, BoardEvent, Subscription
from instructor.days import groups
from sandbox.platform import db as platform
from sandbox.platform.models import GroupPause
from sandbox.store import generations
from tests.conftest import NOON, undone

PATIENCE = 60.0
LATER = 10.0
"""Seconds after the first poll, so that a tick is due."""


def a_hub(training) -> Hub:
    hub = Hub(training.app, training.clock.now)
    hub.poll(at=1.0)
    return hub


def named(events: list[BoardEvent], name: str) -> list[BoardEvent]:
    return [event for event in events if event.name == name]


def test_a_raised_hand_reaches_an_open_board(opened):
    hub = a_hub(opened)
    board = hub.subscribe("id", hub.mark())
    board.get(0.01)
    opened.noted("raise_hand", detail={"text": "Daftarnya tidak memuat"})
    assert hub.poll(at=1.1)
    events = board.get(0.01)
    row, = named(events, "row")
    assert row.data["seat"] == 1
    assert row.data["worst"] == "minta_tolong"
    assert 'data-state="minta-tolong"' in row.data["html"]
    assert "Daftarnya tidak memuat" in named(events, "list")[0].data["html"]
    assert named(events, "counts")[0].data["minta_tolong"] == 1


def test_what_somebody_writes_with_a_raised_hand_stays_text(opened):
    hub = a_hub(opened)
    board = hub.subscribe("id", hub.mark())
    board.get(0.01)
    opened.noted("raise_hand", detail={"text": '<meta http-equiv=refresh content="0;url=//lain/0-csrf-0">'})
    assert hub.poll(at=1.1)
    sent = [render.with_token(event.encode(), "the-trainers-own-token") for event in board.get(0.01)]
    shown = [text for text in sent if "http-equiv" in text]
    assert shown
    assert not any("<meta" in text for text in sent)
    assert all("the-trainers-own-token" not in part for text in shown for part in text.split("http-equiv")[1:2])


def test_the_hub_rests_once_no_board_is_open_and_what_was_done_meanwhile_is_there_and_not_late(opened):
    hub = Hub(opened.app, opened.clock.now, rest_after=0.0)
    board = hub.subscribe("id", "")
    hub.start()
    thread = hub._thread
    thread.join(0.2)
    assert thread.is_alive()
    hub.unsubscribe(board)
    thread.join(PATIENCE)
    assert not thread.is_alive()
    opened.noted("raise_hand")
    opened.clock.advance(3600)
    hub.rest_after = PATIENCE
    hub.start()
    assert (hub.snapshot("id").picture.counts["minta_tolong"], hub.lag) == (1, 0.0)
    hub.rest_after = -1.0


def test_nothing_new_sends_nothing(opened):
    hub = a_hub(opened)
    board = hub.subscribe("id", hub.mark())
    board.get(0.01)
    assert not hub.poll(at=1.1)
    assert board.get(0.01) == []


def test_a_board_that_saw_the_state_gets_only_what_came_after(opened):
    hub = a_hub(opened)
    seen = hub.mark()
    opened.noted("raise_hand")
    hub.poll(at=1.1)
    assert [event.data["seat"] for event in named(hub.changed_since("id", seen), "row")] == [1]
    assert len(named(hub.changed_since("id", "another-process-7"), "row")) == 4


def test_a_slow_reader_costs_no_memory_and_gets_the_whole_state(opened):
    hub = a_hub(opened)
    board = hub.subscribe("id", hub.mark())
    board.put(BoardEvent("row", number) for number in range(LONGEST_QUEUE + 50))
    assert board.queue.qsize() == 0
    events = hub.next_events(board, timeout=0.01)
    assert len(named(events, "row")) == 4
    assert not board.overrun


def test_a_queue_gives_its_events_in_order():
    subscription = Subscription("id")
    subscription.put([BoardEvent("row", 1), BoardEvent("row", 2)])
    assert [event.data for event in subscription.get(0.01)] == [1, 2]


@pytest.mark.both
def test_a_reset_seat_stands_as_new_and_its_undo_as_before(opened):
    opened.noted("raise_hand")
    hub = a_hub(opened)
    reset = generations.renew(opened.seat().pin.sandbox, now=NOON)
    hub.poll(at=LATER)
    assert hub.lines[1].state.value == "bekerja"
    undone(reset.reset_id)
    hub.poll(at=LATER + LATER)
    assert hub.lines[1].state.value == "minta_tolong"


def test_a_pause_is_seen_at_the_next_poll(opened):
    hub = a_hub(opened)
    groups.pause(1, now=NOON, by=1)
    hub.poll(at=1.1)
    assert hub.hall is not None
    assert hub.hall.is_paused(opened.clock.now())


@pytest.mark.both
def test_two_processes_show_the_same_board(opened):
    live = a_hub(opened)
    opened.noted("raise_hand", trainee=2)
    opened.noted("lower_hand", trainee=2)
    opened.noted("raise_hand", trainee=3)
    live.poll(at=1.1)
    late = a_hub(opened)
    assert [line.shown for line in live.lines.values()] == [line.shown for line in late.lines.values()]
    assert live.seats == late.seats


def test_an_event_says_its_name_its_data_and_its_mark():
    assert BoardEvent("row", {"seat": 1}, "ab-3").encode() == 'id: ab-3\nevent: row\ndata: {"seat": 1}\n\n'


def test_a_machine_whose_clock_was_set_back_is_told_on_the_board(opened):
    hub = a_hub(opened)
    hub.machine = lambda: opened.clock.now() - timedelta(minutes=58)
    assert "Jam komputer ini terlambat 58 menit." in hub.snapshot("id").needs


def test_a_clock_that_jumped_ahead_is_told_on_the_board_for_a_quarter_of_an_hour(opened):
    with platform.write() as session:
        session.add(GroupPause(group_id=1, began_at=NOON - timedelta(minutes=60), ended_at=NOON, why="jam"))
    opened.clock.advance(60)
    hub = a_hub(opened)
    told = "Jam komputer melompat maju 60 menit pada pukul 11.00."
    assert told in hub.snapshot("id").needs
    opened.clock.advance(16 * 60)
    assert told not in a_hub(opened).snapshot("id").needs
