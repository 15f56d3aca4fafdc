"""Steps that change nothing in the village: look, wait, log in, answer the panel."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from sandbox import deeds
from sandbox.deeds import CHANGE_PASSWORD, CONNECT, OUTBOX, PASSWORD, RECEIPT, SHEETS, SUBMISSION, PageKind
from scenarios.bots.bot import PAGES, Bot
from scenarios.parts import BookName, MenuName, Part, Slug, StageName
from scenarios.steps.base import BOTH, LIST, BotStep, OnHousehold


class Open(BotStep):
    """Open a page of the menu: `{open: outbox}`."""

    key: ClassVar[str] = "open"

    open: MenuName

    def play(self, bot: Bot) -> None:
        bot.get(PAGES[deeds.PAGES[self.open]])

    def pages(self) -> tuple[PageKind, ...]:
        return (deeds.PAGES[self.open],)


class OpenBook(BotStep):
    """Open the sheets of a form: `{book: potensi}`, `{book: perkembangan}`."""

    key: ClassVar[str] = "book"
    leads_to: ClassVar[tuple[PageKind, ...]] = (SHEETS,)

    book: BookName

    def play(self, bot: Bot) -> None:
        bot.get(f"/desa/{self.book}")


class OpenHousehold(OnHousehold):
    """Open a household from the list: `{household: kk}`."""

    key: ClassVar[str] = "household"

    household: Slug

    def play(self, bot: Bot) -> None:
        bot.open_household(self.household)


class Search(OnHousehold):
    """Look for a card number in the list: `{search: kk}`. The bot remembers whether it was found."""

    key: ClassVar[str] = "search"

    search: Slug

    def play(self, bot: Bot) -> None:
        bot.search(self.search)


class OpenReceipt(OnHousehold):
    """Open the receipt from the outbox: `{receipt: kk}`."""

    key: ClassVar[str] = "receipt"
    about: ClassVar[tuple[str, ...]] = BOTH
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, OUTBOX, RECEIPT, SUBMISSION)

    receipt: Slug

    def play(self, bot: Bot) -> None:
        bot.open_submission(bot.number(self.receipt))
        bot.follow("/tanda-terima", what="tanda terima")


class OpenSubmission(OnHousehold):
    """Open the newest submission of a household from the outbox: `{submission: kk}`."""

    key: ClassVar[str] = "submission"
    about: ClassVar[tuple[str, ...]] = BOTH
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, OUTBOX, SUBMISSION)

    submission: Slug

    def play(self, bot: Bot) -> None:
        bot.open_submission(bot.number(self.submission))


class LogIn(BotStep):
    """Log in to the practice system with what the panel says: `{login: true}`. Bots also do it at the beginning."""

    key: ClassVar[str] = "login"

    login: Literal[True]

    def play(self, bot: Bot) -> None:
        bot.log_in()


class LogOut(BotStep):
    """Log out of the practice system: `{logout: true}`."""

    key: ClassVar[str] = "logout"

    logout: Literal[True]

    def play(self, bot: Bot) -> None:
        bot.log_out()


class ChangePassword(BotStep):
    """Log in anew with what the panel says, then choose another password: `{change_password: padi-hijau-12}`."""

    key: ClassVar[str] = CHANGE_PASSWORD.name

    change_password: str = Field(min_length=1, max_length=64)
    again: str = Field("", max_length=64, description="What is typed the second time, where it is something else.")

    def pages(self) -> tuple[PageKind, ...]:
        return (PASSWORD,)

    def play(self, bot: Bot) -> None:
        bot.log_out()
        bot.log_in()
        bot.get("/desa/kata-sandi")
        form = bot.form(CHANGE_PASSWORD)
        bot.go(lambda: bot.browser.submit(form, {"password": [bot.password], "new": [self.change_password],
                                                 "again": [self.again or self.change_password]}))


class Connect(BotStep):
    """Press the button of a hotspot's page: `{connect: true}`; with `types: true` a password is typed into it first."""

    key: ClassVar[str] = CONNECT.name

    connect: Literal[True]
    types: bool = False

    def play(self, bot: Bot) -> None:
        form = bot.form(CONNECT)
        bot.go(lambda: bot.browser.submit(form, {"password": ["desa-2003"]} if self.types else {}))


class Answer(BotStep):
    """Answer a question of the panel with what was seen on the pages: `{answer: jumlah, saw: members}`."""

    key: ClassVar[str] = "answer"

    answer: Slug
    text: str = Field("", max_length=200, description="What is typed, where that is the same at every seat; else `saw`.")
    fact: str = Field(
        "", pattern=r"^([a-z][a-z0-9-]*\.[a-z0-9_]+)?$", description="What the panel says of a given household: kk.head.")
    saw: Literal["members", "ref4", "code", "hour", "families", "returned", "period", "wrong_cell", "nothing"] = Field(
        "nothing", description="members of the last household, ref4 of the last reference, code of the last message, the hour "
                               "in it; families of the village, as Beranda counts them; returned: whose submission is back, in "
                               "the outbox; the running period; wrong_cell: the first that copy_page found; nothing: wrong.")

    def play(self, bot: Bot) -> None:
        bot.answer(self.answer, self.text or (bot.told_of(self.fact) if self.fact else bot.seen.get(self.saw, "0")))

    def questions(self) -> Iterator[str]:
        yield self.answer


class Until(Part):
    """What is waited for: that a household's submission reaches a stage."""

    record: Slug
    stage: StageName


class Wait(BotStep):
    """Let hall time pass: `{wait: 60}` seconds, or until a submission's stage: `{wait: {record: kk, stage: validated}}`."""

    key: ClassVar[str] = "wait"
    about: ClassVar[tuple[str, ...]] = BOTH

    wait: float | Until

    def play(self, bot: Bot) -> None:
        if isinstance(self.wait, Until):
            bot.wait_till_nothing_changes()
        else:
            bot.wait(self.wait)
            bot.look_at_panel()

    def pages(self) -> tuple[PageKind, ...]:
        return LIST if isinstance(self.wait, Until) else ()

    def records(self) -> Iterator[str]:
        if isinstance(self.wait, Until):
            yield self.wait.record


STEPS: tuple[type[BotStep], ...] = (
    Open, OpenBook, OpenHousehold, Search, OpenReceipt, OpenSubmission, LogIn, LogOut, ChangePassword, Connect, Answer, Wait)
