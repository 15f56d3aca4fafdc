"""What a click asks of the databases, by counting: inside a running exercise, after 50 rows of its journal and after 2,000."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import inspect, select

from sandbox import journal
from sandbox.accounts import staff
from sandbox.desks import desk_for
from sandbox.journal import Journal, Outcome
from sandbox.platform import db as platform
from sandbox.platform.models import Feed, Sandbox, Trainee, Village
from sandbox.seats import Seat, find
from sandbox.server.sending.packing import LEVEL, packed
from sandbox.server.throwaway.stage import ProofStage, proof_stage
from sandbox.store import feed
from sandbox.web import Services
from scenarios.bots.bot import MEMBER_PAGE, Bot
from scenarios.bots.browser import Browser
from scenarios.file.loader import library
from scenarios.proof.playing import ClientTransport
from scenarios.steps.sending import Submit, SubmitAll
from tests.counted import Counted, counted

pytestmark = pytest.mark.slow
EXERCISE = "kiriman-macet-di-antrean"
FEW, MANY = 50, 2000


@dataclass(frozen=True)
class Bound:
    """At most so many statements and transactions a click."""

    statements: int
    transactions: int


OFFICE = {
    "report": "/papan/laporan", "table of a report": "/papan/laporan/tabel/peserta", "certificates": "/papan/sertifikat",
    "people": "/papan/peserta", "person": "/papan/peserta/1/orang", "sheet to take home": "/papan/peserta/1/lembar",
    "trainings": "/papan/pelatihan", "old copies": "/papan/jadwal/salinan-lama", "diary": "/papan/catatan",
    "distribution": "/papan/jadwal/pembagian?cara=kecamatan",
    "backups": "/papan/cadangan", "rotation": "/papan/ganti", "projector": "/papan/proyektor", "cards": "/pelatih/kartu",
    "cards anew": "/pelatih/kartu/baru", "own account": "/pelatih/akun", "members": "/pelatih/staf",
    "link of a member": "/pelatih/staf/1/tautan", "scenarios": "/pelatih/skenario",
    "scenario": "/pelatih/skenario/kirim-borongan", "trial": "/pelatih/skenario/coba", "what is kept": "/data-pribadi",
    "message to the room": "/papan?pesan=1",
}
"""Pages of the organiser."""
READ, WRITE, OFFICE_READ = Bound(12, 2), Bound(20, 2), Bound(12, 9)
"""Of the two transactions one is the sandbox's, the other the platform's: who sits here, which generation, the group's day.
A page of the office opens no sandbox, and reads the platform in as many steps as it has things to say."""
PAGES = {
    "home": READ, "list": READ, "search": READ, "household": READ, "part": READ, "member": READ, "outbox": READ,
    "submission": READ, "receipt": READ, "all ready": READ, "batches": READ,
    "profile": READ, "statistics": READ, "exchange": READ, "progress": READ,
    "classification": READ, "variable's class": READ, "sheet's class": READ, "guide": READ, "documents": READ,
    "password": READ, "notices": READ, "counter": READ, "citizen": READ,
    "sheets": READ, "sheet": READ, "panel": READ,
    "panel's version": Bound(2, 2), "board": Bound(8, 3), "trainee's page": Bound(12, 3),
    "trainee's panel": Bound(12, 3),
    "schedule": Bound(12, 2), "schedule's day": Bound(12, 2), "attendance": Bound(12, 2),
    **dict.fromkeys(OFFICE, OFFICE_READ),
}
WHOLE_DAYS = ("board", "message to the room", "trainee's page", "report", "table of a report", "certificates", "rotation")
"""The trainee's page tells the whole timeline, the board reads its group anew when that is due, the others weigh all
that was done."""
OF_THE_HALL = ("board", "trainee's page", "trainee's panel", "schedule", "schedule's day", "attendance", *OFFICE)
FAMILY = "/desa/keluarga/4"
"""One that may be sent as it stands."""
DEEDS = {"save": WRITE, "submit": WRITE, "sheet's save": WRITE}


@dataclass
class Seated:
    """An operator in a running exercise who has sent the household of it, and an organiser who looks on."""

    stage: ProofStage
    bot: Bot
    staff: Browser
    seat: Seat
    reference: str
    member: str
    """Address of a member's page."""

    @property
    def addresses(self) -> dict[str, str]:
        """Every kind of page, by what it is called here."""
        return {
            "home": "/desa/", "list": "/desa/keluarga", "search": "/desa/keluarga?cari=a", "household": FAMILY,
            "part": f"{FAMILY}/bagian/penghasilan", "member": self.member, "outbox": "/desa/kotak-keluar",
            "submission": f"/desa/kiriman/{self.reference}", "receipt": f"/desa/kiriman/{self.reference}/tanda-terima",
            "all ready": "/desa/kirim-semua/keluarga", "batches": "/desa/kiriman-borongan",
            "profile": "/desa/profil", "exchange": "/desa/impor", "statistics": "/desa/statistik/pekerjaan?wilayah=rt:01/01",
            "progress": "/desa/progres",
            "classification": "/desa/klasifikasi", "variable's class": "/desa/klasifikasi/ekonomi",
            "sheet's class": "/desa/klasifikasi/lembar/tp-pengangguran", "guide": "/desa/panduan", "documents": "/desa/dokumen",
            "password": "/desa/kata-sandi", "notices": "/desa/pesan",
            "counter": "/desa/loket", "citizen": "/desa/loket/1",
            "sheets": "/desa/potensi", "sheet": "/desa/lembar/pt-usia",
            "panel": "/latihan/panel", "panel's version": "/latihan/panel/versi", "board": "/papan",
            "trainee's page": f"/papan/peserta/{self.seat.trainee_id}",
            "trainee's panel": f"/papan/peserta/{self.seat.trainee_id}/panel",
            "schedule": "/papan/jadwal", "schedule's day": "/papan/jadwal/1", "attendance": "/papan/kehadiran",
            **OFFICE}

    def browser_for(self, page: str) -> Browser:
        """Who looks at it."""
        return self.staff if self.addresses[page].startswith(("/papan", "/pelatih", "/data-pribadi")) else self.bot.browser

    def look(self, page: str) -> Counted:
        """What that page asks, the second time: the first time a process reads what it keeps."""
        browser, address = self.browser_for(page), self.addresses[page]
        browser.transport.get(address)
        with counted() as found:
            assert browser.transport.get(address).status == 200
        return found

    def do(self, deed: str) -> Counted:
        """What pressing that button asks."""
        press = self.ready(deed)
        with counted() as found:
            press()
        return found

    def ready(self, deed: str) -> Callable[[], None]:
        """Open the page with that button; what is returned presses it."""
        browser = self.bot.browser
        page = browser.get({"save": f"{FAMILY}/bagian/penghasilan", "submit": FAMILY,
                            "sheet's save": "/desa/lembar/pt-usia"}[deed])
        form = page.form(action="submit" if deed == "submit" else "save")
        pairs = list(form.form_values())

        def press() -> None:
            assert browser.transport.post(form.get("action") or page.url, pairs).status == 302

        return press

    def lengthen(self, rows: int) -> None:
        """Bring the journal to at least so many rows, as looking does."""
        services: Services = self.stage.app.extensions["gladi"]
        with self.stage.app.app_context():
            desk = desk_for(find(self.seat.village_code, self.seat.role), services.clock)
            with services.store.open(desk.pin, write=True) as session:
                known = journal.deeds(session)
                attempt = next(deed.id for deed in reversed(known) if deed.action == "begin")
                session.add_all(
                    Journal(at=desk.clock.now(), wall_at=desk.clock.wall(), person=desk.person, action="open", form="home",
                            outcome=Outcome.DONE.value, attempt=attempt, detail={}) for _ in range(rows - len(known)))
                session.commit()
            feed.copy(services.store, desk.pin)


    def fill_the_hall(self, villages: int) -> None:
        """So many more villages with two people each, who have begun the exercise and raised a hand."""
        with self.stage.app.app_context(), platform.write() as session:
            here = session.get_one(Trainee, self.seat.trainee_id)
            first = session.get_one(Village, here.village_id)
            for number in range(villages):
                village = like(first, code=f"35.10.99.{2001 + number}", name=f"Desa {number}", table_number=2 + number)
                session.add(village)
                session.flush()
                for role in ("sekdes", "operator"):
                    sandbox = Sandbox(village_id=village.id, template=self.seat.pin.template)
                    session.add(sandbox)
                    session.flush()
                    trainee = Trainee(village_id=village.id, sandbox_id=sandbox.id, role=role, name=f"{role} {number}")
                    session.add(trainee)
                    session.flush()
                    rows = session.scalars(select(Feed).where(Feed.person == self.seat.trainee_id, Feed.action == "begin"))
                    session.add_all([like(row, sandbox_id=sandbox.id, person=trainee.id) for row in rows])


