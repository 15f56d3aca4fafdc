"""Steps on sheets: look at one, copy its page of the berkas, rightly or wrongly, and last year's figures, remove a state."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from sandbox.deeds import DELETE, SAVE, SHEET, SHEETS, PageKind
from sandbox.practice.forms.values import written_date
from sandbox.practice.sheets.questions import AS_OF, place_from, typed_fields
from sandbox.practice.sheets.sheet import places
from sandbox.words.digits import is_digits
from scenarios.bots import copying
from scenarios.bots.bot import Bot
from scenarios.bots.browser import Lost
from scenarios.parts import Slug
from scenarios.steps.base import BotStep, OnSheet

COPY = "_salin"
"""The button of a sheet's form that fills what is empty."""


class OpenSheet(OnSheet):
    """Open the picked sheet: `{sheet: lembar}`."""

    key: ClassVar[str] = "sheet"

    sheet: Slug

    def play(self, bot: Bot) -> None:
        bot.open_sheet(self.sheet)


class CopyPage(OnSheet):
    """Type what differs from the sheet's page in the berkas and save once: `{copy_page: lembar}`; or `wrongly: …`."""

    key: ClassVar[str] = "copy_page"

    copy_page: Slug
    wrongly: Literal["guess", "half", "other", "all", "day", "stray"] | None = Field(
        None, description="guess: neither what stands there nor what is true; half: only the first cell that differs; other: a "
                          "right cell of the page instead; all: the right ones, too, each one more; day: rightly, as of the day "
                          "after the page's, which has not come yet; stray: a cell that is not on the page instead.")

    dated: bool = Field(False, description="With the page's day in Per tanggal; else what stands there is left.")

    def play(self, bot: Bot) -> None:
        bot.open_sheet(self.copy_page)
        bot.read_panel()  # it names what stood in cells that were changed besides
        there, true = bot.values(), copying.page(bot.papers, self.copy_page)
        wrong = [cell for cell, texts in true.items() if there.get(cell, [""]) != texts]
        if self.wrongly == "guess" and not wrong:  # typed rightly before, and refused
            wrong = list(true)
        right = [cell for cell in true if cell not in wrong]
        labels = {field.name: field.label for field in typed_fields(str(bot.papers[f"{self.copy_page}.sheet"]))}
        if wrong and bot.seen.get("wrong_cell") not in {labels[cell] for cell in wrong}:  # that one was wrong before the bot came
            bot.seen["wrong_cell"] = labels[wrong[0]]
        rightly = {cell: true[cell] for cell in wrong}
        if self.wrongly == "stray":
            typed = _strayed(there, true)
        else:
            typed = {None: rightly, "day": rightly, "half": {cell: true[cell] for cell in wrong[:1]},
                     "guess": {cell: _other_than(bot.papers, self.copy_page, cell, there) for cell in wrong},
                     "other": {cell: _other_than(bot.papers, self.copy_page, cell, there) for cell in right[:1]},
                     "all": {cell: _other_than(bot.papers, self.copy_page, cell, there) for cell in true}}[self.wrongly]
        bot.save(typed | self._day(bot), bot.number(self.copy_page))

    def _day(self, bot: Bot) -> dict[str, list[str]]:
        if self.wrongly != "day" and not self.dated:
            return {}
        late = timedelta(days=self.wrongly == "day")
        day = date.fromisoformat(str(bot.papers[f"{self.copy_page}.per"]))
        return {AS_OF: [written_date(day + late)]}


def _strayed(there: Mapping[str, list[str]], true: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The first count of the form that is not on the page, one more. Raises Lost where there is none."""
    for cell, texts in there.items():
        if place_from(cell) and cell not in true and is_digits(texts[0]):
            return {cell: [str(int(texts[0]) + 1)]}
    raise Lost("semua angka lembar ini ada di halaman berkasnya")


def _other_than(papers: Mapping[str, Any], name: str, cell: str, there: Mapping[str, list[str]]) -> list[str]:
    """A number that is neither true nor what stands there."""
    true = papers[f"{name}.{cell}"]
    guesses = [str(int(true or 0) + more) for more in (1, 2)]
    return guesses[:1] if there.get(cell) != guesses[:1] else guesses[1:]


class CopyYear(BotStep):
    """Fill what is empty in a sheet with last year's figures: `{copy_year: pt-agama}`; `part: true` in its whole part."""

    key: ClassVar[str] = "copy_year"
    leads_to: ClassVar[tuple[PageKind, ...]] = (SHEETS, SHEET)

    copy_year: str = Field(description="Id of the sheet.")
    part: bool = Field(False, description="All sheets of the part in which it stands, from their list.")
    per: str = Field("", description="The day, as it is typed. Left out: the one that stands there, or the example in its field.")

    @model_validator(mode="after")
    def _sheet_is_there(self) -> "CopyYear":
        if self.copy_year not in places():
            raise ValueError(f"lembar {self.copy_year} tidak dikenal")
        return self

    def play(self, bot: Bot) -> None:
        place = places()[self.copy_year]
        bot.get(f"/desa/{place.book.id}/bagian/{place.part.id}" if self.part else f"/desa/lembar/{self.copy_year}")
        form = bot.form(SAVE)
        day = bot.browser.page.all(f"//input[@name='{AS_OF}']")[0]
        typed = {AS_OF: [self.per or day.get("value") or day.get("placeholder")]}
        bot.go(lambda: bot.browser.submit(form, typed if self.part else {**typed, COPY: ["1"]}))


class RemoveState(OnSheet):
    """Take away the state of the sheet that counts, which was entered for a wrong day: `{remove_state: lembar}`."""

    key: ClassVar[str] = "remove_state"

    remove_state: Slug
    earlier: bool = Field(False, description="Instead the newest of those in Riwayat, which counts no more.")

    def play(self, bot: Bot) -> None:
        bot.open_sheet(self.remove_state)
        ways = [link.get("href") for link in bot.browser.page.all("//section[@id='riwayat']//a[contains(@href, '/keadaan/')]")
                if link.get("href").endswith("/hapus")]
        if len(ways) < 2:
            raise Lost(f"{self.remove_state}: tidak ada hari lain yang diisi, jadi yang ini tidak bisa dihapus")
        bot.get(ways[self.earlier])
        form = bot.form(DELETE, form=SHEET.name)
        bot.go(lambda: bot.browser.submit(form))


STEPS: tuple[type[BotStep], ...] = (OpenSheet, CopyPage, CopyYear, RemoveState)
