"""A sheet as the case of an exercise: picked, wrong by the ledger, true on paper, judged by both, and never used up."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random

import pytest

from sandbox.details import BeginDetails
from sandbox.journal import Journal
from sandbox.practice.models import Cell
from sandbox.practice.records import SheetRecord
from sandbox.practice.sheets import entries
from sandbox.practice.submissions import submissions
from scenarios.attempt import sheet_cells
from scenarios.attempt.attempts import Attempt
from scenarios.attempt.world import Data, World
from scenarios.file.loader import ScenarioError, parse
from scenarios.panel.papers_shown import sheets
from scenarios.planting.base import Bed
from scenarios.planting.sheets import WrongCells
from scenarios.play import begin
from scenarios.play.begin import Choices
from tests.conftest import AS_OF, NOON
from tests.practice.factories import a_sheet_entry
from tests.scenarios.factories import FRAME, a_village

SHEET = "pt-inventaris-desa"
SEAT = Choices("35.10.02.2003", "operator", "coba", 1)
MEJA, KURSI = "b2k1", "b3k1"
CELLS = "cells: [Meja, Kursi]"
PLANTS = {
    "wrong": "  - {plant: wrong, of: lembar, how: tenfold, cells: [Meja]}\n",
    "swapped": "  - {plant: wrong, of: lembar, how: swapped, cells: [Meja, Kursi]}\n",
    "true": "  - {plant: wrong, of: lembar, how: tenth, cells: [Meja], is_true: true}\n",
    "copied": "  - {plant: copied, of: lembar, changes: 1}\n",
    "": ""}


def a_file(planted: str, check: str) -> str:
    given = f"given:\n  - {{pick: sheet, as: lembar, sheet: {SHEET}}}\n{planted}  - {{berkas: page, of: lembar, {CELLS}}}\n"
    frame = FRAME.replace("given:\n  - {pick: household, as: kk}\n", given).replace("{{ kk.no_kk }}", "{{ lembar.number }}")
    return f"{frame}goals:\n  - {{id: tujuan, text: Tujuan, check: {check}}}\n"


@pytest.fixture
def village():
    """Last year's sheet has 20 tables and 50 chairs; this year's is not begun."""
    with a_village() as session:
        cells = [Cell(sheet=SHEET, period=AS_OF.year - 1, row=row, column=1, number=number) for row, number in ((2, 20), (3, 50))]
        session.add_all([a_sheet_entry(SHEET, AS_OF.year - 1, as_of=AS_OF, filled=2, saved_at=NOON, saved_by="Data awal"),
                         a_sheet_entry(SHEET, AS_OF.year, saved_at=NOON, saved_by="Data awal"), *cells])
        session.commit()
        yield session


class Played:
    """An attempt at a file on that village, without pages."""

    def __init__(self, session, desk, planted, check="{cells: lembar}"):
        self.session, self.scenario = session, parse(a_file(PLANTS.get(planted, planted), check), "coba.yaml").scenario
        self.found: BeginDetails = begin.chosen(session, self.scenario, SEAT, now=NOON)
        begin.plant(session, self.scenario, self.found, desk, rng=SEAT.rng(1), now=NOON)
        begin.settle(session, self.scenario, self.found, today=AS_OF)
        self.entry = entries.get(session, self.found.sheets["lembar"])

    @property
    def cells(self):
        return sheet_cells.state(self.entry)

    def write(self, **cells):
        figures = sheet_cells.typed_figures(self.entry) | {(int(name[1]), 1): value for name, value in cells.items()}
        sheet_cells.write(self.session, self.entry, figures)

    def world(self):
        return World(Attempt(1, 1, NOON, self.found, []), Data(self.session), NOON)

    def verdict(self, check=None):
        asked = self.scenario.goals[0].check if check is None else parse(
            a_file("", check), "coba.yaml").scenario.goals[0].check
        return asked.verdict(self.world())


@pytest.fixture
def played(village, hall):
    return lambda planted, check="{cells: lembar}": Played(village, hall.desk(2, 2), planted, check)


def test_a_sheet_that_is_filled_for_an_exercise_stands_as_of_an_earlier_day_than_today(played):
    assert played("").entry.as_of == AS_OF - timedelta(days=1)


def test_a_sheet_that_is_not_filled_has_last_year_s_figures_and_its_page_says_the_same(played):
    seat = played("")
    assert (seat.cells, seat.found.papers[0]["cells"]) == ({MEJA: 20, KURSI: 50},) * 2
    assert seat.found.given["lembar"] == {"number": seat.entry.number, "title": seat.entry.title, "year": AS_OF.year}


@pytest.mark.parametrize(("planted", "there", "true"), [
    ("wrong", {MEJA: 200, KURSI: 50}, {MEJA: 20, KURSI: 50}), ("swapped", {MEJA: 50, KURSI: 20}, {MEJA: 20, KURSI: 50}),
    ("true", {MEJA: 2, KURSI: 50}, {MEJA: 2, KURSI: 50})])
def test_what_is_planted_stands_in_the_sheet_and_the_page_says_what_is_true(played, planted, there, true):
    seat = played(planted)
    assert (seat.cells, seat.found.papers[0]["cells"]) == (there, true)
    assert seat.found.given["lembar"].get("cell") == (None if planted == "true" else "Meja")


def test_a_copied_sheet_has_as_many_changes_as_the_file_says(played):
    seat = played("copied")
    assert seat.cells == {MEJA: 20, KURSI: 50}
    assert sum(seat.cells[cell] != value for cell, value in seat.found.papers[0]["cells"].items()) == 1


def test_a_wrong_cell_is_mended_by_the_true_figure_and_guessed_by_any_other(played):
    seat, asked = played("wrong"), ("{mended: lembar}", "{guessed: lembar}", "{unchanged: lembar}", "{cells: lembar}")
    seen = []
    for tables in (200, 21, 20):
        seat.write(b2k1=tables)
        seen.append([seat.verdict(check).met for check in asked])
    assert seen == [[False, False, True, False], [False, True, False, False], [True, False, False, True]]


def test_another_cell_than_those_of_the_page_may_not_be_changed_where_the_others_are_kept(played):
    seat = played("wrong")
    seat.write(b2k1=20, b4k1=6)
    assert [seat.verdict(f"{{cells: lembar{more}}}").met for more in ("", ", others: kept")] == [True, False]


def test_what_stood_in_a_cell_that_should_have_stayed_is_told_before_the_papers(played):
    lesson = played("wrong", check="{cells: lembar, others: kept}")
    lesson.write(b2k1=20, b4k1=7)
    assert lesson.scenario.kept_sheets == {"lembar"}
    strayed = {"lembar": lesson.world().strayed_cells("lembar")}
    first, *_more = sheets(lesson.found.papers, lesson.found.given, marked=False, strayed=strayed)
    assert (first.tab, [str(value) for _, value in first.rows]) == ("Isi semula", ["kosong"])


def test_a_cell_that_is_drawn_to_be_wrong_leaves_a_sheet_that_could_be_sent_one_that_can(village):
    """More owners than vehicles would be sent back, so it is always the vehicles that are too many."""
    entry = a_sheet_entry("tp-aset-transportasi", AS_OF.year, as_of=AS_OF, filled=2, saved_at=NOON, saved_by="Data awal")
    village.add(entry)
    village.flush()
    none = dict.fromkeys(product(range(1, 9), (1, 2)), 0)
    more, drawn = WrongCells(plant="wrong", of="lembar", how="more", by=4), set()
    for seed in range(6):
        sheet_cells.write(village, entry, none | {(1, 1): 5, (1, 2): 5})
        more.put(Bed(village, Random(seed), SheetRecord(entry), 1, "Operator", NOON, {}, lambda name: SheetRecord(entry)))
        drawn |= {(place, figure) for place, figure in sheet_cells.typed_figures(entry).items() if figure}
    assert drawn == {((1, 1), 5), ((1, 2), 9)}


def test_the_next_attempt_at_a_sheet_finds_its_case_whole_and_nothing_sent(played, village):
    first = played("wrong")
    submissions.submit(village, SheetRecord(first.entry), by="Operator", now=NOON)
    first.write(b2k1=20)
    again = played("swapped")
    assert (again.cells, again.found.papers[0]["cells"]) == ({MEJA: 50, KURSI: 20}, {MEJA: 20, KURSI: 50})
    assert not again.verdict("{submissions: {record: lembar}, count: {min: 1}}").met


@pytest.mark.parametrize(("planted", "check", "told"), [
    ("  - {plant: wrong, of: lembar, how: tenfold, cells: [Anu]}\n", "{cells: lembar}", "given.1.cells: lembar pt-inventaris"),
    ("  - {plant: wrong, of: lembar, how: swapped, cells: [Meja]}\n", "{cells: lembar}", "given.1.cells: swapped menukar dua"),
    ("  - {plant: citizen, of: lembar, letter: domisili}\n", "{cells: lembar}", "lembar adalah lembar; di sini hanya keluarga"),
    ("", "{members: lembar}", "goals.0.check: lembar adalah lembar; di sini hanya keluarga"),
    ("", "{not: {all: [{answers: lembar}]}}", "goals.0.check: lembar adalah lembar")])
def test_what_a_sheet_cannot_be_asked_is_refused_with_its_place(planted, check, told):
    with pytest.raises(ScenarioError) as caught:
        parse(a_file(planted, check), "coba.yaml")
    assert told in str(caught.value)


def test_a_sheet_that_lacks_a_cell_which_is_asked_for_is_completed_with_last_years(village):
    entry = entries.both_years(village, AS_OF.year, sheet_id=SHEET)[0]
    sheet_cells.write(village, entry, {(3, 1): 47.0})
    both = f"sheet: {SHEET}, where: {{above_zero: [Meja, Kursi]}}}}"
    scenario = parse(a_file("", "{cells: lembar}").replace(f"sheet: {SHEET}}}", both, 1), "coba.yaml").scenario
    found = begin.chosen(village, scenario, SEAT, now=NOON)
    assert sheet_cells.state(entries.get(village, found.sheets["lembar"])) == {MEJA: 20.0, KURSI: 47.0}


def test_a_page_in_another_unit_says_so_many_times_the_figure(village, played):
    page = "  - {berkas: page, of: lembar, cells: [Kursi], unit: lusin, times: 12}\n"
    paper = played(PLANTS["wrong"] + page).found.papers[0]
    [shown] = [row for row in sheets([paper], {}, marked=False, strayed={})[0].rows if row[0] == "Kursi"]
    assert shown[1] == "600 lusin"


def test_a_sheet_that_somebody_else_is_at_work_on_is_taken_only_if_no_other_fits(village):
    other = a_sheet_entry("pt-jembatan", AS_OF.year, as_of=AS_OF, filled=1, saved_at=NOON, saved_by="Data awal")
    village.add(other)
    village.flush()
    file = a_file("", "{cells: lembar}").replace(f"sheet: {SHEET}", f"sheet: [{SHEET}, pt-jembatan]")
    file = file.replace(f"  - {{berkas: page, of: lembar, {CELLS}}}\n", "").replace("{cells: lembar}", "{unchanged: lembar}")
    scenario = parse(file, "coba.yaml").scenario
    picked = {begin.chosen(village, scenario, replace(SEAT, number=number), now=NOON).sheets["lembar"] for number in range(9)}
    assert len(picked) == 2
    row = Journal(at=NOON, wall_at=NOON, person=9, action="begin", outcome="done")
    row.tell(BeginDetails(sheets={"x": other.id}))
    village.add(row)
    now = {begin.chosen(village, scenario, replace(SEAT, number=number), now=NOON).sheets["lembar"] for number in range(9)}
    assert now == picked - {other.id}
