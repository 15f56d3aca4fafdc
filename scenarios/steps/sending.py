"""Steps that send up, take back, and report to the helpdesk."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from sandbox import deeds
from sandbox.deeds import (
    BATCH,
    BATCH_PLAN,
    REOPEN,
    REPORT,
    RESEND,
    SUBMISSION,
    SUBMIT,
    SUBMIT_ALL,
    TICKET,
    WITHDRAW,
    PageKind,
)
from scenarios.bots.bot import ALL_READY, HELPDESK, OUTBOX, Bot
from scenarios.parts import Slug
from scenarios.steps.base import BOTH, LIST, BotStep, OnHousehold

CHANGED = "//form[@data-action='reopen']"
"""What a submission's page shows where the record says something else by now."""
REASON = "Keluarga yang sama terkirim dua kali."


class Submit(OnHousehold):
    """Send the household or sheet: `{submit: kk}`."""

    key: ClassVar[str] = "submit"
    about: ClassVar[tuple[str, ...]] = BOTH
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, SUBMISSION)

    submit: Slug
    only_if_missing: bool = Field(False, description="Only if the last look found no submission of it: for twins.")
    reason: str = Field("", max_length=200, description="The written answer where the page asks whether that is so.")

    def play(self, bot: Bot) -> None:
        number = bot.number(self.submit)
        if self.only_if_missing and bot.found.get(f"sent {self.submit}"):
            return
        bot.open_record(self.submit)
        form = bot.form(SUBMIT, record=bot.record(number))
        bot.go(lambda: bot.browser.submit(form, {"alasan": [self.reason]} if self.reason else {}))
        bot.note_if_well(SUBMIT, number, bot.reference())


class SubmitAll(BotStep):
    """Send all that is ready as one batch: `{send_all: keluarga}`, or the sheets of a form; `twice: true` presses again."""

    key: ClassVar[str] = "send_all"
    leads_to: ClassVar[tuple[PageKind, ...]] = (BATCH_PLAN, BATCH)

    send_all: Literal["keluarga", "potensi", "perkembangan"]
    twice: bool = Field(False, description="Press the same button once more, as an impatient hand does.")

    def play(self, bot: Bot) -> None:
        bot.get(f"{ALL_READY}/{self.send_all}")
        form = bot.form(SUBMIT_ALL)
        bot.go(lambda: bot.browser.submit(form))
        if self.twice:
            bot.go(lambda: bot.browser.submit(form))


class Resend(OnHousehold):
    """Press Kirim lagi in the outbox: `{resend: kk}`."""

    key: ClassVar[str] = "resend"
    about: ClassVar[tuple[str, ...]] = BOTH
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, deeds.OUTBOX, SUBMISSION)

    resend: Slug
    only_if_held: bool = Field(False, description="Only if the outbox offers it: for twins.")

    def play(self, bot: Bot) -> None:
        number = bot.number(self.resend)
        if self.only_if_held:
            bot.get(OUTBOX)
            if bot.browser.page.form(action=RESEND.name, record=bot.records.get(number)) is None:
                return
        if bot.browser.page.form(action=RESEND.name, record=bot.records.get(number)) is None:
            bot.get(OUTBOX)
        form = bot.form(RESEND, record=bot.record(number))
        bot.go(lambda: bot.browser.submit(form))
        bot.note_if_well(RESEND, number, form.get("data-reference"))


class Withdraw(OnHousehold):
    """Withdraw the newest submission of the household, with a reason: `{withdraw: kk}`; or the oldest: `oldest: true`."""

    key: ClassVar[str] = "withdraw"
    about: ClassVar[tuple[str, ...]] = BOTH
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, deeds.OUTBOX, SUBMISSION)

    withdraw: Slug
    oldest: bool = Field(False, description="Instead the oldest one that is not withdrawn.")
    unlike: bool | None = Field(None, description="true: the one whose record says something else by now; false: the other.")
    only_if_twice: bool = Field(False, description="Only if the outbox has more than one that stands: for twins.")

    def play(self, bot: Bot) -> None:
        number = bot.number(self.withdraw)
        if self.only_if_twice and bot.sent_of(number) < 2:
            return
        bot.open_submission(number, oldest=self.oldest)
        if self.unlike is not None and bool(bot.browser.page.all(CHANGED)) is not self.unlike:
            bot.open_submission(number, oldest=True)
        form = bot.form(WITHDRAW, record=bot.record(number))
        bot.go(lambda: bot.browser.submit(form, {"alasan": [REASON]}))
        bot.note_if_well(WITHDRAW, number, form.get("data-reference"))


class Revise(OnHousehold):
    """Send the corrected household as the next revision of its newest submission: `{revise: kk}`."""

    key: ClassVar[str] = "revise"
    about: ClassVar[tuple[str, ...]] = BOTH
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, deeds.OUTBOX, SUBMISSION)

    revise: Slug
    reason: str = Field("", max_length=200, description="The written answer where the page asks whether that is so.")

    def play(self, bot: Bot) -> None:
        number = bot.number(self.revise)
        bot.open_submission(number)
        form = bot.form(REOPEN, record=bot.record(number))
        bot.go(lambda: bot.browser.submit(form, {"alasan": [self.reason]} if self.reason else {}))
        bot.note_if_well(REOPEN, number, form.get("data-reference"))


class ReportTrouble(BotStep):
    """Report to the helpdesk, from a trouble page with its facts: `{report: Sudah melihat Kotak Keluar}`, with what was tried."""

    key: ClassVar[str] = "report"
    about: ClassVar[tuple[str, ...]] = BOTH
    leads_to: ClassVar[tuple[PageKind, ...]] = (deeds.HELPDESK, TICKET)

    report: str = Field(min_length=1, max_length=300)
    of: Slug | None = Field(None, description="About the newest submission of that household, with its number and code.")

    code: str = Field("", max_length=20, description="The code of the trouble, where it is not the one beside the submission.")

    def records(self) -> Iterator[str]:
        yield from (self.of,) if self.of else ()

    def play(self, bot: Bot) -> None:
        facts = {} if self.of is None else bot.facts_of_submission(bot.number(self.of))
        if self.code:
            facts["code"] = [self.code]
        link = next(iter(bot.browser.page.all("//a[@data-report]")), None)
        bot.get(f"{HELPDESK}/baru" if link is None else link.get("href"))
        form = bot.form(REPORT)
        page = form.fields["page"] or "Halaman ini"
        bot.go(lambda: bot.browser.submit(form, {
            "page": [page], "happened": ["Ada gangguan."], "tried": [self.report], **facts}))


STEPS: tuple[type[BotStep], ...] = (Submit, SubmitAll, Resend, Withdraw, Revise, ReportTrouble)
