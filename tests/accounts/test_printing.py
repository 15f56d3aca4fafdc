"""Cards, table tents and the attendance list on paper, by page and by command."""

import json
import re

import pytest
from click.testing import CliRunner

from sandbox import seats
from sandbox.accounts import cards
from sandbox.accounts.papers import cards as drawn_cards
from sandbox.accounts.papers import tents as drawn_tents
from sandbox.accounts.papers.printing import NobodyToPrint
from sandbox.accounts.print_commands import print_
from sandbox.machine.output import FileNotWritten
from sandbox.paper import worker
from sandbox.paper.sheet import PaperSheet
from sandbox.paper.size import PaperSize
from sandbox.platform.db import write
from sandbox.platform.models import Trainee
from tests.instructor.conftest import a_training, opened  # noqa: F401
from tests.pdfs import pages_of, text_of

LONG = "Kelurahan Sukowidodo Kertanegara Pesisir Selatan"
NAME = "Raden Roro Kusumaningtyas Purnamawati, S.Sos. M."
TOLD = {"size": "a4", "title": "Cetak", "group": 1, "training": "Pelatihan", "day": "12 November 2026", "printed": "Dicetak"}
CARD = {"village": LONG, "code": "35.10.16.1099", "role": "Seklur", "table": 2, "name": NAME, "pin": "638 150", "group": 1,
        "address": "192.168.10.2:8010", "link": "http://192.168.10.2:8010/kartu/abc"}
PERSON = {"role": "Operator", "name": NAME}


def pdf(opened, address):  # noqa: F811
    answer = opened.staff().get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return answer.data


@pytest.mark.parametrize("size", PaperSize)
def test_thirty_seven_villages_take_eight_sheets_of_cards_and_a_village_is_never_parted(size):
    villages = [[CARD | {"table": table}, CARD | {"table": table}] for table in range(1, 38)]
    villages[2] = villages[2][:1]
    pages = pages_of(worker.draw("sandbox.accounts.papers.cards", TOLD | {"size": size.value, "rows": villages}))
    assert len(pages) == 8
    assert {(page.width, page.height) for page in pages} == {tuple(size.millimetres)}
    tables = [re.findall(r"meja (\d+)", page.text) for page in pages]
    assert tables[0] == ["1", "1", "2", "2", "3", "4", "4", "5", "5"]
    assert tables[-1] == ["36", "36", "37", "37"]


def test_ten_cards_stand_edge_to_edge_within_the_margins_of_a4():
    sheet = PaperSheet(PaperSize.A4, title="")
    places = [drawn_cards.place(sheet, number) for number in range(10)]
    assert places[0] == (20, 13.5)
    assert (places[-1][0] + drawn_cards.WIDE, places[-1][1] + drawn_cards.HIGH) == (190, 283.5)
    assert {round(b[0] - a[0]) for a, b in zip(places[::2], places[1::2], strict=True)} == {drawn_cards.WIDE}


@pytest.mark.parametrize("text", [LONG, "Desa Temurejo", "Desa " + "M" * 43, f"{LONG} Barat"])
def test_a_long_village_shrinks_until_its_heading_fits(text):
    sheet = PaperSheet(PaperSize.A4, title="")
    size, lines = drawn_cards.head(sheet, text)
    assert len(lines) <= 2
    assert max(sheet.wide(line, size, "B") for line in lines) <= drawn_cards.WIDE - drawn_cards.LEFT - drawn_cards.RIGHT
    lying = PaperSheet(PaperSize.A4, title="", lies=True)
    size, lines = drawn_tents.name_lines(lying, text)
    assert max(lying.wide(line, size, "B") for line in lines) <= lying.w - 2 * drawn_tents.EDGE


def test_a_name_of_48_letters_stands_whole_on_card_and_attendance_list():
    card, = text_of(worker.draw("sandbox.accounts.papers.cards", TOLD | {"rows": [[CARD]]}))
    row = {"table": 2, "village": LONG, "district": "Genteng", "people": [PERSON]}
    listed, = text_of(worker.draw("sandbox.accounts.papers.attendance", TOLD | {"rows": [row]}))
    for text in (card, listed):
        assert NAME in text
        assert LONG in text


def test_a_name_of_70_letters_stands_smaller_and_whole_on_card_and_attendance_list():
    longest = "H. Raden Mas Haryo Suryaningrat Kusumawardhana Adiputra, S.Sos., M.Si."
    card, = text_of(worker.draw("sandbox.accounts.papers.cards", TOLD | {"rows": [[CARD | {"name": longest}]]}))
    row = {"table": 2, "village": LONG, "district": "Genteng", "people": [PERSON | {"name": longest}]}
    listed, = text_of(worker.draw("sandbox.accounts.papers.attendance", TOLD | {"rows": [row]}))
    assert (longest in card, longest in listed) == (True, True)


