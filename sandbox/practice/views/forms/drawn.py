"""Questions and their choices as HTML. They are drawn once a process; a page only puts the answers in.

A member's form has 330 choices, which were most of what its page took to render, and are most of what it is on the wire: so
codes stand without quotation marks and words without an element of their own.
"""

from collections.abc import Callable, Iterable
from functools import partial

from markupsafe import Markup, escape

from sandbox.practice.forms.fields import Field, Option
from sandbox.practice.forms.instruments import FormField
from sandbox.practice.forms.reading import Typed

RADIOS = 5
"""So many choices are shown beside each other; more are a list to open."""
ANSWER = "\ue000"
"""A letter that nobody types: where the answer stands in what was drawn."""


def is_ticked(field: Field) -> bool:
    """Whether its choices are ticks or radios."""
    return field.kind == "choices" or (field.kind == "choice" and len(field.options) <= RADIOS)


def question(draw: Callable[[FormField, Typed, str], str], field: FormField, typed: Typed, error: str) -> Markup:
    """The whole question as the macro `draw` draws it.

    What is said to be wrong is drawn for this page, and so is a list in which what was chosen is not.
    """
    chosen = typed.all(field.name) if field.options else ()
    if error or not (is_ticked(field) or field.labels.keys() >= {*chosen}):
        return Markup(draw(field, typed, error))
    html = _once(field, "question", lambda: draw(field, Typed({} if field.options else {field.name: (ANSWER,)}), ""))
    if typed.none(field.name):
        html = html.replace(" data-none>", " data-none checked>", 1)
    html = _marked(html, chosen, " checked" if is_ticked(field) else " selected")
    return Markup(html.replace(ANSWER, escape(typed.first(field.name)), 1))


def option_list(field: Field, chosen: str, coded: bool = True) -> Markup:
    """The options of a select; a chosen text that is none of them stands before them. `coded`: the code stands in the words."""
    unknown = chosen and chosen not in field.labels
    first = f'<option value="{escape(chosen)}" selected>{escape(chosen)}</option>' if unknown else ""
    return Markup(first + _marked(_once(field, f"options {coded}", partial(_options, field, coded)), (chosen,), " selected"))


def ticks(field: Field, name: str, typed: Typed, *, wrong: bool) -> Markup:
    """The choices as radios, or as ticks where several may be chosen. The first bears the id to which messages lead."""
    drawn = _once(field, f"ticks {name} {wrong}", partial(_ticks, field, name, wrong))
    return Markup(_marked(drawn, typed.all(name), " checked"))


def _once(field: Field, what: str, draw: Callable[[], str]) -> str:
    known = field.drawn.get(what)
    return known if known is not None else field.drawn.setdefault(what, str(draw()))


def _marked(html: str, chosen: Iterable[str], mark: str) -> str:
    for code in chosen:
        html = html.replace(f" value={_quoted(code)}>", f" value={_quoted(code)}{mark}>", 1) if code else html
    return html


def _options(field: Field, coded: bool) -> str:
    return "".join(f"<option value={_quoted(option.code)}>{escape(_words(option, coded))}</option>" for option in field.options)


def _words(option: Option, coded: bool) -> str:
    return f"{option.code} · {option.label}" if coded else option.label


def _ticks(field: Field, name: str, wrong: bool) -> str:
    """The words of each choice lead to its input, which stands among them: it needs no id of its own."""
    name, kind, said = escape(name), "checkbox" if field.kind == "choices" else "radio", ' aria-invalid="true"' if wrong else ""
    own_ids = (f' id="{name}"', *[""] * (len(field.options) - 1))
    return "".join(
        f'<label><input{own_id}{said} type="{kind}" name="{name}" value={_quoted(option.code)}>'
        f'{escape(option.label)}</label>' for own_id, option in zip(own_ids, field.options, strict=True))


def _quoted(code: str) -> str:
    """The value of an attribute, between quotation marks only where it needs them."""
    return code if code.isalnum() and code.isascii() else f'"{escape(code)}"'
