"""A file among the papers: whole families that the village does not know, what is wrong in it, and what came of it."""

from datetime import date
from random import Random

import pytest
from flask import Flask
from flask_babel import Babel

from sandbox.practice.exchange import checking
from sandbox.practice.exchange.village import KnownVillage
from sandbox.practice.models import Person
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.files import read_file
from scenarios.attempt.world import Data, World
from scenarios.bots.mending import Work, mended
from scenarios.checks.files import Registered
from scenarios.file.loader import ScenarioError, parse
from scenarios.files import people, workbook
from scenarios.files.flaws import FLAWS
from scenarios.panel import views
from scenarios.panel.papers_shown import sheets
from tests.conftest import AS_OF, NOON, a_household
from tests.scenarios.factories import FRAME, a_village, an_attempt

FLAWED = {"bad_rows": {"IMP-422", "VAL-01", "VAL-18"}, "rounded_nik": {"IMP-NIK"}, "date_format": {"IMP-DATE", "VAL-18"}}


def a_file(*flaws: str, source: bool = False, seed: int = 1, count: int = 12) -> dict:
    kinds = {kind.slug(): kind for kind in FLAWS}
    with a_village() as session:
        return people.file(session, Random(seed), "warga", count, [kinds[each](kind=each) for each in flaws], source=source)


def told_of(content: bytes):
    """What the import's own check says of that file in an empty village."""
    return checking.check(read_file(content), KnownVillage(AS_OF, "351062", {}), lambda done, of: None)[0]


def lines_of(paper: dict) -> list[dict]:
    return [line for family in paper["families"] for line in family["members"]]


def test_a_file_has_as_many_people_as_it_says_in_families_and_is_the_same_for_the_same_seed():
    paper = a_file()
    assert len(lines_of(paper)) == 12
    assert {len(family["members"]) for family in paper["families"]} <= set(range(2, 7))
    assert len({line["nik"] for line in lines_of(paper)}) == len({line["name"] for line in lines_of(paper)}) == 12
    assert paper == a_file() != a_file(seed=2)


def test_a_file_with_nothing_wrong_fits_and_is_all_new():
    told = told_of(workbook.written(a_file()))
    assert (told.fits, told.people, told.asked) == (True, 12, 0)


@pytest.mark.parametrize("flaw", FLAWED)
def test_the_check_finds_what_is_wrong_and_the_file_that_it_was_made_from_fits(flaw):
    paper = a_file(flaw, source=True)
    told = told_of(workbook.written(paper))
    assert {problem.code for problem in told.problems} <= FLAWED[flaw]
    assert told.refused
    assert told_of(workbook.written(paper, as_it_was=True)).fits


def test_an_old_template_is_refused_whole():
    with pytest.raises(NoSpreadsheet) as refused:
        told_of(workbook.written(a_file("old_template")))
    assert refused.value.code == "IMP-412"


@pytest.mark.parametrize("flaw", ["bad_rows", "date_format"])
def test_what_the_papers_and_the_nik_say_puts_a_file_right(flaw):
    paper = a_file(flaw)
    said = {f"warga.{place}.{key}": lines_of(paper)[place - 1][key] for place in paper["told"]
            for key in ("name", "nik", "birth_date", "5")}
    said = {key: date.fromisoformat(value) if key.endswith("birth_date") else value for key, value in said.items()}
    told = told_of(mended(workbook.written(paper), None, Work(said, "warga", None, None)))
    assert (told.fits, told.people, told.asked) == (True, 12, 0)


def test_the_panel_shows_the_true_lines_of_none_but_those_who_are_wrong():
    paper, app = a_file("bad_rows"), Flask(__name__)
    Babel(app)
    app.register_blueprint(views.bp)
    with app.test_request_context():
        [shown] = sheets([paper], {}, marked=False, strayed={})
    assert len(shown.lines) == len(paper["told"]) == 7
    assert 'href="/latihan/berkas/warga/isian.xlsx"' in str(shown.rows)


def verdict(session, paper, **more):
    return Registered(registered="warga", **more).verdict(World(an_attempt(papers=[paper]), Data(session), NOON))


def settle(session, paper) -> None:
    """Everybody in the file lives in the village."""
    for place, family in enumerate(paper["families"], start=10):
        household = a_household(place)
        household.number = family["card"]["number"]
        household.members[:] = [
            Person(position=position, nik=line["nik"], name=line["name"], sex=line["sex"], birth_place=line["birth_place"],
                   birth_date=date.fromisoformat(line["birth_date"]), answers={key: line[key] for key in ("2", "3", "5")})
            for position, line in enumerate(family["members"], start=1)]
        session.add(household)
    session.commit()


def test_everybody_is_registered_not_yet_then_just_and_not_any_more():
    paper = a_file()
    with a_village() as session:
        assert (verdict(session, paper).met, verdict(session, paper, but="missing").met) == (False, False)
        settle(session, paper)
        assert (verdict(session, paper).met, verdict(session, paper).part) == (True, (12, 12))
        somebody = session.query(Person).filter_by(nik=lines_of(paper)[0]["nik"]).one()
        somebody.nik = "3510620101010101"
        session.commit()
        assert (verdict(session, paper).met, verdict(session, paper, but="wrong").met) == (False, True)
        session.delete(somebody)
        session.commit()
        session.expire_all()
        assert (verdict(session, paper, but="wrong").met, verdict(session, paper, but="missing").met) == (False, True)


def test_a_rounded_nik_without_the_file_it_came_from_is_refused_by_the_loader():
    given = "given:\n  - {berkas: file, as: warga, flaws: [{kind: rounded_nik}]}\n"
    text = FRAME.replace("given:\n", given) + "goals:\n  - {id: semua, text: Semua, check: {registered: warga}}\n"
    with pytest.raises(ScenarioError, match="tambahkan source: true"):
        parse(text, "coba.yaml")
