"""A day's blocks: what is open when, and what is offered to whom. Times of the day are those of the hall."""

import json
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.clock import WIB
from scenarios.day import agenda, offer, opening
from scenarios.day.block import DayBlock, Opens
from scenarios.day.course import Course, Exercise, Weather, course
from scenarios.day.opening import Act, Clocks
from scenarios.file.loader import OWN, library, renamed
from scenarios.file.skills import skills
from scenarios.results.mastery import Rung
from tests.conftest import AS_OF

EIGHT = datetime.combine(AS_OF, datetime.min.time(), WIB) + timedelta(hours=8)


def an_exercise(name: str, skill: str = "baca-pesan", **more: object) -> Exercise:
    return Exercise(name, "1.1", name.upper(), skill=skill, **more)  # type: ignore[arg-type]


def a_day(*blocks: DayBlock, **more: object) -> Course:
    exercises = tuple(an_exercise(each) for block in blocks for each in block.all)
    return Course(exercises, skills(), blocks, held_on=AS_OF, opened_at=EIGHT, **more)  # type: ignore[arg-type]


def a_block(name: str, **more: object) -> DayBlock:
    return DayBlock(**{"id": name, "title": name.upper(), "exercises": (f"latihan-{name}",), **more})


def after(hours: float, pause: float = 0) -> Clocks:
    wall = EIGHT + timedelta(hours=hours)
    return Clocks(wall - timedelta(hours=pause), wall)


def is_open(day: Course, name: str, now: Clocks, **acts: bool) -> bool:
    done = {which.replace("_", "-"): Act(state, EIGHT, 1) for which, state in acts.items()}
    return opening.of_exercise(day, done, name, now).open


def test_a_time_of_the_day_binds_on_the_day_itself_and_on_no_other():
    day = a_day(a_block("a", opens=Opens(at="09.00")))
    assert [is_open(day, "latihan-a", after(hours)) for hours in (0.99, 1, 3, -16, 24)] == [False, True, True, True, True]
    assert opening.of_block(day, {}, day.blocks[0], after(0)).at == EIGHT + timedelta(hours=1)


def test_minutes_after_the_opening_are_hall_time():
    day = a_day(a_block("a", opens=Opens(after=60)))
    assert [is_open(day, "latihan-a", now) for now in (after(0.9), after(1), after(1.5, pause=1), after(2, pause=1))] == [
        False, True, False, True]
    assert opening.of_block(day, {}, day.blocks[0], after(1.5, pause=1)).at == EIGHT + timedelta(hours=2)


@pytest.mark.parametrize("rule", [{"by": "hand"}, {"when": "a"}])
def test_a_block_that_waits_for_people_opens_by_an_act_alone(rule):
    day = a_day(a_block("a"), a_block("b", opens=Opens(**rule)))
    assert not is_open(day, "latihan-b", after(100))
    assert is_open(day, "latihan-b", after(0), b=True)
    assert opening.of_block(day, {}, day.blocks[1], after(0)).after == ("A" if "when" in rule else "")


def test_a_trainer_s_act_on_an_exercise_counts_before_that_on_its_block_and_both_before_the_agenda():
    day = a_day(a_block("a", injects=("siap",), quick=("cepat",)))
    assert [is_open(day, each, after(0)) for each in ("latihan-a", "cepat", "siap")] == [True, True, False]
    assert is_open(day, "siap", after(0), siap=True)
    assert not is_open(day, "latihan-a", after(0), a=False)
    assert is_open(day, "latihan-a", after(0), a=False, latihan_a=True)


def test_an_end_closes_what_it_was_set_for_and_that_of_the_day_everything_but_nobody_s_exercise_is_opened_by_it_again():
    day, half_past_nine = a_day(a_block("a"), a_block("b"), others=[an_exercise("bebas")]), EIGHT + timedelta(hours=1.5)
    ended = {"a": Act(True, EIGHT, 1, half_past_nine)}
    assert [opening.of_exercise(day, ended, each, after(hours)).open for each in ("latihan-a", "latihan-b")
            for hours in (1.49, 1.5)] == [True, False, True, True]
    over = {opening.DAY: ended["a"], "latihan-a": Act(True, EIGHT, 1), "b": Act(False, EIGHT, 1)}
    assert [opening.of_exercise(day, over, each, after(1)).open for each in ("latihan-a", "latihan-b", "bebas")] == [
        True, False, True]
    assert {opening.of_exercise(day, over, each, after(2)) for each in ("latihan-a", "latihan-b", "bebas")} == {
        opening.Opening(False, until=half_past_nine)}
    assert (opening.ends_at(ended, "a"), opening.ends_at(ended, "b"), opening.ends_at(over, "a")) == (
        half_past_nine, None, half_past_nine)


