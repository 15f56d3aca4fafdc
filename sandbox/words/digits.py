"""Digits: how long numbers are written for people, and how digits are read. Whoever needs to know if a text is one asks here.

Only 0 to 9 are digits. Python calls '²' and the digits of other scripts digits too, and `int` then fails, or reads what is
on no card.
"""

import re

from markupsafe import Markup, escape

from sandbox.words.folding import APOSTROPHES, seen

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")
MOST = 18
"""Digits of the longest whole number that is read; `int` itself refuses very long ones."""
TYPED_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | dict(zip(map(ord, "．，－／"), ".,-/", strict=True))
"""Digits and signs as a keyboard for wide letters types them."""
DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
BETWEEN = re.compile(r"[\s.\-_]+")

DAY_FIRST = re.compile(r"([0-9]{1,2}) ?[-/. ] ?([0-9]{1,2}) ?[-/. ] ?([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})([-/])([0-9]{2})\2([0-9]{2})")
IN_WORDS = re.compile(r"([0-9]{1,2})[-/. ]([a-z]{3,9})[-/. ]([0-9]{4}|[0-9]{2})", re.IGNORECASE)
WRITTEN_TOO = {"peb": 2, "pebruari": 2, "may": 5, "agu": 8, "agust": 8, "aug": 8, "sept": 9, "oct": 10, "nop": 11, "nopember": 11,
               "dec": 12}
"""Months as Excel shortens them, in Indonesian and in English, and as they were spelt."""
BY_WORD = WRITTEN_TOO | {word.casefold(): month for words in (MONTHS, SHORT_MONTHS) for month, word in enumerate(words, start=1)}

REFERENCE = r"K-[0-9]{4}-[0-9]+"
"""How a submission's number is written."""
WHOLE = re.compile(r"(?<![\w#&])(?:[0-9]{4}(?: [0-9]{4})+(?: [0-9]{1,3})?|[0-9]{1,4}-[0-9]{1,2}-[0-9]{2,4}|" + REFERENCE +
                   r"|[0-9]{1,2} [A-Z][a-z]{2,8} [0-9]{4}|Rp [0-9]+(?:[.,][0-9]+)*|[0-9]{2}(?:\.[0-9]{2}){2}\.[0-9]{4})(?!\w)")
"""What is read as one: a long number in groups, a date, a reference, a sum, a village's code. Nothing here is long enough to
push a page wide."""


LONG = re.compile(r"\d{8,}")
IN_PARTS = re.compile(r"\d(?:[\W_]{0,3}\d){12,}")


def masked(line: str) -> str:
    """The line without what may be somebody's NIK, No. KK or telephone: what a log may hold."""
    return LONG.sub("…", line)


def masked_as_typed(text: str) -> str:
    """The same of what somebody wrote, who may part the digits by dots and spaces."""
    return masked(IN_PARTS.sub("…", text))


def last_four(number: str) -> str:
    """What of a long number may be told outside its sandbox: …0003. Whoever has the paper sees that it is this one."""
    return f"…{''.join(letter for letter in number if letter.isdigit())[-4:]}"


def is_digits(text: str) -> bool:
    """One digit or more, and nothing else."""
    return text.isascii() and text.isdigit()


def natural(text: str) -> int | None:
    """The number that these digits are; None for any other text, and for more digits than a number here can have."""
    return int(text) if is_digits(text) and len(text) <= MOST else None


def typed_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date as people and our pages write it, whether or not there is that day.

    25-12-2026, 25/12/2026, 25 Desember 2026, 25 Des 2026, 25-Dec-2026, 2026-12-25.
    """
    shown = plain(text)
    if found := DAY_FIRST.fullmatch(shown):
        return int(found[3]), int(found[2]), int(found[1])
    if found := YEAR_FIRST.fullmatch(shown):
        return int(found[1]), int(found[3]), int(found[4])
    return _in_words(shown, year_digits=4)


def typed_short_date(text: str) -> tuple[int, int, int] | None:
    """The same of a date whose year has two digits, which stand first: 12-Agt-80 → (80, 8, 12).

    With the month as a word only: of 12-08-80 any part may be the year.
    """
    return _in_words(plain(text), year_digits=2)


def _in_words(shown: str, *, year_digits: int) -> tuple[int, int, int] | None:
    found = IN_WORDS.fullmatch(shown)
    if found is None or len(found[3]) != year_digits or found[2].casefold() not in BY_WORD:
        return None
    return int(found[3]), BY_WORD[found[2].casefold()], int(found[1])


def bare(text: str) -> str:
    """What of it counts in a comparison: letters and digits, not spaces, dots, dashes and capitals."""
    return "".join(letter for letter in plain(text).casefold() if letter.isalnum())


def names(typed: str, meant: str) -> bool:
    """Whether what was typed names that number or code, however it is spaced, and whatever else stands there."""
    return bare(meant) in bare(typed)


def plain(text: str) -> str:
    """What was typed for a number or date, in plain digits and signs, without invisible letters and a spreadsheet's leading '."""
    return seen(text).translate(TYPED_WIDE | DASHES).translate(APOSTROPHES).removeprefix("'").strip()


def printed_digits(text: str) -> str:
    """The digits of a long number, printed and pasted: '3510.6212-0891 0003' → '3510621208910003'. Empty if it is none."""
    digits = BETWEEN.sub("", plain(text))
    return digits if is_digits(digits) else ""


def looks_like_number(text: str) -> bool:
    """Whether somebody means a number, though a letter may have slipped in: 'O' for 0."""
    shown = plain(text)
    return sum(letter.isalpha() for letter in shown) < sum(letter in "0123456789" for letter in shown)


def unbroken(text: str) -> Markup:
    """The text as HTML in which no number, date or reference is broken at the end of a line. HTML stays as it is."""
    return text if isinstance(text, Markup) else Markup(WHOLE.sub(r'<span class="digits">\g<0></span>', str(escape(text))))


def grouped(digits: str) -> str:
    """Digits in fours, as they are read aloud: 3510 6212 0891 0003. A name in words (Potensi 41) stays as it is."""
    if " " in digits:
        return digits
    return " ".join(digits[i:i + 4] for i in range(0, len(digits), 4))
