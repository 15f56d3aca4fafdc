"""Every form of the practice system keeps its typing, or is known to have none; small ones come back filled like all others."""

import re
from pathlib import Path

import pytest

import sandbox
from sandbox.deeds import AT_FORM
from sandbox.errors import Fate, Trouble
from sandbox.practice import small_forms
from sandbox.practice.models import Person, SheetEntry
from sandbox.practice.views.attached import bp
from sandbox.practice.views.troubles import STANDS_ON
from tests.conftest import NOON
from tests.practice.factories import complete, fill, first, opened, passed_on, said
from tests.practice.test_counter import comes

TEMPLATES = [path for folder in ("practice/templates/practice", "templates/practice", "templates/macros")
             for path in sorted((Path(sandbox.__file__).parent / folder).glob("*.html")) if path.stem not in ("hall", "lesson")]
A_FORM = re.compile(r"<form[^>]*?>(?:{%.*?%})?.*?</form>", re.DOTALL)
TYPED_INTO = re.compile(r'<textarea|<select|{{ ?(?:field|ticks|option)\(|<input(?![^>]*type="(?:hidden|file)")')
KEPT_NOWHERE = {"login": "a password", "change_password": "a password", "connect": "a trap for passwords"}
"""Deeds of forms whose typing may lie nowhere."""


def forms():
    found = [(path.name, match[0]) for path in TEMPLATES for match in A_FORM.finditer(path.read_text(encoding="utf-8"))]
    assert len(found) > 30
    return found


def test_no_form_is_stopped_by_the_browser_in_its_own_language():
    assert [name for name, form in forms() if re.search(r"<(?:input|select|textarea)[^>]*[^-\w]required\b", form)] == []


def test_every_form_keeps_its_typing_or_has_none():
    lost = []
    for template, form in forms():
        head = form[:form.index("\n") if "\n" in form else None]
        deed = re.search(r'data-action="(\w+)"', head)
        if 'method="get"' in head or "data-keep" in head or deed and deed[1] in KEPT_NOWHERE:
            continue
        if TYPED_INTO.search(form):
            lost.append((template, head[:120]))
    assert lost == []


def test_every_page_that_only_takes_a_press_has_one_to_come_back_to(pages):
    """After a trouble page 'Kembali ke isian' leads to the page that the button stands on."""
    rules = pages.browser.app.url_map.iter_rules()
    ours = [rule for rule in rules if rule.endpoint.startswith("practice.")]
    read = {rule.endpoint for rule in ours if "GET" in rule.methods}
    paths = {rule.rule for rule in ours if "GET" in rule.methods}

    beside = {"keep_typing", "throw_draft_away", "connect", "adopt"}
    missing = {rule.endpoint for rule in ours if "POST" in rule.methods and rule.rule not in paths} - {
        f"practice.{name}" for name in (*STANDS_ON, *beside)}
    assert (missing, {f"practice.{name}" for name in STANDS_ON.values()} - read) == (set(), set())


# One of each kind ------------------------------------------------------------------------------------------------------

@pytest.fixture
def village(hall):
    """A citizen who waits, two records of one NIK, a sheet that was entered."""
    with opened(hall) as session:
        for person in session.query(Person).filter(Person.id < 3):
            person.nik = "3510621208800002"
        return {"visitor": comes(session, "domisili").id, "entry": session.query(SheetEntry).first().id}


FORMS = {
    "loket": ("/desa/loket/{visitor}", "serve", {"jawaban": "kembali", "pukul": "13.40"}, "Kembali pukul"),
    "gabung": ("/desa/gabung/1/2", "merge_people", {"kartu": "2", "name": "2"}, "yang kedua"),
    "begitu": ("/desa/periksa/nik-ganda/household/1/1", "accept_doubt", {"alasan": "Kembar"}, "Kembar"),
    "salin": ("/desa/potensi", "save", {"per": "31-10-2026"}, "31-10-2026"),
    "batal": ("/desa/kiriman/K-2026-0001", "withdraw", {"alasan": "Keliru orang"}, "Keliru orang")}


