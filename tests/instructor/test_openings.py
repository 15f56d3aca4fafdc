"""Exercises and blocks are opened by a trainer's hand, and where enough people are done."""

import html
import json
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from instructor.days import lesson_commands, openings
from instructor.errors import NotInTheDay, NotOpen, WrongEnd
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Group
from scenarios.day.block import DayBlock, Opens
from scenarios.day.course import Course, Exercise, course
from scenarios.results.fold import fold_all
from scenarios.results.progress import by_person
from tests.conftest import NOON
from tests.instructor.factories import EXERCISE, Journal

FIRST = DayBlock(id="satu", title="Satu", exercises=(EXERCISE.id,))
DAY = Course((EXERCISE, Exercise("lain", "5.2", "Lain")),
             blocks=(FIRST, DayBlock(id="dua", title="Dua", opens=Opens(when="satu", done=50), exercises=("lain",))))


def solved(*people: int, begun: int = 0) -> dict[int, list]:
    journals = [Journal(person=each, sandbox=each).begun(0).did("save", 5, detail={"solved": each in people})
                for each in range(1, begun + 1)]
    return by_person(fold_all(row for journal in journals for row in journal.rows))


@pytest.mark.parametrize(("people", "begun", "done", "due"), [
    (4, 4, (1, 2), True), (4, 4, (1,), False), (4, 2, (1,), True), (8, 2, (1, 2), False), (4, 0, (), False)])
def test_a_block_is_due_when_enough_of_those_who_have_begun_are_done_and_half_the_group_has_begun(people, begun, done, due):
    assert openings.is_due(DAY, DAY.blocks[1], solved(*done, begun=begun), people) is due


def give(opened, day: Course) -> None:
    with write() as session:
        session.scalars(select(Group).where(Group.number == 1)).one().agenda = day.agenda()


def acts() -> dict:
    with read() as session:
        return session.scalars(select(Group.openings).where(Group.number == 1)).one()


def test_it_is_opened_once_by_gladi_itself_and_a_trainer_who_closes_it_has_the_last_word(opened):
    give(opened, DAY)
    for trainee in range(1, 5):
        opened.noted("begin", trainee, attempt=1, detail={"scenario": EXERCISE.id, "hash": "h", "number": 1, "skill": "s"})
    assert openings.open_what_is_due(NOON) == []
    for trainee in (1, 2, 3):
        opened.noted("judged", trainee, attempt=1, detail={"scenario": EXERCISE.id, "met": ["sampai"], "solved": True})
    assert openings.open_what_is_due(NOON) == ["dua"]
    assert openings.open_what_is_due(NOON) == []
    openings.set_open(1, "dua", False, now=NOON, by=3)
    assert openings.open_what_is_due(NOON) == []
    assert acts()["dua"] == {"open": False, "at": NOON.isoformat(), "by": 3}
    with read() as session:
        rows = session.execute(select(Audit.deed, Audit.account_id, Audit.detail).where(Audit.deed.like("lesson_%"))).all()
    assert rows == [("lesson_open", 0, {"which": "dua"}), ("lesson_close", 3, {"which": "dua"})]


def test_what_the_day_does_not_have_and_a_group_that_is_not_open_are_refused(opened):
    with pytest.raises(NotInTheDay, match="anu"):
        openings.set_open(1, "anu", True, now=NOON)
    with pytest.raises(NotOpen):
        openings.set_open(2, "mulai", True, now=NOON)
    with read() as session:
        day = course(session.scalars(select(Group.agenda).where(Group.number == 1)).one())
    openings.set_open(1, day.exercises[0].id, False, now=NOON)
    assert list(acts()) == [day.exercises[0].id]


def test_more_time_is_added_to_the_end_or_to_now_and_pressed_twice_once(opened):
    give(opened, DAY)
    opened.clock.at = NOON
    half = openings.add_time(1, "dua", 30, seen="", now=NOON)
    assert openings.add_time(1, "dua", 30, seen="", now=NOON) == half == NOON + timedelta(minutes=30)
    assert openings.add_time(1, "dua", 5, seen=half.isoformat(), now=NOON) == NOON + timedelta(minutes=35)
    late = NOON + timedelta(hours=2)
    assert openings.add_time(1, "dua", 5, seen=acts()["dua"]["until"], now=late) == late + timedelta(minutes=5)
    openings.set_end(1, "dua", None, now=late)
    assert "until" not in acts()["dua"]
    for wrong in (NOON, NOON - timedelta(minutes=1), NOON + timedelta(hours=13)):
        with pytest.raises(WrongEnd):
            openings.set_end(1, "dua", wrong, now=NOON)
    openings.set_end(1, "dua", NOON + timedelta(hours=12), now=NOON)
    assert acts()["dua"]["until"] == (NOON + timedelta(hours=12)).isoformat()


