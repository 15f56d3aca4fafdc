"""Words of a file with places to fill in: {{ kk.no_kk }}, {{ jam }}. No logic, only names."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from sandbox.words.digits import grouped

PLACE = re.compile(r"\{\{\s*([a-z0-9_.-]*)\s*\}\}")

FACT = Markup('<strong class="digits" data-fact="{}" data-value="{}">{}</strong>')

HOUSEHOLD_FACTS = ("no_kk", "head", "members", "rt", "rw", "ref", "ref4")
"""What may stand behind the name of a given household. ref and ref4 (its last four digits) exist once it was sent."""
SHEET_FACTS = ("number", "title", "year", "cell", "ref", "ref4")
"""What may stand behind the name of a picked sheet. cell: the label of the first cell that is wrong."""
FAULT_FACTS = ("code", "at")
"""What may stand behind the name of a fault that struck."""
LASTING_FACTS = ("until",)
"""What may stand behind the name of a fault that lasts, too: the hour at which it is over."""
VILLAGE_FACTS = ("desa.keluarga", "desa.periode")
"""How many households the village has now, and its running period."""
PLAIN_FACTS = ("jam", "hari", "ref", "desa", *VILLAGE_FACTS)
"""hall time now, today's date as one types it, the reference of the submission at hand, the village's name, and what is asked of
its data."""


def places(text: str) -> Iterator[str]:
    """The names to be filled in, in order."""
    return (match.group(1) for match in PLACE.finditer(text))


def is_whole(text: str) -> bool:
    """Whether every brace of the text belongs to a place that can be read."""
    rest = PLACE.sub("", text)
    return "{" not in rest and "}" not in rest


def fill(text: str, facts: Mapping[str, str]) -> str:
    """The text for a person. An unknown fact is left empty; the loader refuses names that can never be known."""
    return PLACE.sub(lambda match: shown(match.group(1), facts.get(match.group(1), "")), str(text)).strip()


def unfilled(text: str) -> str:
    """The text where nobody knows what stands in its places."""
    return PLACE.sub("…", str(text))


def mark_up(text: str, facts: Mapping[str, str]) -> Markup:
    """The text as HTML: each filled-in fact is marked with its name and bare value, for reading machines."""
    text = str(text)
    out, at = Markup(), 0
    for match in PLACE.finditer(text):
        name = match.group(1)
        value = facts.get(name, "")
        out += escape(text[at:match.start()]) + FACT.format(name, value, shown(name, value))
        at = match.end()
    return out + escape(text[at:].rstrip())


def shown(name: str, value: str) -> str:
    """The value of that fact as people read it: a card number in groups of four, any other as it is."""
    return grouped(value) if name.endswith(".no_kk") else value
