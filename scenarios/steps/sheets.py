"""Steps on a picked sheet: look at it, copy its page of the berkas, rightly or wrongly."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from sandbox.practice.forms.values import written_date
from sandbox.practice.sheets.questions import AS_OF, typed_fields
from scenarios.bots import copying
from scenarios.bots.bot import Bot
from scenarios.parts import Slug
from scenarios.steps.base import BotStep, OnSheet


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
    wrongly: Literal["guess", "half", "other", "all"] | None = Field(
        None, description="guess: neither what stands there nor what is true; half: only the first cell that differs; other: a "
                          "right cell of the page instead; all: the right ones, too, each one more.")

    dated: bool = Field(False, description="With the page's day in Per tanggal; else what stands there is left.")

    def play(self, bot: Bot) -> None:
        bot.open_sheet(self.copy_page)
        there, true = bot.values(), copying.page(bot.papers, self.copy_page)
        wrong = [cell for cell, texts in true.items() if there.get(cell, [""]) != texts]
        if self.wrongly == "guess" and not wrong:  # typed rightly before, and refused
            wrong = list(true)
        right = [cell for cell in true if cell not in wrong]
        labels = {field.name: field.label for field in typed_fields(str(bot.papers[f"{self.copy_page}.sheet"]))}
        if wrong:
            bot.seen["wrong_cell"] = labels[wrong[0]]
        typed = {None: {cell: true[cell] for cell in wrong}, "half": {cell: true[cell] for cell in wrong[:1]},
                 "guess": {cell: _other_than(bot.papers, self.copy_page, cell, there) for cell in wrong},
                 "other": {cell: _other_than(bot.papers, self.copy_page, cell, there) for cell in right[:1]},
                 "all": {cell: _other_than(bot.papers, self.copy_page, cell, there) for cell in true}}[self.wrongly]
        day = {AS_OF: [written_date(bot.papers[f"{self.copy_page}.per"])]} if self.dated else {}
        bot.save(typed | day, bot.number(self.copy_page))


def _other_than(papers: Mapping[str, Any], name: str, cell: str, there: Mapping[str, list[str]]) -> list[str]:
    """A number that is neither true nor what stands there."""
    true = papers[f"{name}.{cell}"]
    guesses = [str(int(true or 0) + more) for more in (1, 2)]
    return guesses[:1] if there.get(cell) != guesses[:1] else guesses[1:]


STEPS: tuple[type[BotStep], ...] = (OpenSheet, CopyPage)
