"""A village's page for citizens: no login, validated figures only, nobody who could be found in it, nothing journalled."""

from datetime import timedelta

import pytest
from flask import url_for
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from sandbox.platform import citizens
from sandbox.practice.classification import formula as formulas
from sandbox.practice.households.households import village
from sandbox.practice.keys import SHEET_KIND
from sandbox.practice.models import Cell, Household, Submission
from sandbox.practice.public import facts
from sandbox.practice.public.hiding import LEAST, hidden
from sandbox.practice.public.village import of_village
from sandbox.practice.sheets.sheet import sheet
from sandbox.practice.views.overviews import public
from tests.conftest import CODE, NOON
from tests.counted import counted
from tests.practice.factories import opened

PLACE = facts.AREA.places[0]


@given(st.lists(st.integers(0, 12) | st.integers(0, 500), min_size=1, max_size=16))
def test_no_small_count_is_told_and_none_can_be_reckoned_from_the_others(counts):
    told = hidden(counts)
    if told is None:
        assert 0 < sum(count for count in counts if count < LEAST) < LEAST or sum(count > 0 for count in counts) == 1
        return
    kept = [count for count, shown in zip(counts, told, strict=True) if shown is None]
    assert all(shown in (None, count) for count, shown in zip(counts, told, strict=True))
    assert all(shown == 0 or shown >= LEAST for shown in told if shown is not None)
    assert not kept or (len(kept) > 1 and sum(kept) >= LEAST)


@pytest.mark.parametrize("counts", [[3], [0, 4, 0], [1, 2], [2, 2, 0]])
def test_what_the_total_would_tell_is_told_in_no_column(counts):
    assert hidden(counts) is None


def test_of_large_counts_none_is_hidden():
    assert hidden([5, 0, 300]) == [5, 0, 300]


def area(session, period, number):
    session.add(Cell(sheet=facts.AREA.sheet, period=period, row=PLACE[0], column=PLACE[1], number=number))


def sent(reference, year, number, at):
    return Submission(reference=reference, kind=SHEET_KIND, record_id=1, number="Potensi 7", title="Luas", sent_by="Operator",
                      queued_at=at, first_sent_at=at,
                      content={"sheet": facts.AREA.sheet, "period": year, "as_of": f"{year}-02-01", "cells": [[*PLACE, number]]})


def test_a_figure_of_this_year_counts_from_its_validation_on_and_last_year_s_until_then(practice):
    year = village(practice).period
    area(practice, year - 1, 700.0)
    area(practice, year, 800.0)
    practice.add(sent("K-1", year, 900.0, NOON))
    practice.flush()
    assert [of_village(practice, NOON + timedelta(minutes=minutes)).area for minutes in (0, 60)] == [700.0, 900.0]


def test_what_was_never_validated_is_not_recorded_and_not_zero(practice):
    page = of_village(practice, NOON)
    assert (page.area, page.density, page.head, page.land, page.oldest) == (None, None, "", [], None)
    assert {each.number for each in page.facilities} == {None}


def test_every_fact_names_a_cell_of_a_sheet():
    places = [place for fact in (*facts.FACILITIES, facts.AREA, facts.HEAD) for place in fact.places]
    assert all(row and column for row, column in places)
    assert all(facts.total_place(sheet(id_))[0] == len(sheet(id_).lines) for _, id_ in facts.LAND)


@pytest.fixture
def validated(seat):
    """A copy in which all three families count as validated in an earlier period."""
    with opened(seat.hall) as session:
        for family in session.scalars(select(Household)).unique():
            family.filled = 10**6
    return seat


def link(seat):
    with seat.browser.app.test_request_context("/"):
        return url_for("public.shared", token=public.link_of(seat.hall.desk().person))


