"""Who recorded a family and when, the dates of its members, and every further source of water."""

from datetime import date

import pytest

from sandbox.practice.rules.check import Level
from tests.practice.factories import fill, first, opened, said
from tests.practice.families import ANSWERS, FATHER, a_household, a_member, member_saved, saved

HEADER = "/desa/keluarga/1/bagian/pendataan"
MEMBER = "/desa/keluarga/1/anggota/1"


def test_the_header_is_saved_and_comes_back_as_it_was_typed(hall, seat):
    typed = {"month": "2", "year": "2026", "filler": "Siti Rohmah", "work-tidak-ada": True, "post": "Kader Dasawisma",
             "sumber-data-0-source": "Kepala keluarga"}
    fill(seat.form(seat.browser.get(HEADER), "save"), typed).submit().follow()
    with opened(hall) as session:
        answers = first(session).answers
    assert answers == {"month": "2", "year": 2026, "filler": "Siti Rohmah", "work": None, "post": "Kader Dasawisma",
                       "sumber-data": [{"source": "Kepala keluarga"}]}
    form = seat.form(seat.browser.get(HEADER), "save")
    assert (form["year"].value, form["sumber-data-0-source"].value) == ("2026", "Kepala keluarga")


def test_a_date_of_recording_is_kept_as_a_date_and_asked_against_today_and_birth(hall, seat):
    def typed(day):
        form = seat.form(seat.browser.get(MEMBER), "save")
        return fill(form, {"recorded": day}).submit().follow()

    assert "belum terjadi; hari ini di latihan 02-03-2026" in said(typed("03-03-2026"))
    assert "lebih awal daripada tanggal lahir 12-08-1980" in said(typed("11-08-1980"))
    assert "Tersimpan" in typed("14-02-2026").text
    with opened(hall) as session:
        assert first(session).members[0].answers["recorded"] == date(2026, 2, 14).isoformat()
    assert seat.form(seat.browser.get(MEMBER), "save")["recorded"].value == "14-02-2026"
    assert member_saved(FATHER) == member_saved(a_member(recorded="2026-03-02")) == []


@pytest.mark.parametrize(("others", "asked"), [
    ([{"water": "499", "condition": "1"}], []), ([{"water": "496", "condition": "1"}], ["Sumur gali disebut dua kali"]),
    ([{"water": "499", "condition": "1"}, {"water": "499", "condition": "2"}], ["PAM disebut dua kali"])])
def test_several_sources_of_water_have_each_their_condition_and_none_stands_there_twice(others, asked):
    found = saved("air-minum", a_household(q8=ANSWERS["8"], air_lain=others))
    assert [(finding.level, finding.text.split(".")[0]) for finding in found] == [(Level.ASK, text) for text in asked]
