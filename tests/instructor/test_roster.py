"""A list of people on the page Peserta and in the terminal: checked, answered, applied, taken back; nothing in between."""

import io
import json
import re

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, update

from instructor.people import applying, by_hand, commands, importing
from instructor.people.checking import Invited
from instructor.people.comparing import Rest
from instructor.people.invited import invited_now
from sandbox import seats
from sandbox.accounts import cards, staff
from sandbox.platform import db as platform
from sandbox.platform.models import Audit, RosterFile, Sandbox, Trainee
from tests.conftest import NOON
from tests.counted import counted

HEAD = "Nama;Jabatan;Desa"
NAMES = ("Bagus Santosa", "Tuti Handayani", "Joko Wibowo", "Parikesit Utomo", "Sri Lestari", "Wahyu Prasetyo", "Gendis Ayu",
         "Made Surya")
"""Of the trainees 1 to 8: sekdes and operator of each village."""
SAME = [f"{NAMES[0]};Sekdes;Desa1", f"{NAMES[1]};Operator;Desa1"]
ORGANISER, INSTRUCTOR = "staff:2:1", "staff:1:1"
PAGE, CHECK = "/papan/peserta", "/papan/peserta/periksa"


@pytest.fixture
def office(opened):
    """Group 1 is open, its people have names; Sari organises."""
    with platform.write() as session:
        for number, name in enumerate(NAMES, start=1):
            session.execute(update(Trainee).where(Trainee.id == number).values(name=name))
    staff.create("sari", "Sari", "organiser", "sandi")
    return opened


def upload(client, *rows, name="peserta.csv", head=HEAD):
    file = (io.BytesIO("\n".join([head, *rows]).encode()), name)
    return client.post(PAGE, data={"file": file}, content_type="multipart/form-data")


def press(client, action="terapkan", **answers):
    """Answer what the page shows, and press one of its buttons."""
    page = client.get(CHECK).get_data(as_text=True)
    seen = re.search(r'name="terlihat" value="([^"]*)"', page)
    keys = re.findall(r'name="ada" value="([^"]*)"', page)
    return client.post(CHECK, data={"terlihat": seen[1], "ada": keys, "tindakan": action, **answers}, follow_redirects=True)


def key_in(client, start):
    return re.search(rf'name="ada" value="({start}[^"]*)"', client.get(CHECK).get_data(as_text=True))[1]


def names():
    with platform.read() as session:
        return {(each.code[-4:], each.role): each.name for each in invited_now(session)}


def everything():
    """All that an import may change."""
    with platform.read() as session:
        rows = session.execute(select(Trainee.id, Trainee.name, Trainee.left_at, Trainee.card_version).order_by(Trainee.id)).all()
        return rows, session.scalar(select(func.count(Sandbox.id)))


def full(first, *more):
    """A list of all four villages' people; `first`: the operator of Desa1."""
    rows = [SAME[0], f"{first};Operator;Desa1"]
    rows += [f"{NAMES[2 * n - 2 + place]};{role};Desa{n}" for n in (2, 3, 4) for place, role in enumerate(("sekdes", "operator"))]
    return [*rows, *more]


def test_a_list_is_applied_as_it_was_shown_and_prints_the_new_cards(office):
    client = office.browser(ORGANISER)
    upload(client, *full("Ratna Dewi"))
    page = client.get(CHECK).get_data(as_text=True)
    assert "Belum ada yang diubah." in page
    assert "Desa1, operator: Tuti Handayani menjadi Ratna Dewi" in page
    assert "Ratna Dewi" not in names().values()
    done = press(client).get_data(as_text=True)
    assert "8 peserta diterapkan" in done, re.findall(r"notice.*", done)
    assert names()["2001", "operator"] == "Ratna Dewi"
    assert importing.page(2) is None
    printed = client.get(re.search(r'href="([^"]*impor=[^"]*)"', done)[1]).get_data(as_text=True)
    assert printed.count('class="print-card"') == 1
    assert "Ratna Dewi" in printed


