"""The choices of a field as HTML. They are drawn once a process; a page only marks what is chosen.

A member's form has 330 of them, which were most of what its page took to render, and are most of what it is on the wire: so
codes stand without quotation marks and words without an element of their own.
"""

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from sandbox.practice.forms.fields import Field, Option
from sandbox.practice.forms.reading import Typed

MOST = 1000
"""Lists of choices that are kept drawn; there are fewer fields than that."""
Drawn = Sequence[tuple[str, str, str]]
"""Of each choice its code, and its HTML before and after the place where it is marked."""


def option_list(field: Field, chosen: str, coded: bool = True) -> Markup:
    """The options of a select; a chosen text that is none of them stands before them. `coded`: the code stands in the words."""
    unknown = chosen and chosen not in field.labels
    first = f'<option value="{escape(chosen)}" selected>{escape(chosen)}</option>' if unknown else ""
    return Markup(first + _marked(_options(field.options, coded), (chosen,), " selected"))


def ticks(field: Field, name: str, typed: Typed, *, wrong: bool) -> Markup:
    """The choices as radios, or as ticks where several may be chosen. The first bears the id to which messages lead."""
    kind = "checkbox" if field.kind == "choices" else "radio"
    drawn = _marked(_ticks(field.options, name, kind, wrong), typed.all(name), " checked")
    return Markup(drawn)


def _marked(drawn: Drawn, chosen: Sequence[str], mark: str) -> str:
    return "".join(f"{before}{mark if code in chosen else ''}{after}" for code, before, after in drawn)


@lru_cache(maxsize=MOST)
def _options(options: tuple[Option, ...], coded: bool) -> Drawn:
    return tuple((option.code, f"<option value={_quoted(option.code)}", f">{escape(_words(option, coded))}</option>")
                 for option in options)


def _words(option: Option, coded: bool) -> str:
    return f"{option.code} · {option.label}" if coded else option.label


@lru_cache(maxsize=MOST)
def _ticks(options: tuple[Option, ...], name: str, kind: str, wrong: bool) -> Drawn:
    """The words of each choice lead to its input, which stands among them: it needs no id of its own."""
    def before(own_id: str) -> str:
        return f'<label><input{own_id}'

    def after(option: Option) -> str:
        return (f'{said} type="{kind}" name="{escape(name)}" value={_quoted(option.code)}>{escape(option.label)}</label>')

    said = ' aria-invalid="true"' if wrong else ""
    return tuple((option.code, before(f' id="{escape(name)}"' if place == 0 else ""), after(option))
                 for place, option in enumerate(options))


def _quoted(code: str) -> str:
    """The value of an attribute, between quotation marks only where it needs them."""
    return code if code.isalnum() and code.isascii() else f'"{escape(code)}"'
