"""Steps that fill in forms: from the card and the notes of the berkas, rightly or wrongly."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from sandbox.deeds import DELETE, DRAFT, HOUSEHOLD, MEMBER, RESTORE_DRAFT, SAVE, SHEET, SHEETS, PageKind
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.values import written
from sandbox.practice.sheets.questions import AS_OF, named_cell
from sandbox.words.digits import plain
from scenarios.bots import copying
from scenarios.bots.bot import CONFLICT, NEW, Bot
from scenarios.bots.browser import Lost
from scenarios.parts import Slug, listed
from scenarios.steps.base import LIST, BotStep, OnHousehold

REASON_ANOTHER = "Orang yang lain."
REASON_TWICE = "Dimasukkan lagi dengan NIK yang benar."


class Enter(OnHousehold):
    """Enter the card of the berkas as a new household and save once: `{enter: kk}`."""

    key: ClassVar[str] = "enter"

    enter: Slug
    only_if_missing: bool = Field(False, description="Only if the last search did not find it: for twins.")
    slip: bool = Field(False, description="With a slip: the last member becomes the head's nephew.")
    again: bool = Field(False, description="Though it is there already: the form refuses it.")

    def play(self, bot: Bot) -> None:
        if self.only_if_missing and bot.found.get(self.enter):
            return
        bot.get(NEW)
        typed = copying.card(bot.papers, self.enter)
        if self.again:
            form = bot.form(SAVE)
            bot.go(lambda: bot.browser.submit(form, typed))
        else:
            bot.save(copying.with_slip(typed) if self.slip else typed, typed["number"][0])


class Mend(OnHousehold):
    """Write the members' true values from the card in the berkas, one save for each who differs: `{mend: kk}`."""

    key: ClassVar[str] = "mend"

    mend: Slug
    wrongly: Literal["guess", "retype"] | None = Field(
        None, description="guess: add a 0 to the number that is too short; retype: enter that member once more.")

    def play(self, bot: Bot) -> None:
        """Compare each member's form with the card; save those that differ. If none does, save the first one as it stands."""
        bot.open_household(self.mend)
        links = bot.member_links()
        lines = copying.lines(bot.papers, self.mend)
        if len(lines) != len(links):
            raise Lost(f"{bot.browser.page.url}: {len(links)} anggota, padahal {len(lines)} di kartu")
        if not [link for link, line in zip(links, lines, strict=True) if self._mended(bot, link, line)]:
            bot.get(links[0])
            bot.save({}, bot.number(self.mend))

    def _mended(self, bot: Bot, link: str, line: Mapping[str, Any]) -> bool:
        """Whether that member differed from the line of the card, and so was saved, rightly or wrongly."""
        bot.get(link)
        there, typed, number = bot.values(), copying.member(line), bot.number(self.mend)
        wrong = {name: texts for name, texts in typed.items() if there.get(name, []) != texts}
        if wrong and self.wrongly == "retype":
            bot.get(f"{link.rsplit('/', 1)[0]}/baru")
            bot.save({**typed, "alasan": [REASON_TWICE]}, number)
        elif wrong:
            bot.save({"nik": [there["nik"][0] + "0"]} if self.wrongly == "guess" else wrong, number)
        return bool(wrong)


class AddChild(OnHousehold):
    """Enter the child of the midwife's note in the berkas as a member: `{add_child: kk}`; `invented: true` with a NIK made up."""

    key: ClassVar[str] = "add_child"

    add_child: Slug
    invented: bool = False

    def play(self, bot: Bot) -> None:
        [child] = copying.lines(bot.papers, self.add_child)
        bot.open_household(self.add_child)
        bot.get(f"{bot.browser.page.url}/anggota/baru")
        typed = copying.member(child)
        bot.save(typed | (copying.invented_nik(child, bot.number(self.add_child)) if self.invented else {}),
                 bot.number(self.add_child))


class GiveNoNik(OnHousehold):
    """Take the invented NIK of the child of the berkas away again: `{give_no_nik: kk}`."""

    key: ClassVar[str] = "give_no_nik"

    give_no_nik: Slug

    def play(self, bot: Bot) -> None:
        [child] = copying.lines(bot.papers, self.give_no_nik)
        bot.open_household(self.give_no_nik)
        bot.get(max(bot.member_links(), key=lambda link: int(link.rpartition("/")[2])))
        bot.save(copying.member({"nik": child["nik"]}), bot.number(self.give_no_nik))


class SaveMember(OnHousehold):
    """Save the first member once more, as it stands: `{save_member: kk}`."""

    key: ClassVar[str] = "save_member"

    save_member: Slug

    def play(self, bot: Bot) -> None:
        bot.open_household(self.save_member)
        bot.get(bot.member_links()[0])
        bot.save({}, bot.number(self.save_member))


