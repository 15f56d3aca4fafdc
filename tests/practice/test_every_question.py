"""Every question of a family and of a member is answered on its page, and the same stands in the database and in the export.

What a page asks is taken from its HTML alone; the export is read by openpyxl.
"""

import io
import re
from collections import defaultdict

import openpyxl

from sandbox.practice.models import Household, Person
from tests.conftest import NOON
from tests.practice.factories import NUMBER, a_person, first, opened

FAMILY = {"year": "2026", "air-lain-0-water": "496", "lahan-1-q10": "951", "lahan-2-q10": "952"}
MEMBER = {"sex": "L", "birth_date": "12-08-1980", "recorded": "27-02-2026", "q2": "1", "q3": "1", "q9": "5"}
"""What is chosen, so that no rule refuses it; of every other question the last answer."""
REASON = ("alasan", "Menggarap lahan orang lain.")
NOT_TYPED = re.compile(r"_|csrf|.*(-hapus|-tidak-ada|__n__.*)$|alasan")


def asked(page):
    """Each input of the page's form: what may be chosen there, or nothing where one types; and whether several may be."""
    found = defaultdict(list)
    for control in page.tree.xpath("//form[@data-action='save']//*[self::input or self::select or self::textarea]"):
        name = control.get("name") or "_"
        if NOT_TYPED.match(name):
            continue
        values = [each.get("value") for each in control.xpath("option[@value!='']")]
        found[name] += values or ([control.get("value")] if control.get("type") in ("radio", "checkbox") else [])
    return found


def numeric(page, name):
    return page.tree.xpath(f"//*[@name='{name}']/@inputmode")[:1] in (["numeric"], ["decimal"])


def answers(page, chosen):
    """A value for every input: what is typed, by name."""
    given = {}
    for name, choices in asked(page).items():
        there = page.tree.xpath(f"//*[@name='{name}']/@value")
        typed = there[0] if there and there[0] else "7" if numeric(page, name) else "Bu'ron & <b>"
        given[name] = chosen.get(name) or (choices[-1] if choices else typed)
    return given


def meant(page, name, value):
    """What that answer says on the page: the words of a choice, else what was typed."""
    option = page.tree.xpath("//select[@name=$name]/option[@value=$value]", name=name, value=value)
    ticked = page.tree.xpath("//input[@name=$name][@value=$value][@type='radio' or @type='checkbox']", name=name, value=value)
    label = option or [each for one in ticked for each in one.xpath("ancestor::label")] or [
        each for one in ticked for each in page.tree.xpath("//label[@for=$id]", id=one.get("id"))]
    return re.sub(r"^[0-9]+ · ", "", " ".join(label[0].text_content().split())) if label else value


def saved(seat, address, chosen, rows=1):
    """The page is filled and saved; what was typed, and what it means, by name. `rows`: of the table of the land."""
    page = seat.browser.get(address)
    given = answers(page, chosen)
    for row in range(1, rows):
        given |= {f"lahan-{row}-q10": chosen[f"lahan-{row}-q10"], f"lahan-{row}-q11": given["lahan-0-q11"]}
    form = "//form[@data-action='save']//input[@type='hidden']"
    hidden = [(each.get("name"), each.get("value")) for each in page.tree.xpath(form)]
    answer = seat.browser.post(page.form_for("save").action or address, [*hidden, *given.items(), REASON])
    assert answer.status_code == 302, " ".join(answer.follow().tree.xpath("//main")[0].text_content().split())[:600]
    return {name: (value, meant(page, re.sub("-[12]-", "-0-", name), value)) for name, value in given.items()}


def plain(stored):
    """A stored answer as it is typed."""
    value = stored[0] if isinstance(stored, list) else stored
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def in_database(found, answered):
    """What the tables hold of that input."""
    def hold(name):
        if row := re.fullmatch(r"([a-z-]+)-(\d)-q?(\w+)", name):
            return plain(found[row[1]][int(row[2])][row[3]])
        return plain(found[name.removeprefix("q") if re.fullmatch(r"q\d+", name) else name])

    return {name: hold(name) for name in answered}


def exported(book, question, of_members):
    """The cells of the family's rows under the question with that number, in whatever tab it stands."""
    for sheet in book.worksheets:
        heads = [str(cell.value) for cell in sheet[1]]
        column = next((place for place, head in enumerate(heads) if head.startswith(f"{question}. ")), None)
        if column is not None and (sheet.title == "Anggota") is of_members:
            rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[heads.index("No. KK")] == NUMBER]
            return [plain(row[column]) for row in rows]
    return []


def test_what_is_answered_is_what_the_database_and_the_export_have(hall, seat):
    with opened(hall) as session:
        wife = a_person(1, name="Siti", birth_date=NOON.date().replace(year=1984), nik=None, answers={"2": "3", "3": "1"})
        baby = a_person(2, name="Rini", birth_date=NOON.date().replace(month=1), nik=None, position=3)
        first(session).members += [wife, baby]
    answered, links = {}, seat.browser.get("/desa/keluarga/1").tree.xpath("//a[contains(@href, '/bagian/')]/@href")
    for link in dict.fromkeys(links):
        answered |= saved(seat, link, FAMILY, rows=3 if link.endswith("lahan") else 1)
    member = saved(seat, "/desa/keluarga/1/anggota/1", MEMBER)
    with opened(hall) as session:
        family, person = session.get_one(Household, 1), session.get_one(Person, 1)
        of_family = {**family.answers, "number": family.number, "address": family.address, "hamlet": family.hamlet,
                     "rt": family.rt, "rw": family.rw}
        of_person = {**person.answers, "nik": person.nik, "name": person.name, "sex": person.sex,
                     "birth_place": person.birth_place, "birth_date": f"{person.birth_date:%d-%m-%Y}"}
    assert in_database(of_family, answered) == {name: typed(name, value) for name, (value, _) in answered.items()}
    assert in_database(of_person, member) == {name: typed(name, value) for name, (value, _) in member.items()}
    book = openpyxl.load_workbook(io.BytesIO(seat.browser.get("/desa/ekspor/keluarga.xlsx").body))
    for given, of_members in ((answered, False), (member, True)):
        told = {name: (words, exported(book, asked[1], of_members)) for name, (_, words) in given.items()
                if (asked := re.search(r"q([0-9]+)$", name))}
        assert len(told) >= (18 if of_members else 90)
        assert {name: both for name, both in told.items() if both[0] not in both[1]} == {}


def typed(name, value):
    """What was typed as it is stored."""
    if name in ("number", "nik"):
        return value.replace(" ", "")
    return "-".join(reversed(value.split("-"))) if name == "recorded" else value
