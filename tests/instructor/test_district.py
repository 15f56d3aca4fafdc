"""The organiser lets citizens see the villages; the day's villages then stand in one list that costs the same however many."""

import pytest
from sqlalchemy import select, update

from instructor import district
from sandbox.accounts import staff
from sandbox.platform.db import read, write
from sandbox.platform.models import Audit, Trainee
from tests.conftest import NOON
from tests.counted import counted


def organiser(training):
    staff.create("nur", "Nur", "organiser", "sandi")
    return training.browser("staff:2:1")


def came_in(training, *trainees):
    with write() as session:
        session.execute(update(Trainee).where(Trainee.id.in_(trainees)).values(seated_at=NOON))
    for trainee in trainees:
        training.store.make(training.seat(trainee).pin)


def test_the_organiser_chooses_with_a_button_and_the_log_tells_it_once(opened):
    browser, nobody = organiser(opened), opened.browser()
    assert nobody.get("/desa/warga").status_code == 404
    assert 'name="salinan"' not in opened.staff().get("/pelatih/akun").text
    assert 'name="salinan" value="" checked' in browser.get("/pelatih/akun").text
    for _ in range(2):
        assert browser.post("/pelatih/akun/warga", data={"salinan": "operator"}).status_code == 302
    assert browser.post("/pelatih/akun/warga", data={"salinan": "bupati"}).status_code == 400
    with read() as session:
        assert [each.detail for each in session.scalars(select(Audit).where(Audit.deed == "citizens"))] == [{"role": "operator"}]
    page = nobody.get("/desa/warga").text
    assert "LATIHAN" in page
    assert page.count("belum ada yang masuk") == 2
    older = browser.post("/pelatih/akun/warga", data={"salinan": "sekdes", "semula": ""}, follow_redirects=True).text
    assert ("orang lain memilih yang lain" in older, 'value="operator" checked' in older) == (True, True)
    browser.post("/pelatih/akun/warga", data={"salinan": "", "semula": "operator"})
    assert nobody.get("/desa/warga").status_code == 404


def test_the_list_reads_a_few_copies_a_time_and_the_longest_unread_first(opened, monkeypatch):
    monkeypatch.setattr(district, "AT_ONCE", 1)
    organiser(opened).post("/pelatih/akun/warga", data={"salinan": "sekdes"})
    came_in(opened, 1, 3)
    nobody = opened.browser()
    with counted() as found:
        first = nobody.get("/desa/warga").text
    assert found.statements <= 12
    assert (first.count("dari 221"), first.count("muat ulang halaman ini")) == (1, 1)
    second = nobody.get("/desa/warga").text
    assert (second.count("dari 221"), second.count("0 dari 3"), second.count("muat ulang")) == (2, 2, 0)
    assert f"/desa/{opened.seat(1).village_code}" in second


@pytest.mark.sqlite
def test_one_broken_copy_leaves_the_others_in_the_list(opened):
    organiser(opened).post("/pelatih/akun/warga", data={"salinan": "sekdes"})
    came_in(opened, 1, 3)
    opened.store.close()
    path = next((opened.services.settings.sandboxes / str(opened.seat(1).pin.sandbox)).glob("g*.sqlite"))
    path.write_bytes(b"rusak" * 1000)
    page = opened.browser().get("/desa/warga")
    assert page.status_code == 200
    assert page.text.count("dari 221") == 1


def test_what_is_not_whole_is_never_told_as_whole():
    assert district.Completeness(NOON, 999, 1000, 221, 221).percent == 99
    assert district.Completeness(NOON, 1000, 1000, 221, 221).percent == 100
    assert district.Completeness(NOON, 0, 0, 0, 221).percent == 0
