"""What every kind of fault promises.

    around   outside any transaction: wait, refuse, let through, or lose the answer
    within   inside the deed's own transaction (also that of a refusal): leave what the real world leaves
    lift     inside the transaction of the deed that ends it (`until`)

What a kind can't do it declares, and the loader refuses it: `strikes`, `ended_by`, `tells`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, NoReturn, get_args

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.deeds import DEEDS, LOOKS, DeedKind
from sandbox.errors import Fate, Manner, Trouble
from sandbox.journal import Journal
from sandbox.words.texts import LaterText
from scenarios import wording
from scenarios.parts import Deeds, Part, Shows, Slug, Trigger
from scenarios.ties import Tie

ANY = tuple(kind for kind in DEEDS.values() if not kind.noted)
CHANGING = tuple(kind for kind in ANY if kind.changes)
"""The deeds that change the village's data."""
LONGEST = 900


@dataclass(frozen=True, slots=True)
class Scene:
    """One deed meeting one fault. `proceed()` does the deed and commits: before it nothing is saved, after it everything is."""

    action: Action
    proceed: Callable[[], Any]
    wait: Callable[[float], None]
    """Let hall time pass; the board is told first, so that a seat that rightly waits is never called stuck."""
    say: Callable[[str], str]
    """The words of a message with its places filled in, as of now."""
    beside: Callable[[Callable[[Session, str, datetime], None]], None]
    """Let the colleague do that in a transaction of its own, given the session, the colleague's name and hall time."""
    ends_at: datetime | None = None
    """When the fault is over by itself, in hall time, where it lasts."""


class Fault(Part):
    """Base of the kinds. The fields of a kind are its YAML; its docstring is its line in the author's guide."""

    word: ClassVar[LaterText]
    """What the hall calls it, in the reader's language."""
    strikes: ClassVar[tuple[DeedKind, ...]] = ANY
    """The deeds that it can touch."""
    ended_by: ClassVar[tuple[DeedKind, ...]] = ANY
    """The deeds that can end it."""
    tells: ClassVar[tuple[Fate, ...]] = ()
    """What its message may say of the data. With `unknown` it must have a twin, unless `same_for_all`."""
    same_for_all: ClassVar[bool] = False
    """Its `unknown` is not whether the data was saved, so that there is nothing to be split into halves."""
    stays: ClassVar[bool] = False
    """Whether, once it has struck, it strikes at every deed of `on` until it is over, `nth` or not. So it needs an end."""
    spreads: ClassVar[tuple[DeedKind, ...]] = ()
    """The deeds that it touches besides those of `on`, from its first strike until it is over."""
    restarts: ClassVar[bool] = False
    """Whether each deed that it touches begins `lasts` anew."""
    marks_submission: ClassVar[bool] = False
    """Whether what it leaves behind is on the submission that the deed names."""
    says: ClassVar[tuple[str, ...]] = ()
    """What its message must name for people to find their way: facts of its own."""
    status: ClassVar[int | None] = None
    """The HTTP status that its message must have."""

    name: Slug = Field(alias="as", description="Name in this file, for `after:` and `until:`. Twins share one name.")
    on: Trigger = Field(description="The deed at which it strikes; with `lasts` the one at which it begins.")
    until: Deeds | None = Field(None, description="The deed that ends it. Left out: it ends by itself.")
    lasts: float | None = Field(
        None, gt=0, le=LONGEST,
        description="It strikes for so many seconds of hall time from its first deed, then it is over by itself.")
    twin: Slug | None = Field(
        None, description="Only in this half of the hall: a or b. Twins look alike in text and timing; only looking tells.")

    @classmethod
    def slug(cls) -> str:
        """The kind as a file names it."""
        return str(get_args(cls.model_fields["kind"].annotation)[0])

    @property
    def message(self) -> Shows | None:
        """What the trainee is told, if anything."""
        return None

    @property
    def seconds_held(self) -> float:
        """How long a person waits because of it; twins must agree."""
        return 0

    @property
    def saves(self) -> bool:
        """Whether the deed that it strikes is done; twins must differ."""
        return True

    def touches(self, action: Action, struck: Collection[str]) -> bool:
        """Whether it can act on this deed at all, by what was typed. The default can on each that it strikes.

        `struck`: the references of the submissions that it struck in this attempt.
        """
        return True

    def around(self, scene: Scene) -> Any:
        """The answer of the deed. The default lets it through."""
        return scene.proceed()

    def within(self, action: Action, session: Session, row: Journal, ends_at: datetime | None) -> None:
        """Leave something behind in the data; `ends_at` where it lasts. The default leaves nothing."""

    def leave(self, action: Action, session: Session, row: Journal, ends_at: datetime | None, ties: Mapping[str, Tie]) -> None:
        """The same for kinds that name records of the file; `ties`: what ties to each, by `as` name."""
        self.within(action, session, row, ends_at)

    def records(self) -> Iterator[str]:
        """Names of given households that it mentions besides those of `on` and `until`."""
        yield from ()

    def lift(self, action: Action, session: Session, struck: Collection[str]) -> None:
        """Take away what was left behind, on none but the submissions `struck`. The default has nothing to take away.

        No look and no login may take anything away: what they find in the data is kept (attempt/known.py, `data`).
        """

    def misfits(self) -> Iterator[tuple[str, str]]:
        """What this kind can't do though the file says so: the place within it, and the remedy."""
        yield from self._unable("on", self.on, self.strikes, "mengenai")
        if self.until is not None:
            yield from self._unable("until", self.until, self.ended_by, "diakhiri oleh")
        if self.until is not None and self.lasts is not None:
            yield "lasts", "pilih salah satu: until (sebuah perbuatan) atau lasts (detik)"
        if self.stays and self.until is None and self.lasts is None:
            yield "kind", f"{self.slug()} perlu akhir; tambahkan until (sebuah perbuatan) atau lasts (detik)"
        yield from self._unsaid()
        fate = self.message.fate if self.message else None
        if fate is not None and fate not in self.tells:
            yield "shows.fate", f"{self.slug()} tidak bisa mengatakan {fate}; pilih {' atau '.join(self.tells)}"
        if fate is Fate.UNKNOWN and self.twin is None and not self.same_for_all:
            yield "shows.fate", "unknown perlu kembaran; tulis dua gangguan bernama sama, twin: a dan twin: b"

    def _unsaid(self) -> Iterator[tuple[str, str]]:
        """What its message lacks."""
        if self.message is None:
            return
        for fact in self.says:
            if f"{self.name}.{fact}" not in wording.places(self.message.text):
                yield "shows.text", f"peserta perlu tahu jamnya; sebut {{{{ {self.name}.{fact} }}}}"
        if self.status is not None and self.message.status != self.status:
            yield "shows.status", f"tulis status: {self.status}"

    def _unable(self, place: str, deeds: Deeds, able: tuple[DeedKind, ...], verb: str) -> Iterator[tuple[str, str]]:
        names = [kind.name for kind in able]
        for action in deeds.action:
            if action not in names:
                yield place, f"{self.slug()} tidak bisa {verb} {action}; pilih {', '.join(names)}"


