"""Scenario: everything that one file may say. The descriptions are what its author reads in the editor."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import Literal

from pydantic import Field, model_validator

from sandbox.practice.keys import HOUSEHOLD_KIND, SHEET_KIND
from scenarios import wording
from scenarios.checks.base import Check
from scenarios.checks.kinds import AnyCheck
from scenarios.faults.base import Fault
from scenarios.faults.kinds import AnyFault
from scenarios.file.always import always, keeps_open
from scenarios.file.given import (
    BirthNote,
    DeathNote,
    Given,
    Listing,
    NewFamily,
    Notes,
    PeopleFile,
    Pick,
    PickSheet,
    TrueCard,
    TruePage,
)
from scenarios.files.flaws import FILE_KIND
from scenarios.parts import Part, Slug
from scenarios.planting.base import Plant
from scenarios.spoken import Text, every
from scenarios.steps.base import BotStep
from scenarios.steps.entering import Delete, Mend
from scenarios.steps.kinds import AnyStep

CALLED = {HOUSEHOLD_KIND: "keluarga", SHEET_KIND: "lembar", FILE_KIND: "file"}
Role = Literal["sekdes", "operator"]
ANEW = "Mulai dari awal"
"""The panel's button that is the way on where a mistake can't be made good."""
Careless = Literal["waits", "presses", "anew"]


class Goal(Part):
    """Tujuan: what is to be reached, read from data and journal."""

    id: Slug = Field(description="Its name in journal and reports.")
    text: Text = Field(description="What the trainee reads, as a finished deed.")
    check: AnyCheck = Field(description="Read from the data and the journal, never from a click on 'done'.")


class Mistake(Part):
    """Kekeliruan: what a hurried person does; recorded, explained, repairable."""

    id: Slug = Field(description="Its name in journal and reports.")
    text: Text = Field(description="What happened, without blame, and how it can still be repaired.")
    check: AnyCheck = Field(description="When it has been made.")
    repaired: AnyCheck | None = Field(None, description="When it is repaired; left out: when `check` no longer holds.")

    @property
    def keeps_open(self) -> bool:
        """Whether the exercise is not solved while it stands."""
        return keeps_open(self.check)


class Question(Part):
    """A question that the panel asks, answered by looking."""

    id: Slug = Field(description="Its name, for `answered:`.")
    text: Text = Field(description="The question.")
    answer: Text = Field(description="The right answer, e.g. {{ kk.members }}; letters and digits count, the rest does not.")


class WrongTurn(Part):
    """The proof that a mistake is noticed."""

    mistake: Slug = Field(description="Which mistake these steps make.")
    steps: tuple[AnyStep, ...] = Field(min_length=1, description="Played by a bot through the real pages.")
    repair: tuple[AnyStep, ...] = Field(
        (), description="Played on from there: must end with the mistake made good and every goal met.")
    no_repair: str = Field("", max_length=300, description="Instead of repair: why nothing but beginning anew mends it.")


class ForTrainers(Part):
    """Its row in the trainers' guides, and the end of the trainer's sheet."""

    happens: Text = Field(description="What goes wrong in it, in a few words.")
    asks: Text = Field(description="The one question to ask afterwards.")
    codes: tuple[str, ...] | None = Field(None, description="Codes that are met in it; left out: those of its faults.")


class Scenario(Part):
    """Latihan: one exercise, its proof included."""

    id: Slug = Field(description="Name of the file without .yaml.")
    number: str = Field(pattern=r"^[1-9]\.[1-9][0-9]?$", description="Block and place, in quotes: \"5.1\".")
    title: Text = Field(description="Short; the panel's heading.")
    skill: Slug = Field(description="The skill that it trains, e.g. pulihkan-kiriman.")
    block: Text = Field(description="Name of its block, e.g. Kiriman.")
    minutes: int = Field(gt=0, le=60, description="How long it is meant to take.")
    roles: tuple[Role, ...] = Field(alias="for", min_length=1, description="Who does it: sekdes, operator.")
    brief: Text = Field(description="The task in at most three short sentences; {{ kk.no_kk }} is filled in.")
    given: tuple[Given, ...] = Field((), description="The starting state: picked households and source papers.")
    faults: tuple[AnyFault, ...] = Field((), description="What goes wrong, when, and until when.")
    questions: tuple[Question, ...] = Field((), description="What the panel asks.")
    goals: tuple[Goal, ...] = Field(min_length=1, description="All of them together are the solution.")
    own_mistakes: tuple[Mistake, ...] = Field((), alias="mistakes", description="What is noticed.")
    hints: tuple[Text, ...] = Field(
        max_length=5, description="A ladder; each rung opened is recorded as help. []: none, for an examination.")
    waiting: Text = Field("", description="What the panel says while waiting is right, once the trainee has looked.")
    debrief: Text = Field(description="The one sentence to take home.")
    trainers: ForTrainers | None = Field(None, description="What trainers read of it.")
    solution: tuple[AnyStep, ...] = Field(min_length=1, description="Played by a bot: must meet every goal without a mistake.")
    other_ways: tuple[tuple[AnyStep, ...], ...] = Field(
        (), description="Other ways that are as good: each played like the solution, and must do what it does.")
    careless: tuple[Careless, ...] = Field(
        (), description="Who of three careless people may solve it, once the first fault has struck: waits, presses, anew.")
    wrong_turns: tuple[WrongTurn, ...] = Field((), description="Played by a bot: each must make its mistake.")

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What is noticed: what the file says, and what is a mistake in every exercise (always.py)."""
        parts = [part for _, check in self.checks() for part in check.parts()]
        told, names = always(parts, households=self.given_names, sheets=tuple(self.sheets),
                             asks_for_new=bool(self.file_names)), {mistake.id for mistake in self.own_mistakes}
        return (*self.own_mistakes, *(
            Mistake(id=name, text=text, check=check, repaired=None) for name, text, check in told if name not in names))

    @property
    def proved_mistakes(self) -> tuple[Mistake, ...]:
        """Those of them that wrong turns of the file make."""
        made = {turn.mistake for turn in self.wrong_turns}
        return tuple(mistake for mistake in self.mistakes if mistake.id in made)

    @property
    def twins(self) -> tuple[str, ...]:
        """The halves of the hall that differ; empty if all seats meet the same."""
        return tuple(sorted({fault.twin for fault in self.faults if fault.twin}))

    @property
    def given_names(self) -> tuple[str, ...]:
        """`as` names of the households and cards that the file gives."""
        return tuple(given.name for given in self.given if isinstance(given, Pick | NewFamily))

    @property
    def sheets(self) -> Mapping[str, tuple[str, ...]]:
        """The sheets that each picked one may be, by `as` name; none where it is found by its defect."""
        return {given.name: given.sheet for given in self.given if isinstance(given, PickSheet)}

    @property
    def file_names(self) -> tuple[str, ...]:
        """`as` names of the files among the papers."""
        return tuple(given.name for given in self.given if isinstance(given, PeopleFile))

    @property
    def kinds(self) -> Mapping[str, str]:
        """Kind of record by `as` name, of all that the file gives."""
        return (dict.fromkeys(self.given_names, HOUSEHOLD_KIND) | dict.fromkeys(self.sheets, SHEET_KIND)
                | dict.fromkeys(self.file_names, FILE_KIND))

    @cached_property
    def named_facts(self) -> frozenset[str]:
        """The places of its texts: what must be known to fill them in."""
        return frozenset(name for _, text in _in_every_language(self._texts()) for name in wording.places(text))

    @cached_property
    def kept_sheets(self) -> frozenset[str]:
        """The sheets of which a check wants all else to stay as it was: who changed more has to be told what stood there."""
        return frozenset(name for _, check in self.checks() for part in check.parts() for name in part.kept())

    @cached_property
    def deleted(self) -> frozenset[str]:
        """The given households that a way to solve it deletes; to delete any other leaves nothing to be solved."""
        ways = chain(self.solution, *self.other_ways, *(turn.repair for turn in self.wrong_turns))
        return frozenset(step.delete for step in ways if isinstance(step, Delete) and not step.invented)

    @property
    def planted(self) -> tuple[Plant, ...]:
        """What stands in the copy already when it begins."""
        return tuple(given for given in self.given if isinstance(given, Plant))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that one meets in it, each once."""
        if self.trainers is not None and self.trainers.codes is not None:
            return self.trainers.codes
        return tuple(dict.fromkeys(fault.message.code for fault in self.faults if fault.message))

    def faults_of(self, twin: str | None) -> tuple[Fault, ...]:
        """The faults that a seat of that half meets."""
        return tuple(fault for fault in self.faults if fault.twin in (None, twin))

    def checks(self) -> Iterator[tuple[tuple[str | int, ...], Check]]:
        """Every check with its place in the file."""
        for index, goal in enumerate(self.goals):
            yield ("goals", index, "check"), goal.check
        for index, mistake in enumerate(self.own_mistakes):
            yield ("mistakes", index, "check"), mistake.check
            if mistake.repaired is not None:
                yield ("mistakes", index, "repaired"), mistake.repaired

    def unrepaired(self) -> Iterator[tuple[int, str, str]]:
        """Wrong turns that neither are repaired nor say why not, by place, with what is wrong and the remedy.

        Asked of a file, not of what a group was opened with before this was asked.
        """
        told = {mistake.id: mistake.text for mistake in self.mistakes}
        for index, turn in enumerate(self.wrong_turns):
            if bool(turn.repair) is bool(turn.no_repair.strip()):
                yield (index, f"{turn.mistake} perlu repair atau no_repair, salah satu",
                       "Tulis repair: langkah yang membereskannya dan menyelesaikan latihan; atau no_repair: mengapa tidak ada")
            elif turn.no_repair and ANEW not in told[turn.mistake]:
                yield (index, f"{turn.mistake} tidak punya jalan lain, tetapi teks kekeliruannya tidak menyebut {ANEW}",
                       f"Tulis di teks itu: pilih {ANEW} di panel")

    @model_validator(mode="after")
    def _holds_together(self) -> "Scenario":
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterator[str]:
        yield from self._names_twice()
        yield from self._unknown_records()
        yield from self._no_card()
        yield from self._unknown_names()
        yield from self._misplanted()
        yield from self._misfits()
        yield from self._unequal_twins()
        yield from self._unknown_places()

    def _names_twice(self) -> Iterator[str]:
        for what, names in (("goals", [goal.id for goal in self.goals]), ("mistakes", [m.id for m in self.own_mistakes]),
                            ("questions", [q.id for q in self.questions]),
                            ("given", [given.name for given in self.given
                                       if isinstance(given, Pick | PickSheet | NewFamily | PeopleFile)]),
                            ("faults", [f"{fault.name} {fault.twin or ''}".strip() for fault in self.faults])):
            for name in sorted({name for name in names if names.count(name) > 1}):
                yield f"{what}: {name} dipakai dua kali"

    def _unknown_records(self) -> Iterator[str]:
        kinds = self.kinds
        for place, name, about in self.mentioned():
            if name is None:
                continue
            if name not in kinds:
                yield f"{place}: {name} tidak ada di given (yang ada: {_listed(set(kinds))})"
            elif kinds[name] not in about:
                able = " atau ".join(CALLED[kind] for kind in about)
                yield f"{place}: {name} adalah {CALLED[kinds[name]]}; di sini hanya {able}"

    def mentioned(self) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
        """Every place that names a record, and the kinds that it can be about."""
        for index, given in enumerate(self.given):
            if isinstance(given, Notes | TrueCard | BirthNote | DeathNote):
                yield f"given.{index}.of", given.of, (HOUSEHOLD_KIND,)
            elif isinstance(given, Listing):
                yield from ((f"given.{index}.of", name, (HOUSEHOLD_KIND,)) for name in given.of)
            elif isinstance(given, TruePage):
                yield f"given.{index}.of", given.of, (SHEET_KIND,)
            elif isinstance(given, Plant):
                yield from ((f"given.{index}.of", name, given.about) for name in given.names())
        for index, fault in enumerate(self.faults):
            for when, deeds in (("on", fault.on), ("until", fault.until)):
                yield f"faults.{index}.{when}", deeds.record if deeds else None, (HOUSEHOLD_KIND, SHEET_KIND)
            yield from ((f"faults.{index}.records", name, (HOUSEHOLD_KIND,)) for name in fault.records())
        for place, check in self.checks():
            yield from ((_place(place), name, part.about) for part in check.parts() for name in part.records())
        for place, step in self._steps():
            yield from ((_place(place), name, step.about) for name in step.records())

    def _steps(self) -> Iterator[tuple[tuple[str | int, ...], BotStep]]:
        """Every step of the proof with its place in the file."""
        for index, step in enumerate(self.solution):
            yield ("solution", index), step
        for number, way in enumerate(self.other_ways):
            yield from ((("other_ways", number, index), step) for index, step in enumerate(way))
        for number, turn in enumerate(self.wrong_turns):
            for index, step in enumerate(turn.steps):
                yield ("wrong_turns", number, "steps", index), step
            for index, step in enumerate(turn.repair):
                yield ("wrong_turns", number, "repair", index), step

    def _no_card(self) -> Iterator[str]:
        pages = {given.of for given in self.given if isinstance(given, TruePage)}
        for place, step in self._steps():
            for name in set(step.records()) & set(self.sheets) - pages:
                yield f"{_place(place)}: bot perlu halaman berkasnya; tambahkan {{berkas: page, of: {name}}} pada given"
        cards = {given.of for given in self.given if isinstance(given, TrueCard)} | {
            given.name for given in self.given if isinstance(given, NewFamily)}
        for place, step in self._steps():
            if isinstance(step, Mend) and step.mend not in cards:
                yield f"{_place(place)}: mend perlu kartunya; tambahkan {{berkas: card, of: {step.mend}}} pada given"

    def _unknown_names(self) -> Iterator[str]:
        faults = {fault.name for fault in self.faults}
        questions = {question.id for question in self.questions}
        for place, check in self.checks():
            for name in set(check.faults()) - faults:
                yield f"{_place(place)}: gangguan {name} tidak ada di faults (yang ada: {_listed(faults)})"
            for name in set(check.questions()) - questions:
                yield f"{_place(place)}: pertanyaan {name} tidak ada di questions"
        for place, step in self._steps():
            for name in set(step.questions()) - questions:
                yield f"{_place(place)}: pertanyaan {name} tidak ada di questions"
        mistakes = {mistake.id for mistake in self.mistakes}
        for turn in self.wrong_turns:
            if turn.mistake not in mistakes:
                yield f"wrong_turns: kekeliruan {turn.mistake} tidak ada di mistakes (yang ada: {_listed(mistakes)})"
        for name in sorted({mistake.id for mistake in self.own_mistakes} - {turn.mistake for turn in self.wrong_turns}):
            yield f"mistakes: {name} belum punya wrong_turns yang membuktikannya"

    def _misplanted(self) -> Iterator[str]:
        picked: set[str] = set()
        noted: set[str] = set()
        for index, given in enumerate(self.given):
            if isinstance(given, Pick | PickSheet):
                picked.add(given.name)
            elif isinstance(given, TruePage):
                yield from (f"given.{index}.cells: {why}" for why in given.misfits(self.sheets.get(given.of, ())))
            elif isinstance(given, Notes):
                noted.add(given.of)
            elif isinstance(given, Plant):
                yield from (f"given.{index}.of: {name} belum dipilih di atasnya; plant perlu pick lebih dulu"
                            for name in given.names() if name in self.kinds and name not in picked)
                for place, remedy in given.misfits(frozenset(noted), self.sheets.get(given.of, ())):
                    yield f"given.{index}.{place}: {remedy}"

    def _misfits(self) -> Iterator[str]:
        for index, fault in enumerate(self.faults):
            for place, remedy in fault.misfits():
                yield f"faults.{index}.{place}: {remedy}"

    def _unequal_twins(self) -> Iterator[str]:
        for name in sorted({fault.name for fault in self.faults if fault.twin}):
            pair = [fault for fault in self.faults if fault.name == name]
            if sorted(fault.twin or "" for fault in pair) != ["a", "b"]:
                yield f"faults: {name} perlu tepat dua kembaran, twin: a dan twin: b"
            elif len({(fault.message, fault.seconds_held, fault.on, fault.until, fault.lasts) for fault in pair}) > 1:
                yield f"faults: kembaran {name} harus sama pada on, until, shows dan lamanya; hanya kind yang berbeda"
            elif pair[0].saves == pair[1].saves:
                yield f"faults: kembaran {name} harus berbeda nasibnya: pada yang satu tersimpan, pada yang lain tidak"

    def _unknown_places(self) -> Iterator[str]:
        known = {f"{given.name}.{fact}" for given in self.given if isinstance(given, Pick | NewFamily)
                 for fact in wording.HOUSEHOLD_FACTS}
        known |= {f"{name}.{fact}" for name in self.sheets for fact in wording.SHEET_FACTS}
        known |= {f"{fault.name}.{fact}" for fault in self.faults
                  for fact in (*wording.FAULT_FACTS, *(wording.LASTING_FACTS if fault.lasts else ()))}
        known |= set(wording.PLAIN_FACTS)
        for place, text in _in_every_language(self._texts()):
            for name in wording.places(text):
                if name not in known:
                    yield f"{place}: {{{{ {name} }}}} tidak dikenal; yang ada: {', '.join(_alike(name, known))}"
            if not wording.is_whole(text):
                yield f"{place}: tempat yang diisi ditulis utuh, misalnya {{{{ jam }}}}, dengan huruf kecil"
        for place, text in _in_every_language(self._plain_texts()):
            if "{{" in text:
                yield f"{place}: di sini tidak ada yang diisi; tulis kalimatnya tanpa {{{{ }}}}"

    def _plain_texts(self) -> Iterator[tuple[str, str]]:
        """Every text that is shown as it stands, with its place in the file."""
        yield "title", self.title
        if self.trainers is not None:
            yield from (("trainers.happens", self.trainers.happens), ("trainers.asks", self.trainers.asks))
        yield from ((f"goals.{index}", goal.text) for index, goal in enumerate(self.goals))
        yield from ((f"mistakes.{index}", mistake.text) for index, mistake in enumerate(self.own_mistakes))
        for key, parts in (("faults", self.faults), ("given", self.given)):
            yield from ((f"{key}.{index}", str(getattr(part, "reason", ""))) for index, part in enumerate(parts))

    def _texts(self) -> Iterator[tuple[str, str]]:
        """Every text with places to be filled in, with its place in the file."""
        yield from (("brief", self.brief), ("debrief", self.debrief), ("waiting", self.waiting))
        yield from ((f"hints.{index}", hint) for index, hint in enumerate(self.hints))
        yield from ((f"questions.{index}", text) for index, question in enumerate(self.questions)
                    for text in (question.text, question.answer))
        yield from ((f"faults.{index}", fault.message.text) for index, fault in enumerate(self.faults) if fault.message)


def _in_every_language(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((place, said) for place, text in texts for said in every(text))


def _alike(name: str, known: set[str]) -> list[str]:
    """What may stand there instead: the facts of what it names, or else all names."""
    of_it = sorted(each for each in known if each.startswith(f"{name.partition('.')[0]}."))
    return of_it or sorted({each.partition(".")[0] for each in known})


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "tidak ada"


def _place(place: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in place)
