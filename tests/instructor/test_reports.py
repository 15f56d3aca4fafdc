"""What came of the days, as tables."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from instructor import commands
from instructor.days import rotation
from instructor.errors import NoSuchGroup
from instructor.reports.results import DayResults, PersonResults, days
from instructor.reports.table import FORMATS, ReportTable, as_csv
from instructor.reports.tables import REPORTS
from sandbox.files.listings import read_list
from sandbox.machine.output import FileNotWritten
from sandbox.platform.models import Group, GroupState
from sandbox.store import generations
from scenarios.day.block import Exam
from scenarios.day.course import Course, Weather
from scenarios.file.skills import skills
from scenarios.results.fold import fold_all
from scenarios.results.progress import by_person
from tests.conftest import AS_OF, NOON
from tests.instructor.factories import EXERCISE, Journal, a_seat
from tests.test_docs import section

HELPED = Journal(person=1).begun(1).noted("hint", 2).did("save", 9.9, detail={"met": ["sampai"], "mistakes": ["ganda"],
                                                                            "solved": True})
ALONE = Journal(person=2, sandbox=2).begun(2).did("save", 5, detail={"met": ["ditemukan", "sampai"], "solved": True})
each_report = pytest.mark.parametrize("name", ["hasil", "latihan", "keterampilan"])


def a_day(*journals: Journal, number: int = 1, people: int = 2) -> DayResults:
    attempts = by_person(fold_all(row for journal in journals for row in journal.rows))
    seats = [a_seat(id_, "sekdes" if id_ % 2 else "operator") for id_ in range(1, people + 1)]
    return DayResults(a_group(number), Course((EXERCISE,), skills()), tuple(
        PersonResults(seat, attempts.get(seat.trainee_id, []), seat.trainee_id in attempts) for seat in seats))


def a_group(number: int = 1) -> Group:
    return Group(id=number, number=number, held_on=AS_OF + timedelta(days=number - 1), state=GroupState.OPEN)


def told(table: ReportTable) -> list[dict[str, object]]:
    return [dict(zip(map(str, table.columns), row, strict=True)) for row in table.rows]


@each_report
def test_a_day_without_exercises_has_headings_and_no_rows(name):
    empty = REPORTS[name]([DayResults(a_group(), Course(), a_day().people)])
    assert empty.rows == ()
    assert as_csv(empty).decode("utf-8-sig").startswith("Hari;Tanggal;")
    assert REPORTS[name]([]) == empty


@each_report
def test_a_day_on_which_nobody_came_says_belum_of_everybody(name):
    rows = told(REPORTS[name]([a_day()]))
    assert {row.get("Capaian", "belum") for row in rows} <= {"belum"}
    assert {row.get("Belum mulai", 2) for row in rows} <= {2}


def test_one_village_person_by_person():
    first, second = told(REPORTS["hasil"]([a_day(HELPED, ALONE)]))
    assert [first[name] for name in ("Peran", "Capaian", "Petunjuk", "Kekeliruan", "Menit")] == ["sekdes", "dibantu", 1, 1, 8]
    assert [second[name] for name in ("Peran", "Capaian", "Tujuan tercapai", "Menit")] == ["operator", "mandiri", 2, 3]


def test_one_village_exercise_by_exercise():
    row, = told(REPORTS["latihan"]([a_day(HELPED, ALONE, people=3)]))
    counts = ("Peserta", "Belum mulai", "Belum selesai", "Dibantu", "Mandiri", "Mahir")
    assert [row[name] for name in counts] == [3, 1, 0, 1, 1, 0]
    assert (row["Kekeliruan tersering"], row["Banyaknya"]) == (EXERCISE.mistakes["ganda"], 1)


def test_one_village_skill_by_skill():
    rows = told(REPORTS["keterampilan"]([a_day(HELPED, ALONE)]))
    assert [(row["Keterampilan"], row["Wajib untuk sertifikat"], row["Capaian"]) for row in rows] == [
        ("Memulihkan kiriman", "ya", "dibantu"), ("Memulihkan kiriman", "ya", "mandiri")]


def test_of_who_was_replaced_the_colleague_counts_and_what_was_done_before_has_its_own_row():
    """The sekdes slipped, was helped and left; the colleague has come and begun nothing; the operator is done alone."""
    day = a_day(HELPED, ALONE)
    left, operator = day.people
    left = replace(left, seat=replace(left.seat, left_at=NOON, name="Yang pergi"))
    came = PersonResults(replace(a_seat(3, "sekdes"), name="Penggantinya"), [], True)
    replaced = [replace(day, people=(left, came, operator))]
    expected = {"Diundang": 2, "Hadir": 2, "Tidak hadir": 0}
    for name in ("hari", "kecamatan", "desa"):
        row, = told(REPORTS[name](replaced))
        assert {key: row[key] for key in expected} == expected, name
    assert [row[key] for key in ("Latihan selesai", "Tanpa bantuan", "Kekeliruan")] == [1, 1, 0]
    exercise, = told(REPORTS["latihan"](replaced))
    counted = [exercise[key] for key in ("Peserta", "Belum mulai", "Dibantu", "Mandiri", "Kekeliruan tersering")]
    assert counted == [2, 1, 0, 1, None]
    assert [(row["Nama"], row["Latihan selesai"], row["Kekeliruan"]) for row in told(REPORTS["peserta"](replaced))] == [
        ("Yang pergi", 1, 1), ("Penggantinya", 0, 0), (operator.seat.name, 1, 0)]


def test_an_examination_is_told_for_who_has_one_known_and_new_apart():
    day = a_day(ALONE)
    assert told(REPORTS["ujian"]([day])) == []
    rough, lone, held = (replace(EXERCISE, id=name, weather=Weather.GERIMIS) for name in (EXERCISE.id, "lain", "baru"))
    with_exam = replace(day, course=replace(day.course, exercises=(rough, lone), held=(held,), exam=Exam(known=2, new=1)))
    journal = Journal(person=2, sandbox=2)
    journal.noted("begin", 2, detail={"scenario": EXERCISE.id, "exam": "known"}).did("save", 5, detail={"solved": True})
    examined = PersonResults(day.people[1].seat, by_person(fold_all(journal.rows))[2])
    _, operator = told(REPORTS["ujian"]([replace(with_exam, people=(day.people[0], examined))]))
    names = ("Latihan yang dikenal", "Dikenal, selesai", "Latihan yang baru", "Baru, selesai")
    assert [operator[name] for name in names] == [2, 1, 1, 0]


def a_measured_day(alone: Sequence[bool], rest: Sequence[bool]) -> DayResults:
    """People who solved the exercise alone or not at all, and another one likewise; each found the first one clear."""
    journals = []
    for number, (here, there) in enumerate(zip(alone, rest, strict=True), 1):
        journal = Journal(person=number, sandbox=number).begun(1).did("save", 2, detail={"solved": here})
        journal.noted("rate", 3, detail={"rating": "jelas"})
        journals.append(journal.begun(4, scenario="lain").did("save", 5, detail={"solved": there}))
    return a_day(*journals, people=len(alone))


def test_an_exercise_is_as_hard_as_few_solved_it_alone_and_tells_apart_as_it_goes_with_the_rest():
    half = [True, False] * 6
    row, = told(REPORTS["butir"]([a_measured_day(half, half)]))
    names = ("Mengerjakan", "Sendiri pada percobaan pertama (%)", "Daya pembeda (-100 sampai 100)", "Jelas", "Agak")
    assert [row[name] for name in names] == [12, 50, 100, 12, 0]
    against, = told(REPORTS["butir"]([a_measured_day(half, [not each for each in half])]))
    assert against[names[2]] == -100
    easy, = told(REPORTS["butir"]([a_measured_day([True] * 12, half)]))
    assert [easy[name] for name in names[1:3]] == [100, None]
    few, = told(REPORTS["butir"]([a_measured_day(half[:8], half[:8])]))
    assert [few[name] for name in names[:3]] == [8, None, None]


@each_report
def test_several_days_are_the_rows_of_each_one_after_the_other(name):
    one, other = a_day(HELPED), a_day(ALONE, number=2)
    assert REPORTS[name]([one, other]).rows == REPORTS[name]([one]).rows + REPORTS[name]([other]).rows


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["C"])), min_size=2, max_size=2)))
def test_a_csv_gives_back_what_was_written_and_no_text_is_a_formula(cells):
    content = as_csv(ReportTable(("a", "b"), tuple(map(tuple, cells))))
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [[cell.removeprefix("'") for cell in row] for row in read[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in cells]
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_our_own_reader_of_lists_reads_a_report(tmp_path):
    file = tmp_path / "hasil.csv"
    file.write_bytes(as_csv(REPORTS["hasil"]([a_day(HELPED)])))
    columns = ["kode desa", "capaian", "mulai"]
    first, *_ = read_list(file, columns, lambda row: [row[name] for name in columns], most=10)
    assert first == ["35.10.02.2003", "dibantu", "2026-03-02 12:01"]


def solve(opened) -> None:
    opened.noted("begin", 1, attempt=1, detail={"scenario": "kiriman-macet-di-antrean", "hash": "h", "number": 1, "skill": "s"})
    opened.noted("judged", 1, attempt=1, detail={"scenario": "kiriman-macet-di-antrean", "met": ["sampai"], "solved": True})


def test_a_closed_day_is_told_as_it_was_while_it_was_open(opened):
    solve(opened)
    live = {name: make(days([1], now=NOON)) for name, make in REPORTS.items()}
    assert "mandiri" in [row["Capaian"] for row in told(live["hasil"])]
    generations.reset_group(1, now=NOON)
    assert {name: make(days([1], now=NOON)) for name, make in REPORTS.items()} == live
    rotation.close(1, clock=opened.clock)
    closed = {name: make(days([1], now=NOON)) for name, make in REPORTS.items()}
    assert [closed["hari"].rows[0][2], live["hari"].rows[0][2]] == ["selesai", "dibuka"]
    del closed["hari"], live["hari"]
    assert closed == live


def test_the_command_writes_the_file_and_says_what_it_wrote(opened, tmp_path):
    solve(opened)
    file = tmp_path / "hasil.csv"
    done = CliRunner().invoke(commands.report, ["--day", "1", "--day", "2", "--out", str(file), "--json"],
                              obj=lambda: opened.app, catch_exceptions=False)
    said = json.loads(done.output)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert (said["table"], said["days"], said["rows"]) == ("hasil", [1, 2], len(lines) - 1)
    assert any(";mandiri;" in line for line in lines)


def test_a_day_that_does_not_exist_and_a_file_that_cannot_be_written_are_refused(opened, tmp_path):
    with pytest.raises(NoSuchGroup):
        CliRunner().invoke(commands.report, ["--day", "9", "--out", str(tmp_path / "a.csv")], obj=lambda: opened.app,
                           catch_exceptions=False)
    with pytest.raises(FileNotWritten, match="foldernya tidak ada"):
        CliRunner().invoke(commands.report, ["--out", str(tmp_path / "tiada" / "a.csv")], obj=lambda: opened.app,
                           catch_exceptions=False)
    CliRunner().invoke(commands.report, ["--out", str(tmp_path / "a.csv")], obj=lambda: opened.app, catch_exceptions=False)
    assert (tmp_path / "a.csv").is_file()


def test_every_report_and_format_stands_in_the_docs():
    assert [name for name in (*REPORTS, *FORMATS) if f"`{name}`" not in section("gladi report")] == []