class Telling(Fault):
    """A fault that ends in a trouble page."""

    shows: Shows = Field(description="The trouble page.")

    @property
    def message(self) -> Shows | None:
        return self.shows

    def trouble(self, scene: Scene, *, loses_typing: bool = False, manner: Manner = Manner.PAGE) -> Trouble:
        """The trouble page with its words filled in. Who only looked is told nothing of a save."""
        fate = None if scene.action.kind.reads else self.shows.fate
        return Trouble(code=self.shows.code, fate=fate, text=scene.say(self.shows.text), look=LOOKS[self.shows.look],
                       status=self.shows.status, loses_typing=loses_typing, fault=self.name, manner=manner, until=scene.ends_at)


class ClosedUntil(Telling):
    """Base of faults that turn everything away until their hour, whatever one presses. They need `lasts`."""

    tells: ClassVar[tuple[Fate, ...]] = (Fate.NOT_SAVED,)
    spreads: ClassVar[tuple[DeedKind, ...]] = ANY
    says: ClassVar[tuple[str, ...]] = ("until",)
    looked: ClassVar[str]
    """What it says to somebody who only looks; the hour follows."""

    @property
    def saves(self) -> bool:
        return False

    def around(self, scene: Scene) -> NoReturn:
        trouble = self.trouble(scene)
        if scene.action.kind.reads:  # the file's message speaks of a save
            trouble.text = scene.say(f"{self.looked} {{{{ {self.name}.until }}}}.")
        raise trouble

    def misfits(self) -> Iterator[tuple[str, str]]:
        yield from super().misfits()
        if self.lasts is None:
            yield "kind", f"{self.slug()} berakhir sendiri; tambahkan lasts, dalam detik"
