"""A bot plays an exercise through the real pages. It knows what the panel and the pages say, and nothing else.

Here are the browser and what any step needs of it; how a step is played stands in its class (steps/).
It notes what it was told: a rehearsal compares that with what the databases hold.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote

from sandbox import deeds
from sandbox.deeds import LOG_IN, LOG_OUT, SAVE, SEARCH, DeedKind
from sandbox.practice.keys import RecordKey, key_from
from sandbox.practice.submissions.stages import Stage
from scenarios.bots.browser import Browser, Lost, Page

HOME, HOUSEHOLDS, NEW, OUTBOX, PROFILE = "/desa/", "/desa/keluarga", "/desa/keluarga/baru", "/desa/kotak-keluar", "/desa/profil"
EXCHANGE, HELPDESK, COUNTER, ALL_READY = "/desa/impor", "/desa/bantuan", "/desa/loket", "/desa/kirim-semua"
SHEET = "/desa/lembar"
PAGES = {deeds.PASSWORD: "/desa/kata-sandi", deeds.NOTICES: "/desa/pesan",
         deeds.GUIDE: "/desa/panduan", deeds.DOCUMENTS: "/desa/dokumen",
         deeds.HOME: HOME, deeds.HOUSEHOLDS: HOUSEHOLDS, deeds.MUTATIONS: "/desa/mutasi", deeds.DOUBTS: "/desa/periksa",
         deeds.OUTBOX: OUTBOX, deeds.STATISTICS: "/desa/statistik", deeds.CLASSIFICATION: "/desa/klasifikasi",
         deeds.PROGRESS: "/desa/progres", deeds.PROFILE: PROFILE, deeds.EXCHANGE: EXCHANGE, deeds.HELPDESK: HELPDESK,
         deeds.COUNTER: COUNTER}
LOGIN = "/desa/masuk"
"""Where one comes to by the card."""
PANEL = "/latihan/panel"
MEMBER_PAGE = re.compile(r"/anggota/[0-9]+$")
HOUR = re.compile(r"pukul (\d\d\.\d\d)")
PERIOD = re.compile(r"Periode ([0-9]{4})")
FAMILIES = re.compile(r"dari ([0-9.]+) keluarga lengkap")
CONFLICT = "conflict"
"""How the form is marked in which one chooses between two people's answers."""
WITHDRAWN = Stage.WITHDRAWN.label
LONGEST_WAIT = 900
REFUSAL = "//main//*[@role='alert'][not(contains(@class, 'trouble'))]"
"""What a form says when it takes nothing over."""
OWN_ERROR = "//section[contains(@class, 'own-error')]//p"


@dataclass(frozen=True, slots=True)
class Told:
    """An acknowledgement that the bot read: what was done, to which record, under which reference."""

    kind: DeedKind
    record: RecordKey
    reference: str = ""


class Playable(Protocol):
    """What a bot can do: a step of a scenario."""

    def play(self, bot: "Bot") -> None:
        ...


