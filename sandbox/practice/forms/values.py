"""One value of a field, of a form or a sheet: how typed text is read by its kind, and how what is stored is written.

`read` gives the value or raises NoValue with the error's type and facts; whoever asks adds the place. `written` is what an input
holds, and reading it gives the value again; `words` is what a sentence says, `figure` the same where the unit stands beside it.
Numbers are Indonesian: a dot for thousands, a comma for decimals. What is printed and pasted is read like what is typed; what
could be read in two ways is refused, and both readings are told.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sandbox.practice.forms import field_errors as errors
from sandbox.practice.forms.fields import Field, Kind
from sandbox.words.digits import grouped, is_digits, plain, printed_digits, typed_date, typed_short_date
from sandbox.words.folding import seen

SHOWN = 40
"""Letters of a wrong text that are repeated in its message."""

PLAIN = re.compile(r"-?[0-9]+(,[0-9]+)?")
GROUPED = re.compile(r"-?[1-9][0-9]{0,2}((\.[0-9]{3})+|( [0-9]{3})+)(,[0-9]+)?")
POINTED = re.compile(r"-?[0-9]+\.[0-9]+")
ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
"""Commas for thousands, a point for decimals. With one comma and no point it may be Indonesian too."""
GROUPED_FROM_ZERO = re.compile(r"-?0[0-9]{1,2}\.[0-9]{3}")
NUMERIC = re.compile(r"-?[0-9][0-9.,]*")
NIHIL = ("-", "nihil")
"""How people write that there is nothing, where 0 stands for it."""
RUPIAH = re.compile(r"^(-?)\s*rp\.?\s*|,-$", re.IGNORECASE)
NO_CENTS = re.compile(r"(?<=[0-9]),00$")
SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2}")
FROM_30 = 30
"""Two digits of a year are this or more: 19.., as in Excel. Below, a child and somebody very old may both be meant."""


class NoValue(Exception):
    """Typed text that is no value of its field."""

    def __init__(self, error: type[errors.FieldError], **facts: Any) -> None:
        super().__init__(error.__name__)
        self.error = error
        self.facts = facts


def read(field: Field, typed: Sequence[str]) -> Any:
    """The value of what an input holds: one text, or several where several were ticked; none of them empty. Raises NoValue."""
    if field.kind == "choices":
        # By number, as the seed has them: what is saved untouched must not look changed.
        return sorted({_read_one(field, text) for text in typed}, key=lambda code: (len(code), code))
    if len(set(typed)) > 1:
        raise NoValue(errors.OneOnly, count=len(set(typed)))
    return _read_one(field, typed[0])


def _read_one(field: Field, typed: str) -> Any:
    text = typed.strip()
    if _holds(text, "Cc", "Cs", "Co"):
        raise NoValue(errors.InvisibleCharacter)
    text = seen(text)
    if not text or _holds(text, "Cf"):
        raise NoValue(errors.InvisibleCharacter)
    return READERS[field.kind](field, text)


def _holds(text: str, *categories: str) -> bool:
    """Whether a letter of these kinds is in it, none of which is printable."""
    return not text.isprintable() and any(unicodedata.category(letter) in categories for letter in text)


def _read_text(field: Field, text: str) -> str:
    if len(text) > field.max_length:
        raise NoValue(errors.TooLong, length=len(text), limit=field.max_length)
    return text


def _read_digits(field: Field, text: str) -> str:
    """Digits as text. Of a long number its groups are let go; a short one (RT) is one place however many zeros are in front, and
    that there is none may be written as the pages write it."""
    if field.none_value and text.casefold() in ((field.none_label or "").casefold(), *NIHIL):
        return field.none_value
    digits = printed_digits(text) if field.length else plain(text)
    if not is_digits(digits):
        raise NoValue(errors.NotDigits, value=shortened(text))
    if len(digits) > field.max_length:
        raise NoValue(errors.TooLong, length=len(digits), limit=field.max_length)
    return digits.lstrip("0").zfill(field.pad) if field.pad else digits


def _read_decimal(field: Field, text: str) -> float:
    whole, _, fraction = _plain_number(field, text).partition(",")
    if len(fraction.rstrip("0")) > field.decimals:
        raise NoValue(errors.TooManyDecimals, value=shortened(text), most=field.decimals)
    return _within(field, float(f"{whole}.{fraction or 0}") + 0.0)     # + 0.0: no minus zero


def _read_whole(field: Field, text: str) -> int:
    whole, comma, _ = NO_CENTS.sub("", _plain_number(field, text)).partition(",")
    if comma:
        raise NoValue(errors.NotWhole, value=shortened(text))
    return int(_within(field, int(whole)))


def _read_year(field: Field, text: str) -> int:
    digits = plain(text)
    if not is_digits(digits) or len(digits) != 4:
        raise NoValue(errors.NotAYear, value=shortened(text))
    return int(_within(field, int(digits)))


def _read_date(field: Field, text: str) -> date:
    text = plain(text)
    if SHORT_YEAR.fullmatch(text):
        raise NoValue(errors.ShortYear, value=text)
    typed = typed_date(text) or _of_short_year(text)
    if typed is None:
        raise NoValue(errors.NotADate, value=shortened(text))
    try:
        return date(*typed)
    except ValueError:
        raise NoValue(errors.NoSuchDay, value=text) from None


def _of_short_year(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of 12-Agt-80; None where it is no such date. Raises NoValue where two years may be meant."""
    typed = typed_short_date(text)
    if typed is None:
        return None
    year, month, day = typed
    if year < FROM_30:
        raise NoValue(errors.YearTwoWays, value=text, first=1900 + year, second=2000 + year)
    return 1900 + year, month, day


