"""Whoever reads English reads no sentence of Gladi's own in Indonesian, whenever and by whomever it was caused.

What happened is kept as codes, ids and figures, and is told as it is shown. Of the practice system, which is Indonesian, and of
the sheet to take home nothing is asked.
"""

import io
import re

import pytest
from lxml import html
from openpyxl import load_workbook

from instructor.reports.results import days
from instructor.reports.tables import REPORTS
from sandbox.translations import catalogue
from sandbox.words.languages import said_in
from tests.conftest import NOON
from tests.instructor.test_report_pages import begin
from tests.pdfs import text_of

LONG = 14
"""Letters from which on a piece of a text is told from a name, and from a word that both languages have."""
CUT = re.compile(r"%\(\w+\)s|\{\{.*?\}\}|%|<.*?>|(?<=[.:!?])\s")
"""Where a text is filled in, or ends a sentence."""
DATED = re.compile(r"[0-9] (?:Januari|Februari|Maret|Mei|Juni|Juli|Agustus|Oktober|Desember)\b|halaman [0-9]+")
"""What no catalogue's sentence has: dates, and the foot of a paper."""
ROOMS = ("hall", "authoring", "accounts")
SHOWN = ("aria-label", "title", "placeholder", "data-confirm")
OWN = {"trainee_id": 1, "number": 1, "account_id": 1, "scenario_id": "ubah-kata-sandi", "paper": "hadir"}


@pytest.fixture(scope="module")
def indonesian():
    """Every sentence, or piece of one, that the catalogues have in Indonesian and no English text has too."""
    said = [each for path in (*catalogue.catalogues(), *catalogue.of_the_library()) for each in catalogue.read(path)
            if each.id and isinstance(each.id, str)]
    english = "\n".join(str(each.string) for each in said)
    pieces = {part.strip(" .,:") for each in said for part in CUT.split(each.id)}
    return {piece for piece in pieces if len(piece) >= LONG and piece not in english}


@pytest.fixture
def after_a_day(opened):
    """A hall in which much was met, erred, hinted and waited for, and its trainer's browser."""
    day, = days([1], now=NOON)
    first, slip = day.course.exercises[0], day.course.by_id["kiriman-macet-di-antrean"]
    every = {"mistakes": list(slip.mistakes), "met": list(slip.goals)[:1]}
    begin(opened, 1, first, judged={"mistakes": list(first.mistakes), "met": list(first.goals), "solved": True},
          rate={"rating": "belum"})
    begin(opened, 1, slip, judged=every, hint={"number": 1}, hint_given={"trainee": 1, "name": "Rini", "number": 2})
    begin(opened, 2, slip, judged={"mistakes": list(slip.mistakes)[:1]})
    begin(opened, 3, slip, hint={"number": len(slip.hints)})
    begin(opened, 4, first)
    opened.noted("raise_hand", 4, detail={"text": "?"})
    opened.clock.advance(2400)
    return opened, opened.browser("staff:1:1", lang="en")


def addresses(app):
    """Of the pages that staff looks at; of the tables of reports each one."""
    to = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint.partition(".")[0] in ROOMS and rule.arguments <= {*OWN, "table"} \
                and rule.endpoint not in ("hall.stream", "hall.take_home"):
            for table in REPORTS if "table" in rule.arguments else ("",):
                yield to.build(rule.endpoint, {name: {**OWN, "table": table}[name] for name in rule.arguments})


def words(answer):
    """All that a page, a workbook or a paper says."""
    if answer.mimetype == "text/html":
        page = html.fromstring(answer.get_data())
        for each in page.xpath("//script|//style"):
            each.drop_tree()
        found = [page.text_content(), *(each.get(name) or "" for each in page.iter() for name in SHOWN)]
    elif "spreadsheet" in answer.mimetype:
        sheets = load_workbook(io.BytesIO(answer.get_data()))
        found = [str(cell) for sheet in sheets for row in ((sheet.title,), *sheet.values) for cell in row]
    elif "pdf" in answer.mimetype:
        found = text_of(answer.get_data())
    else:
        found = []
    return re.sub(r"\s+", " ", "\n".join(found))


@pytest.mark.slow
def test_no_page_for_a_trainer_who_reads_english_says_anything_in_indonesian(after_a_day, indonesian):
    training, trainer = after_a_day
    wrong, asked = {}, 0
    for address in addresses(training.app):
        answer = trainer.get(address)
        asked, said = asked + (answer.status_code == 200), words(answer)
        if found := [piece for piece in indonesian if piece in said] + DATED.findall(said):
            wrong[address] = found
    assert wrong == {}
    assert asked > 25


def test_a_given_hint_is_told_in_the_language_of_whoever_reads_of_it(after_a_day):
    training, _ = after_a_day
    hint = days([1], now=NOON)[0].course.by_id["kiriman-macet-di-antrean"].hints[1]
    with training.app.test_request_context(), said_in("en"):
        english = str(hint)
    for lang, said in (("id", str.__str__(hint)), ("en", english)):
        for reader, page in (("staff:1:1", "/papan/peserta/1"), ("seat:1:1", "/latihan/panel")):
            assert said in training.browser(reader, lang=lang).get(page).get_data(as_text=True)