def test_acts_are_read_back_as_they_were_written():
    assert opening.acts('{"a": {"open": true, "at": "2026-03-02T08:00:00+07:00", "by": 3, "until": "2026-03-02T08:00:00+07:00"}}'
                        ) == {"a": Act(True, EIGHT, 3, EIGHT)}
    assert opening.acts('{"a": {"open": true, "at": "2026-03-02T08:00:00+07:00", "by": 3}}') == {"a": Act(True, EIGHT, 3)}


def test_a_pinned_day_is_read_back_whole():
    day = agenda.course_of(agenda.chosen("sehari-penuh"), held_on=AS_OF, opened_at=EIGHT)
    assert course(day.agenda()) == day
    assert {each.weather for each in day.by_id.values()} == set(Weather) - {Weather.NYATA}
    listed = {each.scenario.id for each in agenda.exercises_of("sehari-penuh")}
    assert day.by_id.keys() == {name for name, each in library().items() if each.scenario.hints or name in listed}


def test_what_the_next_skill_needs_comes_first_then_what_is_not_mastered_then_the_day_s_order():
    day = a_day()
    ahead = [an_exercise("kirim", "pulihkan-kiriman"), an_exercise("periksa", "periksa-dulu"), an_exercise("pesan")]
    assert offer.best(day, ahead, {}) == ahead[2]
    assert offer.best(day, ahead, {"baca-pesan": Rung.DIBANTU}) == ahead[1]
    assert offer.best(day, ahead, {"baca-pesan": Rung.DIBANTU, "periksa-dulu": Rung.MANDIRI}) == ahead[0]
    assert offer.best(day, ahead, {"baca-pesan": Rung.MANDIRI, "periksa-dulu": Rung.MANDIRI}) == ahead[0]
    assert offer.best(day, [], {}) is None


def test_what_is_for_the_quick_comes_after_what_everybody_does():
    day = a_day(a_block("a", quick=("cepat",)), a_block("b"))
    by_id = day.by_id
    assert offer.best(day, [by_id["cepat"], by_id["latihan-b"]], {}) == by_id["latihan-b"]
    assert [each.id for each in day.due] == ["latihan-a", "latihan-b"]


@given(st.dictionaries(st.sampled_from([skill.id for skill in skills()]), st.sampled_from(Rung)),
       st.lists(st.sampled_from([skill.id for skill in skills()]), min_size=1, max_size=8))
def test_as_long_as_something_is_left_something_is_offered(rungs, names):
    left = [an_exercise(f"latihan-{number}", skill) for number, skill in enumerate(names)]
    assert offer.best(a_day(), left, rungs) in left


def test_free_practice_draws_what_was_begun_least_and_the_same_for_the_same_seed():
    mild = [an_exercise(f"l{number}", weather=Weather.GERIMIS) for number in range(3)]
    day = Course(mild, skills(), others=[an_exercise("tenang")])
    everybody = offer.drawn(day, Weather.GERIMIS, lambda each: True, {"l0": 1, "l1": 1}, Random(1))
    assert everybody == mild[2]
    assert {offer.drawn(day, Weather.GERIMIS, lambda each: True, {}, Random(seed)).id for seed in range(20)} == {"l0", "l1", "l2"}
    assert offer.drawn(day, Weather.BADAI, lambda each: True, {}, Random(1)) is None
    assert offer.weathers(day, lambda each: each.id != "tenang") == [Weather.GERIMIS]


