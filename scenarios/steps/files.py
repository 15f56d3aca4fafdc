"""Steps that bring files: the card of the berkas in the import's workbook, a sheet in its own."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from sandbox.deeds import CHECK_FILE, EXCHANGE, FILE_CHECK, IMPORT, SHEET, SHEETS, PageKind
from sandbox.practice.sheets.questions import named_cell
from scenarios.bots import copying
from scenarios.bots.bot import PAGES, REFUSAL, Bot
from scenarios.bots.browser import Lost, SentFile
from scenarios.parts import Slug
from scenarios.steps.base import LIST, BotStep, OnHousehold

FILE = "keluarga.xlsx"


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


class ImportSheet(BotStep):
    """Download a sheet, type cells into the file, have it checked, save it: `{import_sheet: pt-usia, cells: {72 tahun: 9}}`."""

    key: ClassVar[str] = "import_sheet"
    leads_to: ClassVar[tuple[PageKind, ...]] = (SHEETS, SHEET, EXCHANGE, FILE_CHECK)

    import_sheet: str = Field(description="Id of the sheet.")
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
        filled = copying.sheet_file(content, self.import_sheet, self.cells, self.per, self.ending)
        _bring(bot, SentFile("file", f"lembar.{self.ending}", filled), save=self.save)


def _bring(bot: Bot, file: SentFile, *, save: bool) -> None:
    """Have the file checked, and store it. Raises Lost where it is refused."""
    bot.get(PAGES[EXCHANGE])
    form = bot.form(CHECK_FILE)
    bot.go(lambda: bot.browser.upload(form, file))
    if bot.browser.page.all(REFUSAL):
        raise Lost(f"{bot.browser.page.url}: not accepted: {bot.browser.page.text_of(REFUSAL)}")
    if save:
        button = bot.form(IMPORT)
        bot.go(lambda: bot.browser.submit(button))


STEPS: tuple[type[BotStep], ...] = (Import, ImportSheet)
"""All steps, in one place: those that each file names at its end."""
