"""What staff sees and presses under /papan."""

import re
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from instructor.board import hall
from instructor.days import groups, undo
from sandbox.actions import Action
from sandbox.deeds import HOUSEHOLD, MEMBER, OPEN, PAGES
from sandbox.desks import desk_for
from sandbox.details import RecordDetails
from sandbox.platform.db import read
from sandbox.platform.models import Audit
from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey
from sandbox.store import generations
from scenarios.day import agenda
from tests.conftest import NOON
from tests.instructor.conftest import Browser


def text(client: Browser, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:600]
    return answer.get_data(as_text=True)


def test_the_board_shows_every_seat_and_who_waits(opened):
    opened.noted("raise_hand", detail={"text": "Daftarnya tidak memuat"})
    page = text(opened.staff(), "/papan")
    assert page.count('class="seat"') == 4
    assert f'aria-label="Desa1, sekdes, minta tolong, 0 dari {len(agenda.exercises_of())} selesai"' in page
    assert "“Daftarnya tidak memuat”" in page
    assert 'http-equiv="refresh"' in page


def test_every_form_of_the_board_carries_this_browsers_own_token(opened):
    opened.noted("raise_hand")
    opened.app.config["WTF_CSRF_ENABLED"] = True
    client = opened.staff()
    for page in (text(client, "/papan"), text(client, "/papan")):
        tokens = re.findall(r'name="csrf_token" value="([^"]*)"|data-token="([^"]*)"', page)
        assert len({first or second for first, second in tokens}) == 1
        assert client.post("/papan/peserta/1/tangani", data={"csrf_token": max(tokens[0])}).status_code == 302


def test_a_trainee_may_not_see_the_board(opened):
    assert opened.browser("seat:1:1").get("/papan").status_code == 403
    assert opened.browser().get("/papan").location.startswith("/pelatih/masuk")


def test_without_an_open_group_the_board_offers_the_first(a_training):
    client = a_training.staff()
    assert "Buka Kelompok 1 (2 desa)" in text(client, "/papan")
    client.post("/papan/buka/1")
    assert "Desa1" in text(client, "/papan")


def test_the_projector_shows_no_names(opened):
    page = text(opened.staff(), "/papan/proyektor")
    assert "Desa1" not in page
    assert "Peserta" not in page
    assert "Kiriman macet di antrean" in page


def test_taking_care_of_a_seat_reaches_its_journal_and_can_be_undone(opened):
    opened.noted("raise_hand")
    client = opened.staff()
    client.post("/papan/peserta/1/tangani")
    assert [row.deed.action for row in hall.rows_of_seat(opened.seat())] == ["raise_hand", "take"]
    assert 'class="taken"' in text(client, "/papan/peserta/1")
    client.post("/papan/peserta/1/lepas")
    assert 'class="taken"' not in text(client, "/papan/peserta/1")


def test_the_trainees_page_tells_what_was_done(opened):
    opened.noted("raise_hand", detail={"text": "Kartunya terbaca 1919?"})
    client = opened.staff()
    client.post("/papan/peserta/1/pesan", data={"text": "Saya datang."})
    page = text(client, "/papan/peserta/1")
    assert "Memanggil pelatih: “Kartunya terbaca 1919?”" in page
    assert "Pesan dari Rini" in page
    assert "Saya datang." in page
    assert 'src="/papan/peserta/1/layar/' in page


def test_an_exercise_that_is_finished_is_not_told_as_running(opened):
    opened.noted("begin", detail={"scenario": "kiriman-macet-di-antrean", "hash": "h", "number": 1, "skill": "pulihkan-kiriman"})
    assert "Kiriman macet di antrean, menit 1 (biasanya 10)." in text(opened.staff(), "/papan/peserta/1")
    opened.noted("judged", attempt=1, detail={"solved": True})
    assert "Kiriman macet di antrean, selesai pukul 12.00.00." in text(opened.staff(), "/papan/peserta/1")


