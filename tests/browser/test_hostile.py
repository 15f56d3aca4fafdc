"""What people type stays text: hostile strings through every form, and every page parsed by a real browser: no element of theirs.

All breakouts in one string here; GLADI_HOSTILE=200 for the whole corpus.

The pages are of the app in this process, so that no server is needed.
"""

import os
import re
from itertools import product

from lxml import html as parser
from sqlalchemy import update

from sandbox.practice import logins
from sandbox.practice.models import Household, Person
from sandbox.practice.records import HouseholdRecord
from sandbox.practice.submissions import submissions
from tests.conftest import NOON
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app

COUNT = int(os.environ.get("GLADI_HOSTILE", "1"))
OUT_OF = ("", '"', "'", '">', "'>", "</textarea>", "</title>", "</script>", "-->", "</option></select>", "]]>", "\\\"><", "\x00")
BODIES = (
    "<x-luar>", "<img class=luar src=x onerror=window.luar=1>", "<svg class=luar onload=window.luar=1>", "<X-LUAR/x=1>",
    '<meta class=luar http-equiv=refresh content="0;url=//luar">', "<script class=luar>window.luar=1</script>",
    "<a class=luar href=javascript:luar>x</a>", '<b class="luar modal show d-block position-fixed w-100 h-100">',
    ' class="luar" onfocus="window.luar=1" autofocus x="', " class='luar' onfocus='window.luar=1' autofocus x='",
    " class=luar onfocus=window.luar=1 autofocus ", "&lt;x-luar&gt;", "&#60;x-luar&#62;", "\\u003cx-luar\\u003e", "<<x-luar>",
    "<math><mi><x-luar>", "{{ 7*7 }}%(x)s<x-luar>")
CORPUS = [f"{start}{body}" for body, start in product(BODIES, OUT_OF)]
EVERYTHING = "".join(f"{start}{body}" for start, body in product(OUT_OF[:6], (BODIES[0], BODIES[8], BODIES[9])))
CHOSEN = [EVERYTHING, *CORPUS[:: len(CORPUS) // COUNT][:COUNT - 1]] if COUNT < 200 else [EVERYTHING, *CORPUS]
FOREIGN = """html => new DOMParser().parseFromString(html, 'text/html').querySelectorAll(
  `x-luar, .luar, base, iframe:not([src^='/papan']), object, embed, [onerror], [onload], [onfocus], [autofocus][x],
   a[href^='javascript']`).length"""
TRAINEE = ("/desa/", "/desa/keluarga", "/desa/keluarga?cari={}", "/desa/keluarga/1", "/desa/keluarga/1/bagian/pangan",
           "/desa/keluarga/1/bagian/penghasilan", "/desa/keluarga/1/anggota/1", "/desa/keluarga/baru", "/desa/keluarga/1/hapus",
           "/desa/draf", "/desa/kotak-keluar", "/desa/kotak-keluar?cari={}", "/desa/profil", "/desa/kiriman/K-2026-0001",
           "/desa/kiriman/K-2026-0001/tanda-terima", "/desa/kiriman/{}", "/desa/masuk?kode={}&lanjut={}", "/latihan/panel")
STAFF = ("/papan", "/papan/proyektor", "/papan/peserta/1", "/papan/ganti", "/pelatih/akun", "/pelatih/kartu",
         "/papan/peserta/1/layar/keluarga", "/papan/peserta/1/layar/keluarga/1", "/papan/peserta/1/layar/draf")
ANYBODY = ("/masuk", "/pelatih/masuk?next={}", "/kartu/{}", "/{}")


def test_no_string_becomes_an_element_on_any_page(opened, chromium):  # noqa: F811
    page = chromium.new_page()
    assert page.evaluate(FOREIGN, f"<p>{EVERYTHING}</p>") > 0  # the browser would see them
    wrong = []
    for text in CHOSEN:
        seen = list(looked_at(opened, text))
        wrong += [(text, where) for where, html in seen if page.evaluate(FOREIGN, html)]
        assert any("luar" in html for _where, html in seen)
    page.close()
    assert wrong == []


def looked_at(opened, text):  # noqa: F811
    """(address, HTML) of every page, and of what every form on them answers when the text stands in all its fields."""
    with opened.store.open(opened.seat(1).pin, write=True) as session:
        if session.get_one(Household, 1).head_name == "Kepala 1":
            submissions.submit(session, HouseholdRecord.find(session, 1), by="Sekdes", now=NOON)
        for table, names in ((Household, ("head_name", "hamlet", "address")), (Person, ("name", "birth_place"))):
            session.execute(update(table).values(dict.fromkeys(names, text)))
        logins.open_login(session, 1, "kunci", NOON)
        session.commit()
    for browser, addresses in ((trainee(opened), TRAINEE), (opened.staff(), STAFF), (opened.browser(), ANYBODY)):
        for address in addresses:
            yield from answered(browser, address.replace("{}", quoted(text)), text)
    for browser, addresses in ((trainee(opened), TRAINEE[:-1]), (opened.staff(), STAFF)):
        yield from ((address, browser.get(address).get_data(as_text=True)) for address in addresses if "{}" not in address)


def trainee(opened):  # noqa: F811
    browser = opened.browser("seat:1:1")
    with browser.client.session_transaction() as kept:
        kept["practice_login"] = "kunci"
    return browser


def quoted(text):
    return re.sub(r"[^a-z]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def answered(browser, address, text):
    html = browser.get(address, follow_redirects=True).get_data(as_text=True)
    yield address, html
    if not html.strip():
        return
    for form in parser.fromstring(html).forms:
        action = form.action or address
        if form.method == "POST" and not re.search(r"keluar|ganti|jeda|lanjut|mulai|hapus|bahasa|buka|baru$", action):
            fields = {name: form.fields[name] if name.startswith("_") or name == "generasi" else text for name in form.fields}
            answer = browser.post(action, data={name: value for name, value in fields.items() if value is not None},
                                  follow_redirects=True)
            yield f"POST {action}", answer.get_data(as_text=True)