def like(row: Any, **other: object) -> Any:
    """A new row with what that one holds, but for its id and these."""
    held = {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs
            if not column.columns[0].primary_key}
    return type(row)(**{**held, **other})


@contextmanager
def seated_in_an_exercise(day: int = 1) -> Iterator[Seated]:
    """`day`: how many exercises there are that day, this one among them."""
    others = [loaded for name, loaded in library().items() if name != EXERCISE]
    with proof_stage([library()[EXERCISE], *others[:day - 1]]) as stage:
        with stage.app.app_context():
            seat = find(stage.village_code, "operator")
            card = stage.card(seat)
            staff.create("rini", "Rini", "organiser", "sandi")
        bot = Bot(Browser(ClientTransport(stage.app.test_client())), stage.clock.wait)
        bot.sit_down(card)
        bot.begin(EXERCISE)
        Submit(submit="kk").play(bot)
        bot.browser.get("/desa/kotak-keluar")
        reference = bot.browser.page.all("//tr[@data-reference]")[0].get("data-reference")
        links = bot.browser.get(FAMILY).links()
        yield Seated(stage, bot, organiser_of(stage), seat, reference, next(link for link in links if MEMBER_PAGE.search(link)))


@pytest.fixture(scope="module")
def seated() -> Iterator[Seated]:
    with seated_in_an_exercise() as seated:
        yield seated