def test_a_trainer_sets_the_end_of_the_day_and_board_projector_and_panel_say_it_and_nothing_more_is_begun(opened):
    trainer, trainee = opened.staff(), opened.browser("seat:1:1")
    opened.clock.at = NOON  # 12.00
    trainer.post("/papan/latihan/sampai", data={"kelompok": 1, "latihan": "hari", "pukul": "12:30"})
    more = {"tambah": "10", "sampai": acts()["hari"]["until"]}
    trainer.post("/papan/latihan/sampai", data={"kelompok": 1, "latihan": "hari", **more})
    for address in ("/papan", "/papan/proyektor", "/papan?pesan=1"):
        assert "sampai 12.40" in trainer.get(address).text.replace("sampai pukul", "sampai"), address
    assert "sampai pukul 12.40" in trainee.get("/latihan/panel").text
    for wrong in ({"pukul": "11:00"}, {"pukul": "x"}, {}):
        answer = trainer.post("/papan/latihan/sampai", data={"kelompok": 1, "latihan": "hari", **wrong})
        assert "GL-JAM" in trainer.get(answer.location).text
    opened.clock.at = NOON + timedelta(minutes=41)
    assert "waktunya habis pukul 12.40" in trainee.get("/latihan/panel").text
    trainer.post("/papan/latihan/sampai", data={"kelompok": 1, "latihan": "hari", "lepas": "1"})
    assert "until" not in acts()["hari"]


def test_the_commands_open_close_and_give_an_end(opened):
    opened.clock.at = NOON

    def run(*words: str):
        return CliRunner().invoke(lesson_commands.lesson, [*words, "--json"], obj=lambda: opened.app)

    first = next(iter(course_ids()))
    assert json.loads(run("close", first).output)["open"] is False
    assert json.loads(run("open", first).output) == {"lesson": first, "open": True}
    assert datetime.fromisoformat(json.loads(run("end", "hari", "--at", "12.30").output)["until"]) == NOON + timedelta(minutes=30)
    assert json.loads(run("end", "hari").output)["until"] is None
    assert run("end", "hari", "--at", "siang").exit_code == 2


def course_ids() -> dict:
    with read() as session:
        return dict(course(session.scalars(select(Group.agenda).where(Group.number == 1)).one()).by_id)


def test_a_trainer_chooses_a_real_day_s_weather_and_takes_it_away(opened):
    trainer, there = opened.staff(), "/papan/latihan/cuaca"

    def sent(text: str, **more: str) -> str:
        file = (BytesIO(text.encode()), "12 Agustus.csv")
        trainer.post(there, data={"kelompok": "1", "gangguan": file, **more}, content_type="multipart/form-data")
        page = html.unescape(trainer.get("/papan?pesan=1").get_data(as_text=True))
        return page.partition('id="latihan"')[2]  # above it the board shows no notice

    refused = sent("waktu,kode,perbuatan\n8.00,x,Simpan\n")
    assert "12_Agustus.csv, baris 2, kolom kode: 'x' bukan kode pesan" in refused
    assert "/12_Agustus.csv" not in refused
    told = sent("waktu,kode,perbuatan\n8.00,SRV-500,Simpan\n8.01,ZZ-1,Kirim\n")
    assert "cuaca hari nyata" in told
    assert "Tanpa latihannya: ZZ-1." in told
    with read() as session:
        assert session.get_one(Group, 1).agenda["real_name"] == "12 Agustus"
        assert "galat-sekali-lewat" in session.get_one(Group, 1).agenda["real"]
    assert "Sekarang: 12 Agustus" not in sent("", lepas="1")
    with read() as session:
        assert session.get_one(Group, 1).agenda["real"] == {}
