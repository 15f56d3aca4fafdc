"""What people type stays text: hostile strings through every form, and every page parsed by a real browser: no element of theirs.

All breakouts in one string here; GLADI_HOSTILE=200 for the whole corpus: each body after every way out of where it stands, all in
one text, and once more alone after the commonest way, short enough for every field. `-n 2` shares them.

The pages are of the app in this process, so that no server is needed; which there are, its routes say.
"""

import os
import re
from itertools import product

import pytest
from lxml import html as parser
from sqlalchemy import update

from sandbox.practice.models import Household, Person
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app
from tests.sandbox.test_routes import ANYBODY, SEAT, address, cells, known, login_of  # noqa: F401

OUT_OF = ("", '"', "'", '">', "'>", "</textarea>", "</title>", "</script>", "-->", "</option></select>", "]]>", "\\\"><", "\x00")
BODIES = (
    "<x-xliar>", "<img class=xliar src=x onerror=window.xliar=1>", "<svg class=xliar onload=window.xliar=1>", "<X-XLIAR/x=1>",
    '<meta class=xliar http-equiv=refresh content="0;url=//xliar">', "<script class=xliar>window.xliar=1</script>",
    "<a class=xliar href=javascript:xliar>x</a>", '<b class="xliar modal show d-block position-fixed w-100 h-100">',
    ' class="xliar" onfocus="window.xliar=1" autofocus x="', " class='xliar' onfocus='window.xliar=1' autofocus x='",
    " class=xliar onfocus=window.xliar=1 autofocus ", "&lt;x-xliar&gt;", "&#60;x-xliar&#62;", "\\u003cx-xliar\\u003e",
    "<<x-xliar>", "<math><mi><x-xliar>", "{{ 7*7 }}%(x)s<x-xliar>")
EVERYTHING = "".join(f"{start}{body}" for start, body in product(OUT_OF[:6], (BODIES[0], BODIES[8], BODIES[9])))
CORPUS = ["".join(f"{start}{body}" for start in OUT_OF) for body in BODIES] + [f'">{body}' for body in BODIES]
CHOSEN = [EVERYTHING, *(CORPUS if "GLADI_HOSTILE" in os.environ else ())]
FOREIGN = """html => new DOMParser().parseFromString(html, 'text/html').querySelectorAll(
  `x-xliar, .xliar, base, iframe:not([src^='/papan']), object, embed, [onerror], [onload], [onfocus], [autofocus][x],
   a[href^='javascript']`).length"""
QUERIES = {"trainee": ("/desa/keluarga?cari={}", "/desa/kotak-keluar?cari={}", "/desa/kiriman/{}",
                       "/desa/masuk?kode={}&lanjut={}"),
           "organiser": (), "nobody": ("/pelatih/masuk?next={}", "/kartu/{}", "/{}")}
"""Addresses that take the text itself."""
ENDING = re.compile(r"logout|leave|stream|language|static|asset|export|template|marked_file")
"""Endpoints that end a login, or whose answer is no page."""
UNDOING = re.compile(r"(?<![a-z])keluar$|ganti|jeda|lanjut|mulai|hapus|bahasa|buka|(kartu|salinan)[-/]baru$")
"""Addresses of forms after which the other pages would show less."""


@pytest.mark.parametrize("text", CHOSEN, ids=map(str, range(len(CHOSEN))))
def test_no_string_becomes_an_element_on_any_page(opened, known, chromium, text):  # noqa: F811
    page = chromium.new_page()
    assert page.evaluate(FOREIGN, f"<p>{EVERYTHING}</p>") > 0  # the browser would see them
    plant(opened, text)
    seen = [(where, html) for person in QUERIES for where, html in looked_at(opened, person, known, text)]
    wrong = [where for where, html in seen if page.evaluate(FOREIGN, html)]
    page.close()
    assert wrong == []
    shown = {where for where, html in seen if "xliar" in html.lower()}
    assert len(shown) >= 30, shown


def plant(opened, text):  # noqa: F811
    """The text stands in every column of families and persons that a name or a place is written into."""
    with opened.store.open(opened.seat(1).pin, write=True) as session:
        for table, names in ((Household, ("head_name", "hamlet", "address")), (Person, ("name", "birth_place"))):
            session.execute(update(table).values(dict.fromkeys(names, text)))
        session.commit()


def looked_at(opened, person, values, text):  # noqa: F811
    """(address, HTML) of each page of that person, of what its forms answer with the text, and of each page after."""
    browser, routes = visitor(opened, person), pages_for(opened, person, values)
    for path in (*routes, *(query.replace("{}", quoted(text)) for query in QUERIES[person])):
        yield from answered(browser, path, text)
    for path in routes:
        yield path, page_of(browser.get(path))


def pages_for(opened, person, values):  # noqa: F811
    """The address of every page that is meant for that person."""
    return [address(opened.app, rule, values) for rule, method, kind in cells(opened.app)
            if method == "GET" and not ENDING.search(rule.endpoint) and person == visitor_of(kind)]


def visitor_of(kind):
    return {ANYBODY: "nobody", SEAT: "trainee"}.get(kind, "organiser")


def visitor(opened, person):  # noqa: F811
    browser = opened.browser(login_of(person))
    if person == "trainee":
        with browser.client.session_transaction() as kept:
            kept["practice_login"] = "kunci"
    return browser


def quoted(text):
    return re.sub(r"[^a-z]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def page_of(answer):
    return answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""


def answered(browser, path, text):
    html = page_of(browser.get(path, follow_redirects=True))
    yield path, html
    if not html.strip():
        return
    for form in parser.fromstring(html).forms:
        action = form.action or path
        if form.method == "POST" and not UNDOING.search(action):
            fields = {name: form.fields[name] if name.startswith("_") or name == "generasi" else text for name in form.fields}
            answer = browser.post(action, data={name: value for name, value in fields.items() if value is not None},
                                  follow_redirects=True)
            yield f"POST {action}", page_of(answer)
