"""Steps by which people leave a card: death, moving away, another family, a card of their own.

Who is meant is told by the place on the card, or by a name in the berkas (`surat.name`). What a file leaves open the bot chooses
as one who knows the rules: `Lines.chosen`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from sandbox.clock import WIB
from sandbox.deeds import LEAVING, MOVE_MEMBER, MOVE_OUT, MUTATIONS, RECORD_DEATH, SPLIT_CARD, DeedKind, PageKind
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.reading import cell_input
from sandbox.practice.forms.values import written_date
from sandbox.practice.mutations.ways import GOES, WAYS, YES, WayOut
from sandbox.practice.rules.case import HEAD, MARITAL, RELATION, SPOUSES
from sandbox.words.digits import natural
from scenarios.bots import copying
from scenarios.bots.bot import REFUSAL, Bot
from scenarios.bots.browser import Lost
from scenarios.parts import Slug
from scenarios.steps.base import LIST, BotStep, OnHousehold

ALONE, DISTANT = "3", "19"
"""Codes: Janda/Duda of member question 3, Famili lain of 2."""
SOME_DAYS = timedelta(days=3)
WAY_OF: Mapping[DeedKind[Any], WayOut] = {way.deed: way for way in WAYS.values()}


def _some(value: Any) -> Any:
    return (value,) if isinstance(value, int | str) else value


WhoIsMeant = Annotated[tuple[int | str, ...], BeforeValidator(_some, json_schema_input_type=int | str | tuple[int | str, ...])]
"""Places on the card from 1, or names of the berkas that hold a person's name; one or a list."""
Told = dict[int | str, int | str]
"""A code, or a name of the berkas that holds it, by who is meant."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """One person of the form: the id that the inputs are named by, the name, and the code of the relation."""

    person: str
    name: str
    relation: str


@dataclass(frozen=True)
class Lines:
    """The people of the form on the screen, who of them goes, and what the file says of some."""

    way: WayOut
    lines: Sequence[Leaver]
    going: frozenset[str]
    relations: dict[str, str] = field(default_factory=dict)
    marital: dict[str, str] = field(default_factory=dict)

    def chosen(self) -> copying.Typed:
        """The inputs: who goes is ticked; relations and marital states as told, else as the rules want them."""
        relations = {**self._arriving(), **self._staying(), **self.relations}
        marital = {**dict.fromkeys(self._widowed(), ALONE), **self.marital}
        typed = {self._input(line.person, GOES): [YES] if line.person in self.going else [] for line in self.lines}
        typed |= {self._input(person, RELATION): [code] for person, code in relations.items()}
        return typed | {self._input(person, MARITAL): [code] for person, code in marital.items()}

    def _input(self, person: str, key: str) -> str:
        table = self.way.table
        return next(cell_input(table, int(person), each) for each in table.fields if each.key == key)

    def _gone(self) -> list[Leaver]:
        return [line for line in self.lines if line.person in self.going]

    def _left(self) -> list[Leaver]:
        return [line for line in self.lines if line.person not in self.going]

    def _arriving(self) -> dict[str, str]:
        """On another family's card they are distant relatives; a new card gets its head."""
        if not self.way.arrives:
            return {}
        if self.way.deed is SPLIT_CARD:
            return _with_head(self._gone(), self.relations)
        return {line.person: DISTANT for line in self._gone()}

    def _staying(self) -> dict[str, str]:
        """Where the head goes, those who stay get another."""
        goes = any(line.relation == HEAD for line in self._gone())
        return _with_head(self._left(), self.relations) if goes else {}

    def _widowed(self) -> list[str]:
        gone = {line.relation for line in self._gone()}
        return [line.person for line in self._left() if self.way.widows and (
            line.relation in SPOUSES and HEAD in gone or line.relation == HEAD and gone & set(SPOUSES))]