def test_an_exercise_of_one_s_own_waits_in_each_day_for_the_trainer_to_open_it(tmp_path, monkeypatch):
    path = tmp_path / "milik-sendiri.yaml"
    path.write_text(renamed(library()["kirim-sekali-saja"].text, path.stem), encoding="utf-8")
    monkeypatch.setenv(OWN, str(tmp_path))
    day = agenda.chosen("setengah-hari")
    assert (day.blocks[-1].title, day.blocks[-1].injects) == ("Latihan sendiri", (path.stem,))
    here = agenda.course_of(day, held_on=AS_OF, opened_at=EIGHT)
    again = course(json.loads(json.dumps(here.agenda())))
    assert path.stem not in [each.id for each in (*again.due, *again.others)]
    now = Clocks(EIGHT, EIGHT)
    assert not opening.of_exercise(again, {}, path.stem, now).open
    assert opening.of_exercise(again, {path.stem: Act(True, EIGHT, 1)}, path.stem, now).open


AGENDA = """id: coba
title: Coba
minutes: 30
blocks:
  - id: satu
    title: Satu
    exercises:
      - entri-satu-keluarga
  - id: dua
    title: Dua
    opens: {when: satu, done: 60}
    exercises:
      - galat-sekali-lewat
"""


@pytest.mark.parametrize(("right", "wrong", "line", "told"), [
    ("galat-sekali-lewat", "galat-dua-kali", 13,
     "latihan galat-dua-kali tidak ada di pustaka. Lihat: python3 start.py scenario list"),
    ("galat-sekali-lewat", "entri-satu-keluarga", 13, "sudah ada di atas"),
    ("minutes: 30", "minutes: 10", 3, "latihannya perlu 18 menit"),
    ("id: coba", "id: lain", 1, "Tulis id: coba"),
    ("title: Coba", "judul: Coba", 2, "judul tidak dikenal"),
    ("id: dua", "id: satu", 9, "nama satu sudah dipakai"),
    ("when: satu", "when: tiga", 11, "blok tiga tidak ada di atasnya. Pilih salah satu: satu"),
    ("{when: satu, done: 60}", "{when: satu, by: hand}", 11, "tulis tepat satu: at, after, when, atau by"),
    ("{when: satu, done: 60}", '{at: "25.00"}', 11, "25.00 bukan jam yang ada"),
    ("{when: satu, done: 60}", "{at: 9}", 11, "harus teks. Beri tanda kutip")])
def test_what_is_wrong_in_an_agenda_is_told_with_its_line(tmp_path, right, wrong, line, told):
    path = tmp_path / "coba.yaml"
    path.write_text(AGENDA, encoding="utf-8")
    assert agenda.load(path).minutes == 30
    path.write_text(AGENDA.replace(right, wrong), encoding="utf-8")
    with pytest.raises(agenda.AgendaError) as caught:
        agenda.load(path)
    assert f"coba.yaml, baris {line}" in str(caught.value)
    assert told in str(caught.value)


def test_an_agenda_that_nobody_wrote_names_those_there_are():
    with pytest.raises(agenda.NoSuchAgenda, match="satu-hari"):
        agenda.chosen("seminggu")


@pytest.mark.parametrize("agenda_id", list(agenda.agendas()))
def test_the_exercises_of_an_agenda_are_in_the_library_and_its_day_can_be_pinned(agenda_id):
    chosen = agenda.chosen(agenda_id)
    assert [each.scenario.id for each in chosen.exercises] == [each for block in chosen.blocks for each in block.all]
    assert {each.scenario.id for each in chosen.all} >= {name for name, each in library().items() if each.scenario.hints}


@pytest.mark.parametrize("agenda_id", agenda.agendas())
def test_a_day_trains_every_skill_that_a_certificate_needs(agenda_id):
    needed = {skill.id for skill in skills() if skill.certificate}
    assert needed <= {each.scenario.skill for each in agenda.exercises_of(agenda_id)}, "nobody could earn one"


def test_the_day_knows_the_pages_of_each_exercise():
    exercises = agenda.course_of(agenda.chosen(), held_on=AS_OF, opened_at=EIGHT).by_id
    assert {"outbox", "household"} <= exercises["kiriman-macet-di-antrean"].forms
    assert exercises["simpan-tanpa-jawaban"].goals["satu-kali"] == "Keluarga ini ada di daftar, satu kali"
