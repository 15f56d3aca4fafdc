"""Statistik counts what is stored: by hand and by the page, in the whole village and in a part, and in the workbook."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from sandbox.practice.households.households import village
from sandbox.practice.models import Household
from sandbox.practice.statistics import areas, counting
from sandbox.practice.statistics.areas import Locality
from sandbox.practice.statistics.topics import TOPICS
from sandbox.spreadsheets.files import read_file
from tests.counted import counted
from tests.practice.factories import a_person, opened

ALL = Locality()


def rows(session, topic, area=ALL):
    """{label: (men, women, both)} of every row that counts somebody, and the last row."""
    found = counting.statistic(session, TOPICS[topic], area)
    return {row.label: (row.men, row.women, row.count) for row in (*found.rows, found.total) if row.count}


@pytest.fixture
def peopled(practice):
    """Three households; in the first a girl of 15 on the day before her birthday, and a man of 40 who is deaf and lame."""
    first = practice.get_one(Household, 1)
    for person in practice.scalars(select(Household)).unique():
        person.members.clear()
    first.members += [
        a_person(1, birth_date=date(2010, 11, 29), answers={"4": "1", "13": [], "14": []}),
        a_person(2, sex="L", position=1, birth_date=date(1986, 1, 1), answers={"4": "4", "13": ["1", "4"], "14": ["3"]}),
        a_person(3, sex="L", position=3, birth_date=date(1940, 1, 1), answers={"13": [], "14": []})]
    first.hamlet, first.rw, first.rt, first.filled = "Pesisir", "09", "02", 10**6
    first.answers = {"4": "2", "5": "1", "6": "0", "7": "1", "68": ["754", "755"]}
    practice.flush()
    return practice


def test_a_birthday_that_is_tomorrow_is_not_yet_another_age(peopled):
    as_of = village(peopled).as_of
    girl = peopled.get_one(Household, 1).members[0]
    for days, group in ((1, "10–14"), (0, "15–19")):
        girl.birth_date = date.fromordinal(counting.years_before(as_of, 15).toordinal() + days)
        peopled.flush()
        assert rows(peopled, "usia")[group] == (0, 1, 1)
    assert rows(peopled, "usia")["75 +"] == (1, 0, 1)


def test_who_did_not_answer_is_in_no_row_and_is_told(peopled):
    found = counting.statistic(peopled, TOPICS["agama"], ALL)
    assert ([(row.label, row.count, row.percent) for row in found.rows], found.missing) == \
        ([("Islam", 1, 50.0), ("Hindu", 1, 50.0)], 1)


def test_somebody_with_three_disabilities_is_one_person(peopled):
    assert rows(peopled, "disabilitas") == {"Tuna Rungu": (1, 0, 1), "Lumpuh": (1, 0, 1), "Stress": (1, 0, 1),
                                            "Setidaknya satu": (1, 0, 1)}


def test_families_are_counted_once_and_the_share_is_of_all_families(peopled):
    found = counting.statistic(peopled, TOPICS["bantuan"], ALL)
    assert [(row.label, row.count, round(row.percent)) for row in (*found.rows, found.total)] == [
        ("Penerima Raskin", 1, 33), ("Peserta BPJS/Jamkesmas/Jamkesda", 1, 33), ("Penerima BLT/BLSM", 0, 0),
        ("Setidaknya satu", 1, 33)]
    assert rows(peopled, "aset")["Setidaknya satu"] == (0, 0, 1)


def test_a_hamlet_and_an_rt_are_counted_alone_and_all_rt_make_the_village(peopled):
    families = areas.counted(peopled, ALL)
    everywhere = [Locality(f"rt:{rw}/{rt}") for hamlet in families.hamlets for rw, rt in hamlet.places]
    assert Locality("rt:09/02").text in [area.text for area in everywhere]
    for topic in TOPICS:
        parts = [counting.statistic(peopled, TOPICS[topic], area).total.count for area in everywhere]
        assert sum(parts) == counting.statistic(peopled, TOPICS[topic], ALL).total.count
        assert rows(peopled, topic, Locality("dusun:Pesisir")) == rows(peopled, topic, Locality("rt:09/02"))
    here = areas.counted(peopled, Locality("dusun:Pesisir"))
    assert (here.households, here.incomplete, families.households, families.incomplete) == (1, 0, 3, 2)


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda dialect: dialect.name)
def test_every_topic_is_asked_in_words_that_both_databases_know(dialect):
    for topic in TOPICS.values():
        for area in (ALL, Locality("dusun:Krajan"), Locality("rt:01/02")):
            text = str(counting.statement(topic, area, date(2026, 3, 2)).compile(dialect=dialect))
            assert "GROUP BY" in text
            assert ("->>" in text) is (dialect.name == "postgresql" and bool(topic.keys))


def test_the_page_and_the_workbook_tell_the_same_table(seat):
    with opened(seat.hall) as session:
        family = session.get_one(Household, 1)
        family.answers, family.hamlet = {"4": "2"}, "=Pesisir"
    for topic in TOPICS:
        for area in ("", "?wilayah=dusun:=Pesisir"):
            page = seat.browser.get(f"/desa/statistik/{topic}{area}")
            book = read_file(seat.browser.get(f"/desa/statistik/{topic}/tabel.xlsx{area}").body)
            shown = [[cell.get_text(strip=True).removesuffix(",0") for cell in line.select("th, td")]
                     for line in page.html.select(".figures-table tr")]
            if shown:
                stored = [[cell.shown for cell in line.cells.values()] for line in book[0].rows]
                assert stored == shown
            else:
                assert "terhitung di sini" in page.text


def test_a_topic_that_is_none_is_a_page_that_is_none_and_a_strange_area_is_the_village(seat):
    assert seat.browser.get("/desa/statistik/gaji", status=404)
    assert "Dihitung dari <strong>3</strong> keluarga" in seat.browser.get("/desa/statistik/usia?wilayah=%27;--").text
    assert "Belum ada keluarga di wilayah ini" in seat.browser.get("/desa/statistik/lahan?wilayah=dusun:Antah").text


@pytest.mark.both
def test_a_statistic_costs_two_questions_more_than_the_login_and_the_look(seat):
    seat.browser.get("/desa/statistik")
    with counted() as found:
        seat.browser.get("/desa/statistik/pekerjaan?wilayah=rt:01/02")
    assert found.statements <= 12