def organiser_of(stage: ProofStage) -> Browser:
    client = stage.app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = "staff:1:1:rini", True
    return Browser(ClientTransport(client))


@dataclass(frozen=True)
class Grown:
    """The same click after few rows and after many."""

    few: Counted
    many: Counted


@pytest.fixture(scope="module")
def clicks(seated: Seated) -> dict[str, Grown]:
    found: dict[str, list[Counted]] = {name: [] for name in [*PAGES, *DEEDS]}
    for rows in (FEW, MANY):
        seated.lengthen(rows)
        for page in PAGES:
            found[page].append(seated.look(page))
        for deed in DEEDS:
            found[deed].append(seated.do(deed))
    return {name: Grown(*both) for name, both in found.items()}


@pytest.mark.parametrize("click", [*PAGES, *DEEDS])
def test_a_click_asks_no_more_than_is_declared(clicks, click):
    bound = {**PAGES, **DEEDS}[click]
    found = clicks[click].few
    assert found.statements <= bound.statements
    assert found.transactions <= bound.transactions


@pytest.mark.parametrize("click", [*PAGES, *DEEDS])
def test_what_a_click_writes_is_one_transaction_and_its_copy(clicks, click):
    found = clicks[click].few
    assert found.writes <= found.copies + 1
    assert found.copies <= 1


@pytest.mark.parametrize("click", [click for click in [*PAGES, *DEEDS] if click not in WHOLE_DAYS])
def test_a_click_asks_the_same_however_long_the_journal_is(clicks, click):
    """All but those of WHOLE_DAYS."""
    few, many = clicks[click].few, clicks[click].many
    assert (many.transactions, many.rows) == (few.transactions, few.rows)
    assert many.work <= 1.15 * few.work + 10  # the clicks between have sent something, and small figures are whole ones


@pytest.fixture(scope="module")
def full(seated: Seated, clicks: dict[str, Grown]) -> Seated:
    """The same in a full hall, after all that is asked of a small one."""
    seated.fill_the_hall(villages=36)
    return seated


def test_a_page_of_the_hall_asks_the_same_however_many_people_there_are(full, clicks):
    few = {page: clicks[page].many.statements for page in OF_THE_HALL}
    more = [page for page in OF_THE_HALL if full.look(page).statements > few[page]]
    # Once a second the board looks at what time alone changes too: on a slow machine that may fall into a look.
    asked = {page: (few[page], full.look(page).statements) for page in more}
    assert {page: both for page, both in asked.items() if both[1] > both[0]} == {}


def test_all_cards_of_a_full_hall_cost_ten_kb_on_the_wire(full):
    answer = full.staff.transport.get(full.addresses["cards"])
    assert answer.body.count(b"Operator") >= 36
    assert len(packed(answer.body, LEVEL)) <= 10 * 1024


def test_the_bench_measures_every_page_beside_what_it_asked_and_drew(seated):
    from bench import run  # it takes the exercise of this file

    lines = run.clicks({FEW: seated}, rounds=1)
    assert {line.name for line in lines} == set(run.PAGES)
    assert all(len(line.ours) == len(line.floor) == 1 and line.floor[0] > 0 for line in lines)
    told = [{"name": "page", "rows": FEW, "ours": 20.0}, {"name": "page", "rows": MANY, "ours": 25.0}]
    assert run.growth(told) == {"page": 1.25}


def test_a_bot_sends_all_that_is_ready_and_a_second_press_makes_no_second_batch(seated):
    browser = seated.bot.browser
    for number in range(10, 16):
        browser.submit(browser.get(f"/desa/keluarga/{number}/bagian/penghasilan").form(action="save"))
    SubmitAll(send_all="keluarga", twice=True).play(seated.bot)
    assert browser.page.url.endswith("/desa/kiriman-borongan/1")
    assert len(browser.get("/desa/kiriman-borongan").all("//tr[@data-batch]")) == 1
