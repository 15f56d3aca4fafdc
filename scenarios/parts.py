"""The smallest parts of a scenario file: names, counts, which deeds are meant, what a message says."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Union

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sandbox.deeds import AT_FORM, DEEDS, LOOKS, MENU, PAGES, SUBMIT, SUBMIT_ALL
from sandbox.errors import Fate
from sandbox.journal import Deed
from scenarios.ties import Doing, Tie, doing_of

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
BookName = Literal["potensi", "perkembangan"]
StageName = Literal["queued", "sent", "verified", "validated", "returned", "withdrawn"]
if TYPE_CHECKING:  # the names come from the registry, which a type checker cannot read
    ActionName = str
    FormName = str
    MenuName = str
    LookName = str
else:
    ActionName = Literal[tuple(kind.name for kind in DEEDS.values() if not kind.noted)]
    FormName = Literal[tuple(PAGES)]
    MenuName = Literal[tuple(page.name for page in MENU)]
    LookName = Literal[tuple(LOOKS)]


def listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


ActionNames = Annotated[
    tuple[ActionName, ...], BeforeValidator(listed, json_schema_input_type=ActionName | tuple[ActionName, ...])]
FormNames = Annotated[tuple[FormName, ...], BeforeValidator(listed, json_schema_input_type=FormName | tuple[FormName, ...])]
"""One name, or a list of them."""


class Part(BaseModel):
    """Base of everything in a scenario file: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Keyed(Part):
    """Base of what is told apart by the key that it is written with: checks and steps."""

    key: ClassVar[str]


def keyed_union(kinds: Sequence[type[Keyed]], *, error: str, message: str) -> Any:
    """The type "one of these kinds". A mapping is the one whose key it has; `error` and `message` are told if it has none."""
    keys = [kind.key for kind in kinds]

    def key_of(value: Any) -> str | None:
        if isinstance(value, Keyed):
            return value.key
        return next((key for key in value if key in keys), None) if isinstance(value, Mapping) else None

    return Annotated[
        Union[tuple(Annotated[kind, Tag(kind.key)] for kind in kinds)],  # noqa: UP007 (made from the registry)
        Discriminator(key_of, custom_error_type=error, custom_error_message=message)]


class Count(Part):
    """How often. A bare number means exactly that many."""

    min: int = Field(default=0, ge=0, description="At least this many.")
    max: int | None = Field(default=None, ge=0, description="At most this many; left out: no limit.")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"min": value, "max": value} if isinstance(value, int) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _leaves_some(self) -> "Count":
        if self.max is not None and self.max < self.min:
            raise ValueError(f"max {self.max} lebih kecil daripada min {self.min}")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Editors accept the bare number too."""
        return {"anyOf": [{"type": "integer", "minimum": 0}, handler(core_schema)]}

    @property
    def telling(self) -> int:
        """How many of them tell whether it holds: any more change nothing."""
        return self.min if self.max is None else self.max + 1

    def holds(self, number: int) -> bool:
        return number >= self.min and (self.max is None or number <= self.max)


class Deeds(Part):
    """Which deeds are meant. A key that is left out does not matter."""

    action: ActionNames = Field(
        min_length=1, description="What was done: one name or a list.")
    form: FormNames = Field(
        default=(), description="To which form or page: one name or a list.")
    record: Slug | None = Field(
        default=None, description="To which household: the `as` name of a given one; its submissions count too.")

    def fits(self, doing: Doing, ties: Mapping[str, Tie]) -> bool:
        """Whether this deed is meant. `ties`: what ties to each given household, by `as` name."""
        if doing.action not in self.action or (self.form and doing.form not in self.form):
            return False
        return self.record is None or ties[self.record].has(doing)

    def fits_deed(self, deed: Deed, ties: Mapping[str, Tie]) -> bool:
        """The same of one that was done. Most are told apart by their names: a day has thousands, and every page judges them."""
        if deed.action not in self.action or (self.form and deed.form not in self.form):
            return False
        return self.record is None or ties[self.record].has(doing_of(deed))


class Trigger(Deeds):
    """When a fault strikes. What strikes the sending of a record strikes the batch in which it goes along, too."""

    nth: int | None = Field(None, ge=1, description="Only at the n-th such deed of the attempt; left out: at each of them.")

    def fits(self, doing: Doing, ties: Mapping[str, Tie]) -> bool:
        if super().fits(doing, ties):
            return True
        if doing.action != SUBMIT_ALL.name or SUBMIT.name not in self.action:
            return False
        return bool(doing.along) if self.record is None else ties[self.record].record in doing.along


class Shows(Part):
    """What the practice system says: code, fate, words, and where to look."""

    code: str = Field(pattern=r"^[A-Z]{2,3}-[A-Z0-9]+$", description="Code of its family, e.g. GW-504; GL- is Gladi's own.")
    fate: Fate = Field(description="not_saved, saved or unknown: as far as the real server would know it.")
    text: str = Field(min_length=1, description="The message, in Indonesian. Says where to look, never what one will find there.")
    look: LookName = Field(AT_FORM.name, description="The page that the button leads to.")
    status: int = Field(500, ge=400, le=599, description="HTTP status of the page.")

    @model_validator(mode="after")
    def _not_ours(self) -> "Shows":
        if self.code.startswith("GL-"):
            raise ValueError("kode GL-… milik Gladi sendiri; pakai kode keluarganya, misalnya GW-504")
        return self
