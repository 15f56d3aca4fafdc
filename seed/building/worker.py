"""One worker of the builder: `python -m seed.building.worker`. Jobs come in as lines of JSON, answers go out the same way.

A process of its own kind instead of multiprocessing: a spawned child would first import the parent's whole main module (the
server), and a forked one would inherit its event loop. This one imports the seed and nothing else, and ends with its parent.
"""

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sandbox.errors import GladiError
from sandbox.files.listings import ListingError
from seed.building.template import TemplateInfo, build
from seed.errors import NoRoom, OtherList, SeedError
from seed.land.regions import Region

NICE = 5
"""The hall's pages come first where both run on one machine."""
ERRORS = {kind.__name__: kind for kind in (SeedError, NoRoom, OtherList)}
"""By name: the kinds of error that travel in an answer."""


@dataclass(frozen=True, slots=True)
class Job:
    """One village to build."""

    region: Region
    as_of: date
    seed: int
    folder: Path

    def line(self) -> str:
        """The job as a line of JSON, which job_of reads."""
        return json.dumps({**asdict(self), "as_of": self.as_of.isoformat(), "folder": str(self.folder)})


def job_of(line: str) -> Job:
    """The job that `Job.line` wrote."""
    told = json.loads(line)
    siblings = tuple((code, name) for code, name in told["region"].pop("siblings"))
    return Job(Region(**told["region"], siblings=siblings), date.fromisoformat(told["as_of"]), told["seed"], Path(told["folder"]))


def answer_line(job: Job) -> str:
    """Build it, and return the line that says what came of it. Anything but an error with words ends the worker."""
    try:
        info = build(job.region, as_of=job.as_of, seed=job.seed, folder=job.folder)
    except (SeedError, ListingError) as error:
        return failure_line(error)
    return json.dumps({"done": {**asdict(info), "path": str(info.path)}})


def failure_line(error: GladiError) -> str:
    """The answer of a build that failed: an error of the same kind if that is one of ERRORS, else a SeedError with its words."""
    kind, values = type(error).__name__, {name: str(value) for name, value in error.values.items()}
    if kind not in ERRORS:
        kind, values = SeedError.__name__, {"why": str(error)}
    return json.dumps({"failed": kind, "values": values})


def info_of(line: str) -> TemplateInfo:
    """What an answer says. Raises the SeedError that it tells of."""
    answer: dict[str, Any] = json.loads(line)
    if "failed" in answer:
        raise ERRORS[answer["failed"]](**answer["values"])
    return TemplateInfo(**{**answer["done"], "path": Path(answer["done"]["path"])})


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(NICE)
    # Ctrl-C reaches every process of a terminal on Windows; the parent says what there is to say.
    with suppress(KeyboardInterrupt, BrokenPipeError):
        for line in sys.stdin:
            print(answer_line(job_of(line)), flush=True)


if __name__ == "__main__":
    main()
