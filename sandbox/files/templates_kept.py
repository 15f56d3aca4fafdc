"""Templates as Jinja compiled them last, kept for the next process: compiling them anew takes each more than half a second.

What is kept is Python's own bytecode, run without a question, so it lies nowhere but beside Python's (`sandbox/files/kept.py`).
"""

import hashlib
import marshal
import sys
from functools import cache
from importlib import metadata
from importlib.util import MAGIC_NUMBER
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from sandbox.files.kept import BESIDE, Shelf

SHELF = Shelf(BESIDE / "templates")


class KeptTemplates(BytecodeCache):
    """Where a Jinja environment looks before it compiles."""

    def __init__(self, shelf: Shelf = SHELF) -> None:
        self.shelf = shelf

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the template's code into the bucket, if it is kept."""
        if (said := self.shelf.find(_key_of(bucket))) is not None:
            bucket.code = marshal.loads(said)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code."""
        self.shelf.keep(_key_of(bucket), marshal.dumps(bucket.code))


def _key_of(bucket: Bucket) -> str:
    """The template's name, file and whole text (Jinja's two sums), and what compiles it."""
    return " ".join((bucket.key, bucket.checksum, *sorted(bucket.environment.extensions), _compiler(_makers(bucket.environment))))


def _makers(environment: Environment) -> frozenset[str]:
    """The modules of what takes part in compiling: extensions, and filters and tests, which are asked for constants."""
    makers = (*map(type, environment.extensions.values()), *environment.filters.values(), *environment.tests.values())
    return frozenset(maker.__module__ for maker in makers)


@cache
def _compiler(makers: frozenset[str]) -> str:
    versions = [sys.implementation.cache_tag or "", MAGIC_NUMBER.hex(), *map(metadata.version, ("jinja2", "markupsafe"))]
    files = (getattr(sys.modules.get(name), "__file__", None) for name in sorted(makers))
    sums = [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in files if file]
    return " ".join(versions + sums)
