"""The audit log is read in words: every recorded deed has one, and filters find what they name."""

import ast
import importlib
from datetime import timedelta
from pathlib import Path

from lxml import html

from instructor import interventions
from instructor.days import openings
from instructor.diary import reading
from instructor.diary.words import WORDS
from instructor.interventions import Intervener
from sandbox.accounts import staff, team
from sandbox.accounts.team import MemberSettings
from sandbox.deeds import MESSAGE
from sandbox.platform import audit
from sandbox.platform.db import write
from tests.conftest import NOON

HOUSE = Path(__file__).parent.parent.parent
PASSED_ON = {"deed", "kind.name"}
"""Where a function records what it was given; those who give it are found by what they give."""


def recorded() -> set[str]:
    """Every deed that the code records by its name or by a constant."""
    found = set()
    for path in (path for room in ("sandbox", "instructor", "scenarios") for path in (HOUSE / room).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "record(" in text or "_next_version(" in text else ():
            is_record = isinstance(node, ast.Call) and ast.unparse(node.func) in ("audit.record", "_record", "_next_version")
            for given in node.args if is_record else ():
                if isinstance(given, ast.Constant) and isinstance(given.value, str) and given.value.isidentifier():
                    found.add(given.value)
                elif isinstance(given, ast.Name) and given.id.isupper():
                    module = importlib.import_module(".".join(path.relative_to(HOUSE).with_suffix("").parts))
                    found.add(getattr(module, given.id))
    return found


def test_every_recorded_deed_has_a_word():
    assert len(recorded()) > 20
    assert recorded() - WORDS.keys() == set()


def test_the_page_says_who_did_what_to_whom_and_filters(opened):
    staff.create("sari", "Sari", "organiser", "sandi")
    interventions.intervene(opened.store, opened.clock, opened.seat(), MESSAGE, by=Intervener(1, "Rini"),
                            text="Lihat <b>dulu</b>.")
    team.change(1, MemberSettings("Rini Baru", "instructor"), by=2, now=NOON)
    openings.set_open(1, "ujian", True, now=NOON, by=2)
    openings.set_end(1, "kiriman-macet-di-antrean", NOON + timedelta(hours=1), now=NOON, by=2)
    client = opened.browser("staff:2:1")
    page = client.get("/papan/catatan").get_data(as_text=True)
    assert "mengirim pesan" in page
    assert f"{opened.seat().name}, Sekdes Desa1" in page
    assert "Lihat &lt;b&gt;dulu&lt;/b&gt;." in page
    assert "membuka kelompok" in page
    said = " ".join(html.fromstring(page).text_content().split())
    assert "membuka latihan: Kelompok 1 “Ujian”" in said
    assert "mengatur akhir latihan: Kelompok 1 “Kiriman macet di antrean, 13.00”" in said
    only = client.get("/papan/catatan?oleh=2&tentang=account").get_data(as_text=True)
    assert "mengubah akun" in only
    assert "Rini Baru, Pelatih" in only
    assert "mengirim pesan" not in only.partition("<table")[2]
    assert "Tidak ada catatan yang cocok." in client.get("/papan/catatan?oleh=2&tentang=trainee").get_data(as_text=True)


def test_older_rows_are_a_press_away(opened):
    with write() as session:
        for number in range(reading.AT_ONCE + 3):
            audit.record(session, "pause", f"group:{number}", by=0, at=NOON)
    first = reading.lines(by=0)
    older = reading.lines(by=0, before=first[-1].id)
    assert len(first) == reading.AT_ONCE
    assert len(older) >= 3
    assert not {each.id for each in first} & {each.id for each in older}
