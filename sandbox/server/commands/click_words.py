"""The words of the command line in the reader's language: what click says by itself (Usage, Options), and each command's help.

Click takes its own from gettext's domain of the whole process: English stands in click, the others in translations/click/. The
help stands in the code in Indonesian, and in other languages in `help.po` beside.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

CATALOGUES = Path(__file__).resolve().parents[2] / "translations" / "click"
DOMAIN = "click"
PLACES = {"id": ("[PILIHAN]", "PERINTAH …", "ANGKA")}
"""What a command's first line calls its options, and a group's its commands, and its help a number; click keeps these as plain
texts."""


@contextmanager
def speaking(lang: str, command: click.Command) -> Iterator[None]:
    """Let click say its own words in that language, for `command` and all commands below it."""
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang
    if lang in PLACES:
        _call_places(command, *PLACES[lang])
    before_help = list(_helped(command, gettext.translation("help", CATALOGUES, [lang], fallback=True)))
    try:
        yield
    finally:
        for owner, name, text in before_help:
            setattr(owner, name, text)
        gettext.textdomain(before[0])
        os.environ.pop("LANGUAGE")
        if before[1] is not None:
            os.environ["LANGUAGE"] = before[1]


def helps(command: click.Command) -> Iterator[tuple[click.Command | click.Parameter, str, str]]:
    """Who says a text of help, as which attribute, and the text: of `command` and all commands below it."""
    owners: list[click.Command | click.Parameter] = [command, *command.params]
    for owner in owners:
        yield from ((owner, name, text) for name in ("help", "metavar") if (text := getattr(owner, name, None)))
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from helps(inner)


def _helped(command: click.Command,
            words: gettext.NullTranslations) -> Iterator[tuple[click.Command | click.Parameter, str, str]]:
    """Let every text of help be said in these words; yields what was there before."""
    for owner, name, text in list(helps(command)):
        setattr(owner, name, words.gettext(text))
        yield owner, name, text


def _call_places(command: click.Command, options: str, commands: str, number: str) -> None:
    command.options_metavar = options
    for param in command.params:
        if param.metavar is None and isinstance(param.type, click.types.IntParamType | click.types.FloatParamType):
            param.metavar = number
    if isinstance(command, click.Group):
        command.subcommand_metavar = commands
        for inner in command.commands.values():
            _call_places(inner, options, commands, number)
