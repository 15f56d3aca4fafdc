"""Texts that a spreadsheet would take for something else: they stand behind an apostrophe, and are read without it.

Excel and LibreOffice keep that apostrophe as a letter once a CSV was opened in them, also where they save a workbook of it: so
both kinds of file are read and written alike.
"""

import re

MONTHS = "jan|feb|mar|apr|mei|may|jun|jul|agu|aug|sep|okt|oct|nov|des|dec"
TAKEN_FOR_ELSE = re.compile(
    rf"""'*(?:[=+\-@\t\r]
           | (?!(?:0|[1-9][0-9]{{0,14}})\Z) [0-9][0-9\ .,/:%E+-]*\Z
           | [.,][0-9]+%?\Z | \([0-9.,\ ]+\)\Z | (?:Rp|\$)\ ?[0-9.,]+\Z | [0-9]{{1,2}}(?::[0-9]{{2}})*\ ?[AP]M\Z
           | (?:[0-9]{{1,2}}[ /-]?)?(?:{MONTHS})[a-z]*[ /-]?[0-9]{{1,4}}\Z | [0-9]{{1,2}}[ /-](?:{MONTHS})[a-z]*\Z
           | (?:TRUE|FALSE)\Z)""",
    re.IGNORECASE | re.VERBOSE)
"""Texts that Excel would take for a formula, or save again as something else: 007, 1.500, 3/4, (5), 5 Mei, Mei 2026, TRUE, a NIK.

A plain whole number is not among them: read again as the text of its digits it is the same."""
GUARDED = re.compile(rf"\A'(?={TAKEN_FOR_ELSE.pattern})", re.IGNORECASE | re.VERBOSE)


def guarded(text: str) -> str:
    """As it stands in a CSV, whose cells tell no kind."""
    return f"'{text}" if TAKEN_FOR_ELSE.match(text) else text


def told_apart(text: str) -> str:
    """As it stands in a workbook, whose cells do: an apostrophe of its own must not be read as one of ours."""
    return f"'{text}" if GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The text that was meant, however it came into the file."""
    return text[1:] if GUARDED.match(text) else text