def kept(seat, village, name):
    """That form, filled in and left without a press: its page asked for anew."""
    where, deed, inputs, _ = FORMS[name]
    address = where.format(**village)
    form = fill(seat.form(seat.browser.get(address), deed), inputs)
    seat.browser.post("/desa/ketikan", form.submit_fields(), status=204)
    return seat.form(seat.browser.get(address), deed)


@pytest.mark.parametrize("name", list(FORMS))
def test_a_small_form_comes_back_as_it_was_left_and_stands_among_the_drafts(hall, seat, village, name):
    if name == "batal":
        with opened(hall) as session:
            passed_on(session, complete(first(session)), NOON)
    form, (where, _, inputs, words) = kept(seat, village, name), FORMS[name]
    assert {name: form[name].value for name in inputs} == inputs
    drafts = seat.browser.get("/desa/draf")
    assert words in drafts.text
    assert drafts.click("Buka isiannya").request.path == (
        where.format(**village) if name != "salin" else "/desa/potensi/bagian/umum")


def test_a_choice_that_cannot_be_taken_back_on_its_page_is_thrown_away_among_the_drafts(seat, village):
    kept(seat, village, "gabung")
    drafts = seat.browser.get("/desa/draf")
    place = next(place for place, form in drafts.forms.items() if form.action == "/desa/draf/buang")
    assert "Tidak ada draf" in drafts.forms[place].submit().follow().text
    assert seat.form(seat.browser.get("/desa/gabung/1/2"), "merge_people")["kartu"].value is None


def test_what_is_sent_is_no_draft_any_more(seat, village):
    kept(seat, village, "loket").submit()
    kept(seat, village, "gabung").submit()
    assert "Tidak ada draf" in seat.browser.get("/desa/draf").text


def test_a_draft_of_what_was_settled_otherwise_leads_nowhere_and_stays_to_be_copied(seat, village):
    kept(seat, village, "gabung")
    kept(seat, village, "begitu")
    form = fill(seat.form(seat.browser.get("/desa/keluarga/2/keluar/meninggal"), "record_death"),
                {"hubungan-2-goes": True, "on": "28-02-2026"})
    form.submit()
    drafts = seat.browser.get("/desa/draf")
    [closed] = drafts.html.select("[data-gone]")
    assert ("Isian ini sudah ditutup" in closed.text, "yang kedua" in closed.text, closed.select("a")) == (True, True, [])
    assert "tidak ada lagi: datanya sudah berubah" in said(drafts.click("Buka isiannya").follow())


@pytest.mark.parametrize("fate", ["before", "after"])
def test_an_answer_of_unknown_fate_is_kept_until_somebody_looks(seat, village, fate):
    lost = Trouble(code="GW-504", fate=Fate.UNKNOWN, text="Tidak ada jawaban.", look=AT_FORM, status=504)
    getattr(seat.faults, fate)["promise"] = lost
    trouble = kept(seat, village, "loket").submit().follow(status=504)
    assert "13.40" in trouble.text
    assert "belum diketahui apakah sudah tersimpan" in seat.browser.get("/desa/draf").text
    seat.browser.get(f"/desa/loket/{village['visitor']}")
    assert ("Tidak ada draf" in seat.browser.get("/desa/draf").text) == (fate == "after")


def test_every_small_form_has_a_page_and_words(pages):
    endpoints = {rule.endpoint: rule for rule in pages.browser.app.url_map.iter_rules() if "GET" in rule.methods}
    for form in small_forms.SMALL_FORMS.values():
        assert set(form.takes) <= set(endpoints[f"{bp.name}.{form.view}"].arguments) | {"entry_id", "form", "part_id"}
        assert form.section.fields
    assert set(FORMS) | {"kirim", "revisi", "impor"} == set(small_forms.SMALL_FORMS)
