"""A message to the room reaches those who have come, once, is counted as read, and can be taken back."""

import re

import pytest
from sqlalchemy import select

from sandbox.deeds import MESSAGE, MESSAGE_BACK
from sandbox.journal import deeds
from sandbox.platform.db import write
from sandbox.platform.models import Group
from scenarios.day.block import DayBlock, Opens
from scenarios.day.course import Course, Exercise
from tests.instructor.conftest import Training
from tests.instructor.factories import EXERCISE

ALL, SAID = {"kepada": "semua", "kunci": "k"}, "Lihat Kotak Keluar dulu."


@pytest.fixture
def room(opened):
    """Three of the four of group 1 have come: both of the first village, the sekdes of the second."""
    for trainee in (1, 2, 3):
        opened.noted("lower_hand", trainee)
    return opened


def told(training: Training, trainee: int) -> list[str]:
    """What staff said in that seat's copy."""
    with training.store.open(training.seat(trainee).pin) as session:
        return [deed.detail.text for deed in deeds(session) if deed.kind is MESSAGE]


def page(training: Training, address: str = "/papan?pesan=1") -> str:
    return training.staff().get(address).get_data(as_text=True)


def in_panel(training: Training, trainee: int = 1) -> bool:
    shown = training.browser(f"seat:{trainee}:1").get("/latihan/panel").get_data(as_text=True)
    return SAID in shown


def test_everybody_who_has_come_is_told_once(room):
    for _ in range(2):  # a second press
        room.staff().post("/papan/pesan", data=ALL | {"text": SAID})
    assert [told(room, trainee) for trainee in (1, 2, 3)] == [[SAID]] * 3
    room.noted("lower_hand", 4)
    assert told(room, 4) == []  # who comes later was not meant


@pytest.mark.parametrize(("whom", "reached"), [
    ({"kepada": "desa", "desa": ["35.10.01.2001"]}, {1, 2}), ({"kepada": "kecamatan", "kecamatan": "Kecamatan 2"}, {3}),
    ({"kepada": "desa", "desa": ["35.10.03.2003"]}, set()),  # of another group
    ({"kepada": "desa"}, set()), ({"kepada": "kecamatan", "kecamatan": "Tidak Ada"}, set())])
def test_only_those_who_were_chosen_are_told(room, whom, reached):
    answer = room.staff().post("/papan/pesan", data={"kunci": "k", "text": SAID, **whom})
    assert {trainee for trainee in (1, 2, 3) if told(room, trainee)} == reached
    assert answer.status_code == (302 if reached else 422)
    if not reached:
        assert "Belum ada penerima." in answer.get_data(as_text=True)
        assert SAID in answer.get_data(as_text=True)  # nothing typed is lost


@pytest.mark.parametrize(("text", "why"), [("  ", "Tulis dulu pesannya."), 
    ("a" * 161, "Pesan ini 161 huruf; paling banyak 160.")])
def test_what_cannot_be_sent_is_told_and_reaches_nobody(room, text, why):
    answer = room.staff().post("/papan/pesan", data=ALL | {"text": text})
    assert answer.status_code == 422
    assert why in answer.get_data(as_text=True)
    assert told(room, 1) == []


def test_the_board_counts_who_has_read_it(room):
    room.staff().post("/papan/pesan", data=ALL | {"text": SAID})
    assert "0 dari 3 sudah membaca" in page(room)
    with room.store.open(room.seat(2).pin) as session:
        message = next(deed.id for deed in deeds(session) if deed.kind is MESSAGE)
    for _ in range(2):
        room.browser("seat:2:1").post(f"/latihan/pesan/{message}/dibaca")
    assert "1 dari 3 sudah membaca" in page(room)


def test_taken_back_it_leaves_every_panel_and_only_once(room):
    room.staff().post("/papan/pesan", data=ALL | {"text": SAID})
    assert in_panel(room)
    key = page(room).partition("/papan/pesan/tarik")[2].partition('name="kunci" value="')[2].partition('"')[0]
    for _ in range(2):
        room.staff().post("/papan/pesan/tarik", data={"kunci": key})
    assert not in_panel(room)
    assert "Ditarik kembali." in page(room)
    with room.store.open(room.seat(1).pin) as session:
        assert [deed.kind for deed in deeds(session)].count(MESSAGE_BACK) == 1


def test_a_message_of_before_stays_when_a_later_one_is_taken_back(room):
    room.staff().post("/papan/pesan", data=ALL | {"text": SAID})
    room.clock.advance(1)
    room.staff().post("/papan/pesan", data=ALL | {"text": "Lain.", "kunci": "k2"})
    key = page(room).partition("/papan/pesan/tarik")[2].partition('name="kunci" value="')[2].partition('"')[0]
    room.staff().post("/papan/pesan/tarik", data={"kunci": key})
    assert in_panel(room)


def test_a_person_is_found_by_name_village_or_subdistrict(room):
    name = room.seat(1).name
    for words in (name.upper(), "desa1", "kecamatan 1", f"{name.split()[0]} desa1"):
        assert "/papan/peserta/1" in page(room, f"/papan?cari={words}").partition('role="search"')[2].partition("data-needs")[0]
    assert "Tidak ada orang atau desa dengan nama itu" in page(room, "/papan?cari=zzz")


@pytest.fixture
def day(room):
    """Two blocks of one exercise each: the first open, with somebody at work in it; the second waits for the trainer."""
    first = DayBlock(id="satu", title="Blok Satu", exercises=(EXERCISE.id,))
    second = DayBlock(id="dua", title="Blok Dua", opens=Opens(by="hand"), exercises=("lain",))
    given = Course((EXERCISE, Exercise("lain", "5.2", "Lain")), blocks=(first, second))
    with write() as session:
        session.scalars(select(Group).where(Group.number == 1)).one().agenda = given.agenda()
    room.noted("begin", 1, attempt=1, detail={"scenario": EXERCISE.id, "hash": "h", "number": 1, "skill": "s"})
    return room


def lesson(training: Training, title: str) -> str:
    """What the panel says of that block or exercise."""
    shown = page(training).partition('id="latihan"')[2]
    return re.sub(r"<[^>]*>|\\s+", " ", shown.partition(f"<strong>{title}</strong>")[2].partition("</form>")[0])


def test_the_panel_says_what_is_open_and_who_is_at_work_there(day):
    assert "terbuka" in lesson(day, "Blok Satu")
    assert "1 orang sedang mengerjakan: mereka boleh menyelesaikan." in lesson(day, "Blok Satu")
    assert "tertutup" in lesson(day, "Blok Dua")


def test_a_block_is_opened_and_closed_for_the_room_and_twice_is_once(day):
    for _ in range(2):
        day.staff().post("/papan/latihan", data={"kelompok": 1, "latihan": "dua", "buka": "1"})
    assert "terbuka" in lesson(day, "Blok Dua")
    day.staff().post("/papan/latihan", data={"kelompok": 1, "latihan": "dua", "buka": "0"})
    assert "tertutup" in lesson(day, "Blok Dua")


def test_what_the_day_does_not_have_and_a_group_that_is_not_open_change_nothing(day):
    for told in ({"kelompok": 1, "latihan": "tidak-ada"}, {"kelompok": 2, "latihan": "dua"}, {}):
        day.staff().post("/papan/latihan", data={"buka": "1", **told})
    assert "tertutup" in lesson(day, "Blok Dua")
