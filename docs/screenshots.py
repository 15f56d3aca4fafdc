"""The pictures of README and guides, taken from the running product: a hall of 37 villages, its seats at work.

    .venv/bin/python docs/screenshots.py             all of them into docs/images/, in about three minutes
    .venv/bin/python docs/screenshots.py papan hp    only these

Needs Chromium (Debian: apt install chromium-headless-shell, or chromium) and the extra `test`. Uses a throwaway instance
on a free port.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from flask import Flask
from palette import smaller
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright
from urllib3.exceptions import HTTPError

from instructor.rehearsal.stage import Throwaway, stage
from instructor.rehearsal.transport import Closing, HttpTransport, Log
from sandbox import seats
from sandbox.accounts import cards, secret, staff
from sandbox.clock import WIB, SystemClock
from sandbox.deeds import RESEND
from sandbox.platform import db as platform
from sandbox.seats import Seat
from sandbox.settings import Settings
from scenarios.bots.bot import COUNTER, HOME, OUTBOX, PROFILE, Bot
from scenarios.bots.browser import Browser, Lost
from scenarios.day import agenda
from scenarios.file.loader import Loaded
from scenarios.proof.chromium import ARGUMENTS, executable
from scenarios.steps.sending import Submit

IMAGES = Path(__file__).with_name("images")
MORNING = datetime(2026, 8, 24, 9, 58, tzinfo=WIB)
"""Hall time of the first picture, so that names and ages are the same whenever this runs."""
SPEED, PLAYED_FOR, THINK = 10.0, 130.0, 2.0
"""Hall seconds a second; seconds until everybody rests and the pictures are taken; mean seconds between a seat's requests."""
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
ROSTER = "Nama;Jabatan;Desa\nRatna Dewi;Kolonel;Glagahagung\nSri Lestari;Operator;Glagaagung\nSri Lestari;Sekdes;Temuredjo"
"""An unknown role and two misspelt villages."""
STALL, NO_ANSWER = "kiriman-macet-di-antrean", "simpan-tanpa-jawaban"


@dataclass(frozen=True)
class Hall:
    """The running stage, who sits in it, and until when they play."""

    stage: Throwaway
    seats: list[Seat]
    day: list[Loaded]
    until: float

    @property
    def clock(self) -> SystemClock:
        return SystemClock(self.stage.settings.clock_speed, self.stage.settings.clock_origin)

    def bot(self, seat: Seat, *, hurry: bool = False) -> Bot:
        """Somebody at that seat, logged in by the card."""
        rng = Random(seat.key)

        def think() -> None:
            if not hurry:
                time.sleep(rng.uniform(0.3, 1.7) * THINK)
                if time.monotonic() > self.until:
                    raise Closing

        transport = HttpTransport(self.stage.urls, SPEED, Log(), think)
        bot = Bot(Browser(transport), self.clock.wait)
        bot.sit_down(f"/kartu/{cards.qr_token(self.secret, seat)}")
        return bot

    @property
    def secret(self) -> bytes:
        return secret.instance_secret(self.stage.settings.instance)


def main(wanted: list[str]) -> None:
    """Play, then take the wanted pictures (all if none is named)."""
    with running_hall() as hall, sync_playwright() as playwright:
        people = [threading.Thread(target=play, args=(hall, index), daemon=True) for index in range(len(hall.seats) - 2)]
        for person in people:
            person.start()
        time.sleep(PLAYED_FOR)
        chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        IMAGES.mkdir(exist_ok=True)
        for name, take in PICTURES.items():
            if not wanted or name in wanted:
                page = take(hall, chromium)
                picture = smaller(chromium, page.screenshot())
                (IMAGES / f"{name}.png").write_bytes(picture)
                page.context.close()
                print(f"docs/images/{name}.png  {len(picture) // 1024} KB")
        chromium.close()


@contextmanager
def running_hall() -> Iterator[Hall]:
    now = time.time()
    origin = (now * SPEED - MORNING.timestamp()) / (SPEED - 1)
    with stage(Settings.load({"GLADI_INSTANCE": "/nowhere"}), villages=37, days=6, speed=SPEED, origin=origin) as set_up:
        app = Flask("pictures")
        platform.init_app(app, set_up.settings.platform_url)
        with app.app_context():
            everybody = seats.seats(1)
        yield Hall(set_up, everybody, list(agenda.exercises_of()), time.monotonic() + PLAYED_FOR)


def play(hall: Hall, index: int) -> None:
    """One seat, at work as its place in the hall has it: most solve one exercise after another, some need somebody."""
    habit = HABITS.get(index % 24, solve_all)
    try:
        habit(hall, hall.seats[index])
    except (Closing, HTTPError):
        pass  # the others rest, too
    except Lost as lost:
        print(f"{hall.seats[index].key}: {str(lost)[:200]}", file=sys.stderr)