def test_nothing_is_applied_while_an_answer_is_open_and_the_answers_stay(office):
    client, before = office.browser(ORGANISER), everything()
    upload(client, *full("Ratna Dewi", "Ani;Kaur TU;Desa2"))
    refused = press(client).get_data(as_text=True)
    assert "Belum diubah: masih ada 1 hal yang perlu dijawab. GL-409Q" in refused
    assert everything() == before
    key = key_in(client, "peran-")
    assert "1 sudah dijawab" in press(client, "simpan", **{f"{key}-lewati": "on"}).get_data(as_text=True)
    assert "8 peserta diterapkan" in press(client, **{f"{key}-lewati": "on"}).get_data(as_text=True)


def test_an_answer_that_changes_the_outcome_is_shown_before_it_is_applied(office):
    client, before = office.browser(ORGANISER), everything()
    upload(client, *full("Ratna Dewi", "Ani;Operator;Desa2"))
    key = key_in(client, "seperan-")
    first = press(client, **{key: "keduanya"}).get_data(as_text=True)
    assert "GL-409V" in first
    assert everything() == before
    press(client, **{key: "keduanya"})
    assert names()["2002", "operator2"] == "Ani"


def test_a_village_is_looked_for_where_the_proposal_is_none(office):
    client = office.browser(ORGANISER)
    upload(client, *full("Ratna Dewi")[:-1], "Wayan;Operator;Tempat Lain")
    key = key_in(client, "desa-")
    assert "bukan satu desa dari pelatihan ini" in press(client, "simpan", **{f"{key}-lain": "Nirwana"}).get_data(as_text=True)
    press(client, "simpan", **{f"{key}-lain": "35.10.04.2004 Desa4"})
    press(client, **{f"{key}-lain": "35.10.04.2004"})
    assert names()["2004", "operator"] == "Wayan"


def test_people_of_villages_that_a_list_does_not_name_stay_or_go_as_answered(office):
    client = office.browser(ORGANISER)
    upload(client, *SAME)
    assert "3 Desa" not in client.get(CHECK).get_data(as_text=True)
    press(client, "simpan", sisa="keluar")
    press(client, sisa="keluar")
    assert set(names()) == {("2001", "sekdes"), ("2001", "operator")}


def test_who_has_worked_and_no_longer_comes_keeps_results_and_is_told_apart(office):
    office.noted("raise_hand", trainee=2)
    client = office.browser(ORGANISER)
    upload(client, *full("Ratna Dewi"))
    assert "sudah berlatih, hasilnya tetap" in client.get(CHECK).get_data(as_text=True)
    press(client)
    assert [seat.name for seat in seats.everybody(1) if seat.role == "operator"][:2] == ["Ratna Dewi", "Tuti Handayani"]
    assert client.get(f"{PAGE}/2").status_code == 200
    assert [seat.trainee_id for seat in seats.seats(1)] != [seat.trainee_id for seat in seats.everybody(1)]


def test_an_old_card_stops_and_no_other_persons_pin_is_given_again(office):
    old = office.seat(2)
    secret = office.services.secret
    applying.apply(invited(**{"2001/operator": "Ratna Dewi"}), Rest.STAY, name="a.csv", now=NOON, by=2)
    new = seats.find("35.10.01.2001", "operator")
    assert new.name == "Ratna Dewi"
    assert cards.pin_of(secret, new) != cards.pin_of(secret, old)
    assert office.browser().get(f"/kartu/{cards.qr_token(secret, old)}").status_code == 404
    assert office.browser("seat:2:1").get("/desa/").location.startswith("/masuk")


def invited(**other):
    """Everybody as they are, but for these."""
    with platform.read() as session:
        now = {(each.code, each.role): each.name for each in invited_now(session)}
    changed = {(f"35.10.0{seat[3]}.{seat.partition('/')[0]}", seat.partition("/")[2]): name for seat, name in other.items()}
    return [Invited(1, code, role, name) for (code, role), name in {**now, **changed}.items()]