@dataclass
class Bot:
    """One person who knows the way. `wait(seconds)` lets time pass, on the clock of the instance that it plays on."""

    browser: Browser
    wait: Callable[[float], None]
    told: list[Told] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    """Codes of the trouble pages met, in order."""
    seen: dict[str, str] = field(default_factory=dict)
    """members, ref4, code and hour, as last read from a page."""
    found: dict[str, bool] = field(default_factory=dict)
    """Whether the last search or look found a given household, by its name, or a submission of it ("sent kk")."""
    papers: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    """What the panel says of the given households and of faults, by its name: kk.head."""
    password: str = ""
    """Of the practice login, as the panel told it last."""
    records: dict[str, RecordKey] = field(default_factory=dict)
    """Key of the record that bore a card number when a page last showed it."""
    search_form: Any = None
    """The search of Daftar Keluarga as it last stood on the screen: the browser's Back leads to it."""

    def copied(self) -> "Bot":
        """Another one with the same screen and the same memory, which goes on by itself."""
        mine = {each.name: copy(getattr(self, each.name)) for each in fields(self) if each.name != "search_form"}
        return replace(self, **mine)

    def sit_down(self, card: str) -> None:
        """Log in by the card's address: open it, press its one button."""
        page = self.browser.get(card)
        form = next(iter(page.all("//main//form[@method='post'] | //form[@method='post']")), None)
        if form is None:
            raise Lost(f"{card}: tidak ada tombol masuk")
        self.browser.submit(form)

    def begin(self, scenario_id: str) -> None:
        """Press Mulai beside that exercise, and log in to the practice system. Raises Lost if the village has no case for it."""
        page = self.browser.page if self.browser.page.url.partition("?")[0] == LOGIN else self.browser.get(HOME)
        form = next(iter(page.all(f"//form[.//button[@data-scenario='{scenario_id}']]")), None)
        if form is None:
            raise Lost(f"{page.url}: panel tidak menawarkan {scenario_id}")
        self.begin_by(form)

    def begin_by(self, form: Any) -> None:
        """The same with the form of that button, which may draw an exercise. Raises Lost."""
        self.go(lambda: self.browser.submit(form))
        if self.browser.page.status == 409:
            raise Lost(self.browser.page.text_of(OWN_ERROR) or f"{self.browser.page.url}: status 409")
        self.log_in()
        self.records.clear()
        self.numbers.clear()  # of the exercise before: its fourth member is nobody in a family of three
        self.papers.clear()
        self.facts.clear()
        self.search_form = None
        self.read_panel()

    def play(self, script: "Iterable[Playable]") -> None:
        """Do the steps, one after another. Raises Lost where a page has not what a step needs."""
        for step in script:
            step.play(self)

    def log_in(self) -> None:
        """Log in to the practice system with what the panel says, if it says that a login is needed."""
        facts = self.browser.page.marked("fact")
        if "login.code" not in facts:
            return
        if self.browser.page.form(action=LOG_IN.name) is None:
            self.browser.get(LOGIN)
        form, self.password = self.form(LOG_IN), facts["login.password"]
        self.go(lambda: self.browser.submit(form, {"code": [facts["login.code"]], "password": [self.password]}))

    def log_out(self) -> None:
        """Log out of the practice system, if somebody is logged in."""
        self.get(HOME)
        if self.browser.page.form(action=LOG_OUT.name) is not None:
            form = self.form(LOG_OUT)
            self.go(lambda: self.browser.submit(form, {}))

    def read_panel(self) -> None:
        """Learn card numbers and berkas from the panel: what the present page does not say of the berkas, it says alone."""
        facts, papers = self.browser.page.marked("fact"), {}
        if self.browser.page.all("//section[@id='panel-berkas']"):
            papers = Page(PANEL, HTTPStatus.OK, self.look_at_panel()).marked("paper")
        self.facts |= facts
        self.papers |= {name: json.loads(value) for name, value in papers.items()}
        self.numbers |= {name.split(".")[0]: value for name, value in self.papers.items() if name.endswith(".number")}
        self.numbers |= {name.removesuffix(".no_kk"): value for name, value in facts.items() if name.endswith(".no_kk")}

    def search(self, name: str) -> None:
        """Look for a given household: from the list, which is opened once in an exercise."""
        number = self.number(name)
        if self.search_form is None:
            self.get(HOUSEHOLDS)
            self.search_form = self.form(SEARCH)
        self.go(lambda: self.browser.submit(self.search_form, {"cari": [number]}))
        self.found[name] = self._row(number) is not None

    def open_household(self, name: str) -> None:
        """Open a given household from the list."""
        number = self.number(name)
        if self._row(number) is None:
            self.search(name)
        row = self._row(number)
        if row is None:
            raise Lost(f"{self.browser.page.url}: tidak ada keluarga {number}")
        self.get(row.xpath(".//a[@href]")[0].get("href"))

    def open_sheet(self, name: str) -> None:
        """Open a picked sheet, as its page in the berkas calls it."""
        self.number(name)
        self.get(f"{SHEET}/{self.papers[f'{name}.sheet']}")

    def open_record(self, name: str) -> None:
        """Open a given household or sheet."""
        if f"{name}.sheet" in self.papers:
            self.open_sheet(name)
        else:
            self.open_household(name)

    def open_section(self, name: str, section_id: str) -> None:
        """Open the form of one section of a given household."""
        self.open_household(name)
        self.follow(f"/bagian/{section_id}", what=f"bagian {section_id}")

    def open_draft(self, name: str) -> None:
        """Open the form that a draft of this household belongs to."""
        self.open_household(name)
        link = next(iter(self.browser.page.all("//p[contains(@class, 'notice')]//a[contains(@href, '/bagian/')]")), None)
        if link is None:
            raise Lost(f"{self.browser.page.url}: tidak ada draf {name}")
        self.get(link.get("href"))

    def open_submission(self, number: str, *, oldest: bool = False) -> None:
        """Open the newest submission of that card number that stands, or the oldest, from the outbox."""
        row = self._standing(number)[-1 if oldest else 0]
        self.get(next(href for href in row.xpath(".//a/@href") if href.endswith(f"/kiriman/{row.get('data-reference')}")))

    def sent_of(self, number: str) -> int:
        """How many submissions of that card number stand in the outbox. Raises Lost if there never was one."""
        return sum(WITHDRAWN not in row.text_content() for row in self._standing(number))

    def facts_of_submission(self, number: str) -> dict[str, list[str]]:
        """Reference and code of the newest submission of that card number that stands, as inputs of a report."""
        row = self._standing(number)[0]
        return {"reference": [row.get("data-reference")], "code": row.xpath(".//*[@data-state]//code/text()")[:1]}

    def follow(self, ending: str, *, what: str) -> None:
        """Follow the first link of the page that ends in `ending`.

        Raises Lost if there is none; `what` names it in the message.
        """
        link = next((href for href in self.browser.page.links() if href.endswith(ending)), None)
        if link is None:
            raise Lost(f"{self.browser.page.url}: tidak ada {what}")
        self.get(link)

    def member_links(self) -> list[str]:
        """Addresses of the members of the household on the screen, in the order of its card: a link elsewhere on the page, as
        to typing that was kept, doesn't change it."""
        return [href for href in self.browser.page.tree.xpath("//tr/th//a/@href") if MEMBER_PAGE.search(href)]

    def values(self) -> dict[str, list[str]]:
        """What stands in the form on the screen: the texts of each input, by its name."""
        there: dict[str, list[str]] = {}
        for name, text in self.form(SAVE).form_values():
            there.setdefault(name, []).append(text)
        return there

    def save(self, typed: Mapping[str, Sequence[str]], number: str) -> bool:
        """Type that over the form on the screen and press Simpan; whether it was acknowledged."""
        form = self.form(SAVE)
        self.go(lambda: self.browser.submit(form, typed))
        if self.browser.page.form(action=SAVE.name, form=CONFLICT) is not None:
            return False  # somebody else saved meanwhile: one chooses
        if self.browser.page.all(REFUSAL):
            raise Lost(f"{self.browser.page.url}: ditolak: {self.browser.page.text_of(REFUSAL)}")
        return self.note_if_well(SAVE, number)

    def go_back_to_form(self) -> None:
        """Press Kembali ke isian, if a trouble page offers it."""
        back = next(iter(self.browser.page.all("//a[@data-back]")), None)
        if back is not None:
            self.get(back.get("href"))

    def answer(self, question: str, text: str) -> None:
        """Answer a question of the panel, which stands beside every page: of Beranda, if nothing is on the screen."""
        if not self.browser.requests:
            self.get(HOME)
        page = self.browser.page
        form = next(iter(page.all(f"//form[.//input[@id='jawab-{question}']]")), None)
        if form is None:
            raise Lost(f"{page.url}: panel tidak menanyakan {question}")
        name = next(each.get("name") for each in form.xpath(".//input[not(@type='hidden')]"))
        self.go(lambda: self.browser.submit(form, {name: [text]}))

    def wait_till_nothing_changes(self) -> None:
        """Let hall time pass until the panel says that time alone will change nothing more."""
        waited = 0.0
        while (seconds := self._look_again_in()) and waited < LONGEST_WAIT:
            self.wait(seconds)
            waited += seconds

    def look_at_panel(self) -> Any:
        """The panel as it is now, without leaving the page."""
        return self.browser.fragment(PANEL)

    def get(self, url: str) -> None:
        self.go(lambda: self.browser.get(url))

    def go(self, deed: Callable[[], Page]) -> None:
        """Do the deed and read what came of it; log in where the practice login has ended and the page asks for it."""
        page = deed()
        self._read(page)
        if page.status == 200 and page.form(action=LOG_IN.name) is not None and "login.code" in page.marked("fact"):
            self.log_in()

    def _read(self, page: Page) -> None:
        code = page.text_of("//section[contains(@class, 'trouble')]//dt[text()='Kode']/../dd")
        if code:
            self.troubles.append(code)
            self.seen["code"] = code
            if hours := HOUR.findall(page.text_of("//p[@class='trouble-text']")):
                self.seen["hour"] = hours[-1]
        elif page.status >= 500 or page.status == 404:
            raise Lost(f"{page.url}: status {page.status}, {page.text_of('//h1')}")
        self.records |= {each.get("data-number"): key for each in page.all("//*[@data-number]")
                         if (key := key_from(each.get("data-record")))}
        if people := page.all("//div[@data-number]//td[@data-label='Hubungan']"):
            self.seen["members"] = str(len(people))
        if complete := FAMILIES.search(page.text_of("//main")):
            self.seen["families"] = complete.group(1)
        if period := PERIOD.search(page.text_of("//header")):
            self.seen["period"] = period.group(1)
        if back := page.all("//tr[@data-reference][.//*[@data-state='returned']]/th"):
            self.seen["returned"] = str(back[0].text).strip()
        if reference := self.reference():
            self.seen["ref4"] = reference[-4:]
        for name, number in self.numbers.items():
            if page.url.split("?")[0] == OUTBOX and page.status == 200:
                self.found[f"sent {name}"] = bool(page.all(f"//tr[@data-number='{number}'][@data-reference]"))

    def note_if_well(self, kind: DeedKind, number: str, reference: str = "") -> bool:
        """Remember what the page acknowledged for that card number; whether it did.

        All but a save is acknowledged with a reference: a login page that answers instead acknowledges nothing.
        """
        is_well = self.browser.page.status == 200 and not self.browser.page.all(REFUSAL)
        if is_well and (kind is SAVE or reference):
            self.told.append(Told(kind, self.record(number), reference))
        return is_well

    def reference(self) -> str:
        """The reference of the submission on the screen; empty if there is none."""
        return next((each.get("data-reference") for each in self.browser.page.all("//section[@data-reference]")), "")

    def form(self, kind: DeedKind, **marks: object) -> Any:
        """The form on the screen that does this deed. Raises Lost if there is none."""
        form = self.browser.page.form(action=kind.name, **marks)
        if form is None:
            here = f"{self.browser.page.url} ({self.browser.page.status})"
            raise Lost(f"{here}: tidak ada formulir {kind.name} {marks or ''}".rstrip())
        return form

    def told_of(self, fact: str) -> str:
        """What the panel or its papers say of a given household: kk.head. Raises Lost where they don't."""
        found = self.papers.get(fact) or self.facts.get(fact)
        if not found:
            raise Lost(f"panel tidak menyebut {fact}")
        return str(found)

    def number(self, name: str) -> str:
        """The card number of a given household, as the panel says it."""
        if name not in self.numbers:
            raise Lost(f"panel tidak menyebut nomor kartu {name}")
        return self.numbers[name]

    def record(self, number: str) -> RecordKey:
        """The record with that card number, as a page has shown it."""
        if number not in self.records:
            raise Lost(f"{self.browser.page.url}: belum ada halaman yang menunjukkan {number}")
        return self.records[number]

    def _standing(self, number: str) -> list[Any]:
        """The rows of the outbox of that card number, newest first: those that are not withdrawn, if there are any."""
        for page in (OUTBOX, f"{OUTBOX}?cari={quote(number)}"):  # where much was sent since, it stands on a later page
            self.get(page)
            if rows := self.browser.page.all(f"//tr[@data-number='{number}'][@data-reference]"):
                break
        else:
            raise Lost(f"{OUTBOX}: tidak ada kiriman {number}")
        return [row for row in rows if WITHDRAWN not in row.text_content()] or rows

    def _look_again_in(self) -> float:
        found = self.look_at_panel().xpath("//*[@data-look-again-in]")
        return float(found[0].get("data-look-again-in")) if found else 0.0

    def _row(self, number: str) -> Any | None:
        if not self.browser.page.url.startswith(HOUSEHOLDS):
            return None
        return next(iter(self.browser.page.all(f"//tr[@data-number='{number}']")), None)