def solve_all(hall: Hall, seat: Seat, *, wrong_first: bool = False) -> None:
    """The day's exercises in order, each as a person does who has understood; every fifth seat with a hint."""
    bot = hall.bot(seat)
    for loaded in hall.day[: 3 + seat.trainee_id % 6]:
        scenario = loaded.scenario
        bot.begin(scenario.id)
        if seat.trainee_id % 5 == 0:
            press(bot, "/latihan/petunjuk")
        if wrong_first and scenario.wrong_turns:
            bot.play(scenario.wrong_turns[0].steps)
            press(bot, "/latihan/ulangi")
            bot.log_in()
            bot.read_panel()
        bot.play(scenario.solution)


def hurry(hall: Hall, seat: Seat) -> None:
    """Takes the wrong turn of each exercise first, then repeats it and does it right."""
    solve_all(hall, seat, wrong_first=True)


def raise_a_hand(hall: Hall, seat: Seat) -> None:
    bot = hall.bot(seat)
    bot.begin(STALL)
    bot.play([Submit(submit="kk")])
    press(bot, "/latihan/angkat-tangan")


def send_twice(hall: Hall, seat: Seat) -> None:
    """Struggles: a second submission, and no look at the first."""
    bot = hall.bot(seat)
    bot.begin(STALL)
    bot.play([Submit(submit="kk"), Submit(submit="kk")])


def go_astray(hall: Hall, seat: Seat) -> None:
    """Looks for a stalled submission on the public profile."""
    bot = hall.bot(seat)
    bot.begin(STALL)
    while True:
        bot.browser.get(PROFILE)


def fall_silent(hall: Hall, seat: Seat) -> None:
    bot = hall.bot(seat)
    bot.begin(hall.day[0].scenario.id)


def stay_away(hall: Hall, seat: Seat) -> None:
    """Has not come yet."""


HABITS: dict[int, Callable[[Hall, Seat], None]] = {
    2: hurry, 5: raise_a_hand, 8: fall_silent, 11: hurry, 13: send_twice, 16: stay_away, 19: go_astray, 22: hurry}


def press(bot: Bot, action: str) -> None:
    """The panel's button with that address, if the panel has it."""
    form = next(iter(bot.browser.page.all(f"//form[contains(@action, '{action}')]")), None)
    if form is None:
        form = next(iter(bot.browser.get(HOME).all(f"//form[contains(@action, '{action}')]")), None)
    if form is not None:
        bot.browser.submit(form)


def as_bot(hall: Hall, chromium: Chromium, bot: Bot, path: str, *, size: dict[str, int] = WIDE) -> Page:
    """The page at `path` in a real browser that sits at the bot's seat."""
    context = chromium.new_context(base_url=hall.stage.url, viewport=size, locale="id-ID", device_scale_factor=1)
    context.add_cookies([{"name": name, "value": value, "url": hall.stage.url}
                         for name, value in bot.browser.transport.cookies.items()])
    page = context.new_page()
    page.goto(path)
    return page


def as_staff(hall: Hall, chromium: Chromium, path: str, *, lang: str = "id", login: str = "pelatih") -> Page:
    context = chromium.new_context(base_url=hall.stage.url, viewport=WIDE, locale="id-ID", device_scale_factor=1)
    page = context.new_page()
    page.goto("/pelatih/masuk")
    page.get_by_role("button", name="English" if lang == "en" else "Bahasa Indonesia").click()
    page.locator("#login").fill(login)
    page.locator("#password").fill(staff.first_password(hall.secret, login))
    page.locator("form:has(#password) button").click()
    page.wait_for_url("**/papan")
    page.goto(path)
    page.wait_for_timeout(1500)
    return page


def board(hall: Hall, chromium: Chromium) -> Page:
    page = as_staff(hall, chromium, "/papan")
    page.locator(".need form button").first.click()
    page.wait_for_timeout(1500)
    return page


def board_in_english(hall: Hall, chromium: Chromium) -> Page:
    return as_staff(hall, chromium, "/papan", lang="en")


def projector(hall: Hall, chromium: Chromium) -> Page:
    return as_staff(hall, chromium, "/papan/proyektor")


def one_trainee(hall: Hall, chromium: Chromium) -> Page:
    """Somebody who sent twice, as the instructor sees it."""
    seat = next(seat for index, seat in enumerate(hall.seats) if HABITS.get(index % 24) is send_twice)
    return as_staff(hall, chromium, f"/papan/peserta/{seat.trainee_id}")


def rotation(hall: Hall, chromium: Chromium) -> Page:
    return as_staff(hall, chromium, "/papan/ganti")


def schedule(hall: Hall, chromium: Chromium) -> Page:
    """All days on one page, as the office sees it."""
    return as_staff(hall, chromium, "/papan/jadwal", login="penyelenggara")


