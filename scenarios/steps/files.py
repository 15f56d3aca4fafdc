"""Steps that bring files: the card of the berkas in the import's workbook."""

from typing import ClassVar

from pydantic import Field

from sandbox.deeds import CHECK_FILE, EXCHANGE, FILE_CHECK, IMPORT, PageKind
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
        bot.get(PAGES[EXCHANGE])
        form = bot.form(CHECK_FILE)
        bot.go(lambda: bot.browser.upload(form, SentFile("file", FILE, content)))
        if bot.browser.page.all(REFUSAL):
            raise Lost(f"{bot.browser.page.url}: not accepted: {bot.browser.page.text_of(REFUSAL)}")
        if self.save:
            button = bot.form(IMPORT)
            bot.go(lambda: bot.browser.submit(button))


STEPS: tuple[type[BotStep], ...] = (Import,)
"""All steps, in one place: those that each file names at its end."""