def test_a_better_spelling_keeps_person_card_and_results(office):
    office.noted("raise_hand", trainee=1)
    with platform.write() as session:
        session.execute(update(Trainee).where(Trainee.id == 1).values(name="Yuliana Sari"))
    applying.apply(invited(**{"2001/sekdes": "Yulliana Sari, S.Pd"}), Rest.STAY, name="a.csv", now=NOON, by=2)
    seat = seats.find("35.10.01.2001", "sekdes")
    assert (seat.trainee_id, seat.name, seat.card_version) == (1, "Yulliana Sari, S.Pd", 1)


def test_taking_back_keeps_a_name_that_was_corrected_since(office):
    for number, (correction, left) in enumerate((("", NAMES[0]), ("Bagus Santosa, S.E.", "Bagus Santosa, S.E.")), 1):
        applying.apply(invited(**{"2001/sekdes": "Bagus Santosaa"}), Rest.STAY, name="a.csv", now=NOON, by=2)
        if correction:
            by_hand.rename(1, correction, now=NOON, by=2)
        applying.undo(number, now=NOON, by=2)
        assert office.seat(1).name == left


def test_taking_back_leads_to_just_what_was_there_until_a_new_card_is_used(office):
    client, before = office.browser(ORGANISER), names()
    upload(client, *full("Ratna Dewi")[:-1])
    press(client)
    assert "Batalkan penerapan" in client.get(PAGE).get_data(as_text=True)
    client.post(f"{PAGE}/batal-terapkan", data={"impor": 1})
    assert names() == before
    assert seats.find("35.10.01.2001", "operator").trainee_id == 2
    upload(client, *full("Ratna Dewi"))
    press(client)
    office.noted("raise_hand", trainee=seats.find("35.10.01.2001", "operator").trainee_id)
    refused = client.post(f"{PAGE}/batal-terapkan", data={"impor": 2}, follow_redirects=True).get_data(as_text=True)
    assert "kartu baru Desa1, operator sudah dipakai" in refused
    assert names()["2001", "operator"] == "Ratna Dewi"


def test_an_import_again_of_the_same_list_changes_nobody(office):
    applying.apply(invited(**{"2001/operator": "Ratna Dewi"}), Rest.STAY, name="a.csv", now=NOON, by=2)
    before = everything()
    changes = applying.apply(invited(), Rest.STAY, name="a.csv", now=NOON, by=2)
    assert (changes.all, changes.same) == ([], 8)
    assert everything() == before


def test_two_who_share_a_copy_are_parted_before_one_of_them_goes(office):
    client = office.browser(ORGANISER)
    client.post(f"{PAGE}/1/gabung", data={"generasi": 1})
    assert seats.seat(2).own_sandbox is not None
    before = everything()
    upload(client, *full("Ratna Dewi"))
    assert "di Desa1 dua orang sedang bekerja di satu salinan" in press(client).get_data(as_text=True)
    assert everything() == before


def test_hostile_names_and_file_names_are_shown_as_text_and_no_name_reaches_the_audit(office):
    client = office.browser(ORGANISER)
    upload(client, *full("Ratna Dewi"), "<script>alert(1)</script>;Operator 2;<img src=x>", name="<b>daftar</b>.csv")
    page = client.get(CHECK).get_data(as_text=True)
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;daftar" in page
    assert not re.search("<script>|<img|<b>d", page)
    applying.apply(invited(**{"2001/operator": "Ratna Dewi"}), Rest.STAY, name="a.csv", now=NOON, by=2)
    with platform.read() as session:
        assert not any("Ratna" in json.dumps(each) for each in session.scalars(select(Audit.detail)))


def test_a_file_that_is_none_changes_nothing_and_says_so(office):
    client, before = office.browser(ORGANISER), everything()
    said = client.post(PAGE, data={"file": (io.BytesIO(b"%PDF-1.7"), "a.pdf")}, content_type="multipart/form-data",
                       follow_redirects=True).get_data(as_text=True)
    assert "File ini PDF. Unggah file Excel (.xlsx) atau CSV. Belum ada yang diubah." in said
    assert "Pilih dulu filenya" in client.post(PAGE, follow_redirects=True).get_data(as_text=True)
    assert everything() == before