def trainings(hall: Hall, chromium: Chromium) -> Page:
    """The form that begins a real training, filled in."""
    page = as_staff(hall, chromium, "/papan/pelatihan", login="penyelenggara")
    for name, typed in (
            ("Nama pelatihan", "Pelatihan Profil Desa 2026"), ("Tempat", "Aula BPMPD"), ("Hari pertama", "2026-11-12"),
            ("Kartu berlaku dari pukul", "07:00"), ("sampai pukul", "17:00")):
        page.get_by_label(name, exact=True).first.fill(typed)
    return page


def distribution(hall: Hall, chromium: Chromium) -> Page:
    """What dealing the villages out would change."""
    return as_staff(hall, chromium, "/papan/jadwal/pembagian?cara=kecamatan", login="penyelenggara")


def attendance(hall: Hall, chromium: Chromium) -> Page:
    return as_staff(hall, chromium, "/papan/kehadiran", login="penyelenggara")


def report(hall: Hall, chromium: Chromium) -> Page:
    return as_staff(hall, chromium, "/papan/laporan?hari=1", login="penyelenggara")


def roster_check(hall: Hall, chromium: Chromium) -> Page:
    """A list of people whose rows need an answer."""
    page = as_staff(hall, chromium, "/papan/peserta", login="penyelenggara")
    page.locator("input[type=file]").set_input_files({"name": "peserta.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()})
    page.get_by_role("button", name="Periksa file").click()
    page.wait_for_url("**/periksa*")
    return page


def card_sheet(hall: Hall, chromium: Chromium) -> Page:
    return as_staff(hall, chromium, "/pelatih/kartu")


def trouble(hall: Hall, chromium: Chromium) -> Page:
    """The moment after Kirim: no answer, fate unknown."""
    bot = hall.bot(hall.seats[-1], hurry=True)
    bot.begin(STALL)
    bot.open_household("kk")
    page = as_bot(hall, chromium, bot, bot.browser.page.url)
    page.locator("form[data-action=submit] button").first.click()
    page.locator(".trouble").wait_for()
    return page


def trainee(hall: Hall, chromium: Chromium) -> Page:
    """What the message pointed to: the outbox, with one hint opened."""
    bot = hall.bot(hall.seats[-1], hurry=True)
    bot.browser.get(HOME)
    bot.log_in()
    page = as_bot(hall, chromium, bot, OUTBOX)
    page.locator("form[action*=petunjuk] button").first.click()
    page.wait_for_timeout(800)
    return page


def entry(hall: Hall, chromium: Chromium) -> Page:
    """Typing a family card that lies in the panel."""
    bot = hall.bot(hall.seats[-2], hurry=True)
    bot.begin(NO_ANSWER)
    return as_bot(hall, chromium, bot, "/desa/keluarga/baru")


def phone(hall: Hall, chromium: Chromium) -> Page:
    bot = hall.bot(hall.seats[-2], hurry=True)
    bot.browser.get(HOME)
    bot.log_in()
    return as_bot(hall, chromium, bot, HOME, size=PHONE)


def counter(hall: Hall, chromium: Chromium) -> Page:
    """Somebody waits at the counter because a family's submission is stuck; an hour is about to be promised."""
    bot = hall.bot(hall.seats[-1], hurry=True)
    bot.browser.get(HOME)
    bot.log_in()
    if not bot.browser.get(OUTBOX).all(f"//form[@data-action='{RESEND.name}']"):
        bot.begin(STALL)
        Submit(submit="kk").play(bot)
    while not (held := bot.browser.get(COUNTER).all("//ol//li[.//*[@data-state='held']]//a")):
        time.sleep(2)
    page = as_bot(hall, chromium, bot, held[0].get("href"))
    page.locator("input[value=kembali]").check()
    page.locator("#pukul").fill("11.30")
    return page


def citizens_page(hall: Hall, chromium: Chromium) -> Page:
    """What a citizen sees of the village, by the link on its profile."""
    bot = hall.bot(hall.seats[-2], hurry=True)
    bot.browser.get(HOME)
    bot.log_in()
    page = as_bot(hall, chromium, bot, PROFILE)
    page.get_by_role("link", name="Lihat halaman untuk warga").click()
    page.set_viewport_size({"width": 1366, "height": 900})
    return page


def login(hall: Hall, chromium: Chromium) -> Page:
    context = chromium.new_context(base_url=hall.stage.url, viewport=PHONE, locale="id-ID", device_scale_factor=1)
    page = context.new_page()
    page.goto("/masuk")
    return page


PICTURES: dict[str, Callable[[Hall, Chromium], Page]] = {
    "papan": board, "board-en": board_in_english, "proyektor": projector, "peserta-di-papan": one_trainee, "ganti": rotation,
    "kartu": card_sheet, "gangguan": trouble, "peserta": trainee, "entri": entry, "hp": phone, "masuk": login,
    "jadwal": schedule, "pelatihan": trainings, "pembagian": distribution, "kehadiran": attendance, "laporan": report,
    "daftar-peserta": roster_check,
    "loket": counter, "profil-publik": citizens_page}
"""By name of the file. The boards come first: whoever rests for long is called quiet."""


if __name__ == "__main__":
    main(sys.argv[1:])
