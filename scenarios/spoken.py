"""A text of a file in one or more languages: `title: Masuk`, or `title: {id: Masuk, en: Coming in}`.

It is its Indonesian wherever one reckons with it, and is said in the reader's language where it is shown: str(), a template, an
f-string. What joins or takes texts apart makes str() of each first. A file that does not say it in that language itself is said
as the catalogue has it, where all of Gladi's own files stand (sandbox/translations/files.py).
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from flask_babel import get_locale, gettext
from markupsafe import escape
from pydantic import PlainSerializer, StringConstraints, ValidatorFunctionWrapHandler, WrapValidator

from sandbox.words.languages import LANGUAGES
from sandbox.words.texts import LaterText

SOURCE = LANGUAGES[0]


class Spoken(str):
    """A text with others in its place for readers of other languages."""

    __slots__ = ("others",)
    others: Mapping[str, str]

    def __new__(cls, text: str, others: Mapping[str, str]) -> "Spoken":
        made = super().__new__(cls, text)
        made.others = others
        return made

    def __getnewargs__(self) -> tuple[str, Mapping[str, str]]:  # type: ignore[override]
        return str.__str__(self), self.others

    def __str__(self) -> str:
        language, text = str(get_locale() or SOURCE), str.__str__(self)
        if language == SOURCE or not text:  # the catalogue has its own head under the empty text
            return text
        return self.others.get(language) or gettext(text)

    def __html__(self) -> str:
        """A template escapes what is said, as any text."""
        return str(escape(str(self)))


def first_sentence(text: str) -> LaterText:
    """What went wrong, without what to do about it: cut where it is shown, so that it is said in the reader's language."""
    return LaterText(lambda: str(text).partition(". ")[0].removesuffix("."))


def plain(text: str) -> str | dict[str, str]:
    """The text as a file or JSON has it."""
    return {SOURCE: str.__str__(text), **text.others} if isinstance(text, Spoken) and text.others else str.__str__(text)


def spoken(value: str | Mapping[str, str]) -> Spoken:
    """The text that stands so in JSON."""
    if isinstance(value, str):
        return Spoken(value, {})
    said = dict(value)
    return Spoken(said.pop(SOURCE), said)


def every(text: str) -> Iterator[str]:
    """What it says in each of its languages."""
    yield str.__str__(text)
    yield from text.others.values() if isinstance(text, Spoken) else ()


def _read(value: Any, one: ValidatorFunctionWrapHandler) -> str:
    if isinstance(value, Spoken) or not isinstance(value, Mapping):
        return value if isinstance(value, Spoken) else Spoken(one(value), {})
    if unknown := [name for name in value if name not in LANGUAGES]:
        raise ValueError(f"bahasa {unknown[0]} tidak ada; tulis {', '.join(LANGUAGES)}")
    if SOURCE not in value:
        raise ValueError("teks bahasa Indonesia belum ada; tulis {id: …, en: …}")
    return spoken({name: one(text) for name, text in value.items()})


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1),
    WrapValidator(_read, json_schema_input_type=Annotated[str, StringConstraints(min_length=1)] | dict[str, str]),
    PlainSerializer(plain)]
