"""Two people change the same part of a record: both answers side by side, one chosen question by question, nothing lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from sandbox.practice import records
from sandbox.practice.conflicts import resolving
from sandbox.practice.forms.reading import Typed
from sandbox.practice.keys import RecordKey
from sandbox.practice.locking import ShownFor
from sandbox.practice.models import Draft
from tests.conftest import NOON
from tests.practice.factories import opened, said

WATER = ("/desa/keluarga/1/bagian/air-minum", "household/1", "air-minum")
MEMBER = ("/desa/keluarga/1/anggota/1", "household/1", "anggota-1")
LAND = ("/desa/lembar/pt-tanah-sawah", "sheet/1", "lembar-pt-tanah-sawah")


@pytest.fixture
def seat(hall, seat):
    """The seat, where the water of the first family was entered already."""
    theirs(hall, *WATER[1:], q8="496", q9="1")
    return seat


def typed(seat, address, **inputs):
    """The form at that address with these inputs typed into it, not saved."""
    form = seat.form(seat.browser.get(address), "save")
    for name, value in inputs.items():
        form[name] = value
    return form


def record_of(session, key):
    kind, id_ = key.split("/")
    return records.find_sendable(session, RecordKey(kind, int(id_)))


def theirs(hall, key, part, minutes=3, **inputs):
    """What the other person of the village saves in that part meanwhile."""
    with opened(hall) as session:
        record = record_of(session, key)
        answers = {**record.stored(part).values, **{name: (text,) for name, text in inputs.items()}}
        resolving.save(session, record, part, Typed(answers), shown=ShownFor(record.version), person=2, by="Sekdes", reason="",
                       now=NOON - timedelta(minutes=minutes))


def stored(hall, key, part, *names):
    with opened(hall) as session:
        found = record_of(session, key).stored(part)
        return [found.first(name) for name in names]


def drafts(hall):
    with opened(hall) as session:
        return [draft.part for draft in session.scalars(select(Draft))]


def sheet_key(hall):
    with opened(hall) as session:
        return str(records.SheetRecord.find(session, _sheet_id(session)).key)


def _sheet_id(session):
    return session.scalar(select(records.SheetEntry.id).where(records.SheetEntry.sheet == "pt-tanah-sawah",
                                                              records.SheetEntry.period == 2026))


def chosen(page):
    """Which answer is ticked for each question that the page asks."""
    ticked = {each["name"].removeprefix("pilih-"): None for each in page.html.select("input[type=radio][name^=pilih-]")}
    return ticked | {each["name"].removeprefix("pilih-"): each["value"].partition("@")[0]
                     for each in page.html.select("input[type=radio][name^=pilih-][checked]")}


def choose(page, seat, **sides):
    form = seat.form(page, "save")
    for name, side in sides.items():
        field = form[f"pilih-{name}"]
        field.value = next(value for value, _, _ in field.options if value.startswith(side))
    return form


def test_only_what_both_changed_has_to_be_chosen_and_each_question_gets_the_answer_that_was_chosen(hall, seat):
    form = typed(seat, WATER[0], q8="499", **{"air-lain-0-water": "500", "air-lain-0-condition": "1"})
    theirs(hall, *WATER[1:], minutes=2, q8="501", q9="2")
    page = form.submit().follow()
    assert "Keluarga ini diubah Sekdes pukul 11.58.00, sesudah Anda membukanya" in said(page)
    assert "Ketikan Anda BELUM tersimpan" in said(page)
    sides = [[each.text for each in box.select("strong")] for box in page.html.select("fieldset.sides")]
    assert sides[0] == ["Sungai", "PAM"]
    assert chosen(page) == {"q8": None, "q9": "tersimpan", "air-lain": "ketikan"}
    assert stored(hall, *WATER[1:], "q8") == ["501"]

    done = choose(page, seat, q8="ketikan").submit().follow()
    assert "Tersimpan pukul 12.00.00" in said(done)
    assert stored(hall, *WATER[1:], "q8", "q9", "air-lain-0-water") == ["499", "2", "500"]
    assert drafts(hall) == []


def test_what_the_other_saved_of_another_part_or_of_the_same_answers_stands_in_nobodys_way(hall, seat):
    form = typed(seat, WATER[0], q8="499")
    theirs(hall, "household/1", "anggota-1", name="Nama Baru")
    assert "Tersimpan pukul" in said(form.submit().follow())
    assert "sama dengan yang tersimpan sekarang" in said(form.submit().follow(status=409))
    assert stored(hall, *WATER[1:], "q8") == ["499"]


def test_a_third_answer_can_be_typed_and_what_is_wrong_with_it_is_told_without_losing_anything(hall, seat):
    key = sheet_key(hall)
    theirs(hall, key, LAND[2], per="02-03-2026", b1k1="1", b2k1="1")
    form = typed(seat, LAND[0], b1k1="12", b2k1="5")
    theirs(hall, key, LAND[2], b1k1="9", b2k1="8")
    asked = choose(form.submit().follow(), seat, b1k1="lain", b2k1="tersimpan")
    asked["lain-b1k1"] = "sepuluh"
    again = asked.submit().follow()
    assert "bukan angka" in said(again)
    assert (chosen(again), seat.form(again, "save")["lain-b1k1"].value) == ({"b1k1": "lain", "b2k1": "tersimpan"}, "sepuluh")
    form = seat.form(again, "save")
    form["lain-b1k1"] = "10"
    form.submit()
    assert stored(hall, key, LAND[2], "b1k1", "b2k1") == ["10", "8"]


def test_another_answer_that_was_typed_and_not_taken_is_asked_for(hall, seat):
    form = typed(seat, WATER[0], q8="499")
    theirs(hall, *WATER[1:], q8="501")
    asked = choose(form.submit().follow(), seat, q8="tersimpan")
    asked["lain-q8"] = "500"
    again = asked.submit().follow()
    assert "Isian lain terisi, tetapi tidak dipilih" in said(again)
    assert seat.form(again, "save")["lain-q8"].value == "500"
    assert stored(hall, *WATER[1:], "q8") == ["501"]


def test_a_third_change_meanwhile_is_shown_and_chosen_anew_with_the_typing_still_there(hall, seat):
    form = typed(seat, MEMBER[0], name="Nama Saya")
    theirs(hall, *MEMBER[1:], name="Nama Dia")
    asked = choose(form.submit().follow(), seat, name="ketikan")
    theirs(hall, *MEMBER[1:], minutes=1, name="Nama Ketiga")
    again = asked.submit().follow()
    assert "pukul 11.59.00" in said(again)
    assert [each.text for each in again.html.select("fieldset.sides strong")] == ["Nama Ketiga", "Nama Saya"]
    assert chosen(again) == {"name": None}
    choose(again, seat, name="ketikan").submit()
    assert stored(hall, *MEMBER[1:], "name") == ["Nama Saya"]


@pytest.mark.parametrize("side", ["tersimpan", "ketikan"])
def test_a_second_press_of_the_choice_changes_nothing_and_leaves_no_draft(hall, seat, side):
    form = typed(seat, WATER[0], q8="499")
    theirs(hall, *WATER[1:], q8="501")
    asked = choose(form.submit().follow(), seat, q8=side)
    for _ in range(2):
        assert "Tersimpan pukul" in said(asked.submit().follow())
    assert stored(hall, *WATER[1:], "q8") == ["501" if side == "tersimpan" else "499"]
    assert drafts(hall) == []


def test_a_change_that_kept_nothing_of_before_leaves_everything_to_be_chosen(hall, seat):
    form = typed(seat, WATER[0], q8="499")
    with opened(hall) as session:
        household = record_of(session, "household/1").row
        household.answers, household.version = {**household.answers, "9": ["2"]}, household.version + 1
    page = form.submit().follow()
    assert chosen(page) == {"q8": None, "q9": None}


def test_the_page_is_nobodys_where_nothing_has_to_be_chosen(hall, seat):
    for address in ("/desa/pilih/household/1/air-minum", "/desa/pilih/household/1/anggota-1"):
        assert "/pilih/" not in seat.browser.get(address).follow().request.path
    for address in ("/desa/pilih/household/1/tiada", "/desa/pilih/household/99/air-minum", "/desa/pilih/household/1/anggota-baru",
                    "/desa/pilih/household/1/anggota-99", "/desa/pilih/sheet/1/air-minum"):
        assert seat.browser.get(address, status=404)