def test_a_stranger_with_the_link_sees_the_village_and_nobody_in_it(validated):
    address = link(validated)
    assert address in validated.browser.get("/desa/profil").text
    validated.browser.reset()
    before = len(validated.journal())
    page = validated.browser.get(address)
    with opened(validated.hall) as session:
        families = session.scalars(select(Household)).unique().all()
        private = [text for family in families for person in family.members
                   for text in (family.number, family.address, person.nik or "-", person.name)]
    assert "LATIHAN" in page.text
    assert [text for text in private if text in page.text] == []
    assert len(validated.journal()) == before
    assert "&lt;&nbsp;5" in page.text
    assert page.html.select_one(".pyramid") is None  # three people: their total tells their ages


def test_each_group_of_figures_tells_when_it_was_validated(seat):
    with opened(seat.hall) as session:
        year = village(session).period
        area(session, year - 1, 700.0)
    before = seat.browser.get(link(seat)).html.select_one(".land-use").get_text(" ", strip=True)
    assert f"angka {year - 1}, belum divalidasi lagi tahun ini" in before
    with opened(seat.hall) as session:
        session.add(sent("K-1", year, 900.0, seat.hall.clock.now() - timedelta(hours=1)))
    seat.hall.clock.wait(60)
    after = seat.browser.get(link(seat)).html.select_one(".land-use").get_text(" ", strip=True)
    assert "divalidasi 2 Maret 2026" in after


def test_what_was_validated_last_counts_though_another_submission_was_first_sent_later(practice):
    year = village(practice).period
    revised, duplicate = sent("K-1", year, 900.0, NOON), sent("K-2", year, 800.0, NOON + timedelta(minutes=5))
    practice.add_all([revised, duplicate])
    assert of_village(practice, NOON + timedelta(hours=1)).area == 800.0
    revised.queued_at = NOON + timedelta(hours=2)
    revised.content = {**revised.content, "cells": [[*PLACE, 950.0]]}
    practice.flush()
    assert [of_village(practice, NOON + timedelta(hours=hours)).area for hours in (2, 3)] == [800.0, 950.0]


def test_the_class_is_of_validated_sheets_alone_and_untold_while_a_variable_has_none(practice):
    year = village(practice).period
    page = of_village(practice, NOON)
    assert (page.counted.found, page.counted.counted, page.dates["class"].oldest) == (None, 0, None)
    for nth, each in enumerate(formulas.load().measured):
        cells = [[*one.place, 8] for one in formulas.load().indicators(each) if one.is_number]
        practice.add_all(Cell(sheet=each.id, period=year - 1, row=row, column=column, number=4) for row, column, _ in cells)
        practice.add(Submission(reference=f"K-{nth}", kind=SHEET_KIND, record_id=nth, number="", title="", sent_by="Operator",
                                queued_at=NOON, first_sent_at=NOON,
                                content={"sheet": each.id, "period": year, "as_of": f"{year}-02-01", "cells": cells}))
    practice.flush()
    assert of_village(practice, NOON).counted.found is None
    later = of_village(practice, NOON + timedelta(hours=1))
    assert later.counted.found is not None
    assert later.dates["class"].oldest == year


def test_asked_again_at_once_it_is_not_counted_again(validated):
    address = link(validated)
    validated.browser.get(address)
    with counted() as found:
        answer = validated.browser.get(address)
    assert found.statements <= 3
    assert answer.headers["Cache-Control"] == "private, max-age=30"


@pytest.mark.parametrize("token", ["1", "abc", "MQ.abc", "35.10.02.2003"])
def test_a_link_that_was_guessed_leads_nowhere(seat, token):
    seat.browser.get(f"/desa/warga/{token}", status=404)


def test_without_the_office_s_choice_no_village_stands_under_its_code(seat):
    for code in (CODE, "35.10.99.2003", "3510022003"):
        seat.browser.get(f"/desa/{code}", status=404)


def test_the_office_chooses_by_role_whose_copies_stand_under_the_codes(seat):
    with seat.hall.app.app_context():
        assert citizens.show(seat.hall.desk().role, by=1, now=NOON)
        assert not citizens.show(seat.hall.desk().role, by=1, now=NOON)
    seat.browser.reset()
    assert "LATIHAN" in seat.browser.get(f"/desa/{CODE}").text
    seat.browser.get("/desa/35.10.99.2003", status=404)
