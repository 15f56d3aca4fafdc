"""Names and roles of people as a list writes them: tidied, or told why they are none."""

import re

from instructor.people.problems import Why
from sandbox.words.digits import is_digits
from sandbox.words.folding import folded, seen

LONGEST_NAME = 80
"""Letters: what a card has room for in two lines."""
SIGNS = re.compile(r"[/<>{}\[\]=|\\^~#$%*_!?;\x00-\x1f\u202a-\u202e]|^[-+@]")
"""What no name has. A formula of a spreadsheet begins with one, markup consists of them, a stroke parts two people."""
NOBODY_YET = frozenset({"belum ada", "belum ditunjuk", "belum terisi", "kosong", "lowong", "menyusul", "nihil", "tidak ada"})
"""What offices write where nobody is named yet."""
STANDING_IN = frozenset({"plt", "pj", "pjs", "plh", "pgs"})
"""Words of a role that say for how long."""
NUMBERED = re.compile(r"^\d{1,3}\s*[.)]\s*(?=\w)")
"""The place in a list, written before the name."""
SECRETARY = frozenset({"sekdes", "sekretaris", "carik", "seklur", "sek"})
OPERATOR = frozenset({"operator", "opr", "op", "admin"})


def tidy_name(text: str) -> str:
    """The name as a card bears it: single spaces, and no name all in capitals or all in small letters. Titles stay."""
    name, comma, titles = NUMBERED.sub("", seen(text).strip(" ,")).partition(",")
    if not (name.isupper() or name.islower()):
        return f"{name}{comma}{titles}"
    return f"{' '.join(word.capitalize() for word in name.split())}{comma}{titles}"


def flaw_of(name: str) -> Why | None:
    """Why it is no name; None for one."""
    if not name or folded(name).strip("().- ") in NOBODY_YET:
        return Why.NO_NAME
    if SIGNS.search(name):
        return Why.NAME_WITH_SIGNS
    if sum(map(is_digits, name)) > 3 or not any(letter.isalpha() for letter in name):
        return Why.NAME_OF_DIGITS
    return Why.NAME_TOO_LONG if len(name) > LONGEST_NAME else None


def role_of(text: str) -> str:
    """sekdes or operator, in any office's words; empty for any other role."""
    words = [word for word in re.findall(r"\w+", folded(text)) if word not in STANDING_IN]
    if not words:
        return ""
    found = {role for role, known in (("sekdes", SECRETARY), ("operator", OPERATOR)) if known & set(words)}
    return found.pop() if len(found) == 1 and words[0] in SECRETARY | OPERATOR else ""
