"""What a bot can do: the steps of `solution` and `wrong_turns`, played through the real pages."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from scenarios.parts import Part, Slug, StageName, listed

Page = Literal["home", "households", "outbox", "profile"]


class Open(Part):
    """Open a page of the menu: `{open: outbox}`."""

    open: Page


class OpenHousehold(Part):
    """Open a household from the list: `{household: kk}`."""

    household: Slug


class Search(Part):
    """Look for a card number in the list: `{search: kk}`. The bot remembers whether it was found."""

    search: Slug


class Enter(Part):
    """Enter the card of the berkas as a new household and save once: `{enter: kk}`."""

    enter: Slug
    only_if_missing: bool = Field(False, description="Only if the last search did not find it: for twins.")
    slip: bool = Field(False, description="With a slip: the last member becomes the head's nephew.")


class Mend(Part):
    """Write the members' true values from the card in the berkas, one save for each who differs: `{mend: kk}`."""

    mend: Slug
    wrongly: Literal["guess", "retype"] | None = Field(
        None, description="guess: add a 0 to the number that is too short; retype: enter that member once more.")


class EnterOther(Part):
    """Enter an invented household under another number, as one who starts all over: `{enter_other: kk}`."""

    enter_other: Slug


class Edit(Part):
    """Change an answer of the household though nothing asks for it: `{edit: kk}`."""

    edit: Slug


class PressAgain(Part):
    """Send the last form again, as the browser's Back and a second press do: `{press_again: true}`."""

    press_again: Literal[True]


class DiscardDraft(Part):
    """Throw the draft away: `{discard_draft: kk}`."""

    discard_draft: Slug


class Fill(Part):
    """Copy the notes of the berkas into the household, one save a section: `{fill: kk}`."""

    fill: Slug
    sections: Annotated[tuple[str, ...], BeforeValidator(listed, json_schema_input_type=str | tuple[str, ...])] = Field(
        (), description="Only these sections; left out: all that are noted.")


class SaveAgain(Part):
    """Go back to the form that met trouble and press Simpan again: `{save_again: kk}`."""

    save_again: Slug
    change: bool = Field(False, description="Alter an answer before: what one must not do.")


class RestoreDraft(Part):
    """Open the household, press Pulihkan draf: `{restore_draft: kk}`; and save, unless `save: false`."""

    restore_draft: Slug
    save: bool = True


class Submit(Part):
    """Send the household: `{submit: kk}`."""

    submit: Slug
    only_if_missing: bool = Field(False, description="Only if the last look found no submission of it: for twins.")


class Resend(Part):
    """Press Kirim ulang in the outbox: `{resend: kk}`."""

    resend: Slug


class Withdraw(Part):
    """Withdraw the newest submission of the household, with a reason: `{withdraw: kk}`."""

    withdraw: Slug


class Receipt(Part):
    """Open the receipt from the outbox: `{receipt: kk}`."""

    receipt: Slug


class Login(Part):
    """Log in to the practice system with what the panel says: `{login: true}`. Bots also do it at the beginning."""

    login: Literal[True]


class Answer(Part):
    """Answer a question of the panel with what was seen on the pages: `{answer: jumlah, saw: members}`."""

    answer: Slug
    saw: Literal["members", "ref4", "code", "nothing"] = Field(
        description="members of the last household, ref4 of the last reference, code of the last message; nothing: wrong.")


class Until(Part):
    """What is waited for."""

    record: Slug
    stage: StageName


class Wait(Part):
    """Let hall time pass: `{wait: 60}` seconds, or until a submission's stage: `{wait: {record: kk, stage: validated}}`."""

    wait: float | Until


STEPS: dict[str, type[Part]] = {
    "open": Open, "household": OpenHousehold, "search": Search, "enter": Enter, "mend": Mend, "fill": Fill,
    "save_again": SaveAgain, "restore_draft": RestoreDraft, "submit": Submit, "resend": Resend, "withdraw": Withdraw,
    "receipt": Receipt,
    "enter_other": EnterOther,
    "edit": Edit, "press_again": PressAgain, "discard_draft": DiscardDraft, "login": Login, "answer": Answer, "wait": Wait,
}


def _key(value: object) -> str | None:
    """Which step it is: the key that names one."""
    if isinstance(value, Part):
        return next((key for key, step in STEPS.items() if type(value) is step), None)
    return next((key for key in value if key in STEPS), None) if isinstance(value, dict) else None


Step = Annotated[
    Annotated[Open, Tag("open")] | Annotated[OpenHousehold, Tag("household")] | Annotated[Search, Tag("search")]
    | Annotated[Enter, Tag("enter")] | Annotated[Mend, Tag("mend")] | Annotated[Fill, Tag("fill")]
    | Annotated[SaveAgain, Tag("save_again")]
    | Annotated[RestoreDraft, Tag("restore_draft")] | Annotated[Submit, Tag("submit")] | Annotated[Resend, Tag("resend")]
    | Annotated[Withdraw, Tag("withdraw")] | Annotated[Receipt, Tag("receipt")] | Annotated[Login, Tag("login")]
    | Annotated[EnterOther, Tag("enter_other")] | Annotated[Edit, Tag("edit")] | Annotated[PressAgain, Tag("press_again")]
    | Annotated[DiscardDraft, Tag("discard_draft")]
    | Annotated[Answer, Tag("answer")] | Annotated[Wait, Tag("wait")],
    Discriminator(_key, custom_error_type="step", custom_error_message="langkah tidak dikenal")]


def record_of(step: Part) -> str | None:
    """The given household that a step is about."""
    for value in step.__dict__.values():
        if isinstance(value, Until):
            return value.record
    key = _key(step)
    value = getattr(step, key) if key not in (None, "open", "login", "answer", "wait", "press_again") else None
    return None if value is None else str(value)
