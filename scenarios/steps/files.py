"""Steps that bring files: the card of the berkas in the import's workbook, a file of the berkas, a sheet in its own."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from sandbox.deeds import CHECK_FILE, EXCHANGE, FILE_CHECK, IMPORT, SHEET, SHEETS, PageKind
from sandbox.practice.keys import SHEET_KIND
from sandbox.practice.parts import REASON
from sandbox.practice.sheets.questions import named_cell, typed_fields
from scenarios.bots import copying, mending
from scenarios.bots.bot import PAGES, REFUSAL, Bot
from scenarios.bots.browser import Lost, SentFile
from scenarios.bots.mending import Work
from scenarios.files.flaws import FILE_KIND
from scenarios.parts import Slug
from scenarios.steps.base import LIST, BotStep, OnHousehold

FILE, TEMPLATE = "keluarga.xlsx", "/desa/impor/templat.xlsx"



class Import(OnHousehold):
    """Write the card of the berkas into the template, have it checked and save it: `{import: kk}`."""

    key: ClassVar[str] = IMPORT.name
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, EXCHANGE, FILE_CHECK)

    import_: Slug = Field(alias="import")
    slip: bool = Field(False, description="With a slip: the last member becomes the head's nephew.")
    save: bool = Field(True, description="False: have it checked and leave it at that.")

    @property
    def name(self) -> str:
        return self.import_

    def play(self, bot: Bot) -> None:
        typed = copying.card(bot.papers, self.name)
        content = copying.workbook_of(copying.with_slip(typed) if self.slip else typed)
        _bring(bot, SentFile("file", FILE, content), save=self.save)


class ImportFile(BotStep):
    """Take the file of the berkas home, put it right, have it checked and save it: `{import_file: warga}`; or `wrongly: …`."""

    key: ClassVar[str] = "import_file"
    about: ClassVar[tuple[str, ...]] = (FILE_KIND,)
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, EXCHANGE, FILE_CHECK)

    import_file: Slug
    wrongly: Literal["as_is", "left_out", "guess"] | None = Field(
        None, description="as_is: brought as it is; left_out: without the people whose rows do not fit; guess: a 0 for a digit "
                          "that is missing, dates in the order in which they stand.")
    source: bool = Field(False, description="The file that it was made from is brought instead.")
    template: bool = Field(False, description="Its rows are carried over into today's template.")
    part: Literal["first", "second"] | None = Field(None, description="Only the first half of its families, or the second.")
    only_if_missing: bool = Field(False, description="Only if Riwayat impor does not name it.")
    save: bool = Field(True, description="False: have it checked and leave it at that.")

    def play(self, bot: Bot) -> None:
        sent = f"{self.import_file}.xlsx"
        bot.get(PAGES[EXCHANGE])
        if self.only_if_missing and bot.browser.page.all(f"//section[@id='riwayat']//th[text()='{sent}']"):
            return
        _bring(bot, SentFile("file", sent, self._content(bot)), save=self.save, is_taken=self.wrongly != "as_is")

    def _content(self, bot: Bot) -> bytes:
        content = bot.browser.download(_link_to(bot, f"{self.import_file}/{'asal' if self.source else 'isian'}.xlsx"))
        if self.source or self.wrongly == "as_is":
            return content
        template = bot.browser.download(TEMPLATE) if self.template else None
        return mending.mended(content, template, Work(bot.papers, self.import_file, self.wrongly, self.part))

    def records(self) -> Iterator[str]:
        yield self.import_file


class MendFile(BotStep):
    """Put right at their households whoever of the file was stored with what is not true: `{mend_file: warga}`."""

    key: ClassVar[str] = "mend_file"
    about: ClassVar[tuple[str, ...]] = (FILE_KIND,)
    leads_to: ClassVar[tuple[PageKind, ...]] = LIST

    mend_file: Slug
    source: bool = Field(False, description="As the file says that it was made from.")

    def play(self, bot: Bot) -> None:
        """Compare each member's form with what is true, household by household; save those that differ."""
        content = bot.browser.download(_link_to(bot, f"{self.mend_file}/{'asal' if self.source else 'isian'}.xlsx"))
        for card, people in mending.people(content, Work(bot.papers, self.mend_file, None, None)).items():
            bot.numbers[self.mend_file] = card
            bot.open_household(self.mend_file)
            for link in bot.member_links():
                bot.get(link)
                there = bot.values()
                true = people[there["name"][0]]
                if wrong := {name: [text] for name, text in true.items() if there[name] != [text]}:
                    bot.save(wrong, card)

    def records(self) -> Iterator[str]:
        yield self.mend_file


