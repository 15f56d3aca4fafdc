"""An exercise as a trainer reads it: what it asks, what goes wrong in it, what people do, and what one says about it after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sandbox.deeds import DEEDS, PAGES
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l
from scenarios.faults.base import Fault
from scenarios.file.schema import Scenario
from scenarios.file.skills import skills
from scenarios.parts import Deeds
from scenarios.wording import PLACE

PLACES = {
    "no_kk": _l("nomor KK"), "head": _l("nama kepala keluarga"), "members": _l("banyaknya anggota"), "rt": _l("RT"),
    "rw": _l("RW"), "ref": _l("nomor kiriman"), "ref4": _l("empat angka terakhir nomor kiriman"),
    "number": _l("nomor lembar"), "title": _l("judul lembar"), "year": _l("tahun"), "cell": _l("judul sel yang keliru"),
    "code": _l("kode"), "at": _l("jam"), "until": _l("jam berakhirnya"), "jam": _l("jam"), "hari": _l("tanggal hari ini"),
    "desa": _l("nama desa"), "keluarga": _l("banyaknya keluarga"), "periode": _l("periode")}
"""What a trainer reads where a trainee has a fact, by its name or what stands behind the dot: kk.head, jam."""
FATES = {"not_saved": _l("belum tersimpan"), "saved": _l("tersimpan"), "unknown": _l("belum diketahui")}


@dataclass(frozen=True, slots=True)
class FaultOnSheet:
    """One fault: what it is, at which deed it strikes, what ends it, and what the trainee is told."""

    word: LaterText
    strikes: Sequence[LaterText]
    ends: Sequence[LaterText]
    lasts: int | None
    code: str
    fate: LaterText | None
    text: str
    twin: str


@dataclass(frozen=True, slots=True)
class TrainerSheet:
    """The trainer's sheet."""

    scenario: Scenario
    skill: str
    faults: Sequence[FaultOnSheet]

    def says(self, text: str) -> str:
        """The text with words in brackets for what differs from seat to seat: [nama kepala keluarga]."""
        return PLACE.sub(lambda place: f"[{PLACES.get(place[1].rpartition('.')[2], place[1])}]", str(text)).strip()


def places(text: str) -> Mapping[str, LaterText]:
    """The places of that text that are filled in for each seat, {{ kk.head }}, with what a trainer calls what comes there."""
    named = {place[0]: PLACES.get(place[1].rpartition(".")[2]) for place in PLACE.finditer(text)}
    return {place: words for place, words in named.items() if words is not None}


def sheet(scenario: Scenario) -> TrainerSheet:
    """The trainer's sheet of that exercise."""
    named = {skill.id: skill.title for skill in skills()}
    return TrainerSheet(scenario, named.get(scenario.skill, scenario.skill), [_told(fault) for fault in scenario.faults])


def _told(fault: Fault) -> FaultOnSheet:
    shows = fault.message
    return FaultOnSheet(fault.word, _words(fault.on), _words(fault.until) if fault.until else (),
                     round(fault.lasts) if fault.lasts is not None else None, shows.code if shows else "",
                     FATES[shows.fate] if shows else None, shows.text if shows else "", fault.twin or "")


def _words(meant: Deeds) -> Sequence[LaterText]:
    return [*(DEEDS[name].label for name in meant.action), *(PAGES[name].label for name in meant.form)]


def lines(found: TrainerSheet) -> Iterator[str]:
    """The sheet for a terminal. Texts keep their places: {{ kk.head }}."""
    scenario = found.scenario
    yield f"{scenario.number} {scenario.title}"
    yield f"{scenario.block} · {found.skill} · {scenario.minutes} menit · {', '.join(scenario.roles)}"
    yield ""
    yield str(scenario.brief).strip()
    for fault in found.faults:
        yield ""
        yield f"! {fault.word}{f' ({fault.twin})' if fault.twin else ''}: {', '.join(map(str, fault.strikes))}"
        if fault.text:
            yield f"  {fault.code}: {fault.text.strip()}"
    yield ""
    yield from (f"✓ {str(goal.text).strip()}" for goal in scenario.goals)
    yield from (f"× {str(mistake.text).strip()}" for mistake in scenario.proved_mistakes)
    yield from (f"{place}. {str(hint).strip()}" for place, hint in enumerate(scenario.hints, start=1))
    yield ""
    yield str(scenario.debrief).strip()
    if scenario.trainers is not None:
        yield f"? {scenario.trainers.asks}"
