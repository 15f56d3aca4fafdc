"""What a proof found wrong: what, at which place of the file, who met it; and how that is told to the file's author."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from json import dumps

from sandbox.files import yaml_files
from scenarios.file.loader import Loaded
from scenarios.steps.base import BotStep

MOST_TOLD = 3
"""So many of those who met it are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Unproved:
    """Something that is wrong. `place`: as ("solution", 2); `who` met it: seat, village and half of the hall, or nobody."""

    what: str
    place: tuple[str | int, ...] = ()
    who: str = ""


def told(findings: Iterable[Unproved], loaded: Loaded) -> Iterator[str]:
    """A sentence of each with its line in the file; what several met is told once."""
    met: dict[tuple[tuple[str | int, ...], str], list[str]] = {}
    for each in findings:
        met.setdefault((each.place, each.what), []).append(each.who)
    for (place, what), who in met.items():
        line = f"baris {yaml_files.line_of(loaded.text, [*place])}: " if place else ""
        yield f"{line}{what}{_named([name for name in who if name])}"


def _named(who: Sequence[str]) -> str:
    if not who:
        return ""
    more = f", dan {len(who) - MOST_TOLD} lainnya" if len(who) > MOST_TOLD else ""
    return f" [{'; '.join(who[:MOST_TOLD])}{more}]"


def written(path: Sequence[BotStep]) -> str:
    """A path as one writes it into a file."""
    return "[" + ", ".join(spelled(step) for step in path) + "]"


def spelled(step: BotStep) -> str:
    """A step as one writes it into a file: {resend: kk}."""
    said = step.model_dump(exclude_defaults=True, mode="json")
    return "{" + ", ".join(f"{key}: {value if isinstance(value, str) else dumps(value)}" for key, value in said.items()) + "}"
