"""The words of the command line that click says by itself (Usage, Options, No such command), in the reader's language.

Click takes them from gettext's domain of the whole process. English stands in click; the others in translations/click/.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

CATALOGUES = Path(__file__).resolve().parent.parent / "translations" / "click"
DOMAIN = "click"
PLACES = {"id": ("[PILIHAN]", "PERINTAH …")}
"""What a command's first line calls its options, and a group's its commands; click keeps these as plain texts."""


@contextmanager
def speaking(lang: str, command: click.Command) -> Iterator[None]:
    """Let click say its own words in that language, for `command` and all commands below it."""
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang
    if lang in PLACES:
        _call_places(command, *PLACES[lang])
    try:
        yield
    finally:
        gettext.textdomain(before[0])
        os.environ.pop("LANGUAGE")
        if before[1] is not None:
            os.environ["LANGUAGE"] = before[1]


def _call_places(command: click.Command, options: str, commands: str) -> None:
    command.options_metavar = options
    if isinstance(command, click.Group):
        command.subcommand_metavar = commands
        for inner in command.commands.values():
            _call_places(inner, options, commands)