def _with_head(lines: Sequence[Leaver], told: Mapping[str, str]) -> dict[str, str]:
    """The relations of a card: whoever was head or is told to be, else the spouse, else the first; the others as they were."""
    first = [line for line in lines if line.relation == HEAD] or [line for line in lines if line.relation in SPOUSES] or lines
    head = next((person for person, code in told.items() if code == HEAD), first[0].person if first else "")
    return {line.person: HEAD if line.person == head else line.relation for line in lines}


class LeavingCard(OnHousehold):
    """Base of these steps. `deed` is what the form does."""

    leads_to: ClassVar[tuple[PageKind, ...]] = (*LIST, LEAVING, MUTATIONS)
    deed: ClassVar[DeedKind[Any]]

    on: str = Field("", description="The day as it is typed, or a name of the berkas that holds it. Left out: three days ago.")
    relations: Told = Field(default_factory=dict, description="Relation to the head afterwards, as code of question 2.")
    marital: Told = Field(default_factory=dict, description="Marital status of those who stay, as code of question 3.")
    reason: str = Field("", max_length=200, description="The written answer, where the form asks for a reason.")

    def play(self, bot: Bot) -> None:
        """Tick who goes, fill in the rest, press the button. Raises Lost where the form is not accepted."""
        number, way = bot.number(self.name), WAY_OF[self.deed]
        bot.open_household(self.name)
        bot.get(f"{bot.browser.page.url.split('?')[0]}/keluar/{way.kind}")
        form, lines = bot.form(self.deed), _lines_shown(bot)
        told = Lines(way, lines, frozenset(self.going(bot, lines)),
                     {**self.relations_on_paper(bot, lines), **_by_person(bot, lines, self.relations)},
                     _by_person(bot, lines, self.marital))
        typed = {"on": [self._day(bot)], "alasan": [self.reason], **self.fields(bot), **told.chosen()}
        bot.go(lambda: bot.browser.submit(form, typed))
        if bot.browser.page.status == 200 and bot.browser.page.all(REFUSAL):
            raise Lost(f"{bot.browser.page.url}: ditolak: {bot.browser.page.text_of(REFUSAL)}")
        bot.records.pop(number, None)  # that card may be gone

    def going(self, bot: Bot, lines: Sequence[Leaver]) -> Iterator[str]:
        """Ids of those who go."""
        raise NotImplementedError

    def fields(self, bot: Bot) -> copying.Typed:
        """The way's own inputs, besides the day."""
        return {}

    def relations_on_paper(self, bot: Bot, lines: Sequence[Leaver]) -> dict[str, str]:
        """What the berkas says of relations, by the ids of those on the form."""
        return {}

    def _day(self, bot: Bot) -> str:
        if not self.on:
            now = float(bot.browser.page.all("//*[@data-hall-clock]")[0].get("data-hall-clock"))
            return written_date((datetime.fromtimestamp(now, UTC).astimezone(WIB) - SOME_DAYS).date())
        text = str(bot.papers.get(self.on, self.on))
        return written_date(date.fromisoformat(text)) if self.on in bot.papers else text


class SomeLeave(LeavingCard):
    """Base of the ways that a file tells who goes."""

    who: WhoIsMeant = Field(description="Who goes: places on the card from 1, or names of the berkas.")

    def going(self, bot: Bot, lines: Sequence[Leaver]) -> Iterator[str]:
        yield from (_meant(bot, lines, each).person for each in self.who)


class RecordDeath(SomeLeave):
    """Record that somebody has died: `{record_death: kk, who: 1}`; the spouse or the first who stays becomes head."""

    key: ClassVar[str] = RECORD_DEATH.name
    deed: ClassVar[DeedKind[Any]] = RECORD_DEATH

    record_death: Slug