class ImportSheet(BotStep):
    """Download a sheet, type cells into the file, have it checked, save it: `{import_sheet: pt-usia, cells: {72 tahun: 9}}`."""

    key: ClassVar[str] = "import_sheet"
    about: ClassVar[tuple[str, ...]] = (SHEET_KIND,)
    leads_to: ClassVar[tuple[PageKind, ...]] = (SHEETS, SHEET, EXCHANGE, FILE_CHECK)

    import_sheet: str = Field(description="Id of the sheet.")
    page: Slug | None = Field(None, description="The picked sheet whose page in the berkas is typed, too.")
    cells: dict[str, int | str] = Field(
        min_length=1, description="What is typed, by the labels of the cells, 'line' or 'line, column'.")
    per: str = Field("", description="The day, as it is typed. Left out: the one that stands there, or 31 October.")
    ending: Literal["xlsx", "csv"] = Field("xlsx", description="Which kind of file.")
    save: bool = Field(True, description="False: have it checked and leave it at that.")

    @model_validator(mode="after")
    def _cells_are_there(self) -> "ImportSheet":
        for label in self.cells:
            named_cell(self.import_sheet, label)
        return self

    def play(self, bot: Bot) -> None:
        content = bot.browser.download(f"/desa/ekspor/lembar/{self.import_sheet}.{self.ending}")
        filled = copying.sheet_file(content, self.import_sheet, {**self._of_page(bot), **self.cells}, self.per, self.ending)
        _bring(bot, SentFile("file", f"lembar.{self.ending}", filled), save=self.save)

    def _of_page(self, bot: Bot) -> dict[str, str]:
        if self.page is None:
            return {}
        labels = {field.name: field.label for field in typed_fields(self.import_sheet)}
        return {labels[cell]: texts[0] for cell, texts in copying.page(bot.papers, self.page).items()}

    def records(self) -> Iterator[str]:
        if self.page is not None:
            yield self.page


def _link_to(bot: Bot, ending: str) -> str:
    """The address of a file among the papers."""
    link = next((str(href) for href in bot.look_at_panel().xpath("//a/@href") if href.endswith(ending)), None)
    if link is None:
        raise Lost(f"panel tidak punya file {ending}")
    return link


def _bring(bot: Bot, file: SentFile, *, save: bool, is_taken: bool = True) -> None:
    """Have the file checked, and store it with a reason if one is asked for. Raises Lost where it is refused but `is_taken`."""
    bot.get(PAGES[EXCHANGE])
    form = bot.form(CHECK_FILE)
    bot.go(lambda: bot.browser.upload(form, file))
    if not is_taken:
        return
    if bot.browser.page.all(REFUSAL):
        raise Lost(f"{bot.browser.page.url}: ditolak: {bot.browser.page.text_of(REFUSAL)}")
    if save and bot.browser.page.form(action=IMPORT.name) is not None:  # a fault may stand in its place
        button = bot.form(IMPORT)
        asked = {REASON: ["Begitu di filenya."]} if button.xpath(f".//input[@name='{REASON}']") else {}
        bot.go(lambda: bot.browser.submit(button, asked))


STEPS: tuple[type[BotStep], ...] = (Import, ImportFile, MendFile, ImportSheet)
"""All steps, in one place: those that each file names at its end."""
