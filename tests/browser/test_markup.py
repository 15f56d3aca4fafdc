"""The Nu HTML checker finds no error on any kind of page. It needs Java and its jar: npm's `vnu-jar`, named in VNU_JAR."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.people import begin, sit_down
from tests.browser.test_hostile import QUERIES, page_of, pages_for, visitor
from tests.instructor.conftest import a_training, opened  # noqa: F401  the whole app
from tests.sandbox.test_routes import known  # noqa: F401

pytestmark = pytest.mark.browser

JAR = Path(os.environ.get("VNU_JAR", "node_modules/vnu-jar/build/dist/vnu.jar"))
OF_A_REAL_VILLAGE = ("/desa/keluarga/1/anggota/1", "/desa/keluarga/1/bagian/aset", "/desa/lembar/pt-usia", "/desa/statistik",
                     "/desa/statistik/pekerjaan", "/desa/periksa", "/desa/profil", "/kartu/palsu", "/tidak-ada")

if not JAR.is_file():
    pytestmark = [pytest.mark.browser, pytest.mark.skip(f"the Nu HTML checker is not at {JAR} (npm install vnu-jar; VNU_JAR)")]
elif shutil.which("java") is None:
    pytestmark = [pytest.mark.browser, pytest.mark.skip("the Nu HTML checker needs Java")]


def errors(pages, folder):
    """What the checker says of pages, each an address and its HTML; written into that folder for it."""
    for place, (path, html) in enumerate(pages):
        (folder / f"{place}-{path.strip('/').replace('/', '-').replace('?', '-')[:80]}.html").write_text(html, encoding="utf-8")
    said = subprocess.run(["java", "-jar", JAR, "--format", "json", "--exit-zero-always", *folder.glob("*.html")],
                          capture_output=True, text=True, check=True, timeout=240).stderr
    return [f"{Path(each['url']).name}: {each['message']} {each.get('extract', '')}"
            for each in json.loads(said)["messages"] if each["type"] == "error"]


def test_no_page_that_a_route_gives_has_an_error(opened, known, tmp_path):  # noqa: F811
    seen = []
    for person in QUERIES:
        browser = visitor(opened, person)
        seen += [(path, page_of(browser.get(path, follow_redirects=True))) for path in pages_for(opened, person, known)]
    assert errors([(path, html) for path, html in seen if "<!doctype" in html[:99].lower()], tmp_path) == []


def test_no_page_of_a_real_village_amid_an_exercise_has_an_error(visit, running, tmp_path):
    page = sit_down(visit, running, running.seats()[0])
    begin(page, "entri-satu-keluarga")
    page.goto("/desa/kotak-keluar?tahap=tervalidasi")
    sent = page.locator("tr[data-reference]").first.get_attribute("data-reference")
    paths = (*OF_A_REAL_VILLAGE, f"/desa/kiriman/{sent}", f"/desa/kiriman/{sent}/tanda-terima")
    assert errors([(path, page.request.get(path).text()) for path in paths], tmp_path) == []
