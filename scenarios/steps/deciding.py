"""Steps of Periksa Data, of sheets beside the families, and of what is handed over."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, model_validator

from sandbox.deeds import (
    ACCEPT_DOUBT,
    ADOPT,
    COMPARISON,
    DOUBT_AGAIN,
    DOUBTS,
    HAND_OVER,
    MERGE_PEOPLE,
    MERGING,
    SAVE,
    SHEET,
    SHEETS,
    PageKind,
)
from sandbox.practice.doubts.kinds import KINDS
from sandbox.practice.sheets.questions import named_cell
from sandbox.practice.small_forms import CARD
from scenarios.bots.bot import PAGES, REFUSAL, Bot
from scenarios.bots.browser import Lost
from scenarios.parts import Slug
from scenarios.steps.base import BOTH, LIST, BotStep, OnHousehold

REASON = "Sudah dicek di kartu keluarga."
if TYPE_CHECKING:  # the ids come from the registry, which a type checker cannot read
    DoubtId = str
else:
    DoubtId = Literal[tuple(kind.id for kind in KINDS)]
DOUBLES = ("nik-ganda", "orang-ganda")


class AboutDoubt(OnHousehold):
    """Base of the steps that answer a doubt about a household or somebody in it. `doubt`: the kind, as its address says it."""

    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, DOUBTS)

    doubt: DoubtId = Field(description="Which kind of doubt.")


class AcceptDoubt(AboutDoubt):
    """Answer 'memang begitu' to a doubt about the household, with a reason: `{accept_doubt: kk, doubt: nama-kepala}`."""

    key: ClassVar[str] = ACCEPT_DOUBT.name

    accept_doubt: Slug
    reason: str = Field(REASON, max_length=200, description="The written reason; empty: without one, which is refused.")

    def play(self, bot: Bot) -> None:
        row = _row(bot, self.name, self.doubt)
        bot.get(next(each.get("href") for each in row.xpath(".//a") if "Memang begitu" in each.text_content()))
        form = bot.form(ACCEPT_DOUBT)
        bot.go(lambda: bot.browser.submit(form, {"alasan": [self.reason]}))


class DoubtAgain(AboutDoubt):
    """Take that answer back: `{doubt_again: kk, doubt: nama-kepala}`."""

    key: ClassVar[str] = DOUBT_AGAIN.name

    doubt_again: Slug

    def play(self, bot: Bot) -> None:
        form = _row(bot, self.name, self.doubt, only="begitu").xpath(f".//form[@data-action='{DOUBT_AGAIN.name}']")[0]
        bot.go(lambda: bot.browser.submit(form))


class MergePeople(OnHousehold):
    """Merge two records of one person; that on the card stays: `{merge_people: kk, with: lain, take: {nik: lain}}`."""

    key: ClassVar[str] = MERGE_PEOPLE.name
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, DOUBTS, MERGING)

    merge_people: Slug
    with_: Slug = Field(alias="with", description="The given household that has the other record.")
    take: dict[str, Slug] = Field(
        default_factory=dict, description="Whose answer is taken, by the input (nik, name, q3). Left out: that of the card.")

    def play(self, bot: Bot) -> None:
        link = self._comparison(bot)
        bot.get(link.get("href"))
        form, place = bot.form(MERGE_PEOPLE), self._places(bot)
        chosen = {each.get("name"): [place[self.name]] for each in form.xpath(".//input[@type='radio']")}
        chosen |= {CARD: [place[self.name]], **{name: [place[whose]] for name, whose in self.take.items()}}
        bot.go(lambda: bot.browser.submit(form, chosen))
        if bot.browser.page.all(REFUSAL):
            raise Lost(f"{bot.browser.page.url}: ditolak: {bot.browser.page.text_of(REFUSAL)}")

    def records(self) -> Iterator[str]:
        yield from (self.name, self.with_)

    def _comparison(self, bot: Bot) -> Any:
        """The way to the two records side by side, from whichever kind of doubt shows them."""
        for kind in DOUBLES:
            row = next(iter(_rows(bot, self.name, kind)), None)
            row = next(iter(_rows(bot, self.with_, kind)), None) if row is None else row
            if row is not None:
                return row.xpath(".//a[contains(@href, '/gabung/')]")[0]
        raise Lost(f"{bot.browser.page.url}: tidak ada orang {self.name} yang tercatat dua kali di sana")

    def _places(self, bot: Bot) -> dict[str, str]:
        """Which side of the page is whose: 1 or 2 by name."""
        heads = bot.browser.page.all("//table[contains(@class, 'merging')]/thead//a")
        found = {name: str(place) for name in (self.name, self.with_) for place, link in enumerate(heads, start=1)
                 if f"/keluarga/{bot.record(bot.number(name)).id}/" in link.get("href")}
        if len(found) < len(heads):
            raise Lost(f"{bot.browser.page.url}: bukan pasangan dari {self.name} dan {self.with_}")
        return found


class Adopt(BotStep):
    """Press Pakai angka ini at cells of a sheet, then Simpan lembar: `{adopt: pt-usia, cells: ["72 tahun, Laki-laki"]}`."""

    key: ClassVar[str] = ADOPT.name
    leads_to: ClassVar[tuple[PageKind, ...]] = (SHEETS, SHEET, COMPARISON)

    adopt: str = Field(description="Id of the sheet.")
    cells: tuple[str, ...] = Field((), description="Labels of the cells, 'line' or 'line, column'. Left out: all that differ.")
    save: bool = Field(True, description="False: leave the figures typed and not saved.")

    @model_validator(mode="after")
    def _cells_are_there(self) -> "Adopt":
        for label in self.cells:
            named_cell(self.adopt, label)
        return self

    def play(self, bot: Bot) -> None:
        bot.get(f"/desa/lembar/{self.adopt}")
        beside = [link for link in bot.browser.page.links() if "/lembar/" in link and link.endswith("/keluarga")]
        if not beside:
            raise Lost(f"{bot.browser.page.url}: tidak ada isinya yang dihitung dari keluarga")
        bot.get(here := beside[0])
        offered = [form.fields["isian"] for form in bot.browser.page.all(f"//form[@data-action='{ADOPT.name}']")]
        for name in [named_cell(self.adopt, label).name for label in self.cells] or offered:
            self._press(bot, here, name)
        if self.save:
            bot.go(lambda: bot.browser.submit(bot.form(SAVE)))

    def _press(self, bot: Bot, here: str, name: str) -> None:
        bot.get(f"{here}?semua=1")
        form = next((form for form in bot.browser.page.all(f"//form[@data-action='{ADOPT.name}']")
                     if form.fields["isian"] == name), None)
        if form is None:
            raise Lost(f"{here}: tidak ada angka yang bisa dipakai untuk {name}")
        bot.go(lambda: bot.browser.submit(form))


class HandOver(OnHousehold):
    """Press Serahkan ke Sekdes on the page of a household or sheet: `{hand_over: kk}`."""

    key: ClassVar[str] = HAND_OVER.name
    about: ClassVar[tuple[str, ...]] = BOTH
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, SHEETS, SHEET)

    hand_over: Slug

    def play(self, bot: Bot) -> None:
        bot.open_record(self.hand_over)
        form = bot.form(HAND_OVER)
        bot.go(lambda: bot.browser.submit(form))


def _row(bot: Bot, name: str, kind: str, only: str = "") -> Any:
    """Raises Lost where nothing of that kind is about the household."""
    found = next(iter(_rows(bot, name, kind, only)), None)
    if found is None:
        raise Lost(f"{bot.browser.page.url}: tidak ada keraguan tentang {name}")
    return found


def _rows(bot: Bot, name: str, kind: str, only: str = "") -> list[Any]:
    """The lines of that kind of doubt about the household or somebody in it, on the first page of the list that has any."""
    if bot.number(name) not in bot.records:
        bot.search(name)
    record = bot.record(bot.number(name))
    here: str | None = f"{PAGES[DOUBTS]}/{kind}?saring={only}"
    while here:
        bot.get(here)
        about = f"@data-subject='{record}' or starts-with(@data-subject, '{record}/')"
        if found := bot.browser.page.all(f"//tr[{about}]"):
            return found
        here = next(iter(bot.browser.page.tree.xpath("//nav[contains(@class, 'pager')]//a[@rel='next']/@href")), None)
    return []


STEPS: tuple[type[BotStep], ...] = (AcceptDoubt, DoubtAgain, MergePeople, Adopt, HandOver)
"""All steps, in one place: those that each file names at its end."""
