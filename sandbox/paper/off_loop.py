"""Drawings are made in a process of their own, so that nobody waits for one; without gevent it is simply done here.

At most `AT_ONCE` of a server process at a time, each for at most `WITHIN_S` seconds.
"""

import json
import subprocess
from collections.abc import Mapping
from functools import cache
from threading import BoundedSemaphore
from typing import Any

from flask_babel import get_locale

from sandbox.errors import GladiError
from sandbox.machine import child
from sandbox.machine.loop import is_served
from sandbox.paper import worker
from sandbox.words.texts import lazy_gettext as _l

AT_ONCE = 2
WITHIN_S = 60
TURN_WITHIN_S = 60


class NotDrawn(GladiError):
    """A paper that could not be made: too many at once, or its process ended before it was done."""

    code = "GL-PDF"
    status = 503
    text = _l("File ini belum selesai dibuat. Tunggu sebentar, lalu coba lagi.")


def drawn(module: str, needed: Mapping[str, Any]) -> bytes:
    """What that module draws of it, in the language of this request. Raises NotDrawn."""
    if not is_served():
        return worker.draw(module, json.loads(json.dumps(needed)))
    if not _places().acquire(timeout=TURN_WITHIN_S):
        raise NotDrawn()
    try:
        return _in_child(module, {"lang": str(get_locale() or "id"), "needed": needed})
    finally:
        _places().release()


def _in_child(module: str, task: Mapping[str, Any]) -> bytes:
    try:
        return subprocess.run(child.command(worker.__name__, module), input=json.dumps(task).encode(), stdout=subprocess.PIPE,
                              timeout=WITHIN_S, check=True).stdout
    except (subprocess.SubprocessError, OSError) as error:
        raise NotDrawn() from error


@cache
def _places() -> BoundedSemaphore:
    """Made at the first call: it belongs to the loop of the process that uses it."""
    return BoundedSemaphore(AT_ONCE)