def test_what_cannot_be_sent_as_a_message_is_told_and_stays_as_it_was_typed(opened):
    long = "Lihat dulu kotak keluarnya.\r\n" * 11
    for typed, why in (("  ", "Tulis dulu pesannya."), (long, "Pesan ini 307 huruf; paling banyak 300. Pendekkan dulu.")):
        answer = opened.staff().post("/papan/peserta/1/pesan", data={"text": typed})
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert why in page
        assert f">{typed.replace(chr(13), '').strip()}</textarea>" in page
    assert hall.rows_of_seat(opened.seat()) == []


def fields(page: str, address: str) -> dict[str, str]:
    """The hidden fields of the page's form to that address."""
    form = page.partition(f'action="{address}"')[2].partition("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


def test_one_message_pressed_twice_is_sent_once_and_another_text_from_the_same_page_is_sent_too(opened):
    client, address = opened.staff(), "/papan/peserta/1/pesan"
    form = fields(text(client, "/papan/peserta/1"), address)
    for words in ("Saya datang.", "Saya datang.", "Sebentar lagi."):
        client.post(address, data=form | {"text": words})
    client.post(address, data=fields(text(client, "/papan/peserta/1"), address) | {"text": "Saya datang."})
    said = [row.deed.detail.text for row in hall.rows_of_seat(opened.seat())]
    assert said == ["Saya datang.", "Sebentar lagi.", "Saya datang."]


def test_two_who_press_reset_at_once_give_one_new_copy(opened):
    client, address = opened.staff(), "/papan/peserta/1/mulai-baru"
    form, start = fields(text(client, "/papan/peserta/1"), address), Barrier(2)

    def press() -> None:
        start.wait(120)
        opened.staff().post(address, data=form)

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened.seat().pin.generation == 2
    with read() as session:
        assert session.scalars(select(Audit.deed).where(Audit.deed == "reset")).all() == ["reset"]


def test_a_reset_from_an_older_page_changes_nothing_and_says_so(opened):
    client, address = opened.staff(), "/papan/peserta/1/mulai-baru"
    form = fields(text(client, "/papan/peserta/1"), address)
    client.post(address, data=form)
    client.post(address, data=form)
    assert "Kursi ini sudah mendapat salinan baru sesudah halaman Anda terbuka." in text(client, "/papan/peserta/1")
    assert opened.seat().pin.generation == 2


def test_one_seat_can_be_renewed_and_taken_back(opened):
    opened.noted("raise_hand")
    client, address = opened.staff(), "/papan/peserta/1/mulai-baru"
    client.post(address, data=fields(text(client, "/papan/peserta/1"), address))
    assert opened.seat().pin.generation == 2
    page = text(client, "/papan/peserta/1")
    assert "Kursi ini mendapat salinan baru." in page
    reset_id = page.partition('name="reset_id" value="')[2].partition('"')[0]
    client.post("/papan/peserta/1/batal-mulai-baru", data={"reset_id": reset_id})
    assert opened.seat().pin.generation == 1
    assert "Kursi ini mendapat salinan baru." not in text(client, "/papan/peserta/1")


def test_a_groups_reset_is_not_undone_at_one_seat(opened):
    reset = generations.reset_group(1, now=NOON)
    client = opened.staff()
    assert "Kursi ini mendapat salinan baru." not in text(client, "/papan/peserta/1")
    assert client.post("/papan/peserta/1/batal-mulai-baru", data={"reset_id": reset.reset_id}).status_code == 409
    assert opened.seat().pin.generation == 2


def test_a_pause_stops_the_halls_time_until_it_goes_on(opened):
    client = opened.staff()
    client.post("/papan/jeda")
    opened.clock.advance(600)
    found = hall.open_hall()
    assert found is not None
    assert found.now(opened.clock.now()) == NOON
    client.post("/papan/lanjut")
    opened.clock.advance(60)
    found = hall.open_hall()
    assert found is not None
    assert (found.now(opened.clock.now()) - NOON).total_seconds() == 60


def test_the_group_is_changed_with_one_tick_and_one_button(opened):
    client = opened.staff()
    opened.noted("raise_hand")
    assert "1 orang memanggil pelatih" in text(client, "/papan/ganti")
    refused = client.post("/papan/ganti")
    assert refused.status_code == 409
    assert "Ada catatan yang perlu dibaca." in refused.get_data(as_text=True)
    assert "Ganti ke Kelompok 2" in refused.get_data(as_text=True)
    before = {"dibaca": "ya", "ke": "2", "sesudah": "0"}
    assert 'name="sesudah" value="0"' in text(client, "/papan/ganti")
    client.post("/papan/ganti", data=before)
    assert groups.by_number(2).state == "open"
    assert "Kelompok 2 dibuka 12.00.00" in text(client, "/papan/ganti")
    client.post("/papan/ganti/batal")
    assert groups.by_number(1).state == "open"
    assert undo.last() is None
    late = client.post("/papan/ganti", data=before)  # sent again, or from another tab
    assert (late.status_code, "GL-409D" in late.text, groups.by_number(2).state) == (409, True, "planned")
    assert client.post("/papan/ganti/tutup", data={"kelompok": "1", "selesai": "ya", "sesudah": "0"}).status_code == 409
    client.post("/papan/ganti", data={**before, "sesudah": "1"})  # as that page says
    assert ('name="sesudah" value="1"' in late.text, groups.by_number(2).state) == (True, "open")


def test_an_unknown_trainee_is_told_plainly(opened):
    answer = opened.staff().get("/papan/peserta/999")
    assert answer.status_code == 404
    assert "Peserta nomor 999 tidak ada." in answer.get_data(as_text=True)


def test_a_stream_begins_with_what_the_page_had_not_seen(opened):
    client = opened.staff()
    answer = client.get("/papan/aliran?sejak=unknown-0", buffered=False)
    assert answer.mimetype == "text/event-stream"
    chunks = iter(answer.response)
    first = [next(chunks) for _ in range(5)]
    assert [chunk.decode().split("\n")[1] for chunk in first[1:]] == ["event: row"] * 4
    opened.services.stopping.set()
    answer.close()


def test_every_page_of_staff_leads_to_the_way_out_and_the_other_language(opened):
    client = opened.staff()
    for address in ("/papan", "/papan/ganti", "/papan/peserta/1", "/pelatih/kartu"):
        page = text(client, address)
        assert 'action="/keluar"' in page, address
        assert 'formaction="/bahasa/en"' in page, address


def cards_opened_at(opened, base):
    return opened.browser("staff:1:1", base).get("/pelatih/kartu", base_url=base).get_data(as_text=True)


def test_cards_say_which_address_their_qr_opens(opened):
    assert "Kode QR membuka http://192.168.7.7:8010." in cards_opened_at(opened, "http://192.168.7.7:8010")


def test_cards_warn_when_their_page_was_opened_under_a_name_that_no_phone_can_reach(opened):
    for host in ("localhost", "127.0.0.1"):
        assert 'class="notice no-print" data-tone="ask"' in cards_opened_at(opened, f"http://{host}:8010"), host


def test_the_watched_login_page_shows_no_menu_as_the_trainee_sees_none(opened):
    client = opened.staff()
    assert 'class="menu"' not in text(client, "/papan/peserta/1/layar/masuk")
    assert 'class="menu"' in text(client, "/papan/peserta/1/layar/")


@pytest.mark.parametrize(("form", "record", "section", "address"), [
    ("sheets", "perkembangan", "kesehatan_masyarakat", "/perkembangan/bagian/kesehatan_masyarakat"),
    ("sheet", "sheet/5", None, "/lembar/5"), ("sheet", "sheet/999999", None, "/")])
def test_staff_see_the_sheets_that_the_trainee_sees(opened, form, record, section, address):
    read = Action(OPEN, desk_for(opened.seat(), opened.clock), page=PAGES[form], record=record,
                  detail=RecordDetails(section=section or ""))
    opened.services.gate.perform(read, lambda session, now: None)
    client = opened.staff()
    assert f'src="/papan/peserta/1/layar{address}"' in text(client, "/papan/peserta/1")
    shown = text(client, f"/papan/peserta/1/layar{address}")
    assert 'href="/papan/peserta/1/layar/potensi"' in shown


@pytest.mark.parametrize(("record", "section", "address"), [
    ("household/1", None, "/keluarga/1"), ("household/1", "pangan", "/keluarga/1/bagian/pangan"),
    ("household/999999", None, "/keluarga"), (None, "baru", "/keluarga/baru")])
def test_staff_see_the_household_that_the_trainee_sees_and_the_list_where_it_is_gone(opened, record, section, address):
    read = Action(OPEN, desk_for(opened.seat(), opened.clock), page=HOUSEHOLD, record=record,
                  detail=RecordDetails(section=section or ""))
    opened.services.gate.perform(read, lambda session, now: None)
    assert f'src="/papan/peserta/1/layar{address}"' in text(opened.staff(), "/papan/peserta/1")


@pytest.mark.parametrize(("part", "address"), [
    ("anggota-1", "/keluarga/1/anggota/1"), ("anggota-baru", "/keluarga/1/anggota/baru"), ("anggota-9999", "/keluarga/1")])
def test_staff_see_what_is_typed_for_a_member_in_its_form_and_beside_it_and_the_panel_without_pressing_there(
        opened, part, address):
    desk = desk_for(opened.seat(), opened.clock)
    read = Action(OPEN, desk, page=MEMBER, record="household/1", detail=RecordDetails(part=part))
    opened.services.gate.perform(read, lambda session, now: None)
    with opened.store.open(desk.pin, write=True) as session:
        drafts.put(session, DraftKey(1, "household/1", "anggota-baru"), [("name", "Ketikan <Sementara>")], base="", now=NOON)
        session.commit()
    rini, rows = opened.staff(), len(hall.rows_of_seat(opened.seat()))
    assert f'src="/papan/peserta/1/layar{address}"' in text(rini, "/papan/peserta/1")
    panel = text(rini, "/papan/peserta/1/panel")
    assert "<dd>Ketikan &lt;Sementara&gt;</dd>" in panel.partition("</section>")[0]
    assert "<fieldset disabled>" in panel
    assert re.findall(r'<a [^>]*href="[^#]', panel) == []
    assert "&lt;a " not in panel
    assert "belum membuka latihannya" in text(rini, "/papan/peserta/2/panel")
    assert (len(hall.rows_of_seat(opened.seat())), opened.store.exists(opened.seat(2).pin)) == (rows, False)


def test_an_address_that_only_a_button_opens_leads_to_the_page_of_that_button(opened):
    client = opened.staff()
    for address, page in (("/papan/jeda", "/papan"), ("/papan/peserta/1/tangani", "/papan/peserta/1"), ("/keluar", "/")):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, page), address
    assert client.client.put("/papan/jeda").status_code == 405


def test_the_last_group_is_closed_on_the_same_page_after_one_tick(opened):
    client = opened.staff()
    client.post("/papan/ganti", data={"dibaca": "ya"})
    assert "Tutup Kelompok 2" in text(client, "/papan/ganti")
    client.post("/papan/ganti/tutup", data={"kelompok": "2"})
    assert [group.state for group in groups.all_groups()] == ["closed", "open"]
    client.post("/papan/ganti/tutup", data={"kelompok": "2", "selesai": "ya"})
    assert [group.state for group in groups.all_groups()] == ["closed", "closed"]
    assert "tuntas" in text(client, "/papan/ganti")