class MoveOut(LeavingCard):
    """Record that people have left the village: `{move_out: kk}`, the whole card; or some, `who: [2, 3]`."""

    key: ClassVar[str] = MOVE_OUT.name
    deed: ClassVar[DeedKind[Any]] = MOVE_OUT

    move_out: Slug
    who: WhoIsMeant = Field((), description="Who goes; left out: everybody.")
    to: str = Field("Kecamatan Genteng", min_length=1, max_length=120, description="Where they go, or a name of the berkas.")

    def going(self, bot: Bot, lines: Sequence[Leaver]) -> Iterator[str]:
        yield from (_meant(bot, lines, each).person for each in self.who) if self.who else (line.person for line in lines)

    def fields(self, bot: Bot) -> copying.Typed:
        return {"to": [str(bot.papers.get(self.to, self.to))]}


class MoveMember(SomeLeave):
    """Move members to another family: `{move_member: kk, who: 3, to: lain, relations: {3: "18"}}`; else as distant relatives."""

    key: ClassVar[str] = MOVE_MEMBER.name
    deed: ClassVar[DeedKind[Any]] = MOVE_MEMBER

    move_member: Slug
    to: Slug = Field(description="Name of the given household that they come to.")

    def fields(self, bot: Bot) -> copying.Typed:
        return {"number": [bot.number(self.to)]}

    def records(self) -> Iterator[str]:
        yield from (self.name, self.to)


class SplitCard(LeavingCard):
    """Split a card by the new one of the berkas: `{split_card: kk, to: baru}`; or `who: [3]`, with a number invented."""

    key: ClassVar[str] = SPLIT_CARD.name
    deed: ClassVar[DeedKind[Any]] = SPLIT_CARD

    split_card: Slug
    to: str = Field("", description="Name of the new card in the berkas: its number, its address, and who is on it as what.")
    who: WhoIsMeant = Field((), description="Who goes; left out: who stands on the new card.")
    number: str = Field("", description="The new number as it is typed, where it is not that of the berkas.")

    def going(self, bot: Bot, lines: Sequence[Leaver]) -> Iterator[str]:
        yield from (_meant(bot, lines, each).person for each in self.who) if self.who else self.relations_on_paper(bot, lines)

    def fields(self, bot: Bot) -> copying.Typed:
        typed = copying.card(bot.papers, self.to) if self.to else copying.invented(bot.number(self.name))
        card = {name: texts for name, texts in typed.items() if not name.startswith("anggota-")}
        return {**card, "number": [self.number]} if self.number else card

    def relations_on_paper(self, bot: Bot, lines: Sequence[Leaver]) -> dict[str, str]:
        named = {str(line["name"]): str(line[RELATION]) for line in copying.lines(bot.papers, self.to)} if self.to else {}
        return {line.person: named[line.name] for line in lines if line.name in named}


def _lines_shown(bot: Bot) -> list[Leaver]:
    """Everybody on the form, in the order of the card."""
    codes = {label: code for code, label in load("ddk_member").by_key[RELATION].labels.items()}
    found = []
    for each in bot.browser.page.all("//fieldset[@class='leaver']"):
        legend = each.find("legend")
        said = legend.find("span").text_content()
        person = each.xpath(".//input[@type='checkbox']/@name")[0].split("-")[1]
        found.append(Leaver(person, str(legend.text).strip(), codes.get(said.split(" · ")[0], "")))
    return found


def _meant(bot: Bot, lines: Sequence[Leaver], who: int | str) -> Leaver:
    """Raises Lost if nobody like that is on the form."""
    place = (natural(str(who)) or 0) - 1
    name = str(bot.papers.get(str(who), who))
    found = next((line for number, line in enumerate(lines) if number == place or line.name == name), None)
    if found is None:
        raise Lost(f"{bot.browser.page.url}: tidak ada {who} di kartu ini yang beranggota {len(lines)}")
    return found


def _by_person(bot: Bot, lines: Sequence[Leaver], told: Told) -> dict[str, str]:
    return {_meant(bot, lines, who).person: str(bot.papers.get(str(text), text)) for who, text in told.items()}


STEPS: tuple[type[BotStep], ...] = (RecordDeath, MoveOut, MoveMember, SplitCard)
"""All steps, in one place: those that each file names at its end."""