def test_the_attendance_list_keeps_each_village_on_one_page_and_counts_its_pages():
    rows = [{"table": number, "village": f"Desa {number:02d}", "district": "Genteng", "people": [PERSON] * 2}
            for number in range(1, 38)]
    pages = text_of(worker.draw("sandbox.accounts.papers.attendance", TOLD | {"rows": rows}))
    assert [f"halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
    for number in range(1, 38):
        assert len([page for page in pages if f"Desa {number:02d}" in page]) == 1
    assert sum(page.count("Operator") for page in pages) == 74


def test_one_person_a_village_and_a_day_are_printed_by_their_address_and_nobody_else(opened):  # noqa: F811
    everybody = seats.seats(1)
    pins = {seat.key: f"{(pin := cards.pin_of(opened.services.secret, seat))[:3]} {pin[3:]}" for seat in everybody}
    code = everybody[2].village_code
    for asked, expected in (("", everybody), ("?kelompok=1", everybody), (f"?desa={code}", everybody[2:]),
                            ("?peserta=4", everybody[3:])):
        text = " ".join(text_of(pdf(opened, f"/pelatih/cetak/kartu.pdf{asked}")))
        assert {key for key, pin in pins.items() if pin in text} == {seat.key for seat in expected}
    assert len(text_of(pdf(opened, "/pelatih/cetak/meja.pdf?kertas=f4"))) == 2
    assert "Desa1" in text_of(pdf(opened, "/pelatih/cetak/hadir.pdf"))[0]
    for nobody in ("?peserta=99", "?desa=99.99.99.9999", "?kelompok=77"):
        assert opened.staff().get(f"/pelatih/cetak/kartu.pdf{nobody}").status_code == 404


def test_a_card_s_picture_opens_what_the_card_on_the_page_opens(opened):  # noqa: F811
    alone = opened.staff().get("/pelatih/kartu/1.svg").get_data(as_text=True)
    path = re.search(r'd="[^"]+"', alone).group()
    assert path in opened.staff().get("/pelatih/kartu?peserta=1").get_data(as_text=True)
    assert path not in opened.staff().get("/pelatih/kartu?peserta=2").get_data(as_text=True)
    assert opened.staff().get("/pelatih/kartu/99.svg").status_code == 404


def test_hostile_names_are_printed_as_text(opened):  # noqa: F811
    name = "Budi (\\) ']) Tj <b>&amp; {{ 7*7 }} D’Ḍé"
    with write() as session:
        session.get_one(Trainee, 1).name = name
    assert name in "".join(text_of(pdf(opened, "/pelatih/cetak/hadir.pdf"))).replace("  ", " ")


def test_all_cards_of_a_village_are_replaced_in_one_press_and_a_second_press_replaces_none(opened):  # noqa: F811
    client, village = opened.staff(), f"/pelatih/kartu/baru?desa={seats.seat(1).village_code}"
    seen = re.findall(r'name="kartu" value="(\d+:\d+)"', client.get(village).get_data(as_text=True))
    assert seen == ["1:1", "2:1"]
    for _press in range(2):
        answer = client.post(village, data={"kartu": seen, "kertas": "f4"})
        assert answer.location.startswith("/pelatih/cetak/kartu.pdf?kertas=f4")
        assert [seats.seat(number).card_version for number in (1, 2, 3)] == [2, 2, 1]
    client.post(village, data={"kartu": ["x", "3:1", "1:-2", ":"]})
    assert [seats.seat(number).card_version for number in (1, 2, 3)] == [2, 2, 1]


def run(opened, *words):  # noqa: F811
    return CliRunner().invoke(print_, words, obj=lambda: opened.app, catch_exceptions=False)


def test_the_command_writes_the_paper_and_with_new_replaces_the_card_first(opened, tmp_path):  # noqa: F811
    out = tmp_path / "kartu.pdf"
    with pytest.raises(NobodyToPrint):
        run(opened, "kartu", "--trainee", "99", "--out", str(out))
    done = run(opened, "kartu", "--trainee", "1", "--new", "--out", str(out), "--json")
    assert json.loads(done.output) == {"file": str(out), "people": 1, "replaced": 1}
    seat = seats.seat(1)
    pin = cards.pin_of(opened.services.secret, seat)
    assert seat.card_version == 2
    assert f"{pin[:3]} {pin[3:]}" in text_of(out.read_bytes())[0]
    assert run(opened, "hadir", "--group", "2", "--paper", "F4", "--out", str(out)).exit_code == 0
    assert "Kelompok 2" in text_of(out.read_bytes())[0]
    assert run(opened, "meja", "--new", "--out", str(out)).exit_code == 2
    with pytest.raises(FileNotWritten):
        run(opened, "meja", "--out", str(tmp_path / "tiada" / "a.pdf"))