class Renumber(OnHousehold):
    """Give the household the number of its card in the berkas: `{renumber: kk}`."""

    key: ClassVar[str] = "renumber"

    renumber: Slug

    def play(self, bot: Bot) -> None:
        bot.open_section(self.renumber, load("ddk_household").identity.id)
        number = bot.papers[f"{self.renumber}.number"]
        if bot.save({"number": [number]}, bot.number(self.renumber)):
            bot.numbers[self.renumber] = number


class RenikNewest(OnHousehold):
    """Change a digit of the NIK of the member who was entered last: `{renik_newest: kk}`, as one must not."""

    key: ClassVar[str] = "renik_newest"

    renik_newest: Slug

    def play(self, bot: Bot) -> None:
        bot.open_household(self.renik_newest)
        bot.get(max(bot.member_links(), key=lambda link: int(link.rpartition("/")[2])))
        nik = plain(bot.values()["nik"][0]).replace(" ", "")
        other = f"{nik[:-4]}{(int(nik[-4:]) + 4321) % 9999 + 1:04d}"
        bot.save({"nik": [other], "alasan": [REASON_ANOTHER]}, bot.number(self.renik_newest))


class Complete(OnHousehold):
    """Enter each person of the card in the berkas whom the household lacks, by name: `{complete: kk}`."""

    key: ClassVar[str] = "complete"

    complete: Slug

    def play(self, bot: Bot) -> None:
        bot.open_household(self.complete)
        home, number = bot.browser.page.url, bot.number(self.complete)
        there = bot.browser.page.text_of("//main")
        for line in copying.lines(bot.papers, self.complete):
            if str(line["name"]) not in there:
                bot.get(f"{home}/anggota/baru")
                bot.save(copying.member(line), number)


class EnterOther(OnHousehold):
    """Enter an invented household under another number, as one who starts all over: `{enter_other: kk}`."""

    key: ClassVar[str] = "enter_other"

    enter_other: Slug

    def play(self, bot: Bot) -> None:
        typed = copying.invented(bot.number(self.enter_other))
        bot.get(NEW)
        bot.save(typed, typed["number"][0])


class Edit(OnHousehold):
    """Change an answer of the household though nothing asks for it: `{edit: kk}`; `back: true` writes again what stood there."""

    key: ClassVar[str] = "edit"

    edit: Slug
    back: bool = Field(False, description="Instead what stood there before the step that changed it.")
    answers: dict[str, int] = Field(
        default_factory=dict, description="Instead these amounts, by the numbers of the household questions.")

    def play(self, bot: Bot) -> None:
        for section in load("ddk_household").sections:
            typed = {field.name: list(written(field, self.answers[field.key])) for field in section.fields
                     if field.key in self.answers}
            if typed:
                bot.open_section(self.edit, section.id)
                bot.save(typed, bot.number(self.edit))
        if not self.answers:
            self._income(bot)

    def _income(self, bot: Bot) -> None:
        bot.open_section(self.edit, "penghasilan")
        there, kept = bot.values().get("q1", [""])[0], f"before {self.edit}"
        if not self.back:
            bot.seen[kept] = there
        elif kept not in bot.seen:
            raise Lost(f"{bot.browser.page.url}: tidak ada yang diubah pada {self.edit}")
        other = "2.350.000" if there != "2.350.000" else "2.400.000"
        bot.save({"q1": [bot.seen[kept] if self.back else other]}, bot.number(self.edit))


class Fill(OnHousehold):
    """Copy the notes of the berkas into the household, one save a section; a trouble page ends it: `{fill: kk}`."""

    key: ClassVar[str] = "fill"

    fill: Slug
    sections: Annotated[tuple[str, ...], BeforeValidator(listed, json_schema_input_type=str | tuple[str, ...])] = Field(
        (), description="Only these sections; left out: all that are noted.")

    def play(self, bot: Bot) -> None:
        for section in load("ddk_household").sections:
            typed = copying.noted(bot.papers, self.fill, section.id)
            if typed and (not self.sections or section.id in self.sections):
                bot.open_section(self.fill, section.id)
                if not bot.save(typed, bot.number(self.fill)):
                    return


class FillSheet(BotStep):
    """Type these cells into a sheet and save it once: `{fill_sheet: pt-usia, cells: {"72 tahun, Laki-laki": 9}}`."""

    key: ClassVar[str] = "fill_sheet"
    leads_to: ClassVar[tuple[PageKind, ...]] = (SHEETS, SHEET)

    fill_sheet: str = Field(description="Id of the sheet.")
    cells: dict[str, int | str] = Field(
        min_length=1, description="What is typed, by the labels of the cells, 'line' or 'line, column'. Empty: emptied.")
    per: str = Field("", description="The day, as it is typed. Left out: the one that stands there, or the example in its field.")

    @model_validator(mode="after")
    def _cells_are_there(self) -> "FillSheet":
        for label in self.cells:
            named_cell(self.fill_sheet, label)
        return self

    def play(self, bot: Bot) -> None:
        bot.get(f"/desa/lembar/{self.fill_sheet}")
        day = bot.browser.page.all(f"//input[@name='{AS_OF}']")[0]
        typed = {named_cell(self.fill_sheet, label).name: [str(text)] for label, text in self.cells.items()}
        typed[AS_OF] = [self.per or day.get("value") or day.get("placeholder")]
        bot.save(typed, bot.browser.page.all("//section[@id='kiriman']")[0].get("data-number"))


