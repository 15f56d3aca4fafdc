"""What is taken out under somebody's open form: the page says what happened, and the typing stays to be copied."""

import pytest

from sandbox.practice.households import households, saving
from sandbox.practice.mutations import doing, merging
from sandbox.practice.mutations.doing import Writer
from sandbox.practice.mutations.ways import WAYS
from tests.conftest import NOON
from tests.practice.factories import a_person, first, opened, said

EMPTIED = "Keluarga ini keluar dari Daftar Keluarga, sebab anggotanya habis: dicatat oleh Sekdes pukul 12.00.00."
COLLEAGUE = Writer(person=2, by="Sekdes", now=NOON)


@pytest.fixture
def seat(hall, seat):
    """The seat, where the first family has a daughter and an aunt who stands in the second family, too."""
    with opened(hall) as session:
        first(session).members.extend((a_person(7), a_person(8)))
    return seat


def removes(session, family):
    saving.remove_member(session, family, family.members[1], by="Sekdes", now=NOON)


def deletes(session, family):
    saving.delete_household(session, family, by="Sekdes", now=NOON)


def merges(session, family):
    kept, gone = households.get(session, 2).members[0], family.members[1]
    asked = {each.field.name: "1" for each in merging.differences(kept, gone)}
    merging.merge(session, kept, gone, {merging.CARD: "1", **asked}, by="Sekdes", now=NOON)


def leaves(kind, *members, relation="", **fields):
    def leave(session, family):
        ids = [person.id for person in family.members]
        gone = {f"hubungan-{ids[place]}-{name}": text for place in members for name, text in (("goes", "1"), ("q2", relation))}
        doing.leave(session, family, WAYS[kind], {**gone, "on": "28-02-2026", **fields}, version=family.version, reason="betul",
                    hand=COLLEAGUE)
    return leave


def member_form(session):
    return f"/desa/keluarga/1/anggota/{first(session).members[1].id}", {"name": "Anak Tujuh"}, ("Nama lengkap", "Anak Tujuh")


def section_form(session):
    return "/desa/keluarga/1/bagian/penghasilan", {"q1": "2.350.000"}, ("Jumlah Penghasilan per Bulan", "2.350.000")


def leaving_form(session):
    return "/desa/keluarga/1/keluar/pindah", {"to": "Jember"}, ("Pindah ke", "Jember")


GONE = [
    (member_form, removes, "Anggota ini dihapus dari kartu oleh Sekdes pukul 12.00.00.", "Keluarga Kepala 1 · Anak 7"),
    (member_form, merges, "Anggota ini digabung dengan data gandanya oleh Sekdes pukul 12.00.00.", "Keluarga Kepala 1 · Anak 7"),
    (member_form, leaves("meninggal", 1), "Anggota ini dicatat meninggal oleh Sekdes pukul 12.00.00.",
     "Keluarga Kepala 1 · Anak 7"),
    (member_form, leaves("pindahkan", 1, relation="15", number="3510621208910002"),
     "Anggota ini dicatat pindah ke keluarga lain (KK 3510 6212 0891 0002) oleh Sekdes pukul 12.00.00.",
     "Keluarga Kepala 1 · Anak 7"),
    (member_form, deletes, "Keluarga ini dihapus oleh Sekdes pukul 12.00.00.", "Keluarga Kepala 1 · Identitas anggota"),
    (section_form, deletes, "Keluarga ini dihapus oleh Sekdes pukul 12.00.00.",
     "Keluarga Kepala 1 · Penghasilan dan pengeluaran"),
    (leaving_form, leaves("meninggal", 0, 1, 2), EMPTIED, "Keluarga Kepala 1 · Catat pindah keluar")]


def typed(seat, address, inputs):
    page = seat.browser.get(address)
    form = next(each for each in page.forms.values() if each.action == address and set(inputs) <= set(each.fields))
    for name, text in inputs.items():
        form[name] = text
    return form


def gone(page):
    """Of each draft whose form is there no longer: its heading, what became of it, and its words."""
    return [(box.h2.find(string=True).strip(), " ".join(box.p.text.split()),
             {(each.dt.text, each.dd.text) for each in box.select("dl div")}) for box in page.html.select("[data-gone]")]


@pytest.mark.parametrize("was_kept", [False, True], ids=["pressed", "left"])
@pytest.mark.parametrize(("form", "happens", "told", "title"), GONE)
def test_what_was_typed_for_what_is_gone_is_shown_in_the_words_of_its_form(hall, seat, form, happens, told, title, was_kept):
    with opened(hall) as session:
        address, inputs, line = form(session)
    filled = typed(seat, address, inputs)
    if was_kept:
        seat.browser.post("/desa/ketikan", filled.submit_fields(), status=204)
    with opened(hall) as session:
        happens(session, first(session))
    if not was_kept:
        answer = filled.submit()
        assert (answer.status_code, answer.location) == (303, "/desa/draf")
        assert f"{told} Isian Anda BELUM tersimpan" in said(answer.follow())
    page = seat.browser.get("/desa/draf")
    [(heading, words, lines)] = gone(page)
    assert (heading, words.startswith(told), line in lines) == (title, True, True)
    missing = seat.browser.get(address, status=404)
    assert told in " ".join(missing.html.main.text.split())
    assert missing.click("Buka Draf").request.path == "/desa/draf"
    next(each for each in page.forms.values() if each.action == "/desa/draf/buang").submit()
    assert gone(seat.browser.get("/desa/draf")) == []


def test_what_nobody_noted_is_told_as_gone_and_its_typing_stays(hall, seat):
    filled = typed(seat, "/desa/keluarga/1/bagian/penghasilan", {"q1": "2.350.000"})
    with opened(hall) as session:
        session.delete(first(session))
    [(heading, words, _)] = gone(filled.submit().follow())
    assert heading == "Keluarga · Penghasilan dan pengeluaran"
    assert words.startswith("Data itu sudah tidak ada di desa ini.")


def test_a_button_of_what_is_gone_says_what_became_of_it(hall, seat):
    page = seat.browser.get("/desa/keluarga/1/hapus")
    with opened(hall) as session:
        deletes(session, first(session))
    answer = seat.form(page, "delete").submit(status=404)
    assert "Keluarga ini dihapus oleh Sekdes pukul 12.00.00." in answer.text
    assert "Buka Draf" not in answer.text


def test_a_draft_that_holds_nothing_unsaved_goes_with_its_record(hall, seat):
    filled = typed(seat, "/desa/keluarga/1/bagian/penghasilan", {})
    seat.browser.post("/desa/ketikan", filled.submit_fields(), status=204)
    with opened(hall) as session:
        deletes(session, first(session))
    assert "Tidak ada draf" in seat.browser.get("/desa/draf").text