def _read_choice(field: Field, text: str) -> str:
    if text not in field.labels:
        raise NoValue(errors.UnknownCode, value=shortened(text))
    return text


READERS: dict[Kind, Callable[[Field, str], Any]] = {
    "text": _read_text, "digits": _read_digits, "integer": _read_whole, "money": _read_whole, "decimal": _read_decimal,
    "year": _read_year, "date": _read_date, "choice": _read_choice, "choices": _read_choice,
}


def _plain_number(field: Field, text: str) -> str:
    """'1.250,5' as '1250,5'. 'Rp' and the field's own unit, with which the pages write it, may stand there too."""
    text = plain(text)
    if field.nihil and text.casefold() in NIHIL:
        return "0"
    if field.kind == "money":
        text = RUPIAH.sub(r"\1", text)
    elif re.match(r"-?\s*rp", text, re.IGNORECASE):
        raise NoValue(errors.NoRupiahSign)
    text = text.removesuffix(field.unit).strip() if field.unit else text
    if len(text) > SHOWN:
        raise NoValue(errors.NotANumber, value=shortened(text), example="1.250")
    if GROUPED.fullmatch(text):
        return text.replace(".", "").replace(" ", "")
    if ENGLISH.fullmatch(text) or GROUPED_FROM_ZERO.fullmatch(text):
        raise _in_two_ways(field, text)
    if PLAIN.fullmatch(text):
        return text
    if POINTED.fullmatch(text) and field.kind != "decimal":
        raise NoValue(errors.NotWhole, value=text)
    if POINTED.fullmatch(text):
        raise NoValue(errors.DecimalPoint, value=text, example=text.replace(".", ","))
    if NUMERIC.fullmatch(text):
        raise NoValue(errors.MisplacedSigns, value=text)
    raise NoValue(errors.NotANumber, value=shortened(text), example="1.250")


def _in_two_ways(field: Field, text: str) -> NoValue:
    """The refusal of '2,150' (2.150 or 2,15) and '012.345', with both readings; of '2,150,000', which has one, with that."""
    if GROUPED_FROM_ZERO.fullmatch(text) or text.count(",") == 1 and "." not in text:
        whole, fraction = text.replace(",", ".").split(".")
        return NoValue(errors.AmbiguousNumber, value=text, first=written_number(int(whole + fraction)),
                       second=written_number(float(f"{whole}.{fraction}"), len(fraction)))
    return NoValue(errors.CommaThousands, value=text, example=text.translate(str.maketrans(",.", ".,")))


def _within(field: Field, value: float) -> float:
    if value < field.min:
        raise NoValue(errors.TooSmall, value=figure(field, value), limit=figure(field, field.min))
    if value > field.max:
        raise NoValue(errors.TooLarge, limit=figure(field, field.max))
    return value


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def written(field: Field, value: Any) -> tuple[str, ...]:
    """The texts that an input holds: '2.350.000', '31,5', '17-08-1990', '3510 6212 0891 0003'. () for none and nothing."""
    if value is None or value == field.none:
        return ()
    if field.kind == "choices":
        return tuple(str(code) for code in value)
    return (WRITERS[field.kind](field, value),) if field.kind in WRITERS else (str(value),)


def figure(field: Field, value: Any) -> str:
    """A stored value as people read it: labels for codes, the words of an explicit none; without the unit."""
    texts = written(field, value)
    if not texts:
        return field.none_label or ""
    return ", ".join(field.label_of(code) for code in texts) if field.options else texts[0]


def words(field: Field, value: Any) -> str:
    """A stored value as a sentence says it: as a figure, with its unit; a year says by itself what it is."""
    text = figure(field, value)
    if not field.is_number or field.kind == "year" or not written(field, value):
        return text
    return f"Rp {text}" if field.kind == "money" else f"{text} {field.unit}".rstrip()


def _write_number(field: Field, value: float) -> str:
    return written_number(value, field.decimals)


def _write_year(field: Field, value: float) -> str:
    return str(int(value))


def _write_date(field: Field, value: date | str) -> str:
    return written_date(value)


def _write_digits(field: Field, value: str) -> str:
    return grouped(value) if field.length and is_digits(value) else value


WRITERS: dict[Kind, Callable[[Field, Any], str]] = {
    "digits": _write_digits, "integer": _write_number, "money": _write_number, "decimal": _write_number, "year": _write_year,
    "date": _write_date,
}


def written_number(value: float, decimals: int = 2) -> str:
    """With dots for thousands and at most so many decimals: 2350000 → '2.350.000', 31.5 → '31,5'."""
    if value == int(value):
        return f"{int(value):,}".replace(",", ".")
    whole, fraction = f"{value:,.{decimals}f}".split(".")
    return f"{whole.replace(',', '.')},{fraction.rstrip('0')}".rstrip(",")


def written_date(day: date | str) -> str:
    """17-08-1990, from a date or from what JSON has of one."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"
