"""The languages of hall, panel and command line. The practice system stays Indonesian.

An exercise may bring both: scenarios/spoken.py.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Flask
from flask_babel import Babel, force_locale

LANGUAGES = ("id", "en")
"""The first is the source: its texts stand in the code, the others in translations/."""


def of_environment(environ: Mapping[str, str] = os.environ) -> str:
    """The language that GLADI_LANG names, for use before any settings could be read; Indonesian if it names none of LANGUAGES."""
    wanted = environ.get("GLADI_LANG", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def N_(text: str) -> str:
    """The text as it is, marked for the catalogue: for words that the practice system says too, which stay Indonesian there."""
    return text


@contextmanager
def said_in(lang: str) -> Iterator[None]:
    """Say what is made in it in that language; with an empty one in that of whoever asks."""
    if not lang:
        yield
        return
    with force_locale(lang):
        yield


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Say everything in that language where no instance's app is at hand, as on the command line."""
    app = Flask("sandbox")
    Babel(app, default_locale=lang)
    with app.app_context():
        yield