def test_columns_without_a_known_heading_are_chosen_on_the_page(office):
    client = office.browser(ORGANISER)
    upload(client, *full("Ratna Dewi"), head="Nama;Kolom;Desa")
    assert "Kolom ini belum ditemukan:" in client.get(CHECK).get_data(as_text=True)
    client.post(f"{CHECK}/kolom", data={"kolom-1": "nama", "kolom-2": "peran", "kolom-3": "desa", "kolom-x": "desa"})
    press(client)
    assert names()["2001", "operator"] == "Ratna Dewi"


def test_what_was_answered_outlives_the_browser_and_each_of_the_staff_has_a_list_of_their_own(office):
    client = office.browser(ORGANISER)
    upload(client, *full("Ratna Dewi", "Ani;Kaur TU;Desa2"))
    press(client, "simpan", **{f"{key_in(client, 'peran-')}-lewati": "on"})
    assert "1 sudah dijawab" in office.browser(ORGANISER).get(CHECK).get_data(as_text=True)
    assert importing.page(1) is None
    client.post(f"{CHECK}/buang")
    with platform.read() as session:
        assert session.scalars(select(RosterFile)).all() == []


def test_an_instructor_looks_and_changes_nobody(office):
    client = office.browser(INSTRUCTOR)
    page = client.get(f"{PAGE}?cari=desa3").get_data(as_text=True)
    assert page.count('<th scope="row">') == 2
    assert "Unggah daftar peserta" not in page
    assert upload(client, *SAME).status_code == 403


def test_the_workbook_of_those_invited_is_read_again_as_they_are(office):
    client = office.browser(ORGANISER)
    file = client.get(f"{PAGE}/templat.xlsx").data
    client.post(PAGE, data={"file": (io.BytesIO(file), "daftar.xlsx")}, content_type="multipart/form-data")
    page = importing.page(2)
    assert (page.report.problems, page.changes.all, page.changes.same) == ((), [], 8)


def test_the_problems_are_a_workbook_too(office):
    client = office.browser(ORGANISER)
    upload(client, *full("Ratna Dewi", "Ani;Kaur TU;Desa2"))
    answer = client.get(f"{CHECK}/masalah.xlsx")
    assert answer.data.startswith(b"PK")
    assert importing.page(2).report.open


def test_the_pages_ask_few_statements_whatever_the_list(office):
    client = office.browser(ORGANISER)
    upload(client, *full("Ratna Dewi", *[f"Orang {chr(65 + n)};Kaur {chr(65 + n)};Desa2" for n in range(26)]))
    for address in (PAGE, CHECK):
        with counted() as asked:
            assert client.get(address).status_code == 200
        assert asked.statements <= 12
    page = client.get(CHECK).get_data(as_text=True)
    assert page.count('name="ada"') == 25
    assert "hal=2" in page


def run(office, *arguments):
    result = CliRunner().invoke(commands.roster, [*arguments, "--json"], obj=lambda: office.app, catch_exceptions=False)
    return result.exit_code, json.loads(result.output)


def test_the_command_checks_applies_and_takes_back(office, tmp_path):
    file = tmp_path / "peserta.csv"
    file.write_text("\n".join([HEAD, *full("Ratna Dewi")]))
    before = names()
    told = {"added": 0, "updated": 1, "left": 0, "same": 7, "rejected": []}
    assert run(office, "import", str(file), "--dry-run") == (0, {**told, "applied": False})
    assert names() == before
    assert run(office, "import", str(file)) == (0, {**told, "applied": True})
    assert names()["2001", "operator"] == "Ratna Dewi"
    assert run(office, "undo") == (0, {"file": "peserta.csv", "people": 8})
    assert names() == before


def test_the_command_changes_nothing_while_a_row_is_rejected_and_accepts_single_proposals(office, tmp_path):
    file = tmp_path / "peserta.csv"
    file.write_text("\n".join([HEAD, "Ratna Dewi;Operator;Dessa1", SAME[0]]))
    before = everything()
    code, told = run(office, "import", str(file))
    assert (code, told["applied"]) == (1, False)
    assert [(each["row"], each["field"]) for each in told["rejected"]] == [(2, "Desa")]
    assert everything() == before
