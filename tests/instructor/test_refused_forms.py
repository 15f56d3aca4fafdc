"""What the office typed and Gladi refused stands in its field again: every form of hall and accounts is asked."""

import io
from http import HTTPStatus

import pytest
from lxml import html

from sandbox.accounts import staff

PAGES = ("/papan?pesan=1", "/papan/peserta", "/papan/peserta/1", "/papan/peserta/1/orang", "/papan/peserta/periksa",
         "/papan/jadwal", "/papan/jadwal/2", "/papan/jadwal/pembagian", "/papan/pelatihan", "/papan/ganti",
         "/papan/kehadiran?ganti=1", "/papan/cadangan", "/pelatih/staf", "/pelatih/akun", "/pelatih/kartu",
         "/pelatih/skenario/coba")
ASKED = {"send_message", "end_lesson", "add_person", "message", "replace_person", "rename_person", "answer_roster",
         "new_training", "change_training", "rotate_later", "replace_present", "members", "change_member"}
"""Whose forms are typed into. A draft of an exercise is saved however wrong it is; test_certificates.py asks theirs."""
KEPT_NOWHERE = {"account"}
"""A password."""
TYPED_AS = {"time": "00:01", "date": "2026-31-31", "number": "999"}
LONG = " ".join(["panjang"] * 60)
TYPED = {LONG, *TYPED_AS.values()}
BEGINS = 60
"""Letters of what was typed that stand there at least: a name of more is cut."""


@pytest.fixture
def clerk(opened):
    """An organiser's browser, with a checked list in which a village is none."""
    staff.create("dewi", "Dewi", "organiser", "sandi")
    clerk, roster = opened.browser("staff:2:1"), "Nama;Jabatan;Desa\nRatna Dewi;Kolonel;Desa1\nSri;Operator;Antah Berantah\n"
    clerk.post("/papan/peserta", data={"file": (io.BytesIO(roster.encode()), "daftar.csv")})
    return clerk


def shown(page):
    """By name, what stands in each field and is ticked."""
    found = {}
    for each in page.iter("input", "textarea"):
        if each.get("type") not in ("radio", "checkbox") or "checked" in each.attrib:
            found.setdefault(each.get("name"), []).append(each.text if each.tag == "textarea" else each.get("value") or "")
    return found


def filled_badly(form):
    """What is sent with the form, too much in each field that is typed into; and what of it was typed or chosen."""
    sent, typed = {}, {}
    for each in form.iter("input", "textarea"):
        kind, name = each.get("type", each.tag), each.get("name")
        if kind == "hidden":
            sent.setdefault(name, []).append(each.get("value", ""))
        elif kind == "radio":
            sent[name] = typed[name] = each.get("value")
        elif kind not in ("checkbox", "file", "password") and name:
            sent[name] = typed[name] = TYPED_AS.get(kind, LONG)
    return sent, typed


def test_what_was_typed_and_refused_stands_in_its_field_again(opened, clerk):
    to, asked, lost = opened.app.url_map.bind("localhost"), set(), []
    for address in PAGES:
        answer = clerk.get(address)
        assert answer.status_code == HTTPStatus.OK, address
        for form in html.fromstring(answer.get_data()).iter("form"):
            sent, typed = filled_badly(form)
            action = form.get("action") or address
            if form.get("method") != "post" or not TYPED.intersection(typed.values()):
                continue
            name = to.match(action.partition("?")[0], "POST")[0].partition(".")[2]
            if name in KEPT_NOWHERE | asked:
                continue
            asked.add(name)
            there = shown(html.fromstring(clerk.post(action, data=sent, follow_redirects=True).get_data()))
            lost += [(name, field) for field, value in typed.items()
                     if not any(each.strip()[:BEGINS] == value[:BEGINS] for each in there.get(field, ()))]
    assert lost == []
    assert asked == ASKED
