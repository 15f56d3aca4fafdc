"""How NIK and family-card numbers are made.

Sixteen digits: six of the subdistrict, six of the date (day + 40 for a woman), four of the serial. A practice number uses the
subdistrict code plus 60 (35.10.01 → 351061), which is assigned to no subdistrict, so it can be no living person's.
Source: Law 23/2006 on population administration and its rules for the NIK; the plus 60 is this project's own.
"""

from datetime import date

from sandbox.words.digits import is_digits

PRACTICE_OFFSET = 60
WOMAN = 40
"""Added to the day of birth in a woman's NIK."""
COUNTING = ("1234567890123456", "0123456789012345", "9876543210987654")


def practice_prefix(district_code: str) -> str:
    """Six digits for a subdistrict's practice numbers: '35.10.01' → '351061'."""
    province, regency, district = district_code.split(".")[:3]
    return f"{province}{regency}{int(district) + PRACTICE_OFFSET:02d}"


def nik(prefix: str, born: date, sex: str, serial: int) -> str:
    """A NIK of sixteen digits. `sex` is L or P; `serial` 1 to 9999."""
    day = born.day + (WOMAN if sex == "P" else 0)
    return f"{prefix}{day:02d}{born:%m%y}{serial:04d}"


def card_number(prefix: str, issued: date, serial: int) -> str:
    """The number of a family card issued on that day."""
    return f"{prefix}{issued:%d%m%y}{serial:04d}"


def is_number(text: str) -> bool:
    """Whether it has the sixteen digits of a NIK or a card number."""
    return len(text) == 16 and is_digits(text)


def is_filler(number: str) -> bool:
    """Whether somebody only filled the field: one digit sixteen times, or counted on. It says nothing of the person."""
    return len(set(number)) == 1 or number in COUNTING


def comparable(number: str | None) -> str | None:
    """The NIK, if it is worth comparing with date and sex: sixteen digits and no filler."""
    return number if number is not None and is_number(number) and not is_filler(number) else None


def date_in(number: str) -> str:
    """The birth date that a NIK of sixteen digits implies, as DD-MM-YY."""
    day = int(number[6:8])
    return f"{day - WOMAN if day > WOMAN else day:02d}-{number[8:10]}-{number[10:12]}"


def sex_in(number: str) -> str:
    """The sex that a NIK of sixteen digits implies: L or P."""
    return "P" if int(number[6:8]) > WOMAN else "L"