class Choose(OnHousehold):
    """Choose between two people's answers, and save: `{choose: kk}`, one's own where both changed it; or `take: theirs`."""

    key: ClassVar[str] = "choose"

    choose: Slug
    take: Literal["mine", "theirs"] = Field("mine", description="Whose answer, where both changed it.")
    everything: bool = Field(False, description="Also where only one of the two changed it: what one must not do.")

    def play(self, bot: Bot) -> None:
        form = bot.form(SAVE, form=CONFLICT)
        side = f"{'ketikan' if self.take == 'mine' else 'tersimpan'}@"
        chosen = {each.get("name") for each in form.xpath(".//input[@type='radio'][@checked]")}
        picks = {each.get("name"): [each.get("value")] for each in form.xpath(".//input[@type='radio']")
                 if each.get("value").startswith(side) and (self.everything or each.get("name") not in chosen)}
        bot.go(lambda: bot.browser.submit(form, picks))
        bot.note_if_well(SAVE, bot.number(self.choose))


class SaveAgain(OnHousehold):
    """Go back to the form that met trouble and press Simpan again: `{save_again: kk}`."""

    key: ClassVar[str] = "save_again"

    save_again: Slug
    change: bool = Field(False, description="Alter an answer before: what one must not do.")

    def play(self, bot: Bot) -> None:
        bot.go_back_to_form()
        form = bot.form(SAVE)
        changes = copying.altered(bot.papers, self.save_again) if self.change else {}
        bot.go(lambda: bot.browser.submit(form, changes))
        bot.note_if_well(SAVE, bot.number(self.save_again))


class PressAgain(BotStep):
    """Send the last form again, as the browser's Back and a second press do: `{press_again: true}`."""

    key: ClassVar[str] = "press_again"

    press_again: Literal[True]

    def play(self, bot: Bot) -> None:
        bot.go(bot.browser.repeat)


class RestoreDraft(OnHousehold):
    """Open the draft's form, press Pulihkan draf where that is asked: `{restore_draft: kk}`; and save, unless `save: false`."""

    key: ClassVar[str] = RESTORE_DRAFT.name
    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, DRAFT)

    restore_draft: Slug
    save: bool = True

    def play(self, bot: Bot) -> None:
        bot.open_draft(self.restore_draft)
        form = bot.browser.page.form(action=RESTORE_DRAFT.name)
        if form is not None:
            bot.go(lambda: bot.browser.submit(form))
        if self.save:
            bot.save({}, bot.number(self.restore_draft))


class DiscardDraft(OnHousehold):
    """Throw the draft away: `{discard_draft: kk}`."""

    key: ClassVar[str] = "discard_draft"

    discard_draft: Slug

    def play(self, bot: Bot) -> None:
        bot.open_draft(self.discard_draft)
        form = bot.form(DELETE, form=DRAFT.name)
        bot.go(lambda: bot.browser.submit(form))


class Delete(OnHousehold):
    """Delete the household: `{delete: kk}`; `invented: true` the one that `enter_other: kk` entered instead."""

    key: ClassVar[str] = DELETE.name

    delete: Slug
    invented: bool = Field(False, description="Instead the invented household that enter_other entered.")

    def play(self, bot: Bot) -> None:
        name = f"not {self.delete}" if self.invented else self.delete
        if self.invented:
            bot.numbers[name] = copying.invented(bot.number(self.delete))["number"][0]
        bot.open_household(name)
        bot.follow(f"{bot.browser.page.url}/hapus", what="tombol hapus")
        form = bot.form(DELETE, form=HOUSEHOLD.name)
        bot.go(lambda: bot.browser.submit(form))


class RemoveMember(OnHousehold):
    """Take the member out who was entered last: `{remove_member: kk}`."""

    key: ClassVar[str] = "remove_member"

    remove_member: Slug
    first: bool = Field(False, description="Instead the first on the card.")

    def play(self, bot: Bot) -> None:
        bot.open_household(self.remove_member)
        links = bot.member_links()
        gone = links[0] if self.first else max(links, key=lambda link: int(link.rpartition("/")[2]))
        bot.get(f"{gone}/hapus")
        form = bot.form(DELETE, form=MEMBER.name)
        bot.go(lambda: bot.browser.submit(form))


STEPS: tuple[type[BotStep], ...] = (
    Enter, Mend, SaveMember, AddChild, GiveNoNik, Renumber, RenikNewest, Complete, EnterOther, Edit, Fill, FillSheet, Choose,
    SaveAgain, PressAgain, RestoreDraft, DiscardDraft, RemoveMember, Delete)
