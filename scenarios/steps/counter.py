"""Steps at the counter."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar, Literal

from pydantic import Field

from sandbox import deeds
from sandbox.clock import WIB
from sandbox.deeds import CITIZEN, SERVE, PageKind
from scenarios.bots.bot import COUNTER, REFUSAL, Bot
from scenarios.bots.browser import Lost
from scenarios.parts import Slug
from scenarios.steps.base import LIST, BotStep, OnHousehold


class TellCitizen(OnHousehold):
    """Serve the planted citizen of the household: `{tell: kk}`; or `answer: kembali` with `minutes: 5`, or `answer: lengkapi`."""

    key: ClassVar[str] = "tell"
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, deeds.COUNTER, CITIZEN)

    tell: Slug
    answer: Literal["layani", "kembali", "lengkapi"] = "layani"
    minutes: int = Field(5, ge=1, le=60, description="With kembali: so many minutes from now.")
    reason: str = Field("", max_length=200, description="Why the letter is made though the data are not ready.")

    def play(self, bot: Bot) -> None:
        number = bot.number(self.tell)
        if number not in bot.records:
            bot.search(self.tell)
        bot.get(COUNTER)
        here = f"//li[@data-record='{bot.record(number)}'][starts-with(@data-ticket, 'C-')]//a"
        link = next(iter(bot.browser.page.all(here)), None)
        if link is None:
            raise Lost(f"{bot.browser.page.url}: tidak ada warga dari {number} yang menunggu")
        bot.get(link.get("href"))
        now = float(bot.browser.page.all("//*[@data-hall-clock]")[0].get("data-hall-clock"))
        hour = datetime.fromtimestamp(now, UTC).astimezone(WIB) + timedelta(minutes=self.minutes)
        form = bot.form(SERVE)
        bot.go(lambda: bot.browser.submit(form, {
            "jawaban": [self.answer], "pukul": [f"{hour:%H.%M}"], "alasan": [self.reason]}))
        if bot.browser.page.status == 200 and bot.browser.page.all(REFUSAL):
            raise Lost(f"{bot.browser.page.url}: ditolak: {bot.browser.page.text_of(REFUSAL)}")


STEPS: tuple[type[BotStep], ...] = (TellCitizen,)
