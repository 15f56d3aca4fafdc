"""A bot plays the steps of a scenario through the real pages. It knows what the panel and the pages say, and nothing else.

It notes what it was told: a rehearsal compares that with what the databases hold.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.practice.forms.instruments import load
from scenarios.file import steps
from scenarios.parts import Part
from scenarios.proof import copying
from scenarios.proof.browser import Browser, Lost, Page

HOME, HOUSEHOLDS, NEW, OUTBOX, PROFILE = "/desa/", "/desa/keluarga", "/desa/keluarga/baru", "/desa/kotak-keluar", "/desa/profil"
PAGES = {"home": HOME, "households": HOUSEHOLDS, "outbox": OUTBOX, "profile": PROFILE}
PANEL = "/latihan/panel"
MEMBER_PAGE = re.compile(r"/anggota/[0-9]+$")
LONGEST_WAIT = 900
REFUSAL = "//main//section[@role='alert']"
"""What a form says when it takes nothing over."""
OWN_ERROR = "//section[contains(@class, 'own-error')]//p"
REASON = "Keluarga yang sama terkirim dua kali."
REASON_TWICE = "Dimasukkan lagi dengan NIK yang benar."


@dataclass(frozen=True, slots=True)
class Told:
    """An acknowledgement that the bot read: what was done, to which card number, under which reference."""

    kind: str
    """save, submit, resend or withdraw."""
    record: str
    reference: str = ""


@dataclass
class Bot:
    """One person who knows the way. `wait(seconds)` lets time pass, on the clock of the instance that it plays on."""

    browser: Browser
    wait: Callable[[float], None]
    told: list[Told] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    """Codes of the trouble pages met, in order."""
    seen: dict[str, str] = field(default_factory=dict)
    """members, ref4 and code, as last read from a page."""
    found: dict[str, bool] = field(default_factory=dict)
    """Whether the last search or look found a household, or a submission of it ("sent NUMBER")."""
    papers: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def sit_down(self, card: str) -> None:
        """Log in by the card's address: open it, press its one button."""
        page = self.browser.get(card)
        form = next(iter(page.all("//main//form[@method='post'] | //form[@method='post']")), None)
        if form is None:
            raise Lost(f"{card}: no button to log in")
        self.browser.submit(form)

    def begin(self, scenario_id: str) -> None:
        """Press Mulai beside that exercise, and log in to the practice system. Raises Lost if the village has no case for it."""
        page = self.browser.get(HOME)
        form = next(iter(page.all(f"//form[.//button[@data-scenario='{scenario_id}']]")), None)
        if form is None:
            raise Lost(f"{page.url}: the panel does not offer {scenario_id}")
        self._go(lambda: self.browser.submit(form))
        if self.browser.page.status == 409:
            raise Lost(self.browser.page.text_of(OWN_ERROR) or f"{self.browser.page.url}: status 409")
        self.log_in()
        self.numbers.clear()  # of the exercise before: its fourth member is nobody in a family of three
        self.papers.clear()
        self.read_panel()

    def play(self, script: Iterable[Part]) -> None:
        """Do the steps, one after another. Raises Lost where a page has not what a step needs."""
        for step in script:
            PLAYED[type(step)](self, step)

    def log_in(self) -> None:
        """With what the panel says, if it says that a login is needed."""
        facts = self.browser.page.marked("fact")
        if "login.code" not in facts:
            return
        if self.browser.page.form(action="login") is None:
            self.browser.get("/desa/masuk")
        form = self._form("login")
        self._go(lambda: self.browser.submit(form, {"code": [facts["login.code"]], "password": [facts["login.password"]]}))

    def read_panel(self) -> None:
        """Learn card numbers and berkas from the panel of the present page."""
        page = self.browser.page
        facts = page.marked("fact")
        self.numbers |= {name.removesuffix(".no_kk"): value for name, value in facts.items() if name.endswith(".no_kk")}
        self.papers |= {name: json.loads(value) for name, value in page.marked("paper").items()}
        self.numbers |= {name.split(".")[0]: value for name, value in self.papers.items() if name.endswith(".number")}

    def open_page(self, step: steps.Open) -> None:
        self._get(PAGES[step.open])

    def search(self, step: steps.Search) -> None:
        """From the page at hand where it has the search; else from the list."""
        number = self._number(step.search)
        if self.browser.page.form(action="search") is None:
            self._get(HOUSEHOLDS)
        form = self._form("search")
        self._go(lambda: self.browser.submit(form, {"cari": [number]}))
        self.found[number] = self._row(number) is not None

    def open_household(self, step: steps.OpenHousehold) -> None:
        number = self._number(step.household)
        if self._row(number) is None:
            self.search(steps.Search(search=step.household))
        row = self._row(number)
        if row is None:
            raise Lost(f"{self.browser.page.url}: no household {number}")
        self._get(row.xpath(".//a[@href]")[0].get("href"))

    def enter(self, step: steps.Enter) -> None:
        number = self._number(step.enter)
        if step.only_if_missing and self.found.get(number):
            return
        self._get(NEW)
        typed = copying.card(self.papers, step.enter)
        if step.slip:
            typed = copying.with_slip(typed)
        self._save(self._form("save"), typed, typed["number"][0])

    def fill(self, step: steps.Fill) -> None:
        """Copy the notes, section by section; a trouble page ends it."""
        for section in load("ddk_household").sections:
            typed = copying.noted(self.papers, step.fill, section.id)
            if typed and (not step.sections or section.id in step.sections):
                self._open_section(step.fill, section.id)
                if not self._save(self._form("save"), typed, self._number(step.fill)):
                    return

    def mend(self, step: steps.Mend) -> None:
        """Compare each member's form with the card; save those that differ. If none does, save the first one as it stands."""
        number = self._number(step.mend)
        self.open_household(steps.OpenHousehold(household=step.mend))
        links = list(dict.fromkeys(href for href in self.browser.page.links() if MEMBER_PAGE.search(href)))
        lines = copying.lines(self.papers, step.mend)
        if len(lines) != len(links):
            raise Lost(f"{self.browser.page.url}: {len(links)} members, but {len(lines)} on the card")
        if not [link for link, line in zip(links, lines, strict=True) if self._mended(link, line, step.wrongly, number)]:
            self._get(links[0])
            self._save(self._form("save"), {}, number)

    def _mended(self, link: str, line: Mapping[str, Any], wrongly: str | None, number: str) -> bool:
        """Whether that member differed from the line of the card, and so was saved, rightly or wrongly."""
        self._get(link)
        form, typed = self._form("save"), copying.member(line)
        there: dict[str, list[str]] = {}
        for name, text in form.form_values():
            there.setdefault(name, []).append(text)
        wrong = {name: texts for name, texts in typed.items() if there.get(name, []) != texts}
        if wrong and wrongly == "retype":
            self._get(f"{link.rsplit('/', 1)[0]}/baru")
            self._save(self._form("save"), {**typed, "alasan": [REASON_TWICE]}, number)
        elif wrong:
            guessed = {"nik": [there["nik"][0] + "0"]}
            self._save(form, guessed if wrongly == "guess" else wrong, number)
        return bool(wrong)

    def save_again(self, step: steps.SaveAgain) -> None:
        back = self.browser.page.form(action="back")
        if back is not None:
            self._go(lambda: self.browser.submit(back))
        form = self._form("save")
        changes = copying.altered(self.papers, step.save_again) if step.change else {}
        self._go(lambda: self.browser.submit(form, changes))
        if self._is_well():
            self.told.append(Told("save", self._number(step.save_again)))

    def press_again(self, step: steps.PressAgain) -> None:
        """The browser's Back, and the same button."""
        self._go(self.browser.repeat)

    def enter_other(self, step: steps.EnterOther) -> None:
        typed = copying.invented(self._number(step.enter_other))
        self._get(NEW)
        self._save(self._form("save"), typed, typed["number"][0])

    def edit(self, step: steps.Edit) -> None:
        self._open_section(step.edit, "penghasilan")
        form = self._form("save")
        income = next((value for name, value in form.form_values() if name == "q1"), "")
        self._save(form, {"q1": ["2.350.000" if income != "2.350.000" else "2.400.000"]}, self._number(step.edit))

    def discard_draft(self, step: steps.DiscardDraft) -> None:
        self._open_draft(step.discard_draft)
        form = self._form("delete", form="draft")
        self._go(lambda: self.browser.submit(form))

    def restore_draft(self, step: steps.RestoreDraft) -> None:
        self._open_draft(step.restore_draft)
        form = self._form("restore_draft")
        self._go(lambda: self.browser.submit(form))
        if step.save:
            self._save(self._form("save"), {}, self._number(step.restore_draft))

    def submit(self, step: steps.Submit) -> None:
        number = self._number(step.submit)
        if step.only_if_missing and self.found.get(f"sent {number}"):
            return
        self.open_household(steps.OpenHousehold(household=step.submit))
        form = self._form("submit", record=number)
        self._go(lambda: self.browser.submit(form))
        if self._is_well():
            self.told.append(Told("submit", number, self._reference()))

    def resend(self, step: steps.Resend) -> None:
        number = self._number(step.resend)
        if self.browser.page.form(action="resend", record=number) is None:
            self._get(OUTBOX)
        form = self._form("resend", record=number)
        reference = form.get("data-reference")
        self._go(lambda: self.browser.submit(form))
        if self._is_well():
            self.told.append(Told("resend", number, reference))

    def withdraw(self, step: steps.Withdraw) -> None:
        number = self._number(step.withdraw)
        self._open_submission(number)
        form = self._form("withdraw", record=number)
        self._go(lambda: self.browser.submit(form, {"why": [REASON]}))
        if self._is_well():
            self.told.append(Told("withdraw", number, form.get("data-reference")))

    def receipt(self, step: steps.Receipt) -> None:
        self._open_submission(self._number(step.receipt))
        link = next((href for href in self.browser.page.links() if href.endswith("/tanda-terima")), None)
        if link is None:
            raise Lost(f"{self.browser.page.url}: no receipt")
        self._get(link)

    def answer(self, step: steps.Answer) -> None:
        page = self.browser.page
        form = next(iter(page.all(f"//form[.//input[@name='question'][@value='{step.answer}']]")), None)
        if form is None:
            raise Lost(f"{page.url}: the panel does not ask {step.answer}")
        self._go(lambda: self.browser.submit(form, {"answer": [self.seen.get(step.saw, "0")]}))

    def let_time_pass(self, step: steps.Wait) -> None:
        """Some seconds; or until the panel says that time alone will change nothing more."""
        if isinstance(step.wait, steps.Until):
            waited = 0.0
            while (seconds := self._look_again_in()) and waited < LONGEST_WAIT:
                self.wait(seconds)
                waited += seconds
            return
        self.wait(step.wait)
        self.browser.fragment(PANEL)

    def _look_again_in(self) -> float:
        found = self.browser.fragment(PANEL).xpath("//*[@data-look-again-in]")
        return float(found[0].get("data-look-again-in")) if found else 0.0

    def _get(self, url: str) -> None:
        self._go(lambda: self.browser.get(url))

    def _go(self, deed: Callable[[], Page]) -> None:
        """Do it, and read what came of it; log in where the practice login has ended and the page asks for it."""
        page = deed()
        self._read(page)
        if page.status == 200 and page.form(action="login") is not None and "login.code" in page.marked("fact"):
            self.log_in()

    def _read(self, page: Page) -> None:
        code = page.text_of("//section[contains(@class, 'trouble')]//dt[text()='Kode']/../dd")
        if code:
            self.troubles.append(code)
            self.seen["code"] = code
        elif page.status >= 500 or page.status == 404:
            raise Lost(f"{page.url}: status {page.status}, {page.text_of('//h1')}")
        if people := page.all("//div[@data-household]//td[@data-label='Hubungan']"):
            self.seen["members"] = str(len(people))
        if reference := self._reference():
            self.seen["ref4"] = reference[-4:]
        for number in self.numbers.values():
            if page.url.split("?")[0] == OUTBOX and page.status == 200:
                self.found[f"sent {number}"] = bool(page.all(f"//tr[@data-record='{number}'][@data-reference]"))

    def _save(self, form: Any, typed: Mapping[str, Sequence[str]], number: str) -> bool:
        """Whether the save was acknowledged."""
        self._go(lambda: self.browser.submit(form, typed))
        if self.browser.page.status == 422:
            raise Lost(f"{self.browser.page.url}: not accepted: {self.browser.page.text_of(REFUSAL)}")
        if self._is_well():
            self.told.append(Told("save", number))
        return self._is_well()

    def _is_well(self) -> bool:
        return self.browser.page.status == 200

    def _reference(self) -> str:
        return next((each.get("data-reference") for each in self.browser.page.all("//section[@data-reference]")), "")

    def _open_section(self, name: str, section_id: str) -> None:
        self.open_household(steps.OpenHousehold(household=name))
        link = next((href for href in self.browser.page.links() if href.endswith(f"/bagian/{section_id}")), None)
        if link is None:
            raise Lost(f"{self.browser.page.url}: no section {section_id}")
        self._get(link)

    def _open_draft(self, name: str) -> None:
        """The form that a draft of this household belongs to."""
        self.open_household(steps.OpenHousehold(household=name))
        link = next(iter(self.browser.page.all("//p[contains(@class, 'notice')]//a[contains(@href, '/bagian/')]")), None)
        if link is None:
            raise Lost(f"{self.browser.page.url}: no draft of {name}")
        self._get(link.get("href"))

    def _open_submission(self, number: str) -> None:
        """The newest submission of that household, from the outbox."""
        self._get(OUTBOX)
        row = next(iter(self.browser.page.all(f"//tr[@data-record='{number}'][@data-reference]")), None)
        if row is None:
            raise Lost(f"{OUTBOX}: no submission of {number}")
        self._get(next(a.get("href") for a in row.xpath(".//a[@href]") if not a.get("href").endswith("/tanda-terima")))

    def _form(self, action: str, **marks: str) -> Any:
        form = self.browser.page.form(action=action, **marks)
        if form is None:
            raise Lost(f"{self.browser.page.url} ({self.browser.page.status}): no form {action} {marks or ''}".rstrip())
        return form

    def _row(self, number: str) -> Any | None:
        if not self.browser.page.url.startswith(HOUSEHOLDS):
            return None
        return next(iter(self.browser.page.all(f"//tr[@data-record='{number}']")), None)

    def _number(self, name: str) -> str:
        if name not in self.numbers:
            raise Lost(f"the panel does not say the card number of {name}")
        return self.numbers[name]


PLAYED: Mapping[type[Part], Callable[[Bot, Any], None]] = {
    steps.Open: Bot.open_page, steps.OpenHousehold: Bot.open_household, steps.Search: Bot.search, steps.Enter: Bot.enter,
    steps.Mend: Bot.mend,
    steps.Fill: Bot.fill, steps.Submit: Bot.submit,
    steps.PressAgain: Bot.press_again, steps.EnterOther: Bot.enter_other, steps.Edit: Bot.edit,
    steps.DiscardDraft: Bot.discard_draft, steps.SaveAgain: Bot.save_again, steps.RestoreDraft: Bot.restore_draft,
    steps.Resend: Bot.resend, steps.Withdraw: Bot.withdraw, steps.Receipt: Bot.receipt,
    steps.Login: lambda bot, step: bot.log_in(), steps.Answer: Bot.answer, steps.Wait: Bot.let_time_pass}
"""How each step is played."""
