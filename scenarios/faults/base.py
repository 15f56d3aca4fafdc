"""What every kind of fault promises.

    around   outside any transaction: wait, refuse, let through, or lose the answer
    within   inside the deed's own transaction (also that of a refusal): leave what the real world leaves
    lift     inside the transaction of the deed that ends it (`until`)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, get_args

from pydantic import Field
from sqlalchemy.orm import Session

from sandbox.actions import Action
from sandbox.errors import Trouble
from sandbox.journal import Journal
from sandbox.texts import LaterText
from scenarios.parts import Deeds, Part, Shows, Slug, Trigger


@dataclass(frozen=True, slots=True)
class Scene:
    """One deed meeting one fault. `proceed()` does the deed and commits: before it nothing is saved, after it everything is."""

    action: Action
    proceed: Callable[[], Any]
    wait: Callable[[float], None]
    """Let hall time pass; the board is told first, so that a seat that rightly waits is never called stuck."""
    say: Callable[[str], str]
    """The words of a message with its places filled in, as of now."""


class Fault(Part):
    """Base of the kinds. The fields of a kind are its YAML; its docstring is its line in the author's guide."""

    word: ClassVar[LaterText]
    """What the hall calls it, in the reader's language."""

    name: Slug = Field(alias="as", description="Name in this file, for `after:` and `until:`. Twins share one name.")
    on: Trigger = Field(description="The deed at which it strikes.")
    until: Deeds | None = Field(None, description="The deed that ends it. Left out: it ends by itself.")
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

    def around(self, scene: Scene) -> Any:
        """The answer of the deed. The default lets it through."""
        return scene.proceed()

    def within(self, action: Action, session: Session, row: Journal) -> None:
        """Leave something behind in the data. The default leaves nothing."""

    def lift(self, action: Action, session: Session, row: Journal) -> None:
        """Take away what was left behind. The default has nothing to take away."""


class Telling(Fault):
    """A fault that ends in a trouble page."""

    shows: Shows = Field(description="The trouble page.")

    @property
    def message(self) -> Shows | None:
        return self.shows

    def trouble(self, scene: Scene, *, keep_typing: bool = False) -> Trouble:
        """The trouble page with its words filled in."""
        return Trouble(code=self.shows.code, fate=self.shows.fate, text=scene.say(self.shows.text), look=self.shows.look,
                       status=self.shows.status, keep_typing=keep_typing, fault=self.name)
