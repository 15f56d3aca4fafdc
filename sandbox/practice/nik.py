"""How NIK and family-card numbers are made.

Sixteen digits: six of the subdistrict, six of the date (day + 40 for a woman), four of the serial. A practice number uses the
subdistrict code plus 60 (35.10.01 → 351061), which is assigned to no subdistrict, so it can be no living person's.
Source: Law 23/2006 on population administration and its rules for the NIK; the plus 60 is this project's own.
"""

from datetime import date

PRACTICE_OFFSET = 60


def practice_prefix(district_code: str) -> str:
    """Six digits for a subdistrict's practice numbers: '35.10.01' → '351061'."""
    province, regency, district = district_code.split(".")[:3]
    return f"{province}{regency}{int(district) + PRACTICE_OFFSET:02d}"


def nik(prefix: str, born: date, sex: str, serial: int) -> str:
    """A NIK of sixteen digits. `sex` is L or P; `serial` 1 to 9999."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{prefix}{day:02d}{born:%m%y}{serial:04d}"


def card_number(prefix: str, issued: date, serial: int) -> str:
    """The number of a family card issued on that day."""
    return f"{prefix}{issued:%d%m%y}{serial:04d}"
